"""Whether words stand in an order that English knows: by the company that classes of words keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from vmdojo.grading.reading import Reading

EDGE = "<s>"
"""The start and the end of a sentence."""
LEAST_PAIRS = 14
"""Below this many neighbours nothing is said about order."""


class Order(NamedTuple):
    """``after[a][b]``: a hundred times the logarithm of how much likelier ``b`` follows ``a`` than chance."""

    classes: Mapping[str, str]
    """The class of each little word."""
    after: Mapping[str, Mapping[str, int]]


def class_of(reading: Reading, at: int, classes: Mapping[str, str]) -> str:
    """The class of a term: its own if it is a little word, else by its ending."""
    if reading.kinds[at]:
        return "#"
    term = reading.terms[at]
    known = classes.get(term)
    if known is not None:
        return known
    for ending in ("ing", "ed", "ly"):
        if term.endswith(ending):
            return "-" + ending
    return "-s" if term.endswith("s") and not term.endswith("ss") else "-"


def neighbours(reading: Reading, classes: Mapping[str, str]) -> Iterator[list[str]]:
    """The classes of each sentence with its edges."""
    for sentence in range(len(reading.message.sentences)):
        yield [EDGE, *(class_of(reading, at, classes) for at in reading.sentence_terms(sentence)), EDGE]


def orderliness(reading: Reading, order: Order) -> float | None:
    """Mean of the table over all neighbours, or None where there are too few to tell.

    On the dev part of the corpus talk lies between 12 and 70, shuffled talk mostly below 0.
    """
    total = count = 0
    for run in neighbours(reading, order.classes):
        for at in range(len(run) - 1):
            row = order.after.get(run[at])
            total += max(-250, row.get(run[at + 1], 0)) if row is not None else 0
        count += len(run) - 1
    return total / count if count >= LEAST_PAIRS else None
