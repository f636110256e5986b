"""A set heard to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds.inbox import InboxRun
from vmdojo.tui import actions
from vmdojo.tui.inbox import page as draw
from vmdojo.tui.stage import Stage
from vmdojo.tui.widgets.block import Block


class InboxSummary(Stage):
    """Enter goes back to the list."""

    KEY = "inbox_summary"
    BINDINGS = actions.bindings("inbox_summary")

    def __init__(self, run: InboxRun) -> None:
        super().__init__()
        self._run = run

    def page(self) -> Iterator[Widget]:
        yield Block(self._lines, id="summary")

    def on_mount(self) -> None:
        if self._run.problem:
            self.dojo.notice(self._run.problem, stays=True)

    def _lines(self, width: int) -> Sequence[Content]:
        return draw.over(self._run, width)

    def action_done(self) -> None:
        self.dojo.back()

    def action_again(self) -> None:
        self.dojo.inbox_listen(self._run.set.id, anew=True)
