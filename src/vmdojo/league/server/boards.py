"""Boards as they are shown: from the kept standings, or cut from one that was drawn."""

from __future__ import annotations

import sqlite3

import msgspec

from vmdojo.league.server import entering, members, ranking
from vmdojo.league.server.contests import Contest
from vmdojo.league.server.entering import Shown
from vmdojo.league.wire import Board, By, Standing

NEAR = 2
"""Neighbours shown on each side of one's own place."""


def kept_board(connection: sqlite3.Connection, it: Contest, by: By, week: int, own: int | None, *, top: int) -> Board:
    """A board from the kept standings: the first ``top``, and the place of player number ``own`` with neighbours."""
    board = entering.board_number(connection, it.n, by, week)
    if board is None:
        return Board(competition=it.competition.id, by=by, rows=(), week=week)
    rows = [_row(rank, *row) for rank, row in enumerate(connection.execute(_HEAD, (board, top)), 1)]
    mine = None if own is None else ranking.place_of(connection, board, own)
    if mine is not None:
        shown = len(rows)
        near = [one for one in ranking.around(connection, board, mine, NEAR) if one.rank > shown]
        called = members.called(connection, [one.player for one in near])
        rows += [_row(one.rank, one.value, one.reached, one.shown, *called[one.player]) for one in near]
    everybody = ranking.size(connection, board)
    (reached,) = connection.execute(
        "SELECT coalesce(sum(reached), 0) FROM goals WHERE competition = ? AND week = ?", (it.n, week)
    ).fetchone()
    return Board(
        competition=it.competition.id,
        by=by,
        rows=tuple(rows),
        week=week,
        reached=reached,
        told=(_left_away(len(rows), everybody, top),) if everybody > len(rows) else (),
    )


# CROSS JOIN: in the order of the board, and nothing sorted.
_HEAD = """
SELECT value, reached, shown, players.id, players.name, players.team
FROM standings CROSS JOIN players ON players.n = standings.player
WHERE board = ? ORDER BY value DESC, reached, player LIMIT ?
"""
_SHOWN = msgspec.json.Decoder(Shown)


def _row(rank: int, value: int, reached: int, shown: bytes, id_: str, name: str, team: str) -> Standing:
    too = _SHOWN.decode(shown)
    return Standing(
        rank=rank,
        player=id_,
        name=name or f"player {id_[-6:]}",
        team=team,
        value=round(value / ranking.FINE, 1),
        points=too.points,
        takes=too.takes,
        at_ms=reached,
        trend=too.trend,
        offline=too.offline,
        assisted=too.assisted,
    )


def cut(board: Board, player: str, *, top: int) -> Board:
    """A drawn board as :func:`kept_board` would show it: of each division the first ``top`` and one's neighbours."""
    own = next((row for row in board.rows if row.player == player), None)
    rows = tuple(
        row
        for row in board.rows
        if row.rank <= top or (own is not None and row.division == own.division and abs(row.rank - own.rank) <= NEAR)
    )
    if len(rows) == len(board.rows):
        return board
    return msgspec.structs.replace(board, rows=rows, told=(*board.told, _left_away(len(rows), len(board.rows), top)))


def _left_away(shown: int, everybody: int, top: int) -> str:
    return f"Shown are {shown} of {everybody}: the first {top}, and your own neighbours."
