"""Whether words stand in an order that English knows.

Every word becomes a mark: a little word itself, any other only its ending. A table fitted on talk and on the same talk
shuffled (``tests/corpus/fit_order.py``) says how much two or three marks side by side speak for talk. It knows nothing
of what the words mean, so slang, dry fragments and foreign grammar pass, as long as somebody could have said them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, pairwise, repeat
from math import sqrt
from typing import NamedTuple

import msgspec

from vmdojo.grading.kept import kept
from vmdojo.grading.reading import Reading
from vmdojo.grading.rubric_files import RULES
from vmdojo.grading.shelf import Shelf

ENDINGS = ("ing", "ed", "ly", "er", "est", "tion", "ment", "al", "ous", "ive")
"""Endings that tell what a word may do in a sentence."""
HESITATIONS = frozenset(("um", "uh", "er", "erm", "hm"))
"""Sounds that may stand anywhere, and say nothing of order."""
START, STOP = "^", "."
LEAST_MARKS = 14
"""Below this many marks nothing is said about order."""
LEAST_RUN = 7
"""Marks of a sentence below which its own order says nothing."""
TANGLED = -0.5
"""Log-odds of talk below which a sentence is tangled."""
MOST_TERMS = 65_536
"""Terms whose mark is remembered."""


class OrderTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table as it lies on disk."""

    little: tuple[str, ...]
    scale: float
    """Log-odds of one unit."""
    weights: Mapping[str, int]
    """For two or three marks with blanks between: how much they speak for talk."""


class Told(NamedTuple):
    """What the order of words says of a message."""

    orderly: float | None
    """Log-odds of talk against shuffled talk over the root of the number of marks; None for too few. On the corpus one
    message of a thousand lies below 0.16, and of shuffled ones 98 of a hundred do."""
    tangled: int
    """Sentences whose marks speak against talk. One natural message of thirty has one, of 880 none had two."""


class KeptOrder(msgspec.Struct, frozen=True, array_like=True):
    """The table as it is kept between two starts."""

    little: tuple[str, ...]
    scale: float
    names: str
    """What has a weight, sorted, one a line."""
    weights: tuple[int, ...]


def made_ready(table: OrderTable) -> KeptOrder:
    """A table in the form that is kept."""
    names = sorted(table.weights)
    return KeptOrder(table.little, table.scale, "\n".join(names), tuple(table.weights[name] for name in names))


class Order:
    """Reads order by a table."""

    def __init__(self, table: KeptOrder) -> None:
        self._marks = _Marks(table.little)
        self._names = Shelf(table.names)
        self._units = table.weights
        self._weights: Mapping[str, int] | None = None
        self._scale = table.scale

    def _look_up(self) -> Callable[[str, int], int]:
        """What gives a name's weight; one table of all once there have been many questions."""
        if self._weights is None and self._names.table is not None:
            self._weights = dict(zip(self._names.names, self._units, strict=True))
        return self._one_weight if self._weights is None else self._weights.get

    def _one_weight(self, name: str, default: int) -> int:
        at = self._names.get(name)
        return default if at is None else self._units[at]

    def read(self, reading: Reading) -> Told:
        """How a message stands by the table."""
        weight = self._look_up()
        whole = 0
        count = 0
        tangled = 0
        bar = TANGLED / self._scale
        for run in runs(reading, self._marks):
            pairs = map(" ".join, pairwise(run))
            triples = map(" ".join, zip(run, run[1:], run[2:], strict=False))
            units = sum(map(weight, chain(pairs, triples), repeat(0)))
            whole += units
            count += len(run)
            tangled += len(run) >= LEAST_RUN and units < bar
        orderly = whole * self._scale / sqrt(count) if count >= LEAST_MARKS else None
        return Told(orderly, tangled)


class _Marks(dict[str, str]):
    """The mark of each term, remembered."""

    def __init__(self, little: tuple[str, ...]) -> None:
        super().__init__((word, word) for word in little)
        self._little = little

    def __missing__(self, term: str) -> str:
        if len(self) >= MOST_TERMS:
            self.clear()
            self.update((word, word) for word in self._little)
        found = self[term] = mark_of(term)
        return found


def mark_of(term: str) -> str:
    """The mark of a word that is not little: its ending."""
    for ending in ENDINGS:
        if term.endswith(ending) and len(term) > len(ending) + 2:
            return "-" + ending
    return "-s" if term.endswith("s") and not term.endswith("ss") else "-"


def runs(reading: Reading, marks: Mapping[str, str]) -> Iterator[list[str]]:
    """The marks of each sentence, with its start and stop."""
    found = list(map(marks.__getitem__, reading.terms))
    for at, kind in enumerate(reading.kinds):
        if kind:
            found[at] = "#"
    sighs = not HESITATIONS.isdisjoint(reading.terms)
    for begin, stop in pairwise(reading.first_of):
        if stop > begin:
            run = found[begin:stop]
            if sighs:
                run = [mark for at, mark in enumerate(run, begin) if reading.terms[at] not in HESITATIONS]
            yield [START, *run, STOP]


@lru_cache(maxsize=1)
def shipped_order() -> Order:
    """The order that vmdojo ships."""
    return Order(kept("order", KeptOrder, lambda: made_ready(order_table())))


def order_table() -> OrderTable:
    """The table that vmdojo ships."""
    return msgspec.msgpack.decode((RULES / "order.bin").read_bytes(), type=OrderTable)
