"""How rare a word is, and which words mean about the same.

A table of some twenty thousand stems. Rarity is the logarithm of the word's place in the order of frequency, so that
"kiln" weighs more than "week". Neighbours in meaning are a weak signal beside a shared word: they say that "supervisor"
may stand for "foreman". Both are numbers derived from public tables by ``tests/corpus/fit_acts.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import msgspec

from vmdojo.grading.kept import kept
from vmdojo.grading.rubric_files import shipped_bytes
from vmdojo.grading.shelf import Lines, Shelf, lines_of

UNKNOWN = 10.6
"""Rarity of a word outside the table: rarer than all in it."""
SIXTEENTH = 16.0
MOST_KEPT = 65_536
"""Stems whose rarity is remembered."""


class WordTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table as it lies on disk."""

    stems: str
    """All stems, sorted, one a line."""
    rarity: bytes
    """For each stem the natural logarithm of its rank, in sixteenths."""
    places: bytes
    """For each stem how many neighbours it has."""
    near: bytes
    """The neighbours of each stem in turn: two bytes its number (little-endian), one byte its likeness in 255ths."""


class KeptWords(msgspec.Struct, frozen=True, array_like=True):
    """The table as it is kept between two starts."""

    stems: Lines
    rarity: bytes
    places: bytes
    near: bytes


def made_ready(table: WordTable) -> KeptWords:
    """A table in the form that is kept."""
    return KeptWords(lines_of(table.stems.split("\n")), table.rarity, table.places, table.near)


class _Rarities(dict[str, float]):
    """The rarity of each stem that was asked for."""

    def __init__(self, at: Shelf, sixteenths: bytes) -> None:
        super().__init__()
        self._at, self._sixteenths = at, sixteenths

    def __missing__(self, stemmed: str) -> float:
        if len(self) >= MOST_KEPT:
            self.clear()
        index = self._at.get(stemmed)
        found = self[stemmed] = UNKNOWN if index is None else self._sixteenths[index] / SIXTEENTH
        return found


class Meaning:
    """Looks words up."""

    def __init__(self, table: KeptWords) -> None:
        self.at = Shelf(table.stems)
        """The number of each stem."""
        self.stems = self.at.names
        self.sixteenths = table.rarity
        """Rarity of each stem in sixteenths, at least 1."""
        self._places = table.places
        self._near = table.near
        self._starts: list[int] = []
        self.rarity: Callable[[str], float] = _Rarities(self.at, self.sixteenths).__getitem__
        """Natural logarithm of a stem's place in the order of frequency: "the" 0.7, "week" about 5, "kiln" about 10."""

    def near(self, stemmed: str) -> list[tuple[str, float]]:
        """Stems of like meaning with their likeness (0-1), likeliest first; at most a handful."""
        index = self.at.get(stemmed)
        if index is None:
            return []
        if not self._starts:
            total = 0
            for many in self._places:
                self._starts.append(total)
                total += 3 * many
        start = self._starts[index]
        data = self._near
        return [
            (self.stems[data[at] | data[at + 1] << 8], data[at + 2] / 255.0)
            for at in range(start, start + 3 * self._places[index], 3)
        ]


@lru_cache(maxsize=1)
def shipped_meaning() -> Meaning:
    """The table that vmdojo ships."""
    return Meaning(kept("words", KeptWords, lambda: made_ready(word_table())))


def word_table() -> WordTable:
    """The table that vmdojo ships."""
    return msgspec.msgpack.decode(shipped_bytes("words.bin"), type=WordTable)
