"""Progress: skills, days, trends. Everything else of a take is one page further."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.widget import Widget

from vmdojo.tui import actions
from vmdojo.tui.progress import page as draw
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, WIDEST
from vmdojo.tui.widgets.block import Block


class Progress(Stage):
    """What many takes tell. Enter shows every take."""

    KEY = "progress"
    BINDINGS = actions.bindings("progress")

    def page(self) -> Iterator[Widget]:
        self._sheet = Block(self._lines, id="progress")
        yield self._sheet

    def on_screen_resume(self) -> None:
        self._sheet.again()

    def sized(self, width: int, height: int) -> None:  # noqa: ARG002
        self._sheet.again()

    def _lines(self, width: int) -> list[Content]:
        it = self.dojo.shelf.overview()
        narrow = min(width, WIDEST)
        rows = 3 if self.rows >= 36 else 1
        plots = draw.plots(it, narrow, rows)
        return [
            *draw.head(it, narrow),
            BLANK,
            *draw.figures(it, narrow),
            *([BLANK, *plots] if plots else []),
            *draw.calibrated(it, narrow),
            *draw.followed(it, narrow),
        ]

    def action_history(self) -> None:
        self.dojo.show_history()

    def action_path(self) -> None:
        self.dojo.show_path()
