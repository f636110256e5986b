"""How rare a word is, and which words mean about the same.

A table of some twenty thousand stems. Rarity is the logarithm of the word's place in the order of frequency, so that
"kiln" weighs more than "week". Neighbours in meaning are a weak signal beside a shared word: they say that "supervisor"
may stand for "foreman". Both are numbers derived from public tables by ``tests/corpus/fit_acts.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from vmdojo.grading.blocks import Bytes, Names, named, shipped_table, written

UNKNOWN = 10.6
"""Rarity of a word outside the table: rarer than all in it."""
SIXTEENTH = 16.0
MOST_KEPT = 65_536
"""Stems whose rarity is remembered."""


class WordHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the table says of itself: nothing, for all that it holds lies in its blocks."""


class WordTable(NamedTuple):
    """The table."""

    stems: Names
    """Sorted."""
    rarity: Bytes
    """For each stem the natural logarithm of its rank, in sixteenths."""
    places: Bytes
    """For each stem how many neighbours it has."""
    near: Bytes
    """The neighbours of each stem in turn: two bytes its number (little-endian), one byte its likeness in 255ths."""


class _Rarities(dict[str, float]):
    """The rarity of each stem that was asked for."""

    def __init__(self, at: Names, sixteenths: Bytes) -> None:
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

    def __init__(self, table: WordTable) -> None:
        self.stems = table.stems
        """All stems, and the number of each."""
        self.sixteenths = table.rarity
        """Rarity of each stem in sixteenths, at least 1."""
        self._places = table.places
        self._near = table.near
        self._starts: list[int] = []
        self.rarity: Callable[[str], float] = _Rarities(self.stems, self.sixteenths).__getitem__
        """Natural logarithm of a stem's place in the order of frequency: "the" 0.7, "week" about 5, "kiln" about 10."""

    def near(self, stemmed: str) -> list[tuple[str, float]]:
        """Stems of like meaning with their likeness (0-1), likeliest first; at most a handful."""
        index = self.stems.get(stemmed)
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
    _, blocks = shipped_table("words.bin", WordHead)
    return Meaning(WordTable(Names(blocks), blocks["rarity"], blocks["places"], blocks["near"]))


def write_words(file: str, stems: Sequence[str], rarity: bytes, places: bytes, near: bytes) -> None:
    """Write a table down as :func:`shipped_meaning` reads it."""
    written(file, WordHead(), {**named(stems), "rarity": rarity, "places": places, "near": near})
