"""A row of what the buyer has is told from facts that are set against each other."""

from __future__ import annotations

import pytest

from grading.cases import rules, to_anyone
from vmdojo.grading.acting import doing
from vmdojo.grading.listing import read_out
from vmdojo.grading.reading import Reading
from vmdojo.message import parse

NOTES = ("second shift since May", "compressor from 1998")
OPENING = "Hi Marek, Dana Holt at Airwell."


def rows(text: str) -> frozenset[int]:
    reading = Reading(parse(text))
    return read_out(reading, doing(reading))


@pytest.mark.parametrize(
    "text",
    [
        "You run a second shift now. You have a compressor of some age.",
        "You closed your books in twelve days, and you have a new finance chief, and you have a team there too.",
        "You bake for three schools. You have a second oven. Your vans are white.",
    ],
)
def test_facts_in_a_row_are_read_out(text: str) -> None:
    assert rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "Your bond covers four containers and you've six afloat.",
        "You run a second shift now. That usually means the compressor trips at three, when both lines start.",
        "You run a second shift. Does your compressor keep up?",
        "You run a second shift, so your compressor never cools.",
        "Your slipway winch has been down three times since May.",
        "We have a van. I have a list. They have a yard.",
        "",
    ],
)
def test_facts_that_are_tied_or_stand_alone_are_not(text: str) -> None:
    assert not rows(text)


def test_a_row_leads_to_nothing_however_it_ends() -> None:
    listed = "You run a second shift now. You have a compressor from 1998. Who services it? 555-0144."
    tied = "Your second shift since May keeps a compressor from 1998 hot all night. Who services it? 555-0144."
    worse, better = (to_anyone(f"{OPENING} {text}", "cold", *NOTES) for text in (listed, tied))
    assert "relevance.fact_used" in rules(better)
    before, after = better.dimensions["relevance"], worse.dimensions["relevance"]
    assert before is not None
    assert after is not None
    assert before.points - after.points >= 10


def test_clause_upon_clause_that_begins_alike_is_a_list() -> None:
    things = ("eleven greenhouses", "six pickers", "an old boiler", "a contract with the market")
    listed = ", and ".join(f"you have {thing}" for thing in things)
    notes = ("eleven greenhouses", "old boiler", "contract with the market")
    assert "sense.recital" in rules(to_anyone(f"Owen, Bess Tully, Rake. {listed}. Is that so?", "cold", *notes))
    few = ", and ".join(f"you have {thing}" for thing in things[:3])
    assert "sense.recital" not in rules(to_anyone(f"Owen, Bess Tully, Rake. {few}. Is that so?", "cold", *notes))
