"""The drill in hand. Imported with the first drill, for it brings in the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmdojo.rounds.drill import DrillRun
from vmdojo.tui.dossier.page import Criteria
from vmdojo.tui.dossier.screen import Peek
from vmdojo.tui.exercise.screen import DrillEnd, page_of

if TYPE_CHECKING:
    from vmdojo.rounds.exercise import ExerciseRound
    from vmdojo.tui.game.drill import DrillPages

_PAGES: Final = frozenset({"drill", "drill_write", "drill_verdict", "drill_end"})


class Drills:
    """Opens drills and turns their pages."""

    def __init__(self, game: DrillPages) -> None:
        self._game = game
        self._run: DrillRun | None = None

    def open(self, skill: str = "", *, only: str = "", anew: bool = False) -> None:
        """Go on with the set in hand, or begin one: mixed, on one skill, or of one exercise."""
        if self._run is None or self._run.over or anew or skill or only:
            game = self._game
            self._run = DrillRun.begin(game.exercises, rubric=game.rubric, record=game.record, skill=skill, only=only)
        if self._run is None:
            self._game.notice("There is nothing to drill: no exercise could be read.")
            return
        self.show()

    def show(self) -> None:
        """The page of the stage that the exercise in hand is at."""
        assert self._run is not None
        self._game.turn_to(page_of(self._run), _PAGES)

    def next(self) -> None:
        """The next exercise of the set, or its end."""
        assert self._run is not None
        if self._run.next():
            self.show()
        else:
            self._game.turn_to(DrillEnd(self._run), _PAGES)

    def peek(self, it: ExerciseRound) -> None:
        """The whole dossier over an exercise."""
        self._game.push_screen(Peek(it, Criteria((), None, it.target)))

    @property
    def problem(self) -> str:
        """Why the last save failed; empty while the record works."""
        return self._run.save_problem if self._run is not None else ""

    def save(self) -> str:
        """Save what the drill still has to save. Why that failed, empty where nothing is left unsaved."""
        return self._run.save() if self._run is not None else ""
