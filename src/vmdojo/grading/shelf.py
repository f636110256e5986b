"""Many lines of which one message asks for few: nothing is unpacked that nobody asks for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import overload

import msgspec

ENOUGH_ASKED = 2000
"""Questions after which all names are put into a table. The table costs about as much as so many questions."""


class Lines(msgspec.Struct, frozen=True, array_like=True):
    """Lines in the form that is kept."""

    text: str
    """All lines with a line feed between."""
    ends: bytes
    """Where each ends, in code points, four bytes each."""


def lines_of(lines: Iterable[str]) -> Lines:
    """Lines without a line feed in them, ready to be kept."""
    held = list(lines)
    ends = array("I", (end - 1 for end in accumulate(len(line) + 1 for line in held)))
    return Lines("\n".join(held), ends.tobytes())


class LineReader(Sequence[str]):
    """Lines by their number."""

    def __init__(self, lines: Lines) -> None:
        self.text = lines.text
        self._ends = array("I", lines.ends)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        ends = self._ends
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(ends)))]
        end = ends[at]
        return self.text[ends[at - 1] + 1 if at else 0 : end]

    def span(self, at: int) -> tuple[int, int]:
        """Where a line lies in the text, for those who look for something in it without cutting it out."""
        ends = self._ends
        return ends[at - 1] + 1 if at else 0, ends[at]

    def find(self, line: str) -> int | None:
        """The number of a line among sorted ones, None where it is not there."""
        text, ends = self.text, self._ends
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) >> 1
            if text[ends[middle - 1] + 1 if middle else 0 : ends[middle]] < line:
                low = middle + 1
            else:
                high = middle
        return low if low < len(ends) and self[low] == line else None

    def __iter__(self) -> Iterator[str]:
        return iter(self.text.split("\n") if self._ends else ())


class Shelf:
    """The place of each name among sorted names: looked up by halves, until a table of all pays."""

    def __init__(self, names: Lines) -> None:
        """``names`` are sorted by code points, none twice."""
        self.names = LineReader(names)
        self._asked = 0
        self._table: dict[str, int] | None = None

    @property
    def table(self) -> Mapping[str, int] | None:
        """The place of every name, None while there are too few questions for it."""
        return self._table

    def get(self, name: str) -> int | None:
        """The place of a name, None where it is not there."""
        if self._table is not None:
            return self._table.get(name)
        self._asked += 1
        if self._asked >= ENOUGH_ASKED:
            self._table = {known: at for at, known in enumerate(self.names)}
        return self.names.find(name)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None
