"""Killed in the middle of anything, the record opens again, with every take once and the words of the round."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

import vmdojo
from vmdojo.coaching.model import Attempt
from vmdojo.progress import Record

LOOP = Path(__file__).with_name("writing_loop.py")
SOURCE = Path(vmdojo.__file__).parents[1]


def play_and_kill(folder: Path, take: Path, first: int, seconds: float) -> list[str]:
    """Start the loop, let it write for some time, end it without a word of warning; what it was sure of."""
    said = folder.with_name("said.txt")
    with said.open("w", encoding="utf-8") as out:
        loop = subprocess.Popen(
            [sys.executable, str(LOOP), str(folder), str(take), str(first)],
            stdout=out,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
        )
        try:
            deadline = time.monotonic() + 60
            while not said.stat().st_size:
                assert loop.poll() is None, "the loop ended by itself"
                assert time.monotonic() < deadline, "the loop did not start"
                time.sleep(0.005)
            time.sleep(seconds)
            assert loop.poll() is None, "the loop ended by itself"
        finally:
            loop.kill()
            loop.wait()
    # A line cut off by the kill was not finished saying; what it tells had been done all the same.
    return [line for line in said.read_text(encoding="utf-8").splitlines(keepends=True) if line.endswith("\n")]


def check(folder: Path, said: list[str], before: list[str]) -> list[str]:
    """What was said is there, once; the draft is that of the round that was cut off. Gives all takes, oldest first."""
    sure = [f"take {line.split()[1]}" for line in said if line.startswith("take")]
    with Record.open(folder) as record:
        takes = [f"take {attempt.text.split()[3].rstrip(',')}" for attempt in reversed(record.attempts())]
        draft = record.draft()
        assert record.notices == ()
        assert record._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    assert len(takes) == len(set(takes))
    assert takes[: len(before) + len(sure)] == before + sure
    # One more may have been recorded and not yet said.
    assert len(takes) <= len(before) + len(sure) + 1

    drafts = [line.split()[1:] for line in said if line.startswith("draft")]
    last = said[-1].split()
    if last[0] == "draft" and f"take {last[1]}" not in takes:
        assert draft is not None
        assert draft.text.startswith("".join(f"word{w} of take {last[1]}, " for w in range(int(last[2]) + 1)))
    if draft is not None:
        assert f"take {draft.saved_ms}" not in takes, "a recorded take leaves no draft"
    assert drafts or last[0] == "open"
    return takes


def kill_often(tmp_path: Path, attempt: Attempt, times: int, seed: int) -> int:
    chance = random.Random(seed)
    folder, take = tmp_path / "data", tmp_path / "take.json"
    take.write_bytes(msgspec.json.encode(attempt))
    takes: list[str] = []
    for _ in range(times):
        said = play_and_kill(folder, take, len(takes) + 1, chance.uniform(0.0, 0.12))
        takes = check(folder, said, takes)
    return len(takes)


def test_killed_at_any_moment_nothing_is_lost_or_doubled(tmp_path: Path, make_take: Callable[..., Attempt]) -> None:
    assert kill_often(tmp_path, make_take(1), times=6, seed=1) > 0


@pytest.mark.slow
def test_killed_two_hundred_times(tmp_path: Path, make_take: Callable[..., Attempt]) -> None:
    assert kill_often(tmp_path, make_take(1), times=200, seed=2) > 200
