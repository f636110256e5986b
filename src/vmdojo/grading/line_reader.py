"""Many lines of which one message asks for few: nothing is unpacked that nobody asks for."""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import overload

import msgspec


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


class Strings(Sequence[str]):
    """Strings that are cut out of one text where they are asked for."""

    @abstractmethod
    def at(self, number: int) -> str:
        """The string of that number, from 0. Raises IndexError where there is none."""

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        return [self.at(one) for one in range(*at.indices(len(self)))] if isinstance(at, slice) else self.at(at)


class LineReader(Strings):
    """Lines by their number."""

    def __init__(self, lines: Lines) -> None:
        self.text = lines.text
        self._ends = array("I", lines.ends)

    def __len__(self) -> int:
        return len(self._ends)

    def at(self, number: int) -> str:
        end = self._ends[number]
        return self.text[self._ends[number - 1] + 1 if number else 0 : end]

    def span(self, at: int) -> tuple[int, int]:
        """Where a line lies in the text, for those who look for something in it without cutting it out."""
        ends = self._ends
        return ends[at - 1] + 1 if at else 0, ends[at]

    def __iter__(self) -> Iterator[str]:
        return iter(self.text.split("\n") if self._ends else ())
