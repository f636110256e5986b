"""A board as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmdojo.cli.console import inert_line, wrapped
from vmdojo.league.board import around
from vmdojo.league.friday import named_votes
from vmdojo.league.likeness import CRITERIA
from vmdojo.league.words import VALUE, figure, local, scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmdojo.league.wire import Board, By, Competition, Result, Standing

_NAME = 28


def board_lines(board: Board, competition: Competition, player: str, *, whole: bool = False) -> list[str]:
    """The board: the first few and one's neighbours, or the whole of it; teams, the goal, and what should be known."""
    week = f", week {board.week}" if board.week else ""
    lines = [
        f"{inert_line(competition.title)} by {board.by}{week}, until {local(competition.ends_ms)}",
        *wrapped(scale(board.by, competition, len(competition.entries))),
        "",
    ]
    rows: list[Standing | None] = list(board.rows) if whole else around(board, player)
    if not board.rows:
        lines.append("Nobody is on it yet.")
    division = 0
    for row in rows:
        if row is None:
            lines.append("   ...")
            continue
        if row.division != division and competition.divisions > 1:
            lines.append(f"Division {row.division}")
        division = row.division
        lines.append(_row(row, board.by, own=row.player == player))
    if board.teams:
        lines += ["", f"Teams, the mean of their members' {VALUE[board.by]}"]
        lines += [_row(row, board.by, own=False) for row in board.teams]
    if competition.goal:
        lines += ["", f"Together: {board.reached} of {competition.goal} takes of 70 or more."]
    own = next((row for row in board.rows if row.player == player), None)
    if own is not None and len(own.trend) > 1:
        lines += ["", f"Your takes: {' '.join(f'{value:.0f}' for value in own.trend)}"]
    lines += _marks(board.rows)
    return [*lines, "", *(line for told in board.told for line in wrapped(told))]


def _row(row: Standing, by: By, *, own: bool) -> str:
    name = inert_line(row.name)
    name = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
    marks = f"{'o' if row.offline else ' '}{'a' if row.assisted else ' '}"
    team = f"  {inert_line(row.team)}" if row.team and row.team != row.name else ""
    takes = f"{row.takes} take{'' if row.takes == 1 else 's'}"
    pointer = ">" if own else " "
    return f"{pointer}{row.rank:>3}  {name:<{_NAME}} {figure(row.value, by):>6} {marks}  {takes}{team}".rstrip()


def _marks(rows: Sequence[Standing]) -> list[str]:
    """What the letters beside a row mean, where there are any."""
    told = ["o: handed in while the league was out of reach."] if any(row.offline for row in rows) else []
    told += wrapped(f"a, {CRITERIA}.") if any(row.assisted for row in rows) else []
    return ["", *told] if told else []


def result_lines(result: Result, player: str) -> list[str]:
    """How a competition ended: the board, and of a Friday round what the room would have returned."""
    it = result.competition
    buyers = len(it.entries) or (len(result.opening.scenarios) if result.opening is not None else 0)
    lines = [f"{inert_line(it.title)} is closed", *wrapped(scale("points", it, buyers)), ""]
    lines += [_row(row, "points", own=row.player == player) for row in result.standings] or ["Nobody is on the board."]
    if result.votes:
        lines += ["", "The room: would you return it? Beside it the grade, of 100."]
        for name, yes, votes, points in named_votes(result):
            share = f"{yes} of {votes}" if votes else "no vote"
            lines.append(f"  {share:<9} {inert_line(name)[:_NAME]:<{_NAME}} {points:>5.1f}")
    return [*lines, *_marks(result.standings)]
