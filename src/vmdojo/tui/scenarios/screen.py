"""All scenarios, by belt, with a filter that answers while one types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from vmdojo.scenarios.model import Scenario
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import counted, cut, fill, points, say, spread
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.line import Line
from vmdojo.tui.widgets.picker import Picker, Row
from vmdojo.tui.words import RELATIONSHIP


def matching(scenarios: Sequence[Scenario], wanted: str) -> list[Scenario]:
    """Scenarios in which every word of ``wanted`` stands somewhere: title, buyer, role, company, industry, belt,
    situation or skill, whatever the case."""
    words = wanted.casefold().split()
    return [scenario for scenario in scenarios if all(word in _hay(scenario) for word in words)]


def _hay(scenario: Scenario) -> str:
    buyer = scenario.buyer
    bond = scenario.brief.relationship
    return " ".join(
        (
            scenario.title,
            buyer.name,
            buyer.role,
            buyer.company,
            buyer.industry,
            scenario.belt,
            bond,
            RELATIONSHIP[bond],
            *scenario.skills,
        )
    ).casefold()


class Scenarios(Stage):
    """Enter opens the dossier."""

    KEY = "scenarios"
    BINDINGS = actions.bindings("scenarios")

    def __init__(self) -> None:
        super().__init__()
        self._bests: dict[str, float] = {}
        self._found: Sequence[Scenario] = ()

    def page(self) -> Iterator[Widget]:
        self._top = Block(self._heading, id="top")
        self._filter = Line("", hint="buyer, industry, belt, title", still=self.dojo.still, id="filter")
        self.picker = Picker(empty="Nothing fits that. Esc shows all again.", id="list")
        yield self._top
        yield self._filter
        yield self.picker

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._bests = self.dojo.shelf.bests()
        self._list(self.picker.pointed)

    def _heading(self, width: int) -> list[Content]:
        every = len(self.dojo.library.scenarios)
        shown = counted(every, "scenario") if len(self._found) == every else f"{len(self._found)} of {every}"
        return [spread(say("All scenarios", "bold"), say(shown, "$quiet"), width)]

    def _list(self, pointed: str | None = None) -> None:
        self._found = matching(self.dojo.library.scenarios, self._filter.value)
        rows = []
        belt = ""
        for scenario in self._found:
            if scenario.belt != belt:
                belt = scenario.belt
                rows.append(Row("", partial(_belt, belt)))
            rows.append(Row(scenario.id, partial(_row, scenario, self._bests.get(scenario.id))))
        self.picker.show(rows, pointed=pointed)
        self._top.again()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._list(self.picker.pointed)

    @on(Line.Left)
    def _line_left(self, event: Line.Left) -> None:
        self.set_focus(None)
        if event.kept:
            self.action_open()
        else:
            self._close_filter()

    def _close_filter(self) -> None:
        self._filter.value = ""
        self.remove_class("-filtering")
        self.refresh_foot()

    def label(self, action: actions.Action) -> str:
        if action.call in {"back", "leave"} and self.has_class("-filtering"):
            return "show all"
        return "open" if action.call == "done" else super().label(action)

    def action_filter(self) -> None:
        """A search of its own each time: the words of the last one are gone."""
        self._filter.value = ""
        self.add_class("-filtering")
        self._filter.focus()

    def action_write(self) -> None:
        self.dojo.write_scenario()

    def action_open(self) -> None:
        if self.picker.pointed is not None:
            self.dojo.begin(self.dojo.library.get(self.picker.pointed))

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        self.dojo.begin(self.dojo.library.get(event.id))

    def action_back(self) -> None:
        """First out of the filter, then off the page."""
        if self.has_class("-filtering"):
            self._close_filter()
        else:
            self.dojo.back()

    def action_up(self) -> None:
        self.picker.move(-1)

    def action_down(self) -> None:
        self.picker.move(1)

    def action_page_up(self) -> None:
        self.picker.move(-self.picker.leap)

    def action_page_down(self) -> None:
        self.picker.move(self.picker.leap)

    def action_first(self) -> None:
        self.picker.move(-len(self._found))

    def action_last(self) -> None:
        self.picker.move(len(self._found))


def _belt(belt: str, width: int) -> Content:
    return cut(say(f"{belt.capitalize()} belt", "$quiet"), width)


def _row(scenario: Scenario, best: float | None, width: int) -> Content:
    result = "new" if best is None else points(best)
    title = one_line(scenario.title)
    bond = RELATIONSHIP[scenario.brief.relationship]
    if width < 66:
        return spread(cut(title, width - 5), say(f"{result:>4}", "$quiet"), width)
    who = f"{one_line(scenario.buyer.name)}, {one_line(scenario.buyer.industry)}"
    # What lies between takes only the room it needs: the name of a trade is worth more than an even column.
    left = Content.assemble(fill(cut(title, 23), 24), say(who, "$quiet"))
    return spread(left, say(f"{bond} {result:>4}", "$quiet"), width)
