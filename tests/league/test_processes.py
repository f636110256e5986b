"""Two players and a lead, real processes, one shared folder: from joining to a result that anyone can verify."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from league.leagues import GOOD, WEAK

SRC = Path(__file__).resolve().parents[2] / "src"


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


@pytest.mark.slow
def test_a_league_from_joining_to_a_verified_result(tmp_path: Path) -> None:
    lead, ann, bob = (Desk(tmp_path / name) for name in ("lead", "ann", "bob"))
    share = tmp_path / "share"
    begun = lead.run("league", "create", str(share), "--name", "Ovens", "--as", "Lena")
    code = re.search(r"FOLDER ([A-Z0-9]{8})", begun)
    assert code is not None
    ann.run("league", "join", str(share), code[1], "--as", "Ann", "--team", "North")
    bob.run("league", "join", str(share), code[1])
    lead.run("league", "compete", "new", "Week 1", "second-cold-store", "--tries", "2", "--for", "40s")
    closes = time.monotonic() + 40
    ann.run("league", "sync"), bob.run("league", "sync")

    plain = f"Reno, one question\n{GOOD}\n.\nyes\n80\nquit\n"
    ann.run("play", "second-cold-store", "--plain", stdin=plain)
    away = share.rename(tmp_path / "unplugged")
    assert "1 take kept here" in ann.run("league", "submit")
    assert "1 take kept here" in ann.run("league", "sync", code=1)
    away.rename(share)
    assert "Handed in" in ann.run("league", "sync")
    assert "Total" in bob.run("league", "play", "week-1", stdin=f"plan\n{WEAK}\n.\nno\n20\n")
    boards = {json.dumps(json.loads(one.run("league", "standings", "--json"))["rows"]) for one in (lead, ann, bob)}
    assert len(boards) == 1
    rows = json.loads(boards.pop())
    assert [(row["name"] == "Ann", row["offline"]) for row in rows] == [(True, True), (False, False)]

    lead.run("league", "friday", "new", "second-cold-store", "--in", "12s", "--for", "25s")
    starts = time.monotonic() + 12
    games = [
        ann.start("league", "friday", stdin=f"plan\n{GOOD}\n.\nyes\n80\n"),
        bob.start("league", "friday", stdin=f"plan\n{WEAK}\n.\nno\n20\n"),
        lead.start("league", "friday", stdin="/hangup\n"),
    ]
    for game in games:
        assert "Nothing is graded before the close" in ended(game)
    assert "before the room has voted" in ann.run("league", "standings", "--json", _friday(ann), code=3)
    time.sleep(max(0.0, starts + 26 - time.monotonic()))
    heard = bob.run("league", "friday", stdin="yes\n")
    assert "Ann" not in heard
    assert "Take 2 of 2" in heard
    lead.run("league", "vote", stdin="yes\nno\n")
    out = tmp_path / "friday.json"
    assert "Ann" in lead.run("league", "friday", "close", "--out", str(out))
    assert "of 2" in ann.run("league", "friday")
    stranger = Desk(tmp_path / "stranger")
    assert "it holds" in stranger.run("league", "verify", str(out))
    out.write_bytes(out.read_bytes().replace(b'"guess":80', b'"guess":81'))
    stranger.run("league", "verify", str(out), code=1)

    time.sleep(max(0.0, closes + 1 - time.monotonic()))
    lead.run("league", "compete", "close", "week-1", "--out", str(tmp_path / "week.json"))
    assert "it holds" in bob.run("league", "verify", str(tmp_path / "week.json"))
    assert "closed" in bob.run("league", "status")


def _friday(desk: Desk) -> str:
    listed = json.loads(desk.run("league", "compete", "list", "--json"))["competitions"]
    return str(next(one["id"] for one in listed if one["kind"] == "friday"))
