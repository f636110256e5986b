"""What an ask is made of, and the lexicon by which its parts are known."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter

import msgspec

from vmdojo.grading.automaton import Hit
from vmdojo.grading.requests import Verbs

BESIDE_OFFER = " beside an offer"
"""Behind a rule's id: the tag of its phrases that count only beside an offer of the dossier."""


class Ask(msgspec.Struct, frozen=True, gc=False):
    """One request found. ``first``/``last`` are terms, half open; ``size`` before modifiers."""

    name: str
    size: int
    first: int
    last: int
    region: tuple[int, int]
    """Terms in which its modifiers are read."""


class Modifier(msgspec.Struct, frozen=True, gc=False):
    """What makes the ask bigger (``by`` > 0) or smaller (``by`` < 0)."""

    name: str
    by: int
    first: int
    last: int


class Asked(msgspec.Struct, frozen=True, gc=False):
    """All that was asked. ``level`` 0-10 after modifiers; ``largest`` is None where nothing was asked."""

    level: int
    largest: Ask | None
    asks: tuple[Ask, ...]
    modifiers: tuple[Modifier, ...]
    vague: Hit | None
    """An important matter without a topic."""


class ObjectKind(msgspec.Struct, frozen=True, gc=False):
    """A kind of commitment: see ``ask.toml``."""

    name: str
    size: int
    license: str


class Raise(msgspec.Struct, frozen=True, gc=False):
    by: int
    most: int
    unless: frozenset[str]


class Lexicon(msgspec.Struct, frozen=True, gc=False):
    """The parts by their tag in the automaton."""

    objects: Mapping[str, ObjectKind]
    raises: Mapping[str, Raise]
    lowers: Mapping[str, frozenset[str]]
    """For each softener, the names of the asks that it can soften; empty for all."""
    verbs: Verbs


_first = attrgetter("first")


class Places:
    """Hits in the order of their first term, found by range: a long message must not be walked for every ask."""

    __slots__ = ("firsts", "hits")

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.hits = sorted(hits, key=_first) if len(hits) > 1 else hits
        self.firsts = list(map(_first, self.hits))

    def within(self, low: int, high: int) -> Sequence[Hit]:
        """Hits that start at ``low`` to ``high``, both included."""
        if not self.firsts:
            return self.hits
        return self.hits[bisect_left(self.firsts, low) : bisect_right(self.firsts, high)]
