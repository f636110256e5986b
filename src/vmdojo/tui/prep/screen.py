"""Your own calls: what is prepared on this machine, the last edited first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds.prep import NEW, NEW_LIST, Entry
from vmdojo.scenarios import UnknownScenario
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.prepared import TRADE, TRADE_OF_LIST, is_list
from vmdojo.tui import actions
from vmdojo.tui.followed.screen import FollowedPage
from vmdojo.tui.inert import one_line
from vmdojo.tui.listing import Listing
from vmdojo.tui.text import BLANK, counted, cut, fill, points, say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.picker import Picker, Row
from vmdojo.tui.words import RELATIONSHIP

_NARROW = 66
_TITLE = 30


class Prep(Listing):
    """Enter goes to the beep."""

    KEY = "prep"
    BINDINGS = actions.bindings("prep")

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._bests: dict[str, float] = {}

    def page(self) -> Iterator[Widget]:
        self._top = Block(self._heading, id="top")
        self.picker = Picker(empty="", id="list")
        yield self._top
        yield self.picker

    def on_screen_resume(self) -> None:
        self.read_again()

    def read_again(self, pointed: str | None = None) -> None:
        """Read the folder and the record."""
        self._entries = self.dojo.book.entries()
        self._bests = self.dojo.shelf.bests()
        rows = [
            Row(entry.scenario.id, partial(_row, entry.scenario, self._bests.get(entry.scenario.id)))
            for entry in self._entries
        ]
        self.picker.show(rows, pointed=pointed or self.picker.pointed)
        self._top.again()
        self.refresh_foot()

    def _heading(self, width: int) -> list[Content]:
        count = counted(len(self._entries), "call") if self._entries else ""
        lines = [spread(say("Your own calls", "bold"), say(count, "$quiet"), width)]
        lines += wrap(say("They stay on this machine; nothing here is shared.", "$quiet"), width)
        for problem in self.dojo.book.problems:
            lines += [BLANK, *wrap(say(problem, "italic"), width)]
        if not self._entries:
            told = (
                "A real call tomorrow? Write down whom you ring and one thing that you know of them. "
                "Five short fields, and you hear the beep."
            )
            many = "The same message to many similar firms? Press l for many."
            lines += [BLANK, *wrap(say(told), width), BLANK, *wrap(say(many), width)]
        return lines

    def offers(self, call: str) -> bool:
        """Nothing to play, edit or delete while nothing is there."""
        return bool(self._entries) or call not in {"play", "edit", "sheet", "remove", "followed"}

    def _pointed(self) -> Scenario | None:
        name = self.picker.pointed
        if name is None:
            return None
        try:
            return self.dojo.book.get(name)
        except UnknownScenario:
            self.read_again()
            self.dojo.notice("That call is not in the folder any more.")
            return None

    # What can be done

    def action_play(self) -> None:
        scenario = self._pointed()
        if scenario is not None:
            self.dojo.begin(scenario)

    @on(Picker.Picked)
    def _picked(self) -> None:
        self.action_play()

    def action_new(self) -> None:
        self.dojo.prep_form(NEW)

    def action_new_list(self) -> None:
        self.dojo.prep_form(NEW_LIST)

    def action_edit(self) -> None:
        scenario = self._pointed()
        if scenario is not None:
            self.dojo.prep_form(scenario.id)

    def action_sheet(self) -> None:
        scenario = self._pointed()
        if scenario is not None:
            self.dojo.call_sheet(scenario)

    def action_followed(self) -> None:
        scenario = self._pointed()
        if scenario is None:
            return
        best = self._bests.get(scenario.id)
        if best is None:
            self.dojo.notice("There is no take on this call yet; what happened would belong to nothing.")
        else:
            self.dojo.open_page(FollowedPage(scenario, best))

    def action_remove(self) -> None:
        scenario = self._pointed()
        if scenario is not None:
            self.dojo.ask(
                f"Delete “{one_line(scenario.title)}”? The call goes; the takes stay in your record.",
                partial(self.dojo.forget_call, scenario),
            )


def _row(scenario: Scenario, best: float | None, width: int) -> Content:
    result = "no take yet" if best is None else f"best {points(best):>3}"
    if width < _NARROW:
        short = "new" if best is None else points(best)
        return spread(cut(one_line(scenario.title), width - 6), say(short, "$quiet"), width)
    trade = {TRADE: "", TRADE_OF_LIST: "many"}.get(scenario.buyer.industry, scenario.buyer.industry)
    known = scenario.fact[0].text if scenario.fact else ""
    bond = trade if is_list(scenario.id) else RELATIONSHIP[scenario.brief.relationship]
    right = say(f"{bond}  {result:>11}", "$quiet")
    told = cut(one_line(known), width - _TITLE - right.cell_length - 2)
    left = Content.assemble(fill(cut(one_line(scenario.title), _TITLE - 1), _TITLE), told.stylize("$quiet"))
    return spread(left, right, width)
