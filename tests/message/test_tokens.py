"""A pattern without the kinds of token that a text cannot hold finds in it what the pattern with all of them finds."""

from __future__ import annotations

import operator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vmdojo.message import Pace, tokens
from vmdojo.message.late import late
from vmdojo.message.takes import Takes, takes_at

PIECES = st.sampled_from(
    [
        *"abIXx019.,:/@$£%{}[]<>«»*|_#&+-'½°() \n\t",
        *("INSERT NAME", "insert name here", "Insert", "XXX-XXXX", "___", "%Name%", "$COMPANY", "*|FNAME|*", "«name»"),
        *(
            "www.",
            "http://",
            ".com",
            "a.b",
            "a.m.",
            "Ph.D",
            "555-0148",
            "800-FLOWERS",
            "+44",
            "10:30",
            "2pm",
            "$4",
            "€",
            "٣",
        ),
        *("don't", "R&D", "& ", "+ ", "word", "18", "th"),
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
@example("Ring 800-FLOWERS, ½ off, ask www.a at a.b@c.de or INSERT NAME")
def test_a_pattern_for_one_text_finds_what_the_whole_pattern_finds(text: str) -> None:
    whole = tokens._token(True, True, True, True)
    assert tokens.token(text).split(text) == whole.split(text)


WORDS = st.sampled_from(
    [
        *(
            "I",
            "I'm",
            "don't",
            "'tis",
            "boys'",
            "rock'n'roll",
            "o''clock",
            "plan",
            "co-op",
            "one-page-plan",
            "XXX-plan",
            "café",
            "R&D",
            "bob@x.de",
        ),
        *("10", "10 a. m.", "$5 million", ".5", "555-0148 ext 5", "e.g.", "Ph.D.", "www.a.com", "x_y", "insert"),
    ]
)
BETWEEN = st.sampled_from(
    [*([" "] * 9), ", ", ". ", "? ", ".", "...", ": ", ":", "  ", "\n", " \n", ' "', ") ", "-", "'", ""]
)


@given(st.lists(st.tuples(WORDS, BETWEEN), max_size=20).map(lambda pairs: "".join(map("".join, pairs))))
@example("my name is Kim and I'm calling from Northgate. The 2 of us don't know [x].5 or Insert name here ")
@example("Ring me ")
def test_plain_words_between_spaces_are_the_same_tokens(text: str) -> None:
    ahead, *parts = tokens.token(text).split(text)
    before, taken = takes_at(Pace()).cut(text)
    assert [take.text for take in taken] == parts[::3]
    gaps = [gap + more for gap, more in zip(parts[1::3], parts[2::3], strict=True)]
    assert [take.between.rstrip(" ") for take in taken[-1:]] == [gap.rstrip(" ") for gap in gaps[-1:]]
    assert [take.between for take in taken[:-1]] == gaps[:-1]
    assert before == len(ahead) or not taken


def test_a_full_table_of_words_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmdojo.message.takes._MOST_KEPT", 4)
    text = "Give me a one-page plan, a one-page plan by 10 a.m. or a two-page plan by 11. I'll ring you: 555-0148."
    small = Takes(Pace())
    for _ in range(3):
        assert small.cut(text) == takes_at(Pace()).cut(text)
        assert len(small) <= 4


def test_plain_words_need_the_least_pattern() -> None:
    assert tokens.token("Just words, and a full stop.") is tokens._token(False, False, False, False)


def test_a_late_pattern_is_one_like_any_other() -> None:
    pattern = late("(a)(b)?", 0)
    found = pattern.search("xab")
    assert found is not None
    assert found.groups() == ("a", "b")
    assert pattern.findall("a ab") == [("a", ""), ("a", "b")]
    assert pattern.sub("-", "cab") == "c-"


def test_a_late_pattern_has_no_method_that_a_pattern_lacks() -> None:
    with pytest.raises(AttributeError):
        operator.attrgetter("nothing")(late("a"))
