"""A league server to play with: in this process with a clock of one's own, or a real one on loopback."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Coroutine
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

import vmdojo
from vmdojo.grading import load_rubric
from vmdojo.league.http import HttpHome
from vmdojo.league.server import contests
from vmdojo.league.server.graders import Graders
from vmdojo.league.server.members import Codes, Member
from vmdojo.league.server.service import Service
from vmdojo.league.server.serving import open_league
from vmdojo.league.server.tables import open_tables
from vmdojo.league.wire import Competition, Entered, Entry, Guess, Opening, Player, Take, seal_of
from vmdojo.progress import new_id
from vmdojo.scenarios import content_form, content_hash, load_library
from vmdojo.scenarios.model import Scenario

SOURCE = Path(vmdojo.__file__).parents[1]
LIBRARY = load_library()
DANA, SECOND = (LIBRARY.get("second-cold-store"), LIBRARY.scenarios[0])
JUDGE = load_rubric().judge
START = 1_790_000_000_000
HOUR = 3_600_000
GOOD = (
    "Hi Dana, Luis Ortega at Coldway. I saw Reno opens in March, and two of your five dispatchers left this year. "
    "Who plans the trailer moves today?"
)

T = TypeVar("T")


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.ms = START

    def now_ms(self) -> int:
        return self.ms

    def offset_minutes(self) -> int:
        return 0


class Table:
    """A service with members, in this process."""

    def __init__(self, folder: Path, graders: Graders | None = None) -> None:
        self.clock = Clock()
        connection = open_tables(folder)
        codes = open_league(connection, "The floor", new_codes=False, now_ms=START)
        self.codes: Codes | None = codes
        self.service = Service(
            folder, connection, clock=self.clock, graders=graders or Graders(0), library=lambda: LIBRARY
        )

    def do(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run(coroutine)

    def join(self, name: str, team: str = "", *, lead: bool = False) -> Member:
        assert self.codes is not None
        player = Player(id=new_id(START), name=name, team=team, since_ms=START)
        key = self.do(self.service.join(self.codes.lead if lead else self.codes.team, player, ""))
        member = self.service.member(key)
        assert member is not None
        return member

    def announce(self, lead: Member, opening: Opening | None = None, **changed: Any) -> Competition:
        competition = contest(lead.id, **changed)
        self.do(self.service.announce(lead, competition, opening))
        return competition

    def hand_in(self, member: Member, competition: Competition, text: str = GOOD, **changed: Any) -> Take:
        take = take_of(member.id, competition, text, **changed)
        self.do(self.service.submit(member, take))
        return take

    def everything(self, competition: Competition) -> list[Entered]:
        """Every take of it, whoever may see it now."""

        def read(connection: sqlite3.Connection) -> list[Entered]:
            it = contests.contest(connection, competition.id)
            return [one for _, one in contests.takes(connection, it, player=None, after=0, many=-1)]

        return self.do(self.service.write(read))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.service.close()


def contest(lead: str, **changed: Any) -> Competition:
    given: dict[str, Any] = {
        "id": "november",
        "title": "November",
        "lead": lead,
        "announced_ms": START,
        "starts_ms": START,
        "ends_ms": START + HOUR,
        "entries": (Entry(DANA.id, content_hash(DANA)), Entry(SECOND.id, content_hash(SECOND))),
        "judge": JUDGE,
        "tries": 3,
    }
    return Competition(**(given | changed))


@cache
def hash_of(scenario: str) -> str:
    return content_hash(LIBRARY.get(scenario))


def sealed(id_: str, scenario: Scenario = DANA) -> tuple[Opening, dict[str, Any]]:
    """An opening, and what its competition says of it beforehand."""
    opening = Opening(competition=id_, salt="0" * 32, scenarios=(content_form(scenario).decode(),))
    return opening, {"id": id_, "entries": (), "seal": seal_of(opening)}


def take_of(player: str, competition: Competition, text: str = GOOD, **changed: Any) -> Take:
    scenario = changed.pop("on", DANA)
    given: dict[str, Any] = {
        "id": new_id(START),
        "player": player,
        "competition": competition.id,
        "scenario": scenario.id,
        "scenario_hash": hash_of(scenario.id),
        "judge": competition.judge,
        "text": text,
        "prediction": Guess(True, 70),
        "opened_ms": START,
        "left_ms": START,
        "source": "league",
    }
    return Take(**(given | changed))


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


class Printed(NamedTuple):
    """What a real server printed when it made its league."""

    lead: str
    team: str
    wall: str


class Server:
    """``vmdojo league serve`` as a process of its own."""

    def __init__(self, folder: Path, *more: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "vmdojo", "league", "serve", "--data", str(folder), "--port", "0", *more],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
        )
        said: list[str] = []
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said.append(line.decode())
            if line.startswith(b"Ctrl+C"):
                break
        else:
            wrong = self._process.stderr.read().decode() if self._process.stderr is not None else ""
            self._end()
            raise AssertionError(wrong)
        self.address = said[0].split()[4]
        self.codes = Printed(*(line.split()[-1].rpartition("#")[2] for line in said[2:5])) if len(said) > 2 else None

    def join(self, name: str = "", *, lead: bool = False) -> tuple[HttpHome, str]:
        """A new member's home, and the player's id."""
        assert self.codes is not None
        id_ = new_id(START)
        home = HttpHome(self.address, id_)
        home.join(self.codes.lead if lead else self.codes.team, Player(id=id_, name=name, since_ms=START))
        return home, id_

    def kill(self) -> None:
        """No word of warning."""
        self._process.kill()
        self._end()

    def stop(self) -> int:
        """As Ctrl+C does; the exit code."""
        self._process.send_signal(signal.SIGINT)
        return self._end()

    def _end(self) -> int:
        code = self._process.wait(20)
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()
        return code
