"""Which of a caller's notes a message uses.

A phrase such as "short of pickers at harvest" is a note, not a wording: the message says it in other words. So each
word counts by its rarity, words of like meaning count in part, and the words may stand anywhere in two neighbouring
sentences. What a note earns depends on how much rare meaning the message shares with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from vmdojo.grading.gist import Gist, closeness, shipped_gists
from vmdojo.grading.meaning import Meaning
from vmdojo.grading.reading import Reading, named_terms
from vmdojo.grading.relevance import Clue, Match
from vmdojo.message import parse

SMALL_NUMBER, NUMBER = 3.0, 6.5
"""Rarity of a number below ten, and of any other, on the scale of the words'."""
WITH_UNIT = 4.0
"""Rarity that a number shares besides where the word behind it is the note's too: "five months", "two tippers"."""
LIKE = 0.4
"""Likeness from which a word of like meaning counts at all."""
SYNONYM = 0.8
"""How much a listed synonym counts of the word itself."""
INFLECTED = 0.85
"""How much a word counts that begins as the note's does."""
CHANCE, SURE = 4.0, 15.0
"""Rarity shared with a note: up to the first it is chance, from the second it is certainly meant. On the corpus one
message of twenty about another firm shares more than 8.5, and one of twenty about this firm less than 8."""
HELPED = 0.35
"""Share of what the other notes are said that speaks for this one too."""
WIDTH = 40
"""Terms within which the words of a note count together; a breath holds no more."""
MOST_HITS = 60
"""Words looked at from one start."""
IN_NAME = 0.5
"""How much a word counts that is part of a name in the message and none in the note: "Northstar Alarm" has alarms in
mind, though not the buyer's."""
STRANGE, WEIGHT = 0.15, 20.0
"""Closeness of a message to the notes (see :meth:`Notes.closeness`) above which it speaks for a note of which some
words are said, and how much rarity one of closeness counts for. By logistic regression on 650 messages and each
other's notes; three quarters of the messages lie above, and one of ten about another firm."""
FAINT = 3.0
"""Rarity shared with all notes together up to which nothing was said in their words."""
KIN, SURELY_KIN, MOST_AKIN = 0.22, 0.5, 0.9
"""Closeness above which a message is about the notes though it says nothing in their words, closeness from which it
certainly is, and how much that counts of a note that was named. One message of ten about another firm lies above the
first, one of fifty above 0.3."""
ENOUGH, BY_CHANCE = 30, 0.35
"""Different stems of a message below which it may be close by chance, and how much closer one without any would be."""
LEAST = 0.12
"""Strength below which a note is not named at all."""


class Notes:
    """A caller's phrases, ready to be found."""

    def __init__(self, clues: Sequence[Clue], synonyms: Mapping[str, Sequence[str]], meaning: Meaning) -> None:
        self.clues = tuple(clues)
        self._says: dict[str, list[tuple[int, str, float]]] = {}
        """For a stem of a message: the notes it speaks for, the note's own stem, and the rarity shared."""
        self._long: list[tuple[str, int, float]] = []
        self._gist = shipped_gists().of([one for clue in clues for cue in clue.cues for one in cue.stems])
        self._spelt_small: list[frozenset[str]] = []
        """For each note its stems that it spells without a capital."""
        self._counted: dict[tuple[str, str], list[int]] = {}
        """For a number and the stem behind it: the notes that hold both so."""
        for number, clue in enumerate(self.clues):
            for stemmed in dict.fromkeys(stemmed for cue in clue.cues for stemmed in cue.stems):
                if stemmed.isdigit():
                    rarity = SMALL_NUMBER if len(stemmed) == 1 else NUMBER
                else:
                    rarity = meaning.rarity(stemmed)
                self._add(stemmed, number, stemmed, rarity)
                for other in synonyms.get(stemmed, ()):
                    self._add(other, number, stemmed, rarity * SYNONYM)
                for other, likeness in meaning.near(stemmed):
                    self._add(other, number, stemmed, rarity * (0.3 + 0.7 * (likeness - LIKE) / (1.0 - LIKE)))
                if len(stemmed) >= 5 and not stemmed[0].isdigit():
                    self._long.append((stemmed, number, rarity * INFLECTED))

            read = Reading(parse(clue.text))
            for value, unit in _counted(read.in_figures()).values():
                self._counted.setdefault((value, unit), []).append(number)
            words = read.message.words
            self._spelt_small.append(
                frozenset(one for one, at in zip(read.stems, read.word, strict=True) if words[at].text[:1].islower())
            )

    def _add(self, said: str, number: int, stemmed: str, shared: float) -> None:
        self._says.setdefault(said, []).append((number, stemmed, shared))

    def _spoken_for(self, said: str) -> list[tuple[int, str, float]]:
        found = self._says.get(said)
        if found is None:
            found = []
            if len(said) >= 5:
                for stemmed, number, shared in self._long:
                    if said.startswith(stemmed) or stemmed.startswith(said):
                        found.append((number, stemmed, shared))
        return found

    def find(self, reading: Reading) -> list[Match]:
        """The notes that a message uses, each where it uses most of it."""
        said: dict[int, list[tuple[int, str, float]]] = {}
        figures = reading.in_figures()
        counted = _counted(figures) if self._counted else {}
        named = named_terms(reading)
        for at, said_here in enumerate(figures):
            if not said_here or reading.kinds[at] == "#phone":
                continue
            for number, own, rarity in self._spoken_for(said_here):
                if at in named and own in self._spelt_small[number]:
                    rarity *= IN_NAME
                said.setdefault(number, []).append((at, own, rarity))
            for number in self._counted.get(counted[at], ()) if at in counted else ():
                said.setdefault(number, []).append((at, " ".join(counted[at]), WITH_UNIT))
        best = {number: _closest(hits, reading.sentence) for number, hits in said.items()}
        everything = sum(whole for whole, _, _ in best.values())
        found: list[Match] = []
        near = 0.0
        if everything < SURE:
            close, at = self.closeness(reading)
            close -= BY_CHANCE * max(0, ENOUGH - len(set(reading.stems))) / ENOUGH
            near = WEIGHT * max(0.0, close - STRANGE)
            if everything <= FAINT:
                return self._of_gist(reading, close, at)
        for number, (whole, first, last) in sorted(best.items()):
            shared = whole + HELPED * (everything - whole) + near
            strength = min(1.0, max(0.0, (shared - CHANCE) / (SURE - CHANCE)))
            if strength >= LEAST and whole > SMALL_NUMBER:
                found.append(Match(self.clues[number], strength, first, last, reading.sentence[last - 1]))
        return found

    def closeness(self, reading: Reading) -> tuple[float, int]:
        """How close what a message is about is to what the notes are about (-1 to 1), and the sentence that is closest.

        What single sentences say counts for a third: a message that comes to the buyer's matter in one of six is
        about it, and one that is about his trade all along is more surely so.
        """
        if self._gist is None:
            return 0.0, 0
        gists = shipped_gists()
        stems, first_of = reading.stems, reading.first_of
        whole, *likeness = closeness(
            self._gist, [gists.of(stems), *[gists.of(stems[begin:stop]) for begin, stop in pairwise(first_of)]]
        )
        best = max(likeness, default=0.0)
        return (2.0 * whole + best) / 3.0, likeness.index(best) if likeness else 0

    @cached_property
    def _gists(self) -> list[Gist | None]:
        """What each note is about."""
        return [shipped_gists().of([one for cue in clue.cues for one in cue.stems]) for clue in self.clues]

    def _of_gist(self, reading: Reading, close: float, sentence: int) -> list[Match]:
        """The note that a sentence is closest to, though it shares no word with any."""
        strength = min(MOST_AKIN, (close - KIN) / (SURELY_KIN - KIN))
        if strength < LEAST:
            return []
        first, last = reading.first_of[sentence], reading.first_of[sentence + 1]
        said = shipped_gists().of(reading.stems[first:last])
        if said is None:
            return []
        likeness = closeness(said, self._gists)
        return [Match(self.clues[likeness.index(max(likeness))], strength, first, last, sentence)]


def _counted(figures: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Where a number stands: the number and the stem behind it, of stems with all numbers in figures."""
    found: dict[int, tuple[str, str]] = {}
    last: int | None = None
    for at, stemmed in enumerate(figures):
        if not stemmed:
            continue
        if last is not None and not stemmed.isdigit():
            found[last] = (figures[last], stemmed)
        last = at if stemmed.isdigit() else None
    return found


def _closest(hits: Sequence[tuple[int, str, float]], sentence: Sequence[int]) -> tuple[float, int, int]:
    """The most that a stretch of two neighbouring sentences shares with a note, and the terms where it does."""
    best = (0.0, 0, 0)
    for index, (first, _, _) in enumerate(hits):
        shared: dict[str, float] = {}
        last = first
        for at, own, rarity in hits[index : index + MOST_HITS]:
            if at - first > WIDTH or sentence[at] - sentence[first] > 1:
                break
            if shared.get(own, 0.0) < rarity:
                shared[own] = rarity
                last = at
        whole = sum(shared.values())
        if whole > best[0]:
            best = (whole, first, last + 1)
    return best
