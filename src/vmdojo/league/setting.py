"""How a lead sets a competition: terms in, a competition and what it opens out. Pure; times are arguments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from vmdojo.league.home import TurnedDown
from vmdojo.league.wire import MOST_RUBRIC, MOST_SCENARIOS, Competition, Entry, Opening
from vmdojo.scenarios import content_form, content_hash
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.prepared import is_prepared

if TYPE_CHECKING:
    from vmdojo.grading import Rubric

FRIDAY_MS = 8 * 60 * 1000
"""How long a Friday round is open."""


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What a lead may choose; see :class:`Competition`."""

    sealed: bool = False
    tries: int = 1
    best_of: int = 0
    kind: Literal["contest", "friday"] = "contest"
    official: bool = False
    offline: bool = True
    weekly: bool = False
    teams: bool = False
    divisions: int = 1
    goal: int = 0


def set_up(
    *,
    id: str,  # noqa: A002 - the word of the wire
    title: str,
    lead: str,
    now_ms: int,
    starts_ms: int,
    ends_ms: int,
    scenarios: Sequence[Scenario],
    shipped: frozenset[str],
    rubric: Rubric,
    team_rubric: str = "",
    terms: Terms,
) -> tuple[Competition, Opening | None]:
    """The competition, and the content that it brings: all of it where it is sealed, else what did not come with
    vmdojo (``shipped`` are the ids of what did). A sealed one's ``seal`` is a stand-in until ``Member.announce`` has
    salted it. ``team_rubric`` is the file of ``rubric`` where the lead wrote it. TurnedDown for terms that make no
    sense.
    """
    if not scenarios:
        raise TurnedDown("A competition needs a buyer at least: name a scenario, or --draw some.")
    if any(is_prepared(one.id) for one in scenarios):
        raise TurnedDown("A prepared call is about a real buyer: it stays on this machine and never enters a league.")
    if len(team_rubric) > MOST_RUBRIC:
        raise TurnedDown(f"A rubric file that travels with a competition has up to {MOST_RUBRIC} characters.")
    if len(scenarios) > MOST_SCENARIOS:
        raise TurnedDown(f"A competition has up to {MOST_SCENARIOS} scenarios.")
    if ends_ms <= starts_ms:
        raise TurnedDown("A competition ends after it starts.")
    if ends_ms <= now_ms:
        raise TurnedDown("That is over already. Name an end that is still to come.")
    if terms.sealed and starts_ms <= now_ms:
        raise TurnedDown("What opens at once cannot be sealed. Name a start that is still to come.")
    brought = [one for one in scenarios if terms.sealed or one.id not in shipped]
    competition = Competition(
        id=id,
        title=title,
        lead=lead,
        announced_ms=now_ms,
        starts_ms=starts_ms,
        ends_ms=ends_ms,
        entries=() if terms.sealed else tuple(Entry(one.id, content_hash(one)) for one in scenarios),
        seal="0" * 64 if terms.sealed else "",
        judge=rubric.judge,
        rubric=rubric.id,
        team_rubric=team_rubric,
        tries=terms.tries,
        best_of=min(terms.best_of, len(scenarios)),
        kind=terms.kind,
        official=terms.official or terms.kind == "friday",
        offline=terms.offline and terms.kind != "friday",
        weekly=terms.weekly,
        teams=terms.teams,
        divisions=terms.divisions,
        goal=terms.goal,
    )
    opening = None
    if brought:
        opening = Opening(competition=id, scenarios=tuple(content_form(one).decode() for one in brought))
    return competition, opening
