"""A damaged record is set aside under another name, and what can still be read of it is carried over."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from vmdojo.coaching.model import Attempt
from vmdojo.progress.clock import Clock
from vmdojo.progress.connection import ATTEMPT_WAIT_MS, connect, wait_at_most
from vmdojo.progress.errors import RecordDamaged, from_os, from_sqlite
from vmdojo.progress.migrate import applied, free_name, refuse_newer, shipped
from vmdojo.progress.model import Draft
from vmdojo.progress.rows import Row, Unreadable, attempt_from, draft_from, sql

T = TypeVar("T")


def is_sound(path: Path) -> bool:
    """True where the file is missing, empty or passes SQLite's own check.

    Raises ``RecordError`` where another program holds it or a newer vmdojo wrote it.
    """
    if not path.exists():
        return True
    connection = connect(path)
    try:
        wait_at_most(connection, ATTEMPT_WAIT_MS)
        refuse_newer(applied(connection, path), shipped(), path)
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except RecordDamaged:
        return False
    except sqlite3.Error as error:
        problem = from_sqlite(error, path)
        if isinstance(problem, RecordDamaged):
            return False
        raise problem from error
    finally:
        connection.close()


def set_aside(path: Path, clock: Clock) -> tuple[Path, list[Attempt], list[Draft]]:
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
    connection = connect(aside)
    try:
        attempts = _readable(connection, "attempts", "salvage_attempts", attempt_from)
        drafts = _readable(connection, "drafts", "salvage_drafts", draft_from)
    finally:
        connection.close()
    return aside, attempts, drafts


def _readable(connection: sqlite3.Connection, table: str, query: str, read: Callable[[Row], T]) -> list[T]:
    """Every row of a table that can be read, by place. A broken page takes only its own rows."""
    found = []
    for number in _places(connection, table):
        try:
            row = connection.execute(sql(query), {"place": number}).fetchone()
            if row is not None:
                found.append(read(row))
        except (sqlite3.Error, Unreadable):
            # This row is lost to this program; it stays in the file that was set aside.
            continue
    return found


def _places(connection: sqlite3.Connection, table: str) -> Iterable[int]:
    try:
        last = connection.execute(f"SELECT max(place) FROM {table}").fetchone()[0]
    except sqlite3.Error:
        return ()
    return range(1, int(last or 0) + 1)
