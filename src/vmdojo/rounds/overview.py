"""Everything that a record tells of its player, read once for the pages and commands that show it."""

from __future__ import annotations

from datetime import date

import msgspec

from vmdojo.coaching.calibration import Calibration, calibration
from vmdojo.coaching.days import Streak, local_day, streak
from vmdojo.coaching.happenings import ExerciseDone, Hinted, RealLife
from vmdojo.coaching.outcomes import Outcome, outcomes
from vmdojo.coaching.path import Standing, standing
from vmdojo.coaching.skills import Skill, skills
from vmdojo.coaching.summary import Summary
from vmdojo.progress import Clock, Record
from vmdojo.rounds.ports import Shipped


class Overview(msgspec.Struct, frozen=True):
    """A player's record at one moment."""

    today: date
    """The player's own day."""
    takes: tuple[Summary, ...]
    """Oldest first."""
    standing: Standing
    skills: tuple[Skill, ...]
    calibration: Calibration
    days: tuple[date, ...]
    """Days of practice, oldest first: takes, exercises, the inbox."""
    streak: Streak
    followed: tuple[Outcome, ...] = ()
    """What became of messages that were really left, in the order of their takes."""


class Overviews:
    """Reads the record and remembers what it read: takes are append-only, so only new ones are read again."""

    def __init__(self, record: Record, library: Shipped, clock: Clock) -> None:
        self._record = record
        self._library = library
        self._clock = clock
        self._takes: list[Summary] = []
        self._seen = 0
        self._known: tuple[object, Overview] | None = None

    def look(self) -> Overview:
        """The overview as the record stands now. Raises ``RecordError`` where it cannot be read."""
        today = local_day(self._clock.now_ms(), self._clock.offset_minutes())
        count = self._record.count()
        newest = self._record.happenings(limit=1)
        state = (count, newest[0].id if newest else "", today)
        if self._known is not None and self._known[0] == state:
            return self._known[1]
        if count > self._seen:
            self._takes += reversed(self._record.summaries(limit=count - self._seen))
            self._seen = count
        exercises = self._record.happenings(ExerciseDone)
        # A leave-or-not exercise is the scenario itself, and shows its right move.
        told = [*self._record.happenings(Hinted), *(done for done in exercises if done.kind == "leave-or-not")]
        days = self._record.days()
        found = Overview(
            today=today,
            takes=tuple(self._takes),
            standing=standing(self._takes, self._library.shipped, told),
            skills=skills(reversed(self._takes), exercises),
            calibration=calibration(self._takes),
            days=tuple(days),
            streak=streak(days, today),
            followed=outcomes(self._record.happenings(RealLife), self._takes),
        )
        self._known = (state, found)
        return found
