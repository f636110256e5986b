"""What can be wrong with the record. Every error is a sentence and what to do next; nothing is lost by any of them."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path


class RecordError(Exception):
    """Base of all: ``sentence`` says what happened, ``next_step`` what to do, ``path`` where (None for memory)."""

    def __init__(self, sentence: str, next_step: str, path: Path | None = None) -> None:
        super().__init__(f"{sentence} {next_step}")
        self.sentence = sentence
        self.next_step = next_step
        self.path = path


class RecordFolderError(RecordError):
    """The data folder is a file, or cannot be made."""


class RecordReadOnly(RecordError):
    """The record or its folder may not be written."""


class RecordFull(RecordError):
    """The disk is full."""


class RecordLocked(RecordError):
    """Another program holds the record."""


class RecordDamaged(RecordError):
    """The file is not a readable record. ``Record.open(..., rescue=True)`` moves it aside and starts a new one."""


class RecordNewer(RecordError):
    """The record was written by a newer vmdojo."""


class RecordClash(RecordError):
    """Another attempt already has this id."""


_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL)
# The shared-memory file beside the record is given its size on opening; on a full disk that step fails under this name.
_FULL_EXTENDED = (sqlite3.SQLITE_IOERR_SHMSIZE,)


def damaged(path: Path | None, detail: str) -> RecordDamaged:
    """The sentence for a damaged record. ``detail`` is what SQLite or the reader said."""
    return RecordDamaged(
        f"Your record at {place(path)} is damaged ({detail}).",
        "It has not been touched. vmdojo can set it aside and start a new one with every take that can still be read.",
        path,
    )


def place(path: Path | None) -> str:
    """The path as it is shown: control characters and bidi marks as escapes, so that no name acts on a terminal."""
    if path is None:
        return "memory"
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))


def from_sqlite(error: sqlite3.Error | OverflowError | UnicodeEncodeError, path: Path | None) -> RecordError:
    """The :class:`RecordError` for what SQLite raised."""
    extended = getattr(error, "sqlite_errorcode", None)
    code = extended & 0xFF if isinstance(extended, int) else None
    where = place(path)
    if code == sqlite3.SQLITE_FULL or extended in _FULL_EXTENDED:
        return RecordFull(
            f"The disk that holds your record is full ({where}).",
            "Free some space, then save again; until then what you write is kept only here.",
            path,
        )
    if code in _DAMAGED:
        return damaged(path, str(error))
    if code in _BUSY:
        return RecordLocked(
            f"Another program is holding your record ({where}).",
            "Close the other vmdojo or the program that has the file open, then try again.",
            path,
        )
    if code in _READ_ONLY:
        return read_only(path)
    if code == sqlite3.SQLITE_CANTOPEN:
        return RecordReadOnly(
            f"Your record at {where} cannot be opened.",
            "Check that you may read and write the file and its folder, or set VMDOJO_HOME to a folder of your own.",
            path,
        )
    return RecordError(
        f"Your record at {where} did not take that ({error}).",
        "Run `vmdojo doctor`; your words are still here.",
        path,
    )


def from_os(error: OSError, path: Path) -> RecordError:
    """The :class:`RecordError` for what the operating system raised on ``path``."""
    where = place(path)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return RecordFull(
            f"The disk that holds your record is full ({where}).",
            "Free some space, then save again; until then what you write is kept only here.",
            path,
        )
    if error.errno == errno.EROFS or isinstance(error, PermissionError):
        return read_only(path)
    if isinstance(error, FileExistsError | NotADirectoryError):
        return RecordFolderError(
            f"{where} should be the folder of your record, but a file of that name is in the way.",
            "Move that file, or set VMDOJO_HOME to another folder.",
            path,
        )
    return RecordFolderError(
        f"The folder of your record, {where}, cannot be used ({error.strerror or error}).",
        "Set VMDOJO_HOME to a folder that you can write.",
        path,
    )


def read_only(path: Path | None) -> RecordReadOnly:
    """The sentence for a record that may be read and not written."""
    return RecordReadOnly(
        f"Your record at {place(path)} is read-only.",
        "Give yourself the right to write there, or set VMDOJO_HOME to a folder of your own.",
        path,
    )
