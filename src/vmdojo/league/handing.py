"""From an attempt on record to a take that a league may have. What is private cannot be said in the wire's words."""

from __future__ import annotations

from vmdojo.coaching.model import Attempt
from vmdojo.league.home import TurnedDown
from vmdojo.league.wire import MOST_TEXT, BadWire, Competition, Guess, Source, Take, canonical
from vmdojo.scenarios.prepared import is_prepared

LEAGUE_SOURCE = "league:"
"""``Attempt.source`` of a take that was written for a competition, before its id."""


def source_of(attempt: Attempt) -> Source:
    """What a league may know of what a take was written for. TurnedDown for a prepared call, a drill, and anything
    that this vmdojo does not know: only what is known to be public leaves the machine."""
    if is_prepared(attempt.scenario):
        raise TurnedDown("A prepared call is about a real buyer: it stays on this machine and never enters a league.")
    if attempt.source == "":
        return "play"
    if attempt.source.startswith("today:"):
        return "today"
    if attempt.source.startswith(LEAGUE_SOURCE):
        return "league"
    if attempt.source == "prep":
        raise TurnedDown("A prepared call is about a real buyer: it stays on this machine and never enters a league.")
    if attempt.source == "drill":
        raise TurnedDown("A drill is practice: it stays on this machine and never enters a league.")
    raise TurnedDown("What this take was written for is not known to be public: it never enters a league.")


def take_of(
    attempt: Attempt, player: str, competition: Competition, *, offline: bool, ticket: str = "", pasted: int = 0
) -> Take:
    """The attempt as it goes to a league, its grade left at home; ``pasted`` is how much of it was, in percent.

    TurnedDown for a private one, and for text that is too long or that no file can hold.
    """
    source = source_of(attempt)
    if len(attempt.text) > MOST_TEXT or len(attempt.plan.text) > 1_000:
        raise TurnedDown(f"A league takes messages of up to {MOST_TEXT} characters and a plan of up to 1000.")
    prediction = attempt.prediction
    take = Take(
        id=attempt.id,
        player=player,
        competition=competition.id,
        scenario=attempt.scenario,
        scenario_hash=attempt.scenario_hash,
        judge=attempt.judge,
        text=attempt.text,
        plan=attempt.plan.text,
        leave=attempt.plan.leave,
        prediction=None if prediction is None else Guess(prediction.would_return, prediction.guess),
        opened_ms=max(0, attempt.opened_ms),
        left_ms=max(0, attempt.left_ms),
        source=source,
        official=attempt.official,
        offline=offline,
        pasted=pasted,
        ticket=ticket,
    )
    try:
        canonical(take)
    except BadWire as bad:
        raise TurnedDown(f"This take cannot be handed in: {bad}.") from bad
    return take
