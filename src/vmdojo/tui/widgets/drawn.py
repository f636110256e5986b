"""A widget that is drawn line by line: only lines in sight are drawn, and none is wrapped a second time."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


class Drawn(Widget):
    """A subclass gives its lines in :meth:`line`, each no wider than the widget, and all of them in ``render``."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.auto_links = False

    def line(self, y: int) -> Content | None:
        """The line ``y`` rows below the top; None below the last."""
        # Not an abstract method: the metaclass of Textual's widgets is not ABC's. Every subclass has its own.
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """See ``Widget.render_line``. What is marked with the mouse is shown so."""
        line, style = self.line(y), self.visual_style
        if line is None:
            return Strip.blank(self.size.width, style.rich_style)
        marked = self.text_selection
        if marked is not None and (span := marked.get_span(y)) is not None:
            start, end = span
            shown = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(shown, start, len(line.plain) if end == -1 else end)
        segments: list[Segment] = []
        at = 0
        for text, own in line.render(style, end="", parse_style=_parsed):
            # The place goes along, so that the mouse knows which letter it marks.
            segments.append(Segment(text, (style + own).rich_style_with_offset(at, y)))
            at += len(text)
        return Strip(segments)


def _parsed(style: str | Style) -> Style:
    return style if isinstance(style, Style) else Style.parse(style)
