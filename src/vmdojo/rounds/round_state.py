"""What a round knows and shows, and what its moves are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Required, TypedDict

import msgspec

from vmdojo.coaching.habits import RECENT, habit, kept
from vmdojo.coaching.happenings import ListTake
from vmdojo.coaching.model import Attempt, Prediction
from vmdojo.message import parse
from vmdojo.message.model import Message
from vmdojo.progress import Clock, Draft, Record, SystemClock, new_id
from vmdojo.progress.model import DraftStage
from vmdojo.rounds.errors import WrongStage
from vmdojo.rounds.history import Past
from vmdojo.rounds.keeping import Keeping
from vmdojo.rounds.ports import Coach, Judge
from vmdojo.rounds.stage import Stage
from vmdojo.rounds.verdict import Change, Verdict, difference
from vmdojo.scenarios import content_hash
from vmdojo.scenarios.model import Plan, Scenario

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.grading.model import Delivery, Grade

_DRAFT_STAGES: dict[Stage, DraftStage] = {
    Stage.DOSSIER: "dossier",
    Stage.COMPOSE: "compose",
    Stage.PREDICT: "predict",
}


class Table(TypedDict, total=False):
    """What a round is played with."""

    rubric: Required[Rubric]
    record: Required[Record]
    clock: Clock | None
    """The system's if left out."""
    judge: Judge | None
    """The shipped one if left out; so with the coach."""
    coach: Coach | None
    ids: Callable[[int], str]
    """Makes a record id from UTC milliseconds."""


class RoundState:
    """A round without its moves. Reading attributes never raises, except :attr:`verdict` before there is one."""

    def __init__(
        self,
        scenario: Scenario,
        *,
        rubric: Rubric,
        record: Record,
        clock: Clock | None = None,
        judge: Judge | None = None,
        coach: Coach | None = None,
        ids: Callable[[int], str] = new_id,
        source: str = "",
        official: bool = False,
        fill: Callable[[str], str] | None = None,
    ) -> None:
        self._scenario = scenario
        self._hash = content_hash(scenario)
        self._rubric = rubric
        self._record = record
        self._clock = clock or SystemClock()
        self._judge = judge
        self._coach = coach
        self._ids = ids
        self._stage = Stage.DOSSIER
        self._plan = ""
        self._text = ""
        self._opened_ms = self._clock.now_ms()
        self._source = source
        self._official = official
        self._fill = fill
        self._left: tuple[int, int] | None = None
        self._verdict: Verdict | None = None
        self._delivery: Delivery | None = None
        self._keeping = Keeping(record, self._clock)
        self._notices: list[str] = []

    # -- what can be seen --------------------------------------------------------------------------------------------

    @property
    def stage(self) -> Stage:
        return self._stage

    @property
    def scenario(self) -> Scenario:
        return self._scenario

    @property
    def plan_text(self) -> str:
        """The line of plan, as written."""
        return self._plan

    @property
    def text(self) -> str:
        """The words so far; after the verdict, the words that were left."""
        return self._text

    @property
    def message(self) -> Message:
        """The words so far, parsed at the rubric's pace: what the tape and the clock show."""
        return self.heard(self._text)

    def heard(self, text: str) -> Message:
        """Any words as this buyer would hear them, parsed at the rubric's pace."""
        return self._read(self._filled(text))

    @property
    def source(self) -> str:
        """What the round was begun for, as in ``Attempt.source``."""
        return self._source

    @property
    def official(self) -> bool:
        """True where the next take is the declared one."""
        return self._official

    @property
    def opened_ms(self) -> int:
        """UTC milliseconds at which this take was opened."""
        return self._opened_ms

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences to show once at the start: words taken up, a scenario that changed."""
        return tuple(self._notices)

    @property
    def save_problem(self) -> str:
        """Why the last save failed and what to do; empty while the record works."""
        return self._keeping.problem

    @property
    def unsaved(self) -> int:
        """How many takes of this round the record has not accepted yet."""
        return len(self._keeping.waiting)

    @property
    def verdict(self) -> Verdict:
        """Raises :class:`WrongStage` before ``VERDICT``."""
        self._only("verdict", Stage.VERDICT)
        assert self._verdict is not None
        return self._verdict

    @property
    def delivery(self) -> Delivery | None:
        """How the words sound, None for a written take."""
        return self._delivery

    # -- inside ------------------------------------------------------------------------------------------------------

    def _only(self, move: str, *stages: Stage) -> None:
        if self._stage not in stages:
            raise WrongStage(move, self._stage, stages)

    def _filled(self, text: str) -> str:
        return self._fill(text) if self._fill is not None else text

    def _read(self, text: str) -> Message:
        return parse(text, self._rubric.pace)

    def _attempt(self, text: str, grade: Grade, left: tuple[int, int], *, prediction: Prediction | None) -> Attempt:
        """The take as it is recorded; without a prediction it is one that was not left."""
        return Attempt(
            id=self._ids(self._clock.now_ms()),
            scenario=self._scenario.id,
            scenario_hash=self._hash,
            judge=grade.judge,
            plan=Plan(text=self._plan, leave=prediction is not None),
            text=text,
            prediction=prediction,
            grade=grade,
            opened_ms=self._opened_ms,
            left_ms=left[0],
            offset_minutes=left[1],
            source=self._source,
            official=self._official,
        )

    def _end(self, attempt: Attempt) -> Verdict:
        past = self._keeping.past(self._scenario)
        verdict = self._told(attempt, past, self._keeping.recent(RECENT))
        template = None
        if self._fill is not None and attempt.text:
            template = ListTake(
                id=self._ids(attempt.left_ms),
                ref=attempt.id,
                at_ms=attempt.left_ms,
                offset_minutes=attempt.offset_minutes,
                template=self._text,
            )
        saved = self._keeping.add(attempt, template)
        self._verdict = msgspec.structs.replace(verdict, saved=saved, problem="" if saved else self.save_problem)
        self._stage = Stage.VERDICT
        return self._verdict

    def _told(self, attempt: Attempt, past: Past, recent: Sequence[Attempt]) -> Verdict:
        message = self._read(attempt.text)
        coach = self._the_coach()
        change = None
        if past.last is not None and past.best is not None:
            change = Change(difference(attempt, past.last), difference(attempt, past.best))
        return Verdict(
            attempt=attempt,
            message=message,
            reaction=coach.react(message, self._scenario, attempt.grade),
            advice=coach.advise(message, self._scenario, attempt.grade, self._rubric, earlier=()),
            previous=past.last,
            best=past.best,
            take=past.takes + 1,
            change=change,
            habit=habit(attempt, recent),
            kept=kept(attempt, recent),
            saved=True,
        )

    # The judge is a large import: it is made when it is asked, not when the first page is drawn.

    def _the_judge(self) -> Judge:
        if self._judge is None:
            from vmdojo.rounds.shipped import ShippedJudge

            self._judge = ShippedJudge()
        return self._judge

    def _the_coach(self) -> Coach:
        if self._coach is None:
            from vmdojo.rounds.shipped import ShippedCoach

            self._coach = ShippedCoach()
        return self._coach

    def _save_if_due(self) -> None:
        if self._keeping.due:
            self._save_draft()

    def _save_draft(self) -> bool:
        left_ms, offset = self._left if self._left is not None else (None, 0)
        draft = Draft(
            scenario=self._scenario.id,
            scenario_hash=self._hash,
            stage=_DRAFT_STAGES[self._stage],
            plan=Plan(text=self._plan),
            text=self._text,
            opened_ms=self._opened_ms,
            saved_ms=self._clock.now_ms(),
            left_ms=left_ms,
            offset_minutes=offset,
            source=self._source,
            official=self._official,
        )
        return self._keeping.save_draft(draft)
