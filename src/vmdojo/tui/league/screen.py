"""The league: the board of a competition, one's neighbours on it, one's own trend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, get_args

from textual.content import Content
from textual.widget import Widget

from vmdojo.league.home import LeagueError
from vmdojo.league.wire import By
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.league import page as draw
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import say
from vmdojo.tui.widgets.block import Block

if TYPE_CHECKING:
    from vmdojo.league.member import Member
    from vmdojo.league.wire import Competition
    from vmdojo.scenarios.model import Scenario

EVERY_SECONDS: Final = 15.0
"""How often the board is asked for while it is in sight."""
_BY: tuple[By, ...] = get_args(By)


class LeaguePage(Stage):
    """What the league says now. It is asked in a thread of its own: a network drive may take its time."""

    KEY = "league"
    BINDINGS = actions.bindings("league")

    def __init__(self) -> None:
        super().__init__()
        self._by: By = "points"
        self._shown = 0
        self._count = 0
        self._heard: draw.Heard | None = None

    def page(self) -> Iterator[Widget]:
        self._sheet = Block(self._lines, id="league")
        yield self._sheet

    def on_mount(self) -> None:
        if self.dojo.chair.joined:
            self._ask()
            self.set_interval(EVERY_SECONDS, self._ask)

    def _lines(self, width: int) -> list[Content]:
        if not self.dojo.chair.joined:
            return draw.alone(width)
        if self._heard is None:
            return [say("Asking the league ...", "$quiet")]
        return draw.league(self._heard, self._by, width)

    def _ask(self) -> None:
        self.run_worker(self._hear, thread=True, exclusive=True, group="league", exit_on_error=False)

    def _hear(self) -> None:
        by, shown = self._by, self._shown
        problem = self.dojo.chair.sync()
        member = self.dojo.chair.member()
        if member is None:
            return
        competitions = in_order(member)
        try:
            heard = hear(member, competitions[shown % len(competitions)] if competitions else None, by, problem)
        except OSError as no:
            heard = draw.Heard(member.membership.league_name, member.player, problem=one_line(str(no)))
        self.app.call_from_thread(self._told, heard, by, shown, len(competitions))

    def _told(self, heard: draw.Heard, by: By, shown: int, count: int) -> None:
        if (by, shown) == (self._by, self._shown):
            self._heard = heard
            self._count = count
            self._sheet.again()
            self.refresh_foot()

    # What can be done

    def offers(self, call: str) -> bool:
        """No other board where there is none, no other competition where there is one."""
        if call == "play":
            return self._next() is not None
        if call == "by":
            return self._heard is not None and self._heard.board is not None
        return self._count > 1 if call == "another" else True

    def action_play(self) -> None:
        """The next buyer of it, as in any round."""
        if (scenario := self._next()) is not None:
            self.dojo.begin(scenario)

    def _next(self) -> Scenario | None:
        """The next buyer, where the game has it: one that only the competition brought is played line by line."""
        scenario = self._heard.next if self._heard is not None else None
        return scenario if scenario in self.dojo.library.scenarios else None

    def action_by(self) -> None:
        """Points, improvement, calibration, and around."""
        self._by = _BY[(_BY.index(self._by) + 1) % len(_BY)]
        self._ask()

    def action_another(self) -> None:
        """The next competition."""
        self._shown = (self._shown + 1) % max(1, self._count)
        self._ask()


def in_order(member: Member) -> list[Competition]:
    """What is open first, then what is coming, then what is over, the latest first."""
    running, coming = member.open_now(), member.coming()
    over = [one for one in member.known.competitions if one not in running and one not in coming]
    return [*running, *coming, *sorted(over, key=lambda it: -it.ends_ms)]


def hear(member: Member, competition: Competition | None, by: By, problem: str) -> draw.Heard:
    """Ask the league for a board. What goes wrong is a sentence on the page."""
    name, waiting = member.membership.league_name, len(member.outbox.waiting())
    if competition is None:
        return draw.Heard(name, member.player, waiting=waiting, problem=one_line(problem))
    now = member.clock.now_ms()
    closed = competition.id in member.known.closed
    heard = draw.Heard(
        name,
        member.player,
        competition,
        when=draw.told_when(competition, now, closed=closed),
        mine=len(member.handed_in(competition)),
        waiting=waiting,
        problem=one_line(problem),
    )
    if problem or now < competition.starts_ms:
        return heard
    heard = _with_buyers(heard, member, competition)
    try:
        board = member.home.standings(competition.id, by)
        result = member.home.result(competition.id) if competition.kind == "friday" and closed else None
    except LeagueError as no:
        return heard._replace(problem=one_line(str(no)))
    return heard._replace(board=board, result=result)


def _with_buyers(heard: draw.Heard, member: Member, competition: Competition) -> draw.Heard:
    """Who it is about, and who is next. Nothing of that while the judge or a scenario is not here."""
    try:
        scenarios = member.court.scenarios(competition, member.opening(competition))
    except LeagueError:
        return heard
    tried = Counter(take.scenario_hash for take in member.handed_in(competition))
    left = [one for hash_, one in scenarios.items() if tried[hash_] < competition.tries]
    playable = competition in member.open_now() and competition.kind == "contest" and not competition.official
    return heard._replace(
        buyers=tuple(one.title for one in scenarios.values()), next=left[0] if left and playable else None
    )
