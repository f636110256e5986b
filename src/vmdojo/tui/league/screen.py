"""The league: the board of a competition, one's neighbours on it, one's own trend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final, get_args

from textual.content import Content
from textual.widget import Widget

from vmdojo.league.home import LeagueError
from vmdojo.league.wire import By
from vmdojo.league.words import home_words
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.league import page as draw
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import say
from vmdojo.tui.widgets.block import Block

if TYPE_CHECKING:
    from vmdojo.league.member import Member
    from vmdojo.league.outbox import Sent
    from vmdojo.league.wire import Competition, Take
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
            chosen = competitions[shown % len(competitions)] if competitions else None
            heard = hear(member, chosen, by, problem, self.dojo.rubric.judge)
        except OSError as no:
            heard = draw.Heard(
                member.membership.league_name, member.player, home_words(member), problem=one_line(str(no))
            )
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
            return self._friday() is not None or self._next() is not None
        if call == "by":
            return self._heard is not None and self._heard.board is not None
        return self._count > 1 if call == "another" else True

    def action_play(self) -> None:
        """The Friday round; an official take; or the next buyer of it, as in any round."""
        if (friday := self._friday()) is not None:
            from vmdojo.tui.league.friday import FridayPage

            self.dojo.open_page(FridayPage(friday))
            return
        scenario, heard = self._next(), self._heard
        if scenario is None or heard is None or heard.competition is None:
            return
        if heard.officially:
            from vmdojo.tui.league.seat import take_a_seat

            take_a_seat(self.dojo, heard.competition, self._handed_in)
        else:
            self.dojo.begin(scenario)

    def label(self, action: actions.Action) -> str:
        if action.call == "play" and self._friday() is not None:
            return "to the round"
        return super().label(action)

    def _handed_in(self, take: Take, sent: Sent) -> None:
        """An official take went in: the verdict, unless the league turned it down."""
        refused = next((why for one, why in sent.refused if one.id == take.id), "")
        if refused:
            self.dojo.notice(one_line(refused), stays=True)
        else:
            self.run_worker(partial(self._judge, take, waits=bool(sent.waiting)), thread=True, exit_on_error=False)
        self._ask()

    def _judge(self, take: Take, *, waits: bool) -> None:
        told = self.dojo.chair.judge(take)
        waiting = " It is sent as soon as the league is in reach." if waits else ""
        self.app.call_from_thread(self._judged, take, told, waiting)

    def _judged(self, take: Take, told: str, waiting: str) -> None:
        if not told and self.is_current and self.dojo.shelf.scenario(take.scenario) is not None:
            self.dojo.open_take(take.id)
        if told or waiting:
            self.dojo.notice(one_line(f"{told}{waiting}".strip()), stays=True)

    def _friday(self) -> Competition | None:
        """The round that is shown, where it is one."""
        it = self._heard.competition if self._heard is not None else None
        return it if it is not None and it.kind == "friday" else None

    def _next(self) -> Scenario | None:
        """The next buyer; for practice only one that the game has."""
        if self._heard is None or self._heard.next is None:
            return None
        scenario = self._heard.next
        return scenario if self._heard.officially or scenario in self.dojo.library.scenarios else None

    def action_by(self) -> None:
        """Points, improvement, calibration, and around."""
        self._by = _BY[(_BY.index(self._by) + 1) % len(_BY)]
        self._ask()

    def action_another(self) -> None:
        """The next competition."""
        self._shown = (self._shown + 1) % max(1, self._count)
        self._ask()


def in_order(member: Member) -> list[Competition]:
    """A Friday round that is due first; then what is open, what is coming, what is over, the latest first."""
    running, coming = member.open_now(), member.coming()
    over = [one for one in member.known.competitions if one not in running and one not in coming]
    found = [*running, *coming, *sorted(over, key=lambda it: -it.ends_ms)]
    due = member.due()
    return found if due is None else [due, *(one for one in found if one != due)]


def hear(member: Member, competition: Competition | None, by: By, problem: str, judge: str) -> draw.Heard:
    """Ask the league for a board; ``judge`` is the game's own. What goes wrong is a sentence on the page."""
    name, waiting = member.membership.league_name, len(member.outbox.waiting())
    if competition is None:
        return draw.Heard(name, member.player, home_words(member), waiting=waiting, problem=one_line(problem))
    now = member.clock.now_ms()
    closed = competition.id in member.known.closed
    heard = draw.Heard(
        name,
        member.player,
        home_words(member),
        competition,
        when=draw.told_when(competition, now, closed=closed),
        mine=len(member.handed_in(competition)),
        waiting=waiting,
        problem=one_line(problem),
    )
    if problem or now < competition.starts_ms or (competition.kind == "friday" and not closed):
        return heard  # of a Friday round nobody has a board before its close
    heard = _with_buyers(heard, member, competition, judge)
    try:
        board = member.home.standings(competition.id, by)
        result = member.home.result(competition.id) if competition.kind == "friday" and closed else None
    except LeagueError as no:
        return heard._replace(problem=one_line(str(no)))
    return heard._replace(board=board, result=result)


def _with_buyers(heard: draw.Heard, member: Member, competition: Competition, judge: str) -> draw.Heard:
    """Who it is about, and who is next. Nothing of that while the judge or a scenario is not here."""
    try:
        scenarios = member.court.scenarios(competition, member.opening(competition))
    except LeagueError:
        return heard
    tried = Counter(take.scenario_hash for take in member.handed_in(competition))
    left = [one for hash_, one in scenarios.items() if tried[hash_] < competition.tries]
    playable = competition in member.open_now() and competition.kind == "contest"
    # By another rubric than the game's: a take of the game would be judged otherwise, and not be taken.
    officially = competition.official or competition.judge != judge
    return heard._replace(
        buyers=tuple(one.title for one in scenarios.values()),
        next=left[0] if left and playable else None,
        officially=officially,
    )
