"""A finding that the player does not share: which one, and in a line, why. It is kept; the grade stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds import Contested, Round
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.listing import Listing
from vmdojo.tui.text import BLANK, STACKED, cut, say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.line import Line
from vmdojo.tui.widgets.picker import Picker, Row
from vmdojo.tui.words import quoted

_WHY = "why, in one line; or only Enter"


class Disagree(Listing):
    """Enter picks a finding, a second Enter keeps it with what was typed."""

    KEY = "disagree"
    BINDINGS = actions.bindings("disagree")

    def __init__(self, round_: Round) -> None:
        super().__init__()
        self._round = round_
        self._found = round_.contestable()

    def page(self) -> Iterator[Widget]:
        yield Block(self._heading, id="top")
        self.picker = Picker(empty="Nothing was found in this take.", id="list")
        yield self.picker
        self._about = Block(self._reason, id="about")
        yield self._about
        self._note = Line("", hint=_WHY, still=self.dojo.still, id="note")
        yield self._note

    def on_mount(self) -> None:
        self.picker.show([Row(str(at), partial(_row, each)) for at, each in enumerate(self._found)])

    def _heading(self, width: int) -> Sequence[Content]:
        told = "It is kept for whoever keeps the rules. Your grade stays as it is."
        return [say("Which finding do you not share?", "bold"), *wrap(say(told, "$quiet"), width)]

    @property
    def _pointed(self) -> Contested | None:
        return self._found[int(self.picker.pointed)] if self.picker.pointed is not None else None

    def _reason(self, width: int) -> Sequence[Content]:
        each = self._pointed
        return [] if each is None else [BLANK, *wrap(say(one_line(each.why)), width), BLANK]

    def point(self, steps: int) -> None:
        super().point(steps)
        self._about.again()

    @on(Picker.Picked)
    def _picked(self) -> None:
        self._about.again()
        self.action_pick()

    def action_pick(self) -> None:
        if self._pointed is not None:
            self.add_class("-noting")
            self._note.focus()

    @on(Line.Left)
    def _noted(self, event: Line.Left) -> None:
        event.stop()
        self.set_focus(None)
        self.remove_class("-noting")
        each = self._pointed
        if not event.kept or each is None:
            self.refresh_foot()
            return
        problem = self._round.disagree(each.rule, each.quote, self._note.value)
        self.dojo.back()
        self.dojo.notice(problem or "Kept. vmdojo progress disagreements lists what you do not share.")

    def label(self, action: actions.Action) -> str:
        return "keep it" if action.call == "done" else super().label(action)


def _row(each: Contested, width: int) -> Content:
    told = quoted(one_line(each.quote)) if each.quote else "The whole message"
    if width < STACKED:
        return cut(say(told), width)
    return spread(cut(say(told), max(10, width - len(each.rule) - 3)), say(each.rule, "$quiet"), width)
