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
        self._classes = _Classes(classes)
        self._pairs = _Pairs(
            {(left, right): max(FLOOR, points) for left, row in after.items() for right, points in row.items()}
        )

    def classes(self, reading: Reading) -> list[str]:
        """The class of each term: its own if it is a little word, else by its ending or its kind."""
        found = list(map(self._classes.__getitem__, reading.terms))
        for at, kind in enumerate(reading.kinds):
            if kind:
                found[at] = "#"
        return found

    def points(self, run: Sequence[str]) -> int:
        """The points of all neighbours in a run of classes; a pair that the table does not know counts nothing."""
        return sum(map(self._pairs.__getitem__, pairwise(run)))


class _Classes(dict[str, str]):
    def __init__(self, little: Mapping[str, str]) -> None:
        super().__init__(little)
        self._little = little

    def __missing__(self, term: str) -> str:
        if len(self) >= MOST_TERMS:
            self.clear()
            self.update(self._little)
        found = self[term] = _by_ending(term)
        return found


class _Pairs(dict[tuple[str, str], int]):
    def __missing__(self, pair: tuple[str, str]) -> int:
        self[pair] = 0  # classes are few, so their pairs are
        return 0


def _by_ending(term: str) -> str:
    for ending in ("ing", "ed", "ly"):
        if term.endswith(ending):
            return "-" + ending
    return "-s" if term.endswith("s") and not term.endswith("ss") else "-"


def neighbours(reading: Reading, order: Order) -> Iterator[list[str]]:
    """The classes of each sentence with its edges."""
    classes = order.classes(reading)
    for begin, stop in pairwise(reading.first_of):
        yield [EDGE, *classes[begin:stop], EDGE]


def orderliness(reading: Reading, order: Order) -> float | None:
    """Mean of the table over all neighbours, or None where there are too few to tell.

    On the dev part of the corpus talk lies between 12 and 70, shuffled talk mostly below 0.
    """
    count = len(reading.terms) + len(reading.message.sentences)
    return sum(map(order.points, neighbours(reading, order))) / count if count >= LEAST_PAIRS else None
