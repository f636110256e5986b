"""What each sentence does to the buyer: asks, gives, tells, reproaches, begs ... judged in words of no list.

A phrase rule knows the wordings that somebody foresaw. This is the other half: a linear model over the little words of
a sentence, their neighbours, and the meaning of the other words, fitted on several thousand labelled sentences
(``tests/corpus/sentences``, fitted by ``tests/corpus/fit_acts.py``). What is shipped is a table of small whole numbers,
so the same words earn the same grade on every machine. Reading a sentence is a lookup and an addition a feature.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import sqrt

import msgspec

from vmdojo.grading.meaning import Meaning, shipped_meaning
from vmdojo.grading.reading import Reading

LONGEST = 64
"""Terms of a sentence that are read."""
LANE = 20
"""Bits that one act has in a packed sum: room for four thousand features of 255."""
BIAS = 128
"""Added to each weight in its lane, so that none is negative."""
LANE_MASK = (1 << LANE) - 1


class ActTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fitted model as it lies on disk. Weights are one signed byte an act, in the order of ``acts``."""

    acts: tuple[str, ...]
    start: tuple[float, ...]
    """Log-odds of each act before a word is read."""
    shape_scale: float
    """Log-odds of one unit of a weight in ``shapes``, before division by the root of their number."""
    word_scale: float
    """Log-odds of one unit of a weight in ``words``, before division by the words' whole rarity in sixteenths."""
    little: tuple[str, ...]
    """Words that stand for themselves in a shape; all others stand for their kind or for any word."""
    shapes: Mapping[str, bytes]
    """Little words, neighbours and stems of the fitted sentences."""
    words: bytes
    """The weights of each stem of the table of words in turn; stems of like meaning have like weights."""


def shapes(
    terms: Sequence[str], stems: Sequence[str], kinds: Sequence[str], question: bool, little: frozenset[str]
) -> dict[str, None]:
    """Names of all that a sentence shows by its words and their order, each once; the same at fitting and reading."""
    found: dict[str, None] = {}
    marks = ["^"]
    for term, stemmed, kind in zip(terms, stems, kinds, strict=True):
        if kind:
            marks.append(kind)
        elif term in little:
            marks.append(term)
        else:
            marks.append("*")
            found["~" + stemmed] = None
    end = "?" if question else "."
    marks.append(end)
    last = len(marks) - 1
    for at in range(last):
        one, two = marks[at], marks[at + 1]
        found[one] = None
        found[one + " " + two] = None
    for at in range(len(stems) - 1):
        found["~" + stems[at] + " " + stems[at + 1]] = None
    said = set(terms)
    you = "y" if "you" in said or "your" in said else ""
    me = "i" if "i" in said or "my" in said or "me" in said else ""
    us = "w" if "we" in said or "our" in said or "us" in said else ""
    found["@" + you + me + us + end] = None
    found["@" + end] = None
    return found


class Acts:
    """Reads what sentences do, by a table."""

    def __init__(self, table: ActTable, meaning: Meaning) -> None:
        self.names = table.acts
        self.at = {name: index for index, name in enumerate(table.acts)}
        self._table = table
        self._meaning = meaning
        self._little = frozenset(table.little)
        self._shapes: dict[str, int] = {}
        self._words: dict[str, tuple[int, int]] = {}

    def read(self, reading: Reading, sentence: int) -> tuple[float, ...]:
        """Log-odds of each act for a sentence of a message, in the order of ``names``."""
        span = reading.sentence_terms(sentence)
        stop = min(span.stop, span.start + LONGEST)
        return self.odds(
            reading.terms[span.start : stop],
            reading.stems[span.start : stop],
            reading.kinds[span.start : stop],
            reading.message.sentences[sentence].closing == "?",
        )

    def odds(
        self, terms: Sequence[str], stems: Sequence[str], kinds: Sequence[str], question: bool
    ) -> tuple[float, ...]:
        """Log-odds of each act for the terms of one sentence."""
        table = self._table
        shape_sum = shape_count = 0
        known_shapes, packed_shapes = table.shapes, self._shapes
        for name in shapes(terms, stems, kinds, question, self._little):
            packed = packed_shapes.get(name)
            if packed is None:
                weights = known_shapes.get(name)
                if weights is None:
                    continue
                packed = packed_shapes[name] = _pack(weights)
            shape_sum += packed
            shape_count += 1
        word_sum = word_count = rarity = 0
        for stemmed in stems:
            known = self._words.get(stemmed)
            if known is None:
                index = self._meaning.at.get(stemmed)
                if index is None:
                    continue
                width = len(table.acts)
                known = self._words[stemmed] = (
                    self._meaning.sixteenths[index],
                    _pack(table.words[index * width : (index + 1) * width]),
                )
            rarity += known[0]
            word_sum += known[1]
            word_count += 1
        by_shape = table.shape_scale / sqrt(shape_count) if shape_count else 0.0
        by_word = table.word_scale / rarity if rarity else 0.0
        shape_away, word_away = shape_count * BIAS, word_count * BIAS
        return tuple(
            start
            + by_shape * ((shape_sum >> lane & LANE_MASK) - shape_away)
            + by_word * ((word_sum >> lane & LANE_MASK) - word_away)
            for lane, start in zip(range(0, LANE * len(table.acts), LANE), table.start, strict=True)
        )


def _pack(weights: bytes) -> int:
    packed = 0
    for lane, weight in enumerate(weights):
        signed = weight - 256 if weight > 127 else weight
        packed |= (signed + BIAS) << (LANE * lane)
    return packed


@lru_cache(maxsize=1)
def shipped_acts() -> Acts:
    """The acts that vmdojo ships."""
    data = (files("vmdojo.grading") / "rules" / "acts.bin").read_bytes()
    return Acts(msgspec.msgpack.decode(data, type=ActTable), shipped_meaning())
