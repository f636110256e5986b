"""What changed since the last take on the same buyer, in sentences for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmdojo.cli.console import inert_line
from vmdojo.coaching.wording import points, signed
from vmdojo.tui.words import DIMENSION

if TYPE_CHECKING:
    from vmdojo.rounds import Move, Verdict

MOST = 4
"""Points of what changed that are told without being asked."""
_WHAT = {"mended": "Mended", "gained": "New", "slipped": "Slipped", "lost": "Gone"}


def changed(verdict: Verdict) -> list[str]:
    """A sentence on the totals, then one for each of the largest moves; empty on a first take."""
    lines: list[str] = []
    change = verdict.change
    if change is not None and not change.since_last.comparable:
        lines.append("The judge or the scenario has changed since your last take, so the two are not compared.")
    elif change is not None:
        told = f"Since your last take: {signed(change.since_last.total)}."
        if change.since_best.comparable and change.since_best.total != change.since_last.total:
            told += f" Against your best: {signed(change.since_best.total)}."
        lines.append(told)
        lines += [_moved(move) for move in change.since_last.moves[:MOST]]
    if verdict.kept is not None:
        lines.append(verdict.kept.said)
    return lines


def _moved(move: Move) -> str:
    words = f'"{inert_line(move.quote)}"' if move.quote else "the whole message"
    if move.dimension is None:
        words = f"{words}." if move.quote else inert_line(move.why)
        return f"{'No longer held' if move.what == 'freed' else 'Now held'} at {points(move.points)}: {words}"
    return f"{_WHAT[move.what]}: {words}, {DIMENSION[move.dimension]} {signed(move.points)}."
