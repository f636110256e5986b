"""A scenario of one's own, step by step, to a file that the linter passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.progress import RecordError
from vmdojo.rounds.authoring import Authoring, Unfinished
from vmdojo.scenarios.form import Question
from vmdojo.tui import actions
from vmdojo.tui.form.fields import Field
from vmdojo.tui.form.form import Form
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, say, spread, wrap
from vmdojo.tui.widgets.block import Block

SAVE_AFTER: Final = 0.8
"""Seconds after a change at which the answers are saved."""


class Author(Stage):
    """One section of the file a page."""

    KEY = "author"
    BINDINGS = actions.bindings("author")

    def __init__(self, work: Authoring | None = None) -> None:
        super().__init__()
        self._work = work or Authoring()
        self._saving = False

    def page(self) -> Iterator[Widget]:
        yield Block(self._heading, id="top")
        self.form = self._made()
        yield self.form
        self._wrong = Block(self._trouble, id="wrong")
        yield self._wrong

    def _made(self) -> Form:
        work = self._work
        self._form_of = work.step
        held = {work.where(q): (text,) for q in work.asked() if (text := work.answers.get(work.where(q), ""))}
        return Form([_field(work.where(q), q) for q in work.asked()], held, still=self.dojo.still)

    def _heading(self, width: int) -> Sequence[Content]:
        work = self._work
        step, steps = work.step, work.steps
        at = steps.index(step) + 1 if step in steps else 1
        number = f", number {step.number + 1}" if step.section.most > 1 else ""
        return [
            spread(say(f"{step.section.title}{number}", "bold"), say(f"step {at} of {len(steps)}", "$quiet"), width),
            *wrap(say(step.section.about, "$quiet"), width),
            BLANK,
        ]

    def _trouble(self, width: int) -> Sequence[Content]:
        trouble = self._work.trouble()
        return wrap(say(trouble, "italic"), width) if trouble else []

    def on_mount(self) -> None:
        self.form.start()
        if self._work.begun:
            self.dojo.notice("You had begun this one: it is as you left it.")

    @property
    def group(self) -> str:
        """The page's own keys: a form is nothing but fields."""
        return self.KEY

    @on(Form.Changed)
    def _changed(self) -> None:
        if not self._saving:
            self._saving = True
            self.set_timer(SAVE_AFTER, self.keep)

    def hand_over(self) -> None:
        """The answers as they stand now. A form that still stands while the next step comes has handed over its own."""
        if self.form.is_mounted and self._form_of == self._work.step:
            self._work.take({where: "\n".join(lines) for where, lines in self.form.values.items()})
            self._work.keep()

    def keep(self) -> None:
        """Take the answers and save them."""
        self._saving = False
        before = self._work.asked()
        self.hand_over()
        if self._work.asked() != before:
            # An answer opened or closed another question.
            self.run_worker(self._again(), exclusive=True)
        self._wrong.again()

    async def _again(self, show: str = "") -> None:
        current = self.form.current
        key = show or (current.field.key if current is not None else "")
        await self.form.remove()
        self.form = self._made()
        await self.sheet.mount(self.form, after=self.query_one("#top"))
        if key and any(True for _ in self.form.rows(key)):
            self.form.show(key)
        else:
            self.form.start()
        self.query_one("#top", Block).again()
        self._wrong.again()
        self.sheet.scroll_home(animate=False)

    def _step(self, by: int) -> None:
        self.hand_over()
        if self._work.go(by):
            self.run_worker(self._again(), exclusive=True)
        else:
            self.dojo.notice("That is the last step. F6 writes the file." if by > 0 else "That is the first step.")

    def action_forward(self) -> None:
        self._step(1)

    def action_backward(self) -> None:
        self._step(-1)

    def action_write(self) -> None:
        self.hand_over()
        try:
            path = self._work.finish()
        except Unfinished as unfinished:
            if unfinished.step is not None and unfinished.step != self._work.step:
                self._work.step = unfinished.step
                self.run_worker(self._again(), exclusive=True)
            self.dojo.notice(f"Not yet: {unfinished}")
            return
        except RecordError as problem:
            self.dojo.notice(f"{problem} What you typed stands here.")
            return
        self.dojo.back()
        self.dojo.notice(f"Written to {path}. `vmdojo scenarios check` grades its samples.", stays=True)

    @on(Form.Left)
    def _left(self) -> None:
        self.action_back()

    def action_back(self) -> None:
        """Leave the form; what was typed waits in it."""
        self.hand_over()
        self.dojo.back()
        if self._work.begun:
            self.dojo.notice("What you typed is kept; the same key opens it again.")


def _field(where: str, question: Question) -> Field:
    options = tuple((choice, choice) for choice in question.choices)
    if options and not question.needed:
        options = (("", "as usual"), *options)
    limit = 1500 if question.several or question.long else 400
    label = question.ask if question.needed else f"{question.ask} (may stay blank)"
    return Field(where, label, question.hint, limit, options=options, above=True, long=question.long)
