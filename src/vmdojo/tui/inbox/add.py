"""Keeping a voicemail that the player received: the words, who it was, what one did and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.progress import RecordError, SystemClock
from vmdojo.rounds.inbox_yours import DID_WORDS, Unsent
from vmdojo.scenarios.inbox_model import Did
from vmdojo.tui import actions
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.editor import Editor
from vmdojo.tui.widgets.line import Line

_DIDS: Final[tuple[Did, ...]] = get_args(Did)
_HINTS: Final = {
    "caller": "Who called, and for whom",
    "why": "Why you did that",
    "sells": "What they sell",
    "about": "What they could know of you; several parted by a semicolon",
}


class InboxAdd(Stage):
    """One voicemail, typed or pasted. What is begun and not kept is there next time."""

    KEY = "inbox_add"
    BINDINGS = actions.bindings("inbox_add")

    def __init__(self) -> None:
        super().__init__()
        self._did: Did = "deleted"

    def page(self) -> Iterator[Widget]:
        begun = self.dojo.desk.unsent()
        self._did = begun.did
        self._top = Block(self._heading, id="top")
        self.editor = Editor(begun.text, still=self.dojo.still, id="words")
        self._lines_of = {
            name: Line(getattr(begun, name), hint=hint, still=self.dojo.still, limit=300, id=name)
            for name, hint in _HINTS.items()
        }
        self._done = Block(self._what, id="did")
        yield self._top
        yield self._lines_of["caller"]
        yield Block(lambda width: wrap(say("The words, as they were said", "$quiet"), width), id="label")
        yield self.editor
        yield self._done
        for name in ("why", "sells", "about"):
            yield self._lines_of[name]

    def on_mount(self) -> None:
        self._lines_of["caller"].focus()

    def _heading(self, width: int) -> Sequence[Content]:
        lines = [spread(say("A voicemail you received", "bold"), say("stays on this machine", "$quiet"), width)]
        if self.rows >= 20:
            lines += wrap(say("It is judged like any other, and you hear it again as the buyer you were."), width)
        return lines

    def _what(self, width: int) -> Sequence[Content]:
        return wrap(Content.assemble(say(f"You {DID_WORDS[self._did]}"), say("   F2 changes that", "$quiet")), width)

    @property
    def group(self) -> str:
        """The keys of the form, also while one types in a line of it."""
        return self.KEY

    @property
    def begun(self) -> Unsent:
        """What stands on the page."""
        held = {name: line.value for name, line in self._lines_of.items()}
        return Unsent(text=self.editor.text, did=self._did, **held)

    def hand_over(self) -> None:
        """Keep what is begun; a disk that refuses is told of when the page is left by hand."""
        self.dojo.desk.keep_unsent(self.begun)

    @on(Line.Left)
    def _line_left(self, event: Line.Left) -> None:
        if event.kept:
            self.action_next()
        else:
            self.action_back()

    # What can be done

    def action_next(self) -> None:
        """To the next field, from the last to the first."""
        fields = [self._lines_of["caller"], self.editor, *(self._lines_of[n] for n in ("why", "sells", "about"))]
        at = next((n for n, field in enumerate(fields) if field is self.focused), -1)
        fields[(at + 1) % len(fields)].focus()

    def action_did(self) -> None:
        self._did = _DIDS[(_DIDS.index(self._did) + 1) % len(_DIDS)]
        self._done.again()

    def action_keep(self) -> None:
        begun = self.begun
        about = tuple(phrase.strip() for phrase in begun.about.split(";") if phrase.strip())
        try:
            self.dojo.desk.store.add(
                caller=begun.caller,
                text=begun.text,
                did=begun.did,
                why=begun.why,
                sells=begun.sells,
                about=about,
                now_ms=SystemClock().now_ms(),
            )
        except (RecordError, ValueError) as error:
            self.dojo.notice(str(error))
            return
        self.dojo.desk.keep_unsent(None)
        self.dojo.back()
        self.dojo.notice("Kept. It waits under Yours, to be heard as any other.")

    def action_back(self) -> None:
        self.hand_over()
        self.dojo.back()
        if self.dojo.desk.problem:
            self.dojo.notice(self.dojo.desk.problem)
