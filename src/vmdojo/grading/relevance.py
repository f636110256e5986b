"""Which facts of the dossier a message uses, in the player's own words, and how well it uses them.

A fact is found by its cues: their content words, inflected, misspelt or swapped for a near synonym, close together.
It earns in full when the sentence links it to the buyer or to what it leads to; a list of facts earns little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from vmdojo.grading.reading import Reading, opened, stem
from vmdojo.message import fold

ENOUGH = 0.62
"""Share of a cue's content that must be found; below it the words only coincide."""
TYPO = 84.0
"""rapidfuzz ratio (0-100) above which two long stems are one word misspelt."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_NUMBER_WORDS = {
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
            found.append(_NUMBER_WORDS.get(term, stem(term)))
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
    for at, word in enumerate(words[:-1]):
        number = word if word.isdigit() else _NUMBER_WORDS.get(word)
        if number and words[at + 1] not in stop:
            found[stem(words[at + 1])] = number
    return found


@lru_cache(maxsize=1 << 17)
def _alike(one: str, other: str) -> bool:
    """Whether two long stems are one word: a slip of the finger, or one the start of the other."""
    if abs(len(other) - len(one)) > 3:
        return False
    return (
        OSA.distance(other, one, score_cutoff=1) <= 1
        or (len(other) >= 5 and (other.startswith(one) or one.startswith(other)))
        or fuzz.ratio(other, one, score_cutoff=TYPO) > 0
    )


class Matcher:
    """Finds clues in one reading. Stems of the message are indexed once."""

    def __init__(self, reading: Reading, synonyms: Mapping[str, Sequence[str]]) -> None:
        self.reading = reading
        self.synonyms = synonyms
        self.where: dict[str, list[int]] = {}
        for at, stemmed in enumerate(reading.stems):
            self.where.setdefault(_NUMBER_WORDS.get(reading.terms[at], stemmed), []).append(at)
        self._near: dict[str, tuple[list[int], float]] = {}
        self._letters: dict[str, list[str]] = {}

    def _by_letter(self) -> dict[str, list[str]]:
        """The longer stems of the message by their first letter: a typo seldom sits there."""
        if not self._letters:
            for other in self.where:
                if len(other) >= 4:
                    self._letters.setdefault(other[0], []).append(other)
            self._letters.setdefault("", [])
        return self._letters

    def places(self, stemmed: str) -> tuple[list[int], float]:
        """Terms that say ``stemmed``, and how surely: 1.0 the word itself, less for a typo or a synonym."""
        exact = self.where.get(stemmed)
        if exact is not None:
            return exact, 1.0
        known = self._near.get(stemmed)
        if known is not None:
            return known
        result: tuple[list[int], float] = ([], 0.0)
        for other in self.synonyms.get(stemmed, ()):
            if other in self.where:
                result = (self.where[other], 0.85)
                break
        if not result[0] and len(stemmed) >= 5 and not stemmed[0].isdigit():
            for other in self._by_letter().get(stemmed[0], ()):
                if _alike(stemmed, other):
                    result = (self.where[other], 0.85)
                    break
        self._near[stemmed] = result
        return result

    def find(self, clue: Clue) -> Match | None:
        """The best place where a clue is said, or None."""
        best: Match | None = None
        for cue in clue.cues:
            match = self._cue(clue, cue)
            if match is not None and (best is None or match.strength > best.strength):
                best = match
                if best.strength >= 0.999:
                    break
        return best

    def pooled(self, clues: Sequence[Clue]) -> Match | None:
        """The sentence that says most of what a caller's phrases say together, in whatever order.

        A caller's phrase is a note, not a wording: "rye loaf" and "launch in March" are both in "your rye goes out in
        March". Two of their content words in one sentence are a use, three a sure one.
        """
        places: dict[int, dict[str, tuple[int, float]]] = {}
        for clue in clues:
            for cue in clue.cues:
                for stemmed, weight in zip(cue.stems, cue.weights, strict=True):
                    where, sure = self.places(stemmed)
                    for at in where[:20]:
                        said = places.setdefault(self.reading.sentence[at], {})
                        if weight * sure > said.get(stemmed, (0, 0.0))[1]:
                            said[stemmed] = (at, weight * sure)
        best: tuple[float, int] = (0.0, -1)
        for sentence, said in places.items():
            score = sum(weight for _, weight in said.values()) if len(said) >= 2 else 0.0
            if score > best[0]:
                best = (score, sentence)
        if best[0] < 1.55:
            everywhere = {stemmed: at for said in places.values() for stemmed, (at, _) in said.items()}
            if len(everywhere) < 3:
                return None
            ats = sorted(everywhere.values())
            return Match(clues[0], 0.7, ats[0], ats[0] + 1, self.reading.sentence[ats[0]])
        ats = sorted(at for at, _ in places[best[1]].values())
        return Match(clues[0], min(1.0, 0.45 + 0.16 * best[0]), ats[0], ats[-1] + 1, best[1])

    def _cue(self, clue: Clue, cue: Cue) -> Match | None:
        found: list[tuple[int, int, float]] = []  # term, index of the stem, how surely
        possible = 0.0
        for index, stemmed in enumerate(cue.stems):
            places, sure = self.places(stemmed)
            if places:
                possible += cue.weights[index] * sure
                found.extend((place, index, sure) for place in places[:50])
        need = ENOUGH if len(cue.stems) > 2 else 0.8
        if possible / cue.total < need:
            return None
        found.sort()
        width = 2 * len(cue.stems) + 8
        best_share, best_first, best_last = 0.0, 0, 0
        left = 0
        sentence_of = self.reading.sentence
        counts: dict[int, tuple[int, float]] = {}
        share = 0.0
        for place, index, sure in found:
            while found[left][0] < place - width or sentence_of[place] - sentence_of[found[left][0]] > 1:
                _, gone, _ = found[left]
                many, was = counts[gone]
                if many == 1:
                    del counts[gone]
                    share -= was
                else:
                    counts[gone] = (many - 1, was)
                left += 1
            if index in counts:
                counts[index] = (counts[index][0] + 1, counts[index][1])
            else:
                counts[index] = (1, cue.weights[index] * sure)
                share += cue.weights[index] * sure
            if share > best_share:
                best_share, best_first, best_last = share, found[left][0], place + 1
        strength = best_share / cue.total
        if strength < need:
            return None
        return Match(clue, min(1.0, strength), best_first, best_last, sentence_of[best_last - 1])


_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_UNITS = frozenset(
    "minut hour day week month year percent second pound dollar euro time way thing more less of o'clock am pm".split()
)
"""Nouns that every other number stands before: a right noun with another number is then no error."""


def number_at(terms: Sequence[str], at: int) -> str | None:
    """The number that ends at a term, in figures: "22", "twenty two" is 22; None where there is none."""
    term = terms[at]
    if term.isdigit():
        return term
    said = _NUMBER_WORDS.get(term)
    if said is not None and at and terms[at - 1] in _TENS and len(said) == 1:
        return str(_TENS[terms[at - 1]] + int(said))
    return said


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
    for at in range(len(reading.terms) - 1):
        noun = reading.stems[at + 1]
        if noun not in right or reading.sentence[at] != reading.sentence[at + 1]:
            continue
        said = number_at(reading.terms, at)
        clue, numbers = right[noun]
        if said is not None and said not in numbers and said not in known and said != "1":
            found.append((clue, at, at + 2, min(numbers)))
    return found
