"""What became of messages that were really left, beside the grades of their takes. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from vmdojo.coaching.happenings import Followed, RealLife
from vmdojo.coaching.summary import Summary
from vmdojo.coaching.wording import points

NAMES: Final[dict[Followed, str]] = {
    "met": "met",
    "called_back": "called back",
    "answered_email": "wrote back",
    "took_next_call": "took next call",
    "nothing": "nothing",
    "asked_to_stop": "asked to stop",
}
"""From the best to the worst, as the pages call it."""
CAME_BACK: Final = frozenset({"met", "called_back", "answered_email", "took_next_call"})
ENOUGH: Final = 20
"""Below so many of them a difference of means is as likely chance, and is said to be."""
_MARK, _MANY = "▪", "+"


class Outcome(msgspec.Struct, frozen=True):
    """One take that was really left, and what followed."""

    take: str
    """Id of the attempt."""
    total: float
    followed: Followed


def outcomes(noted: Iterable[RealLife], takes: Iterable[Summary]) -> tuple[Outcome, ...]:
    """Each take on record of which something was noted (newest first), in the order of the takes.

    Of two notes on one take the newer holds: nothing came on Monday, and on Friday she called.
    """
    newest: dict[str, Followed] = {}
    for note in noted:
        newest.setdefault(note.ref, note.followed)
    return tuple(Outcome(take.id, take.total, newest[take.id]) for take in takes if take.id in newest)


def strip(totals: Sequence[float], cells: int) -> str:
    """Totals (0-100) as marks on a line of so many cells; a digit where several fall into one cell."""
    counts = [0] * cells
    for total in totals:
        counts[round(min(max(total, 0.0), 100.0) / 100 * (cells - 1))] += 1
    return "".join(" " if not n else _MARK if n == 1 else str(n) if n < 10 else _MANY for n in counts)


def scale(cells: int) -> str:
    """The line of numbers that belongs to :func:`strip`."""
    line = [" "] * (cells + 1)
    for value in (0, 25, 50, 75, 100):
        at = min(round(value / 100 * (cells - 1)), cells + 1 - len(str(value)))
        line[at : at + len(str(value))] = str(value)
    return "".join(line).rstrip()


def told(found: Sequence[Outcome]) -> str:
    """What the grades had to do with it, in a sentence or two; empty where nothing was noted."""
    if not found:
        return ""
    back = [one.total for one in found if one.followed in CAME_BACK]
    rest = [one.total for one in found if one.followed not in CAME_BACK]
    sentence = f"Something came back on {len(back)} of {len(found)}."
    if back and rest:
        these, those = sum(back) / len(back), sum(rest) / len(rest)
        sentence += f" Their takes had {points(these)} on average, the others {points(those)}."
    return sentence if len(found) >= ENOUGH else f"{sentence} So few prove nothing yet; note the next one, too."
