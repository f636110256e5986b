"""Where the message is written. What is seen is what is judged: pasted control characters come in as visible signs."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import TextArea

from vmdojo.rounds.pasting import PIECE
from vmdojo.tui import actions
from vmdojo.tui.inert import inert, typed

LONGEST = 20_000
"""Code points that the editor takes by pasting: twenty minutes of talk, and every key still answers at once."""


AT_ONCE = 0.02
"""Seconds between two letters that no hands keep up: a terminal that tells of no pasting sends them like typed ones."""


class Burst:
    """Letters that follow one another faster than hands type. Times are seconds of a clock that only goes on."""

    def __init__(self) -> None:
        self._letters: list[str] = []
        self._last = float("-inf")

    def add(self, letter: str, now: float) -> str:
        """One more; the long burst that ended before it, empty where none did."""
        over = self.end() if now - self._last > AT_ONCE else ""
        self._letters.append(letter)
        self._last = now
        return over

    def end(self) -> str:
        """No further letter belongs to it: the burst where it is a long one, once."""
        piece, self._letters = "".join(self._letters), []
        return piece if len(piece) >= PIECE else ""

    def __len__(self) -> int:
        return len(self._letters)


class Editor(TextArea, inherit_bindings=False):
    """A plain text area without frame, markup or colours of its own; its keys come from the registry."""

    BINDINGS = actions.bindings("area")

    class Shortened(Message):
        """A paste was longer than the editor takes; ``lost`` code points of it were left out."""

        def __init__(self, editor: Editor, lost: int) -> None:
            super().__init__()
            self.editor = editor
            self.lost = lost

        @property
        def control(self) -> Editor:
            return self.editor

    class Pasted(Message):
        """A long ``piece`` came in at once that did not stand in the text already."""

        def __init__(self, editor: Editor, piece: str) -> None:
            super().__init__()
            self.editor = editor
            self.piece = piece

        @property
        def control(self) -> Editor:
            return self.editor

    def __init__(self, text: str, *, still: bool, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            typed(text),
            compact=True,
            highlight_cursor_line=False,
            tab_behavior="focus",
            id=id,
        )
        self._burst = Burst()
        self.cursor_blink = not still
        self.match_cursor_bracket = False
        self.move_cursor(self.document.end)

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn: no character in it reaches the terminal as a command."""
        return Text(inert(self.document.get_line(line_index)), end="", no_wrap=True)

    def on_paste(self, event: events.Paste) -> None:
        """Make a paste inert and bounded; the text area's own handler comes after this one and inserts it."""
        event.text = self._bounded(typed(event.text))
        if len(event.text) >= PIECE and event.text.strip() not in self.text:
            self.post_message(self.Pasted(self, event.text))

    def on_key(self, event: events.Key) -> None:
        """Notice letters that come faster than hands; the text area's own handler takes them."""
        letter = "\n" if event.key == "enter" else event.character if event.is_printable else None
        if letter is None:
            return
        # By the time at which the letter arrived: a busy screen takes letters late, and not one after another.
        self._tell(self._burst.add(letter, event.time))
        if len(self._burst) >= PIECE:
            self.set_timer(5 * AT_ONCE, partial(self._burst_over, len(self._burst)))

    def _burst_over(self, letters: int) -> None:
        if len(self._burst) == letters:
            self._tell(self._burst.end())

    def _tell(self, piece: str) -> None:
        if piece:
            self.post_message(self.Pasted(self, piece))

    def action_paste(self) -> None:
        """Paste what was cut or copied here, made inert like any paste."""
        self.replace(self._bounded(typed(self.app.clipboard)), *self.selection, maintain_selection_offset=False)

    def _bounded(self, text: str) -> str:
        room = max(0, LONGEST - len(self.text))
        if len(text) > room:
            self.post_message(self.Shortened(self, len(text) - room))
        return text[:room]

    def clear_all(self) -> None:
        """Take every word away; one undo brings them back."""
        self.history.checkpoint()
        self.replace("", self.document.start, self.document.end, maintain_selection_offset=False)
        self.move_cursor((0, 0))

    # The marking keys, by names that need no argument.

    def action_mark_up(self) -> None:
        self.action_cursor_up(True)

    def action_mark_down(self) -> None:
        self.action_cursor_down(True)

    def action_mark_left(self) -> None:
        self.action_cursor_left(True)

    def action_mark_right(self) -> None:
        self.action_cursor_right(True)

    def action_mark_word_left(self) -> None:
        self.action_cursor_word_left(True)

    def action_mark_word_right(self) -> None:
        self.action_cursor_word_right(True)

    def action_mark_line_start(self) -> None:
        self.action_cursor_line_start(True)

    def action_mark_line_end(self) -> None:
        self.action_cursor_line_end(True)
