"""What each sentence does to the buyer: asks, gives, tells, reproaches, begs ... judged in words of no list.

A phrase rule knows the wordings that somebody foresaw. This is the other half: a linear model over the little words of
a sentence, the classes and fields of meaning that its other words belong to, what stands beside what, and the meaning
of each word, fitted on some hundred and twenty thousand labelled sentences (``tests/corpus/sentences``, fitted by
``tests/corpus/fit_acts.py``). What is shipped is a table of small whole numbers,
so the same words earn the same grade on every machine. Reading a sentence is a lookup and an addition a feature.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import lru_cache, reduce
from itertools import pairwise
from math import sqrt
from operator import ior
from struct import Struct
from sys import intern
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
LANE, LANE_BITS = "H", 16
"""Two bytes a lane: no sentence has so many shapes and words that one lane would overflow into the next."""
_BIASED = bytes(weight ^ BIAS for weight in range(256))
"""Each signed byte with the bias added: its sign turns over."""
MOST_KEPT = 65_536
"""Shapes, or words, of one kind that are remembered."""
_START, _TELLS, _ASKS = " ^", " .", " ?"
"""The edges of a sentence among its words; no word holds a space."""
_PERSONS = frozenset("you your i my me we our us".split())


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


class _Word(NamedTuple):
    """How a word, or an edge of a sentence, stands in the shapes."""

    own: tuple[str, ...]
    """The shapes that it has whatever stands beside it."""
    mark: str
    """How it stands by its class."""
    around: str
    """How it stands by its field of meaning."""
    stemmed: str | None
    """None for an edge."""


_Shape = tuple[int, int]
"""A shape's number in the table, and its packed weights."""
_UNKNOWN: _Shape = (-1, 0)
"""A shape that the table does not hold."""


class Acts:
    """Reads what sentences do, by a table. What it has looked up it keeps, packed, so that a sum adds all acts at once.

    A packed number holds one lane an act, a lane for the rarity of words and one for their count.
    """

    def __init__(self, table: ActTable, meaning: Meaning, classes: WordClasses) -> None:
        head = table.head
        self.names = head.acts
        self.at = {name: index for index, name in enumerate(head.acts)}
        self._head = head
        self._little = frozenset(head.little)
        self._table, self._meaning, self._classes = table, meaning, classes
        self._recent = Recent(self._odds)
        shape = self._shape
        self._one = _Kept(shape)
        self._two: _Kept[tuple[str, str], _Shape] = _Kept(lambda pair: shape(f"{pair[0]} {pair[1]}"))
        self._apart: _Kept[tuple[str, str], _Shape] = _Kept(lambda pair: shape(f"{pair[0]} _ {pair[1]}"))
        self._stems: _Kept[tuple[str, str], _Shape] = _Kept(lambda pair: shape(f"~{pair[0]} {pair[1]}"))
        self._standing = _Kept(self._stands)
        self._around: _Kept[str, str] = _Kept(lambda said: self._standing[said].around)
        self._beside = _Kept(self._of_pair)
        self._whole = _Kept(self._of_whole)
        self._words = _Kept(self._of_word)
        self._lanes = Struct(f"<{len(head.acts) + 2}{LANE}")

    def read(self, reading: Reading, shortest: int = 0) -> list[tuple[float, ...] | None]:
        """Log-odds of each act, in the order of ``names``, for each sentence; None for less than ``shortest`` terms."""
        recent = self._recent
        return [recent[saying] if len(saying[0]) >= shortest else None for saying in reading.sayings]

    def read_part(self, reading: Reading, sentence: int, part: range) -> tuple[float, ...]:
        """Log-odds of each act for some terms of a sentence, as if they were all of it."""
        asks = reading.sayings[sentence][2] and part.stop == reading.spans[sentence].stop
        kinds = tuple(reading.kinds[part.start : part.stop]) if reading.sayings[sentence][1] else ()
        return self._recent[tuple(reading.terms[part.start : part.stop]), kinds, asks]

    def _odds(self, saying: Saying) -> tuple[float, ...]:
        """Log-odds of each act for one sentence: of its :func:`shapes` and its words."""
        terms, kinds, asks = saying
        terms = terms[:LONGEST]
        said = [_START, *terms, _ASKS if asks else _TELLS]
        for at, kind in enumerate(kinds[:LONGEST], 1):
            if kind:
                said[at] = f"{kind} {said[at]}"
        around = list(map(self._around.__getitem__, said))
        # By their numbers, so that each counts once; a word has the same shapes behind another wherever the two stand.
        whole = self._whole[_PERSONS.intersection(terms), asks]
        known = reduce(ior, map(self._beside.__getitem__, pairwise(said)), dict(whole))
        known.update(map(self._apart.__getitem__, zip(around, around[2:], strict=False)))
        size, unpacked = self._lanes.size, self._lanes.unpack
        shaped = unpacked(sum(known.values()).to_bytes(size, "little"))
        worded = unpacked(sum(map(self._words.__getitem__, terms)).to_bytes(size, "little"))
        shape_count, rarity, word_count = shaped[-1], worded[-2], worded[-1]
        by_shape = self._head.shape_scale / sqrt(shape_count) if shape_count else 0.0
        by_word = self._head.word_scale / rarity if rarity else 0.0
        away = BIAS * (by_shape * shape_count + by_word * word_count)
        lanes = zip(self._head.start, shaped, worded, strict=False)  # the last two lanes are no act's
        return tuple([start + by_shape * units + by_word * more - away for start, units, more in lanes])

    def _stands(self, said: str) -> _Word:
        """How a term, a term behind its kind and a space, or an edge stands."""
        kind, spaced, term = said.partition(" ")
        if spaced:
            kind, term = intern(kind), term if kind else intern(term)
            return _Word((kind,), kind, kind, stem(term)) if kind else _Word((), term, term, None)
        if said in self._little:
            return _Word((said,), said, said, stem(said))
        # One string a mark: a table that is asked for two of them need not compare their letters.
        stemmed, mark = stem(said), intern(class_mark(self._classes[said]))
        index = self._meaning.stems.get(stemmed)
        field = intern(field_mark(None if index is None else self._table.fields[index]))
        return _Word(("~" + stemmed, mark), mark, field, stemmed)

    def _of_pair(self, pair: tuple[str, str]) -> dict[int, int]:
        """The known shapes of two words that stand side by side, and of the second alone."""
        first, second = self._standing[pair[0]], self._standing[pair[1]]
        found = {self._one[name] for name in second.own}
        found.add(self._two[first.mark, second.mark])
        found.add(self._two[first.around, second.around])
        if first.stemmed is not None and second.stemmed is not None:
            found.add(self._stems[first.stemmed, second.stemmed])
        found.discard(_UNKNOWN)
        return dict(found)

    def _of_whole(self, key: tuple[frozenset[str], bool]) -> dict[int, int]:
        """The shapes of a sentence as a whole, by the persons that it names and whether it asks."""
        end = "?" if key[1] else "."
        return dict([self._one[name] for name in ("^", f"@{_who(key[0])}{end}", f"@{end}")])

    def _shape(self, name: str) -> _Shape:
        number = self._table.names.get(name)
        if number is None:
            return _UNKNOWN
        width = len(self.names)
        return number, _pack(self._table.shapes[number * width : (number + 1) * width], 0)

    def _of_word(self, term: str) -> int:
        index = self._meaning.stems.get(stem(term))
        if index is None:
            return 0
        width = len(self.names)
        return _pack(self._table.words[index * width : (index + 1) * width], self._meaning.sixteenths[index])


_Key = TypeVar("_Key")
_Found = TypeVar("_Found")


class _Kept(dict[_Key, _Found]):
    """What was made of each key, remembered."""

    def __init__(self, make: Callable[[_Key], _Found]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: _Key) -> _Found:
        found = self._make(key)
        if len(self) >= MOST_KEPT:
            self.clear()
        self[key] = found
        return found


def _who(said: Set[str]) -> str:
    """Whom a sentence names: the buyer, the caller, the caller's firm."""
    you = "y" if "you" in said or "your" in said else ""
    me = "i" if "i" in said or "my" in said or "me" in said else ""
    return you + me + ("w" if "we" in said or "our" in said or "us" in said else "")


def _pack(weights: Bytes, rarity: int) -> int:
    lanes = bytearray(2 * len(weights))
    lanes[::2] = bytes(weights).translate(_BIASED)
    ends = LANE_BITS * len(weights)
    return int.from_bytes(lanes, "little") + (rarity << ends) + (1 << ends + LANE_BITS)


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
