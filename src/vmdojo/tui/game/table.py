"""What the game has in hand, the one line that it says, and turning a page."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.geometry import Size
from textual.timer import Timer

from vmdojo.progress import SystemClock
from vmdojo.tui import theme
from vmdojo.tui.game.sweeping import Sweeping
from vmdojo.tui.league.chair import Chair
from vmdojo.tui.order import InOrder
from vmdojo.tui.settings import Settings
from vmdojo.tui.shelf import Shelf
from vmdojo.tui.stage import Stage

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.progress import Clock, Record
    from vmdojo.rounds.ports import Coach, Judge
    from vmdojo.rounds.prep import PrepBook
    from vmdojo.scenarios import Library
    from vmdojo.tui.app import Dojo
    from vmdojo.tui.exercise.drills import Drills
    from vmdojo.tui.hand import Hand

NOTICE_SECONDS: Final = 10.0


class Table(InOrder, inherit_bindings=False):
    """The base of every part of the app. What costs an import is made when it is first asked for."""

    def __init__(
        self,
        *,
        record: Record,
        library: Library,
        rubric: Callable[[], Rubric],
        judge: Judge | None = None,
        coach: Coach | None = None,
        clock: Clock | None = None,
        settings: Settings | None = None,
        settings_path: Path | None = None,
        opening: Callable[[Dojo], None] | None = None,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        """``opening`` is done as soon as home stands; the rest as in :func:`vmdojo.tui.run_game`."""
        # Textual picks its NO_COLOR filter here, before a theme can be set.
        super().__init__(ansi_color=True if "NO_COLOR" in environ else None)
        self.record = record
        self.library = library
        self.clock = clock or SystemClock()
        self.chair = Chair(record, library, self.clock)
        self.shelf = Shelf(record, library, self.clock, coach, prepared=lambda name: self.book.get(name))
        self.settings = settings or Settings()
        self.notice_text = ""
        self.sweeping: Sweeping | None = None
        """Only of a game that has the process to itself."""
        self.overflowed: dict[tuple[str, Size], bool] = {}
        """Which pages were longer than a window of that size when they were last shown."""
        self.problem = ""
        """Why the last save failed; empty while the record works."""
        self._load_rubric = rubric
        self._judge = judge
        self._coach = coach
        self._settings_path = settings_path
        self._opening = opening
        self._environ = environ
        self._book: PrepBook | None = None
        self._hand: Hand | None = None
        self._drills: Drills | None = None
        self._notice_timer: Timer | None = None
        for each in theme.THEMES:
            self.register_theme(each)
        self.theme = theme.choose(self.settings.theme, self.console.color_system, environ)

    # In hand

    @property
    def still(self) -> bool:
        """True where nothing is to move."""
        return self.settings.still or self.animation_level == "none"

    @property
    def hand(self) -> Hand:
        """The rounds in hand; the first look brings in the judge."""
        if self._hand is None:
            from vmdojo.tui.hand import Hand

            self._hand = Hand(
                self.record, self.library, self._load_rubric, self._judge, self._coach, self.clock, book=self.book
            )
        return self._hand

    @property
    def book(self) -> PrepBook:
        """The calls that the player prepared; looked for when first asked for."""
        if self._book is None:
            from vmdojo.rounds.prep import PrepBook

            self._book = PrepBook()
        return self._book

    @property
    def rubric(self) -> Rubric:
        """The rubric, read when first asked for."""
        return self._load_rubric()

    # Turning pages

    def open_page(self, page: Stage) -> None:
        """Show ``page`` over the one in sight."""
        self._turn()
        self.push_screen(page)

    def turn_to(self, page: Stage, group: frozenset[str]) -> None:
        """Show ``page``, in the place of one of its ``group`` where such a one is shown."""
        self._turn()
        self.report()
        if isinstance(self.screen, Stage) and self.screen.KEY in group:
            self.switch_screen(page)
        else:
            self.push_screen(page)

    def back(self) -> None:
        """To the page before this one; home stays."""
        self._turn()
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def go_home(self) -> None:
        """To the home page, whatever lies between."""
        self._turn()
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def ask(self, question: str, yes: Callable[[], None]) -> None:
        """Ask before something that cannot be taken back lightly."""
        from vmdojo.tui.ask.screen import Ask

        self.open_page(Ask(question, yes))

    # Notices

    def notice(self, sentence: str, *, stays: bool = False) -> None:
        """One calm line above the keys. It goes after a while unless it ``stays``."""
        self.notice_text = sentence
        if self._notice_timer is not None:
            self._notice_timer.stop()
            self._notice_timer = None
        if sentence and not stays:
            self._notice_timer = self.set_timer(NOTICE_SECONDS, self._turn)
        if isinstance(self.screen, Stage) and self.screen.is_mounted:
            self.screen.foot.notice(sentence)

    def _turn(self) -> None:
        """A page is turned: what was said on it is over, a save that failed is not."""
        self.notice(self.problem, stays=True)
        if self.sweeping is not None:
            self.sweeping.later()

    def report(self) -> None:
        """Say it where the record did not take the words, and say no more once it has."""
        problem = next((kept.problem for kept in (self._hand, self._drills) if kept is not None and kept.problem), "")
        if problem != self.problem:
            self.problem = problem
            self.notice(problem, stays=True)
            if isinstance(self.screen, Stage) and self.screen.is_mounted:
                self.screen.refresh_foot()
