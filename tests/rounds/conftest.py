"""A buyer, a record in memory, a clock that is moved by hand, and a judge and a coach that are easy to foresee."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import msgspec
import pytest

from vmdojo.coaching.model import Advice, Attempt, Reaction
from vmdojo.grading import Rubric, load_rubric
from vmdojo.grading.hangup import grade_hang_up
from vmdojo.grading.model import DIMENSIONS, Dimension, Grade
from vmdojo.message import Message
from vmdojo.progress import Draft, Record, RecordError, RecordFull
from vmdojo.rounds import Round
from vmdojo.scenarios import UnknownScenario
from vmdojo.scenarios.model import Brief, Buyer, Fact, Offer, RightMove, Scenario

NOON = 1_772_539_200_000  # 3 March 2026, 12:00 UTC

DANA = Scenario(
    format=1,
    id="second-cold-store",
    title="The second cold store",
    belt="yellow",
    kind="message",
    skills=("relevance", "ask"),
    teaches="One small question beats a big proposal.",
    buyer=Buyer(
        name="Dana Whitfield",
        role="Director of Logistics",
        company="Northpole Foods",
        industry="frozen food distribution",
        temperament="brisk",
        greeting="You've got Dana. If it isn't a truck, be quick.",
    ),
    brief=Brief(
        you_sell="Coldway plans dock slots and trailer moves for cold stores.",
        your_company="Coldway",
        goal="Have Dana open the email you send today.",
        relationship="cold",
        your_number="555-0148",
    ),
    fact=(
        Fact(
            id="reno",
            kind="trigger",
            text="Northpole opens a second cold store in Reno in March.",
            cues=("Reno", "second cold store"),
        ),
    ),
    offer=(Offer(id="page", text="The one-page dock plan.", cues=("dock plan",)),),
    was=("the-cold-store",),
)


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.ms = NOON
        self.offset = 60

    def now_ms(self) -> int:
        return self.ms

    def offset_minutes(self) -> int:
        return self.offset

    def pass_(self, seconds: float) -> None:
        self.ms += round(seconds * 1000)


class TenAWord:
    """A judge that gives ten points a word: relevance holds them all, nothing else is graded but tone at fifty."""

    def grade(self, message: Message, scenario: Scenario, rubric: Rubric, *, earlier: Sequence[str]) -> Grade:
        assert earlier == ()
        points = min(100.0, 10.0 * len(message.words))
        dimensions: dict[str, Dimension | None] = dict.fromkeys(DIMENSIONS)
        dimensions["relevance"] = Dimension(points=points, weight=100.0)
        dimensions["tone"] = Dimension(points=50.0, weight=0.0)
        return Grade(
            judge=rubric.judge,
            scenario=scenario.id,
            total=points,
            base=points,
            words=len(message.words),
            seconds=message.seconds,
            dimensions=dimensions,
            caps=(),
            findings=(),
        )

    def grade_hang_up(self, scenario: Scenario, rubric: Rubric) -> Grade:
        return grade_hang_up(scenario, rubric)


class PlainCoach:
    """A coach that says what it was given."""

    def react(self, message: Message, scenario: Scenario, grade: Grade) -> Reaction:
        return Reaction(
            outcome="heard_out",
            band=(0.0, 0.02),
            deleted_at=None,
            deleted_word=None,
            attention=(1.0,),
            did=f"{scenario.buyer.name} heard {len(message.words)} words worth {grade.total:.0f}.",
            line="Fine.",
            preview="",
        )

    def advise(
        self, message: Message, scenario: Scenario, grade: Grade, rubric: Rubric, *, earlier: Sequence[str]
    ) -> Advice:
        assert earlier == ()
        return Advice(well_done=f"{scenario.id}, {message.text}, {grade.total:.0f}, {rubric.id}", fixes=())


class Breakable(Record):
    """A record in memory whose disk can be full for a while."""

    full = False
    refuses_takes = False
    saves = 0

    def _check(self) -> None:
        if self.full:
            raise RecordFull("The disk that holds your record is full.", "Free some space, then save again.")

    def save_draft(self, draft: Draft) -> None:
        self.saves += 1
        self._check()
        super().save_draft(draft)

    def add_attempt(self, attempt: Attempt, *, keep_draft: bool = False) -> bool:
        self._check()
        if self.refuses_takes:
            raise RecordError("The record takes drafts alone.", "Try again.")
        return super().add_attempt(attempt, keep_draft=keep_draft)

    def clear_draft(self, scenario: str | None = None) -> None:
        self._check()
        super().clear_draft(scenario)


class Shelf:
    """A library of these scenarios."""

    def __init__(self, *scenarios: Scenario) -> None:
        self.scenarios = scenarios

    def get(self, id: str, /) -> Scenario:  # noqa: A002 - the scenarios room's own name
        for scenario in self.scenarios:
            if id == scenario.id or id in scenario.was:
                return scenario
        raise UnknownScenario(id, self.scenarios[0].id if self.scenarios else "")


class Begin(Protocol):
    def __call__(self, scenario: Scenario = ..., *, dossier_seen: bool = ..., shipped: bool = ...) -> Round: ...


class Resume(Protocol):
    def __call__(self, *scenarios: Scenario) -> Round: ...


class Table:
    """A record, a clock, and rounds between them with the plain judge and coach."""

    def __init__(self) -> None:
        self.record = Breakable.in_memory()
        self.clock = HandClock()
        self.rubric = load_rubric()

    def begin(self, scenario: Scenario = DANA, *, dossier_seen: bool = False, shipped: bool = False) -> Round:
        """A round with the plain judge and coach, or with the shipped ones."""
        return Round.begin(
            scenario,
            rubric=self.rubric,
            record=self.record,
            clock=self.clock,
            dossier_seen=dossier_seen,
            judge=None if shipped else TenAWord(),
            coach=None if shipped else PlainCoach(),
        )

    def resume(self, *scenarios: Scenario) -> Round:
        """The round of the latest draft, found in a library of these scenarios."""
        draft = self.record.draft()
        assert draft is not None
        return Round.resume(
            draft,
            Shelf(*(scenarios or (DANA,))),
            rubric=self.rubric,
            record=self.record,
            clock=self.clock,
            judge=TenAWord(),
            coach=PlainCoach(),
        )


@pytest.fixture
def dana() -> Scenario:
    return DANA


@pytest.fixture
def do_not_leave() -> Scenario:
    """The mailbox that asks not to be filled."""
    move = RightMove(leave=False, why="She asked for no messages.", instead="Write the email today.")
    return msgspec.structs.replace(DANA, id="no-messages", kind="leave-or-not", right_move=move, was=())


@pytest.fixture
def do_leave() -> Scenario:
    """A leave-or-not mailbox where a message is right."""
    move = RightMove(leave=True, why="She asked you to ring.", instead="Leave your name and the one answer.")
    return msgspec.structs.replace(DANA, id="she-asked", kind="leave-or-not", right_move=move, was=())


@pytest.fixture
def lay() -> Callable[[], Table]:
    """Lays a fresh table."""
    return Table


@pytest.fixture
def table() -> Iterator[Table]:
    table = Table()
    yield table
    table.record.close()


@pytest.fixture
def clock(table: Table) -> HandClock:
    return table.clock


@pytest.fixture
def record(table: Table) -> Breakable:
    return table.record


@pytest.fixture
def begin(table: Table) -> Begin:
    return table.begin


@pytest.fixture
def resume(table: Table) -> Resume:
    return table.resume
