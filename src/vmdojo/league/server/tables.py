"""The one file of a league server, and how it is opened.

Plain ``sqlite3`` with one writing thread, not SQLAlchemy: there is one database to speak to, every statement is short,
and a second layer would only cost time and a dependency.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from vmdojo.league.server import ranking

FILE = "league.db"
VERSION = 2
"""Of these tables, kept in the file itself (``user_version``)."""

TABLES = """
CREATE TABLE about (
    key TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE players (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT UNIQUE,
    team TEXT NOT NULL,
    since_ms INTEGER NOT NULL,
    key BLOB NOT NULL UNIQUE,
    used INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE competitions (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body BLOB NOT NULL,
    opening BLOB,
    past BLOB,
    result BLOB
);

CREATE TABLE seen (
    competition INTEGER NOT NULL,
    player INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (competition, player)
) WITHOUT ROWID;

CREATE TABLE tickets (
    id TEXT PRIMARY KEY,
    competition INTEGER NOT NULL,
    player INTEGER NOT NULL,
    hash TEXT NOT NULL,
    opened_ms INTEGER NOT NULL,
    take TEXT
) WITHOUT ROWID;
CREATE INDEX tickets_of_player ON tickets (competition, player, hash);

CREATE TABLE takes (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    competition INTEGER NOT NULL,
    player INTEGER NOT NULL,
    id TEXT NOT NULL,
    digest TEXT NOT NULL,
    hash TEXT NOT NULL,
    received_ms INTEGER NOT NULL,
    points REAL NOT NULL,
    assisted INTEGER NOT NULL,
    body BLOB NOT NULL,
    UNIQUE (competition, player, id)
);
CREATE INDEX takes_of_player ON takes (competition, player, hash);
CREATE INDEX takes_in_order ON takes (competition);
CREATE TRIGGER takes_are_not_changed BEFORE UPDATE ON takes
BEGIN SELECT raise(ABORT, 'takes are append-only'); END;
CREATE TRIGGER takes_are_not_removed BEFORE DELETE ON takes
BEGIN SELECT raise(ABORT, 'takes are append-only'); END;

CREATE TABLE ballots (
    competition INTEGER NOT NULL,
    player INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (competition, player)
) WITHOUT ROWID;

CREATE TABLE boards (
    n INTEGER PRIMARY KEY,
    competition INTEGER NOT NULL,
    by TEXT NOT NULL,
    week INTEGER NOT NULL,
    UNIQUE (competition, by, week)
);
CREATE TABLE goals (
    competition INTEGER NOT NULL,
    week INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    PRIMARY KEY (competition, week)
) WITHOUT ROWID;
"""


class StoreTrouble(Exception):  # noqa: N818 - what it is
    """The data folder or its file cannot be used. ``str()`` is a sentence and what to do next."""


def open_tables(folder: Path) -> sqlite3.Connection:
    """The writing connection, in autocommit mode; makes folder and tables where there are none. Raises StoreTrouble."""
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA busy_timeout = 5000")
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            raise StoreTrouble(
                f"The file system of {folder} knows no write-ahead log. Choose a folder on this machine's own disk."
            )
        # An acknowledged take outlives a power cut, not only a killed process.
        connection.execute("PRAGMA synchronous = FULL")
        _settle(connection, path)
    except OSError as error:
        raise StoreTrouble(f"{folder} cannot be used: {error.strerror}. Choose another with --data.") from None
    except sqlite3.Error as error:
        raise StoreTrouble(f"The league's file {path} cannot be used: {error}. It has not been touched.") from None
    return connection


def open_reader(folder: Path) -> sqlite3.Connection:
    """A connection that only reads, and sees the last commit at every statement."""
    posix = (folder / FILE).absolute().as_posix()
    connection = sqlite3.connect(
        f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?mode=ro",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def _settle(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == VERSION:
        return
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if version > VERSION:
        raise StoreTrouble(f"{path} was written by a newer vmdojo. Install the newest; the file has not been touched.")
    if version == 1:
        _in_board_order(connection)
        return
    if tables:
        raise StoreTrouble(f"{path} is a database, but not of a league server. Choose another folder with --data.")
    try:
        connection.execute("BEGIN IMMEDIATE")
        for statement in _statements(TABLES + ranking.TABLES):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _in_board_order(connection: sqlite3.Connection) -> None:
    """From version 1 to 2: standings lie in the order of the board instead of that of the players."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DROP INDEX standings_in_order")
        connection.execute("ALTER TABLE standings RENAME TO standings_before")
        for statement in _statements(ranking.STANDINGS):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO standings (board, player, value, reached, shown) "
            "SELECT board, player, value, reached, shown FROM standings_before"
        )
        connection.execute("DROP TABLE standings_before")
        connection.execute("PRAGMA user_version = 2")
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """The statements of a script; ``executescript`` would commit in the middle."""
    found, waiting = [], ""
    for line in script.splitlines(keepends=True):
        waiting += line
        if sqlite3.complete_statement(waiting):
            found.append(waiting)
            waiting = ""
    return found
