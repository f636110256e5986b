"""What the pages read from the record, with every failure made a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar, cast

from vmdojo.coaching.days import local_day
from vmdojo.progress import Record, RecordError
from vmdojo.rounds.overview import Overview, Overviews
from vmdojo.scenarios.model import PREPARED
from vmdojo.tui.home.takes import Take

if TYPE_CHECKING:
    from vmdojo.coaching.model import Attempt
    from vmdojo.coaching.schedule import Drill
    from vmdojo.progress import Clock, Draft
    from vmdojo.rounds.inbox_shelf import Suggestion
    from vmdojo.rounds.ports import Coach
    from vmdojo.rounds.today import Today
    from vmdojo.scenarios import Library
    from vmdojo.scenarios.exercises import Exercises
    from vmdojo.scenarios.inbox_model import InboxSet
    from vmdojo.scenarios.model import Scenario

T = TypeVar("T")
_EXERCISES_REST_MS: Final = 600_000
"""Which exercises have rested is looked at this often; they rest for days."""


class Shelf:
    """Reads the record for the pages. What cannot be read is missing, and ``problem`` says why."""

    def __init__(
        self,
        record: Record,
        library: Library,
        clock: Clock,
        coach: Coach | None = None,
        *,
        prepared: Callable[[str], Scenario] | None = None,
    ) -> None:
        """``prepared`` finds a call of the player's own, raising LookupError; the library knows none of them."""
        self._record = record
        self._clock = clock
        self._overviews = Overviews(record, library, clock)
        self._library = library
        self._coach = coach
        self._sets: Sequence[InboxSet] | None = None
        self._prepared = prepared
        self._tapes: dict[str, Take] = {}
        self._known: dict[str, tuple[object, object]] = {}
        """What was last read, each with what it depended on."""
        self.problem = ""

    def _once(self, name: str, read: Callable[[], T], *besides: object) -> T:
        """What ``read`` gives; read again only where the record or ``besides`` has changed. Raises ``RecordError``."""
        state = (self._record.state(), *besides)
        known = self._known.get(name)
        if known is None or known[0] != state:
            self._known[name] = known = (state, read())
        return cast("T", known[1])

    @property
    def _day(self) -> date:
        return local_day(self._clock.now_ms(), self._clock.offset_minutes())

    def overview(self) -> Overview:
        """Everything that many takes tell; of an empty record where it cannot be read."""
        self.problem = ""
        try:
            return self._once("overview", self._overviews.look, self._day)
        except RecordError as problem:
            self.problem = str(problem)
            return Overviews(Record.in_memory(clock=self._clock), self._library, self._clock).look()

    def drill_due(self, exercises: Exercises) -> Drill | None:
        """The set of exercises that is due today, None where there is none."""
        from vmdojo.rounds.drill import due_now

        try:
            now = self._clock.now_ms() // _EXERCISES_REST_MS
            return self._once("drill", lambda: due_now(exercises.exercises, self._record, self._clock), now, self._day)
        except RecordError as problem:
            self.problem = str(problem)
            return None

    def inbox_next(self) -> Suggestion | None:
        """The set of voicemails to hear next; None where there is none, or the record or the sets cannot be read."""
        from vmdojo.rounds.inbox_shelf import suggest
        from vmdojo.scenarios import ScenarioError
        from vmdojo.scenarios.inbox_library import load_inbox

        try:
            sets = self._sets = load_inbox().sets if self._sets is None else self._sets
            return self._once("inbox", lambda: suggest(self._record, sets))
        except (RecordError, ScenarioError) as problem:
            self.problem = str(problem)
            return None

    def today(self) -> Today | None:
        """Today's buyer by the player's own date; None where the library is empty."""
        from vmdojo.rounds.today import todays

        def read() -> Today | None:
            return todays(self._library, self._record, self._clock)

        try:
            return self._once("today", read, self._day)
        except RecordError:
            # Of a record that cannot be read it is not remembered either.
            return read()

    def bests(self) -> dict[str, float]:
        """Best total of every scenario tried, by its present id."""
        self.problem = ""
        try:
            found = self._once("bests", self._record.bests)
        except RecordError as problem:
            self.problem = str(problem)
            return {}
        current: dict[str, float] = {}
        for name, total in found.items():
            known = self.scenario(name)
            now = known.id if known is not None else name
            current[now] = max(total, current.get(now, 0.0))
        return current

    def draft(self) -> Draft | None:
        """The draft saved last that has words and a scenario."""
        try:
            drafts = self._once("drafts", self._record.drafts)
        except RecordError as problem:
            self.problem = str(problem)
            return None
        return next((draft for draft in drafts if draft.text.strip() and self.scenario(draft.scenario)), None)

    def scenario(self, name: str) -> Scenario | None:
        """The scenario of that id, now or formerly; None where the library has none."""
        try:
            if self._prepared is not None and name.startswith(PREPARED):
                return self._prepared(name)
            return self._library.get(name)
        except LookupError:
            return None

    def last_takes(self, most: int) -> Sequence[Take]:
        """The last takes, newest first. A take is listened to once and remembered."""
        try:
            attempts = self._once("last", lambda: self._record.attempts(limit=most), most)
        except RecordError as problem:
            self.problem = str(problem)
            return ()
        return [self._take(attempt) for attempt in attempts]

    def take(self, id_: str) -> Take | None:
        """One take of the record; None where it cannot be read."""
        known = self._tapes.get(id_)
        if known is not None:
            return known
        try:
            attempt = self._record.attempt(id_)
        except RecordError as problem:
            self.problem = str(problem)
            return None
        return self._take(attempt) if attempt is not None else None

    def _take(self, attempt: Attempt) -> Take:
        known = self._tapes.get(attempt.id)
        if known is None:
            known = self._tapes[attempt.id] = self._listened(attempt)
        return known

    def _listened(self, attempt: Attempt) -> Take:
        from vmdojo.coaching.strip import ask_level, small_tape
        from vmdojo.message import parse

        grade = attempt.grade
        scenario = self.scenario(attempt.scenario)
        if scenario is None:
            # A pack that is gone: the numbers stay, the listening cannot be played again.
            return Take(grade.total, "", grade.seconds, ask_level(attempt), attempt.scenario)
        tape = ""
        if attempt.plan.leave:
            tape = small_tape(self._coached().react(parse(attempt.text), scenario, grade), grade.seconds)
        return Take(grade.total, tape, grade.seconds, ask_level(attempt), scenario.title)

    def _coached(self) -> Coach:
        if self._coach is None:
            from vmdojo.rounds.shipped import ShippedCoach

            self._coach = ShippedCoach()
        return self._coach
