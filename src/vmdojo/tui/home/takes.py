"""The last takes as small tapes above one another, a second a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from vmdojo.tui.inert import one_line
from vmdojo.tui.text import clock, cut, points, say, spread
from vmdojo.tui.widgets.tape import CUT

_TAPE = 28
_SHORT = 27
_SIDE_BY_SIDE = 66
_ROOMY = 90


class Take(NamedTuple):
    """One recorded take as home shows it."""

    total: float
    tape: str
    """Empty where no message was left."""
    seconds: float
    level: int | None
    title: str


def rows(takes: Sequence[Take], width: int) -> list[Content]:
    """Total, tape, seconds, size of the ask, title; the tape below where the window is narrow."""
    room = min(_TAPE, max((len(take.tape) for take in takes), default=0))
    lines: list[Content] = []
    for take in takes:
        total = say(f"{points(take.total):>4}  ", "bold")
        ask = f"ask {take.level}" if take.level is not None and take.tape else ""
        face = clock(take.seconds) if take.tape else "hung up"
        numbers = say(f"{face:<7}{ask:<8}", "$quiet")
        title = say(one_line(take.title))
        if width >= _SIDE_BY_SIDE:
            lines.append(cut(Content.assemble(total, _tape(take.tape, room), "  ", numbers, title), width))
        else:
            lines.append(cut(Content.assemble(total, numbers, title), width))
            if take.tape:
                lines.append(Content.assemble("      ", _tape(take.tape, min(room, width - 6))))
    return lines


def row(take: Take | None, day: str, sign: str, width: int) -> Content:
    """One take in one line, for a list of many: total, day, tape, seconds, size of the ask, title."""
    if take is None:
        return cut(say(f"      {day}  cannot be read", "$quiet"), width)
    total = say(f"{points(take.total):>4}  ", "bold")
    ask = f"ask {take.level}" if take.level is not None and take.tape else ""
    face = clock(take.seconds) if take.tape else "hung up"
    numbers = say(f"{face:<6}{ask:<7}" if take.tape else f"{face:<13}", "$quiet")
    title = say(one_line(take.title))
    when = say(f"{day:>6}  ", "$quiet")
    side = say(sign, "$quiet")
    if width < _SIDE_BY_SIDE:
        return spread(Content.assemble(total, when, title), say(face, "$quiet"), width)
    tape = _tape(take.tape, _TAPE if width >= _ROOMY else _SHORT)
    return spread(Content.assemble(total, when, tape, "  ", numbers, title), side, width)


def _tape(pattern: str, room: int) -> Content:
    """The pattern in ``room`` columns; a longer one ends in an ellipsis."""
    shown = pattern if len(pattern) <= room else f"{pattern[: room - 1]}…"
    tape = say(f"{shown:<{room}}", "$lamp")
    place = shown.find(CUT)
    return tape.stylize("bold $cut", place, place + 1) if place >= 0 else tape
