"""The tape: one strip whose length is spoken time. A cell is a slice of time, a word owns the cells it sounds in.

The functions draw; :class:`Tape` is the strip under the words while they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from vmdojo.coaching.strip import CUT as CUT
from vmdojo.coaching.strip import GONE as GONE
from vmdojo.coaching.strip import shades as shades
from vmdojo.tui.text import clock, say, spread
from vmdojo.tui.widgets.block import Block

if TYPE_CHECKING:
    from vmdojo.message.model import Message, Word

STAGE = 0.5
"""Seconds a column on the stage."""
SOUND, SILENCE, MAT = "▪", " ", "═"
_STEPS = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)
_LABELLED_CELLS = 10
_MAX_ROWS = 3


class Mark(NamedTuple):
    """A sign under the tape at a second."""

    second: float
    sign: str


def owners(words: Sequence[Word], each: float, first: int, count: int) -> list[int | None]:
    """For ``count`` cells from cell ``first``: the word that sounds longest in each, None where silence is longer.

    ``each`` is the length of a cell in seconds; the answer indexes ``words``, which stand in the order of time.
    """
    found: list[int | None] = [None] * count
    longest = [0.0] * count
    sounding = [0.0] * count
    for index, word in enumerate(words):
        low = max(first, int(word.begins / each))
        high = min(first + count, ceil(word.ends / each))
        for cell in range(low, high):
            shared = min(word.ends, (cell + 1) * each) - max(word.begins, cell * each)
            place = cell - first
            sounding[place] += shared
            if shared > longest[place]:
                longest[place] = shared
                found[place] = index
    return [owner if heard >= each / 2 else None for owner, heard in zip(found, sounding, strict=True)]


def ruler(each: float, first: int, count: int, mat: tuple[float, float], end: float) -> Content:
    """The times over the cells from ``first``, with the mat that one wants to land on drawn in."""
    last = min(first + count, ceil(end / each))
    line = [" "] * (last - first + 5)
    low, high = round(mat[0] / each), round(mat[1] / each)
    for cell in range(max(first, low), min(last, high)):
        line[cell - first] = MAT
    for cell in range(first - first % _LABELLED_CELLS, last + 1, _LABELLED_CELLS):
        if cell >= first:
            label = clock(cell * each)
            line[cell - first : cell - first + len(label)] = label
    return say("".join(line).rstrip(), "$quiet")


def _step(room: int, seconds: float) -> float:
    """The finest length of a cell with which ``seconds`` fit into ``room`` cells."""
    return next((each for each in _STEPS if seconds / each <= room), _STEPS[-1])


def stage_lines(message: Message | None, mat: tuple[float, float], width: int, *, whole: bool = False) -> list[Content]:
    """The tape while composing: the ruler with its mat; under it a cell for each slice that sounds, and the clock.

    Half a second a column where the mat fits so. A message longer than the strip moves on under it, so that the
    end, where the player writes, stays in sight. With ``whole`` a column takes more time instead, and the mat stays in
    sight too: what is to be cut must be seen against it.
    """
    seconds = message.seconds if message else 0.0
    face = clock(seconds)
    room = max(10, width - len(face) - 2)
    each = _step(room, max(seconds, mat[1]) if whole else mat[1])
    needed = ceil(max(seconds, mat[1]) / each)
    first = 0
    if needed > room:
        first = -(-(needed - room) // _LABELLED_CELLS) * _LABELLED_CELLS
    shown = min(room, needed - first)
    cells = owners(message.words if message else (), each, first, shown)
    strip = "".join(SILENCE if owner is None else SOUND for owner in cells)
    top = ruler(each, first, shown, mat, max(seconds, mat[1]))
    return [top.truncate(width), spread(say(strip, "$lamp"), say(face, "bold"), width)]


def reel_lines(
    pattern: str, each: float, seconds: float, width: int, *, marks: Iterable[Mark] = (), lit: int | None = None
) -> list[Content]:
    """A heard tape: rows of ``pattern`` with the second at either end, and marks under the cells they sit at.

    ``lit`` is the cell that sounds now.
    """
    room = max(10, (width - 12) // _LABELLED_CELLS * _LABELLED_CELLS if len(pattern) > width - 12 else len(pattern))
    signs = _signs(marks, each, len(pattern))
    lines = []
    for start in range(0, max(1, len(pattern)), room):
        row = pattern[start : start + room]
        cells = say(row, "$lamp")
        for place, sign in enumerate(row):
            if sign == CUT:
                cells = cells.stylize("bold $cut", place, place + 1)
        if lit is not None and start <= lit < start + len(row):
            cells = cells.stylize("reverse", lit - start, lit - start + 1)
        # The next row begins where this one ends, and says so itself.
        ends = f" {clock(seconds)}" if start + room >= len(pattern) else ""
        lines.append(Content.assemble(say(f"{clock(start * each):<5}", "$quiet"), cells, say(ends, "$quiet")))
        under = "".join(signs[start : start + room]).rstrip()
        if under:
            lines.append(say(" " * 5 + under, "bold"))
    return lines


def _signs(marks: Iterable[Mark], each: float, count: int) -> list[str]:
    signs = [" "] * count
    for mark in marks:
        place = min(max(0, int(mark.second / each)), count - 1)
        # Two marks in one slice stand side by side; neither hides the other while there is room.
        while place < count - 1 and signs[place] != " ":
            place += 1
        if count and signs[place] == " ":
            signs[place] = mark.sign
    return signs


def reel_step(seconds: float, width: int) -> float:
    """Seconds a cell for a heard tape: the stage's half second unless the message would fill more than three rows."""
    row = max(10, (width - 12) // _LABELLED_CELLS * _LABELLED_CELLS)
    return _step(row * _MAX_ROWS, seconds)


def second_of(message: Message, offset: int) -> float:
    """The second at which the word that holds or follows code point ``offset`` begins to sound."""
    return next((word.begins for word in message.words if word.end > offset), message.seconds)


class Tape(Block):
    """The strip under the words while they are written: time only, never a score."""

    def __init__(self, mat: tuple[float, float], *, whole: bool = False, id: str | None = None) -> None:  # noqa: A002
        self._message: Message | None = None
        self._mat = mat
        self._whole = whole
        super().__init__(self._strip, id=id)

    def _strip(self, width: int) -> Sequence[Content]:
        return stage_lines(self._message, self._mat, width, whole=self._whole)

    def show(self, message: Message) -> None:
        """Draw ``message`` from now on."""
        self._message = message
        self.again()
