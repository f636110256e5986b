"""Copies of the whole record, and starting over."""

from __future__ import annotations

import shutil
from pathlib import Path

from vmdojo.progress.clock import Clock
from vmdojo.progress.connection import ATTEMPT_WAIT_MS, connect, inspect, wait_at_most
from vmdojo.progress.errors import RecordError, from_os, from_sqlite, place
from vmdojo.progress.migrate import back_up, free_name


def copy_record(path: Path, clock: Clock, target: Path | None = None) -> Path:
    """A copy of the record at ``path``, whole or not at all: at ``target``, or beside it under a name with the time.

    Raises ``RecordError``; a target that exists is refused.
    """
    if target is not None and (target.exists() or target.is_symlink()):
        raise RecordError(f"There is a file {place(target)} already.", "Name another, or move it away.", target)
    made = back_up(path, "backup", clock)
    if target is None:
        return made
    try:
        beside = target.with_name(f"{target.name}.part")
        shutil.copyfile(made, beside)
        beside.replace(target)
        made.unlink()
    except OSError as error:
        raise from_os(error, target) from error
    return target


def start_over(path: Path, clock: Clock) -> Path:
    """Set the record aside under another name, so that the next one that is opened is empty. Gives the new name.

    Nothing is destroyed. Raises ``RecordError`` where there is no record, another program holds it, or it cannot be
    renamed; then it is as it was.
    """
    import sqlite3

    if not inspect(path):
        raise RecordError(f"There is no record at {place(path)}.", "There is nothing to start over from.", path)
    connection = connect(path)
    try:
        wait_at_most(connection, ATTEMPT_WAIT_MS)
        # What still stands in the log belongs into the file before the file goes.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        raise from_sqlite(error, path) from error
    finally:
        connection.close()
    aside = free_name(path, "before-reset", clock)
    try:
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        path.rename(aside)
    except OSError as error:
        raise from_os(error, path) from error
    return aside
