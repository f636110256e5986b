"""Where the reason for the call begins: words of a fact beside the point, stories and courtesies do not begin it."""

from __future__ import annotations

import pytest

from grading.cases import rules, to_anyone
from vmdojo.scenarios.model import Relationship

LATE = "opening.buried_lead"
NOTES = ("spoke at the quilt show", "long-arm sewing machine skips stitches")
POINT = "Your long-arm skips stitches on the left, and that is the hook timing, two screws, ten minutes."
TALK = (
    "I said to my sister on the way home, we'll never hear the end of that hall and its heating, and she laughed all "
    "the way to the bus with her big red umbrella."
)
NAMED = "Hello Marjorie, it's Pat Dwyer from the sewing machine stall."


def found(text: str, relationship: Relationship = "met", notes: tuple[str, ...] = NOTES) -> set[str]:
    return rules(to_anyone(text, relationship, *notes))


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(f"{NAMED} {TALK}", id="a word of a fact in the caller's own name"),
        pytest.param(f"Marjorie, it's Pat Dwyer. {TALK} My gran had a sewing machine too.", id="a story of one's own"),
        pytest.param(f"{NAMED} How's the knee? {TALK}", id="a question of courtesy"),
    ],
)
def test_who_says_nothing_of_the_buyer_for_ten_seconds_buries_the_reason(before: str) -> None:
    assert LATE in found(f"{before} {POINT}")
    assert LATE not in found(f"{NAMED} {POINT} {TALK}")


@pytest.mark.parametrize(
    "opening",
    [
        "Marjorie, it's Pat Dwyer, about the sewing machine that skips stitches.",
        "Marjorie, it's Pat Dwyer. Your sewing machine and I have met.",
        "Marjorie, it's Pat Dwyer. Who looks after the timing of the hooks in the machines at the guild?",
    ],
)
def test_a_fact_tied_to_the_call_or_a_question_of_substance_begins_it(opening: str) -> None:
    assert LATE not in found(f"{opening} {TALK} {POINT}")


def test_what_a_firm_is_called_is_no_reason() -> None:
    notes = ("enquired about a stairlift", "curved stairs")
    papers = (
        "Calls may be recorded for training, we're in the trade guild, our head office is in Solihull, "
        "and your details are kept in line with our privacy policy, which is online."
    )
    point = "A curved rail isn't the only answer for curved stairs: two straight ones cost half."
    assert LATE in found(
        f"Hello, this is Noreen in customer care at Upward Stairlifts. {papers} {point}", "inbound", notes
    )
    assert LATE not in found(f"Hello, this is Noreen at Upward Stairlifts. {point} {papers}", "inbound", notes)
