"""All scenarios, by belt, with filters and a search that answer while one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from vmdojo.coaching.path import passed
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.sieve import Sieve, sift
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.listing import Listing
from vmdojo.tui.scenarios.filters import FILTERS, choices, turned, value_line
from vmdojo.tui.text import counted, cut, fill, points, say, spread
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.line import Line
from vmdojo.tui.widgets.picker import Picker, Row
from vmdojo.tui.words import RELATIONSHIP


class Scenarios(Listing):
    """Enter opens the dossier."""

    KEY = "scenarios"
    BINDINGS = actions.bindings("scenarios")

    def __init__(self) -> None:
        super().__init__()
        self._bests: dict[str, float] = {}
        self._passed: frozenset[str] = frozenset()
        self._found: Sequence[Scenario] = ()
        self._today = ""

    def page(self) -> Iterator[Widget]:
        self._sieve = self.dojo.sieve
        self._top = Block(self._heading, id="top")
        self._filters = Picker(id="filters")
        self._filter = Line("", hint="buyer, industry, belt, title", still=self.dojo.still, id="filter")
        self.picker = Picker(empty="Nobody fits that. Esc ends a search, x takes the filters back.", id="list")
        yield self._top
        yield self._filters
        yield self._filter
        yield self.picker

    def on_screen_resume(self) -> None:
        self._bests = self.dojo.shelf.bests()
        self._passed = frozenset(passed(self._bests))
        today = self.dojo.today()
        self._today = today.scenario.id if today is not None and today.counts else ""
        self._list(self.picker.pointed)

    def _heading(self, width: int) -> list[Content]:
        every = len(self.dojo.library.scenarios)
        shown = counted(every, "scenario") if len(self._found) == every else f"{len(self._found)} of {every}"
        lines = [spread(say("All scenarios", "bold"), say(shown, "$quiet"), width)]
        if self._sieve.chosen and not self.sieving:
            lines.append(cut(say(" · ".join(self._sieve.chosen)), width))
        return lines

    def _list(self, pointed: str | None = None) -> None:
        """List what the sieve keeps; the words of the search are part of it while one types them."""
        self.dojo.sieve = self._sieve
        wanted = msgspec.structs.replace(self._sieve, words=self._filter.value)
        self._found = sift(self.dojo.library.scenarios, wanted, self._passed)
        rows = []
        belt = ""
        for scenario in self._found:
            if scenario.belt != belt:
                belt = scenario.belt
                rows.append(Row("", partial(self._belt, belt)))
            rows.append(Row(scenario.id, partial(self._row, scenario)))
        self.picker.pointing = not self.sieving
        self.picker.show(rows, pointed=pointed)
        if self.sieving:
            at = self._filters.pointed
            self._filters.show([Row(key, partial(value_line, key, self._sieve)) for key in FILTERS], pointed=at)
        self._top.again()
        self.refresh_foot()

    def _belt(self, belt: str, width: int) -> Content:
        of = [scenario for scenario in self.dojo.library.scenarios if scenario.belt == belt]
        done = sum(1 for scenario in of if scenario.id in self._passed)
        told = f"{done} of {len(of)} passed" if done else ""
        return spread(say(f"{belt.capitalize()} belt", "$quiet"), say(told, "$quiet"), width)

    def _row(self, scenario: Scenario, width: int) -> Content:
        best = self._bests.get(scenario.id)
        result = "new" if best is None else points(best)
        if scenario.id == self._today:
            result = "today"
        title = one_line(scenario.title)
        bond = RELATIONSHIP[scenario.brief.relationship]
        if width < 66:
            return spread(cut(title, width - 7), say(f"{result:>5}", "$quiet"), width)
        who = f"{one_line(scenario.buyer.name)}, {one_line(scenario.buyer.industry)}"
        # What lies between takes only the room it needs: the name of a trade is worth more than an even column.
        left = Content.assemble(fill(cut(title, 23), 24), say(who, "$quiet"))
        return spread(left, say(f"{bond} {result:>5}", "$quiet"), width)

    # Search: words while one types them

    @on(Input.Changed)
    def _typed(self) -> None:
        self._list(self.picker.pointed)

    @on(Line.Left)
    def _line_left(self, event: Line.Left) -> None:
        self.set_focus(None)
        if event.kept:
            self.action_open()
        else:
            self._close_search()

    def _close_search(self) -> None:
        self._filter.value = ""
        self.remove_class("-filtering")
        self.refresh_foot()

    def action_filter(self) -> None:
        """A search of its own each time: the words of the last one are gone."""
        self._close_sieve()
        self._filter.value = ""
        self.add_class("-filtering")
        self._filter.focus()

    # Filters: a row each, turned with Left and Right, the list answering below
    def action_write(self) -> None:
        self.dojo.write_scenario()

    @property
    def sieving(self) -> bool:
        """True while the filters are open."""
        return self.has_class("-sieving")

    def action_sieve(self) -> None:
        if self.sieving:
            self._close_sieve()
            return
        self.add_class("-sieving")
        self._list(self.picker.pointed)

    def _close_sieve(self) -> None:
        self.remove_class("-sieving")
        self._list(self.picker.pointed)

    def _turn_filter(self, steps: int) -> None:
        key = self._filters.pointed
        if self.sieving and key is not None:
            self._sieve = turned(self._sieve, key, choices(self.dojo.library.scenarios, key), steps)
            self._list(self.picker.pointed)

    def action_later(self) -> None:
        self._turn_filter(1)

    def action_sooner(self) -> None:
        self._turn_filter(-1)

    def action_fresh(self) -> None:
        """Only those not yet passed, or all again."""
        self._sieve = msgspec.structs.replace(self._sieve, not_passed=not self._sieve.not_passed)
        self._list(self.picker.pointed)

    def action_clear(self) -> None:
        """No filter and no words."""
        self._sieve = Sieve()
        self._close_search()
        self._list(self.picker.pointed)

    # What can be done

    def offers(self, call: str) -> bool:
        if call == "clear":
            return bool(self._sieve.chosen) or self.has_class("-filtering")
        if call in {"later", "sooner"}:
            return self.sieving
        return True

    def label(self, action: actions.Action) -> str:
        if action.call in {"back", "leave"} and self.has_class("-filtering"):
            return "end the search"
        if self.sieving:
            named = {"open": "done", "sieve": "done", "back": "done", "fresh": "passed or not"}
            return named.get(action.call, super().label(action))
        if action.call == "fresh" and self._sieve.not_passed:
            return "passed ones too"
        return "open" if action.call == "done" else super().label(action)

    def offered(self) -> list[tuple[actions.Action, str]]:
        """While the filters are open their keys are the ones to tell."""
        found = super().offered()
        if self.sieving and self.group == self.KEY:
            turn = [action for action in actions.of(self.KEY) if action.call in {"sooner", "later"}]
            kept = [(action, label) for action, label in found if action.call in {"open", "clear", "help"}]
            names = {"sooner": "before", "later": "next"}
            return [*((action, names[action.call]) for action in turn), *kept]
        return found

    def action_open(self) -> None:
        if self.sieving:
            self._close_sieve()
        elif self.picker.pointed is not None:
            self._open(self.picker.pointed)

    @on(Picker.Picked, "#list")
    def _picked(self, event: Picker.Picked) -> None:
        self._open(event.id)

    @on(Picker.Picked, "#filters")
    def _picked_filter(self) -> None:
        self._turn_filter(1)

    def _open(self, id_: str) -> None:
        self.dojo.begin(self.dojo.library.get(id_))

    def action_back(self) -> None:
        """First out of the filters and the search, then off the page; what was chosen stays chosen."""
        if self.sieving:
            self._close_sieve()
        elif self.has_class("-filtering"):
            self._close_search()
        else:
            self.dojo.back()

    def action_up(self) -> None:
        (self._filters if self.sieving else self.picker).move(-1)

    def action_down(self) -> None:
        (self._filters if self.sieving else self.picker).move(1)
