"""Whether words stand in an order that English knows: by the company that classes of words keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from vmdojo.grading.reading import Reading

EDGE = "<s>"
"""The start and the end of a sentence."""
LEAST_PAIRS = 14
"""Below this many neighbours nothing is said about order."""


FLOOR = -250
"""The least that a pair may count: one rare pair condemns nobody."""
MOST_TERMS = 65_536
"""Terms whose class an order remembers."""


class Order:
    """Which class each word belongs to, and which class likes to follow which."""

    def __init__(self, classes: Mapping[str, str], after: Mapping[str, Mapping[str, int]]) -> None:
        """``classes`` gives the class of each little word; ``after[a][b]`` is a hundred times the logarithm of how
        much likelier ``b`` follows ``a`` than chance."""
        self._little = dict(classes)
        self._classes = dict(classes)
        self._pairs = {
            (left, right): max(FLOOR, points) for left, row in after.items() for right, points in row.items()
        }

    def class_of(self, term: str, kind: str) -> str:
        """The class of a term: its own if it is a little word, else by its ending."""
        if kind:
            return "#"
        known = self._classes.get(term)
        if known is None:
            if len(self._classes) >= MOST_TERMS:
                self._classes = dict(self._little)
            known = self._classes[term] = _by_ending(term)
        return known

    def points(self, run: Sequence[str]) -> int:
        """The points of all neighbours in a run of classes; a pair that the table does not know counts nothing."""
        points = self._pairs.get
        return sum(points(pair, 0) for pair in pairwise(run))


def _by_ending(term: str) -> str:
    for ending in ("ing", "ed", "ly"):
        if term.endswith(ending):
            return "-" + ending
    return "-s" if term.endswith("s") and not term.endswith("ss") else "-"


def neighbours(reading: Reading, order: Order) -> Iterator[list[str]]:
    """The classes of each sentence with its edges."""
    classes = list(map(order.class_of, reading.terms, reading.kinds))
    for begin, stop in pairwise(reading.first_of):
        yield [EDGE, *classes[begin:stop], EDGE]


def orderliness(reading: Reading, order: Order) -> float | None:
    """Mean of the table over all neighbours, or None where there are too few to tell.

    On the dev part of the corpus talk lies between 12 and 70, shuffled talk mostly below 0.
    """
    total = count = 0
    for run in neighbours(reading, order):
        total += order.points(run)
        count += len(run) - 1
    return total / count if count >= LEAST_PAIRS else None
