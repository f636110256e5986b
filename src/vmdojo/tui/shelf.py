"""What the pages read from the record, with every failure made a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

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
    from vmdojo.scenarios import Library
    from vmdojo.scenarios.exercises import Exercises
    from vmdojo.scenarios.inbox_model import InboxSet
    from vmdojo.scenarios.model import Scenario


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
        self.problem = ""

    def overview(self) -> Overview:
        """Everything that many takes tell; of an empty record where it cannot be read."""
        self.problem = ""
        try:
            return self._overviews.look()
        except RecordError as problem:
            self.problem = str(problem)
            return Overviews(Record.in_memory(clock=self._clock), self._library, self._clock).look()

    def drill_due(self, exercises: Exercises) -> Drill | None:
        """The set of exercises that is due today, None where there is none."""
        from vmdojo.rounds.drill import due_now

        try:
            return due_now(exercises.exercises, self._record, self._clock)
        except RecordError as problem:
            self.problem = str(problem)
            return None

    def inbox_next(self) -> Suggestion | None:
        """The set of voicemails to hear next; None where there is none, or the record or the sets cannot be read."""
        from vmdojo.rounds.inbox_shelf import suggest
        from vmdojo.scenarios import ScenarioError
        from vmdojo.scenarios.inbox_library import load_inbox

        try:
            if self._sets is None:
                self._sets = load_inbox().sets
            return suggest(self._record, self._sets)
        except (RecordError, ScenarioError) as problem:
            self.problem = str(problem)
            return None

    def bests(self) -> dict[str, float]:
        """Best total of every scenario tried, by its present id."""
        self.problem = ""
        try:
            found = self._record.bests()
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
            drafts = self._record.drafts()
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
            attempts = self._record.attempts(limit=most)
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
