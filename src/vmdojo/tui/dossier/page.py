"""The dossier laid out: whole, and condensed above the words while they are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from vmdojo.scenarios import facts_shown
from vmdojo.scenarios.firms import first_name
from vmdojo.scenarios.model import Fact, Scenario
from vmdojo.tui.inert import one_line
from vmdojo.tui.text import BLANK, STACKED, clock, counted, cut, labelled, say, spread, wrap
from vmdojo.tui.words import CALLER, DIMENSION, RELATIONSHIP, known_of, quoted

if TYPE_CHECKING:
    from vmdojo.grading import Rubric

_FIRST = {"trigger": 0, "market": 1}


class Criteria(NamedTuple):
    """What the message will be judged on, said before it is tried."""

    weights: Sequence[tuple[str, float]]
    """Dimension as the screens call it, and its weight of 100."""
    bears: int | None
    """The largest ask, 0-10, that this relationship bears; None where the rubric does not say."""
    target: tuple[int, int]
    """Seconds to land in."""


def criteria_of(rubric: Rubric, scenario: Scenario) -> Criteria:
    """What a message in this scenario is judged on by a rubric."""
    weights = sorted(rubric.weights.items(), key=lambda item: -item[1])
    return Criteria(
        [(DIMENSION[name], weight) for name, weight in weights],
        rubric.tolerated.get(scenario.brief.relationship),
        rubric.target_for(scenario),
    )


def ordered(scenario: Scenario) -> list[Fact]:
    """Facts as the page lists them: triggers, market, then the rest in the dossier's mixed order, where no place
    gives a decoy away."""
    return sorted(facts_shown(scenario), key=lambda fact: _FIRST.get(fact.kind, 2))


def heading(scenario: Scenario, width: int) -> list[Content]:
    """Who it is, and what lies between you, at the right."""
    buyer = scenario.buyer
    known = one_line(known_of(buyer))
    who = Content.assemble(say(one_line(buyer.name), "bold"), say(f", {known}" if known else ""))
    bond = say(RELATIONSHIP[scenario.brief.relationship], "$quiet")
    if who.cell_length + bond.cell_length + 2 <= width:
        return [spread(who, bond, width)]
    name = say(one_line(buyer.name), "bold")
    return [spread(name, bond, width), cut(say(known), width)]


def _fact(fact: Fact) -> Content:
    told = say(one_line(fact.text))
    if not fact.may_tell:
        told = Content.assemble(told, say(" Yours to know, not to say.", "italic"))
    if fact.kind in _FIRST and fact.means:
        told = Content.assemble(told, say(f" {one_line(fact.means)}", "$quiet"))
    return told


def _listed(label: str, items: Sequence[Content], width: int) -> list[Content]:
    """Items under one label, each beginning with a dot in the label's line or below it."""
    lines: list[Content] = []
    for number, item in enumerate(items):
        lines += labelled(label if number == 0 else "", item, width, bullet="· " if len(items) > 1 else "")
    return lines if width >= STACKED else [line for line in lines if line.plain.strip()]


def whole(scenario: Scenario, criteria: Criteria, plan: str | None, width: int) -> list[Content]:
    """Everything the player may know before the beep. ``plan`` None leaves its line to a widget."""
    buyer, brief = scenario.buyer, scenario.brief
    under = " · ".join(filter(None, [buyer.industry, buyer.temperament, brief.today]))
    lines = [*heading(scenario, width), *wrap(say(one_line(under), "$quiet"), width)]
    if buyer.says:
        lines += wrap(say(f"Say it: {one_line(buyer.says)}", "$quiet"), width)
    lines += [BLANK, *wrap(say(quoted(one_line(buyer.greeting))), width), BLANK]
    lines += labelled("You sell", one_line(brief.you_sell), width)
    lines += labelled("You want", one_line(brief.goal), width)
    # What one has and can leave stands above the long facts, so that nobody goes to the beep without it.
    lines += _listed("You have", [say(one_line(offer.text)) for offer in scenario.offer], width)
    if brief.your_number:
        lines += labelled("Number", one_line(brief.your_number), width)
    lines += [*_criteria(scenario, criteria, width), BLANK]
    lines += _listed("You know", [_fact(fact) for fact in ordered(scenario)], width)
    if scenario.earlier:
        lines += [BLANK, *_listed("Before", [_touch(touch) for touch in _oldest_first(scenario)], width)]
    if plan:
        lines += [BLANK, *labelled("Plan", one_line(plan), width)]
    return lines


def _oldest_first(scenario: Scenario) -> list[tuple[str, str]]:
    touches = sorted(scenario.earlier, key=lambda touch: -touch.days_ago)
    return [
        (
            f"{counted(touch.days_ago, 'day')} ago, {touch.channel}" if touch.days_ago else f"Today, {touch.channel}",
            one_line(touch.text),
        )
        for touch in touches
    ]


def _touch(touch: tuple[str, str]) -> Content:
    when, text = touch
    return Content.assemble(say(f"{when}: ", "$quiet"), say(quoted(text)))


def _criteria(scenario: Scenario, criteria: Criteria, width: int) -> list[Content]:
    low, high = criteria.target
    lines = labelled("Land on", f"{clock(low)} to {clock(high)} on the tape", width)
    if criteria.weights:
        named = ", ".join(f"{name} {weight:.0f}" for name, weight in criteria.weights)
        lines += labelled("Judged on", say(named), width)
    if criteria.bears is not None:
        bears = (
            f"{first_name(one_line(scenario.buyer.name))} bears an ask of {criteria.bears} in 10 "
            f"from {CALLER[scenario.brief.relationship]}; one easy question is 1."
        )
        lines += labelled("", bears, width) if width >= STACKED else wrap(say(bears), width, indent=2)
    return lines


_ALL = 40
# Lines of the greeting, of what one has, of what one knows: the buyer's own wish goes last, facts give way first.
_TRIES = (
    *((_ALL, _ALL, know) for know in (_ALL, *range(12, 1, -1))),
    *((_ALL, have, know) for have in (2, 1) for know in (2, 1)),
    (_ALL, 0, 1),
    (_ALL, 0, 0),
    *((greeting, 0, 0) for greeting in range(6, -1, -1)),
)


_FACTS_FIRST = (
    (_ALL, _ALL, _ALL),
    *((greeting, _ALL, _ALL) for greeting in (2, 1)),
    *((0, *rest) for _, *rest in _TRIES),
)


def condensed(scenario: Scenario, width: int, height: int, *, facts_first: bool = False) -> list[Content]:
    """The dossier in at most ``height`` lines: who, the greeting, what you have and know, as much as fits.

    With ``facts_first`` the greeting gives way to what you know.
    """
    head = heading(scenario, width)
    facts = " · ".join(_brief(fact) for fact in ordered(scenario))
    offers = " · ".join(one_line(offer.text).rstrip(".") for offer in scenario.offer)
    lines = head
    for greeting, have, know in _FACTS_FIRST if facts_first else _TRIES:
        lines = list(head)
        if greeting:
            lines += _clipped(say(quoted(one_line(scenario.buyer.greeting)), "$quiet"), width, greeting)
        told: list[Content] = []
        if have and offers:
            told += labelled("You have", offers, width, limit=have + (width < STACKED))
        if know:
            told += labelled("You know", facts, width, limit=know + (width < STACKED))
        # Air between the two where there is room for it.
        if greeting and told and len(lines) + len(told) < height:
            lines.append(BLANK)
        lines += told
        if len(lines) <= height:
            return lines
    return lines[: max(1, height)]


def _brief(fact: Fact) -> str:
    told = one_line(fact.text).rstrip(".")
    return told if fact.may_tell else f"{told} (not to say)"


def _clipped(content: Content, width: int, limit: int) -> list[Content]:
    lines = wrap(content, width)
    if len(lines) > limit:
        last = lines[limit - 1].truncate(min(width, 72) - 2).rstrip()
        lines = [*lines[: limit - 1], Content.assemble(last, say(" …", "$quiet"))]
    return lines
