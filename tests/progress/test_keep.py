"""Copies of the record, and starting over: nothing is ever destroyed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from vmdojo.coaching.model import Attempt
from vmdojo.progress import Clock, Record, RecordError, RecordLocked
from vmdojo.progress.keep import copy_record, start_over

Take = Callable[..., Attempt]


@pytest.fixture
def path(folder: Path, make_take: Take) -> Path:
    with Record.open(folder) as record:
        record.add_attempt(make_take(1))
    return folder / "record.sqlite3"


def takes(path: Path) -> int:
    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM attempts").fetchone()
    connection.close()
    return int(count)


def test_a_copy_holds_everything_even_while_the_game_is_open(path: Path, clock: Clock, make_take: Take) -> None:
    with Record.open(path.parent) as record:
        record.add_attempt(make_take(2))
        beside = copy_record(path, clock)
        elsewhere = copy_record(path, clock, path.parent / "mine.sqlite3")

    assert takes(beside) == takes(elsewhere) == 2
    assert beside.name == "record-backup-20260303-120000.sqlite3"
    assert not list(path.parent.glob("*.part"))


def test_a_copy_takes_the_place_of_nothing(path: Path, clock: Clock) -> None:
    target = path.parent / "notes.txt"
    target.write_text("mine", encoding="utf-8")

    with pytest.raises(RecordError, match="already"):
        copy_record(path, clock, target)
    with pytest.raises(RecordError, match="cannot be used"):
        copy_record(path, clock, path.parent / "no" / "where.sqlite3")

    assert target.read_text(encoding="utf-8") == "mine"


def test_starting_over_keeps_the_old_record_under_another_name(path: Path, clock: Clock, make_take: Take) -> None:
    aside = start_over(path, clock)

    with Record.open(path.parent) as record:
        assert record.count() == 0
        record.add_attempt(make_take(5))
    assert takes(aside) == 1
    assert aside.name == "record-before-reset-20260303-120000.sqlite3"
    again = start_over(path, clock)
    assert again != aside
    assert takes(aside) == 1


def test_starting_over_waits_for_nobody_who_writes(path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmdojo.progress.keep.ATTEMPT_WAIT_MS", 50)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(RecordLocked):
            start_over(path, clock)
    finally:
        other.close()

    assert takes(path) == 1


def test_there_is_nothing_to_start_over_from(folder: Path, clock: Clock) -> None:
    with pytest.raises(RecordError, match="no record"):
        start_over(folder / "record.sqlite3", clock)
