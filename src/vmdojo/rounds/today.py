"""Today's buyer as every front end plays it: who it is, whether the next take counts, and the line to send on."""

from __future__ import annotations

from datetime import date

import msgspec

from vmdojo.coaching.days import local_day
from vmdojo.coaching.model import Attempt
from vmdojo.coaching.today import of_the_day, source_of
from vmdojo.progress import Clock, Record, RecordError
from vmdojo.rounds.ports import Shipped
from vmdojo.scenarios.model import Scenario


class Today(msgspec.Struct, frozen=True):
    """One day's buyer and how things stand with it."""

    day: date
    scenario: Scenario
    taken: Attempt | None
    """The official take, once it was left."""
    met: bool
    """True where this buyer was practised today before the official take: then none of today's takes is official."""

    @property
    def source(self) -> str:
        """What its takes are kept under."""
        return source_of(self.day)

    @property
    def counts(self) -> bool:
        """True where the next take on it is the official one."""
        return self.taken is None and not self.met


def todays(library: Shipped, record: Record, clock: Clock) -> Today | None:
    """Today's buyer by the player's own date; None where the library is empty.

    A clock that jumps gives another day's buyer, and each day has one official take however often it comes. A record
    that cannot be read counts as one without takes.
    """
    day = local_day(clock.now_ms(), clock.offset_minutes())
    known = {scenario.id: scenario for scenario in library.shipped}
    chosen = of_the_day(day, known)
    if chosen is None:
        return None
    scenario = known[chosen]
    source = source_of(day)
    taken: Attempt | None = None
    met = False
    try:
        for attempt in record.attempts(scenario=chosen):
            if attempt.source == source:
                taken = attempt if attempt.official else taken
            met = met or local_day(attempt.left_ms, attempt.offset_minutes) == day
        draft = record.draft(chosen)
        if draft is not None and draft.source != source:
            met = met or local_day(draft.saved_ms, clock.offset_minutes()) == day
    except RecordError:
        pass  # the front end tells of the record's troubles itself
    return Today(day=day, scenario=scenario, taken=taken, met=met and taken is None)


def declare(today: Today) -> str:
    """What the player should know before the dossier opens: one sentence."""
    if today.counts:
        return "One take, and it is the one that counts. Again afterwards is practice."
    if today.taken is not None:
        return "Your take of today is left. This one is practice."
    return "You have met this buyer today already, so this is practice."


def line_of(today: Today) -> str:
    """The line on the official take that one sends to colleagues; empty before it is left."""
    if today.taken is None:
        return ""
    from vmdojo.coaching.strip import share_line
    from vmdojo.message import parse
    from vmdojo.rounds.shipped import ShippedCoach

    taken = today.taken
    return share_line(taken, ShippedCoach().react(parse(taken.text), today.scenario, taken.grade))
