"""Which facts of the dossier a message uses, in the player's own words, and how well it uses them.

A fact is found by its cues: their content words, inflected, misspelt or swapped for a near synonym, close together.
It earns in full when the sentence links it to the buyer or to what it leads to; a list of facts earns little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from vmdojo.grading.reading import Reading, opened, stem
from vmdojo.message import fold

_WORD = re.compile(r"\d+(?:[,.]\d+)+|[^\W_]+(?:'[^\W_]+)?")
NUMBER_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100",
}  # fmt: skip


class Cue(NamedTuple):
    """One wording: its content stems with their weights."""

    text: str
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    total: float


class Clue(NamedTuple):
    """A fact or offer made ready for matching."""

    id: str
    kind: str
    cues: tuple[Cue, ...]
    means: frozenset[str]
    numbers: Mapping[str, str]
    """For the content stem behind a number in the fact: that number."""
    may_tell: bool
    why_not: str
    text: str


class Match(NamedTuple):
    """Where a clue was found. ``strength`` 0-1; ``first``/``last`` are terms, half open."""

    clue: Clue
    strength: float
    first: int
    last: int
    sentence: int


@lru_cache(maxsize=8192)
def _content(text: str, stop: frozenset[str]) -> tuple[str, ...]:
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        for term in opened(word):
            if term in stop or term == "'s":
                continue
            found.append(NUMBER_WORDS.get(term, stem(term)))
    return tuple(dict.fromkeys(found))


def _weight(stemmed: str) -> float:
    """Longer words and numbers carry more of a cue's meaning than short ones."""
    if stemmed[:1].isdigit():
        return 1.0
    return 0.6 if len(stemmed) <= 3 else 1.0 if len(stemmed) <= 5 else 1.2


def make_cue(text: str, stop: frozenset[str]) -> Cue | None:
    """A wording ready for matching, or None where it has no content word."""
    stems = _content(text, stop)
    if not stems:
        return None
    weights = tuple(_weight(s) for s in stems)
    return Cue(text, stems, weights, sum(weights))


def make_clue(
    id_: str,
    kind: str,
    cues: Iterable[str],
    stop: frozenset[str],
    *,
    text: str = "",
    means: str = "",
    may_tell: bool = True,
    why_not: str = "",
) -> Clue:
    """A fact, an offer or a caller's phrase made ready for matching."""
    made = tuple(cue for cue in (make_cue(wording, stop) for wording in cues) if cue is not None)
    return Clue(id_, kind, made, frozenset(_content(means, stop)), _numbers(text, stop), may_tell, why_not, text)


def _numbers(text: str, stop: frozenset[str]) -> dict[str, str]:
    words = _WORD.findall(fold(text))
    found: dict[str, str] = {}
    for at in range(len(words) - 1):
        number = number_at(words, at)
        if number and words[at + 1] not in stop:
            found[stem(words[at + 1])] = number
    return found


_VALUES = {
    **{word: int(figures) for word, figures in NUMBER_WORDS.items() if word != "hundred"},
    "one": 1, "thirteen": 13, "fourteen": 14, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000}
_LONGEST_NUMBER = 8
"""Words of a number: "four thousand one hundred and twenty two" has seven."""
_UNITS = frozenset(
    "minut hour day week month year percent second pound dollar euro time way thing more less of o'clock am pm".split()
)
"""Nouns that every other number stands before: a right noun with another number is then no error."""


def number_at(terms: Sequence[str], at: int) -> str | None:
    """The number that ends at a term, in figures: "22", "twenty two" is 22; None where there is none."""
    term = terms[at]
    if term[:1].isdigit():
        figures = term.replace(",", "")
        return figures if figures.isdigit() else None
    if term not in _VALUES and term not in _SCALES:
        return None
    first = at
    while (
        first
        and at - first < _LONGEST_NUMBER
        and (
            terms[first - 1] in _VALUES
            or terms[first - 1] in _SCALES
            or (terms[first - 1] == "and" and first > 1 and terms[first - 2] in _SCALES)
        )
    ):
        first -= 1
    whole = part = 0
    for word in terms[first : at + 1]:
        value = _VALUES.get(word, 0)
        if word == "thousand":
            whole, part = whole + max(1, part) * 1000, 0
        elif word == "hundred":
            part = max(1, part) * 100
        elif word != "and":
            # "two, fourteen" are two numbers: the last one counts
            joins = part % 100 == 0 if value >= 10 else part % 100 == 0 or (part % 100 >= 20 and part % 10 == 0)
            whole, part = (whole, part + value) if joins else (0, value)
    return str(whole + part)


def numbers_of(text: str) -> frozenset[str]:
    """All numbers of a text, in figures."""
    terms = _WORD.findall(fold(text).replace("-", " "))
    return frozenset(number for at in range(len(terms)) if (number := number_at(terms, at)) is not None)


def wrong_numbers(reading: Reading, clues: Sequence[Clue], known: frozenset[str]) -> list[tuple[Clue, int, int, str]]:
    """Numbers of the buyer said wrongly: the dossier's "40 fridges" called 60. Terms and the right number.

    ``clues`` are the facts that the message uses; a number that the dossier holds anywhere (``known``) is not wrong.
    """
    right: dict[str, tuple[Clue, set[str]]] = {}
    for clue in clues:
        for noun, number in clue.numbers.items():
            if noun not in _UNITS:
                right.setdefault(noun, (clue, set()))[1].add(number)
    found: list[tuple[Clue, int, int, str]] = []
    if right.keys().isdisjoint(reading.stems):
        return found
    for at in range(len(reading.terms) - 1):
        noun = reading.stems[at + 1]
        if noun not in right or reading.sentence[at] != reading.sentence[at + 1]:
            continue
        said = number_at(reading.terms, at)
        clue, numbers = right[noun]
        if said is not None and said not in numbers and said not in known and said != "1":
            found.append((clue, at, at + 2, min(numbers)))
    return found
