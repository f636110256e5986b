"""How strong each skill is, from what was done last: takes, and exercises where one was done."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from vmdojo.coaching.happenings import ExerciseDone
from vmdojo.coaching.schedule import DIMENSION_OF as DIMENSION_OF
from vmdojo.coaching.summary import Summary
from vmdojo.grading.model import DIMENSIONS, DimensionName

LATEST: Final = 12
"""So many of the latest pieces of evidence count for a skill."""
FADES: Final = 0.8
"""What each older piece counts against the one after it."""
LEAST: Final = 3
"""With fewer pieces a skill is not known yet."""


class Skill(msgspec.Struct, frozen=True):
    """One skill as it stands."""

    name: DimensionName
    level: float | None
    """0-100, None while it is not known yet."""
    before: float | None
    """The level half of the evidence ago, None where there was too little."""
    pieces: int
    """Takes and exercises that tell of it, all in all."""

    @property
    def moved(self) -> float:
        """How the level moved of late; 0.0 where that is not known."""
        return 0.0 if self.level is None or self.before is None else self.level - self.before


def skills(takes: Iterable[Summary], exercises: Iterable[ExerciseDone] = ()) -> tuple[Skill, ...]:
    """Every skill, in the order of the judge. Both histories newest first.

    A take tells of every dimension that was graded, an exercise by its points of the skills that it trains. A hang-up
    tells nothing: there were no words.
    """
    told: dict[DimensionName, list[tuple[int, float]]] = {name: [] for name in DIMENSIONS}
    for take in takes:
        if take.left:
            for name, points in take.points.items():
                told[name].append((take.left_ms, points))
    for done in exercises:
        for name in dict.fromkeys(DIMENSION_OF[skill] for skill in done.skills if skill in DIMENSION_OF):
            told[name].append((done.at_ms, done.points))
    return tuple(_skill(name, told[name]) for name in DIMENSIONS)


def weakest(found: Iterable[Skill]) -> Skill | None:
    """The weakest of the skills that are known."""
    known = [skill for skill in found if skill.level is not None]
    return min(known, key=lambda skill: skill.level or 0.0, default=None)


def _skill(name: DimensionName, told: list[tuple[int, float]]) -> Skill:
    told.sort(key=lambda one: -one[0])
    points = [value for _, value in told]
    return Skill(name, _level(points), _level(points[LATEST // 2 :]), len(points))


def _level(points: list[float]) -> float | None:
    if len(points) < LEAST:
        return None
    weights = [FADES**place for place in range(min(len(points), LATEST))]
    return sum(w * value for w, value in zip(weights, points, strict=False)) / sum(weights)
