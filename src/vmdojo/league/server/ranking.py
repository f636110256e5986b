"""Boards that are kept, not counted: the place of any player in the time that it takes to walk a few short rows.

A standing is a player's value on one board (ten-thousandths of a point) and the moment at which it was reached. The
order is by value, the larger first; then by moment, the earlier first; then by player. Beside the standings lies a
tree of counts: how many standings begin with a given prefix of value and moment, for six prefixes of growing length. A
place is the sum of the counts to the left of six nodes, and moving a standing touches twelve counts, however many
players there are.

The standings lie on the disk in the order of the board, with all that a row shows: the first hundred are a few pages
read in a row, not a hundred pages from all over the file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

FINE = 10_000
"""Parts of a point: means of a few results differ by less than a tenth."""
BIAS = 1 << 20
"""Values lie between minus and plus this: a player may also have lost ground. 104 points."""
_MOMENT = 42
"""Bits of a moment in milliseconds: until the year 2109."""
_NODES = (15, 10, 5, 0)
"""Bits of the value that the first four prefixes leave away."""
_MOMENTS = (22, 12)
"""Bits of the moment that the last two leave away: 70 minutes, 4 seconds."""

STANDINGS = """
CREATE TABLE standings (
    board INTEGER NOT NULL,
    value INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    player INTEGER NOT NULL,
    shown BLOB NOT NULL,
    PRIMARY KEY (board, value DESC, reached, player)
) WITHOUT ROWID;
CREATE UNIQUE INDEX standings_of_player ON standings (board, player);
"""
TABLES = f"""{STANDINGS}
CREATE TABLE counts (
    board INTEGER NOT NULL,
    level INTEGER NOT NULL,
    node INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (board, level, node)
) WITHOUT ROWID;
"""


class Place(NamedTuple):
    """One row of a board."""

    rank: int
    player: int
    value: int
    """Ten-thousandths of a point."""
    reached: int
    """UTC milliseconds of the take that brought it."""
    shown: bytes
    """What else the row tells."""


def settle(connection: sqlite3.Connection, board: int, player: int, value: int, reached: int, shown: bytes) -> None:
    """Bring the player's standing to ``value``. Inside the caller's transaction."""
    if not -BIAS < value < BIAS:
        raise ValueError(f"{value} is no value of a standing")
    row = connection.execute(
        "SELECT value, reached FROM standings WHERE board = ? AND player = ?", (board, player)
    ).fetchone()
    connection.execute(
        "INSERT INTO standings (board, player, value, reached, shown) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (board, player) "
        "DO UPDATE SET value = excluded.value, reached = excluded.reached, shown = excluded.shown",
        (board, player, value, reached, shown),
    )
    if row != (value, reached):
        if row is not None:
            _count(connection, board, row[0], row[1], -1)
        _count(connection, board, value, reached, 1)


def size(connection: sqlite3.Connection, board: int) -> int:
    """How many stand on the board."""
    (n,) = connection.execute(
        "SELECT coalesce(sum(n), 0) FROM counts WHERE board = ? AND level = 0", (board,)
    ).fetchone()
    return int(n)


def top(connection: sqlite3.Connection, board: int, many: int) -> list[Place]:
    """The first ``many``."""
    rows = connection.execute(
        "SELECT player, value, reached, shown FROM standings WHERE board = ? "
        "ORDER BY value DESC, reached, player LIMIT ?",
        (board, many),
    )
    return [Place(rank, *row) for rank, row in enumerate(rows, 1)]


def place_of(connection: sqlite3.Connection, board: int, player: int) -> Place | None:
    """Where the player stands, None where they do not."""
    row = connection.execute(
        "SELECT value, reached, shown FROM standings WHERE board = ? AND player = ?", (board, player)
    ).fetchone()
    return None if row is None else Place(_rank(connection, board, row[0], row[1], player), player, *row)


def around(connection: sqlite3.Connection, board: int, own: Place, each_side: int) -> list[Place]:
    """The neighbours of a place and the place itself, from the better to the worse."""
    key = (board, own.value, own.value, own.reached, own.reached, own.player)
    above = connection.execute(
        "SELECT player, value, reached, shown FROM standings "
        "WHERE board = ? AND value >= ? AND (value > ? OR reached < ? OR (reached = ? AND player < ?)) "
        "ORDER BY value, reached DESC, player DESC LIMIT ?",
        (*key, each_side),
    ).fetchall()
    below = connection.execute(
        "SELECT player, value, reached, shown FROM standings "
        "WHERE board = ? AND value <= ? AND (value < ? OR reached > ? OR (reached = ? AND player > ?)) "
        "ORDER BY value DESC, reached, player LIMIT ?",
        (*key, each_side),
    ).fetchall()
    first = own.rank - len(above)
    return [Place(first + index, *row) for index, row in enumerate([*reversed(above), tuple(own[1:]), *below])]


def fill(connection: sqlite3.Connection, board: int, rows: Sequence[tuple[int, int, int, bytes]]) -> None:
    """Put (player, value, reached, shown) on an empty board at once: the same tables as settling one after another."""
    connection.executemany(
        "INSERT INTO standings (board, player, value, reached, shown) VALUES (?, ?, ?, ?, ?)",
        ((board, *row) for row in rows),
    )
    counts: dict[tuple[int, int], int] = {}
    for _, value, reached, _ in rows:
        for node in _path(value, reached):
            counts[node] = counts.get(node, 0) + 1
    connection.executemany("INSERT INTO counts VALUES (?, ?, ?, ?)", ((board, *node, n) for node, n in counts.items()))


def _path(value: int, reached: int) -> Iterator[tuple[int, int]]:
    """Level and node of the six counts that a standing belongs to. Nodes grow from the best to the worst."""
    down = BIAS - value
    for level, bits in enumerate(_NODES):
        yield level, down >> bits
    for level, bits in enumerate(_MOMENTS, len(_NODES)):
        yield level, (down << (_MOMENT - bits)) | (reached >> bits)


def _count(connection: sqlite3.Connection, board: int, value: int, reached: int, by: int) -> None:
    connection.executemany(
        "INSERT INTO counts VALUES (?, ?, ?, ?) ON CONFLICT (board, level, node) DO UPDATE SET n = n + excluded.n",
        [(board, level, node, by) for level, node in _path(value, reached)],
    )
    if by < 0:
        connection.executemany(
            "DELETE FROM counts WHERE board = ? AND level = ? AND node = ? AND n = 0",
            [(board, level, node) for level, node in _path(value, reached)],
        )


def _rank(connection: sqlite3.Connection, board: int, value: int, reached: int, player: int) -> int:
    down = BIAS - value
    ranges: list[int] = []
    for level, node in _path(value, reached):
        if level == 0:
            first = 0
        elif level < len(_NODES):
            first = (node >> 5) << 5
        elif level == len(_NODES):
            first = down << (_MOMENT - _MOMENTS[0])
        else:
            shift = _MOMENTS[0] - _MOMENTS[1]
            first = (node >> shift) << shift
        ranges += (board, level, first, node)
    block = (reached >> _MOMENTS[-1]) << _MOMENTS[-1]
    beside = (board, value, block, reached, reached, player, reached)
    (ahead,) = connection.execute(_AHEAD, (*ranges, *beside)).fetchone()
    return int(ahead) + 1


_AHEAD = "SELECT " + " + ".join(
    [
        *("(SELECT coalesce(sum(n), 0) FROM counts WHERE board = ? AND level = ? AND node >= ? AND node < ?)",)
        * (len(_NODES) + len(_MOMENTS)),
        "(SELECT count(*) FROM standings WHERE board = ? AND value = ? AND reached >= ? "
        "AND (reached < ? OR (reached = ? AND player < ?)) AND reached <= ?)",
    ]
)
"""How many stand before one: the six ranges of counts, and those of the same value within the same four seconds."""
