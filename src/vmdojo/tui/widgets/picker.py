"""A list to pick from. It draws only the rows in sight, so a thousand scenarios cost as much as ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message

from vmdojo.tui.text import say, stack
from vmdojo.tui.widgets.drawn import Drawn

POINTER = "›"
DrawRow = Callable[[int], Content]
"""From a width in columns to one line."""


class Row(NamedTuple):
    """One row: what it stands for, and how it is drawn. A row without ``id`` is a heading and cannot be picked."""

    id: str
    draw: DrawRow


class Picker(Drawn):
    """Rows, one of them pointed at. The page that holds it has the keys."""

    class Picked(Message):
        """A row was clicked."""

        def __init__(self, picker: Picker, id: str) -> None:  # noqa: A002
            super().__init__()
            self.picker = picker
            self.id = id

        @property
        def control(self) -> Picker:
            return self.picker

    def __init__(self, *, empty: str = "", id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._index = 0
        self._top = 0
        self._seen = (-1, -1)
        """The row pointed at and the height for which ``_top`` was chosen."""
        self._empty = empty
        self.pointing = True
        """False while the keys are with something else: no row is marked then."""

    def show(self, rows: Sequence[Row], *, pointed: str | None = None) -> None:
        """Show ``rows``; point at the row named ``pointed``, else at the first that can be picked."""
        self._rows = rows
        self._top = 0
        self._seen = (-1, -1)
        self._index = next((place for place, row in enumerate(rows) if row.id and row.id == pointed), -1)
        if self._index < 0:
            self._index = next((place for place, row in enumerate(rows) if row.id), 0)
        self.refresh(layout=True)

    @property
    def pointed(self) -> str | None:
        """Id of the row pointed at, None where there is none."""
        return self._rows[self._index].id or None if self._rows else None

    def move(self, steps: int) -> None:
        """Point so many pickable rows further down (up if negative), stopping at the ends."""
        places = [place for place, row in enumerate(self._rows) if row.id]
        if places:
            at = places.index(self._index) if self._index in places else 0
            self._index = places[max(0, min(len(places) - 1, at + steps))]
            self.refresh()
            if isinstance(self.parent, ScrollableContainer):
                row = Region(0, self.virtual_region.y + self._index, 1, 1)
                self.parent.scroll_to_region(row, animate=False)

    @property
    def count(self) -> int:
        """Rows, headings included."""
        return len(self._rows)

    @property
    def leap(self) -> int:
        """Rows of a page."""
        return max(1, self.size.height - 1)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """All there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """A line a row."""
        return max(1, len(self._rows))

    def line(self, y: int) -> Content | None:
        """See ``Drawn.line``."""
        width, height = self.size
        if not self._rows:
            return say(self._empty, "$quiet") if y == 0 else None
        if self._seen != (self._index, height):
            self._bring_into_sight(height)
        place = self._top + y
        if y >= height or place >= len(self._rows):
            return None
        row = self._rows[place]
        if not row.id:
            return row.draw(width)
        if place == self._index and self.pointing:
            return Content.assemble(say(f"{POINTER} ", "bold"), row.draw(width - 2).stylize("bold"))
        return Content.assemble("  ", row.draw(width - 2))

    def _bring_into_sight(self, height: int) -> None:
        low = max(0, self._index - height + 1)
        # The heading above the first row comes back into sight with it.
        high = 0 if not any(row.id for row in self._rows[: self._index]) else self._index
        self._top = min(max(self._top, low), high)
        self._seen = (self._index, height)

    def render(self) -> Content:
        """The rows in sight, one under another: for copying."""
        return stack([line for y in range(self.size.height) if (line := self.line(y)) is not None])

    def on_click(self, event: events.Click) -> None:
        """A click points at a row and picks it."""
        place = self._top + event.y
        if 0 <= place < len(self._rows) and self._rows[place].id:
            self._index = place
            self.refresh()
            self.post_message(self.Picked(self, self._rows[place].id))

    def on_mouse_scroll_down(self) -> None:
        self.move(1)

    def on_mouse_scroll_up(self) -> None:
        self.move(-1)
