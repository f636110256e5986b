"""The form of one call. What is typed is kept on the way, so that nothing is lost by a window that closes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.progress import RecordError
from vmdojo.rounds.prep import NEW, NEW_LIST, FormDraft
from vmdojo.rounds.prep_form import prep_from, questions, values_of
from vmdojo.scenarios import UnknownScenario
from vmdojo.scenarios.guessing import guess_kind
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.prepared import Prep as Call
from vmdojo.scenarios.prepared import is_list, problem_of
from vmdojo.tui import actions
from vmdojo.tui.form.fields import Field
from vmdojo.tui.form.form import Form
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, say, spread
from vmdojo.tui.widgets.block import Block

SAVE_AFTER: Final = 0.8
"""Seconds after a change at which the form is saved; a key never waits for the disk."""


class PrepForm(Stage):
    """From a blank to the beep in less than a minute."""

    KEY = "prep_form"
    BINDINGS = actions.bindings("prep_form")

    def __init__(self, id_: str) -> None:
        super().__init__()
        self._call = id_
        self._many = id_ == NEW_LIST or is_list(id_)
        self._before = Call(many=self._many)
        self._chosen: tuple[int, ...] = ()
        self._saving = False
        self._done = False
        self._kept = False
        """True once a draft of this form is on the disk."""
        self._told = ""

    def page(self) -> Iterator[Widget]:
        self._open()
        yield Block(self._heading, id="top")
        self.form = self._made()
        yield self.form

    def _open(self) -> None:
        """What the form begins with: words that were being typed, the call as it is, or what is remembered."""
        book = self.dojo.book
        draft = book.draft(self._call)
        new = self._call in (NEW, NEW_LIST)
        try:
            self._before = book.blank(many=self._many) if new else book.prep(self._call)
        except UnknownScenario as gone:
            self._told = str(gone)
        if draft is not None and draft.prep.many == self._many:
            self._kept = True
            self._before = draft.prep
            self._chosen = draft.chosen
            self._told = "You had begun this one: it is as you left it. Ctrl+R clears it."
        elif not new:
            # Whatever kinds a file names somebody has chosen.
            self._chosen = tuple(range(len(self._before.knows)))

    def _made(self) -> Form:
        fields = [Field(*question) for question in questions(many=self._many)]
        kinds = [known.kind if at in self._chosen else None for at, known in enumerate(self._before.knows)]
        return Form(
            fields,
            values_of(self._before),
            still=self.dojo.still,
            guess=guess_kind,
            kinds={"knows": kinds},
            id="form",
        )

    def _heading(self, width: int) -> list[Content]:
        name = "One message for many" if self._many else "A call of your own"
        if width < 56:
            return [say(name, "bold"), BLANK]
        told = (
            "{first name}, {company}, {line} fill themselves"
            if self._many
            else "one fact is enough; the rest may stay blank"
        )
        return [spread(say(name, "bold"), say(told, "$quiet"), width), BLANK]

    def on_mount(self) -> None:
        self.form.start()
        if self._told:
            self.dojo.notice(self._told)

    @property
    def group(self) -> str:
        """The page's own keys: a form is nothing but fields."""
        return self.KEY

    def sized(self, width: int, height: int) -> None:  # noqa: ARG002
        if self.focused is None and self.form.is_mounted:
            self.call_after_refresh(self.form.start)

    def label(self, action: actions.Action) -> str:
        row = self.form.current
        if action.call == "kind" and row is not None and row.field.kinds:
            return f"not “{row.called[1]}”" if row.text.strip() else action.label
        return super().label(action)

    def offers(self, call: str) -> bool:
        """A kind belongs to a fact."""
        if call == "kind":
            row = self.form.current if self.is_mounted else None
            return row is not None and bool(row.field.kinds) and bool(row.text.strip())
        return True

    # Keeping

    @property
    def prep(self) -> Call:
        """The call as it stands."""
        return prep_from(self.form.values, [kind for kind, _ in self.form.kinds("knows")], self._before)

    @on(Form.Changed)
    def _changed(self) -> None:
        self.refresh_foot()
        if not self._saving:
            self._saving = True
            self.set_timer(SAVE_AFTER, self.keep_draft)

    def keep_draft(self) -> None:
        """Save what was typed so far."""
        self._saving = False
        problem = self._save()
        if problem:
            self.dojo.notice(problem)

    def _save(self) -> str:
        """Save the form where it is another than it was; why that failed, empty where it did not."""
        if self._done or not (self._touched or self._kept):
            return ""
        self._kept = True
        chosen = tuple(at for at, (_, said) in enumerate(self.form.kinds("knows")) if said)
        return self.dojo.book.save_draft(FormDraft(self._call, self.prep, chosen))

    def hand_over(self) -> None:
        """The words as they stand, on the way out."""
        self._save()

    @property
    def _touched(self) -> bool:
        return self.form.is_mounted and self.prep != self._before

    def _keep(self) -> Scenario | None:
        """Keep the call; None, and a sentence, where it is none yet or cannot be written."""
        prep = self.prep
        if problem := problem_of(prep):
            self.form.show("knows")
            self.dojo.notice(problem)
            return None
        try:
            book = self.dojo.book
            scenario = book.add(prep) if self._call in (NEW, NEW_LIST) else book.change(self._call, prep)
        except RecordError as problem:
            self.dojo.notice(f"{problem} What you typed stands here.")
            return None
        self._done = True
        self.dojo.book.forget(self._call)
        return scenario

    # What can be done

    def action_beep(self) -> None:
        scenario = self._keep()
        if scenario is not None:
            self.dojo.back()
            self.dojo.begin(scenario, known=True)

    def action_keep(self) -> None:
        scenario = self._keep()
        if scenario is not None:
            self.dojo.back()
            self.dojo.notice("Kept. Enter goes to the beep.")

    def action_kind(self) -> None:
        self.form.turn_kind()
        self.refresh_foot()

    def action_clear(self) -> None:
        if self._touched or self._kept:
            self.dojo.ask("Clear the form? What stands in it goes; a call that was kept stays as it is.", self._clear)

    def _clear(self) -> None:
        self._done = True
        self.dojo.book.forget(self._call)
        self.dojo.back()
        self.dojo.prep_form(self._call)

    @on(Form.Left)
    def _left(self) -> None:
        self.action_back()

    def action_back(self) -> None:
        """Leave the form; what was typed waits in it."""
        self.hand_over()
        touched = self._touched
        self.dojo.back()
        if touched:
            self.dojo.notice("What you typed is kept; the same key opens it again.")
