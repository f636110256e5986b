"""Each term as one letter, by which order and substance are seen."""

from __future__ import annotations

import pytest

from grading.cases import caps
from vmdojo.grading import grade, load_rubric
from vmdojo.grading.letters import COMMON, KINDS, NO_CONTENT, NUMBER, RARE, STRANGE, Letters, letters_in
from vmdojo.grading.reading import Reading
from vmdojo.message import parse


@pytest.fixture
def known() -> Letters:
    return Letters({"pallet", "also"}, little={"the": "article", "may": "modal", "you": "object", "i": "subject"})


def read(text: str, known: Letters) -> str:
    return letters_in(Reading(parse(text)), known)


def test_a_term_is_what_it_is_to_an_english_reader(known: Letters) -> None:
    assert read("The also pallet plonters", known) == KINDS["article"] + COMMON + RARE + STRANGE


def test_who_speaks_and_whom_to_keep_letters_of_their_own(known: Letters) -> None:
    assert read("i you", known) == "Iy"


@pytest.mark.parametrize(("text", "letter"), [("pallet 40", NUMBER), ("pallet 555-0142", NO_CONTENT)])
def test_a_number_in_figures_counts_and_a_telephone_does_not(text: str, letter: str, known: Letters) -> None:
    assert read(text, known)[1] == letter


def test_may_inside_a_sentence_is_a_month_with_a_capital(known: Letters) -> None:
    assert read("pallet may", known)[1] == KINDS["modal"]
    assert read("pallet May", known)[1] == NO_CONTENT


def test_the_subject_of_a_mail_is_no_clash_of_words() -> None:
    text = (
        "Hi Ann, Lou at Gatewell. Look for the subject line gate rota, and the object of the verb lift is yours. "
        "The modal split on your site fell. What does the article by the gate say? 555-0143."
    )
    assert "sense.shuffled" not in caps(grade(text, None, load_rubric()))
