"""Hints before a take, one after another: what the scenario teaches, what to begin with, what to ask and to give."""

from __future__ import annotations

from typing import Final

from vmdojo.scenarios.model import Fact, Scenario

_REASONS: Final = ("referral", "trigger", "market", "pain")


def hints(scenario: Scenario) -> tuple[str, ...]:
    """The hints on a scenario, each a sentence or two, in the order in which they are given."""
    found = [_one(scenario.teaches)]
    if scenario.right_move is not None:
        found.append("Read the greeting once more before you decide to leave anything at all.")
    fact = _reason(scenario)
    if fact is not None:
        means = f" {_one(fact.means)}" if fact.means else ""
        found.append(f"Begin with this, in your own words: {_one(fact.text)}{means}")
    if scenario.offer:
        found.append(f"Ask one easy question, and leave this behind: {_one(scenario.offer[0].text)}")
    return tuple(found)


def _reason(scenario: Scenario) -> Fact | None:
    """The fact that carries the call: what the caller may say, the kinds in the order of their strength."""
    for kind in _REASONS:
        for fact in scenario.fact:
            if fact.kind == kind and fact.may_tell:
                return fact
    return None


def _one(text: str) -> str:
    return " ".join(text.split())
