"""What words are about: texts on the same subject point the same way, whatever words they use.

A note says "receptionist shared between two branches", the message "with a single person at the desk for both". No
word is the same and none stands for another, and yet whoever hears both knows that they belong together. Each stem of
the table of words has a direction; what a text is about is the sum of them, and two texts are as close as their sums
point the same way. The directions were fitted (``tests/corpus/fit_gist.py``) so that sentences which a language
model holds for alike, and notes and the sentences that use them, come close. What is shipped are small whole numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import sqrt
from operator import mul
from struct import Struct
from typing import NamedTuple

import msgspec

from vmdojo.grading.blocks import Bytes, shipped_table, written
from vmdojo.grading.meaning import Meaning, shipped_meaning

LONGEST = 120
"""Stems of a text that are read; no lane overflows from so many."""
BIAS = 128
LANE = "H"
MOST_KEPT = 16_384
"""Stems whose direction is remembered."""
LEAST = 2
"""Stems with a direction below which a text is about nothing."""

Gist = tuple[float, ...]


class GistHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the table says of itself."""

    width: int
    """Dimensions of a direction."""


class GistTable(NamedTuple):
    """The table."""

    width: int
    rows: Bytes
    """The direction of each stem of the table of words in turn, one signed byte a dimension; the longer, the more the
    stem says of what a text is about. All zero for stems that say nothing of it."""


class _Packed(dict[str, int]):
    """The direction of each stem that was asked for, packed, so that a sum adds all dimensions at once."""

    def __init__(self, table: GistTable, meaning: Meaning) -> None:
        super().__init__()
        self._table = table
        self._at = meaning.stems
        self._lanes = Struct(f"<{table.width + 1}{LANE}")

    def __missing__(self, stemmed: str) -> int:
        if len(self) >= MOST_KEPT:
            self.clear()
        index = self._at.get(stemmed)
        found = 0
        if index is not None:
            width = self._table.width
            row = self._table.rows[index * width : (index + 1) * width]
            if any(row):
                lanes = [(unit - 256 if unit > 127 else unit) + BIAS for unit in row]
                found = int.from_bytes(self._lanes.pack(*lanes, 1), "little")
        self[stemmed] = found
        return found


class Gists:
    """Tells what texts are about."""

    def __init__(self, table: GistTable, meaning: Meaning) -> None:
        self._packed = _Packed(table, meaning)
        self._lanes = Struct(f"<{table.width + 1}{LANE}")

    def of(self, stems: Sequence[str]) -> Gist | None:
        """What some stems are about, as a direction of length 1; None where too few say anything of it."""
        whole = sum(map(self._packed.__getitem__, dict.fromkeys(stems[:LONGEST])))
        *lanes, count = self._lanes.unpack(whole.to_bytes(self._lanes.size, "little"))
        if count < LEAST:
            return None
        away = BIAS * count
        units = [lane - away for lane in lanes]
        length = sqrt(sum(map(mul, units, units)))
        return tuple([unit / length for unit in units]) if length else None


def closeness(one: Gist, others: Iterable[Gist | None]) -> list[float]:
    """How close each of ``others`` is to one (-1 to 1; 0 for None)."""
    return [0.0 if other is None else sum(map(mul, one, other)) for other in others]


@lru_cache(maxsize=1)
def shipped_gists() -> Gists:
    """The directions that vmdojo ships."""
    head, blocks = shipped_table("gist.bin", GistHead)
    return Gists(GistTable(head.width, blocks["rows"]), shipped_meaning())


def write_gists(file: str, width: int, rows: bytes) -> None:
    """Write directions down as :func:`shipped_gists` reads them."""
    written(file, GistHead(width), {"rows": rows})
