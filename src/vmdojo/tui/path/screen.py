"""The path: every belt and what it asks, how far one is, who could count next; and what comes after the last."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.coaching.days import short_day
from vmdojo.coaching.path import AFTER_BLACK, Rule, Standing, next_buyers, rules, small_print
from vmdojo.scenarios.model import Scenario
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, cut, fill, say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.picker import Picker, Row
from vmdojo.tui.words import RELATIONSHIP

_BUYERS = 4
_WIDE = 64
_DONE, _NOW, _AHEAD = "█", "▒", "·"
_COUNTED = {1: "first take", 2: "two takes", 3: "three takes"}
_KINDS = {1: "any kind", 2: "two kinds", 3: "three kinds", 4: "four kinds", 5: "all kinds"}


class Path(Stage):
    """Enter opens a buyer that could count."""

    KEY = "path"
    BINDINGS = actions.bindings("path")

    def page(self) -> Iterator[Widget]:
        self._belts = Block(self._rules, id="belts")
        self.picker = Picker(id="buyers")
        self._print = Block(self._small_print, id="print")
        yield self._belts
        yield self.picker
        yield self._print

    def on_screen_resume(self) -> None:
        self._overview = self.dojo.shelf.overview()
        standing = self._overview.standing
        # With the black belt on, what to do is no list of buyers any more.
        found = (
            next_buyers(standing, self.dojo.library.shipped, self._overview.today)[:_BUYERS]
            if standing.next is not None
            else []
        )
        self.picker.show([Row(scenario.id, partial(_buyer, scenario)) for scenario in found])
        self.picker.display = bool(found)
        self._belts.again()
        self._print.again()
        self.refresh_foot()

    def _rules(self, width: int) -> list[Content]:
        it = self.dojo.shelf.overview().standing
        lines = [spread(say("Your path", "bold"), say(f"{it.belt} belt", "$quiet"), width), BLANK]
        days = {earned.belt: short_day(earned.day) for earned in it.earned}
        lines += _line(_DONE, "white", say("worn from the first day", "$quiet"), "", width)
        for rule in rules().belt:
            lines += _belt(rule, it, days.get(rule.name, ""), width)
        if it.next is None:
            lines += [BLANK, *wrap(say("That was the last belt. What now:", "bold"), width), BLANK]
            for told in AFTER_BLACK:
                lines += wrap(say(f"· {told}"), width, indent=2, first=0)
            return lines
        return [*lines, BLANK, say("Could count next", "$quiet")]

    def _small_print(self, width: int) -> list[Content]:
        told = (
            f"{small_print()} Passes count on buyers of the belt you wear or above, each buyer once for a belt. "
            "Kinds: cold, referred, inbound, met, customer."
        )
        return [BLANK, *wrap(say(told, "$quiet"), width)]

    # What can be done

    def offers(self, call: str) -> bool:
        return call != "open" or self.picker.count > 0

    def action_open(self) -> None:
        if self.picker.pointed is not None:
            self.dojo.begin(self.dojo.library.get(self.picker.pointed))

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        self.dojo.begin(self.dojo.library.get(event.id))

    def action_up(self) -> None:
        if self.picker.count:
            self.picker.move(-1)
        else:
            super().action_up()

    def action_down(self) -> None:
        if self.picker.count:
            self.picker.move(1)
        else:
            super().action_down()


def _belt(rule: Rule, it: Standing, day: str, width: int) -> list[Content]:
    """One belt: what it asks, and when it was earned or how far one is."""
    asks = f"{rule.passes:>2} fresh passes   {_COUNTED[rule.takes]:<11}  {_KINDS[rule.situations]}"
    if width < _WIDE:
        asks = f"{rule.passes} passes, {_COUNTED[rule.takes]}, {_KINDS[rule.situations]}"
    if day:
        return _line(_DONE, rule.name, say(asks, "$quiet"), day, width)
    if it.next is None or it.next.name != rule.name:
        return _line(_AHEAD, rule.name, say(asks, "$quiet"), "", width)
    done = len(it.fresh)
    told = f"{min(done, rule.passes)} of {rule.passes}"
    lines = _line(_NOW, rule.name, say(asks, "bold"), told, width)
    return [*lines, *wrap(say(f"Still missing: {it.missing}.", "italic"), width, indent=10)] if it.missing else lines


def _line(sign: str, name: str, asks: Content, told: str, width: int) -> list[Content]:
    left = Content.assemble(say(f"{sign} "), fill(say(name), 8), asks)
    return [spread(left, say(told), width)]


def _buyer(scenario: Scenario, width: int) -> Content:
    title = one_line(scenario.title)
    bond = RELATIONSHIP[scenario.brief.relationship]
    if width < _WIDE:
        return cut(title, width)
    who = f"{one_line(scenario.buyer.name)}, {one_line(scenario.buyer.industry)}"
    return spread(
        Content.assemble(fill(cut(title, 23), 24), say(who, "$quiet")), say(f"{bond}, {scenario.belt}", "$quiet"), width
    )
