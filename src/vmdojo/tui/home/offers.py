"""What home offers: each a title, a note, a word at the right, and what it opens.

A provider looks at the game and gives an offer or None. To offer something else, write a provider and put it into
:data:`PROVIDERS`; home knows nothing of what it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from vmdojo.coaching.path import next_buyers
from vmdojo.coaching.skills import DIMENSION_OF, weakest
from vmdojo.scenarios.model import Scenario
from vmdojo.tui.inert import one_line
from vmdojo.tui.text import counted, points

if TYPE_CHECKING:
    from vmdojo.grading.model import DimensionName
    from vmdojo.rounds.overview import Overview
    from vmdojo.tui.app import Dojo

ROUND_MINUTES: Final = 3
"""A round from dossier to verdict, as it is told."""


class Offer(NamedTuple):
    """One thing to do now."""

    id: str
    title: str
    """Two or three words."""
    note: str
    side: str
    """A word or two at the right: "one try", "new"."""
    open: Callable[[Dojo], None]
    minutes: int = ROUND_MINUTES
    """How long it takes; 0 for what is done."""


Provider = Callable[["Dojo", "Overview"], Offer | None]


def offers(dojo: Dojo, overview: Overview) -> list[Offer]:
    """What there is to do, in order. A player who has left nothing yet sees one thing."""
    if not overview.takes:
        first = _first(dojo, overview)
        return [first] if first is not None else []
    return [offer for provide in PROVIDERS if (offer := provide(dojo, overview)) is not None]


def _first(dojo: Dojo, overview: Overview) -> Offer | None:
    fresh = next_buyers(overview.standing, dojo.library.shipped, overview.today) or list(dojo.library.scenarios)
    return _round("first", "Your first buyer", fresh[0], "") if fresh else None


def todays_buyer(dojo: Dojo, overview: Overview) -> Offer | None:  # noqa: ARG001 - every provider is given both
    """Today's buyer: one take; afterwards its verdict."""
    today = dojo.today()
    if today is None:
        return None
    buyer = today.scenario.buyer
    note = one_line(f"{buyer.role}, {buyer.industry}")
    taken = today.taken
    if taken is not None:
        return Offer("today", "Today's buyer", note, points(taken.grade.total), lambda app: app.open_take(taken.id), 0)
    side = "one try" if today.counts else "practice"
    return Offer("today", "Today's buyer", note, side, lambda app: app.begin_today())


def next_buyer(dojo: Dojo, overview: Overview) -> Offer | None:
    """The buyer that could count next towards the belt."""
    today = dojo.today()
    over = {today.scenario.id} if today is not None else set()
    found = next_buyers(overview.standing, dojo.library.shipped, overview.today, passed_over=over)
    if not found:
        return None
    side = "again" if found[0].id in overview.standing.met else "new"
    # Whoever has done the rest may go on for ever; it is no part of the day's minutes.
    return _round("next", "Next buyer", found[0], side)._replace(minutes=0)


_TITLES: Final[dict[DimensionName, str]] = {
    "relevance": "Their own reason",
    "scariness": "A smaller ask",
    "brevity": "Shorter",
    "value": "Something to keep",
    "tone": "Plainer words",
    "next_step": "One next step",
}


def training(dojo: Dojo, overview: Overview) -> Offer | None:
    """The exercises that are due; once today's are done, a whole round for the weakest skill."""
    return drill(dojo, overview) or weak_skill(dojo, overview)


def weak_skill(dojo: Dojo, overview: Overview) -> Offer | None:
    """A buyer that trains the weakest skill: the one that was met longest ago, those never met first."""
    skill = weakest(overview.skills)
    if skill is None:
        return None
    today = dojo.today()
    met = overview.standing.met
    taken = {today.scenario.id} if today is not None else set()
    upcoming = next_buyers(overview.standing, dojo.library.shipped, overview.today, passed_over=taken)[:1]
    reach = {scenario.belt for scenario in upcoming}
    taken |= {scenario.id for scenario in upcoming}
    found = [
        scenario
        for scenario in dojo.library.shipped
        if scenario.id not in taken and any(DIMENSION_OF.get(family) == skill.name for family in scenario.skills)
    ]
    if not found:
        return None
    first = min(
        found,
        key=lambda s: (s.id in met, s.belt not in reach, met[s.id][0].toordinal() if s.id in met else 0),
    )
    return _round("skill", _TITLES[skill.name], first, "" if first.id in met else "new")


def drill(dojo: Dojo, overview: Overview) -> Offer | None:  # noqa: ARG001
    """The exercises that are due today; None once today's are done."""
    found = dojo.shelf.drill_due(dojo.exercises)
    if found is None:
        return None
    told = f"{counted(len(found.exercises), 'short exercise')}, {found.skill.replace('-', ' ')} first"
    side = "unfinished" if found.half else "new" if found.new else ""
    return Offer("drill", found.title, told, side, lambda app: app.drill(), found.minutes)


def inbox(dojo: Dojo, overview: Overview) -> Offer | None:  # noqa: ARG001
    """The set of voicemails to hear next, as the buyer."""
    found = dojo.shelf.inbox_next()
    if found is None:
        return None
    messages = counted(found.messages, "message")
    side = "unfinished" if found.half else "again" if found.again else "new"
    told = f"{messages}, you hold the delete key"
    # About half a minute a message, and a moment to compare.
    minutes = 0 if found.again else max(1, round(found.messages * 0.7))
    return Offer("inbox", "Inbox", told, side, lambda app: app.open_inbox(found.id), minutes)


def _round(id_: str, title: str, scenario: Scenario, side: str) -> Offer:
    buyer = scenario.buyer
    note = one_line(f"{buyer.name}, {buyer.industry}")
    return Offer(id_, title, note, side, lambda app: app.begin(scenario))


PROVIDERS: Final[tuple[Provider, ...]] = (todays_buyer, next_buyer, training, inbox)
"""In the order of the page."""
