"""What stands in for a thing that nobody has looked up."""

from __future__ import annotations

import pytest

from grading.cases import caps, rules, to_anyone
from vmdojo.grading import Grade

OPEN = "Hi Joan, Nils Berg at Wickfield. Your second kiln is lit in March, and new kilns crack their first loads."


def graded(said: str) -> Grade:
    return to_anyone(f"{OPEN} {said} Who loads it? 555-0150.", "cold", "second kiln is lit in March")


@pytest.mark.parametrize(
    "said",
    [
        "A pottery in Hull cut its gas by Y percent.",
        "A pottery in blank cut its gas by blank.",
        "It paid for itself in blank weeks.",
        "A pottery in TBC halved its gas.",
        "So your trouble is dash dash dash.",
        "A pottery in Hull halved its gas, pause for effect, in a week.",
    ],
)
def test_what_stands_in_for_a_thing_is_a_gap(said: str) -> None:
    assert "template.leftover" in caps(graded(said))


@pytest.mark.parametrize(
    "said",
    [
        "I looked for the maker's name and drew a blank.",
        "A blank firing cuts that by half.",
        "A pottery in Hull makes them from blank tiles.",
        "Your post on X says as much.",
        "The Model Y by the kiln door is in the way.",
        "A dash of frit stops that.",
    ],
)
def test_the_same_words_in_use_are_none(said: str) -> None:
    assert "template.leftover" not in rules(graded(said))
