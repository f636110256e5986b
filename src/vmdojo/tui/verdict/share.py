"""A take in one line: the line one shares, and the rows of the last takes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from vmdojo.coaching.model import Attempt, Reaction
from vmdojo.rounds import Verdict
from vmdojo.tui.text import clock, points
from vmdojo.tui.widgets.tape import LISTS, shades

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def ask_level(attempt: Attempt) -> int | None:
    """Level of the largest ask, None where none was judged."""
    ask = attempt.grade.dimensions.get("scariness")
    return ask.level if ask is not None else None


def small_tape(reaction: Reaction, seconds: float) -> str:
    """The tape at a second a column."""
    return shades(reaction.attention, seconds, LISTS, cut=reaction.deleted_at)


def local_day(attempt: Attempt) -> str:
    """The day on which the take was left, where the player was: 22 Nov."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=attempt.left_ms, minutes=attempt.offset_minutes)
    return f"{moment.day} {_MONTHS[moment.month - 1]}"


def share_line(verdict: Verdict) -> str:
    """``vmdojo 22 Nov   84   ████████▓▓▓▓   0:21   ask 2``"""
    attempt = verdict.attempt
    parts = [f"vmdojo {local_day(attempt)}", points(attempt.grade.total)]
    if verdict.message.words:
        parts += [small_tape(verdict.reaction, verdict.message.seconds), clock(verdict.message.seconds)]
        level = ask_level(attempt)
        parts += [f"ask {level}"] if level is not None else []
    else:
        parts.append("hung up")
    return "   ".join(parts)
