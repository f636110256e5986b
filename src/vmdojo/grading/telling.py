"""Whether a sentence says something of the buyer's world, or only names what the dossier lists.

A cue dropped into a sentence that would fit every buyer ("I have one thing on capped at fourteen for you") shows that
the caller has read the dossier, not that the call is about anything. Whoever uses a fact says something of it, and
needs other words of the same world for that: what it leads to, whom it touches, what is done there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import compress, pairwise
from typing import TYPE_CHECKING

import msgspec

from vmdojo.grading.acting import SUBSTANCE
from vmdojo.grading.dossier import Dossier, Wording
from vmdojo.grading.figures import NUMBER_WORDS, Figure, figures
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import Reading, stem
from vmdojo.grading.relevance import Match
from vmdojo.grading.rubric import Rubric
from vmdojo.grading.talk import shipped_talk

if TYPE_CHECKING:
    from vmdojo.grading.grounds import Grounds

OWN = 6.0
"""Rarity (see ``meaning.py``) from which a word may speak of a trade, where a dossier says of which. Of the library's
strong samples and the honest messages to its buyers, one in seventy has no such word beside its best fact."""
GENERALITIES = frozenset(
    "because which when who how if since before until after while where with so by whose that".split()
)
"""Words that, between two facts of one clause, tie one to the other."""
FAR_TIES = frozenset("so because it its they their them these those".split())
"""Words that do so between two clauses of a sentence."""
TIES = frozenset(
    (
        "because which when who how if since before until after while where with so by whose that "
        "it its they their them these those"
    ).split()
)
"""Words that, between two facts of a sentence, tie one to the other."""


OFFERED = frozenset(("offer",))
LENT = frozenset(("offer", "proof"))
"""What a dossier lends to be passed on: its words say nothing of another fact. To somebody who asked, or knows the
caller, what was done is an answer."""
STRANGERS = frozenset(("cold", "referred"))
RECITED = 9
"""Words of a note that nobody says just so by chance: its sentence is read out, and adds nothing."""
FOREIGN = 7.0
"""Rarity from which a word that the dossier does not have, but that is near in meaning to one of its trade, helps to
say something: "lorries" where the dossier has trucks."""
MOST_TERMS = 8192
"""Terms of which is remembered what they say of one buyer."""
WHOSE_AND_WHAT = 2
"""Wordings of a peer's story in which it is told with its result."""


@lru_cache(maxsize=1)
def _commonplaces() -> tuple[frozenset[str], frozenset[str]]:
    """Stems of the words of any message, and of those that every trade has."""
    talk = shipped_talk()
    return frozenset(map(stem, talk.of_calls)), frozenset(map(stem, talk.of_everyone))


@lru_cache(maxsize=1)
def commonplaces() -> frozenset[str]:
    """Stems of words that any message, or any trade, has."""
    calls, everyones = _commonplaces()
    return calls | everyones


@lru_cache(maxsize=256)
def _common(house: frozenset[str]) -> frozenset[str]:
    """Stems that say nothing of a buyer: those of any message, and the names on the dossier."""
    calls, _ = _commonplaces()
    return calls | GENERALITIES | house


_EVERYONES, _OWN, _FOREIGN = 1, 2, 3
"""What a word may be beside one that tells nothing: the dossier's and every trade's, of this trade, or foreign to the
dossier and near to a word of its trade."""


class _Bearings(dict[str, int]):
    """What each term by itself may say of a buyer, remembered; 0 where it is nothing."""

    def __init__(self, rubric: Rubric, house: frozenset[str], grounds: Grounds | None) -> None:
        super().__init__()
        self._little, self._house, self._grounds = rubric.little, house, grounds
        self._rarity = shipped_meaning().rarity

    def __missing__(self, term: str) -> int:
        if len(self) >= MOST_TERMS:
            self.clear()
        found = self[term] = self._look(term, stem(term))
        return found

    def _look(self, term: str, stemmed: str) -> int:
        if term in self._little or stemmed in _common(self._house) or term in NUMBER_WORDS:
            return 0
        _, everyones = _commonplaces()
        grounds, rare = self._grounds, self._rarity(stemmed)
        if grounds is None:
            return _OWN if rare >= SUBSTANCE and stemmed not in everyones else 0
        if stemmed in everyones:
            return _EVERYONES if stemmed in grounds.said else 0
        if rare >= OWN and stemmed in grounds.world:
            return _OWN
        return _FOREIGN if rare >= FOREIGN and grounds.kin(stemmed) else 0


@lru_cache(maxsize=256)
def _bearings(rubric: Rubric, house: frozenset[str], grounds: Grounds | None) -> _Bearings:
    """One table for all messages to a buyer."""
    return _Bearings(rubric, house, grounds)


class _Words(msgspec.Struct, frozen=True, gc=False):
    """What a sentence holds of the buyer's world."""

    own: int
    """Words of the trade beside those that name a fact. Where there is one, the sentence says something, and numbers
    and ties are left out below."""
    general: int
    """Words of the dossier that every trade has."""
    foreign: int
    """Rare words that the dossier does not have, and that are near to words of the trade."""
    told: set[str]
    """All stems of the dossier's trade."""
    tied: bool


_NOTHING = _Words(own=0, general=0, foreign=0, told=set(), tied=False)


class Telling:
    """One message against the facts and offers that it names."""

    def __init__(
        self,
        reading: Reading,
        dossier: Dossier,
        rubric: Rubric,
        matches: Sequence[Match],
        offers: Sequence[Match],
        pressing: Iterable[int] = (),
    ) -> None:
        """``pressing`` are sentences that only push: what they are about tells nothing of the buyer."""
        self._reading, self._dossier, self._little = reading, dossier, rubric.little
        self._grounds = dossier.grounds if dossier.notes is None else None
        self._bearings = _bearings(rubric, dossier.house, self._grounds)
        self._places = (*matches, *offers)
        self._facts = [match for match in matches if match.clue.kind not in LENT]
        lent = LENT if dossier.relationship in STRANGERS else OFFERED
        self._lent = [match for match in self._places if match.clue.kind in lent]
        """Where the message names what the dossier lends."""
        proofs = [match for match in matches if match.clue.kind == "proof"]
        self.proofs = frozenset([match.sentence for match in proofs])
        """Sentences that name a result of others."""
        named: set[str] = set()
        if dossier.notes is None:
            for match in self._places:
                named.update(self._name_of(match))
        self.named = frozenset(named)
        """Stems with which the facts and offers are named: said again they are nothing new."""
        self.pasted, consequences = _pasted(reading, dossier.wordings, dossier.consequences)
        """Where the notes of the dossier are said word for word: terms, half open."""
        recited: set[int] = set()
        if dossier.notes is None:
            for first, last in (*self.pasted, *consequences):
                if last - first >= RECITED:
                    recited.update(range(first, last))
        self.recited: Set[int] = recited
        """Terms that are read out of the dossier."""
        self.results = frozenset([match.sentence for match in proofs if self._has_result(match)])
        """Sentences that tell what came of it elsewhere."""
        self._said: dict[int, _Words] = dict.fromkeys(pressing, _NOTHING)

    def _name_of(self, match: Match) -> set[str]:
        """Stems of the words that name a fact, its other wordings right beside them included: one thing, said twice
        in "your second cold store in Reno", is not yet said anything of."""
        stems, terms, sentence = self._reading.stems, self._reading.terms, self._reading.sentence
        named = set(stems[match.first : match.last]) & match.clue.named
        if self._dossier.relationship not in STRANGERS:
            return named  # to them what they asked for is news enough
        wordings = match.clue.reworded
        for at, step in ((match.first - 1, -1), (match.last, 1)):
            while 0 <= at < len(stems) and sentence[at] == match.sentence:
                if stems[at] in wordings:
                    named.add(stems[at])
                elif terms[at] not in self._little:
                    break
                at += step
        return named

    def says(self, first: int, last: int | None = None) -> bool:
        """Whether a sentence, or a row of them, says something beside the facts and the offers that it names.

        One word of the buyer's trade does. Of common words that the dossier also has, words near to its trade, and a
        tie between two facts it takes two: "when the one meets the other" fits any two facts.
        """
        general = foreign = 0
        tied = False
        for sentence in range(first, (first if last is None else last) + 1):
            words = self._words_of(sentence)
            if words.own:
                return True
            tied = tied or words.tied
            general += words.general
            foreign += words.foreign
        return tied + min(general, 2) + min(foreign, 2) >= 2

    def _has_result(self, match: Match) -> bool:
        """Whether a peer's story is told in two of its wordings at least: whose it is, and what came of it."""
        begin = self._reading.first_of[match.sentence]
        stems = {
            self._reading.stems[at]
            for at in range(begin, self._reading.first_of[match.sentence + 1])
            if at not in self.recited
        }
        told = [cue for cue in match.clue.cues if cue.text != match.clue.text and stems.issuperset(cue.stems)]
        return len(told) >= WHOSE_AND_WHAT

    def words_told(self, sentence: int) -> int:
        """How many different words of the buyer's trade a sentence holds."""
        return len(self._words_of(sentence).told)

    def _words_of(self, sentence: int) -> _Words:
        words = self._said.get(sentence)
        if words is None:
            words = self._said[sentence] = self._count(sentence)
        return words

    def _count(self, sentence: int) -> _Words:
        reading, grounds, named = self._reading, self._grounds, self.named
        lent: set[str] = set()
        for match in self._lent:
            if match.sentence == sentence:
                lent |= match.clue.named
        own = general = foreign = 0
        told: set[str] = set()
        span = reading.spans[sentence]
        said = list(map(self._bearings.__getitem__, reading.terms[span.start : span.stop]))
        for at in compress(span, said):  # few words tell anything
            stemmed = reading.stems[at]
            if reading.kinds[at] or stemmed in lent or at in self.recited:
                continue
            bearing = said[at - span.start]
            if grounds is None:
                own += 1
            elif bearing == _OWN:
                told.add(stemmed)
                own += stemmed not in named
            elif stemmed in named:
                continue
            elif bearing == _EVERYONES:
                general += 1
            else:
                foreign += not named.issuperset(grounds.kin(stemmed))
        if own:  # a word of the trade says enough: what else may tell something need not be looked for
            return _Words(own, general, foreign, told, tied=False)
        if grounds is not None:
            general += self._numbers(sentence, lent)
        return _Words(own, general, foreign, told, self._tied(sentence))

    def _numbers(self, sentence: int, lent: Set[str]) -> int:
        """Numbers of the dossier that a sentence says outside the places that name a fact."""
        begin, stop = self._reading.first_of[sentence : sentence + 2]
        numbers = self._dossier.numbers
        inside = [one for one in self._reading.figures if one.first < stop and one.last > begin]
        if not inside:
            return 0
        if any(one.first < begin or one.last > stop for one in inside):
            # a number that stands across the end of a sentence is another one to each of the two
            inside = [
                Figure(begin + one.first, begin + one.last, one.value)
                for one in figures(self._reading.terms[begin:stop])
            ]
        return sum(
            one.value not in lent
            and one.first not in self.recited
            and not any(match.first <= one.first < match.last for match in self._places)
            for one in inside
            if one.value in numbers
        )

    def _tied(self, sentence: int) -> bool:
        """Whether two facts that a sentence names are tied together."""
        named = [(match.first, match.last) for match in self._facts if match.sentence == sentence]
        if len(named) < 2:
            return False
        named.sort()
        terms, clause = self._reading.terms, self._reading.clause
        return any(
            first not in self.recited
            and not (TIES if clause[last - 1] == clause[first] else FAR_TIES).isdisjoint(terms[last:first])
            for (_, last), (first, _) in pairwise(named)
        )


def _pasted(reading: Reading, *rows: Sequence[Wording]) -> list[list[tuple[int, int]]]:
    """For each row of wordings where one is said word for word: terms, half open."""
    here = reading.said
    likely = [[said for longest, terms, said in wordings if longest in here and terms <= here] for wordings in rows]
    if not any(likely):
        return [[] for _ in rows]
    places = [at for at, term in enumerate(reading.terms) if term != "'s"]
    # A leftover field is one term of several words.
    said = " ".join(["", *[reading.terms[at].replace(" ", "_") for at in places], ""])
    found: list[list[tuple[int, int]]] = []
    for wordings in likely:
        found.append([])
        for wording in wordings:
            if wording in said:
                first = said.count(" ", 0, said.index(wording))
                found[-1].append((places[first], places[first + wording.count(" ") - 2] + 1))
    return found
