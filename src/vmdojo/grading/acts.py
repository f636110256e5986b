"""What each sentence does to the buyer: asks, gives, tells, reproaches, begs ... judged in words of no list.

A phrase rule knows the wordings that somebody foresaw. This is the other half: a linear model over the little words of
a sentence, the classes and fields of meaning that its other words belong to, what stands beside what, and the meaning
of each word, fitted on some hundred and fifteen thousand labelled sentences (``tests/corpus/sentences``, fitted by
``tests/corpus/fit_acts.py``). What is shipped is a table of small whole numbers,
so the same words earn the same grade on every machine. Reading a sentence is a lookup and an addition a feature.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain, pairwise
from math import sqrt
from struct import Struct
from typing import NamedTuple, TypeVar

import msgspec

from vmdojo.grading.blocks import Bytes, Names, named, shipped_table, written
from vmdojo.grading.meaning import Meaning, shipped_meaning
from vmdojo.grading.reading import Reading, Recent, Saying, stem
from vmdojo.grading.wordclass import WordClasses, shipped_classes

LONGEST = 64
"""Terms of a sentence that are read."""
BIAS = 128
"""Added to each weight in its lane, so that none is negative."""
LANE = "H"
"""Two bytes a lane: no sentence has so many shapes and words that one lane would overflow into the next."""
MOST_KEPT = 65_536
"""Shapes of one kind that are remembered."""


class ActHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the fitted model says of itself. Its weights are one signed byte an act, in the order of ``acts``."""

    acts: tuple[str, ...]
    start: tuple[float, ...]
    """Log-odds of each act before a word is read."""
    shape_scale: float
    """Log-odds of one unit of a weight of a shape, before division by the root of their number."""
    word_scale: float
    """Log-odds of one unit of a weight of a word, before division by the words' whole rarity in sixteenths."""
    little: tuple[str, ...]
    """Words that stand for themselves in a shape; all others stand for their kind or for any word of their class."""


class ActTable(NamedTuple):
    """The fitted model."""

    head: ActHead
    names: Names
    """Little words, neighbours and stems of the fitted sentences."""
    shapes: Bytes
    """The weights of each of them in turn."""
    words: Bytes
    """The weights of each stem of the table of words in turn; stems of like meaning have like weights."""
    fields: Bytes
    """The number of the field of meaning that each stem of the table of words belongs to, one byte each."""


def class_mark(letter: str) -> str:
    """How a word stands in a shape by its class (see ``wordclass.py``)."""
    return "*" + letter


def field_mark(field: int | None) -> str:
    """How a word stands in a shape by the number of its field of meaning, None where the word is unknown."""
    return "%" if field is None else f"%{field}"


def shapes(
    terms: Sequence[str],
    stems: Sequence[str],
    kinds: Sequence[str],
    question: bool,
    little: frozenset[str],
    field_of: Callable[[str], int | None],
    classes: Mapping[str, str],
) -> dict[str, None]:
    """Names of all that a sentence shows by its words and their order, each once; the same at fitting and reading.

    ``field_of`` tells the number of a stem's field of meaning, ``classes`` the class of each term.
    """
    found: dict[str, None] = {}
    marks, around = ["^"], ["^"]
    for term, stemmed, kind in zip(terms, stems, kinds, strict=True):
        if kind or term in little:
            marks.append(kind or term)
            around.append(kind or term)
        else:
            marks.append(class_mark(classes[term]))
            around.append(field_mark(field_of(stemmed)))
            found["~" + stemmed] = None
    end = "?" if question else "."
    marks.append(end)
    around.append(end)
    last = len(marks) - 1
    for at in range(last):
        found[marks[at]] = None
        found[marks[at] + " " + marks[at + 1]] = None
        found[around[at] + " " + around[at + 1]] = None
    for at in range(last - 1):
        found[around[at] + " _ " + around[at + 2]] = None
    for at in range(len(stems) - 1):
        found["~" + stems[at] + " " + stems[at + 1]] = None
    found["@" + _who(frozenset(terms)) + end] = None
    found["@" + end] = None
    return found


class Acts:
    """Reads what sentences do, by a table. What it has looked up it keeps, packed, so that a sum adds all acts at once.

    A packed number holds one lane an act, a lane for the rarity of words and one for their count.
    """

    def __init__(self, table: ActTable, meaning: Meaning, classes: WordClasses) -> None:
        head = table.head
        self.names = head.acts
        self.at = {name: index for index, name in enumerate(head.acts)}
        self._head = head
        self._known_shapes, self._of_shapes = table.names, table.shapes
        self._recent: Recent[tuple[float, ...]] = Recent()
        self._alone = _Known(head.little, lambda term: "~" + stem(term))
        self._marks = _Known(head.little, lambda term: class_mark(classes[term]))
        self._around = _Around(lambda stemmed: field_mark(_field_of(table, meaning, stemmed)))
        self._one = _Shapes(self._of_shape, "{}".format)
        self._two: _Shapes[tuple[str, str]] = _Shapes(self._of_shape, lambda pair: f"{pair[0]} {pair[1]}")
        self._apart: _Shapes[tuple[str, str]] = _Shapes(self._of_shape, lambda pair: f"{pair[0]} _ {pair[1]}")
        self._stems: _Shapes[tuple[str, str]] = _Shapes(self._of_shape, lambda pair: f"~{pair[0]} {pair[1]}")
        self._whole = _Shapes(self._of_shape, "@{}".format)
        self._words = _Shapes(lambda stemmed: _of_word(table, meaning, stemmed), "{}".format)
        self._lanes = Struct(f"<{len(head.acts) + 2}{LANE}")

    def _of_shape(self, name: str) -> int:
        index = self._known_shapes.get(name)
        width = len(self.names)
        return 0 if index is None else _pack(self._of_shapes[index * width : (index + 1) * width], 0)

    def read(self, reading: Reading, shortest: int = 0) -> list[tuple[float, ...] | None]:
        """Log-odds of each act, in the order of ``names``, for each sentence; None for less than ``shortest`` terms."""
        recent = self._recent
        found: list[tuple[float, ...] | None] = []
        for saying, begin in zip(reading.sayings, reading.first_of, strict=False):
            terms = saying[0]
            if len(terms) < shortest:
                found.append(None)
                continue
            odds = recent.get(saying)
            if odds is None:
                odds = recent.keep(saying, self._odds(saying, reading.stems[begin : begin + len(terms)]))
            found.append(odds)
        return found

    def read_part(self, reading: Reading, sentence: int, part: range) -> tuple[float, ...]:
        """Log-odds of each act for some terms of a sentence, as if they were all of it."""
        asks = reading.sayings[sentence][2] and part.stop == reading.spans[sentence].stop
        saying = (tuple(reading.terms[part.start : part.stop]), tuple(reading.kinds[part.start : part.stop]), asks)
        known = self._recent.get(saying)
        if known is None:
            known = self._recent.keep(saying, self._odds(saying, reading.stems[part.start : part.stop]))
        return known

    def _odds(self, saying: Saying, stems: list[str]) -> tuple[float, ...]:
        """Log-odds of each act for one sentence: of its :func:`shapes` and its words."""
        terms, kinds, asks = saying
        terms, stems, end = terms[:LONGEST], stems[:LONGEST], "?" if asks else "."
        alone, marks = list(map(self._alone.__getitem__, terms)), list(map(self._marks.__getitem__, terms))
        for at, kind in enumerate(kinds[:LONGEST]):
            if kind:
                alone[at] = marks[at] = kind
        around = ("^", *map(self._around.__getitem__, alone), end)
        one = {"^", *alone, *marks}
        two = set(pairwise(("^", *marks, end)))
        two.update(pairwise(around))
        known = chain(
            map(self._one.__getitem__, one),
            map(self._two.__getitem__, two),
            map(self._apart.__getitem__, set(zip(around, around[2:], strict=False))),
            map(self._stems.__getitem__, set(pairwise(stems))),
            map(self._whole.__getitem__, {_who(frozenset(terms)) + end, end}),
        )
        shaped = self._lanes.unpack(sum(known).to_bytes(self._lanes.size, "little"))
        worded = self._lanes.unpack(sum(map(self._words.__getitem__, stems)).to_bytes(self._lanes.size, "little"))
        shape_count, rarity, word_count = shaped[-1], worded[-2], worded[-1]
        by_shape = self._head.shape_scale / sqrt(shape_count) if shape_count else 0.0
        by_word = self._head.word_scale / rarity if rarity else 0.0
        away = BIAS * (by_shape * shape_count + by_word * word_count)
        lanes = zip(self._head.start, shaped, worded, strict=False)  # the last two lanes are no act's
        return tuple([start + units * by_shape + more * by_word - away for start, units, more in lanes])


_Key = TypeVar("_Key")


class _Shapes(dict[_Key, int]):
    """The packed weights of shapes, 0 for one that the table does not know."""

    def __init__(self, look_up: Callable[[str], int], name: Callable[[_Key], str]) -> None:
        super().__init__()
        self._look_up = look_up
        self._name = name

    def __missing__(self, key: _Key) -> int:
        if len(self) >= MOST_KEPT:
            self.clear()
        found = self[key] = self._look_up(self._name(key))
        return found


class _Known(dict[str, str]):
    """How a word stands: a little word for itself, any other as ``name`` has it."""

    def __init__(self, little: Sequence[str], name: Callable[[str], str]) -> None:
        super().__init__(zip(little, little, strict=True))
        self._little = little
        self._name = name

    def __missing__(self, term: str) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
            self.update(zip(self._little, self._little, strict=True))
        found = self[term] = self._name(term)
        return found


class _Around(dict[str, str]):
    """How a word stands around others: a stem by its field of meaning, any other as it stands alone."""

    def __init__(self, of_stem: Callable[[str], str]) -> None:
        super().__init__()
        self._of_stem = of_stem

    def __missing__(self, alone: str) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
        found = self[alone] = self._of_stem(alone[1:]) if alone[0] == "~" else alone
        return found


def _who(said: Set[str]) -> str:
    """Whom a sentence names: the buyer, the caller, the caller's firm."""
    you = "y" if "you" in said or "your" in said else ""
    me = "i" if "i" in said or "my" in said or "me" in said else ""
    return you + me + ("w" if "we" in said or "our" in said or "us" in said else "")


def _field_of(table: ActTable, meaning: Meaning, stemmed: str) -> int | None:
    index = meaning.stems.get(stemmed)
    return None if index is None else table.fields[index]


def _of_word(table: ActTable, meaning: Meaning, stemmed: str) -> int:
    index = meaning.stems.get(stemmed)
    if index is None:
        return 0
    width = len(table.head.acts)
    return _pack(table.words[index * width : (index + 1) * width], meaning.sixteenths[index])


def _pack(weights: Bytes, rarity: int) -> int:
    lanes = [(weight - 256 if weight > 127 else weight) + BIAS for weight in weights]
    return int.from_bytes(Struct(f"<{len(lanes) + 2}{LANE}").pack(*lanes, rarity, 1), "little")


@lru_cache(maxsize=1)
def shipped_acts() -> Acts:
    """The acts that vmdojo ships."""
    return Acts(act_table(), shipped_meaning(), shipped_classes())


def act_table() -> ActTable:
    """The model that vmdojo ships."""
    head, blocks = shipped_table("acts.bin", ActHead)
    return ActTable(head, Names(blocks), blocks["shapes"], blocks["words"], blocks["fields"])


def write_acts(file: str, head: ActHead, shapes: Mapping[str, bytes], words: bytes, fields: bytes) -> None:
    """Write a model down as :func:`act_table` reads it."""
    names = sorted(shapes)
    weights = b"".join(map(shapes.__getitem__, names))
    written(file, head, {**named(names), "shapes": weights, "words": words, "fields": fields})
