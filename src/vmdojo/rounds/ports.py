"""The rooms below as a round uses them, so that a test can put its own judge or coach on the chair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from vmdojo.coaching.model import Advice, Reaction
    from vmdojo.grading import Rubric
    from vmdojo.grading.model import Grade
    from vmdojo.message.model import Message
    from vmdojo.scenarios.model import Scenario


class Judge(Protocol):
    """How a message and a hang-up are graded. ``vmdojo.rounds.shipped.ShippedJudge`` if left out.

    ``earlier`` are messages left to this buyer besides those that the scenario itself tells of.
    """

    def grade(self, message: Message, scenario: Scenario, rubric: Rubric, *, earlier: Sequence[str]) -> Grade: ...
    def grade_hang_up(self, scenario: Scenario, rubric: Rubric) -> Grade: ...


class Coach(Protocol):
    """The buyer's listening and the fixes, of a message or of a hang-up (which has no words).

    ``vmdojo.rounds.shipped.ShippedCoach`` if left out.
    """

    def react(self, message: Message, scenario: Scenario, grade: Grade) -> Reaction: ...
    def advise(
        self, message: Message, scenario: Scenario, grade: Grade, rubric: Rubric, *, earlier: Sequence[str]
    ) -> Advice: ...


class Library(Protocol):
    """Where a resumed round finds its scenario: ``vmdojo.scenarios.load_library()``."""

    def get(self, id: str) -> Scenario:  # noqa: A002 - the scenarios room's own name
        """The scenario of that id or former id. Raises ``UnknownScenario``."""
        ...


class Shipped(Protocol):
    """What everyone with this vmdojo has: ``vmdojo.scenarios.load_library()``."""

    @property
    def shipped(self) -> Sequence[Scenario]:
        """The scenarios of the library, packs and buyers of one's own left out."""
        ...
