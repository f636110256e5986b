"""What is told about many takes at once: a take without its words and its findings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from vmdojo.coaching.days import local_day
from vmdojo.coaching.model import Attempt
from vmdojo.grading.model import DIMENSIONS, DimensionName


class Summary(msgspec.Struct, frozen=True, gc=False):
    """One take in numbers."""

    id: str
    scenario: str
    judge: str
    total: float
    opened_ms: int
    """UTC milliseconds at which the dossier was opened."""
    left_ms: int
    """UTC milliseconds at which the message was left."""
    offset_minutes: int
    """Local offset from UTC at that moment."""
    left: bool
    """False where the player hung up."""
    would_return: bool | None
    guess: int | None
    """Said before the score, 0-100; None where nothing was said."""
    seconds: float
    """Spoken seconds."""
    level: int | None
    """Size of the largest ask, 0-10, 10 scariest; None where none was judged."""
    points: dict[DimensionName, float]
    """Points (0-100) of each dimension that was graded."""
    source: str = ""
    official: bool = False

    @property
    def day(self) -> date:
        """The player's own day on which it was left."""
        return local_day(self.left_ms, self.offset_minutes)


def summary(attempt: Attempt) -> Summary:
    """A take in numbers."""
    grade, said = attempt.grade, attempt.prediction
    graded = {name: dimension for name in DIMENSIONS if (dimension := grade.dimensions.get(name)) is not None}
    ask = graded.get("scariness")
    return Summary(
        id=attempt.id,
        scenario=attempt.scenario,
        judge=attempt.judge,
        total=grade.total,
        opened_ms=attempt.opened_ms,
        left_ms=attempt.left_ms,
        offset_minutes=attempt.offset_minutes,
        left=attempt.plan.leave,
        would_return=None if said is None else said.would_return,
        guess=None if said is None else said.guess,
        seconds=grade.seconds,
        level=None if ask is None else ask.level,
        points={name: dimension.points for name, dimension in graded.items()},
        source=attempt.source,
        official=attempt.official,
    )


def mean(values: Sequence[float]) -> float | None:
    """The mean; None of nothing."""
    return sum(values) / len(values) if values else None
