"""Opening the file: waiting times, journal, tables."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from vmdojo.progress.clock import Clock
from vmdojo.progress.errors import RecordError, RecordFolderError, from_os, from_sqlite, place
from vmdojo.progress.migrate import applied, migrate, refuse_newer, shipped
from vmdojo.progress.rows import sql

ATTEMPT_WAIT_MS = 2_000
"""How long another program may hold the record before a take, or a reader, gives up with a sentence."""
DRAFT_WAIT_MS = 250
"""The same for a draft: keys wait for it, and it is saved again soon."""


def connect(path: Path | None, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode to the file, or to memory. Nothing is read yet. Raises ``RecordError``."""
    address: str | Path = ":memory:" if path is None else path
    if path is not None and read_only:
        address = f"{_uri(path)}?mode=ro"
    try:
        connection = sqlite3.connect(address, isolation_level=None, check_same_thread=False, uri=read_only)
    except sqlite3.Error as error:
        raise from_sqlite(error, path) from error
    return connection


def _uri(path: Path) -> str:
    """The path as SQLite reads a URI: a network share is part of the path there, not a host."""
    posix = path.as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(os.fsencode(posix))}"


def inspect(path: Path) -> bool:
    """Look at the file without changing a byte of it or of its log. False where there is none yet.

    An ordinary connection that finds a damaged or a newer record would, on closing, still write the log into it.
    Raises ``RecordError`` for what may not be opened.
    """
    try:
        if not path.exists():
            return False
        if not path.is_file():
            raise RecordFolderError(
                f"{place(path)} should be the file of your record, but it is no file.",
                "Move it away, or set VMDOJO_HOME to another folder.",
                path,
            )
    except OSError as error:
        raise from_os(error, path) from error
    connection = connect(path, read_only=True)
    try:
        wait_at_most(connection, ATTEMPT_WAIT_MS)
        refuse_newer(applied(connection, path), shipped(), path)
    except sqlite3.Error as error:
        raise from_sqlite(error, path) from error
    finally:
        connection.close()
    return True


def settle(connection: sqlite3.Connection, path: Path, clock: Clock) -> tuple[str, ...]:
    """Set the journal, bring the tables up to date. Gives the sentences that the player should see.

    Raises ``RecordError``; :func:`inspect` has looked before.
    """
    notices = []
    try:
        wait_at_most(connection, ATTEMPT_WAIT_MS)
        slow = choose_journal(connection)
        if slow:
            notices.append(slow)
        if migrate(connection, path, clock) is not None:
            notices.append("Your record was brought up to date; a copy of the old one lies beside it.")
        # A record that cannot be written should say so now, not after the first message. This writes nothing.
        connection.execute(sql("may_write"))
    except RecordError:
        raise
    except sqlite3.Error as error:
        raise from_sqlite(error, path) from error
    return tuple(notices)


def choose_journal(connection: sqlite3.Connection) -> str:
    """Write-ahead logging where the file system allows it; otherwise the sentence that tells of the slower way."""
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        # Some file systems accept the mode and fail at the first use of shared memory.
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if (error.sqlite_errorcode & 0xFF) not in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL):
            raise
        mode = None
    if mode == "wal":
        return ""
    connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    return (
        "The file system of your record knows no write-ahead log, so saving is slower. "
        "Set VMDOJO_HOME to a folder on this machine's own disk to change that."
    )


def wait_at_most(connection: sqlite3.Connection, ms: int) -> None:
    """How long the next statements wait for another program's lock."""
    connection.execute(f"PRAGMA busy_timeout = {ms:d}")
