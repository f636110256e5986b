"""Fixes applied to a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.coaching import apply, apply_all
from vmdojo.coaching.applying import overlap
from vmdojo.coaching.model import Edit, Fix


def fix(start: int, end: int, rewrite: str = "", edit: Edit = "replace") -> Fix:
    return Fix("tone.test", start, end, "", "", "", rewrite, 0.0, edit)


@pytest.mark.parametrize(
    ("text", "made", "expected"),
    [
        ("Hi Dana. Call me. Bye.", fix(9, 17, "Who plans?"), "Hi Dana. Who plans? Bye."),
        ("Hi Dana. Call me. Bye.", fix(9, 17, edit="cut"), "Hi Dana. Bye."),
        ("Hi Dana. Call me.", fix(9, 17, edit="cut"), "Hi Dana."),
        ("Call me. Bye.", fix(0, 8, edit="cut"), "Bye."),
        ("Hi Dana. Bye.", fix(8, 8, "Who plans?", "insert"), "Hi Dana. Who plans? Bye."),
        ("Hi Dana.", fix(8, 8, "Who plans?", "insert"), "Hi Dana. Who plans?"),
        ("Bye.", fix(0, 0, "Who plans?", "insert"), "Who plans? Bye."),
        ("It's Luis, hi.", fix(9, 9, " from Coldway", "insert"), "It's Luis from Coldway, hi."),
        ("Hi Dan, hello.", fix(3, 6, "Dana"), "Hi Dana, hello."),
        ("Hi Dana.", fix(0, 8, edit="ask"), "Hi Dana."),
    ],
)
def test_each_kind_of_edit(text: str, made: Fix, expected: str) -> None:
    assert apply(text, made) == expected


def test_several_at_once_keep_their_places() -> None:
    text = "Hi Dana. Call me. We are the best. Bye."

    made = apply_all(text, [fix(18, 34, edit="cut"), fix(9, 17, "Who plans?"), fix(8, 8, "Reno opens.", "insert")])

    assert made == "Hi Dana. Reno opens. Who plans? Bye."


def test_a_line_may_go_in_where_the_end_is_cut() -> None:
    made = apply_all("Hi Dana. Call me.", [fix(9, 9, "Who plans?", "insert"), fix(9, 17, edit="cut")])

    assert made == "Hi Dana. Who plans?"


def test_overlapping_fixes_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply_all("Hi Dana. Call me.", [fix(0, 12, "x"), fix(9, 17, "y")])


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 99)])
def test_a_fix_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not lie"):
        apply("Hi Dana.", fix(start, end))


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40), st.text(max_size=10))
def test_nothing_outside_the_span_is_lost(text: str, one: int, two: int, line: str) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))

    replaced = apply(text, fix(start, end, line))
    cut = apply(text, fix(start, end, edit="cut"))
    inserted = apply(text, fix(start, start, line, "insert"))

    assert replaced == text[:start] + line + text[end:]
    assert "".join(cut.split()) == "".join((text[:start] + text[end:]).split())
    stop = "." if line[:1].isupper() and text[:start].rstrip()[-1:].isalnum() else ""
    assert "".join(inserted.split()) == "".join((text[:start] + stop + line + text[start:]).split())


def test_a_new_sentence_closes_the_one_before_it() -> None:
    text = "hi dana it's luis from coldway, reno opens in march"

    made = apply(text, fix(len(text), len(text), "Who plans those moves?", "insert"))

    assert made == "hi dana it's luis from coldway, reno opens in march. Who plans those moves?"


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_overlap_is_mutual_and_what_does_not_overlap_can_be_applied(a: int, b: int, c: int, d: int) -> None:
    (a, b), (c, d) = sorted((a, b)), sorted((c, d))

    assert overlap(a, b, c, d) == overlap(c, d, a, b)
    if not overlap(a, b, c, d):
        apply_all("0123456789", [fix(a, b, "x", "insert" if a == b else "replace"), fix(c, d, "y")])
