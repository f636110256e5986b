"""The Friday round in the game: the wait, the buyer, the wait, the vote, the end."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from vmdojo.league.friday import Friday
from vmdojo.league.home import LeagueError
from vmdojo.league.words import pasted_words, who_opens
from vmdojo.progress import RecordError
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.league import friday_page as draw
from vmdojo.tui.league.room import Room
from vmdojo.tui.league.seat import take_a_seat
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import say
from vmdojo.tui.widgets.block import Block

if TYPE_CHECKING:
    from vmdojo.league.member import Member
    from vmdojo.league.outbox import Sent
    from vmdojo.league.wire import Competition, Take

EVERY_SECONDS: Final = 6.0
"""How often the league is asked while the page is in sight."""
SOON_SECONDS: Final = 1.5
"""The same while something is due that the player waits for."""


class FridayPage(Stage):
    """One round, from its countdown to its result. The league is asked in a thread."""

    KEY = "friday"
    BINDINGS = actions.bindings("friday")

    def __init__(self, competition: Competition) -> None:
        super().__init__()
        self._it = competition
        self._heard: draw.FridayHeard | None = None
        self._member: Member | None = None
        self._one_asks = Lock()
        self._asked = float("-inf")
        self._busy = False

    def page(self) -> Iterator[Widget]:
        self._sheet = Block(self._lines, id="friday")
        yield self._sheet

    def on_mount(self) -> None:
        self._ask()
        self.set_interval(0.5, self._tick)

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        self._ask()

    def _lines(self, width: int) -> list[Content]:
        if self._heard is None:
            return [say("Asking the league ...", "$quiet")]
        return draw.friday(self._heard, self.dojo.clock.now_ms(), width)

    # Hearing the league

    def _tick(self) -> None:
        if not self.is_current:
            return
        self._sheet.again()
        if monotonic() - self._asked >= (SOON_SECONDS if self._due() else EVERY_SECONDS):
            self._ask()

    def _due(self) -> bool:
        """Whether the clock has gone past what was last heard."""
        if self._heard is None:
            return True
        now, phase = self.dojo.clock.now_ms(), self._heard.phase
        return (
            phase == "unopened"
            or (phase == "coming" and now >= self._it.starts_ms)
            or (phase in ("open", "handed_in") and now >= self._it.ends_ms)
        )

    def _ask(self) -> None:
        self._asked = monotonic()
        self.run_worker(self._hear, thread=True, group="friday", exit_on_error=False)

    def _hear(self) -> None:
        if not self._one_asks.acquire(blocking=False):
            return
        try:
            heard = self._look()
        finally:
            self._one_asks.release()
        if heard is not None:
            self.app.call_from_thread(self._told, heard)

    def _look(self) -> draw.FridayHeard | None:
        """What the league says now. One thread at a time."""
        member = self._member = self._member or self.dojo.chair.member()
        if member is None:
            return None
        problem = ""
        try:
            problem = member.sync().why
        except (LeagueError, OSError) as no:
            problem = str(no)
        round_ = Friday(member, self._it)
        phase = round_.phase
        heard = draw.FridayHeard(
            member.membership.league_name,
            member.player,
            self._it,
            phase,
            waiting=sum(take.competition == self._it.id for take in member.outbox.waiting()),
            problem=one_line(problem),
        )
        if problem or phase in ("open", "handed_in"):
            return heard
        try:
            lead = member.is_lead()
            if phase in ("coming", "unopened"):
                return heard._replace(opens=who_opens(member, lead=lead, due=phase == "unopened"))
            if phase == "closed":
                result = member.home.result(self._it.id)
                if result is not None:
                    round_.settle(result, self.dojo.record)
                return heard._replace(result=result)
            ballots, voted = round_.ballots()
            return heard._replace(ballots=ballots, voted=voted, lead=lead)
        except (LeagueError, RecordError, OSError) as no:
            return heard._replace(problem=one_line(str(no)))

    def _told(self, heard: draw.FridayHeard) -> None:
        self._heard = heard
        self._sheet.again()
        self.refresh_foot()

    # What can be done

    @property
    def _phase(self) -> str:
        return self._heard.phase if self._heard is not None else ""

    def offers(self, call: str) -> bool:
        """What is due, and nothing else."""
        heard = self._heard
        if call == "go":
            return self._phase in ("open", "voting") or self._own() is not None
        if call == "close":
            return heard is not None and heard.phase == "voting" and heard.lead
        return True

    def label(self, action: actions.Action) -> str:
        if action.call == "go":
            again = self._heard is not None and self._heard.voted
            hear = "hear them again" if again else "hear the takes"
            return {"open": "open the buyer", "voting": hear}.get(self._phase, "your verdict")
        return super().label(action)

    def _own(self) -> str | None:
        """The id of one's own take once it is graded and the game knows its buyer."""
        result = self._heard.result if self._heard is not None else None
        if result is None or self._heard is None:
            return None
        mine = (one.take for one in result.takes if one.take.player == self._heard.player)
        return next((take.id for take in mine if self.dojo.shelf.scenario(take.scenario) is not None), None)

    def action_go(self) -> None:
        if self._phase == "open":
            take_a_seat(self.dojo, self._it, self._handed_in)
        elif self._phase == "voting":
            self._begin_hearing()
        elif (own := self._own()) is not None:
            self.dojo.open_take(own)

    def _handed_in(self, take: Take, sent: Sent) -> None:
        """Back from the buyer."""
        refused = next((why for one, why in sent.refused if one.id == take.id), "")
        if refused:
            self.dojo.notice(one_line(refused), stays=True)
        elif sent.waiting:
            self.dojo.notice("Kept here: it is sent as soon as the league is in reach.", stays=True)
        else:
            self.dojo.notice(f"Handed in. {pasted_words(take.pasted)}".strip())
        self._ask()

    def _begin_hearing(self) -> None:
        if not self._busy:
            self._busy = True
            self.run_worker(self._fetch, thread=True, exit_on_error=False)

    def _fetch(self) -> None:
        with self._one_asks:
            member = self._member
            assert member is not None
            round_ = Friday(member, self._it)
            room: Room | None = None
            problem = "Nobody left a message: there is nothing to hear."
            try:
                hearing, rubric, scenarios = round_.hearing(), round_.rubric(), round_.scenarios()
                if hearing.takes:
                    room = Room(self._it, hearing, rubric, scenarios)
            except (LeagueError, OSError) as no:
                problem = one_line(str(no))
        self.app.call_from_thread(self._fetched, room, problem)

    def _fetched(self, room: Room | None, problem: str) -> None:
        self._busy = False
        if room is None:
            self.dojo.notice(problem)
        elif self.is_current:
            self.dojo.open_page(room)

    def action_close(self) -> None:
        """The lead's: asked first, for it ends the round for good."""
        assert self._heard is not None
        cast = counted_ballots(self._heard.ballots)
        self.dojo.ask(f"Close the round for good? {cast}", self._close)

    def _close(self) -> None:
        self.dojo.notice("Counting and grading ...", stays=True)
        self.run_worker(self._end, thread=True, exit_on_error=False)

    def _end(self) -> None:
        with self._one_asks:
            member = self._member
            assert member is not None
            round_ = Friday(member, self._it)
            problem = ""
            try:
                round_.settle(round_.close(), self.dojo.record)
            except (LeagueError, RecordError, OSError) as no:
                problem = one_line(str(no))
        self.app.call_from_thread(self.dojo.notice, problem)
        self.app.call_from_thread(self._ask)


def counted_ballots(ballots: int) -> str:
    """How many have voted, as a sentence."""
    if not ballots:
        return "Nobody has voted yet."
    return (
        "One has voted; votes that come later do not count."
        if ballots == 1
        else (f"{ballots} have voted; votes that come later do not count.")
    )
