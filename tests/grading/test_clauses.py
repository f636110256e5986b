"""What a single clause does, behind something useful; and where a sentence is cut into clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.cases import rules, to_anyone
from vmdojo.grading.clauses import parts
from vmdojo.grading.reading import Reading
from vmdojo.message import parse

NOTES = ("ice on the end freezer", "village shop in Corwen")
HELLO = "Hi Dilys, Emrys Vaughan from Coldaid."
END = "Turn the stat to three overnight and see if it's gone by morning. 555-0163 if it isn't."


def pieces(text: str) -> list[str]:
    reading = Reading(parse(text))
    return [" ".join(reading.terms[part.start : part.stop]) for span in reading.spans for part in parts(reading, span)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("The seal's gone, as anybody could see.", ["the seal 's gone", "as anybody could see"]),
        ("The ramp sticks and nobody oils it.", ["the ramp sticks", "and nobody oils it"]),
        ("The ramp sticks and squeaks.", ["the ramp sticks and squeaks"]),
        ("It leaks which costs you a shift.", ["it leaks", "which costs you a shift"]),
    ],
)
def test_a_sentence_falls_into_its_clauses(text: str, cut: list[str]) -> None:
    assert pieces(text) == cut


@given(st.lists(st.sampled_from("and but which because you it the pump leaks , so".split()), max_size=30))
def test_clauses_hold_every_word_once_and_in_order(words: list[str]) -> None:
    reading = Reading(parse(" ".join(words)))
    for span in reading.spans:
        found = parts(reading, span)
        assert [at for part in found for at in part] == list(span)
        assert all(len(part) for part in found) or not len(span)


@pytest.mark.parametrize(
    ("tail", "rule"),
    [
        (", as anybody who'd looked at it for a second could have told you", "tone.insult"),
        (", and frankly a responsible owner wouldn't need telling", "tone.insult"),
        (", and after all I've done for you I did expect a call", "tone.guilt"),
    ],
)
def test_a_fault_in_the_tail_of_a_useful_sentence_is_heard(tail: str, rule: str) -> None:
    told = "The ice on your end freezer is most likely the door seal"
    assert rule not in rules(to_anyone(f"{HELLO} {told}. {END}", "cold", *NOTES))
    assert rule in rules(to_anyone(f"{HELLO} {told}{tail}. {END}", "cold", *NOTES))


@pytest.mark.parametrize(
    "tail",
    [
        ", which is why it comes back each time you scrape it",
        ", and nobody sees it until the milk's warm",
        ", because the hinge side takes the weight",
    ],
)
def test_a_useful_tail_is_no_fault(tail: str) -> None:
    told = "The ice on your end freezer is most likely the door seal"
    found = rules(to_anyone(f"{HELLO} {told}{tail}. {END}", "cold", *NOTES))
    assert not {rule for rule in found if rule.startswith("tone.")}
