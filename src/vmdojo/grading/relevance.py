"""Which facts of the dossier a message uses, in the player's own words, and how well it uses them.

A fact is found by its cues: their content words, inflected, misspelt or swapped for a near synonym, close together.
It earns in full when the sentence links it to the buyer or to what it leads to; a list of facts earns little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain, combinations
from operator import attrgetter

import msgspec

from vmdojo.grading.figures import figures, in_figures
from vmdojo.grading.reading import Reading, opened, stem
from vmdojo.message import fold

_WORD = re.compile(r"\d{1,3}(?:,\d{3})+|[^\W_]+(?:'[^\W_]+)?")


class Cue(msgspec.Struct, frozen=True, gc=False):
    """One wording: its content stems with their weights."""

    text: str
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    total: float


class Clue(msgspec.Struct, frozen=True, gc=False):
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
    named: frozenset[str]
    """Stems of all wordings."""
    reworded: frozenset[str]
    """Stems of the wordings other than the fact's own text."""


class Match(msgspec.Struct, frozen=True, gc=False):
    """Where a clue was found. ``strength`` 0-1; ``first``/``last`` are terms, half open."""

    clue: Clue
    strength: float
    first: int
    last: int
    sentence: int


@lru_cache(maxsize=8192)
def _content(text: str, stop: frozenset[str]) -> tuple[str, ...]:
    terms = spoken_terms(text)
    found = [
        said
        for term, said in zip(terms, in_figures(terms, [stem(term) for term in terms]), strict=True)
        if said and ((said.isdecimal() and len(said) > 1) or term not in stop)
    ]
    return tuple(dict.fromkeys(found))


def spoken_terms(text: str) -> list[str]:
    """The folded terms of a text, contractions opened, possessive endings left out."""
    return [term for word in _WORD.findall(fold(text)) for term in opened(word) if term != "'s"]


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
    return Clue(
        id_,
        kind,
        made,
        frozenset(_content(means, stop)),
        _numbers(text, stop),
        may_tell,
        why_not,
        text,
        frozenset(stemmed for cue in made for stemmed in cue.stems),
        frozenset(stemmed for cue in made if cue.text != text for stemmed in cue.stems),
    )


def _numbers(text: str, stop: frozenset[str]) -> dict[str, str]:
    terms = spoken_terms(text)
    return {
        stem(terms[figure.last]): figure.value
        for figure in figures(terms)
        if figure.last < len(terms) and terms[figure.last] not in stop
    }


_UNITS = frozenset("minut hour day week month year second time way thing more less of o'clock am pm".split())
"""Nouns that every other number stands before: a right noun with another number is then no error."""


_AMOUNTS = frozenset("percent pound dollar euro rand crown franc".split())
"""Nouns that many numbers stand before: another number is an error only in the sentence that uses the fact."""
_ABOUT = frozenset("about nearly almost around roughly some over close approximately under barely than to just".split())
"""Words before a number that is rounded."""
LONGEST = 12
"""Digits of a number that anybody says."""
ROUNDED = 0.15
"""How far a rounded number may lie from the right one."""


_numbers_in = attrgetter("numbers")


def numbers_of(text: str) -> frozenset[str]:
    """All numbers of a text, in figures."""
    return frozenset(figure.value for figure in figures(spoken_terms(text)))


def wrong_numbers(
    reading: Reading, clues: Sequence[Clue], known: frozenset[str], matches: Sequence[Match] = ()
) -> list[tuple[Clue, int, int, str]]:
    """Numbers of the buyer said wrongly: the dossier's "40 fridges" called 60. Terms and the right number.

    ``clues`` are the facts of the dossier, ``matches`` the places that use one; a number that the dossier holds
    anywhere (``known``) is not wrong.
    """
    terms = reading.terms
    counted = [
        (figure, reading.stems[figure.last])
        for figure in reading.figures
        if figure.last < len(terms) and reading.sentence[figure.first] == reading.sentence[figure.last]
    ]
    if not counted or {noun for _, noun in counted}.isdisjoint(chain.from_iterable(map(_numbers_in, clues))):
        return []  # few messages count anything that the dossier counts
    used = {(match.clue.id, match.sentence) for match in matches}
    right: dict[str, tuple[Clue, set[str]]] = {}
    for clue in clues:
        for noun, number in clue.numbers.items():
            if noun not in _UNITS:
                right.setdefault(noun, (clue, set()))[1].add(number)
    found: list[tuple[Clue, int, int, str]] = []
    for figure, noun in counted:
        if noun not in right or reading.kinds[figure.first] == "#phone":
            continue
        clue, numbers = right[noun]
        if noun in _AMOUNTS and (clue.id, reading.sentence[figure.first]) not in used:
            continue
        if figure.value in numbers or figure.value in known or figure.value == "1":
            continue
        if figure.first and terms[figure.first - 1] in _ABOUT and any(_near(figure.value, one) for one in numbers):
            continue
        if _worked_out(figure.value, {one.value for one in reading.figures if one.value in known}):
            continue
        found.append((clue, figure.first, figure.last + 1, min(numbers)))
    return found


def _worked_out(said: str, right: Set[str]) -> bool:
    """Whether a number is the difference or the sum of two right ones beside it: "from 51 to 64, thirteen degrees"."""
    if len(said) > LONGEST:
        return False
    numbers = [int(one) for one in right if len(one) <= LONGEST]
    return any(int(said) in (abs(one - two), one + two) for one, two in combinations(numbers, 2))


def _near(said: str, right: str) -> bool:
    return len(said) <= LONGEST and abs(int(said) - int(right)) <= ROUNDED * int(right)
