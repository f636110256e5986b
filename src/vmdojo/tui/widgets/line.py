"""One line of text to type: the plan, the filter."""

from __future__ import annotations

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Input

from vmdojo.tui import actions
from vmdojo.tui.inert import one_line


class Line(Input, inherit_bindings=False):
    """An input without frame; its keys come from the registry."""

    BINDINGS = actions.bindings("line")

    class Left(Message):
        """The player is done with the line; ``kept`` is False where they turned back with Esc."""

        def __init__(self, line: Line, kept: bool) -> None:
            super().__init__()
            self.line = line
            self.kept = kept

        @property
        def control(self) -> Line:
            return self.line

    def __init__(self, text: str, *, hint: str, still: bool, limit: int = 200, id: str | None = None) -> None:  # noqa: A002
        super().__init__(one_line(text), placeholder=hint, max_length=limit, compact=True, select_on_focus=False, id=id)
        self.cursor_blink = not still

    def on_paste(self, event: events.Paste) -> None:
        """Make a paste one inert line; the input's own handler comes after this one and inserts it."""
        event.text = one_line(event.text)

    def on_blur(self) -> None:
        """Show how a long line begins: the cursor had drawn the view to its end."""
        self.scroll_to(x=0, animate=False, force=True)

    def on_focus(self) -> None:
        """Show the text round the cursor again."""
        at = self.cursor_screen_offset.x - self.content_region.x + self.scroll_offset.x
        self.scroll_to_region(Region(at, 0, 1, 1), animate=False, force=True)

    def action_done(self) -> None:
        self.post_message(self.Left(self, kept=True))

    def action_leave(self) -> None:
        self.post_message(self.Left(self, kept=False))
