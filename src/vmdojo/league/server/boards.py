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
    places = ranking.top(connection, board, top)
    mine = None if own is None else ranking.place_of(connection, board, own)
    if mine is not None:
        shown = len(places)
        places += [one for one in ranking.around(connection, board, mine, NEAR) if one.rank > shown]
    everybody = ranking.size(connection, board)
    (reached,) = connection.execute(
        "SELECT coalesce(sum(reached), 0) FROM goals WHERE competition = ? AND week = ?", (it.n, week)
    ).fetchone()
    rows = []
    for place in places:
        player = members.player(connection, place.player)
        shown_too = msgspec.json.decode(place.shown, type=Shown)
        rows.append(
            Standing(
                rank=place.rank,
                player=player.id,
                name=player.name or f"player {player.id[-6:]}",
                team=player.team,
                value=round(place.value / ranking.FINE, 1),
                points=shown_too.points,
                takes=shown_too.takes,
                at_ms=place.reached,
                trend=shown_too.trend,
                offline=shown_too.offline,
                assisted=shown_too.assisted,
            )
        )
    return Board(
        competition=it.competition.id,
        by=by,
        rows=tuple(rows),
        week=week,
        reached=reached,
        told=(_left_away(len(rows), everybody, top),) if everybody > len(rows) else (),
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
