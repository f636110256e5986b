"""A take in one line: its tape at a second a column, and the line that one sends to colleagues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil

from vmdojo.coaching.days import local_day, short_day
from vmdojo.coaching.model import Attempt, Reaction
from vmdojo.coaching.today import day_of
from vmdojo.coaching.wording import clock, points

SHADES = ((0.8, "█"), (0.55, "▓"), (0.3, "▒"), (0.1, "░"))
"""From the least attention (1.0 is all of it) to its sign."""
GONE, CUT = "·", "✂"
SLICE = 0.5
"""Seconds for which ``Reaction.attention`` holds one value."""


def shade(level: float) -> str:
    """The sign for an attention of 0.0 to 1.0, from full to gone."""
    return next((sign for least, sign in SHADES if level >= least), GONE)


def shades(attention: Sequence[float], seconds: float, each: float, *, cut: float | None = None) -> str:
    """One sign for each ``each`` seconds of the whole message: attention, the cut, and what lay behind it.

    A cell longer than half a second shows the mean of its slice.
    """
    cells = []
    for cell in range(ceil(round(seconds / each, 6))):
        first = int(cell * each / SLICE)
        slice_ = attention[first : max(first + 1, int((cell + 1) * each / SLICE))]
        level = sum(slice_) / len(slice_) if slice_ else 0.0
        cells.append(GONE if cut is not None and cell * each > cut else shade(level))
    if cut is not None and cells:
        cells[min(len(cells) - 1, int(cut / each))] = CUT
    return "".join(cells)


def small_tape(reaction: Reaction, seconds: float) -> str:
    """The tape at a second a column."""
    return shades(reaction.attention, seconds, 1.0, cut=reaction.deleted_at)


def ask_level(attempt: Attempt) -> int | None:
    """Level of the largest ask, None where none was judged."""
    ask = attempt.grade.dimensions.get("scariness")
    return ask.level if ask is not None else None


def share_line(attempt: Attempt, reaction: Reaction) -> str:
    """``vmdojo 22 Nov   84   ████████▓▓▓▓   0:21   ask 2``: the day, the total, the tape, never a word of the message.

    A take on today's buyer carries the day of that buyer, whenever it was left.
    """
    day: date = day_of(attempt.source) or local_day(attempt.left_ms, attempt.offset_minutes)
    parts = [f"vmdojo {short_day(day)}", points(attempt.grade.total)]
    if attempt.plan.leave:
        seconds = attempt.grade.seconds
        parts += [small_tape(reaction, seconds), clock(seconds)]
        level = ask_level(attempt)
        parts += [f"ask {level}"] if level is not None else []
    else:
        parts.append("hung up")
    return "   ".join(parts)
