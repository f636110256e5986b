"""What became of a message that was really left: one of six, and a line for oneself. The progress page plots it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.coaching.happenings import Followed
from vmdojo.coaching.outcomes import NAMES
from vmdojo.coaching.wording import points
from vmdojo.progress import RecordError
from vmdojo.rounds import Refused
from vmdojo.rounds.followed import note_followed
from vmdojo.scenarios.model import Scenario
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.listing import Listing
from vmdojo.tui.text import BLANK, cut, fill, say, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.line import Line
from vmdojo.tui.widgets.picker import Picker, Row

_ABOUT: Final[dict[Followed, str]] = {
    "met": "you sat down together, or talked at length",
    "called_back": "they rang you",
    "answered_email": "they answered the email or the message",
    "took_next_call": "they picked up when you rang again",
    "nothing": "no sign so far; a later note takes its place",
    "asked_to_stop": "they want no more messages",
}


class FollowedPage(Listing):
    """Enter picks what followed, a second Enter keeps it with what was typed."""

    KEY = "followed"
    BINDINGS = actions.bindings("followed")

    def __init__(self, scenario: Scenario, best: float) -> None:
        """``best`` is the total of the take that it is noted beside."""
        super().__init__()
        self._scenario = scenario
        self._best = best

    def page(self) -> Iterator[Widget]:
        yield Block(self._heading, id="top")
        self.picker = Picker(id="list")
        yield self.picker
        self._note = Line("", hint="a line for yourself (Enter keeps it, with or without)", still=True, id="note")
        yield self._note

    def on_mount(self) -> None:
        self.picker.show([Row(what, partial(_row, what)) for what in NAMES])

    def _heading(self, width: int) -> Sequence[Content]:
        told = f"{one_line(self._scenario.title)}. Noted beside your best take, {points(self._best)}."
        return [say("You left it for real. What followed?", "bold"), *wrap(say(told, "$quiet"), width), BLANK]

    @on(Picker.Picked)
    def _picked(self) -> None:
        self.action_pick()

    def action_pick(self) -> None:
        self.add_class("-noting")
        self._note.focus()

    @on(Line.Left)
    def _noted(self, event: Line.Left) -> None:
        event.stop()
        self.set_focus(None)
        self.remove_class("-noting")
        what = next((name for name in NAMES if name == self.picker.pointed), None)
        if not event.kept or what is None:
            self.refresh_foot()
            return
        try:
            note_followed(self.dojo.record, self._scenario.id, what, self._note.value, self.dojo.clock)
        except (RecordError, Refused) as problem:
            self.dojo.notice(str(problem))
            return
        self.dojo.back()
        self.dojo.notice("Noted. Your progress sets what followed against the grades.")

    def label(self, action: actions.Action) -> str:
        return "keep it" if action.call == "done" else super().label(action)


def _row(what: Followed, width: int) -> Content:
    return cut(Content.assemble(fill(say(NAMES[what]), 20), say(_ABOUT[what], "$quiet")), width)
