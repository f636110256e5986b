"""The league server: a board with many players, at the database; and submissions a second over HTTP.

    python tests/benchmarks/league.py [--players 100000] [--takes 1000000] [--submissions 3000] [--graders N]

First table: the first hundred and one's own place, from 10,000 takes and from the given number (budget 5 ms, dream 1),
beside what it would cost to count instead of keeping. Each is told by the clock on the wall and by the processor: where
others share the machine, the wall's 95th percentile tells how often they cut in, the processor's what the work costs.
"fresh" is a connection that has read nothing yet, as after a start of the server. Second: takes handed in over HTTP on
loopback with 16 lines held open, beside the same server that answers without grading, both in one run; left out with
``--submissions 0``. The client shares the machine's cores.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import msgspec  # noqa: E402

from league_server.play import DANA, GOOD, JUDGE, LIBRARY, SECOND, START, contest, take_of  # noqa: E402
from vmdojo.league.board import TREND, score_of  # noqa: E402
from vmdojo.league.court import Judged  # noqa: E402
from vmdojo.league.server import contests, members, ranking, tables  # noqa: E402
from vmdojo.league.server.app import make_app  # noqa: E402
from vmdojo.league.server.boards import kept_board  # noqa: E402
from vmdojo.league.server.entering import SORTS, Coming, Register, Shown  # noqa: E402
from vmdojo.league.server.graders import Graders, Rules  # noqa: E402
from vmdojo.league.server.service import Service  # noqa: E402
from vmdojo.league.server.serving import open_league  # noqa: E402
from vmdojo.league.wire import Entered, Guess, Player, Take, canonical  # noqa: E402
from vmdojo.progress import SystemClock, uuid7  # noqa: E402
from vmdojo.scenarios import content_hash  # noqa: E402

LINES = 16
T = TypeVar("T")


# -- at the database -------------------------------------------------------------------------------------------------


def fill(folder: Path, players: int, takes: int) -> contests.Contest:
    """A league with one competition that has been played: every row as the server itself would have it."""
    chance = random.Random(1)
    connection = tables.open_tables(folder)
    connection.execute("PRAGMA synchronous = OFF")
    open_league(connection, "Benchmark", new_codes=False, now_ms=START)
    lead = uuid7(START, b"0" * 10)
    competition = contest(lead, tries=20)
    connection.execute("BEGIN")
    contests.announce(connection, competition, None)
    it = contests.contest(connection, competition.id)
    hashes = [content_hash(DANA), content_hash(SECOND)]
    ids = [uuid7(START, n.to_bytes(10, "big")) for n in range(players)]
    connection.executemany(
        "INSERT INTO players (n, id, name, folded, team, since_ms, key, used) VALUES (?, ?, ?, ?, '', ?, ?, 1)",
        ((n + 1, id_, f"Player {n}", f"player {n}", START, members.hashed(id_)) for n, id_ in enumerate(ids)),
    )
    model = take_of(lead, competition)
    boards: dict[str, list[tuple[int, int, int, bytes]]] = {by: [] for by in SORTS}
    each, moment = takes // players, START
    for n, id_ in enumerate(ids, 1):
        own: list[Judged] = []
        rows = []
        skill = chance.uniform(20, 90)
        for at in range(each):
            moment += 1
            points = round(min(100.0, max(0.0, chance.gauss(skill, 8))), 1)
            take = msgspec.structs.replace(
                model,
                id=uuid7(START, (n * 1_000 + at + (1 << 40)).to_bytes(10, "big")),
                player=id_,
                scenario=(DANA, SECOND)[at % 2].id,
                scenario_hash=hashes[at % 2],
                prediction=Guess(True, chance.randint(0, 100)),
            )
            name = f"{n * 1_000 + at:064x}"
            own.append(Judged(Entered(take, moment), name, points))
            rows.append((it.n, n, take.id, name, take.scenario_hash, moment, points, 0, canonical(take)))
        connection.executemany(
            "INSERT INTO takes (competition, player, id, digest, hash, received_ms, points, assisted, body) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        for by in SORTS:
            score = score_of(competition, own, 2, by, None)
            if score is not None:
                shown = Shown(score.points, len(own), tuple(one.points for one in own[-TREND:]), False, False)
                value = round(score.value * ranking.FINE)
                boards[by].append((n, value, score.at_ms, msgspec.json.encode(shown)))
    for by in SORTS:
        cursor = connection.execute("INSERT INTO boards (competition, by, week) VALUES (?, ?, 0)", (it.n, by))
        assert cursor.lastrowid is not None
        ranking.fill(connection, cursor.lastrowid, boards[by])
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return it


COUNTED = """
SELECT player, sum(best) / 2 AS value, max(reached) AS reached FROM (
    SELECT player, hash, max(points) AS best, received_ms AS reached
    FROM takes WHERE competition = ? GROUP BY player, hash
) GROUP BY player ORDER BY value DESC, reached LIMIT 100
"""


def at_the_database(players: int, takes: int) -> dict[str, float]:
    """Milliseconds of everything that is asked of a board."""
    chance = random.Random(2)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        it = fill(folder, players, takes)
        reader = tables.open_reader(folder)
        board = reader.execute("SELECT n FROM boards WHERE by = 'points'").fetchone()[0]
        asked = [chance.randint(1, players) for _ in range(400)]

        def bare(player: int) -> None:
            ranking.top(reader, board, 100)
            ranking.place_of(reader, board, player)

        def whole(player: int) -> None:
            kept_board(reader, it, "points", 0, player, top=100)

        found = {}
        for name, ask in (("standings", bare), ("board", whole)):
            for player in asked[:50]:
                ask(player)
            times = [timed(ask, player) for player in asked]
            for column, kind in enumerate(("wall", "processor")):
                found[f"{name} {kind} median"] = statistics.median(one[column] for one in times)
                found[f"{name} {kind} p95"] = statistics.quantiles((one[column] for one in times), n=20)[-1]
        spent = found["board processor median"] / 1000
        found["idle p95"] = statistics.quantiles((timed(spin, spent)[0] for _ in asked), n=20)[-1]
        found["fresh"] = statistics.median(fresh(folder, it, player) for player in asked[:40])
        started = time.perf_counter()
        reader.execute(COUNTED, (it.n,)).fetchall()
        found["counted"] = (time.perf_counter() - started) * 1000
        reader.close()
        found["a take"] = keep(folder, it, chance, players)
        found["MiB"] = sum(path.stat().st_size for path in folder.iterdir()) / (1 << 20)
        return found


def keep(folder: Path, it: contests.Contest, chance: random.Random, players: int) -> float:
    """Milliseconds of keeping a take with three boards, 32 in a transaction, the disk waited for."""
    connection = tables.open_tables(folder)
    register, many, group = Register(), 1_600, 32
    scenarios = {content_hash(one): one for one in (DANA, SECOND)}
    names = dict(connection.execute("SELECT n, id FROM players"))
    moment = START + 10_000_000
    register.enter(connection, it.competition.id, 1, coming(it, names[1], moment, 0), scenarios)
    started = time.perf_counter()
    for first in range(1, many, group):
        connection.execute("BEGIN IMMEDIATE")
        for at in range(first, first + group):
            player = chance.randint(2, players)
            register.enter(connection, it.competition.id, player, coming(it, names[player], moment + at, at), scenarios)
        connection.execute("COMMIT")
    spent = time.perf_counter() - started
    connection.close()
    return spent / many * 1000


def coming(it: contests.Contest, player: str, moment: int, at: int) -> Coming:
    take = take_of(player, it.competition, f"{GOOD} Take {at}.", id=uuid7(START, at.to_bytes(10, "big")))
    return Coming(take, moment, float(at % 100))


def timed(ask: Callable[[T], object], player: T) -> tuple[float, float]:
    """Milliseconds on the wall, and of the processor."""
    started, worked = time.perf_counter(), time.thread_time()
    ask(player)
    return (time.perf_counter() - started) * 1000, (time.thread_time() - worked) * 1000


def spin(seconds: float) -> None:
    """So much time of the processor, and no database: what the machine makes of it is not the league's doing."""
    began = time.thread_time()
    while time.thread_time() - began < seconds:
        pass


def fresh(folder: Path, it: contests.Contest, player: int) -> float:
    """Milliseconds on the wall of the board with names, by a connection that was just opened."""
    reader = tables.open_reader(folder)
    try:
        return timed(lambda who: kept_board(reader, it, "points", 0, who, top=100), player)[0]
    finally:
        reader.close()


# -- over HTTP -------------------------------------------------------------------------------------------------------


class NoGraders(Graders):
    """Answers at once, in the place of the judge."""

    def __init__(self) -> None:
        super().__init__(0)

    async def points(self, rules: Rules, scenario: str, take: Take) -> float:  # noqa: ARG002
        return 50.0


def serve(folder: Path, players: int, graders: int) -> None:
    """The server, in a process of its own; prints its port and the players' keys. ``graders`` -1 grades nothing."""
    import uvicorn

    clock = SystemClock()
    connection = tables.open_tables(folder)
    codes = open_league(connection, "Benchmark", new_codes=False, now_ms=clock.now_ms())
    assert codes is not None
    known = []
    connection.execute("BEGIN")
    for n in range(players):
        id_ = uuid7(START, n.to_bytes(10, "big"))
        player = Player(id=id_, name=f"P{n}", since_ms=START)
        known.append((id_, members.join(connection, codes.team if n else codes.lead, player, "")))
    now = clock.now_ms()
    competition = contest(known[0][0], starts_ms=now, ends_ms=now + 10**8, tries=20)
    contests.announce(connection, competition, None)
    connection.execute("COMMIT")
    service = Service(
        folder,
        connection,
        clock=clock,
        graders=NoGraders() if graders < 0 else Graders(graders),
        library=lambda: LIBRARY,
    )
    service.warm()
    config = uvicorn.Config(make_app(service, limits=False), log_config=None, access_log=False)
    bound = socket.create_server(("127.0.0.1", 0), backlog=1024)
    print(json.dumps({"port": bound.getsockname()[1], "players": known, "now": now}), flush=True)
    uvicorn.Server(config).run(sockets=[bound])


def requests(given: dict[str, object], many: int) -> list[bytes]:
    """Whole requests, ready to be written to a socket: distinct takes of all players on both scenarios."""
    players = given["players"]
    assert isinstance(players, list)
    competition = contest(players[0][0], starts_ms=given["now"])
    found = []
    for at in range(many):
        id_, key = players[at % len(players)]
        take = take_of(
            id_,
            competition,
            f"{GOOD} Take {at}.",
            id=uuid7(START, (at + (1 << 40)).to_bytes(10, "big")),
            on=(DANA, SECOND)[at // len(players) % 2],
            left_ms=given["now"],
        )
        body = canonical(take)
        head = (
            f"POST /api/takes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        found.append(head.encode() + body)
    return found


async def hammer(port: int, ready: list[bytes]) -> tuple[float, list[float]]:
    """Seconds in all, and of each; every answer must be a receipt."""
    waiting = iter(ready)
    each: list[float] = []

    async def line() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for one in waiting:
            started = time.perf_counter()
            writer.write(one)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            body = await reader.readexactly(length)
            assert head.startswith(b"HTTP/1.1 200"), (head, body)
            each.append(time.perf_counter() - started)
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(line() for _ in range(LINES)))
    return time.perf_counter() - started, each


def over_http(many: int, graders: int) -> tuple[float, float, float]:
    """Submissions a second, median and 95th percentile in milliseconds."""
    players = max(100, many // 30)
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.executable, __file__, "--serve", folder, "--players", str(players), "--graders", str(graders)],
            stdout=subprocess.PIPE,
        )
        try:
            assert server.stdout is not None
            given = json.loads(server.stdout.readline())
            ready = requests(given, many + 200)
            asyncio.run(hammer(given["port"], ready[:200]))
            seconds, each = asyncio.run(hammer(given["port"], ready[200:]))
            reader = sqlite3.connect(Path(folder) / tables.FILE)
            assert reader.execute("SELECT count(*) FROM takes").fetchone() == (many + 200,)
            reader.close()
        finally:
            server.terminate()
            server.wait()
    return many / seconds, statistics.median(each) * 1000, statistics.quantiles(each, n=20)[-1] * 1000


def main() -> None:
    reading = argparse.ArgumentParser()
    reading.add_argument("--players", type=int, default=100_000)
    reading.add_argument("--takes", type=int, default=1_000_000)
    reading.add_argument("--submissions", type=int, default=3_000)
    reading.add_argument("--graders", type=int, default=1)
    reading.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    wanted = reading.parse_args()
    if wanted.serve is not None:
        serve(wanted.serve, wanted.players, wanted.graders)
        return
    load = f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors" if hasattr(os, "getloadavg") else ""
    print(f"judge {JUDGE}, SQLite {sqlite3.sqlite_version}{load}\n", flush=True)
    sizes = [(1_000, 10_000), (wanted.players, wanted.takes)]
    columns = [at_the_database(*size) for size in sizes]
    heads = [f"{players:,} players, {takes:,} takes" for players, takes in sizes]
    print(f"{'at the database, ms':<44}{heads[0]:>30}{heads[1]:>34}{'ratio':>8}")
    for key, what in (
        ("standings wall median", "first hundred and own place, median"),
        ("standings wall p95", "  95th percentile"),
        ("standings processor median", "  of the processor, median"),
        ("standings processor p95", "  of the processor, 95th percentile"),
        ("board wall median", "the board with names and trends, median"),
        ("board wall p95", "  95th percentile"),
        ("board processor median", "  of the processor, median"),
        ("board processor p95", "  of the processor, 95th percentile"),
        ("idle p95", "  as much work and no database, wall, 95th"),
        ("fresh", "  by a fresh connection, median"),
        ("counted", "counted from the takes instead, once"),
        ("a take", "keeping a take and three boards, 32 a commit"),
        ("MiB", "the file, MiB"),
    ):
        small, large = columns[0][key], columns[1][key]
        print(f"{what:<44}{small:>30.3f}{large:>34.3f}{large / small:>8.1f}")
    if not wanted.submissions:
        return
    head = f"over HTTP, {LINES} lines, {wanted.submissions} takes"
    print(f"\n{head:<44}{'a second':>10}{'median ms':>12}{'p95 ms':>10}")
    for what, graders in (("not graded", -1), (f"graded, {wanted.graders} grader(s)", wanted.graders)):
        rate, median, p95 = over_http(wanted.submissions, graders)
        print(f"{what:<44}{rate:>10.0f}{median:>12.1f}{p95:>10.1f}")


if __name__ == "__main__":
    main()
