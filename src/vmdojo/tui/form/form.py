"""A form: labels at the left, fields beside them, filled from the top with one hand on Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from vmdojo.tui.form.fields import Choice, Field, FormLine, FormText, Gone, Pasted, Turned
from vmdojo.tui.text import say
from vmdojo.tui.widgets.block import Block

LABEL: Final = 13
"""Columns of the labels."""

Guess = Callable[[str], str]
"""From a line of a list to what it is most likely called."""
Values = dict[str, tuple[str, ...]]
"""What a form holds: the lines of each field, blank ones left out; a choice has one."""


class Row(Horizontal, can_focus=False, inherit_bindings=False):
    """One line of a form."""

    def __init__(self, form: Form, field: Field, control: Widget, *, first: bool, kind: str | None = None) -> None:
        names = {"-gap": field.gap and first, "-above": field.above, "-long": field.long}
        super().__init__(classes=" ".join(name for name, wanted in names.items() if wanted))
        self.form = form
        self.field = field
        self.control = control
        self.first = first
        self.kind = kind
        """What the player called this line; None while it is guessed."""
        self._label = Block(self._labelled, classes="label")
        self._aside = Block(self._called, classes="aside")

    def compose(self) -> ComposeResult:
        yield self._label
        yield self.control
        if self.field.kinds:
            yield self._aside

    def _labelled(self, width: int) -> Sequence[Content]:  # noqa: ARG002
        here = any(row.control.has_focus for row in self.form.rows(self.field.key))
        return [say(self.field.label if self.first else "", "bold" if here else "$quiet")]

    def _called(self, width: int) -> Sequence[Content]:  # noqa: ARG002
        return [say(self.called[1] if self.text.strip() else "", "bold" if self.control.has_focus else "$quiet")]

    @property
    def text(self) -> str:
        """What stands in it."""
        control = self.control
        return control.value if isinstance(control, FormLine | FormText | Choice) else ""

    @property
    def called(self) -> tuple[str, str]:
        """What this line of a list is called: value and name."""
        wanted = self.kind if self.kind is not None else self.form.guess(self.text)
        return next((one for one in self.field.kinds if one[0] == wanted), self.field.kinds[-1])

    def again(self) -> None:
        """Draw label and name anew."""
        self._label.again()
        if self.field.kinds:
            self._aside.again()


class Form(Vertical, can_focus=False, inherit_bindings=False):
    """Fields under each other. The page that holds it has the keys that keep or leave it."""

    class Changed(Message):
        """Something was typed or turned."""

    class Left(Message):
        """Esc in a field."""

    def __init__(
        self,
        fields: Sequence[Field],
        values: Mapping[str, Sequence[str]],
        *,
        still: bool,
        guess: Guess = lambda _: "",
        kinds: Mapping[str, Sequence[str | None]] | None = None,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """``kinds`` are what the player called the lines of a list; None where it is to be guessed."""
        super().__init__(id=id)
        self.guess = guess
        self._fields = fields
        self._still = still
        self._rows: list[Row] = []
        self._fill(values, kinds or {})

    def _fill(self, values: Mapping[str, Sequence[str]], kinds: Mapping[str, Sequence[str | None]]) -> None:
        for field in self._fields:
            held = list(values.get(field.key, ()))
            called = list(kinds.get(field.key, ()))
            texts = held[: field.many] or [""]
            if field.many > 1 and len(held) < field.many and held:
                texts.append("")
            for at, text in enumerate(texts):
                self._rows.append(self._row(field, text, first=at == 0, kind=called[at] if at < len(called) else None))

    def _row(self, field: Field, text: str, *, first: bool, kind: str | None = None) -> Row:
        if field.options:
            return Row(self, field, Choice(self, field.options, text), first=first)
        if field.long:
            return Row(self, field, FormText(self, text, still=self._still), first=first)
        hint = field.hint if first else field.more
        line = FormLine(self, text, hint=hint, still=self._still, limit=field.limit, listed=field.many > 1)
        return Row(self, field, line, first=first, kind=kind)

    def compose(self) -> ComposeResult:
        yield from self._rows

    # What it holds

    def rows(self, key: str) -> Iterator[Row]:
        """The lines of a field, top to bottom."""
        return (row for row in self._rows if row.field.key == key)

    @property
    def values(self) -> Values:
        """What stands in the fields now."""
        found: Values = {field.key: () for field in self._fields}
        for row in self._rows:
            if row.text.strip():
                found[row.field.key] = (*found[row.field.key], row.text.strip())
        return found

    def kinds(self, key: str) -> list[tuple[str, bool]]:
        """For each line of a list that is not blank: what it is called, and whether the player said so."""
        return [(row.called[0], row.kind is not None) for row in self.rows(key) if row.text.strip()]

    # Moving and changing

    def start(self) -> None:
        """Put the cursor into the first blank field, the first of all where none is blank."""
        blank = next((row for row in self._rows if not isinstance(row.control, Choice) and not row.text), self._rows[0])
        first = self._rows[0] if not self._rows[0].text else blank
        first.control.focus()

    def show(self, key: str) -> None:
        """Put the cursor into a field."""
        row = next(self.rows(key), None)
        if row is not None:
            row.control.focus()

    @property
    def current(self) -> Row | None:
        """The line with the cursor."""
        return next((row for row in self._rows if row.control.has_focus), None)

    def turn_kind(self) -> bool:
        """Call the line with the cursor by the next name; False where lines have none."""
        row = self.current
        if row is None or not row.field.kinds or not row.text.strip():
            return False
        names = [value for value, _ in row.field.kinds]
        row.kind = names[(names.index(row.called[0]) + 1) % len(names)]
        row.again()
        self.post_message(self.Changed())
        return True

    def lead(self, control: Widget, steps: int, *, grow: bool = False) -> None:
        """Go so many lines further, round the ends; ``grow`` opens a new line behind the last of a list."""
        at = next((place for place, row in enumerate(self._rows) if row.control is control), None)
        if at is None:
            return
        row = self._rows[at]
        # Letters of a burst may still be on their way into the line.
        filled = bool(row.text.strip()) or control.message_queue_size > 0
        if grow and filled and self._is_last(at) and len(list(self.rows(row.field.key))) < row.field.many:
            self._grow(at, "")
        else:
            self.screen.set_focus(self._rows[(at + steps) % len(self._rows)].control)

    def _is_last(self, at: int) -> bool:
        return at + 1 == len(self._rows) or self._rows[at + 1].field.key != self._rows[at].field.key

    def _grow(self, at: int, text: str) -> None:
        row = self._row(self._rows[at].field, text, first=False)
        above = self._rows[at]
        self._rows.insert(at + 1, row)
        self.mount(row, after=above)
        self.screen.set_focus(row.control)

    @on(Pasted)
    def _pasted(self, event: Pasted) -> None:
        event.stop()
        at = next((place for place, row in enumerate(self._rows) if row.control is event.line), None)
        for text in event.lines if at is not None else ():
            assert at is not None
            if len(list(self.rows(self._rows[at].field.key))) >= self._rows[at].field.many:
                break
            self._grow(at, text)
            at += 1

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        row = next((row for row in self._rows if row.control is event.input), None)
        if row is not None and row.field.kinds:
            row.again()
        self.post_message(self.Changed())

    @on(TextArea.Changed)
    def _written(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())

    @on(Turned)
    def _turned(self, event: Turned) -> None:
        event.stop()
        self.post_message(self.Changed())

    @on(Gone)
    def _gone(self, event: Gone) -> None:
        event.stop()
        self.post_message(self.Left())

    def on_descendant_focus(self) -> None:
        self._mark()

    def on_descendant_blur(self) -> None:
        self._mark()

    def _mark(self) -> None:
        for row in self._rows:
            if row.is_mounted:
                row.again()
