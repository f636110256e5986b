"""Words that nobody says: "a plonter in Wexvale grobbed it down to nine".

A real word may be missing in any list. So a word counts only where it is neither in the table of words nor among those
that voicemails were seen to use, nor made of two known ones, and a message is senseless only with several of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from vmdojo.grading.letters import STRANGE
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import Reading, stem
from vmdojo.grading.rubric_files import shipped

SEVERAL = 3
"""Different such words from which a message is made up; of 1,510 good ones none has so many, and three have two."""
AGAIN = 2
"""Different ones that are enough where they come :data:`SEVERAL` times."""
HALF = 3
"""Letters of the shorter half of a word that is made of two."""
GREETING = 5
"""Terms of a first sentence that may greet in the buyer's own tongue, as "Habari za asubuhi, Mr. Khamis" does."""
CASED = 2
"""Capitals from which a message spells names with them, so that a small letter makes a word."""


def made_up(reading: Reading, known: Mapping[str, str]) -> tuple[int, int] | None:
    """The terms, half open, of the first made-up word where there are several; ``known`` as for ``make_sense``."""
    if len(reading.capitals) < CASED:
        return None
    words, word = reading.message.words, reading.word
    begins = reading.spans[0].stop if len(reading.spans[0]) <= GREETING else 0
    found = [
        at
        for at, term in enumerate(reading.terms)
        if at >= begins
        and known[term] == STRANGE
        and at not in reading.marked
        and not words[word[at]].text[:1].isupper()
        and words[word[at]].text.isalpha()
        and _unheard(term)
    ]
    different = len({reading.stems[at] for at in found})
    if different >= SEVERAL or (different >= AGAIN and len(found) >= SEVERAL):
        return found[0], found[0] + 1
    return None


@lru_cache(maxsize=8192)
def _unheard(term: str) -> bool:
    """Whether neither the word nor its halves were ever heard."""
    if stem(term) in _heard():
        return False
    table = shipped_meaning().stems
    return not any(
        stem(one[:at]) in table and stem(one[at:]) in table
        for one in {term, stem(term)}
        for at in range(HALF, len(one) - HALF + 1)
    )


@lru_cache(maxsize=1)
def _heard() -> frozenset[str]:
    """Stems that voicemails use and the table of words lacks (``tests/corpus/fit_heard.py``)."""
    return frozenset(shipped("heard.txt").split())
