"""What a form is made of: lines of text, lists of lines, choices. Nothing here knows what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from vmdojo.tui import actions
from vmdojo.tui.inert import inert, one_line
from vmdojo.tui.text import say
from vmdojo.tui.widgets.editor import Editor
from vmdojo.tui.widgets.line import Line

MOST_PASTED: Final = 400
"""Lines of a paste that are taken into a list."""


class Field(NamedTuple):
    """One thing that is asked."""

    key: str
    label: str
    hint: str = ""
    limit: int = 200
    """Characters of a line."""
    many: int = 1
    """Lines that it may have; from two it grows as it is filled."""
    options: Sequence[tuple[str, str]] = ()
    """Value and name of each choice; a field with options is turned, not typed."""
    kinds: Sequence[tuple[str, str]] = ()
    """For a list: what each line may be called, value and name."""
    gap: bool = False
    """True where air stands above it."""
    more: str = "one more"
    """The hint of every line of a list behind its first."""
    above: bool = False
    """True where the label is a whole question and stands in a line of its own."""
    long: bool = False
    """True for a text of several lines."""


class Lead(Protocol):
    """Whoever knows which field comes next. Called, not told by a message: keys that come in a burst must find the
    cursor where it belongs."""

    def lead(self, control: Widget, steps: int, *, grow: bool = False) -> None:
        """Go so many fields further; ``grow`` opens a new line in a list that has one to fill."""


class Gone(Message):
    """Esc: the player leaves the form."""


class Turned(Message):
    """A choice shows another value."""


class Pasted(Message):
    """Several lines were pasted into a list; ``lines`` are those behind the first."""

    def __init__(self, line: FormLine, lines: Sequence[str]) -> None:
        super().__init__()
        self.line = line
        self.lines = lines


class FormLine(Line, inherit_bindings=False):
    """A line of a form. Enter, Tab and the arrows lead on."""

    BINDINGS = actions.bindings("field")

    def __init__(self, lead: Lead, text: str, *, hint: str, still: bool, limit: int, listed: bool) -> None:
        super().__init__(text, hint=hint, still=still, limit=limit)
        self._lead = lead
        self.listed = listed

    def on_paste(self, event: events.Paste) -> None:
        """A list takes each line of a paste as one of its own. The line's own handler comes after this one."""
        lines = [one_line(line) for line in event.text.splitlines() if line.strip()]
        if self.listed and len(lines) > 1:
            event.text = lines[0]
            self.post_message(Pasted(self, lines[1:MOST_PASTED]))

    def action_next(self) -> None:
        self._lead.lead(self, 1, grow=self.listed)

    def action_below(self) -> None:
        self._lead.lead(self, 1)

    def action_previous(self) -> None:
        self._lead.lead(self, -1)

    def action_leave(self) -> None:
        self.post_message(Gone())


class FormText(Editor, inherit_bindings=False):
    """A text of several lines. Tab leads on; Enter and the arrows stay in the text."""

    BINDINGS = actions.bindings("text")

    def __init__(self, lead: Lead, text: str, *, still: bool) -> None:
        super().__init__(text, still=still)
        self._lead = lead

    @property
    def value(self) -> str:
        """The text."""
        return self.text

    def action_below(self) -> None:
        self._lead.lead(self, 1)

    def action_previous(self) -> None:
        self._lead.lead(self, -1)

    def action_leave(self) -> None:
        self.post_message(Gone())


class Choice(Widget, inherit_bindings=False, can_focus=True):
    """One of a few values, turned with the arrows, the space bar or a click."""

    BINDINGS = actions.bindings("choice")

    def __init__(self, lead: Lead, options: Sequence[tuple[str, str]], value: str) -> None:
        super().__init__()
        self._lead = lead
        self._options = options
        self._at = next((at for at, (held, _) in enumerate(options) if held == value), 0)

    @property
    def value(self) -> str:
        return self._options[self._at][0]

    def turn(self, steps: int) -> None:
        """So many choices further, round the end."""
        self._at = (self._at + steps) % len(self._options)
        self.refresh()
        self.post_message(Turned())

    def render(self) -> Content:
        """The value, in line with those of other fields; while it can be turned, with arrows behind it."""
        name = inert(self._options[self._at][1])
        return say(f"{name}  ‹ ›", "bold") if self.has_focus else say(name)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self) -> None:
        self.turn(1)

    def action_turn(self) -> None:
        self.turn(1)

    def action_turn_back(self) -> None:
        self.turn(-1)

    def action_next(self) -> None:
        self._lead.lead(self, 1)

    def action_below(self) -> None:
        self._lead.lead(self, 1)

    def action_previous(self) -> None:
        self._lead.lead(self, -1)

    def action_leave(self) -> None:
        self.post_message(Gone())
