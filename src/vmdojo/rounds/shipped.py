"""The judge and the coach that vmdojo ships. Importing this module brings in everything that a verdict needs."""

from __future__ import annotations

from collections.abc import Sequence

from vmdojo import coaching, grading
from vmdojo.coaching.hangup import advise_hang_up, react_to_hang_up
from vmdojo.coaching.model import Advice, Reaction
from vmdojo.grading import Rubric
from vmdojo.grading.hangup import grade_hang_up, is_hang_up
from vmdojo.grading.model import Grade
from vmdojo.message.model import Message
from vmdojo.scenarios.model import Scenario


class ShippedJudge:
    """``vmdojo.grading``."""

    def grade(self, message: Message, scenario: Scenario, rubric: Rubric, *, earlier: Sequence[str]) -> Grade:
        return grading.grade(message, scenario, rubric, earlier=earlier)

    def grade_hang_up(self, scenario: Scenario, rubric: Rubric) -> Grade:
        return grade_hang_up(scenario, rubric)


class ShippedCoach:
    """``vmdojo.coaching``."""

    def react(self, message: Message, scenario: Scenario, grade: Grade) -> Reaction:
        return react_to_hang_up(grade) if is_hang_up(grade) else coaching.react(message, scenario, grade)

    def advise(
        self, message: Message, scenario: Scenario, grade: Grade, rubric: Rubric, *, earlier: Sequence[str]
    ) -> Advice:
        if is_hang_up(grade):
            return advise_hang_up(grade)
        return coaching.advise(message, scenario, grade, rubric, earlier=earlier)
