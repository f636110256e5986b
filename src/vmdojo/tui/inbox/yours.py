"""What the player received in real life: hear it again, add to it, take one away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.progress import RecordError
from vmdojo.rounds.inbox_yours import DID_WORDS, Received
from vmdojo.scenarios.inbox_model import SLUG_OF_YOURS
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.listing import Listing
from vmdojo.tui.text import counted, cut, fill, say, spread
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.picker import Picker, Row


class InboxYours(Listing):
    """Enter hears them all, from where one was."""

    KEY = "inbox_yours"
    BINDINGS = actions.bindings("inbox_yours")

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, Received] = {}

    def page(self) -> Iterator[Widget]:
        self._top = Block(self._heading, id="top")
        self.picker = Picker(empty="Nothing is kept here. a adds what somebody left on your phone.", id="list")
        yield self._top
        yield self.picker

    def on_screen_resume(self) -> None:
        self._read()

    def _read(self) -> None:
        self._kept = {one.id: one for one in self.dojo.desk.yours()}
        rows = [Row(id_, partial(_row, one)) for id_, one in self._kept.items()]
        self.picker.show(rows, pointed=self.picker.pointed)
        self._top.again()
        self.refresh_foot()

    def _heading(self, width: int) -> Sequence[Content]:
        count = counted(len(self._kept), "voicemail")
        return [spread(say("Yours", "bold"), say(f"{count}, on this machine only", "$quiet"), width)]

    def offers(self, call: str) -> bool:
        return bool(self._kept) if call in ("open", "remove") else True

    @on(Picker.Picked)
    def _picked(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        self.dojo.inbox_listen(SLUG_OF_YOURS)

    def action_add(self) -> None:
        self.dojo.inbox_add()

    def action_remove(self) -> None:
        one = self._kept.get(self.picker.pointed or "")
        if one is not None:
            who = one_line(one.caller)
            self.dojo.ask(
                f"Take the voicemail from {who} away? It is not kept anywhere else.", partial(self._gone, one)
            )

    def _gone(self, one: Received) -> None:
        try:
            self.dojo.desk.store.remove(one.id)
        except RecordError as error:
            self.dojo.notice(str(error))
            return
        self._read()
        self.dojo.notice("Taken away.")


def _row(one: Received, width: int) -> Content:
    did = f"you {DID_WORDS[one.did]}"
    if width < 56:
        return spread(cut(one_line(one.caller), width - 18), say(did, "$quiet"), width)
    left = Content.assemble(fill(cut(one_line(one.caller), 23), 24), say(one_line(one.text), "$quiet"))
    return spread(left, say(did, "$quiet"), width)
