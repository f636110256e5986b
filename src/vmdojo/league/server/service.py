"""What the league server does, without HTTP: each method is one thing that a member asks for."""

from __future__ import annotations

import asyncio
import functools
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from vmdojo.league.board import draw
from vmdojo.league.court import Court, week_of, why_not
from vmdojo.league.ending import conclude, require_over
from vmdojo.league.home import TurnedDown
from vmdojo.league.server import contests, entering, members
from vmdojo.league.server.boards import cut, kept_board
from vmdojo.league.server.changes import Changes
from vmdojo.league.server.contests import Contest
from vmdojo.league.server.entering import Coming, Register
from vmdojo.league.server.graders import Graders, Rules
from vmdojo.league.server.members import Member
from vmdojo.league.server.tables import open_reader
from vmdojo.league.server.writer import Writer
from vmdojo.league.wire import (
    MOST_RESULT_BYTES,
    Ballot,
    Board,
    By,
    Competition,
    Entered,
    LeagueInfo,
    Opening,
    Player,
    Receipt,
    Result,
    Take,
    Ticket,
    canonical,
)
from vmdojo.progress import Clock
from vmdojo.scenarios import content_form, load_library
from vmdojo.scenarios.library import Library
from vmdojo.scenarios.model import Scenario

TOP = 100
PAGE = 500
"""Things of one page, where there may be many."""

T = TypeVar("T")


class Wanted(NamedTuple):
    """A competition made ready for grading."""

    scenarios: Mapping[str, Scenario]
    forms: Mapping[str, str]
    """The content of each scenario as JSON, by its hash."""


class Service:
    """One league. Belongs to one event loop; reading is done in it, writing and grading beside it.

    Every method may raise TurnedDown, whose sentence goes to the member as it is.
    """

    def __init__(
        self,
        folder: Path,
        writing: sqlite3.Connection,
        *,
        clock: Clock,
        graders: Graders,
        library: Callable[[], Library] = load_library,
    ) -> None:
        """``writing`` is the open connection of ``folder``'s file, with a league in it; the service owns it."""
        self._clock = clock
        self._graders = graders
        self._reader = open_reader(folder)
        self._folder = folder
        self._writer = Writer(writing)
        self._register = Register()
        self._court = Court(functools.cache(library))
        self._wanted: dict[str, Wanted] = {}
        self._last_ms = 0
        self._last_stamp = 0
        self._drawn: dict[tuple[str, By, int], tuple[int, Board]] = {}
        self._version = 0
        self.changes = Changes()

    def warm(self) -> None:
        """Have the graders ready before the first take."""
        self._graders.warm()

    def close(self) -> None:
        """Finish what was begun. A second call does nothing."""
        self.changes.end()
        self._writer.close()
        self._graders.close()
        self._reader.close()

    def now_ms(self) -> int:
        """The server's time; it never runs backwards, whatever the machine's clock does."""
        self._last_ms = max(self._last_ms, self._clock.now_ms())
        return self._last_ms

    def _stamp(self) -> int:
        """The time of receipt: no two are equal, so that no tie is left to chance."""
        self._last_stamp = max(self._last_stamp + 1, self.now_ms())
        return self._last_stamp

    # -- who ---------------------------------------------------------------------------------------------------------

    def member(self, key: str) -> Member | None:
        """Whose key it is."""
        return members.member_of(self._reader, key)

    def opens_wall(self, key: str) -> bool:
        """Whether it is the key of the board on the wall."""
        return members.opens_wall(self._reader, key)

    def info(self) -> LeagueInfo:
        """The league."""
        return members.info(self._reader)

    async def join(self, code: str, player: Player, key: str) -> str:
        """See :func:`vmdojo.league.server.members.join`."""
        given = await self.write(lambda connection: members.join(connection, code, player, key))
        self._changed()
        return given

    async def was_used(self, member: Member) -> None:
        """The key of a member was used: it is not lost, and joining again cannot replace it."""
        await self.write(lambda c: c.execute("UPDATE players SET used = 1 WHERE n = ?", (member.n,)) and None)

    def players(self, after: int) -> list[tuple[int, Player]]:
        """A page of members."""
        return members.players(self._reader, after, PAGE)

    # -- competitions ------------------------------------------------------------------------------------------------

    def competitions(self) -> list[Competition]:
        """All, the latest start first."""
        return contests.competitions(self._reader)

    async def announce(self, member: Member, competition: Competition, opening: Opening | None) -> None:
        """Set a competition; its judge and every scenario must be here."""
        self._lead_only(member)
        if competition.lead != member.id:
            raise TurnedDown("A competition names the lead who sets it.")
        contests.fits(competition, opening)
        self._court.rubric(competition)
        self._court.scenarios(competition, opening)
        await self.write(lambda connection: contests.announce(connection, competition, opening))
        self._changed()

    def reveal(self, member: Member, opening: Opening) -> None:
        """The server opens by itself; the lead's own opening is only held against what was sealed."""
        self._lead_only(member)
        it = self._contest(opening.competition)
        if contests.is_sealed(it.competition, self.now_ms()):
            raise TurnedDown(f"“{it.competition.title}” stays sealed until it starts.")
        if contests.opening_of(self._reader, it) != opening:
            raise TurnedDown(f"That is not what was sealed for “{it.competition.title}”.")

    async def opening(self, member: Member, id_: str) -> Opening | None:
        """What a competition brought with it; None while it is sealed. Who sees it, and when, is kept."""
        it = self._contest(id_)
        now = self.now_ms()
        if contests.is_sealed(it.competition, now):
            return None
        if it.competition.seal and not it.closed:
            await self.write(lambda connection: contests.see(connection, it, member.n, now))
        return contests.opening_of(self._reader, it)

    async def ticket(self, member: Member, id_: str, scenario_hash: str) -> Ticket:
        """Leave to write one take; stamped."""
        now = self.now_ms()
        it = self._contest(id_)
        if it.closed or not it.competition.starts_ms <= now < it.competition.ends_ms:
            raise TurnedDown(f"“{it.competition.title}” is not open now.")
        if scenario_hash not in self._ready(it).scenarios:
            raise TurnedDown(f"That scenario, or that version of it, is not in “{it.competition.title}”.")
        who = (member.n, member.id)
        return await self.write(lambda connection: contests.ticket(connection, it, who, scenario_hash, now))

    # -- takes -------------------------------------------------------------------------------------------------------

    async def submit(self, member: Member, take: Take) -> Receipt:
        """Grade a take and keep it. The receipt is given after the disk has it."""
        received = self.now_ms()
        if take.player != member.id:
            raise TurnedDown("A take is handed in by the player who left it.")
        it = self._contest(take.competition)
        there = entering.receipt_of(self._reader, it, member.n, take.id)
        if there is not None:
            return there
        if contests.is_sealed(it.competition, received):
            raise TurnedDown(f"“{it.competition.title}” is sealed until it starts.")
        self._court.rubric(it.competition)
        ready = self._ready(it)
        reason = why_not(it.competition, ready.scenarios, Entered(take, received))
        if reason:
            raise TurnedDown(f"“{it.competition.title}” does not take this one: it is {reason}.")
        # Before the work of grading; asked again where it is kept.
        entering.check_open(self._reader, it, member.n, take, received)
        received = self._stamp()
        points = await self._graders.points(Rules.of(it.competition), ready.forms[take.scenario_hash], take)
        coming = Coming(take, received, points)
        receipt = await self.write(
            lambda connection: self._register.enter(connection, it.competition.id, member.n, coming, ready.scenarios)
        )
        self._changed()
        return receipt

    def takes(self, member: Member, id_: str, after: int) -> list[tuple[int, Entered]]:
        """A page of takes: one's own while the competition runs, everybody's afterwards."""
        it = self._contest(id_)
        over = self.now_ms() >= it.competition.ends_ms
        if it.competition.kind == "friday" and not over:
            return []
        return contests.takes(self._reader, it, player=None if over else member.n, after=after, many=PAGE)

    # -- boards ------------------------------------------------------------------------------------------------------

    async def standings(self, member: Member | None, id_: str, by: By) -> Board:
        """The first hundred, and the member's own place with its neighbours."""
        it = self._contest(id_)
        if it.competition.kind == "friday" and not it.closed:
            raise TurnedDown(f"“{it.competition.title}” shows no grades before the room has voted and it is closed.")
        if not entering.is_kept(it.competition):
            return await self._drawn_board(member, it, by)
        week = week_of(it.competition, self.now_ms())
        return kept_board(self._reader, it, by, week, member.n if member is not None else None, top=TOP)

    async def _drawn_board(self, member: Member | None, it: Contest, by: By) -> Board:
        week = week_of(it.competition, self.now_ms())
        key, version = (it.competition.id, by, week), self._version
        known = self._drawn.get(key)
        if known is None or known[0] != version:
            past = await self.write(lambda connection: contests.past(connection, it))
            count = len(self._ready(it).scenarios)
            board = await asyncio.to_thread(self._draw, it, by, week, past, count)
            self._drawn[key] = known = (version, board)
        return cut(known[1], member.id if member is not None else "", top=TOP)

    def _draw(self, it: Contest, by: By, week: int, past: Mapping[str, float], count: int) -> Board:
        """A board from the kept grades, in a thread and with a connection of its own."""
        reader = open_reader(self._folder)
        try:
            kept = [one for one in entering.judged_of(reader, it) if not week or self._week(it, one) == week]
            return draw(
                it.competition,
                contests.playing(reader, it),
                [one.judged for one in kept],
                count=count,
                by=by,
                past=past,
                assisted=frozenset(one.judged.hash for one in kept if one.assisted),
                week=week,
            )
        finally:
            reader.close()

    @staticmethod
    def _week(it: Contest, one: entering.Kept) -> int:
        return week_of(it.competition, one.received)

    # -- the room votes, and the end ---------------------------------------------------------------------------------

    async def vote(self, member: Member, ballot: Ballot) -> None:
        """Keep a ballot between the end of a Friday round and its result."""
        if ballot.player != member.id:
            raise TurnedDown("A ballot is the voter's own.")
        it = self._contest(ballot.competition)
        if it.competition.kind != "friday":
            raise TurnedDown(f"“{it.competition.title}” is no Friday round: nobody votes in it.")
        now = self.now_ms()
        require_over(it.competition, now)
        stamped = msgspec.structs.replace(ballot, at_ms=now)

        def keep(connection: sqlite3.Connection) -> None:
            again = contests.contest(connection, it.competition.id)
            if again.closed:
                raise TurnedDown(f"“{it.competition.title}” is closed; the votes are counted.")
            contests.vote(connection, again, member.n, stamped)

        await self.write(keep)
        self._changed()

    def ballots(self, member: Member, id_: str) -> list[Ballot]:
        """Everybody's once the competition is closed; before that one's own, and for the lead all."""
        it = self._contest(id_)
        found = contests.ballots(self._reader, it)
        if it.closed or self.info().lead == member.id:
            return found
        return [one for one in found if one.player == member.id]

    def result(self, id_: str) -> bytes | None:
        """The result in its canonical form."""
        return contests.result(self._reader, self._contest(id_))

    async def end(self, member: Member, id_: str) -> bytes:
        """Close a competition for good; once closed, the same result again."""
        self._lead_only(member)
        it = self._contest(id_)
        if not it.closed:
            now = self.now_ms()
            require_over(it.competition, now)
            past = await self.write(lambda connection: contests.past(connection, it))
            done = False
            while not done:
                # A take that was received in time may still be on its way from the graders: then once more.
                seen, result = await asyncio.to_thread(self._conclude, it, past, now)
                body = canonical(result)
                if len(body) > MOST_RESULT_BYTES:
                    raise TurnedDown(
                        f"“{it.competition.title}” holds more takes than one result can "
                        f"({MOST_RESULT_BYTES >> 20} MiB). Its board stays as it stands."
                    )
                done = await self.write(functools.partial(contests.close, it=it, seen=seen, body=body))
            self._changed()
        kept = contests.result(self._reader, it)
        assert kept is not None
        return kept

    def _conclude(self, it: Contest, past: Mapping[str, float], now_ms: int) -> tuple[contests.Seen, Result]:
        """Grades everything once more, as everybody who verifies the result will; in a thread."""
        reader = open_reader(self._folder)
        try:
            reader.execute("BEGIN")
            seen = contests.come_so_far(reader, it)
            opening = contests.opening_of(reader, it)
            entered = [entered for _, entered in contests.takes(reader, it, player=None, after=0, many=-1)]
            ballots = contests.ballots(reader, it)
            playing = contests.playing(reader, it)
            reader.execute("COMMIT")
            return seen, conclude(self._court, it.competition, opening, playing, entered, ballots, past, now_ms)
        finally:
            reader.close()

    # -- inside ------------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._version += 1
        self.changes.tell()

    def _contest(self, id_: str) -> Contest:
        return contests.contest(self._reader, id_)

    def _lead_only(self, member: Member) -> None:
        info = self.info()
        if info.lead != member.id:
            raise TurnedDown(f"Only the lead of “{info.name}” does that.")

    def _ready(self, it: Contest) -> Wanted:
        """The scenarios of a competition; it never changes, so they are made ready once."""
        known = self._wanted.get(it.competition.id)
        if known is None:
            scenarios = self._court.scenarios(it.competition, contests.opening_of(self._reader, it))
            forms = {hash_: content_form(scenario).decode() for hash_, scenario in scenarios.items()}
            known = self._wanted[it.competition.id] = Wanted(scenarios, forms)
        return known

    async def write(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Have ``job`` done in the writing thread, inside a transaction; back after the commit."""
        return await asyncio.wrap_future(self._writer.submit(job))
