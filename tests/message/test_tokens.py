"""A pattern without the kinds of token that a text cannot hold finds in it what the pattern with all of them finds."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vmdojo.message import tokens
from vmdojo.message.late import late

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
        late("a").nothing  # type: ignore[attr-defined]  # noqa: B018 - the point of the test
