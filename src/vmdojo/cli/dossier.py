"""A scenario as text: what a player may know before the beep, and for authors what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmdojo.cli.console import wrapped
from vmdojo.grading.model import DIMENSIONS
from vmdojo.scenarios import facts_shown
from vmdojo.scenarios.firms import first_name
from vmdojo.tui.words import CALLER, DIMENSION, RELATIONSHIP, known_of

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.scenarios.model import Scenario

_FIRST = {"trigger": 0, "market": 1}
"""Kinds that are told first and with what they lead to; the others stand mixed, so that place gives no decoy away."""

_WISHES = {
    "no_sales_messages": "asks for no sales messages",
    "no_messages": "asks callers to leave no message",
    "email_only": "asks for email instead",
    "no_calls": "asks not to be called",
}


def dossier(scenario: Scenario, rubric: Rubric | None) -> list[str]:
    """What the player knows, and what a whole message will be judged on; without a rubric nothing of that."""
    buyer, brief = scenario.buyer, scenario.brief
    lines = [
        *wrapped(scenario.title),
        *wrapped(f"{', '.join(filter(None, (buyer.name, known_of(buyer))))} ({buyer.industry}); {buyer.temperament}."),
        *wrapped(f"Between you: {RELATIONSHIP[brief.relationship]}."),
    ]
    if buyer.says:
        lines += wrapped(f"Say the name: {buyer.says}")
    if brief.today:
        lines += wrapped(f"It is {brief.today}.")
    lines += [
        "",
        *wrapped(f"You sell: {brief.you_sell}"),
        *wrapped(f"Your company: {brief.your_company}"),
        *wrapped(f"You want: {brief.goal}"),
    ]
    if brief.your_number:
        lines += wrapped(f"Your number: {brief.your_number}")
    if rubric is not None:
        low, high = rubric.target_for(scenario)
        weights = ", ".join(f"{DIMENSION[name]} {rubric.weights[name]:.0f}" for name in DIMENSIONS)
        bears, caller = rubric.tolerated[brief.relationship], CALLER[brief.relationship]
        lines += wrapped(f"Land between {low} and {high} seconds.")
        lines += wrapped(f"Judged on: {weights}. {first_name(buyer.name)} bears an ask of {bears} in 10 from {caller}.")
    for wish in brief.wishes:
        lines += wrapped(f"Note: {buyer.name} {_WISHES[wish]}.")
    lines += ["", "You know"]
    for fact in sorted(facts_shown(scenario), key=lambda fact: _FIRST.get(fact.kind, 2)):
        told = fact.text if fact.may_tell else f"{fact.text} (Yours to know, not to say.)"
        lines += wrapped(f"{told} {fact.means}" if fact.kind in _FIRST else told, indent="  ", first="- ")
    if scenario.offer:
        lines += ["", "You have"]
        for offer in scenario.offer:
            lines += wrapped(offer.text, indent="  ", first="- ")
    if scenario.earlier:
        lines += ["", "So far"]
        for touch in sorted(scenario.earlier, key=lambda touch: -touch.days_ago):
            when = {0: "today", 1: "yesterday"}.get(touch.days_ago, f"{touch.days_ago} days ago")
            lines += wrapped(f"{touch.channel}, {when}: {touch.text}", indent="  ", first="- ")
    lines += ["", *wrapped(f'The mailbox says: "{buyer.greeting}"')]
    return lines


def author_notes(scenario: Scenario) -> list[str]:
    """What a player must not see: kinds of facts, what they mean, samples."""
    lines = [
        "For authors",
        "",
        *wrapped(f"Teaches: {scenario.teaches}"),
        *wrapped(f"Skills: {', '.join(scenario.skills)}"),
    ]
    lines += wrapped(
        f"{scenario.buyer.temperament} buyer, {scenario.belt} belt, kind {scenario.kind}, id {scenario.id}"
    )
    lines += ["", "Facts by kind"]
    for fact in scenario.fact:
        lines += wrapped(
            f"{fact.id} ({fact.kind}): {fact.means or fact.why_not or fact.text}", indent="    ", first="  "
        )
        lines += wrapped(f"cues: {' / '.join(fact.cues)}", indent="      ", first="    ")
    if scenario.right_move is not None:
        move = "leave a message" if scenario.right_move.leave else "leave no message"
        lines += ["", *wrapped(f"Right move: {move}. {scenario.right_move.why} {scenario.right_move.instead}")]
    for strong in scenario.strong:
        lines += ["", *wrapped(f"Strong: {strong.shows}"), *wrapped(strong.text, indent="  ")]
    for weak in scenario.weak:
        lines += ["", *wrapped(f"Weak: {', '.join(weak.faults)}"), *wrapped(weak.text, indent="  ")]
        if weak.disputed:
            lines += wrapped(f"Disputed: {weak.disputed}", indent="  ")
    return lines
