"""Words without sentences: a stretch of nouns with nothing between them, a row of scraps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import compress, count, pairwise
from operator import sub

from vmdojo.grading.figures import NUMBER_WORDS
from vmdojo.grading.order import HESITATIONS
from vmdojo.grading.reading import Reading, named_terms
from vmdojo.grading.talk import shipped_talk

SCRAPS, SCRAP = 7, 6
"""Clauses of so few words in one sentence from which it is glued of scraps; of 565 good messages none has seven."""
CRUMBS, CRUMB = 9, 3
"""Clauses of so few words, single ones too, from which it is a row of them. Of the good messages of the dev sets none
has more than six."""
TOLD_CRUMBS = 8
"""Such clauses of the rest of a message that is nothing else."""
NOTHING_ELSE = 0.6
"""Share of all words in such clauses from which a message is nothing else. One good message of dev has 0.55."""
HEAP = 7
"""Words of substance in a row, numbers and names not counted, from which a sentence is a heap. Of 440 good messages
none has more than six."""
JOINING = frozenset(
    (
        "'s whoever whatever whichever wherever whenever gets got above along alongside amid behind below beneath "
        "beside besides beyond despite except inside near onto opposite outside past throughout till underneath "
        "unlike upon versus via within whether though although unless whilst whereas once lest nor yet neither even "
        "afore anybody anyone anything somebody someone something everybody everyone everything nobody nothing none "
        "still already almost quite rather never ever always often sometimes seldom perhaps maybe whom whose"
    ).split()
)
"""Words that join a clause to what it is about, and so end a heap."""
GOES_ON = frozenset("then she he they we i it there when".split())
"""Words with which, behind an "and", a tale goes on from clause to clause, and is no row of scraps."""
WIDTH = 14
"""Terms of a stretch in which at most one little word stands, from which nothing joins them."""
_BARE = bytes(HEAP)
"""So many terms in a row that are no little words, as hardly ever; so many stand on one side of a single little word
among :data:`WIDTH` terms too."""


def stuffed(reading: Reading, little: bytes) -> tuple[int, int] | None:
    """A long stretch of content words without the little words that make sentences of them, or all scraps; ``little``
    holds 1 for each term that is a little word, else 0."""
    found = _scraps(reading) or _all_crumbs(reading)
    if found is not None or _BARE not in little:
        return found
    places = [-1, *compress(count(), little), len(little)]
    return _unjoined(reading, little, places) or _heap(reading, little, places)


def _heap(reading: Reading, little: bytes, places: list[int]) -> tuple[int, int] | None:
    """Words of substance in a row, with nothing that makes a sentence of them: "milk drivers Mondays short rounds"."""
    words, clause, terms = reading.message.words, reading.clause, reading.terms
    if little.count(0) < HEAP or len(reading.capitals) < 2:
        return None
    if max(map(sub, places[1:], places), default=0) <= HEAP:
        return None  # nowhere do so many words stand without a little one
    row = first = 0
    for at, joins in enumerate(little):
        said = (
            joins or reading.kinds[at] or terms[at] in JOINING or terms[at].endswith("ly")
        )  # "usually" joins two things
        if said or (at and clause[at] != clause[at - 1]):
            row = 0
        if said or terms[at] in NUMBER_WORDS:
            continue
        if words[reading.word[at]].text[:1].isupper() and at != reading.first_of[reading.sentence[at]]:
            continue  # a name of many words is no heap
        first = first if row else at
        row += 1
        if row >= HEAP:
            return first, at + 1
    return None


def _scraps(reading: Reading) -> tuple[int, int] | None:
    """A sentence glued together of scraps."""
    clause = reading.clause
    if len(clause) < 2 * SCRAPS or clause[-1] - len(reading.message.sentences) < SCRAPS - 1:
        return None
    for begin, stop in pairwise(reading.first_of):
        if stop - begin < 2 * SCRAPS or clause[stop - 1] - clause[begin] < SCRAPS - 1:
            continue
        sizes = Counter(clause[begin:stop])
        for at in range(begin + 1, stop):
            if clause[at] != clause[at - 1] and _goes_on(reading.terms, at):
                del sizes[clause[at]]
        if sum(2 <= size <= SCRAP for size in sizes.values()) >= SCRAPS or _crumbs(reading, begin, stop, sizes):
            return begin, stop
    return None


def _all_crumbs(reading: Reading) -> tuple[int, int] | None:
    """The whole of a message that is little else: "Locks, keys, tenants, savings! Locks, keys! Worth a word?" """
    clause, sentences = reading.clause, reading.message.sentences
    if len(set(clause)) < CRUMBS or not HESITATIONS.isdisjoint(reading.said):
        return None
    few = [size for size in Counter(clause).values() if size <= CRUMB]
    if len(few) < CRUMBS or sum(few) < NOTHING_ELSE * len(clause):
        return None
    told = Counter(
        one
        for one, sentence, kind in zip(clause, reading.sentence, reading.kinds, strict=True)
        if sentence and kind != "#phone" and sentences[sentence].closing != "?"
    )  # who calls whom, the number and the questions are short in any message
    return (0, len(clause)) if sum(size <= CRUMB for size in told.values()) >= TOLD_CRUMBS else None


def _crumbs(reading: Reading, begin: int, stop: int, sizes: Mapping[int, int]) -> bool:
    """Whether a sentence is a row of words with commas between: "Saving, cost, peer, March kiln, result, question".

    Who falters or spells his name says as many.
    """
    few = [clause for clause, size in sizes.items() if size <= CRUMB]
    if len(few) < CRUMBS or not HESITATIONS.isdisjoint(reading.said):
        return False
    spelt = {
        reading.clause[at] for at in range(begin, stop) if len(reading.terms[at]) == 1 and reading.terms[at] != "a"
    }
    return len(few) - len(spelt) >= CRUMBS


def _goes_on(terms: Sequence[str], at: int) -> bool:
    """Whether a clause goes on from the one before it: "and then, when it has dried, sand it"."""
    return terms[at] == "when" or (terms[at] == "and" and at + 1 < len(terms) and terms[at + 1] in GOES_ON)


def _unjoined(reading: Reading, little: bytes, places: list[int]) -> tuple[int, int] | None:
    if len(little) < WIDTH:
        return None
    if max(map(sub, places[2:], places), default=len(little)) <= WIDTH:
        return None  # nowhere do so many words stand with one little word or none
    joined = _joined(reading, little)
    some = sum(joined[:WIDTH])
    for at in range(len(little) - WIDTH + 1):
        if at:
            some += joined[at + WIDTH - 1] - joined[at - 1]
        if some <= 1 and not any(reading.kinds[at : at + WIDTH]):
            return at, at + WIDTH
    return None


def _joined(reading: Reading, little: bytes) -> list[bool]:
    """Which terms are no words of substance: little words, who speaks to whom ("Good day Ms Bell, Al Orr")."""
    named, greetings = named_terms(reading), shipped_talk().greetings
    return [
        bool(joins) or term in JOINING or term in greetings or at in named
        for at, (joins, term) in enumerate(zip(little, reading.terms, strict=True))
    ]
