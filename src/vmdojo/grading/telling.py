"""Whether a sentence says something of the buyer's world, or only names what the dossier lists.

A cue dropped into a sentence that would fit every buyer ("I have one thing on capped at fourteen for you") shows that
the caller has read the dossier, not that the call is about anything. Whoever uses a fact says something of it, and
needs other words of the same world for that: what it leads to, whom it touches, what is done there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from vmdojo.grading.acting import SUBSTANCE
from vmdojo.grading.dossier import Dossier
from vmdojo.grading.figures import NUMBER_WORDS
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import Reading, stem
from vmdojo.grading.relevance import Match
from vmdojo.grading.rubric import Rubric
from vmdojo.grading.talk import shipped_talk

OWN = 6.0
"""Rarity (see ``meaning.py``) from which a word may speak of a trade, where a dossier says of which. Of the library's
strong samples and the honest messages to its buyers, one in seventy has no such word beside its best fact."""
GENERALITIES = frozenset(
    (
        "anyway particular specif certain actual basic tend usual often normal general typic most common mostli alway "
        "seldom rare reason"
    ).split()
)
"""Stems that are rare enough and say nothing by themselves."""
BETWEEN = frozenset(
    "because which when who how if since before until after while where with so by whose that".split()
)
"""Words that, between two facts of one clause, tie one to the other."""
BACK = frozenset("it its they their them these those".split())
"""Words that, between two facts of one sentence, take up the first."""


@lru_cache(maxsize=1)
def of_calls() -> frozenset[str]:
    """Stems of which every message is made: how to answer, where the page lies, that something goes on."""
    return frozenset(map(stem, shipped_talk().of_calls))


class Telling:
    """One message against the facts and offers that it names."""

    def __init__(
        self, reading: Reading, dossier: Dossier, rubric: Rubric, matches: Sequence[Match], offers: Sequence[Match]
    ) -> None:
        self._reading, self._dossier, self._little = reading, dossier, rubric.little
        self._places = (*matches, *offers)
        self._offers = offers
        self.proofs = frozenset(match.sentence for match in matches if match.clue.kind == "proof")
        """Sentences that name a result of others."""
        self._inside = bytearray(len(reading.terms))
        if dossier.notes is None:
            for match in self._places:
                self._inside[match.first : match.last] = b"\1" * (match.last - match.first)
        self.named = frozenset(reading.stems[at] for at, inside in enumerate(self._inside) if inside)
        """Stems with which the facts and offers are named: said again they are nothing new."""
        self._says: dict[int, bool] = {}

    def says(self, sentence: int) -> bool:
        """Whether a sentence holds a word of the buyer's world beside the facts and the offers that it names."""
        said = self._says.get(sentence)
        if said is None:
            said = self._says[sentence] = self._own_words(sentence) or self._tied(sentence)
        return said

    def _own_words(self, sentence: int) -> bool:
        reading, dossier, little, calls = self._reading, self._dossier, self._little, of_calls()
        rarity = shipped_meaning().rarity
        whole = dossier.grounds is not None and dossier.notes is None
        kindred = dossier.grounds.kindred if dossier.grounds is not None and whole else frozenset[str]()
        least = OWN if whole else SUBSTANCE
        promised = {
            stemmed
            for offer in self._offers
            if offer.sentence == sentence
            for cue in offer.clue.cues
            for stemmed in cue.stems
        }
        for at in reading.sentence_terms(sentence):
            stemmed, term = reading.stems[at], reading.terms[at]
            if stemmed in self.named or reading.kinds[at] or term in little or stemmed in calls or stemmed in promised:
                continue
            if term in NUMBER_WORDS or stemmed in GENERALITIES or rarity(stemmed) < least or stemmed in dossier.house:
                continue
            if not whole or stemmed in kindred:
                return True
        return False

    def _tied(self, sentence: int) -> bool:
        """Whether two things that a sentence names are tied together."""
        named = sorted((match.first, match.last) for match in self._places if match.sentence == sentence)
        terms, clause = self._reading.terms, self._reading.clause
        return any(
            not BACK.isdisjoint(terms[last:first])
            or (clause[last - 1] == clause[first] and not BETWEEN.isdisjoint(terms[last:first]))
            for (_, last), (first, _) in pairwise(named)
        )
