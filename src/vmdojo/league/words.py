"""What every front end says of a league alike."""

from __future__ import annotations

from datetime import UTC, datetime

from vmdojo.league.likeness import PASTED
from vmdojo.league.member import Member
from vmdojo.league.places import is_address
from vmdojo.league.wire import By, Competition

VALUE: dict[By, str] = {"points": "points", "improvement": "gained", "calibration": "calibration"}
"""What the column of a board is called."""


def local(moment_ms: int) -> str:
    """A moment in local time: Fri 27 Nov 15:00; out of all bounds, its milliseconds."""
    try:
        moment = datetime.fromtimestamp(moment_ms / 1000, tz=UTC).astimezone()
    except (OverflowError, OSError, ValueError):
        return f"{moment_ms} ms"
    return f"{moment:%a} {moment.day} {moment:%b %H:%M}"


def figure(value: float, by: By) -> str:
    """The value of a row: points to one decimal, gains with their sign."""
    return f"{value:+.1f}" if by == "improvement" else f"{value:.1f}"


def judged_by(competition: Competition) -> str:
    """By which rubric, and by which judge with its hash: "judged by the lead's own rubric ovens (1.3.0/...)"."""
    whose = "the lead's own rubric" if competition.team_rubric else "the profile"
    return f"judged by {whose} {competition.rubric} ({competition.judge})"


def pasted_words(percent: int) -> str:
    """What one should know who hands in pasted words; empty for everybody else."""
    return "Half of it or more was pasted: the board shows it as assisted." if percent >= PASTED else ""


def home_words(member: Member) -> str:
    """Where a league lives, in two words."""
    return "on a server" if is_address(member.membership.place) else "on honour"


def home_line(member: Member) -> str:
    """The one line that home has for a member: what is open or next, and how much of it was handed in. Empty where
    nothing is coming. Asks nobody: it tells what was last heard."""
    running, coming = member.open_now(), member.coming()
    waiting = len(member.outbox.waiting())
    unsent = f", {waiting} to send" if waiting else ""
    now = member.clock.now_ms()
    if (due := member.due()) is not None:
        if now >= due.ends_ms:
            return f"{due.title}: the room votes{unsent}"
        if now >= due.starts_ms:
            return f"{due.title}: {'yours is in' if member.handed_in(due) else 'open now'}{unsent}"
        return f"{due.title} {_soon(due, now)}{unsent}"
    if running:
        mine = len(member.handed_in(running[0]))
        takes = f"{mine} take{'' if mine == 1 else 's'}" if mine else "no take yet"
        return f"{running[0].title}, {takes}{unsent}"
    if coming:
        return f"{coming[0].title} {_soon(coming[0], now)}{unsent}"
    return f"League: {waiting} to send" if waiting else ""


def _soon(competition: Competition, now_ms: int) -> str:
    """The time of day where it is today, else the day as well."""
    told = local(competition.starts_ms)
    return told.rpartition(" ")[2] if told.rpartition(" ")[0] == local(now_ms).rpartition(" ")[0] else told
