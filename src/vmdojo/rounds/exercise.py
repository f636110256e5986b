"""One exercise as a state machine: shown, answered, said whether one would return it, judged; again, or on.

It draws nothing, reads no keyboard and knows the time only through its clock. What is being typed is kept like the
words of a round, under ``exercise:<id>``.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Self, cast

import msgspec

from vmdojo.coaching.happenings import ExerciseDone, ExerciseKind
from vmdojo.message import parse
from vmdojo.message.model import Message
from vmdojo.progress import Clock, Draft, Record, RecordError, SystemClock, new_id
from vmdojo.rounds.errors import Refused, RoundError
from vmdojo.rounds.keeping import Keeping
from vmdojo.scenarios import content_hash
from vmdojo.scenarios.exercise_model import Answer, AnyExercise, Ask, Compare, Cut, LeaveOrNot, Opener, Repair
from vmdojo.scenarios.model import Plan, Scenario

if TYPE_CHECKING:
    from vmdojo.coaching.remarks import Marked
    from vmdojo.grading import Rubric

DRAFT = "exercise:"
"""Begins the key under which the words of an exercise are kept."""


class ExerciseStage(StrEnum):
    SHOW = "show"  # reading who it is and what is to be done
    ANSWER = "answer"  # writing, or ticking reasons
    PREDICT = "predict"  # would you return it now?
    VERDICT = "verdict"  # judged and recorded


class WrongExerciseStage(RoundError):  # noqa: N818 - as WrongStage
    """A move that this stage does not know: a mistake of the front end, not of the player."""

    def __init__(self, move: str, stage: ExerciseStage) -> None:
        super().__init__(f"“{move}” does not belong to stage {stage.value} of an exercise.")
        self.move = move
        self.stage = stage


class ExerciseVerdict(msgspec.Struct, frozen=True):
    """Everything that the last page of an exercise shows."""

    marked: Marked
    done: ExerciseDone
    samples: tuple[Answer, ...]
    """Ways to do it well; empty for what is chosen and not written."""
    best: float | None
    """The most points in an earlier try, None for the first one."""
    saved: bool
    problem: str = ""
    """Why it was not saved and what to do, empty where it was."""


class ExerciseRound:
    """One exercise, as often as the player likes. Make one with :meth:`begin`.

    A move at the wrong stage raises :class:`WrongExerciseStage`, a slip of the hand :class:`Refused`; both change
    nothing. A record that fails never stops an exercise: see :attr:`save_problem`.
    """

    def __init__(
        self,
        exercise: AnyExercise,
        scenario: Scenario,
        *,
        rubric: Rubric,
        record: Record,
        clock: Clock,
        ids: Callable[[int], str],
    ) -> None:
        self.exercise = exercise
        self.scenario = scenario
        self._hash = content_hash(scenario if isinstance(exercise, LeaveOrNot) else exercise)
        self._rubric = rubric
        self._record = record
        self._clock = clock
        self._ids = ids
        self._keeping = Keeping(record, clock)
        self._stage = ExerciseStage.SHOW
        self._text = self.given
        self._pick = ""
        self._ticked: set[int] = set()
        self._would_return: bool | None = None
        self._opened_ms = clock.now_ms()
        self._verdict: ExerciseVerdict | None = None
        self._waiting: list[ExerciseDone] = []
        self._note_problem = ""
        self._notices: list[str] = []

    @classmethod
    def begin(
        cls,
        exercise: AnyExercise,
        scenario: Scenario,
        *,
        rubric: Rubric,
        record: Record,
        clock: Clock | None = None,
        ids: Callable[[int], str] = new_id,
    ) -> Self:
        """The exercise at ``SHOW``, with words that an earlier start left unfinished, and a notice of them."""
        it = cls(exercise, scenario, rubric=rubric, record=record, clock=clock or SystemClock(), ids=ids)
        if it.written:
            former = () if isinstance(exercise, LeaveOrNot) else exercise.was
            draft = it._keeping.draft_of(it.key, *(DRAFT + name for name in former))
            if draft is not None and draft.text != it.given:
                it._text = draft.text
                it._notices.append("You had begun this one: your words are where you left them.")
        return it

    # -- what can be seen --------------------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The key of its draft."""
        return DRAFT + self.exercise.id

    @property
    def stage(self) -> ExerciseStage:
        return self._stage

    @property
    def written(self) -> bool:
        """True for a kind that is answered with words."""
        return not isinstance(self.exercise, Compare | LeaveOrNot)

    @property
    def foretold(self) -> bool:
        """True for a kind that asks, before the verdict, whether one would return it: a whole message."""
        return isinstance(self.exercise, Repair | Cut)

    @property
    def given(self) -> str:
        """The words to begin with: the message to mend or to cut; else none."""
        return self.exercise.text.strip() if isinstance(self.exercise, Repair | Cut) else ""

    @property
    def target(self) -> tuple[int, int]:
        """The spoken seconds to land in."""
        match self.exercise:
            case Cut():
                return max(5, self.exercise.target_seconds - 8), self.exercise.target_seconds
            case Opener():
                return 3, self.exercise.most_seconds
            case Ask():
                return 2, 10
            case _:
                return self._rubric.target_for(self.scenario)

    @property
    def plan_text(self) -> str:
        """An exercise has no plan; pages that show a dossier ask."""
        return ""

    @property
    def text(self) -> str:
        """The words so far; after the verdict, those that were judged."""
        return self._text

    @property
    def message(self) -> Message:
        """The words so far, parsed at the rubric's pace."""
        return parse(self._text, self._rubric.pace)

    @property
    def picked(self) -> str:
        """What was chosen: "one" or "other", "leave" or "hang-up"; empty before that."""
        return self._pick

    @property
    def ticked(self) -> frozenset[int]:
        """Places of the reasons ticked so far."""
        return frozenset(self._ticked)

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences to show once at the start."""
        return tuple(self._notices)

    @property
    def save_problem(self) -> str:
        """Why the last save failed and what to do; empty while the record works."""
        return self._note_problem or self._keeping.problem

    @property
    def verdict(self) -> ExerciseVerdict:
        """Raises :class:`WrongExerciseStage` before ``VERDICT``."""
        self._only("verdict", ExerciseStage.VERDICT)
        assert self._verdict is not None
        return self._verdict

    # -- moves -------------------------------------------------------------------------------------------------------

    def answer(self) -> None:
        """Begin to write: ``SHOW`` -> ``ANSWER``."""
        self._only("answer", ExerciseStage.SHOW, written=True)
        self._stage = ExerciseStage.ANSWER

    def write(self, text: str) -> None:
        """Keep the words as they stand now. At ``ANSWER``. Saves itself a second after the last save."""
        self._only("write", ExerciseStage.ANSWER, written=True)
        if text != self._text:
            self._text = text
            self._keeping.dirty = True
        if self._keeping.due:
            self._save_draft()

    def restore(self) -> str:
        """Begin with the given words again. Gives back those that it took away. At ``ANSWER``."""
        self._only("restore", ExerciseStage.ANSWER, written=True)
        cleared, self._text = self._text, self.given
        self._keeping.dirty |= cleared != self._text
        self.save()
        return cleared

    def pick(self, which: str) -> None:
        """Choose: "one" or "other" (to ``ANSWER``, where reasons are ticked), "leave" or "hang-up" (to ``VERDICT``)."""
        self._only("pick", ExerciseStage.SHOW, ExerciseStage.ANSWER, written=False)
        choices = ("one", "other") if isinstance(self.exercise, Compare) else ("leave", "hang-up")
        if which not in choices:
            raise Refused(f"Choose {' or '.join(choices)}.")
        self._pick = which
        if isinstance(self.exercise, Compare):
            self._stage = ExerciseStage.ANSWER
        else:
            self._end()

    def tick(self, place: int) -> None:
        """Tick a reason, or take the tick away. At ``ANSWER``."""
        self._only("tick", ExerciseStage.ANSWER, written=False)
        assert isinstance(self.exercise, Compare)
        if not 0 <= place < len(self.exercise.reason):
            raise Refused(f"There are {len(self.exercise.reason)} reasons.")
        self._ticked ^= {place}

    def give(self) -> None:
        """Done: ``ANSWER`` -> ``PREDICT`` for a whole message, else ``VERDICT``.

        Raises :class:`Refused` for no words, or for words that nobody has touched.
        """
        self._only("give", ExerciseStage.ANSWER)
        if self.written and not self.message.words:
            raise Refused("There are no words yet.")
        if self.given and self._text.split() == self.given.split():
            raise Refused("Nothing has changed yet. These are the words as you found them.")
        if self.foretold:
            self._stage = ExerciseStage.PREDICT
            self._keeping.dirty = True
            self.save()
        else:
            self._end()

    def take_back(self) -> None:
        """``PREDICT`` -> ``ANSWER``, every word kept. Compare: ``ANSWER`` -> ``SHOW``."""
        if isinstance(self.exercise, Compare):
            self._only("take_back", ExerciseStage.ANSWER)
            self._stage = ExerciseStage.SHOW
        else:
            self._only("take_back", ExerciseStage.PREDICT)
            self._stage = ExerciseStage.ANSWER

    def predict(self, would_return: bool) -> ExerciseVerdict:
        """Say whether you would return it now: ``PREDICT`` -> ``VERDICT``."""
        self._only("predict", ExerciseStage.PREDICT)
        self._would_return = would_return
        return self._end()

    def again(self) -> None:
        """Once more, with the words to edit: ``VERDICT`` -> ``ANSWER``; ``SHOW`` for a choice."""
        self._only("again", ExerciseStage.VERDICT)
        self._record_waiting()
        self._verdict = None
        self._would_return = None
        self._pick = ""
        self._ticked.clear()
        self._notices.clear()
        self._opened_ms = self._clock.now_ms()
        self._stage = ExerciseStage.ANSWER if self.written else ExerciseStage.SHOW

    def save(self) -> bool:
        """Store what is not stored yet; True where nothing is left unsaved. At every stage; never raises."""
        noted = self._record_waiting()
        words = self._save_draft() if self._keeping.dirty and self._stage is not ExerciseStage.VERDICT else True
        return noted and words

    # -- inside ------------------------------------------------------------------------------------------------------

    def _only(self, move: str, *stages: ExerciseStage, written: bool | None = None) -> None:
        if self._stage not in stages or (written is not None and written is not self.written):
            raise WrongExerciseStage(move, self._stage)

    def _end(self) -> ExerciseVerdict:
        from vmdojo.coaching.marking import Chosen, mark  # the judge comes in with the first answer

        answer = self._text if self.written else Chosen(self._pick, self.ticked)
        marked = mark(self.exercise, self.scenario, answer, self._rubric)
        best = self._best()
        done = ExerciseDone(
            id=self._ids(self._clock.now_ms()),
            ref=self.exercise.id,
            at_ms=self._clock.now_ms(),
            offset_minutes=self._clock.offset_minutes(),
            kind=cast(ExerciseKind, self.exercise.kind),
            hash=self._hash,
            judge=marked.judge,
            answer=self._text if self.written else _chosen(self._pick, self._ticked),
            points=marked.points,
            passed=marked.passed,
            skills=self.exercise.skills,
            opened_ms=self._opened_ms,
            would_return=self._would_return,
        )
        self._waiting.append(done)
        saved = self._record_waiting()
        if saved and self.written:
            self._keeping.forget_draft(self.key)
            self._keeping.dirty = False
        self._stage = ExerciseStage.VERDICT
        self._verdict = ExerciseVerdict(
            marked=marked,
            done=done,
            samples=() if isinstance(self.exercise, Compare | LeaveOrNot) else self.exercise.answer,
            best=best,
            saved=saved,
            problem="" if saved else self.save_problem,
        )
        return self._verdict

    def _best(self) -> float | None:
        try:
            return max((it.points for it in self._record.happenings(ExerciseDone, ref=self.exercise.id)), default=None)
        except RecordError:
            return None  # what cannot be read is not compared with

    def _record_waiting(self) -> bool:
        """Record what waits, in order. What fails waits for the next time."""
        while self._waiting:
            try:
                self._record.note(self._waiting[0])
            except RecordError as problem:
                self._note_problem = str(problem)
                return False
            self._waiting.pop(0)
        self._note_problem = ""
        return True

    def _save_draft(self) -> bool:
        if self._text == self.given:
            self._keeping.forget_draft(self.key)
            self._keeping.dirty = False
            return not self._keeping.problem
        return self._keeping.save_draft(
            Draft(
                scenario=self.key,
                scenario_hash=self._hash,
                stage="compose",
                plan=Plan(),
                text=self._text,
                opened_ms=self._opened_ms,
                saved_ms=self._clock.now_ms(),
            )
        )


def _chosen(pick: str, ticked: set[int]) -> str:
    """A choice as it is recorded: "other 1,3" for the second message and the first and third reason."""
    reasons = ",".join(str(place + 1) for place in sorted(ticked))
    return f"{pick} {reasons}".strip()


def task(exercise: AnyExercise) -> str:
    """What is to be done, in a sentence or two."""
    match exercise:
        case Repair():
            number = len(exercise.faults)
            faults = "one fault" if number == 1 else f"{_NUMBERS.get(number, str(number))} faults"
            return (
                f"A message somebody really left. It has {faults} planted in it. Mend it so that you would return it."
            )
        case Compare():
            return "Two messages to the same buyer. Which one would you return, and why?"
        case Cut():
            return f"Cut it to {exercise.target_seconds} seconds, and keep the reason for the call."
        case Opener():
            limit = f"in {exercise.most_seconds} seconds"
            return f"Only the beginning, {limit}: who you are and why you rang. The rest stands."
        case Ask():
            return f"Only the ask. Make it smaller: {exercise.level} of 10 or less."
        case LeaveOrNot():
            return "Read who it is. Leave a message, or hang up?"


_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}
