"""A round's words and takes on their way into the record, which may be full, locked or gone for a while."""

from __future__ import annotations

from vmdojo.coaching.happenings import AnyHappening
from vmdojo.coaching.model import Attempt
from vmdojo.progress import Clock, Draft, Record, RecordError
from vmdojo.rounds.history import Past, look_back
from vmdojo.scenarios.model import Scenario

SAVE_EVERY_MS = 1_000
"""While words keep coming a draft is saved at most this often; the front end saves on every pause besides."""
RETRY_AFTER_MS = 5_000
"""After a failed save, writing goes on this long before the next try: a locked file must not slow the keys."""


class Keeping:
    """What is not in the record yet, and why. Nothing here raises."""

    def __init__(self, record: Record, clock: Clock) -> None:
        self._record = record
        self._clock = clock
        self._waiting: list[Attempt] = []
        self._beside: dict[str, AnyHappening] = {}
        self._tried_ms: int | None = None
        self._draft_problem = ""
        self._take_problem = ""
        self.dirty = False
        """True while the words differ from the draft on record."""

    @property
    def problem(self) -> str:
        """Why the last save failed and what to do; empty where nothing failed."""
        return self._take_problem or self._draft_problem

    @property
    def waiting(self) -> tuple[Attempt, ...]:
        """Takes that the record has not accepted yet, oldest first."""
        return tuple(self._waiting)

    def draft_of(self, *scenarios: str) -> Draft | None:
        """The latest draft on record under one of these ids; None where there is none or it cannot be read."""
        try:
            return next((draft for draft in self._record.drafts() if draft.scenario in scenarios), None)
        except RecordError as problem:
            self._draft_problem = str(problem)
            return None

    def past(self, scenario: Scenario) -> Past:
        """Earlier takes on a scenario, those that still wait included; only these where the record cannot be read."""
        try:
            past = look_back(self._record, scenario)
        except RecordError as problem:
            self._take_problem = str(problem)
            past = Past()
        for attempt in self._waiting:
            past = past.then(attempt)
        return past

    def recent(self, limit: int) -> list[Attempt]:
        """The last takes on any buyer, newest first, those that wait included; only these where none can be read."""
        try:
            kept = self._record.attempts(limit=limit)
        except RecordError as problem:
            self._take_problem = str(problem)
            kept = []
        return [*reversed(self._waiting), *kept][:limit]

    def note(self, happening: AnyHappening) -> str:
        """Record a happening; why that failed, empty where it is kept."""
        try:
            self._record.note(happening)
        except RecordError as problem:
            return str(problem)
        return ""

    @property
    def due(self) -> bool:
        """True where a draft of changed words should be saved now. A clock that went back makes it due."""
        if not self.dirty:
            return False
        wait = RETRY_AFTER_MS if self._draft_problem else SAVE_EVERY_MS
        return self._tried_ms is None or not 0 <= self._clock.now_ms() - self._tried_ms < wait

    def save_draft(self, draft: Draft) -> bool:
        """Save it; a draft that says nothing takes the place of none."""
        self._tried_ms = draft.saved_ms
        says = bool(draft.text.strip() or draft.plan.text.strip())
        try:
            if says:
                self._record.save_draft(draft)
            else:
                self._record.clear_draft(draft.scenario)
        except RecordError as problem:
            # Where there is not a word yet, none can be lost, and there is nothing to tell.
            self._draft_problem = str(problem) if says else ""
            return not says
        self._draft_problem = ""
        self.dirty = False
        return True

    def forget_draft(self, scenario: str) -> None:
        """Clear the draft of a scenario."""
        try:
            self._record.clear_draft(scenario)
        except RecordError as problem:
            self._draft_problem = str(problem)

    def add(self, attempt: Attempt, beside: AnyHappening | None = None) -> bool:
        """Record a take after those that wait, and clear its draft; what fails waits. ``beside`` goes with it."""
        self._waiting.append(attempt)
        if beside is not None:
            self._beside[attempt.id] = beside
        return self.record_waiting(attempt)

    def record_waiting(self, current: Attempt | None = None) -> bool:
        """Record what is waiting, in order, and say whether nothing waits any more.

        Only ``current``, the take on the screen, clears the draft: behind an older one newer words may stand.
        """
        while self._waiting:
            attempt = self._waiting[0]
            try:
                self._record.add_attempt(attempt, keep_draft=attempt is not current)
                if attempt.id in self._beside:
                    self._record.note(self._beside[attempt.id])
            except RecordError as problem:
                self._take_problem = str(problem)
                return False
            self._waiting.pop(0)
            self._beside.pop(attempt.id, None)
            if attempt is current:
                self._draft_problem = ""
                self.dirty = False
        self._take_problem = ""
        return True
