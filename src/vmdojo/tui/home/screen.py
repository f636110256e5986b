"""Home: what there is to do today, where one stands on the path, and the last takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import on
from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds.overview import Overview
from vmdojo.tui import actions
from vmdojo.tui.home.offers import Offer, offers
from vmdojo.tui.home.takes import Take, rows
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, counted, cut, fill, say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.picker import Picker, Row

RESUME = "resume"
"""Row of the round that waits."""
FOR_TEAMS = "l  compete with your team"
"""All that a solo player meets of the league."""
_TAKES = 5
_TITLE = 18
_NARROW = 56


class Home(Stage):
    """One thing to do next, and its key stands first."""

    KEY = "home"
    BINDINGS = actions.bindings("home")

    def __init__(self) -> None:
        super().__init__()
        self._takes: Sequence[Take] = ()
        self._waiting: tuple[str, str] | None = None
        self._overview: Overview | None = None
        self._offers: dict[str, Offer] = {}

    def page(self) -> Iterator[Widget]:
        self._top = Block(self._heading, id="top")
        self.picker = Picker(empty="The library is empty. Run `vmdojo doctor` to see where it should be.", id="next")
        self._path = Block(self._belt, id="belt")
        self._last = Block(self._last_takes, id="last")
        yield self._top
        yield self.picker
        yield self._path
        yield self._last

    def on_mount(self) -> None:
        self.call_after_refresh(self.dojo.warm_up)
        if self.dojo.chair.joined:
            self.run_worker(self._hear_league, thread=True, exit_on_error=False)

    def _hear_league(self) -> None:
        """Send what waits; a league out of reach is no news on home."""
        self.dojo.chair.sync()
        self.app.call_from_thread(self._path.again)

    def on_screen_resume(self) -> None:
        self.read_again()

    def read_again(self) -> None:
        """Read the record: what waits, what is due, where one stands. The tapes come when the page already stands."""
        self._waiting = self.dojo.waiting()
        self._overview = self.dojo.shelf.overview()
        self._offers = {offer.id: offer for offer in offers(self.dojo, self._overview)}
        found = [Row(RESUME, self._resume_row)] if self._waiting is not None else []
        found += [Row(offer.id, partial(_row, offer)) for offer in self._offers.values()]
        self.picker.show(found)
        self._top.again()
        self._path.again()
        self.call_after_refresh(self._read_takes)

    def _read_takes(self) -> None:
        self._takes = self.dojo.shelf.last_takes(_TAKES)
        self._last.again()

    # Layout

    def _heading(self, width: int) -> list[Content]:
        lines = [spread(say("vmdojo", "bold"), say(self._worn(), "$quiet"), width), BLANK]
        for sentence in self.dojo.standing():
            lines += [*wrap(say(sentence, "italic"), width), BLANK]
        if self._waiting is not None:
            return [*lines, *wrap(say(f"You were mid-sentence with {self._waiting[0]}."), width)]
        if self._overview is None or not self._overview.takes:
            if self.rows < 18:
                return lines
            told = "A buyer, a mailbox, half a minute. Leave a message, watch them listen, do it again."
            return [*lines, *wrap(say(told), width), BLANK]
        minutes = sum(offer.minutes for offer in self._offers.values())
        about = f"about {counted(minutes, 'minute')}" if minutes else "all done"
        return [*lines, spread(say("Today", "$quiet"), say(about, "$quiet"), width)]

    def _worn(self) -> str:
        """The belt, and the day of the streak."""
        it = self._overview
        if it is None or not it.takes:
            return counted(len(self.dojo.library.scenarios), "buyer")
        day = f" · day {it.streak.days}" if it.streak.days else ""
        return f"{it.standing.belt} belt{day}"

    def _resume_row(self, width: int) -> Content:
        assert self._waiting is not None
        column = _TITLE if width >= _NARROW else 7
        return spread(
            Content.assemble(fill("Go on", column), say(self._waiting[1])), say("unfinished", "$quiet"), width
        )

    def _belt(self, width: int) -> list[Content]:
        it = self._overview
        belt = belt_line(it) if it is not None and it.takes else ""
        league = one_line(self.dojo.chair.line()) or ("" if self.dojo.chair.joined else FOR_TEAMS)
        told = say(league, "$quiet" if league == FOR_TEAMS else "")
        if not league or not belt:
            return [BLANK, cut(say(belt) if belt else told, width)] if belt or league else []
        if len(belt) + 2 + len(league) > width:
            return [BLANK, cut(say(belt), width), cut(told, width)]
        return [BLANK, spread(say(belt), told, width)]

    def _last_takes(self, width: int) -> list[Content]:
        if not self._takes:
            return []
        # Only as many as fit: what is below the window nobody would see.
        room = self.rows - len(self._heading(width)) - self.picker.count - len(self._belt(width)) - 5
        lines = rows(self._takes, width)[: max(0, room)]
        return [BLANK, say("Last takes", "$quiet"), *lines] if lines else []

    def sized(self, width: int, height: int) -> None:  # noqa: ARG002
        self._top.again()
        self._last.again()

    # What can be done

    def offers(self, call: str) -> bool:
        """Nothing to look back on before the first take."""
        return call not in {"path", "progress"} or bool(self._overview is not None and self._overview.takes)

    def action_start(self) -> None:
        if self.picker.pointed is not None:
            self._open(self.picker.pointed)

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        self._open(event.id)

    def _open(self, row: str) -> None:
        if row == RESUME:
            self.dojo.resume()
        else:
            self._offers[row].open(self.dojo)

    def action_browse(self) -> None:
        self.dojo.browse()

    def offered(self) -> list[tuple[actions.Action, str]]:
        """The footer speaks of the league to its members alone; the key and help are there for everybody."""
        joined = self.dojo.chair.joined
        found = [(action, label) for action, label in super().offered() if joined or action.call != "league"]
        # Elsewhere Esc leads out; from here it is this key alone.
        leave = next(action for action in actions.of(self.KEY) if action.call == "quit")
        at = next((place for place, (action, _) in enumerate(found) if action.call == "help"), len(found))
        return [*found[:at], (leave, leave.label), *found[at:]]

    def action_league(self) -> None:
        self.dojo.league()

    def action_path(self) -> None:
        self.dojo.show_path()

    def action_progress(self) -> None:
        self.dojo.show_progress()

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


def belt_line(it: Overview) -> str:
    """Where one stands: ``Yellow: 3 of 6 fresh passes``."""
    rule, fresh = it.standing.next, len(it.standing.fresh)
    if rule is None:
        return f"Black belt: {counted(fresh, 'fresh pass', 'fresh passes')} since"
    short = ", of another kind now" if it.standing.missing else ""
    return f"{rule.name.capitalize()}: {fresh} of {rule.passes} fresh passes{short}"


def _row(offer: Offer, width: int) -> Content:
    side = say(offer.side, "$quiet")
    if width >= _NARROW:
        left = Content.assemble(fill(cut(offer.title, _TITLE - 1), _TITLE), say(one_line(offer.note)))
    else:
        left = Content.assemble(say(offer.title), "  ", say(one_line(offer.note), "$quiet"))
    return spread(left, side, width)
