"""What part a word mostly plays in a sentence: noun, verb, adjective ...

One class a word, the commonest, whatever its sentence makes of it: enough to tell "the lift stops" from "stops lift
the", and "I would" and a verb from "I would" and a noun.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from vmdojo.grading.blocks import Names, named
from vmdojo.grading.kept import kept
from vmdojo.grading.rubric_files import shipped

ENDINGS = (("ing", "G"), ("ed", "D"), ("ly", "R"), ("ss", "N"), ("s", "S"))
"""Endings and the class they speak for, the first that fits, in words that no list holds; all others are nouns.

N a noun, S its plural, P a name, V a verb, Z its third person, D its past, E its participle, G with -ing, J an
adjective, C its comparison, R an adverb, # a number, I a preposition, T a determiner, M a modal, O any other.
"""
CLASSES = "NSPVZDEGJCR#ITMO"
LEAST_STEM = 3
"""Letters that must stand before an ending."""
MOST_KEPT = 65_536
"""Words whose class is remembered."""


class KeptClasses(msgspec.Struct, frozen=True, array_like=True):
    """The classes as they are kept between two starts."""

    words: dict[str, bytes]
    """The blocks of their names, sorted."""
    classes: str
    """The class of each in turn, one letter."""


def by_ending(term: str) -> str:
    """The class of a word that no list holds."""
    for ending, found in ENDINGS:
        if term.endswith(ending) and len(term) >= len(ending) + LEAST_STEM:
            return found
    return "N"


def made_ready(text: str) -> KeptClasses:
    """The list, a line a class with its letter first, in the form that is kept."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        letter, *words = line.split()
        found.update(dict.fromkeys(words, letter))
    words = sorted(found)
    return KeptClasses(named(words), "".join(map(found.__getitem__, words)))


class WordClasses(dict[str, str]):
    """The class of each term, remembered."""

    def __init__(self, table: KeptClasses) -> None:
        super().__init__()
        self._words = Names(table.words)
        self._classes = table.classes

    def __missing__(self, term: str) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
        at = self._words.get(term)
        found = self[term] = by_ending(term) if at is None else self._classes[at]
        return found


@lru_cache(maxsize=1)
def shipped_classes() -> WordClasses:
    """The classes that vmdojo ships."""
    return WordClasses(kept("classes", KeptClasses, lambda: made_ready(shipped("classes.txt"))))
