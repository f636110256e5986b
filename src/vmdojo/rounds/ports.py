"""The rooms below as a round sees them, so that a test can put its own judge or coach on the chair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from vmdojo.coaching.model import Advice, Reaction
from vmdojo.grading.model import Grade
from vmdojo.message.model import Message, Pace
from vmdojo.scenarios.model import Scenario


class Rubric(Protocol):
    """The part of a rubric that a round reads; ``vmdojo.grading.load_rubric()`` gives a whole one."""

    @property
    def judge(self) -> str: ...
    @property
    def pace(self) -> Pace: ...


class Judge(Protocol):
    """How a message and a hang-up are graded. The default is ``vmdojo.grading``."""

    def grade(self, message: Message, scenario: Scenario, rubric: Rubric, *, earlier: Sequence[str]) -> Grade: ...
    def grade_hang_up(self, scenario: Scenario, rubric: Rubric) -> Grade: ...


class Coach(Protocol):
    """The buyer's listening and the fixes. The default is ``vmdojo.coaching``."""

    def react(self, message: Message, scenario: Scenario, grade: Grade) -> Reaction: ...
    def advise(
        self, message: Message, scenario: Scenario, grade: Grade, rubric: Rubric, *, earlier: Sequence[str]
    ) -> Advice: ...


class Library(Protocol):
    """Where a resumed round finds its scenario. ``vmdojo.scenarios.load_library()`` gives one."""

    def get(self, id: str) -> Scenario:  # noqa: A002  # the scenarios room's own name
        """The scenario of that id or former id. Raises ``LookupError`` where there is none."""
        ...
