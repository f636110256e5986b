"""What a round ends in: the grade, the buyer, the coach, and what changed since the last take."""

from __future__ import annotations

import msgspec

from vmdojo.coaching.habits import Habit, Kept
from vmdojo.coaching.model import Advice, Attempt, Reaction
from vmdojo.grading.model import DIMENSIONS, DimensionName, Grade
from vmdojo.message.model import Message
from vmdojo.rounds.moves import Move, moves


class Difference(msgspec.Struct, frozen=True):
    """This take less an older one, in points: positive is better now."""

    total: float
    dimensions: dict[DimensionName, float]
    """Only dimensions that both takes were graded on."""
    moves: tuple[Move, ...]
    """What came and what went, the largest first; empty where the takes are not comparable."""
    comparable: bool
    """False where another judge or another version of the scenario decided the older grade."""


class Change(msgspec.Struct, frozen=True):
    """Against earlier takes on this scenario."""

    since_last: Difference
    since_best: Difference
    """Against the take with the highest total before this one (it may be the last one)."""


class Verdict(msgspec.Struct, frozen=True):
    """Everything that the last screen of a round shows."""

    attempt: Attempt
    message: Message
    reaction: Reaction
    advice: Advice
    previous: Attempt | None
    """The last take on this scenario before this one."""
    best: Attempt | None
    """The take with the highest total on this scenario before this one."""
    take: int
    """Number of this take on this scenario, from 1."""
    change: Change | None
    """None on the first take."""
    saved: bool
    """False where the record did not take the attempt: show ``problem`` and offer ``Round.retry_save()``."""
    habit: Habit | None = None
    """What came back once too often over different buyers."""
    kept: Kept | None = None
    """Whether this take kept the constraint that the last one was given."""
    problem: str = ""
    """Why it was not saved and what to do, empty where it was."""

    @property
    def grade(self) -> Grade:
        return self.attempt.grade

    @property
    def hung_up(self) -> bool:
        """True where no message was left."""
        return not self.attempt.plan.leave

    @property
    def is_best(self) -> bool:
        """True for the first take and for one that beats every earlier one."""
        return self.best is None or self.attempt.grade.total > self.best.grade.total


def difference(now: Attempt, then: Attempt) -> Difference:
    """``now`` less ``then``, dimension by dimension."""
    dimensions: dict[DimensionName, float] = {}
    for name in DIMENSIONS:
        new, old = now.grade.dimensions.get(name), then.grade.dimensions.get(name)
        if new is not None and old is not None:
            dimensions[name] = new.points - old.points
    comparable = now.judge == then.judge and now.scenario_hash == then.scenario_hash
    return Difference(
        total=now.grade.total - then.grade.total,
        dimensions=dimensions,
        moves=moves(now.grade, then.grade) if comparable else (),
        comparable=comparable,
    )
