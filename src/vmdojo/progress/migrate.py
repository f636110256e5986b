"""Bringing a record to the tables that this vmdojo knows."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import msgspec

from vmdojo import __version__
from vmdojo.progress.clock import Clock
from vmdojo.progress.errors import RecordDamaged, RecordError, RecordNewer, from_os, from_sqlite, place

_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")


class Migration(msgspec.Struct, frozen=True):
    """One numbered change of the tables."""

    number: int
    name: str
    sql: str


def shipped() -> tuple[Migration, ...]:
    """The migrations of this vmdojo, in order."""
    found = []
    for entry in files("vmdojo.progress").joinpath("migrations").iterdir():
        match = _NAME.fullmatch(entry.name)
        if match:
            found.append(Migration(int(match[1]), match[2], entry.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda migration: migration.number))


def applied(connection: sqlite3.Connection, path: Path | None) -> int:
    """Number of the last migration on this record, 0 for an empty file.

    Raises :class:`RecordDamaged` where the file is some other program's database.
    """
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return 0
    if "migrations" not in tables or "attempts" not in tables:
        raise RecordDamaged(
            f"The file {place(path)} is a database, but not a record of vmdojo.",
            "It has not been touched. Move it away, or let vmdojo set it aside and start a new record.",
            path,
        )
    (number,) = connection.execute("SELECT max(number) FROM migrations").fetchone()
    return int(number or 0)


def refuse_newer(number: int, known: Sequence[Migration], path: Path | None) -> None:
    """Raises :class:`RecordNewer` where the record is ahead of ``known``."""
    newest = max(migration.number for migration in known)
    if number > newest:
        raise RecordNewer(
            f"Your record at {place(path)} was written by a newer vmdojo (tables {number}, this one knows {newest}).",
            "Install the newest vmdojo, or set VMDOJO_HOME to another folder. The record has not been touched.",
            path,
        )


def migrate(
    connection: sqlite3.Connection, path: Path | None, clock: Clock, known: Sequence[Migration] | None = None
) -> Path | None:
    """Apply what is pending, each migration in one transaction together with its row in ``migrations``.

    A record that already holds something is first copied beside itself; the path of that copy is returned (None where
    there was nothing to copy). The connection must be in autocommit mode. Raises ``RecordError``; a migration that
    fails leaves the record as it was before it.
    """
    known = shipped() if known is None else known
    backup: Path | None = None
    had_content = applied(connection, path) > 0
    for migration in known:
        if migration.number <= applied(connection, path):
            continue
        with transaction(connection):
            # Another vmdojo may have been here between the look and the lock.
            if migration.number <= applied(connection, path):
                continue
            if had_content and path is not None and backup is None:
                backup = back_up(path, f"before-{migration.number:04d}", clock)
            try:
                for statement in statements(migration.sql):
                    connection.execute(statement)
                connection.execute(
                    "INSERT INTO migrations (number, name, applied_ms, vmdojo) VALUES (?, ?, ?, ?)",
                    (migration.number, migration.name, clock.now_ms(), __version__),
                )
            except sqlite3.Error as error:
                raise _failed(error, migration, path, backup) from error
    return backup


def _failed(error: sqlite3.Error, migration: Migration, path: Path | None, backup: Path | None) -> RecordError:
    known = from_sqlite(error, path)
    if type(known) is not RecordError:
        return known
    kept = f" A copy from before is at {place(backup)}." if backup else ""
    return RecordError(
        f"Your record at {place(path)} could not be brought up to date "
        f"(step {migration.number}, {migration.name}: {error}).",
        f"It is as it was.{kept} Go back to the vmdojo you had, and report this.",
        path,
    )


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, one by one; a trigger's body belongs to its trigger."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        yield pending


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE to COMMIT; anything raised inside rolls back and goes on."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk or a broken file may have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def back_up(path: Path, why: str, clock: Clock) -> Path:
    """Copy the record to ``record-<why>-<stamp>.sqlite3`` beside it, whole or not at all. Raises ``RecordError``."""
    target = free_name(path, why, clock)
    partial = target.with_name(target.name + ".part")
    try:
        copy = sqlite3.connect(partial, isolation_level=None)
        try:
            # A reader of its own sees what is committed, whatever transaction the caller is in.
            source = sqlite3.connect(path, isolation_level=None)
            try:
                source.backup(copy)
            finally:
                source.close()
            # A copy that needs no companion files.
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            copy.close()
        partial.replace(target)
    except sqlite3.Error as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise from_sqlite(error, path) from error
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise from_os(error, target) from error
    return target


def free_name(path: Path, why: str, clock: Clock) -> Path:
    """``record-<why>-<UTC stamp>.sqlite3`` beside ``path``, numbered where that is taken."""
    stamp = _stamp(clock.now_ms())
    for number in range(1, 1000):
        suffix = "" if number == 1 else f"-{number}"
        name = path.with_name(f"{path.stem}-{why}-{stamp}{suffix}{path.suffix}")
        if not name.exists() and not name.is_symlink():
            return name
    raise RecordError(
        f"There are already a thousand copies of your record at {place(path.parent)}.", "Move them away.", path
    )


def _stamp(ms: int) -> str:
    try:
        return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y%m%d-%H%M%S")
    except (OverflowError, ValueError, OSError):
        return f"at-{ms}"
