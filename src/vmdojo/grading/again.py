"""Whether a message says one thing over and over, in the same words or in others.

Phrases that come again word for word are found elsewhere. Whoever turns one thought round and round ("your casings
burst on the thin links; the thin links, that's where they burst") gives himself away by how few of his words of
substance are new.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import compress, count, pairwise, repeat
from typing import NamedTuple

from vmdojo.grading.figures import NUMBER_WORDS
from vmdojo.grading.meaning import MOST_KEPT, shipped_meaning
from vmdojo.grading.reading import Reading, stem

SUBSTANCE = 5.0
"""Rarity (see ``meaning.py``) of a word that counts; numbers count too."""
_NUMBERS = frozenset(map(stem, NUMBER_WORDS))
SHORTEST = 3
"""Letters of such a word: "um" and "uh" are another fault."""
ENOUGH = 12
"""Such words below which nothing is said: a short message names its one thing twice with good reason."""
ROUND_FROM = 0.29
"""Share of them that were said before, from which a message goes round. Of 1,510 good messages none has more than
0.23, of 22 that were written to repeat themselves one has less than 0.33."""
NEAR = 0.2
"""The same share, with little words and all that counts for one number, below which it is not worth a closer look."""
GIVEN_AGAIN = 10
"""Terms of a sentence that may give name and firm a second time."""
STUCK = 0.42
"""Share from which it does not get off the spot."""


class Turning(NamedTuple):
    """A message that goes round."""

    first: int
    last: int
    """The terms, half open, of the sentence that brings least new."""
    stuck: bool
    """Whether hardly anything comes of it at all."""


def _given_again(reading: Reading) -> frozenset[int]:
    """The terms of short sentences that say who called once more: "Again, Lou with Glaze Right"."""
    if "again" not in reading.said:
        return frozenset()
    return frozenset(
        at
        for span in reading.spans
        if span and len(span) <= GIVEN_AGAIN and reading.terms[span.start] == "again"
        for at in span
    )


class _Telling(dict[str, bool]):
    """Whether a term counts unless it is a little one, remembered."""

    def __missing__(self, term: str) -> bool:
        if len(self) >= MOST_KEPT:
            self.clear()
        stemmed = stem(term)
        rare = len(term) >= SHORTEST and shipped_meaning().rarity(stemmed) >= SUBSTANCE
        found = self[term] = rare or stemmed.isdigit()
        return found


_telling = _Telling()


def _counting(reading: Reading, said: Sequence[str], little: Container[str]) -> list[bool]:
    """Of each term whether it counts; ``said`` are the stems with each number in figures at its first term."""
    terms = reading.terms
    counting = list(map(_telling.__getitem__, terms))
    for at in list(compress(count(), counting)):
        if terms[at] in little and not said[at].isdigit():
            counting[at] = False
    for figure in reading.figures:
        counting[figure.first : figure.last] = (True, *repeat(False, figure.last - figure.first - 1))
    for at, symbol in reading.marked.items():
        if symbol == "#phone":
            counting[at] = False
    for at in _given_again(reading):
        counting[at] = False
    return counting


def may_go_round(reading: Reading, words: int, again: int) -> bool:
    """Whether a message may go round that says so many words of substance, with each number for one at least, so many
    of them ``again``; if not, a closer look is spared."""
    figures = reading.figures
    apart = sum([figure.last - figure.first for figure in figures]) + len(_given_again(reading))
    return again + len(figures) >= ROUND_FROM * (words - apart)


def goes_round(reading: Reading, little: Container[str]) -> Turning | None:
    """Where, and how much, a message says again what it has said; None where it gets on."""
    rarity = shipped_meaning().rarity
    often = reading.often
    many = [often[one] for one in often if one in _NUMBERS or rarity(one) >= SUBSTANCE]
    if sum(many) - len(many) < max(ROUND_FROM * ENOUGH, NEAR * sum(many)):
        return None  # nearly every message
    said = reading.in_figures()
    counting = _counting(reading, said, little)
    words = list(compress(said, counting))
    again = len(words) - len(set(words))
    if len(words) < ENOUGH or again < ROUND_FROM * len(words):
        return None
    seen: set[str] = set()
    worst, place = 0, (0, len(said))
    for begin, stop in pairwise(reading.first_of):
        here = set(compress(said[begin:stop], counting[begin:stop]))
        if len(here & seen) > worst:
            worst, place = len(here & seen), (begin, stop)
        seen |= here
    return Turning(*place, again >= STUCK * len(words))
