"""A full disk, a lock, a read-only record: a sentence, what to do, and nothing lost."""

from __future__ import annotations

import errno
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vmdojo.coaching.model import Attempt
from vmdojo.progress import (
    Clock,
    Draft,
    Record,
    RecordError,
    RecordFolderError,
    RecordFull,
    RecordLocked,
    RecordReadOnly,
)
from vmdojo.progress import record as record_module
from vmdojo.progress.connection import choose_journal, settle

Take = Callable[..., Attempt]
Sketch = Callable[..., Draft]


@pytest.fixture
def record(folder: Path) -> Iterator[Record]:
    with Record.open(folder) as record:
        yield record


def fill(record: Record) -> None:
    """Let the file grow no further, as on a full disk."""
    record._connection.execute("PRAGMA max_page_count = 1")


def test_a_full_disk_keeps_what_was_there_and_takes_the_rest_later(
    record: Record, make_take: Take, make_draft: Sketch
) -> None:
    record.add_attempt(make_take(1))
    draft = make_draft("words " * 10)
    record.save_draft(draft)
    fill(record)
    long = make_take(2, text="words " * 20_000)

    with pytest.raises(RecordFull, match="is full") as caught:
        record.add_attempt(long)
    with pytest.raises(RecordFull):
        record.save_draft(make_draft("more words " * 20_000))

    assert "Free some space" in caught.value.next_step
    assert record.attempts() == [make_take(1)]
    assert record.draft() == draft
    record._connection.execute("PRAGMA max_page_count = 1000000")
    assert record.add_attempt(long) is True
    assert record.attempts() == [long, make_take(1)]


def test_a_first_start_on_a_full_disk(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "record.sqlite3"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA max_page_count = 2")

    with pytest.raises(RecordFull, match="is full"):
        settle(connection, path, clock)

    connection.close()
    with Record.open(tmp_path, clock=clock) as record:
        assert record.count() == 0


def test_a_folder_that_the_full_disk_cannot_make(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)

    with pytest.raises(RecordFull, match="is full"):
        Record.open(folder)


def test_another_program_holding_the_record(
    record: Record, folder: Path, make_take: Take, make_draft: Sketch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_module, "ATTEMPT_WAIT_MS", 20)
    other = sqlite3.connect(folder / "record.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(RecordLocked, match="Another program") as caught:
        record.add_attempt(make_take(1))
    with pytest.raises(RecordLocked):
        record.save_draft(make_draft())

    assert "Close the other vmdojo" in caught.value.next_step
    assert record.attempts() == [], "reading goes on beside a writer"
    other.execute("ROLLBACK")
    other.close()
    assert record.add_attempt(make_take(1)) is True


def test_starting_while_another_program_holds_the_record(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Record.open(folder).close()
    monkeypatch.setattr("vmdojo.progress.connection.ATTEMPT_WAIT_MS", 20)
    other = sqlite3.connect(folder / "record.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(RecordLocked):
        Record.open(folder)
    with pytest.raises(RecordLocked):
        Record.open(folder, rescue=True)

    other.close()
    Record.open(folder).close()


def test_a_record_that_may_be_read_and_not_written(folder: Path, clock: Clock) -> None:
    Record.open(folder).close()
    path = folder / "record.sqlite3"
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)

    with pytest.raises(RecordReadOnly, match="read-only") as caught:
        settle(connection, path, clock)

    connection.close()
    assert "VMDOJO_HOME" in caught.value.next_step


def test_a_record_that_turns_read_only(record: Record, make_take: Take, make_draft: Sketch) -> None:
    record.add_attempt(make_take(1))
    record._connection.execute("PRAGMA query_only = ON")

    with pytest.raises(RecordReadOnly):
        record.save_draft(make_draft())

    assert record.attempts() == [make_take(1)]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), RecordReadOnly),
        (OSError(errno.EROFS, "Read-only file system"), RecordReadOnly),
        (OSError(errno.EIO, "Input/output error"), RecordFolderError),
    ],
)
def test_a_folder_that_may_not_be_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, kind: type[RecordError]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "mkdir", refuse)

    with pytest.raises(kind, match="VMDOJO_HOME"):
        Record.open(folder)


def test_a_record_that_is_a_folder(folder: Path) -> None:
    (folder / "record.sqlite3").mkdir(parents=True)

    with pytest.raises(RecordError, match="it is no file"):
        Record.open(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="the locking file system without shared memory is POSIX")
def test_a_file_system_without_shared_memory_is_told_and_works(folder: Path, clock: Clock, make_take: Take) -> None:
    folder.mkdir()
    path = folder / "record.sqlite3"
    connection = sqlite3.connect(f"{path.as_uri()}?vfs=unix-dotfile", uri=True, isolation_level=None)

    notices = settle(connection, path, clock)

    assert len(notices) == 1
    assert "slower" in notices[0]
    with Record(connection, path, notices) as record:
        record.add_attempt(make_take(1))
        assert record.attempts() == [make_take(1)]
        assert record.notices == notices


def test_an_ordinary_file_system_has_the_write_ahead_log(folder: Path) -> None:
    with Record.open(folder) as record:
        assert record._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert choose_journal(record._connection) == ""


def test_a_take_waits_for_the_disk_and_a_draft_does_not(record: Record, make_take: Take, make_draft: Sketch) -> None:
    record.add_attempt(make_take(1))
    assert record._connection.execute("PRAGMA synchronous").fetchone() == (2,), "full"

    record.save_draft(make_draft())
    assert record._connection.execute("PRAGMA synchronous").fetchone() == (1,), "normal"
