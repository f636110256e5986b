"""The rooms below as a round uses them, so that a test can put its own judge or coach on the chair."""

from __future__ import annotations

from typing import Protocol

from vmdojo.coaching.model import Advice, Reaction
from vmdojo.grading import Rubric
from vmdojo.grading.model import Grade
from vmdojo.message.model import Message
from vmdojo.scenarios.model import Scenario


class Judge(Protocol):
    """How a message is graded: ``vmdojo.grading.grade``, which knows the scenario's earlier messages by itself."""

    def __call__(self, message: Message, scenario: Scenario, rubric: Rubric, /) -> Grade: ...


class Coach(Protocol):
    """The buyer's listening and the fixes: ``vmdojo.coaching``."""

    def react(self, message: Message, scenario: Scenario, grade: Grade, /) -> Reaction: ...
    def advise(self, message: Message, scenario: Scenario, grade: Grade, rubric: Rubric, /) -> Advice: ...


class Library(Protocol):
    """Where a resumed round finds its scenario: ``vmdojo.scenarios.load_library()``."""

    def get(self, id: str, /) -> Scenario:  # noqa: A002 - the scenarios room's own name
        """The scenario of that id or former id. Raises ``UnknownScenario``."""
        ...
