"""Earlier takes on a scenario, as far as a verdict compares with them."""

from __future__ import annotations

import msgspec

from vmdojo.coaching.model import Attempt
from vmdojo.progress import Record
from vmdojo.scenarios.model import Scenario


class Past(msgspec.Struct, frozen=True):
    """The takes before this one."""

    last: Attempt | None = None
    best: Attempt | None = None
    takes: int = 0

    def then(self, attempt: Attempt) -> Past:
        """The past with one more take at its end. Of equal totals the older one stays the best."""
        better = self.best is None or attempt.grade.total > self.best.grade.total
        return Past(last=attempt, best=attempt if better else self.best, takes=self.takes + 1)


def look_back(record: Record, scenario: Scenario) -> Past:
    """What the record holds on this scenario, under its present and its former ids. Raises ``RecordError``."""
    last: Attempt | None = None
    best: Attempt | None = None
    takes = 0
    for name in (scenario.id, *scenario.was):
        takes += record.count(scenario=name)
        # A take under the present id is newer than any under a former one.
        last = last or next(iter(record.attempts(scenario=name, limit=1)), None)
        found = record.best_attempt(name)
        if found is not None and (best is None or found.grade.total >= best.grade.total):
            best = found
    return Past(last=last, best=best, takes=takes)


def past_of(record: Record, scenario: Scenario, attempt: Attempt) -> Past:
    """What the record held on this scenario before a recorded take. Raises ``RecordError``."""
    past = Past()
    for name in (*reversed(scenario.was), scenario.id):
        for earlier in reversed(record.attempts(scenario=name)):
            if earlier.id == attempt.id:
                return past
            past = past.then(earlier)
    return past
