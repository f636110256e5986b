"""Hints on request: given one after another, and recorded, because a buyer with a hint is practice for a while."""

from __future__ import annotations

from collections.abc import Callable

from vmdojo.coaching.happenings import Hinted
from vmdojo.coaching.hints import hints
from vmdojo.progress import Clock, Record, RecordError, SystemClock, new_id
from vmdojo.scenarios.model import Scenario

PRICE = "With a hint this buyer is practice: it counts for your skills, not for the belt."


class Hinting:
    """The hints on one scenario in one round."""

    def __init__(
        self, scenario: Scenario, record: Record, clock: Clock | None = None, ids: Callable[[int], str] = new_id
    ) -> None:
        self._scenario = scenario
        self._record = record
        self._clock = clock or SystemClock()
        self._ids = ids
        self._all = hints(scenario)
        self.given: tuple[str, ...] = ()
        self.problem = ""
        """Why the last hint could not be recorded; empty where it was."""

    @property
    def left(self) -> int:
        """How many more there are."""
        return len(self._all) - len(self.given)

    def ask(self) -> str:
        """The next hint, the last one again where there are no more. Never raises; see :attr:`problem`."""
        if self.left:
            self.given = self._all[: len(self.given) + 1]
            now = self._clock.now_ms()
            try:
                self._record.note(
                    Hinted(
                        id=self._ids(now),
                        ref=self._scenario.id,
                        at_ms=now,
                        offset_minutes=self._clock.offset_minutes(),
                        step=len(self.given),
                    )
                )
                self.problem = ""
            except RecordError as problem:
                self.problem = str(problem)
        return self.given[-1] if self.given else ""
