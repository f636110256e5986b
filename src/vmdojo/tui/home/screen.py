"""Home: what to do next, and the last takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds.today import Today
from vmdojo.scenarios.model import Scenario
from vmdojo.tui import actions
from vmdojo.tui.home.suggest import suggested
from vmdojo.tui.home.takes import Take, rows
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, counted, cut, fill, points, say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.picker import Picker, Row

RESUME = "\x00resume"
"""Row of the round that waits; no scenario id can be this."""
TODAY = "\x00today"
"""Row of today's buyer."""
_TAKES = 5


class Home(Stage):
    """One thing to do next, and its key stands first."""

    KEY = "home"
    BINDINGS = actions.bindings("home")

    def __init__(self) -> None:
        super().__init__()
        self._bests: dict[str, float] = {}
        self._takes: Sequence[Take] = ()
        self._waiting: tuple[str, str] | None = None
        self._today: Today | None = None

    def page(self) -> Iterator[Widget]:
        self._top = Block(self._heading, id="top")
        self.picker = Picker(empty="The library is empty. Run `vmdojo doctor` to see where it should be.", id="next")
        self._last = Block(self._last_takes, id="last")
        yield self._top
        yield self.picker
        yield self._last

    def on_mount(self) -> None:
        self.call_after_refresh(self.dojo.warm_up)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self.read_again()

    def read_again(self) -> None:
        """Read the record: what waits, what has been tried. The tapes come when the page already stands."""
        game = self.dojo.shelf
        self._waiting = self.dojo.waiting()
        self._bests = game.bests()
        picks = suggested(self.dojo.library.scenarios, self._bests)
        found = []
        if self._waiting is not None:
            found.append(Row(RESUME, self._resume_row))
        self._today = self.dojo.today()
        if self._today is not None and self._bests:
            found.append(Row(TODAY, self._today_row))
        found += [Row(scenario.id, self._row(scenario)) for scenario in picks]
        self.picker.show(found)
        self._top.again()
        self.call_after_refresh(self._read_takes)

    def _read_takes(self) -> None:
        self._takes = self.dojo.shelf.last_takes(_TAKES)
        self._last.again()

    # Layout

    def _heading(self, width: int) -> list[Content]:
        total = len(self.dojo.library.scenarios)
        tried = sum(1 for scenario in self.dojo.library.scenarios if scenario.id in self._bests)
        told = f"{tried} of {total} tried" if tried else counted(total, "scenario")
        lines = [spread(say("vmdojo", "bold"), say(told, "$quiet"), width), BLANK]
        for sentence in self.dojo.standing():
            lines += [*wrap(say(sentence, "italic"), width), BLANK]
        if self._waiting is not None:
            return [*lines, *wrap(say(f"You were mid-sentence with {self._waiting[0]}."), width)]
        if not tried and self.size.height >= 18:
            return [
                *lines,
                *wrap(
                    say("A buyer, a mailbox, half a minute. Leave a message, watch them listen, do it again."), width
                ),
                BLANK,
            ]
        return [*lines, say("Next", "$quiet")]

    def _resume_row(self, width: int) -> Content:
        assert self._waiting is not None
        column = 23 if width >= 56 else 7
        return spread(
            Content.assemble(fill("Go on", column), say(self._waiting[1])), say("unfinished", "$quiet"), width
        )

    def _today_row(self, width: int) -> Content:
        today = self._today
        assert today is not None
        buyer = today.scenario.buyer
        told = "1 take" if today.counts else "practice" if today.taken is None else f"{points(today.taken.grade.total)}"
        column = 23 if width >= 56 else 15
        who = say(one_line(f"{buyer.role}, {buyer.industry}"))
        return spread(Content.assemble(fill("Today's buyer", column), who), say(told, "$quiet"), width)

    def _row(self, scenario: Scenario) -> _Row:
        return _Row(scenario, self._bests.get(scenario.id))

    def _last_takes(self, width: int) -> list[Content]:
        if not self._takes:
            return []
        # Only as many as fit: what is below the window nobody would see.
        room = self.size.height - len(self._heading(width)) - self.picker.count - 5
        lines = rows(self._takes, width)[: max(0, room)]
        return [BLANK, say("Last takes", "$quiet"), *lines] if lines else []

    def sized(self, width: int, height: int) -> None:  # noqa: ARG002
        self._top.again()
        self._last.again()

    # What can be done

    def action_start(self) -> None:
        if self.picker.pointed is not None:
            self._open(self.picker.pointed)

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        self._open(event.id)

    def _open(self, row: str) -> None:
        if row == RESUME:
            self.dojo.resume()
        elif row == TODAY:
            self.dojo.begin_today()
        else:
            self.dojo.begin(self.dojo.library.get(row))

    def action_browse(self) -> None:
        self.dojo.browse()

    def action_inbox(self) -> None:
        self.dojo.inbox()

    def action_drill(self) -> None:
        self.dojo.drill()

    def action_prep(self) -> None:
        self.dojo.prep()

    def action_up(self) -> None:
        self.picker.move(-1)

    def action_down(self) -> None:
        self.picker.move(1)


class _Row:
    """Title, who it is, and how it went so far."""

    def __init__(self, scenario: Scenario, best: float | None) -> None:
        self._scenario = scenario
        self._best = best

    def __call__(self, width: int) -> Content:
        scenario = self._scenario
        result = "new" if self._best is None else f"best {points(self._best)}"
        who = f"{one_line(scenario.buyer.name)}, {one_line(scenario.buyer.industry)}"
        if width >= 56:
            left = Content.assemble(fill(cut(one_line(scenario.title), 22), 23), say(who, "$quiet"))
        else:
            title = cut(one_line(scenario.title), width - 10)
            left = Content.assemble(title, "  ", say(one_line(scenario.buyer.name), "$quiet"))
        return spread(left, say(f"{scenario.belt:<7} {result:>8}" if width >= 66 else result, "$quiet"), width)
