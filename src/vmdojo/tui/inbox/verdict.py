"""One voicemail after the cut: yours, the buyer's, why, and how near the two are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Final

from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds.inbox import InboxRun
from vmdojo.tui import actions
from vmdojo.tui.inbox import page as draw
from vmdojo.tui.stage import Stage
from vmdojo.tui.widgets.block import Block

SETTLE: Final = 0.3
"""Seconds in which Enter does nothing yet: a thumb that was late for "keep" still gets to see the comparison."""


class InboxVerdict(Stage):
    """Enter goes on to the next message."""

    KEY = "inbox_verdict"
    BINDINGS = actions.bindings("inbox_verdict")

    def __init__(self, run: InboxRun) -> None:
        super().__init__()
        self._run = run
        self._since = monotonic()
        self._drawn: dict[int, Sequence[Content]] = {}

    def page(self) -> Iterator[Widget]:
        yield Block(self._lines, id="verdict")

    def on_mount(self) -> None:
        if self._run.problem:
            self.dojo.notice(self._run.problem, stays=True)

    def _lines(self, width: int) -> Sequence[Content]:
        if width not in self._drawn:  # a verdict does not change, and the run may be one message further already
            self._drawn[width] = draw.verdict(self._run, width)
        return self._drawn[width]

    def label(self, action: actions.Action) -> str:
        if action.call == "next" and self._run.number == self._run.count:
            return "the whole set"
        return super().label(action)

    def action_next(self) -> None:
        if monotonic() - self._since >= SETTLE:
            self._run.next()
            self.dojo.show_inbox(self._run)
