"""A member at their own machine: one object for every front end. What is out of reach is kept and sent later."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Self

import msgspec

from vmdojo.coaching.model import Attempt
from vmdojo.league import membership as memberships
from vmdojo.league.court import Court
from vmdojo.league.folder.files import write_beside
from vmdojo.league.grades import Grades
from vmdojo.league.handing import LEAGUE_SOURCE, take_of
from vmdojo.league.home import Home, LeagueError, OutOfReach, TurnedDown
from vmdojo.league.membership import Membership, own_folder
from vmdojo.league.outbox import Outbox, Sent
from vmdojo.league.places import home_of
from vmdojo.league.wire import BadWire, Competition, Opening, Player, Take, canonical, read, seal_of
from vmdojo.progress import Clock, Record, SystemClock, new_id
from vmdojo.rounds.ports import Library

_DAY_MS = 86_400_000
_SOON_MS = 3_600_000


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What was last heard of the league, for the time when it is out of reach."""

    competitions: tuple[Competition, ...] = ()
    openings: tuple[Opening, ...] = ()
    closed: tuple[str, ...] = ()
    """Ids of competitions that have a result."""
    heard_ms: int = 0


class Member:
    """The league from one chair. Methods raise LeagueError or OSError where they say so, and nothing else."""

    def __init__(self, data: Path, membership: Membership, library: Callable[[], Library], clock: Clock) -> None:
        self.membership = membership
        self.clock = clock
        self._data = data
        self._folder = own_folder(data, membership)
        self.court = Court(library, Grades(data / memberships.FOLDER / "grades"))
        self.outbox = Outbox(self._folder)
        self.known = self._load_known()
        self._home: Home | None = None
        self.away = ""
        """Why the league could not be asked the last time; empty where it could."""

    @classmethod
    def open(cls, data: Path, library: Callable[[], Library], clock: Clock | None = None) -> Self | None:
        """The member of this data folder; None for a player without a league. Asks nobody yet."""
        membership = memberships.load(data)
        return None if membership is None else cls(data, membership, library, clock or SystemClock())

    @classmethod
    def join(
        cls,
        data: Path,
        library: Callable[[], Library],
        place: str,
        code: str,
        *,
        name: str = "",
        team: str = "",
        clock: Clock | None = None,
        player: str = "",
    ) -> Self:
        """Become a member, or with the same league say name and team anew. Raises LeagueError or OSError."""
        clock = clock or SystemClock()
        before = memberships.load(data)
        now = clock.now_ms()
        player = player or (before.player if before is not None else new_id(now))
        court = Court(library)
        home = home_of(place, player, court, clock, key=before.key if before is not None else "")
        info = home.info()
        if before is not None and before.league != info.id:
            raise TurnedDown(f"You are in “{before.league_name}”. Leave it first: vmdojo league leave")
        key = home.join(code, _player(player, name, team, now))
        membership = Membership(
            place=place,
            league=info.id,
            league_name=info.name,
            player=player,
            name=name,
            team=team,
            key=key,
            code=code,
        )
        try:
            memberships.store(data, membership)
        except UnicodeEncodeError as odd:
            raise TurnedDown("The path of that folder holds a character that cannot be kept. Rename it.") from odd
        return cls(data, membership, library, clock)

    def leave(self) -> int:
        """Leave the league; returns how many takes wait unsent, which stay on this machine. Raises OSError."""
        waiting = len(self.outbox.waiting())
        memberships.forget(self._data)
        return waiting

    @property
    def home(self) -> Home:
        """The league itself. TurnedDown where this vmdojo does not know such a place."""
        if self._home is None:
            m = self.membership
            self._home = home_of(m.place, m.player, self.court, self.clock, key=m.key)
        return self._home

    @property
    def player(self) -> str:
        return self.membership.player

    # -- hearing and sending -----------------------------------------------------------------------------------------

    def sync(self) -> Sent:
        """Hear what is new, open what is due, send what waits. Raises OSError, and TurnedDown where the place itself
        is wrong; a league out of reach is told in ``Sent.why`` and in :attr:`away`."""
        try:
            home = self.home
            self._reveal_due(home)
            self._hear(home)
        except OutOfReach as away:
            self.away = str(away)
            return Sent(waiting=len(self.outbox.waiting()), why=self.away)
        self.away = ""
        return self.outbox.send(home.submit)

    def _hear(self, home: Home) -> None:
        competitions = tuple(home.competitions())
        openings = [opening for one in competitions if (opening := home.opening(one.id)) is not None]
        closed = tuple(one.id for one in competitions if self._closed(home, one))
        self.known = Known(
            competitions=competitions, openings=tuple(openings), closed=closed, heard_ms=self.clock.now_ms()
        )
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_beside(self._folder / "known.json", msgspec.json.encode(self.known))

    def _closed(self, home: Home, competition: Competition) -> bool:
        if self.clock.now_ms() < competition.ends_ms:
            return False
        try:
            return home.result(competition.id) is not None
        except TurnedDown:  # judged by a judge that is not here: nobody can tell
            return False

    def _load_known(self) -> Known:
        try:
            return msgspec.json.decode((self._folder / "known.json").read_bytes(), type=Known)
        except (OSError, msgspec.DecodeError):
            return Known()

    # -- competitions ------------------------------------------------------------------------------------------------

    def open_now(self) -> list[Competition]:
        """Competitions that run at this moment, as far as known, the one that ends first foremost."""
        now = self.clock.now_ms()
        found = [one for one in self.known.competitions if one.starts_ms <= now < one.ends_ms]
        return sorted(found, key=lambda it: (it.ends_ms, it.id))

    def coming(self) -> list[Competition]:
        """Competitions that have not begun, the next one first."""
        now = self.clock.now_ms()
        return sorted((one for one in self.known.competitions if now < one.starts_ms), key=lambda it: it.starts_ms)

    def due(self) -> Competition | None:
        """The Friday round that wants its players now: one that is open or opens within an hour, else the last one that
        is over since less than a day and not closed. None where there is none."""
        now = self.clock.now_ms()
        rounds = [one for one in self.known.competitions if one.kind == "friday" and one.id not in self.known.closed]
        near = [one for one in rounds if one.starts_ms - _SOON_MS <= now < one.ends_ms + _DAY_MS]
        over = [one for one in near if one.ends_ms <= now]
        soon = [one for one in near if now < one.ends_ms]
        first = min(soon, key=lambda it: it.starts_ms, default=None)
        return first or max(over, key=lambda it: it.ends_ms, default=None)

    def find(self, id_: str) -> Competition:
        """The competition of that id. TurnedDown with those that there are."""
        for one in self.known.competitions:
            if one.id == id_:
                return one
        there = ", ".join(one.id for one in self.known.competitions[:8]) or "none yet"
        raise TurnedDown(f"There is no competition “{id_[:60]}”. There are: {there}.")

    def opening(self, competition: Competition) -> Opening | None:
        """What a competition brought with it, as far as known."""
        return next((one for one in self.known.openings if one.competition == competition.id), None)

    def fitting(self, attempt: Attempt) -> list[Competition]:
        """Open competitions that an attempt could be handed into, and into which it was not yet."""
        return [one for one in self.open_now() if self._fits(one, attempt)]

    def _fits(self, competition: Competition, attempt: Attempt) -> bool:
        if competition.kind == "friday" or (competition.official and not attempt.source.startswith(LEAGUE_SOURCE)):
            return False
        if not competition.starts_ms <= attempt.left_ms < competition.ends_ms or attempt.judge != competition.judge:
            return False
        try:
            scenarios = self.court.scenarios(competition, self.opening(competition))
            take = take_of(attempt, self.player, competition, offline=False)
        except LeagueError:
            return False
        return attempt.scenario_hash in scenarios and not self.outbox.knows(take)

    def handed_in(self, competition: Competition) -> list[Take]:
        """One's own takes of a competition, as far as this machine knows: sent ones and those that wait."""
        mine = {take.id: take for take, _ in self.outbox.sent()} | {take.id: take for take in self.outbox.waiting()}
        return sorted((it for it in mine.values() if it.competition == competition.id), key=lambda it: it.left_ms)

    # -- handing in --------------------------------------------------------------------------------------------------

    def hand_in(self, attempt: Attempt, competition: Competition, *, ticket: str = "", pasted: int = 0) -> Sent:
        """Hand an attempt in: into the outbox first, then on its way. ``pasted`` as in :class:`Take`.

        TurnedDown for one that is private, judged otherwise, on another scenario, or handed in already; OSError where
        this machine cannot keep it.
        """
        away = not self._in_reach()
        take = take_of(attempt, self.player, competition, offline=away, ticket=ticket, pasted=pasted)
        if take.judge != competition.judge:
            raise TurnedDown(
                f"“{competition.title}” is judged by {competition.judge}; this take was judged by {take.judge}."
            )
        if take.scenario_hash not in self.court.scenarios(competition, self.opening(competition)):
            raise TurnedDown(f"“{competition.title}” is not about this buyer, or about another version of it.")
        return self.post(take)

    def post(self, take: Take) -> Sent:
        """Keep a take and send what waits."""
        try:
            fresh = self.outbox.put(take)
        except BadWire as bad:
            raise TurnedDown(f"This take cannot be handed in: {bad}.") from bad
        if not fresh:
            raise TurnedDown("That one is handed in already.")
        return self.sync()

    def _in_reach(self) -> bool:
        try:
            self.home.info()
        except LeagueError:
            return False
        return True

    def drafts(self) -> Record:
        """Where the words of official takes wait. Raises RecordError."""
        return Record.open(self._folder / "drafts", clock=self.clock)

    # -- the lead ----------------------------------------------------------------------------------------------------

    def announce(self, competition: Competition, opening: Opening | None) -> Competition:
        """Set a competition; a sealed one's content is kept here until it is due. Raises LeagueError or OSError.

        Returns it as announced, with its seal.
        """
        if opening is not None and competition.seal:
            opening = msgspec.structs.replace(opening, salt=secrets.token_hex(16))
            competition = msgspec.structs.replace(competition, seal=seal_of(opening))
            sealed = self._sealed(competition.id)
            sealed.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_beside(sealed, canonical(opening))
        self.home.announce(competition, opening)
        self.sync()
        return competition

    def _sealed(self, competition: str) -> Path:
        return self._folder / "sealed" / f"{competition}-.json"  # the hyphen: no name that Windows keeps for a device

    def _reveal_due(self, home: Home) -> None:
        """Open what this lead holds sealed and whose minute has come."""
        folder = self._folder / "sealed"
        if not folder.is_dir():
            return
        now = self.clock.now_ms()
        due = {one.id: one for one in home.competitions() if one.seal and one.starts_ms <= now}
        for path in sorted(folder.glob("*.json")):
            try:
                opening = read(path.read_bytes(), Opening)
            except (BadWire, FileNotFoundError):  # damaged, or opened by another vmdojo, or thread, a moment ago
                continue
            if opening.competition in due:
                home.reveal(opening)
                path.unlink(missing_ok=True)

    def is_lead(self) -> bool:
        """Whether this player sets the competitions. Raises LeagueError."""
        return self.home.info().lead == self.player


def _player(id_: str, name: str, team: str, now: int) -> Player:
    for what, text in (("name", name), ("team", team)):
        if len(text) > 60:
            raise TurnedDown(f"A {what} has up to 60 characters.")
    return Player(id=id_, name=name.strip(), team=team.strip(), since_ms=max(0, now))


def new_code() -> str:
    """A joining code that can be read out: eight of 32 signs, none of which looks like another."""
    return "".join(secrets.choice("23456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(8))
