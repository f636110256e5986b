"""A question before something that cannot be taken back lightly."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from textual.widget import Widget

from vmdojo.tui import actions
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import say, wrap
from vmdojo.tui.widgets.block import Block


class Ask(Stage):
    """Yes or no, on a page of its own."""

    KEY = "ask"
    BINDINGS = actions.bindings("ask")

    def __init__(self, question: str, yes: Callable[[], None]) -> None:
        super().__init__()
        self._question = question
        self._then = yes

    def page(self) -> Iterator[Widget]:
        yield Block(lambda width: wrap(say(self._question), width), id="question")

    def action_yes(self) -> None:
        self.dojo.back()
        self._then()

    def action_no(self) -> None:
        self.dojo.back()
