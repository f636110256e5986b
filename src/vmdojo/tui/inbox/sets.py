"""All sets of the Inbox: how far each was heard, and one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds.inbox import SetState
from vmdojo.scenarios.inbox_model import SLUG_OF_YOURS
from vmdojo.tui import actions
from vmdojo.tui.inbox.page import buyer_of
from vmdojo.tui.inert import one_line
from vmdojo.tui.listing import Listing
from vmdojo.tui.text import BLANK, counted, cut, fill, points, say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.picker import Picker, Row


class InboxSets(Listing):
    """Enter plays a set."""

    KEY = "inbox"
    BINDINGS = actions.bindings("inbox")

    def __init__(self, opens: str | None = None, *, anew: bool = False) -> None:
        """``opens`` names a set that is played as soon as the list stands; ``anew`` from its first message."""
        super().__init__()
        self._opens = opens
        self._anew = anew
        self._states: dict[str, SetState] = {}

    def page(self) -> Iterator[Widget]:
        self._top = Block(self._heading, id="top")
        self.picker = Picker(empty="There is no set here. `vmdojo doctor` says where they should be.", id="list")
        self._below = Block(self._about, id="about")
        yield self._top
        yield self.picker
        yield self._below

    def on_mount(self) -> None:
        if self._opens is not None:
            self.call_after_refresh(self.dojo.inbox_listen, self._opens, anew=self._anew)

    def on_screen_resume(self) -> None:
        self._states = {state.set.id: state for state in self.dojo.desk.states()}
        if self.dojo.desk.problem:
            self.dojo.notice(self.dojo.desk.problem, stays=True)
        rows = [Row(id_, partial(self._row, state)) for id_, state in self._states.items()]
        self.picker.show(rows, pointed=self.picker.pointed)
        self._top.again()
        self._below.again()

    def _heading(self, width: int) -> Sequence[Content]:
        count = sum(len(state.set.message) for state in self._states.values())
        lines = [spread(say("Inbox", "bold"), say(counted(count, "voicemail"), "$quiet"), width)]
        if self.rows >= 18:
            lines += wrap(say("You are the buyer. Press delete at the word where you would."), width)
        return lines

    def _row(self, state: SetState, width: int) -> Content:
        total = len(state.set.message)
        if state.half:
            result = f"{state.heard} of {total} heard"
        elif state.nearness is not None:
            result = f"{points(state.nearness)} near"
        else:
            result = "new"
        title = one_line(state.set.title)
        if width < 66:
            return spread(cut(title, width - 14), say(result, "$quiet"), width)
        try:
            who = buyer_of(state.set, self.dojo.desk.scenario(state.set))
        except LookupError:
            who = ""
        if state.set.id == SLUG_OF_YOURS:
            who = "what you received yourself"
        left = Content.assemble(fill(cut(title, 29), 30), say(who, "$quiet"))
        return spread(left, say(f"{total:>3} {result:>14}", "$quiet"), width)

    def _about(self, width: int) -> Sequence[Content]:
        state = self._states.get(self.picker.pointed or "")
        return [BLANK, *wrap(say(one_line(state.set.theme), "italic"), width)] if state else []

    def sized(self, width: int, height: int) -> None:  # noqa: ARG002
        self._top.again()

    def label(self, action: actions.Action) -> str:
        state = self._states.get(self.picker.pointed or "") if self.is_mounted else None
        if action.call == "open" and state is not None and state.half:
            return "go on"
        return super().label(action)

    def point(self, steps: int) -> None:
        super().point(steps)
        self._below.again()
        self.refresh_foot()

    @on(Picker.Picked)
    def _picked(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        if self.picker.pointed is not None:
            self.dojo.open_inbox(self.picker.pointed)

    def action_add(self) -> None:
        self.dojo.inbox_add()
