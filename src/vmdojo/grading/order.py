"""Whether words stand in an order that English knows.

Every word becomes a mark: a little word itself, any other only its class (noun, verb, adjective ...). A table fitted on
talk and on the same talk shuffled (``tests/corpus/fit_order.py``) says how much two or three marks side by side speak
for talk. It knows nothing of what the words mean, so slang, dry fragments and foreign grammar pass, as long as somebody
could have said them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import sqrt

import msgspec

from vmdojo.grading.kept import kept
from vmdojo.grading.reading import Reading, Recent, Saying
from vmdojo.grading.rubric_files import shipped_bytes
from vmdojo.grading.wordclass import CLASSES, WordClasses, shipped_classes

HESITATIONS = frozenset(("um", "uh", "er", "erm", "hm"))
"""Sounds that may stand anywhere, and say nothing of order."""
THE, MORE = "the", frozenset(("more", "less", "fewer"))
START, STOP, NUMBER = "^", ".", "#"
LEAST_MARKS = 14
"""Below this many marks nothing is said about order."""
LEAST_RUN = 7
"""Marks of a sentence below which its own order says nothing."""
TANGLED, KNOTTED = -1.5, -3.4
"""Log-odds of talk below which a sentence is tangled, and below which one such sentence leaves no doubt. Of 1,996
natural messages none has two tangled sentences, and none a knotted one."""
MOST_TERMS = 65_536
"""Terms whose mark is remembered, and threes of marks whose units are."""


class OrderTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table as it lies on disk."""

    little: tuple[str, ...]
    scale: float
    """Log-odds of one unit."""
    weights: Mapping[str, int]
    """For two or three marks with blanks between: how much they speak for talk."""


class Told(msgspec.Struct, frozen=True, gc=False):
    """What the order of words says of a message."""

    orderly: float | None
    """Log-odds of talk against shuffled talk over the root of the number of marks; None for too few. Of 1,996
    messages of the corpus none lies below 0.0, and 97 of a hundred of the same messages with their words shuffled."""
    tangled: int
    """Sentences whose marks speak against talk."""
    knotted: bool
    """Whether one of them does so beyond doubt."""


class KeptOrder(msgspec.Struct, frozen=True, array_like=True):
    """The table as it is kept between two starts: marks are numbers, and what stands side by side is one number."""

    marks: tuple[str, ...]
    """Little words, classes, and what else a sentence is made of."""
    scale: float
    pairs: bytes
    """For each two marks the units of it, two bytes each."""
    triples: bytes
    """Three marks that have units, four bytes each, ascending."""
    units: bytes
    """The units of each, two bytes each."""


def made_ready(table: OrderTable) -> KeptOrder:
    """A table in the form that is kept."""
    marks = tuple(dict.fromkeys((START, STOP, NUMBER, *map(class_mark, CLASSES), *table.little)))
    number = {mark: at for at, mark in enumerate(marks)}
    size = len(marks)
    pairs = array("h", bytes(2 * size * size))
    triples: dict[int, int] = {}
    for name, units in table.weights.items():
        some = [number.get(mark, -1) for mark in name.split(" ")]
        if -1 in some:
            continue  # no sentence is made of such marks
        if len(some) == 2:
            pairs[some[0] * size + some[1]] = units
        else:
            triples[(some[0] * size + some[1]) * size + some[2]] = units
    keys = sorted(triples)
    values = array("h", (triples[key] for key in keys))
    return KeptOrder(marks, table.scale, pairs.tobytes(), array("I", keys).tobytes(), values.tobytes())


class Order:
    """Reads order by a table."""

    def __init__(self, table: KeptOrder, classes: WordClasses) -> None:
        number = {mark: at for at, mark in enumerate(table.marks)}
        self._marks = _Marks(number, classes)
        self._start, self._stop, self._number = number[START], number[STOP], number[NUMBER]
        self._classes = classes
        self._units = _Units(table)
        self._recent = Recent(self._sentence)
        self._scale = table.scale

    def read(self, reading: Reading) -> Told:
        """How a message stands by the table."""
        whole = count = tangled = 0
        bar, knot, knotted = TANGLED / self._scale, KNOTTED / self._scale, False
        for size, units in map(self._recent.__getitem__, reading.sayings):
            count += size
            whole += units
            if size >= LEAST_RUN and units < bar:
                tangled += 1
                knotted = knotted or units < knot
        orderly = whole * self._scale / sqrt(count) if count >= LEAST_MARKS else None
        return Told(orderly, tangled, knotted)

    def _sentence(self, saying: Saying) -> tuple[int, int]:
        """The number of marks of a sentence, its start and stop among them, and all their units."""
        terms, kinds, _ = saying
        if not terms:
            return 0, 0
        marks = list(map(self._marks.__getitem__, terms))
        if terms.count(THE) > 1 and self._correlates(terms):
            return len(terms) + 2, 0  # "the faster you answer, the more you get": in order, and rarer than its marks
        for at, kind in enumerate(kinds):
            if kind:
                marks[at] = self._number
        if not HESITATIONS.isdisjoint(terms):
            marks = [mark for mark, term in zip(marks, terms, strict=True) if term not in HESITATIONS]
        # The units of the last pair are found before the start of a sentence that might follow: it adds none.
        run = [self._start, *marks, self._stop, self._start]
        return len(run) - 1, sum(map(self._units.__getitem__, zip(run, run[1:], run[2:], strict=False)))

    def _correlates(self, terms: Sequence[str]) -> bool:
        """Whether a sentence sets two comparatives against each other, each behind "the"."""
        behind = [two for one, two in pairwise(terms) if one == THE]
        return sum(two in MORE or (two.endswith("er") and self._classes[two] in "CR") for two in behind) > 1


class _Units(dict[tuple[int, int, int], int]):
    """For three marks side by side the units of the first two and those of all three, remembered."""

    def __init__(self, table: KeptOrder) -> None:
        super().__init__()
        self._size = len(table.marks)
        self._pairs = array("h", table.pairs)
        self._triples = array("I", table.triples)
        self._of_triples = array("h", table.units)

    def __missing__(self, marks: tuple[int, int, int]) -> int:
        if len(self) >= MOST_TERMS:
            self.clear()
        first, second, third = marks
        pair = first * self._size + second
        triple = pair * self._size + third
        at = bisect_left(self._triples, triple)
        known = at < len(self._triples) and self._triples[at] == triple
        found = self[marks] = self._pairs[pair] + (self._of_triples[at] if known else 0)
        return found


class _Marks(dict[str, int]):
    """The number of the mark of each term, remembered."""

    def __init__(self, number: Mapping[str, int], classes: WordClasses) -> None:
        super().__init__(number)
        self._all = number
        self._classes = classes

    def __missing__(self, term: str) -> int:
        if len(self) >= MOST_TERMS:
            self.clear()
            self.update(self._all)
        found = self[term] = self._all[class_mark(self._classes[term])]
        return found


def class_mark(letter: str) -> str:
    """The mark of a word that is not little, by its class."""
    return "-" + letter


def runs(reading: Reading, marks: Mapping[str, str]) -> Iterator[list[str]]:
    """The marks of each sentence, with its start and stop."""
    found = list(map(marks.__getitem__, reading.terms))
    for at, kind in enumerate(reading.kinds):
        if kind:
            found[at] = NUMBER
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
    return Order(kept("order", KeptOrder, lambda: made_ready(order_table())), shipped_classes())


def order_table() -> OrderTable:
    """The table that vmdojo ships."""
    return msgspec.msgpack.decode(shipped_bytes("order.bin"), type=OrderTable)
