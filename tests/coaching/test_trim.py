"""Sentences made shorter, as data: what is cut, and what must be left."""

from __future__ import annotations

import pytest

from vmdojo.coaching import trim
from vmdojo.coaching.bank import bank


def spans(sentence: str, *faults: str) -> list[tuple[int, int]]:
    return [(sentence.index(fault), sentence.index(fault) + len(fault)) for fault in faults]


CLAUSES = [
    (
        "So I hear you guys are gonna have a sweet new wing, that's awesome.",
        ["that's awesome"],
        "I hear you guys are gonna have a sweet new wing.",
    ),
    (
        "This is Luis Ortega calling from Coldway, the leading provider of logistics solutions.",
        ["leading provider"],
        "This is Luis Ortega calling from Coldway.",
    ),
    (
        "Congratulations on the Reno site, and on that state safety award back in 2019, very impressive.",
        ["safety award"],
        "Congratulations on the Reno site, very impressive.",
    ),
    (
        "I just have one question about your docks, and then could we set up a demo?",
        ["set up a demo"],
        "I just have one question about your docks.",
    ),
    (
        "We have an exciting opportunity, but you need to sign up by Friday.",
        ["exciting"],
        "You need to sign up by Friday.",
    ),
    # nothing sound would be left
    ("When it rains, we offer tags.", ["we offer"], None),
    ("It is a vertically integrated, ISO-certified, customer-centric manufacturer.", ["customer-centric"], None),
    ("We sell tags, which save time.", ["We sell"], None),
    ("That's awesome.", ["awesome"], None),
    ("The best tool we have, by far the best, is free.", ["by far"], None),
]
WORDS = [
    ("It's kind of a lot, I guess.", ["kind of", "I guess"], "It's a lot."),
    ("Hi, um, Henrik, this is, uh, Joon from Sixbar.", ["um", "uh"], "Hi Henrik, this is Joon from Sixbar."),
    # a breath between commas leaves one where one belongs
    ("Hi Marisol, um, so, this is Gary.", ["um"], "Hi Marisol, so, this is Gary."),
    ("I saw the news, um, and I rang.", ["um"], "I saw the news, and I rang."),
    ("We sell, um, filters to schools.", ["um"], "We sell filters to schools."),
    ("I wanted to, um, call you about it.", ["um"], "I wanted to call you about it."),
    ("We have an exciting tool for you.", ["exciting"], "We have a tool for you."),
    ("We have a unique approach to it.", ["unique"], "We have an approach to it."),
    ("Really, I just wanted to ask about the docks.", ["Really", "just"], "I wanted to ask about the docks."),
    # words that carry the sentence stay
    ("We are innovative.", ["innovative"], None),
    ("It looks like rain at the docks.", ["like"], None),
    ("We leverage the docks.", ["leverage"], None),
]


@pytest.mark.parametrize(("sentence", "faults", "left"), CLAUSES)
def test_clauses_cut(sentence: str, faults: list[str], left: str | None) -> None:
    assert trim.without_clauses(sentence, spans(sentence, *faults)) == left


@pytest.mark.parametrize(("sentence", "faults", "left"), WORDS)
def test_words_cut(sentence: str, faults: list[str], left: str | None) -> None:
    assert trim.without_words(sentence, spans(sentence, *faults), bank()) == left


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("Who plans those moves today?", True),
        ("Reno opens in March.", True),
        ("Thanks for your time.", True),
        ("So I hear you have a new wing, that's.", False),
        ("Which saves you time.", False),
        ("If you are free.", False),
        ("Looking for a partner.", False),
        ("I would like to.", False),
        ("Docks.", False),
    ],
)
def test_what_stands_alone(sentence: str, stands: bool) -> None:
    assert trim.stands(sentence) is stands


def test_worn_words_give_way_to_plain_ones() -> None:
    sentence = "Hey Dana, it's Luis."

    assert trim.swapped(sentence, spans(sentence, "Hey"), bank()) == "Hi Dana, it's Luis."
    assert trim.swapped(sentence, spans(sentence, "Luis"), bank()) is None
