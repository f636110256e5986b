"""A widget that lays out its own lines for the width it gets. Pages are made of few of these."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content
from textual.geometry import Size

from vmdojo.tui.text import stack
from vmdojo.tui.widgets.drawn import Drawn

Layout = Callable[[int], Sequence[Content]]
"""From a width in columns to lines."""


def _nothing(width: int) -> Sequence[Content]:  # noqa: ARG001
    return ()


class Block(Drawn):
    """Lines of text laid out by a function of the width."""

    def __init__(self, layout: Layout = _nothing, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._lay = layout
        self._width = -1
        self._lines: Sequence[Content] = ()

    def lay(self, layout: Layout) -> None:
        """Show what ``layout`` gives from now on."""
        self._lay = layout
        self.again()

    def again(self) -> None:
        """Lay out anew: what the layout reads has changed."""
        height = len(self._lines)
        self._width = -1
        width = self.size.width
        if width and len(self._laid(width)) == height:
            # The same number of lines needs no new arrangement of the page, only paint.
            self.refresh()
        else:
            self.refresh(layout=True)

    def _laid(self, width: int) -> Sequence[Content]:
        if width != self._width:
            self._width = width
            self._lines = self._lay(width)
        return self._lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as there are lines."""
        return len(self._laid(width)) if width else 0

    def line(self, y: int) -> Content | None:
        """See ``Drawn.line``."""
        lines = self._laid(self.size.width)
        return lines[y] if y < len(lines) else None

    def render(self) -> Content:
        """The lines, one under another."""
        return stack(self._laid(self.size.width))

    @property
    def text(self) -> str:
        """What is shown, without styles: for copying and for tests."""
        return "\n".join(line.plain for line in self._lines)
