"""Places from the tree of counts are those of a sorted list, whatever happened before."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from vmdojo.league.server import ranking
from vmdojo.league.server.ranking import BIAS
from vmdojo.league.server.tables import open_tables

MOMENTS = st.one_of(
    st.integers(0, 3),
    st.integers(4_094, 4_098),
    st.integers((1 << 22) - 2, (1 << 22) + 2),
    st.integers(0, (1 << 42) - 1),
)
VALUES = st.one_of(st.integers(-3, 3), st.integers(31_990, 32_010), st.integers(1 - BIAS, BIAS - 1))
STEPS = st.lists(st.tuples(st.integers(1, 12), VALUES, MOMENTS), min_size=1, max_size=40)


def tables() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(ranking.TABLES)
    return connection


def sorted_board(standing: dict[int, tuple[int, int]]) -> list[int]:
    return sorted(standing, key=lambda player: (-standing[player][0], standing[player][1], player))


@given(STEPS)
def test_every_place_is_that_of_a_sorted_list(steps: list[tuple[int, int, int]]) -> None:
    connection, standing = tables(), dict[int, tuple[int, int]]()
    for player, value, moment in steps:
        ranking.settle(connection, 1, player, value, moment, b"")
        ranking.settle(connection, 2, player, -value, moment, b"")
        standing[player] = value, moment
    order = sorted_board(standing)

    assert ranking.size(connection, 1) == len(order)
    assert [place.player for place in ranking.top(connection, 1, 5)] == order[:5]
    for rank, player in enumerate(order, 1):
        own = ranking.place_of(connection, 1, player)
        assert own is not None
        assert own.rank == rank
        near = ranking.around(connection, 1, own, 2)
        assert [(one.rank, one.player) for one in near] == list(enumerate(order, 1))[max(0, rank - 3) : rank + 2]
    assert ranking.place_of(connection, 1, 99) is None
    assert connection.execute("SELECT count(*) FROM counts WHERE n <= 0").fetchone() == (0,)


@given(STEPS)
def test_a_board_that_is_filled_at_once_is_the_board_that_grew(steps: list[tuple[int, int, int]]) -> None:
    grown, filled = tables(), tables()
    last = {player: (player, value, moment, b"") for player, value, moment in steps}
    for player, value, moment in steps:
        ranking.settle(grown, 1, player, value, moment, b"")
    ranking.fill(filled, 1, sorted(last.values()))

    for table in ("standings", "counts"):
        rows = [it.execute(f"SELECT * FROM {table}").fetchall() for it in (grown, filled)]
        assert rows[0] == rows[1]


_FIRST_STANDINGS = """
CREATE TABLE standings (
    board INTEGER NOT NULL,
    player INTEGER NOT NULL,
    value INTEGER NOT NULL,
    reached INTEGER NOT NULL,
    shown BLOB NOT NULL,
    PRIMARY KEY (board, player)
) WITHOUT ROWID;
CREATE INDEX standings_in_order ON standings (board, value DESC, reached, player);
"""
"""As version 1 of the league's file had them."""


def test_a_file_of_the_first_version_keeps_its_standings(tmp_path: Path) -> None:
    connection = open_tables(tmp_path)
    connection.executescript(f"DROP TABLE standings; {_FIRST_STANDINGS} PRAGMA user_version = 1;")
    connection.executemany(
        "INSERT INTO standings VALUES (1, ?, ?, ?, ?)", [(1, 500, 7, b"a"), (2, 900, 8, b"b"), (3, 500, 6, b"c")]
    )
    connection.close()
    connection = open_tables(tmp_path)
    assert [(one.player, one.shown) for one in ranking.top(connection, 1, 9)] == [(2, b"b"), (3, b"c"), (1, b"a")]
    ranking.settle(connection, 1, 1, 1_000, 9, b"d")
    assert [one.player for one in ranking.top(connection, 1, 9)] == [1, 2, 3]
    assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    connection.close()
