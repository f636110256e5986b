"""Two players and a lead, real processes, from joining to a result that anyone can verify: through a shared folder, and
through a server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest

from league.leagues import GOOD, WEAK
from league_server.play import Server, free_port

SRC = Path(__file__).resolve().parents[2] / "src"
SLOW = 1.0 + 0.5 * max(0.0, os.getloadavg()[0] - 1) if hasattr(os, "getloadavg") else 1.5
"""How much longer than on a machine of one's own things take here: the times of the walk are stretched by it."""


class Desk:
    """One person's machine."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def start(self, *arguments: str, stdin: str = "") -> subprocess.Popen[str]:
        """``vmdojo`` with these arguments, running."""
        process = subprocess.Popen(
            [sys.executable, "-m", "vmdojo", *arguments],
            env={**os.environ, "VMDOJO_HOME": str(self.home), "PYTHONPATH": str(SRC)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        assert process.stdin is not None
        process.stdin.write(stdin)
        process.stdin.close()
        process.stdin = None
        return process

    def run(self, *arguments: str, stdin: str = "", code: int = 0) -> str:
        """The same to its end; what it said."""
        return ended(self.start(*arguments, stdin=stdin), code)


def ended(process: subprocess.Popen[str], code: int = 0) -> str:
    said, _ = process.communicate(timeout=120)
    assert process.returncode == code, said
    return said


class SharedFolder:
    """A league in a folder; the drive can be unplugged."""

    def __init__(self, folder: Path, lead: Desk) -> None:
        self._share, self._away = folder / "share", folder / "unplugged"
        begun = lead.run("league", "create", str(self._share), "--name", "Ovens", "--as", "Lena")
        code = re.search(r"FOLDER ([A-Z0-9]{8})", begun)
        assert code is not None
        self.join = (str(self._share), code[1])

    def gone(self) -> None:
        self._share.rename(self._away)

    def back(self) -> None:
        self._away.rename(self._share)

    def end(self) -> None:
        """Nothing runs."""


class OnAServer:
    """A league behind an address; the server can be killed, and starts again at the same one."""

    def __init__(self, folder: Path, lead: Desk) -> None:
        self._folder, self._port = folder / "server", str(free_port())
        self._server = self._start()
        codes = self._server.codes
        assert codes is not None
        self.join = (self._server.address, codes.team)
        lead.run("league", "join", self._server.address, codes.lead, "--as", "Lena")

    def _start(self) -> Server:
        return Server(self._folder, "--port", self._port, "--graders", "1", "--name", "Ovens")

    def gone(self) -> None:
        self._server.kill()

    def back(self) -> None:
        self._server = self._start()

    def end(self) -> None:
        self._server.stop()


@contextmanager
def place(home: Literal["folder", "server"], folder: Path, lead: Desk) -> Iterator[SharedFolder | OnAServer]:
    there = (SharedFolder if home == "folder" else OnAServer)(folder, lead)
    try:
        yield there
    finally:
        there.end()


@pytest.mark.slow
@pytest.mark.parametrize("home", ["folder", "server"])
def test_a_league_from_joining_to_a_verified_result(tmp_path: Path, home: Literal["folder", "server"]) -> None:
    lead, ann, bob = (Desk(tmp_path / name) for name in ("lead", "ann", "bob"))
    with place(home, tmp_path, lead) as there:
        ann.run("league", "join", *there.join, "--as", "Ann", "--team", "North")
        bob.run("league", "join", *there.join)
        opened = round(45 * SLOW)
        lead.run("league", "compete", "new", "Week 1", "second-cold-store", "--tries", "2", "--for", f"{opened}s")
        closes = time.monotonic() + opened
        ann.run("league", "sync"), bob.run("league", "sync")

        plain = f"Reno, one question\n{GOOD}\n.\nyes\n80\nquit\n"
        ann.run("play", "second-cold-store", "--plain", stdin=plain)
        there.gone()
        assert "1 take kept here" in ann.run("league", "submit")
        assert "1 take kept here" in ann.run("league", "sync", code=1)
        there.back()
        assert "Handed in" in ann.run("league", "sync")
        assert "Nothing waited" in ann.run("league", "sync")
        said = bob.run("league", "play", "week-1", stdin=f"plan\n{WEAK}\n.\nno\n20\n")
        assert "Total" in said
        assert "the board shows it as assisted" in said
        boards = {json.dumps(json.loads(one.run("league", "standings", "--json"))["rows"]) for one in (lead, ann, bob)}
        assert len(boards) == 1
        rows = json.loads(boards.pop())
        assert [(row["name"] == "Ann", row["offline"]) for row in rows] == [(True, True), (False, False)]

        friday_round(tmp_path, lead, ann, bob)

        time.sleep(max(0.0, closes + 1 - time.monotonic()))
        lead.run("league", "compete", "close", "week-1", "--out", str(tmp_path / "week.json"))
        assert "it holds" in bob.run("league", "verify", str(tmp_path / "week.json"))
        assert "closed" in bob.run("league", "status")


def friday_round(folder: Path, lead: Desk, ann: Desk, bob: Desk) -> None:
    """From the opening to the votes, and the check of its result by a stranger."""
    soon, length = round(12 * SLOW), round(25 * SLOW)
    lead.run("league", "friday", "new", "second-cold-store", "--in", f"{soon}s", "--for", f"{length}s")
    starts = time.monotonic() + soon
    games = [
        ann.start("league", "friday", stdin=f"plan\n{GOOD}\n.\nyes\n80\n"),
        bob.start("league", "friday", stdin=f"plan\n{WEAK}\n.\nno\n20\n"),
        lead.start("league", "friday", stdin="/hangup\n"),
    ]
    for game in games:
        assert "Nothing is graded before the close" in ended(game)
    assert "before the room has voted" in ann.run("league", "standings", "--json", _friday(ann), code=3)
    time.sleep(max(0.0, starts + length + 1 - time.monotonic()))
    heard = bob.run("league", "friday", stdin="yes\n")
    assert "Ann" not in heard
    assert "Take 2 of 2" in heard
    lead.run("league", "vote", stdin="yes\nno\n")
    out = folder / "friday.json"
    assert "Ann" in lead.run("league", "friday", "close", "--out", str(out))
    assert "of 2" in ann.run("league", "friday")
    stranger = Desk(folder / "stranger")
    assert "it holds" in stranger.run("league", "verify", str(out))
    out.write_bytes(out.read_bytes().replace(b'"guess":80', b'"guess":81'))
    stranger.run("league", "verify", str(out), code=1)


def _friday(desk: Desk) -> str:
    listed = json.loads(desk.run("league", "compete", "list", "--json"))["competitions"]
    return str(next(one["id"] for one in listed if one["kind"] == "friday"))
