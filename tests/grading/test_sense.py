"""Whether the words make sense: English, in order, not in circles, nothing hidden; manner alone is no fault."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.cases import STRONG, caps, dana, lines, rules, to_anyone, to_dana
from vmdojo.grading import grade
from vmdojo.grading.order import shipped_order
from vmdojo.grading.reading import Reading
from vmdojo.message import parse

GOOD = [line for line in lines("messages") if line["quality"] == "good"]
NONSENSE = {"sense.no_english", "sense.shuffled", "sense.repetition", "sense.stuffed", "sense.hidden"}


def test_a_sound_message_makes_sense() -> None:
    assert not rules(to_dana(STRONG)) & NONSENSE
    assert to_dana(STRONG).total >= 75


def test_good_talk_is_not_called_nonsense() -> None:
    accused = [line["id"] for line in GOOD[::3] if rules(to_anyone(line["text"])) & NONSENSE]
    assert accused == []


def test_the_same_words_in_no_order_make_no_sense() -> None:
    caught = 0
    for seed in range(20):
        words = STRONG.split()
        random.Random(seed).shuffle(words)
        result = to_dana(" ".join(words))
        assert result.total < to_dana(STRONG).total
        if caps(result) & {"sense.shuffled", "sense.no_english"}:
            assert result.total <= 25
            caught += 1
    assert caught >= 17, "a shuffle may leave talk in order by chance, but seldom"


def test_shuffled_talk_is_less_orderly_than_the_talk_itself() -> None:
    order = shipped_order()
    less = 0
    for at, line in enumerate(GOOD[:40]):
        words = line["text"].split()
        random.Random(at).shuffle(words)
        before = order.read(Reading(parse(line["text"]))).orderly
        after = order.read(Reading(parse(" ".join(words)))).orderly
        assert before is not None
        assert after is not None
        less += after < before
    assert less >= 38


def test_too_few_words_say_nothing_about_order() -> None:
    assert shipped_order().read(Reading(parse("the a of"))).orderly is None
    assert not rules(to_anyone("Dana, Luis, Coldway. Reno?")) & NONSENSE


@pytest.mark.parametrize(
    "text",
    [
        "Asdf qwer zxcv uiop hjkl bnmq wert sdfg xcvb yuio ghjk vbnm.",
        "Blarg snoffle the wibbletrop of greezum and plinkworth to fandoodle wumpkin zargle.",
        "Guten Tag Dana, hier ist Luis Ortega von Coldway. Sie eröffnen im März ein zweites Lager in Reno, "
        "und wer plant heute die Fahrten auf dem Hof?",
        "Bonjour Dana, ici Luis Ortega de Coldway. Vous ouvrez un second entrepôt à Reno en mars, qui "
        "planifie les mouvements de remorques aujourd'hui chez vous?",
        "Hola Dana, soy Luis Ortega de Coldway. Abren un segundo almacén en Reno en marzo; ¿quién planea hoy "
        "los movimientos de los remolques en el patio?",
    ],
)
def test_gibberish_and_other_languages_are_capped(text: str) -> None:
    result = to_dana(text)
    assert "sense.no_english" in caps(result)
    assert result.total <= 15


@pytest.mark.parametrize("times", [2, 3, 6])
def test_going_in_circles_is_capped(times: int) -> None:
    text = "Hi Dana, Luis at Coldway, with Reno opening in March, who plans those trailer moves?"
    result = to_dana(" ".join([text] * times))
    assert "sense.repetition" in caps(result)
    assert result.total <= 40
    assert result.total < to_dana(text).total


def test_a_number_said_twice_is_no_circle() -> None:
    assert not rules(to_dana(f"{STRONG} Again, 555-0148.")) & (NONSENSE | {"structure.repeated"})


def test_a_salad_of_keywords_is_capped() -> None:
    text = (
        "Reno cold store late loads fines dispatchers spreadsheet dock plan Boise docks trailers yard grocers grace "
        "savings benefit proof."
    )
    result = to_dana(text)
    assert caps(result) & {"sense.stuffed", "sense.no_english"}
    assert result.total <= 40


@pytest.mark.parametrize("mark", ["\u200b", "\u2060", "\u202e", "\ufeff"])
def test_what_is_hidden_is_told_and_capped(mark: str) -> None:
    hidden = STRONG.replace("Reno", f"Re{mark}no", 1)
    result = to_dana(hidden)
    assert "sense.hidden" in caps(result)
    assert result.total <= 35


def test_a_letter_of_another_script_is_hidden_too() -> None:
    assert "sense.hidden" in caps(to_dana(STRONG.replace("Reno", "R\u0435no", 1)))  # a Cyrillic e


def worded(text: str) -> tuple[float, list[tuple[str, float]], list[tuple[str, float]]]:
    """A grade without its places in the text."""
    result = grade(text, dana())
    found = sorted((finding.rule, round(finding.points, 9)) for finding in result.findings)
    return round(result.total, 9), found, sorted((cap.rule, cap.at) for cap in result.caps)


@pytest.mark.parametrize(
    "manner",
    [
        STRONG.replace("I'm", "I’m"),
        STRONG.replace('"Reno docks"', "“Reno docks”"),
        STRONG.replace("trailer", "trai\u00adler").replace("distributor", "dis\u00adtri\u00adbu\u00adtor"),
        STRONG.replace(" ", "  "),
        f"  {STRONG}\t \n",
        STRONG.replace(" ", "\u00a0"),
        STRONG.replace(". ", ".   "),
    ],
    ids=["apostrophe", "quotes", "soft-hyphens", "doubled", "around", "hard-spaces", "after-stops"],
)
def test_the_manner_of_writing_changes_nothing(manner: str) -> None:
    assert manner != STRONG
    assert worded(manner) == worded(STRONG)


@settings(max_examples=40)
@given(st.data())
def test_soft_hyphens_and_doubled_spaces_anywhere_change_nothing(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(GOOD))["text"]
    plain = to_anyone(text)
    letters = [at for at in range(1, len(text)) if text[at - 1].isalpha() and text[at].isalpha()]
    spaces = [at for at in range(len(text)) if text[at] == " "]
    marks = dict.fromkeys(data.draw(st.lists(st.sampled_from(letters), max_size=6)), "\xad")
    marks |= dict.fromkeys(data.draw(st.lists(st.sampled_from(spaces), max_size=6)), " ")
    written = to_anyone("".join(marks.get(at, "") + letter for at, letter in enumerate(text)))
    assert written.total == plain.total
    assert sorted(f.rule for f in written.findings) == sorted(f.rule for f in plain.findings)


def test_four_questions_ask_and_five_interrogate() -> None:
    questions = [
        "Who plans the moves?",
        "How many docks are there?",
        "Which store is full?",
        "Where do you park?",
        "What does it cost you?",
    ]
    opening = "Hi Dana, Luis Ortega at Coldway. Reno opens in March."
    assert "sense.interrogation" not in rules(to_dana(" ".join([opening, *questions[:4]])))
    assert "sense.interrogation" in caps(to_dana(" ".join([opening, *questions])))
