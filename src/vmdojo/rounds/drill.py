"""A drill: a few exercises one after another, five to ten minutes, chosen by what is weak and what has rested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Self

from vmdojo.coaching.happenings import ExerciseDone
from vmdojo.coaching.schedule import Drill, drill, due
from vmdojo.progress import Clock, Record, RecordError, SystemClock, new_id
from vmdojo.rounds.exercise import DRAFT, ExerciseRound, ExerciseStage, ExerciseVerdict
from vmdojo.scenarios.exercise_model import LeaveOrNot

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.scenarios.exercise_model import AnyExercise
    from vmdojo.scenarios.exercises import Exercises

LOOK_BACK = 200
"""Exercises and takes of the past that the choice looks at."""


def due_now(exercises: Sequence[AnyExercise], record: Record, clock: Clock | None = None) -> Drill | None:
    """The drill that home offers; None where today's is done. Raises ``RecordError``."""
    clock = clock or SystemClock()
    return due(
        exercises,
        record.happenings(ExerciseDone, limit=LOOK_BACK),
        record.attempts(limit=LOOK_BACK // 4),
        now_ms=clock.now_ms(),
        offset_minutes=clock.offset_minutes(),
        begun=begun(exercises, record),
    )


def begun(exercises: Sequence[AnyExercise], record: Record) -> list[str]:
    """Ids of the exercises whose words wait for their end, the latest first. Raises ``RecordError``."""
    written = [it for it in exercises if not isinstance(it, LeaveOrNot)]
    now = {name: it.id for it in written for name in (it.id, *it.was)}
    drafts = [draft for draft in record.drafts() if draft.scenario.startswith(DRAFT) and draft.text.strip()]
    return [now[id_] for draft in drafts if (id_ := draft.scenario.removeprefix(DRAFT)) in now]


class DrillRun:
    """A set of exercises under way; :attr:`current` is the one in hand. Make one with :meth:`begin`."""

    def __init__(
        self,
        chosen: Sequence[AnyExercise],
        exercises: Exercises,
        *,
        rubric: Rubric,
        record: Record,
        clock: Clock,
        ids: Callable[[int], str],
    ) -> None:
        self._chosen = tuple(chosen)
        self._exercises = exercises
        self._rubric = rubric
        self._record = record
        self._clock = clock
        self._ids = ids
        self._place = 0
        self._begun_ms = clock.now_ms()
        self._rounds: dict[int, ExerciseRound] = {}
        self.over = False
        """True behind the last exercise."""
        self.results: dict[str, ExerciseVerdict] = {}
        """The last verdict of each exercise done, in the order of the set."""

    @classmethod
    def begin(
        cls,
        exercises: Exercises,
        *,
        rubric: Rubric,
        record: Record,
        skill: str = "",
        only: str = "",
        clock: Clock | None = None,
        ids: Callable[[int], str] = new_id,
    ) -> Self | None:
        """A new set, on one skill or mixed; ``only`` is the id of a single exercise instead. None where there is none.

        The same until one of its exercises was done; one that was left half-written opens it. Raises
        ``UnknownExercise``; a record that cannot be read chooses like an empty one.
        """
        clock = clock or SystemClock()
        if only:
            return cls([exercises.get(only)], exercises, rubric=rubric, record=record, clock=clock, ids=ids)
        try:
            done = record.happenings(ExerciseDone, limit=LOOK_BACK)
            attempts = record.attempts(limit=LOOK_BACK // 4)
            waiting = begun(exercises.exercises, record)
        except RecordError:
            done, attempts, waiting = [], [], []
        day = (clock.now_ms() + clock.offset_minutes() * 60_000) // 86_400_000
        chosen = drill(
            exercises.exercises, done, attempts, now_ms=clock.now_ms(), seed=f"day {day}", skill=skill, begun=waiting
        )
        if chosen is None:
            return None
        picked = [exercises.get(id_) for id_ in chosen.exercises]
        return cls(picked, exercises, rubric=rubric, record=record, clock=clock, ids=ids)

    @property
    def current(self) -> ExerciseRound:
        """The exercise in hand."""
        it = self._rounds.get(self._place)
        if it is None:
            exercise = self._chosen[self._place]
            it = self._rounds[self._place] = ExerciseRound.begin(
                exercise,
                self._exercises.scenario(exercise),
                rubric=self._rubric,
                record=self._record,
                clock=self._clock,
                ids=self._ids,
            )
        return it

    @property
    def place(self) -> int:
        """Number of the exercise in hand, from 1."""
        return self._place + 1

    @property
    def count(self) -> int:
        """Exercises in the set."""
        return len(self._chosen)

    @property
    def chosen(self) -> tuple[AnyExercise, ...]:
        return self._chosen

    @property
    def minutes(self) -> int:
        """What the set takes, as a rule."""
        return int(sum(it.minutes for it in self._chosen) + 0.5)

    @property
    def spent_minutes(self) -> int:
        """Minutes since it began, at least one."""
        return max(1, round((self._clock.now_ms() - self._begun_ms) / 60_000))

    @property
    def passed(self) -> int:
        """How many of the exercises done were passed at the last try."""
        return sum(1 for verdict in self.results.values() if verdict.marked.passed)

    @property
    def save_problem(self) -> str:
        """Why the last save failed; empty while the record works."""
        return next((it.save_problem for it in self._rounds.values() if it.save_problem), "")

    def note(self) -> None:
        """Keep the verdict of the exercise in hand, where there is one."""
        it = self.current
        if it.stage is ExerciseStage.VERDICT:
            self.results[it.exercise.id] = it.verdict

    def next(self) -> bool:
        """Go to the next exercise; False where this was the last one."""
        self.note()
        if self._place + 1 >= len(self._chosen):
            self.over = True
            return False
        self._place += 1
        return True

    def save(self) -> str:
        """Save what every exercise still has to save. Why that failed, empty where nothing is left unsaved."""
        for it in self._rounds.values():
            it.save()
        return self.save_problem
