"""Every take, newest first; any of them opens again on its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.coaching.days import short_day
from vmdojo.coaching.summary import Summary
from vmdojo.tui import actions
from vmdojo.tui.home.takes import row
from vmdojo.tui.listing import Listing
from vmdojo.tui.text import counted, say, spread
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.picker import Picker, Row


class History(Listing):
    """Enter opens the verdict as it was."""

    KEY = "history"
    BINDINGS = actions.bindings("history")

    _listed: Sequence[Summary] | None = None

    def page(self) -> Iterator[Widget]:
        self._top = Block(self._heading, id="top")
        self.picker = Picker(empty="No takes yet. Esc goes back; the first buyer waits on home.", id="takes")
        yield self._top
        yield self.picker

    def on_screen_resume(self) -> None:
        takes = self.dojo.shelf.overview().takes
        if takes is not self._listed:
            self._listed = takes
            rows = [Row(take.id, partial(self._row, take)) for take in reversed(takes)]
            self.picker.show(rows, pointed=self.picker.pointed)
            self._top.again()

    def _heading(self, width: int) -> list[Content]:
        told = counted(len(self.dojo.shelf.overview().takes), "take")
        return [spread(say("Every take", "bold"), say(told, "$quiet"), width)]

    def _row(self, take: Summary, width: int) -> Content:
        # Only rows in sight are drawn, so only their takes are read and listened to.
        sign = "counts" if take.official else ""
        return row(self.dojo.shelf.take(take.id), short_day(take.day), sign, width)

    # What can be done

    def offers(self, call: str) -> bool:
        return call != "open" or self.picker.count > 0

    def action_open(self) -> None:
        if self.picker.pointed is not None:
            self.dojo.open_take(self.picker.pointed)

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        self.dojo.open_take(event.id)
