"""The judge and the coach that vmdojo ships."""

from __future__ import annotations

from collections.abc import Sequence

from vmdojo import coaching, grading
from vmdojo.coaching.model import Advice, Reaction
from vmdojo.grading import Rubric, hangup
from vmdojo.grading.model import Grade
from vmdojo.message.model import Message
from vmdojo.scenarios.model import Scenario


class ShippedJudge:
    """``vmdojo.grading``."""

    def grade(self, message: Message, scenario: Scenario, rubric: Rubric, *, earlier: Sequence[str]) -> Grade:
        return grading.grade(message, scenario, rubric, earlier=earlier)

    def grade_hang_up(self, scenario: Scenario, rubric: Rubric) -> Grade:
        return hangup.grade_hang_up(scenario, rubric)


class ShippedCoach:
    """``vmdojo.coaching``."""

    def react(self, message: Message, scenario: Scenario, grade: Grade) -> Reaction:
        return coaching.react(message, scenario, grade)

    def advise(
        self, message: Message, scenario: Scenario, grade: Grade, rubric: Rubric, *, earlier: Sequence[str]
    ) -> Advice:
        return coaching.advise(message, scenario, grade, rubric, earlier=earlier)
