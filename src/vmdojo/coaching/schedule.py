"""Which exercises come next: pure functions of what was done, the time, and a seed.

Evidence in domain.md section 5: practice spaced evenly beats practice in one go, mixed kinds and mixed skills beat one
after the other, and what went wrong is worth meeting again. So: weak skills first, another kind each time, another
buyer each time, and nothing again that was just seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Final

import msgspec

from vmdojo.coaching.happenings import ExerciseDone
from vmdojo.coaching.model import Attempt
from vmdojo.grading.model import DimensionName
from vmdojo.scenarios import BELTS
from vmdojo.scenarios.exercise_model import AnyExercise

DAY_MS: Final = 86_400_000
REST_DAYS: Final = 2
"""Days that an exercise rests after it was passed: even intervals do as well as growing ones."""
REST_DAYS_FAILED: Final = 1
LEAST_MINUTES: Final = 5.0
MOST_MINUTES: Final = 10.0
AIM_MINUTES: Final = 8.0
A_DAY: Final = 5
"""Exercises in a day after which none is due any more; who wants more just drills."""
BELT_STEP: Final = 5
"""Different exercises passed for which the next belt's come into reach."""
UNKNOWN: Final = 55.0
"""Strength (0-100) of a skill of which nothing is known yet: worth a look, not yet a weakness."""
_FADES: Final = 0.8
_LATEST: Final = 12

DIMENSION_OF: Mapping[str, DimensionName] = {
    "relevance": "relevance",
    "ask": "scariness",
    "deception": "scariness",
    "wish": "scariness",
    "brevity": "brevity",
    "structure": "brevity",
    "opening": "brevity",
    "value": "value",
    "reason": "value",
    "trigger": "value",
    "repeat": "value",
    "tone": "tone",
    "identity": "tone",
    "sense": "tone",
    "next-step": "next_step",
    "leave": "next_step",
}
"""For a skill the dimension of a full message that tells most of it."""

KIND: Mapping[str, str] = {
    "repair": "Mend it",
    "compare": "Which of two",
    "cut": "Cut it down",
    "opener": "First sentence",
    "ask": "A smaller ask",
    "leave-or-not": "Leave or not",
}
"""What the kinds are called on a screen."""


class Drill(msgspec.Struct, frozen=True):
    """A set of exercises for now, five to ten minutes."""

    exercises: tuple[str, ...]
    """Ids, in order."""
    title: str
    """The first exercise's kind, as the screens call it."""
    skill: str
    """The skill that the first one trains."""
    minutes: int
    new: bool
    """True where the first one was never tried."""
    half: bool = False
    """True where the first one waits half-written."""


def due(
    exercises: Sequence[AnyExercise],
    done: Sequence[ExerciseDone],
    attempts: Sequence[Attempt],
    *,
    now_ms: int,
    offset_minutes: int = 0,
    seed: str = "",
    begun: Sequence[str] = (),
) -> Drill | None:
    """The drill that is due today; None where today's is done or there is nothing to do.

    ``done`` and ``attempts`` as the record gives them, newest first; the last hundred of each are plenty. Times are UTC
    milliseconds, ``offset_minutes`` the player's local offset now. Without a seed the local day is one: the same until
    midnight, as long as nothing is done.
    """
    today = _day(now_ms, offset_minutes)
    if sum(1 for it in done if _day(it.at_ms, it.offset_minutes) == today) >= A_DAY:
        return None
    return drill(exercises, done, attempts, now_ms=now_ms, seed=seed or f"day {today}", begun=begun)


def drill(
    exercises: Sequence[AnyExercise],
    done: Sequence[ExerciseDone],
    attempts: Sequence[Attempt],
    *,
    now_ms: int,
    seed: str,
    skill: str = "",
    begun: Sequence[str] = (),
) -> Drill | None:
    """A set for now, whatever was done today; with ``skill`` only exercises that train it. None where there is none.

    ``begun`` as in :func:`plan`.
    """
    picked = plan(exercises, done, attempts, now_ms=now_ms, seed=seed, skill=skill, begun=begun)
    if not picked:
        return None
    first = picked[0]
    return Drill(
        exercises=tuple(it.id for it in picked),
        title=KIND[first.kind],
        skill=skill or first.skills[0],
        minutes=int(sum(it.minutes for it in picked) + 0.5),
        new=all(it.ref != first.id for it in done),
        half=first.id in begun,
    )


def plan(
    exercises: Sequence[AnyExercise],
    done: Sequence[ExerciseDone],
    attempts: Sequence[Attempt],
    *,
    now_ms: int,
    seed: str,
    skill: str = "",
    begun: Sequence[str] = (),
) -> tuple[AnyExercise, ...]:
    """The exercises of a set, in order.

    ``begun`` are ids of exercises whose words wait for their end, the latest first: that one opens the set. Nothing
    else that rests is in it unless too little else is left; then what was seen longest ago comes first.
    """
    found = [it for it in exercises if not skill or skill in it.skills]
    last = _last(done)
    within = _level(exercises, last) + 1
    reach = [it for it in found if BELTS.index(it.belt) <= within] or found
    awake = [it for it in reach if not _rests(last.get(it.id), now_ms)]
    if _minutes(awake) < LEAST_MINUTES:
        # A skill asked for, or an eager day: exercises of later belts, then those seen longest ago.
        later = [it for it in found if it not in reach and not _rests(last.get(it.id), now_ms)]
        awake += sorted(later, key=lambda it: BELTS.index(it.belt))
    if _minutes(awake) < LEAST_MINUTES:
        tired = [it for it in found if it not in awake]
        awake += sorted(tired, key=lambda it: last[it.id].at_ms if it.id in last else 0)[: 1 + int(LEAST_MINUTES)]
    known = strengths(done, attempts)
    before = done[0].kind if done else ""
    waiting = {it.id: it for it in found}
    picked = [waiting[id_] for id_ in begun if id_ in waiting][:1]
    left = [it for it in awake if it not in picked and it.scenario not in {one.scenario for one in picked}]
    while left and _minutes(picked) < AIM_MINUTES:
        order = _Order(picked, before, last, known, within - 1, now_ms, seed, mixed=not skill)
        best = max(left, key=order)
        if _minutes(picked) + best.minutes > MOST_MINUTES:
            break
        picked.append(best)
        left = [it for it in left if it.scenario != best.scenario and it.id != best.id] or [
            it for it in left if it.id != best.id
        ]
    return tuple(picked)


def strengths(done: Iterable[ExerciseDone], attempts: Iterable[Attempt]) -> dict[str, float]:
    """How strong each skill is, 0-100, from the latest evidence (both newest first); a skill without any is absent.

    An exercise tells of its skills by its points, a take of every skill by the points of its dimension. The newest
    counts most, each older one four fifths of the one after it.
    """
    evidence: dict[str, list[tuple[int, float]]] = {}
    for it in done:
        for skill in it.skills:
            evidence.setdefault(skill, []).append((it.at_ms, it.points))
    for take in attempts:
        if not take.plan.leave:
            continue
        for skill, name in DIMENSION_OF.items():
            dimension = take.grade.dimensions.get(name)
            if dimension is not None:
                evidence.setdefault(skill, []).append((take.left_ms, dimension.points))
    found: dict[str, float] = {}
    for skill, told in evidence.items():
        told.sort(key=lambda one: -one[0])
        weights = [_FADES**place for place in range(min(len(told), _LATEST))]
        found[skill] = sum(w * points for w, (_, points) in zip(weights, told, strict=False)) / sum(weights)
    return found


class _Order:
    """How much a candidate is worth as the next one; larger is better."""

    def __init__(
        self,
        picked: Sequence[AnyExercise],
        before: str,
        last: Mapping[str, ExerciseDone],
        known: Mapping[str, float],
        level: int,
        now_ms: int,
        seed: str,
        *,
        mixed: bool,
    ) -> None:
        self._kinds = [it.kind for it in picked]
        self._skills = [it.skills[0] for it in picked if it.skills]
        self._before = picked[-1].kind if picked else before
        self._last = last
        self._known = known
        self._level = level
        self._now = now_ms
        self._seed = seed
        self._mixed = mixed

    def __call__(self, it: AnyExercise) -> float:
        skill = it.skills[0] if it.skills else ""
        need = 100.0 - self._known.get(skill, UNKNOWN)
        seen = self._last.get(it.id)
        worth = need + (20.0 if seen is None else 10.0 if not seen.passed else 0.0)
        if seen is not None:
            worth -= 60.0 * max(0.0, 1.0 - (self._now - seen.at_ms) / (REST_DAYS * DAY_MS))
        worth -= 8.0 * abs(BELTS.index(it.belt) - self._level)
        worth -= 200.0 * (it.kind == self._before) + 40.0 * self._kinds.count(it.kind)
        if self._mixed:
            worth -= 60.0 * (self._skills[-1:] == [skill]) + 20.0 * self._skills.count(skill)
        return worth + _chance(self._seed, it.id) * 12.0


def _last(done: Iterable[ExerciseDone]) -> dict[str, ExerciseDone]:
    """The latest time each exercise was done."""
    found: dict[str, ExerciseDone] = {}
    for it in done:
        if it.ref not in found or it.at_ms > found[it.ref].at_ms:
            found[it.ref] = it
    return found


def _level(exercises: Sequence[AnyExercise], last: Mapping[str, ExerciseDone]) -> int:
    """The belt (0 for white) whose exercises suit the player now."""
    passed = sum(1 for it in exercises if it.id in last and last[it.id].passed)
    return min(len(BELTS) - 1, passed // BELT_STEP)


def _rests(seen: ExerciseDone | None, now_ms: int) -> bool:
    if seen is None:
        return False
    days = REST_DAYS if seen.passed else REST_DAYS_FAILED
    # A few hours early is the same day's habit; a clock that went back makes nothing rest for ever.
    return 0 <= now_ms - seen.at_ms < days * DAY_MS - 6 * 3_600_000


def _minutes(exercises: Iterable[AnyExercise]) -> float:
    return sum(it.minutes for it in exercises)


def _day(at_ms: int, offset_minutes: int) -> int:
    """The player's local day."""
    return (at_ms + offset_minutes * 60_000) // DAY_MS


def _chance(seed: str, id_: str) -> float:
    """Between 0 and 1, the same for the same seed and id."""
    return int.from_bytes(sha256(f"{seed}/{id_}".encode()).digest()[:4], "big") / 2**32
