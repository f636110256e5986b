"""The drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmdojo.tui.game.table import Table

if TYPE_CHECKING:
    from vmdojo.scenarios.exercises import Exercises
    from vmdojo.tui.exercise.drills import Drills


class DrillPages(Table):
    """A few short exercises."""

    _exercises: Exercises | None = None

    @property
    def exercises(self) -> Exercises:
        """The exercises, read when first asked for."""
        if self._exercises is None:
            from vmdojo.scenarios.exercises import load_exercises

            self._exercises = load_exercises(self.library)
        return self._exercises

    @property
    def drills(self) -> Drills:
        """The drill in hand; the first look brings in its pages."""
        if self._drills is None:
            from vmdojo.tui.exercise.drills import Drills

            self._drills = Drills(self)
        return self._drills

    def drill(self, skill: str = "", *, only: str = "") -> None:
        """Go on with the drill in hand, or begin one: mixed, on one skill, or of one exercise."""
        self.drills.open(skill, only=only)
