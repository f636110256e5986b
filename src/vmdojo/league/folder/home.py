"""A league in a shared folder, as one of its members sees it."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from vmdojo.league.board import HONOUR, draw, latest, left_out, past_of
from vmdojo.league.court import Court, week_of, why_not
from vmdojo.league.ending import conclude, require_over, verify
from vmdojo.league.folder.files import COMPETITIONS, LEAGUE, PLAYERS, Found, Seen, in_reach, put, survey, write_beside
from vmdojo.league.home import TurnedDown
from vmdojo.league.likeness import assisted
from vmdojo.league.wire import (
    BadWire,
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
    code_check,
    digest,
    read,
    seal_of,
)
from vmdojo.progress import Clock, SystemClock, new_id


def create(folder: Path, info: LeagueInfo) -> None:
    """Begin a league in a folder, which may be there already. TurnedDown where one is there; OutOfReach."""
    data = canonical(info)
    with in_reach(folder.parent):
        folder.mkdir(exist_ok=True)
        path = folder / LEAGUE
        if path.exists():
            raise TurnedDown(f"There is a league in {folder} already. Join it: vmdojo league join FOLDER CODE")
        write_beside(path, data)


class FolderHome:
    """:class:`vmdojo.league.home.Home` over files. It looks anew at every call: others write too."""

    def __init__(self, folder: Path, player: str, court: Court, clock: Clock | None = None) -> None:
        self._folder = folder
        self._player = player
        self._court = court
        self._clock = clock or SystemClock()
        self._seen: Seen = {}

    # -- Home --------------------------------------------------------------------------------------------------------

    def info(self) -> LeagueInfo:
        path = self._folder / LEAGUE
        with in_reach(self._folder):
            shape = path.stat()
            data = path.read_bytes() if stat.S_ISREG(shape.st_mode) and shape.st_size <= 1 << 16 else b""
        try:
            return read(data, LeagueInfo)
        except BadWire as bad:
            raise TurnedDown(f"{path} is not a league of this format: {bad}. Ask your lead.") from bad

    def join(self, code: str, player: Player) -> str:
        info = self.info()
        if code_check(info.id, code) != info.code_check:
            raise TurnedDown(f"That is not the code of “{info.name}”. Ask your lead for it.")
        known = next((one for one in self.players() if one.id == player.id), None)
        if known is None or (known.name, known.team) != (player.name, player.team):
            self._put_own("player", player)
        return ""

    def players(self) -> Sequence[Player]:
        return _players(self._survey())

    def competitions(self) -> Sequence[Competition]:
        return _competitions(self._survey(), self.info())

    def opening(self, competition: str) -> Opening | None:
        found = self._survey()
        return self._opening(found, self._competition(found, competition))

    def ticket(self, competition: str, scenario_hash: str) -> Ticket:
        now = self._clock.now_ms()
        return Ticket(
            id=new_id(now),
            competition=competition,
            scenario_hash=scenario_hash,
            player=self._player,
            opened_ms=now,
        )

    def submit(self, take: Take) -> Receipt:
        found = self._survey()
        competition = self._competition(found, take.competition)
        one = _entered(take)
        mine = [it for it in found.all(Take) if it.player == take.player and it.competition == take.competition]
        same = next((it for it in mine if it.id == take.id), None)
        if same is not None:
            return Receipt(take=same.id, hash=digest(same), received_ms=same.left_ms, again=True)
        if self._result(found, competition) is not None:
            raise TurnedDown(f"“{competition.title}” is closed.")
        opening = self._opening(found, competition)
        reason = why_not(competition, self._court.scenarios(competition, opening), one)
        if reason:
            raise TurnedDown(f"“{competition.title}” does not take this one: it is {reason}.")
        week = week_of(competition, take.left_ms)
        tried = [
            it for it in mine if it.scenario_hash == take.scenario_hash and week_of(competition, it.left_ms) == week
        ]
        if len(tried) >= competition.tries:
            raise TurnedDown(
                f"You have handed in all you may on this buyer in “{competition.title}”: {competition.tries}."
            )
        self._put_own("take", take)
        return Receipt(take=take.id, hash=digest(take), received_ms=take.left_ms)

    def takes(self, competition: str) -> Sequence[Entered]:
        found = self._survey()
        return self._takes(found, self._competition(found, competition))

    def standings(self, competition: str, by: By = "points") -> Board:
        found = self._survey()
        it = self._competition(found, competition)
        result = self._result(found, it)
        if it.kind == "friday" and result is None:
            raise TurnedDown(f"“{it.title}” shows no grades before the room has voted and it is closed.")
        entered = result.takes if result is not None else self._takes(found, it)
        past = result.past if result is not None else self._past(found, it)
        opening = self._opening(found, it)
        now = self._clock.now_ms()
        week = week_of(it, now)
        judged, out = self._court.counted(it, opening, entered, week=week)
        scenarios = self._court.scenarios(it, opening)
        return draw(
            it,
            _players(found),
            judged,
            count=len(scenarios),
            by=by,
            past=past,
            assisted=assisted([(one.hash, one.entered) for one in judged], scenarios),
            week=week,
            told=(HONOUR, *left_out(out), *left_out(found.passed_over, "file")),
        )

    def vote(self, ballot: Ballot) -> None:
        found = self._survey()
        competition = self._competition(found, ballot.competition)
        if competition.kind != "friday":
            raise TurnedDown(f"“{competition.title}” is no Friday round: nobody votes in it.")
        require_over(competition, self._clock.now_ms())
        if self._result(found, competition) is not None:
            raise TurnedDown(f"“{competition.title}” is closed; the votes are counted.")
        self._put_own("ballot", ballot)

    def ballots(self, competition: str) -> Sequence[Ballot]:
        return latest(one for one in self._survey().all(Ballot) if one.competition == competition)

    def result(self, competition: str) -> Result | None:
        found = self._survey()
        return self._result(found, self._competition(found, competition))

    def announce(self, competition: Competition, opening: Opening | None) -> None:
        self._lead_only()
        if any(one.id == competition.id for one in self.competitions()):
            raise TurnedDown(f"There is a competition “{competition.id}” already. Give this one another name.")
        self._put(COMPETITIONS, "competition", competition)
        if opening is not None and not competition.seal:
            self._put(COMPETITIONS, "opening", opening)

    def reveal(self, opening: Opening) -> None:
        self._lead_only()
        competition = self._competition(self._survey(), opening.competition)
        if self._clock.now_ms() < competition.starts_ms:
            raise TurnedDown(f"“{competition.title}” stays sealed until it starts.")
        if seal_of(opening) != competition.seal:
            raise TurnedDown(f"That is not what was sealed for “{competition.title}”.")
        self._put(COMPETITIONS, "opening", opening)

    def close(self, competition: str, now_ms: int) -> Result:
        self._lead_only()
        found = self._survey()
        it = self._competition(found, competition)
        result = self._result(found, it)
        if result is None:
            require_over(it, now_ms)
            opening = self._opening(found, it)
            ballots = [one for one in found.all(Ballot) if one.competition == it.id]
            result = conclude(
                self._court,
                it,
                opening,
                _players(found),
                self._takes(found, it),
                ballots,
                self._past(found, it),
                now_ms,
            )
            self._put(COMPETITIONS, "result", result)
        return result

    # -- inside ------------------------------------------------------------------------------------------------------

    def _survey(self) -> Found:
        return survey(self._folder, self._seen)

    def _lead_only(self) -> None:
        info = self.info()
        if info.lead != self._player:
            raise TurnedDown(f"Only the lead of “{info.name}” does that.")

    def _put_own(self, kind: str, thing: Player | Take | Ballot) -> None:
        self._put(f"{PLAYERS}/{self._player}", kind, thing)

    def _put(self, place: str, kind: str, thing: Player | Take | Ballot | Competition | Opening | Result) -> None:
        put(self._folder / place, self._folder, kind, thing)

    def _competition(self, found: Found, id_: str) -> Competition:
        for one in _competitions(found, self.info()):
            if one.id == id_:
                return one
        raise TurnedDown(f"There is no competition “{id_}” in this league. vmdojo league status names them.")

    def _opening(self, found: Found, competition: Competition) -> Opening | None:
        if competition.seal and self._clock.now_ms() < competition.starts_ms:
            return None
        own = [one for one in found.all(Opening) if one.competition == competition.id]
        if competition.seal:
            return next((one for one in own if seal_of(one) == competition.seal), None)
        return own[0] if own else None

    def _takes(self, found: Found, competition: Competition) -> list[Entered]:
        own = [_entered(one) for one in found.all(Take) if one.competition == competition.id]
        if competition.kind == "friday":
            return own if self._clock.now_ms() >= competition.ends_ms else []
        return sorted(own, key=lambda it: (it.received_ms, digest(it.take)))

    def _result(self, found: Found, competition: Competition) -> Result | None:
        """The first result that holds; one that does not is nobody's result."""
        own = [one for one in found.all(Result) if one.competition == competition]
        for result in sorted(own, key=lambda it: (it.closed_ms, digest(it))):
            if not verify(self._court, result):
                return result
            found.passed_over["a result that does not hold"] += 1
        return None

    def _past(self, found: Found, competition: Competition) -> dict[str, float]:
        before = [one for one in found.all(Result) if one.competition.id != competition.id and self._holds(found, one)]
        return past_of(before, competition.starts_ms)

    def _holds(self, found: Found, result: Result) -> bool:
        try:
            return self._result(found, result.competition) == result
        except TurnedDown:
            return False


def _entered(take: Take) -> Entered:
    """On honour a take was received when the player says that it was left: the same for every reader."""
    return Entered(take, take.left_ms)


def _players(found: Found) -> list[Player]:
    last: dict[str, Player] = {}
    for one in sorted(found.all(Player), key=lambda it: (it.since_ms, digest(it))):
        last[one.id] = one
    return [last[id_] for id_ in sorted(last)]


def _competitions(found: Found, info: LeagueInfo) -> list[Competition]:
    """Those of the lead; of two under one id the one that was announced first."""
    first: dict[str, Competition] = {}
    for one in sorted(found.all(Competition), key=lambda it: (it.announced_ms, digest(it))):
        if one.lead == info.lead:
            first.setdefault(one.id, one)
    return sorted(first.values(), key=lambda it: (-it.starts_ms, it.id))
