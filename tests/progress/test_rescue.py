"""A damaged record: named, never moved unasked, and what can be read is carried over."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from vmdojo.coaching.model import Attempt
from vmdojo.progress import Clock, Draft, Record, RecordDamaged

Take = Callable[..., Attempt]
Sketch = Callable[..., Draft]
ASIDE = "record-damaged-20260303-120000.sqlite3"


@pytest.fixture
def takes(make_take: Take) -> list[Attempt]:
    """Takes of some length, so that each fills pages of its own."""
    return [make_take(number, text=f"take {number} " + "word " * 1_500) for number in range(1, 31)]


@pytest.fixture
def path(folder: Path, takes: list[Attempt], make_draft: Sketch) -> Path:
    with Record.open(folder) as record:
        for attempt in takes:
            record.add_attempt(attempt)
        record.save_draft(make_draft())
    return folder / "record.sqlite3"


def spoil(path: Path, start: int, length: int) -> bytes:
    data = bytearray(path.read_bytes())
    data[start : start + length] = b"\xa5" * length
    path.write_bytes(data)
    return bytes(data)


@pytest.mark.parametrize(
    "content", [b"not a database at all, only some notes " * 20, b"\0" * 8192, b"SQLite format 3\0"]
)
def test_a_file_that_is_no_database_is_said_and_left_alone(folder: Path, clock: Clock, content: bytes) -> None:
    folder.mkdir()
    path = folder / "record.sqlite3"
    path.write_bytes(content)

    with pytest.raises(RecordDamaged, match="damaged") as caught:
        Record.open(folder)

    assert str(path) in str(caught.value)
    assert caught.value.path == path
    assert path.read_bytes() == content

    with Record.open(folder, rescue=True, clock=clock) as record:
        assert record.count() == 0
        assert ASIDE in record.notices[0]
    assert (folder / ASIDE).read_bytes() == content


def test_what_can_be_read_of_a_half_damaged_record_is_carried_over(
    path: Path, clock: Clock, takes: list[Attempt], make_draft: Sketch, make_take: Take
) -> None:
    damaged = spoil(path, 4096 * 30, 4096 * 6)

    with Record.open(path.parent) as record, pytest.raises(RecordDamaged, match="damaged"):
        record.attempts()
    with Record.open(path.parent, rescue=True, clock=clock) as record:
        saved = record.attempts()
        assert record.draft() == make_draft()
        assert f"{len(saved)} takes could be read" in record.notices[0]
        record.add_attempt(make_take(99))

    assert 0 < len(saved) < len(takes)
    assert saved == [attempt for attempt in reversed(takes) if attempt in saved], "in their order, word for word"
    assert (path.parent / ASIDE).read_bytes() == damaged


def test_a_cut_off_file_is_rescued(path: Path, clock: Clock, takes: list[Attempt]) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])

    with Record.open(path.parent, rescue=True, clock=clock) as record:
        assert 0 < record.count() < len(takes)
    assert (path.parent / ASIDE).read_bytes() == data[: len(data) // 2]


def test_a_sound_record_is_not_set_aside(path: Path, takes: list[Attempt], make_draft: Sketch) -> None:
    with Record.open(path.parent, rescue=True) as record:
        assert record.count() == len(takes)
        assert record.draft() == make_draft()
        assert record.notices == ()

    assert list(path.parent.iterdir()) == [path]


def test_rescue_where_there_is_nothing_starts_a_record(folder: Path) -> None:
    with Record.open(folder, rescue=True) as record:
        assert record.notices == ()


def test_words_still_in_the_log_of_a_damaged_record_stay_with_it(path: Path, clock: Clock) -> None:
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"words on their way")
    path.with_name(path.name + "-shm").write_bytes(b"")
    path.write_bytes(b"not a database at all " * 100)

    with Record.open(path.parent, rescue=True, clock=clock) as record:
        assert record.count() == 0

    assert (path.parent / (ASIDE + "-wal")).read_bytes() == b"words on their way"
    with Record.open(path.parent) as record:
        assert record.count() == 0


def test_another_programs_database_can_be_set_aside(folder: Path, clock: Clock) -> None:
    folder.mkdir()
    connection = sqlite3.connect(folder / "record.sqlite3")
    connection.execute("CREATE TABLE attempts (place INTEGER PRIMARY KEY, song TEXT)")
    connection.execute("INSERT INTO attempts VALUES (1, 'mine')")
    connection.commit()
    connection.close()

    with Record.open(folder, rescue=True, clock=clock) as record:
        assert record.count() == 0

    kept = sqlite3.connect(folder / ASIDE)
    assert kept.execute("SELECT song FROM attempts").fetchall() == [("mine",)]
    kept.close()
