"""A damaged record is set aside under another name, and what can still be read of it is carried over."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from vmdojo.coaching.happenings import AnyHappening
from vmdojo.coaching.model import Attempt
from vmdojo.progress.clock import Clock
from vmdojo.progress.connection import ATTEMPT_WAIT_MS, connect, inspect, wait_at_most
from vmdojo.progress.errors import RecordDamaged, from_os, from_sqlite
from vmdojo.progress.migrate import free_name
from vmdojo.progress.model import Draft
from vmdojo.progress.rows import Row, Unreadable, attempt_from, draft_from, happening_from, sql

SMALLEST_ROW_BYTES = 64
"""No attempt and no happening takes less of the file: its id stands in it twice, 36 characters each time."""


def is_sound(path: Path) -> bool:
    """True where the file is missing, empty or passes SQLite's own check. Changes nothing.

    Raises ``RecordError`` where another program holds it or a newer vmdojo wrote it.
    """
    try:
        if not inspect(path):
            return True
        connection = connect(path, read_only=True)
    except RecordDamaged:
        return False
    try:
        wait_at_most(connection, ATTEMPT_WAIT_MS)
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error as error:
        problem = from_sqlite(error, path)
        if isinstance(problem, RecordDamaged):
            return False
        raise problem from error
    finally:
        connection.close()


def set_aside(path: Path, clock: Clock) -> tuple[Path, list[Attempt], list[Draft], list[AnyHappening]]:
    """Rename the record to ``record-damaged-<stamp>.sqlite3``; give that path and what can be read, oldest first.

    Raises ``RecordError`` where the file cannot be renamed; nothing has moved then.
    """
    aside = free_name(path, "damaged", clock)
    log, shared = path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")
    try:
        # The log first: a log left beside a new, empty record would be taken for its own or thrown away.
        if log.exists():
            log.rename(aside.with_name(aside.name + "-wal"))
        path.rename(aside)
        shared.unlink(missing_ok=True)
    except OSError as error:
        raise from_os(error, path) from error
    return aside, *_salvage(aside)


def _salvage(path: Path) -> tuple[list[Attempt], list[Draft], list[AnyHappening]]:
    """What can be read, oldest first. What cannot stays in the file."""
    connection = connect(path, read_only=True)
    try:
        # A file shorter than its header says is read as far as it goes.
        connection.execute("PRAGMA writable_schema = ON")
        return _attempts(connection, path), _drafts(connection), _happenings(connection, path)
    except sqlite3.Error:
        return [], [], []
    finally:
        connection.close()


def _attempts(connection: sqlite3.Connection, path: Path) -> list[Attempt]:
    found = []
    for row in _by_place(connection, path, "last_place", "salvage_attempt", "salvage_attempt_first"):
        with contextlib.suppress(Unreadable):
            found.append(attempt_from(row))
    return found


def _happenings(connection: sqlite3.Connection, path: Path) -> list[AnyHappening]:
    found = []
    for row in _by_place(connection, path, "last_happening", "salvage_happening"):
        with contextlib.suppress(Unreadable):
            found.append(happening_from(row))
    return found


def _by_place(connection: sqlite3.Connection, path: Path, last_query: str, *queries: str) -> Iterator[Row]:
    """Each row looked up by its place, so that a broken page takes only its own rows.

    ``queries`` are asked in turn: the tables may be older than this vmdojo.
    """
    try:
        last = int(connection.execute(sql(last_query)).fetchone()[0] or 0)
    except sqlite3.Error:
        last = path.stat().st_size // SMALLEST_ROW_BYTES
    for number in range(1, last + 1):
        for query in queries:
            with contextlib.suppress(sqlite3.Error):
                row = connection.execute(sql(query), {"place": number}).fetchone()
                if row is not None:
                    yield row
                    break


def _drafts(connection: sqlite3.Connection) -> list[Draft]:
    """The drafts from the front up to what is broken, and those from the back."""
    found: dict[str, Draft] = {}
    for query in ("drafts", "drafts_oldest_first", "drafts_first"):
        with contextlib.suppress(sqlite3.Error):
            for row in connection.execute(sql(query)):
                with contextlib.suppress(Unreadable):
                    draft = draft_from(row)
                    found.setdefault(draft.scenario, draft)
    return sorted(found.values(), key=lambda draft: draft.saved_ms)
