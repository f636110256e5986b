"""The last lines of every page: one calm notice where there is one, and the keys."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.style import Style

from vmdojo.tui import actions
from vmdojo.tui.text import WIDEST, say, wrap
from vmdojo.tui.widgets.block import Block

if TYPE_CHECKING:
    from vmdojo.tui.stage import Stage

_MAX_ROWS = 2
_GAP, _CLOSE = 3, 2
_WAYS = frozenset({"page_down", "back", "home", "quit", "help", "close", "leave", "retry"})
"""Calls that lead on or out."""


class Foot(Block):
    """Keys and what they do, the next thing to do first. A click on one does it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(self._rows, id="foot")
        self._stage = stage
        self._notice = ""
        self._shown: _Told | None = None

    def notice(self, sentence: str) -> None:
        """Show a sentence above the keys; an empty one takes it away."""
        if sentence != self._notice:
            self._notice = sentence
            self.again()

    def again(self) -> None:
        """Lay out anew, where anything has changed: pages ask often, and mostly for nothing."""
        if not self._shown or self._told(self.size.width) != self._shown:
            before = len(self._lines)
            super().again()
            if before and len(self._lines) != before:
                self._stage.refit()

    def lines_in(self, width: int) -> int:
        """How many lines it takes in a window so wide."""
        return len(self._laid(max(1, width - 2)))

    def _told(self, width: int) -> _Told:
        bar = 1 if self._stage.sheet.show_vertical_scrollbar else 0
        return _Told(width, bar, self._notice, tuple(self._stage.offered()))

    def _rows(self, width: int) -> Sequence[Content]:
        it = self._shown = self._told(width)
        # In line with the pages, which stand in the middle of a wide window.
        room = min(width, WIDEST)
        notice = wrap(say(it.notice, "italic"), room) if it.notice else []
        lines = [*notice, *_keys(it.offered, room)]
        return [line.pad_left(max(0, width - room - it.bar) // 2) for line in lines]


class _Told(NamedTuple):
    """All that the footer shows depends on."""

    width: int
    bar: int
    """1 beside a scrollbar."""
    notice: str
    offered: tuple[tuple[actions.Action, str], ...]


def _keys(offered: Sequence[tuple[actions.Action, str]], width: int) -> list[Content]:
    whole = [_item(action, label, action.shown) for action, label in offered]
    items = [_item(action, label, 1) for action, label in offered]
    # One row where that can be: first without second names of keys, then drawn closer.
    for row, gap in ((whole, _GAP), (items, _GAP), (items, _CLOSE)):
        if sum(item.cell_length + gap for item in row) - gap <= width:
            return [Content(" " * gap).join(row)]
    # What does not fit goes from behind, but never the ways on and out, which stand last.
    last = len(list(takewhile(lambda it: it[0].call in _WAYS, reversed(offered))))
    while len(rows := _in_rows(items, width)) > _MAX_ROWS and len(items) > last + 1:
        del items[-last - 1]
    return [Content(" " * _GAP).join(row) for row in rows[:_MAX_ROWS]]


def _in_rows(items: Sequence[Content], width: int) -> list[list[Content]]:
    rows: list[list[Content]] = [[]]
    used = 0
    for item in items:
        gap = _GAP if rows[-1] else 0
        if used + gap + item.cell_length > width and rows[-1]:
            rows.append([])
            used, gap = 0, 0
        rows[-1].append(item)
        used += gap + item.cell_length
    return rows


@cache
def _item(action: actions.Action, label: str, shown: int) -> Content:
    target = "app" if actions.APP in action.pages else "focused" if "line" in action.pages else "screen"
    click = Style.from_meta({"@click": f"{target}.{action.call}"})
    return Content.assemble(say(actions.footer_keys(action, shown), "bold"), " ", say(label, "$quiet")).stylize(click)
