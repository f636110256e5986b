"""What every front end says of a league alike."""

from __future__ import annotations

from datetime import UTC, datetime

from vmdojo.league.likeness import PASTED
from vmdojo.league.member import Member
from vmdojo.league.places import is_address
from vmdojo.league.wire import By, Competition

VALUE: dict[By, str] = {"points": "points", "improvement": "gained", "calibration": "calibration"}
"""What the column of a board is called."""


def scale(by: By, competition: Competition, count: int) -> str:
    """What a value of the board is, and out of what; ``count`` is the number of its buyers, 0 where it is not known."""
    if by == "calibration":
        return "100 less how far one's guesses were off on average; 100 is every guess right."
    if by == "improvement":
        if competition.tries == 1:
            return "The mean of the best takes, less what one had in earlier competitions."
        return "The best later try on a buyer, less the first one; the mean over the buyers."
    counting = competition.best_of or count
    if count == 1:
        return "The grade of one's best take, of 100." if competition.tries > 1 else "The grade of one's take, of 100."
    many = f"{count} buyers" if count else "its buyers"
    buyers = f"one's best {counting} of {many}" if counting != count else many
    return f"The mean of the best takes on {buyers}, of 100; a buyer not played is 0."


def waited(ms: int) -> str:
    """A time to wait or to write in: 7:42, or 3 h 10 min, or 2 days."""
    seconds = -(-ms // 1000)
    if seconds < 3600:
        return f"{seconds // 60}:{seconds % 60:02d}"
    hours = seconds // 3600
    return f"{hours} h {seconds % 3600 // 60} min" if hours < 48 else f"{hours // 24} days"


def who_opens(member: Member, *, lead: bool, due: bool) -> str:
    """Who opens a sealed buyer, and what that asks of the one who waits; ``due`` once the minute has come."""
    if is_address(member.membership.place):
        return "The minute has come: the server is opening the buyer." if due else "The server opens it at its minute."
    if lead:
        return (
            "The minute has come, and the buyer is still sealed: this vmdojo is opening it."
            if due
            else "You lead, and the buyer lies sealed on this machine alone: have vmdojo open here at that minute."
        )
    return (
        "The minute has come, and the buyer is still sealed: the lead's vmdojo opens it. If that lasts, call your "
        "lead: the minutes run."
        if due
        else "Until then the buyer lies sealed on the lead's machine: the lead's vmdojo must be open at that minute."
    )


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
