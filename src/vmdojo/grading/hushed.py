"""What a player knows and may not tell, said in other words than the dossier's.

A secret is given away by its meaning, so each wording of it counts by the rarity of its words, and a word of like
meaning counts in part ("attorneys have written" for "lawyers are writing"). One word alone gives nothing away: the
buyer's blocks may be spoken of, only not that they are cracked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from vmdojo.grading.figures import in_figures
from vmdojo.grading.meaning import Meaning
from vmdojo.grading.notes import INFLECTED, LIKE, NUMBER, SMALL_NUMBER, SYNONYM
from vmdojo.grading.reading import Reading
from vmdojo.grading.relevance import Clue, Match

TOLD = 0.6
"""Share of a wording's rarity that is said from which the secret is out. Of the library's strong samples for buyers
with a secret none says more than 0.49 with two words or more; of 28 paraphrases half say more than this."""
ASKED = 0.8
"""The same in a question, which a secret may guide."""
LEAST_WORDS = 2
"""Different words of a wording that must be said."""
BREATH = 16
"""Terms within which they are said."""
LONG = 5
"""Letters from which a word may be the start of another."""


class Hushed:
    """The secrets of a dossier, ready to be heard."""

    def __init__(
        self,
        clues: Sequence[Clue],
        common: Collection[str],
        synonyms: Mapping[str, Sequence[str]],
        meaning: Meaning,
    ) -> None:
        """``common`` are stems of what may be told: they alone give nothing away."""
        self._common = common
        self._wordings: list[tuple[Clue, float]] = []
        """Each wording's secret, and its rarity in all."""
        self._says: dict[str, list[tuple[int, str, float]]] = {}
        """For a stem of a message: the wordings it speaks for, their own stem, and the rarity shared."""
        self._long: list[tuple[str, int, float]] = []
        for clue in clues:
            for cue in clue.cues:
                if cue.text == clue.text or len(cue.stems) < LEAST_WORDS:
                    continue  # the note itself also says who told it, and where
                number = len(self._wordings)
                rarities = [_rarity(stemmed, meaning) for stemmed in cue.stems]
                self._wordings.append((clue, sum(rarities)))
                for stemmed, rarity in zip(cue.stems, rarities, strict=True):
                    self._add(stemmed, number, stemmed, rarity)
                    for other in synonyms.get(stemmed, ()):
                        self._add(other, number, stemmed, rarity * SYNONYM)
                    for other, likeness in meaning.near(stemmed):
                        self._add(other, number, stemmed, rarity * (0.3 + 0.7 * (likeness - LIKE) / (1.0 - LIKE)))
                    if len(stemmed) >= LONG and not stemmed[0].isdigit():
                        self._long.append((stemmed, number, rarity * INFLECTED))

    def _add(self, said: str, number: int, stemmed: str, shared: float) -> None:
        self._says.setdefault(said, []).append((number, stemmed, shared))

    def _spoken_for(self, said: str) -> Sequence[tuple[int, str, float]]:
        found = self._says.get(said)
        if found is not None or len(said) < LONG:
            return found or ()
        return [
            (number, stemmed, shared)
            for stemmed, number, shared in self._long
            if said.startswith(stemmed) or stemmed.startswith(said)
        ]

    def find(self, reading: Reading) -> list[Match]:
        """The secrets that a message tells, each where it tells most of it."""
        said: dict[int, list[tuple[int, str, float]]] = {}
        for at, said_here in enumerate(in_figures(reading.terms, reading.stems)):
            for number, own, rarity in self._spoken_for(said_here) if said_here else ():
                said.setdefault(number, []).append((at, own, rarity))
        best: dict[str, Match] = {}
        for number, hits in said.items():
            clue, whole = self._wordings[number]
            share, first, last = _most(hits, reading.sentence, self._common)
            strength = min(1.0, share / whole)
            least = ASKED if reading.closing(first) == "?" else TOLD
            if strength >= least and (clue.id not in best or strength > best[clue.id].strength):
                best[clue.id] = Match(clue, strength, first, last, reading.sentence[last - 1])
        return list(best.values())


def _rarity(stemmed: str, meaning: Meaning) -> float:
    if stemmed.isdigit():
        return SMALL_NUMBER if len(stemmed) == 1 else NUMBER
    return meaning.rarity(stemmed)


def _most(
    hits: Sequence[tuple[int, str, float]], sentence: Sequence[int], common: Collection[str]
) -> tuple[float, int, int]:
    """The most rarity that a breath of one sentence shares with a wording, and the terms where it does."""
    best = (0.0, 0, 1)
    for index, (first, _, _) in enumerate(hits):
        shared: dict[str, float] = {}
        last = first
        for at, own, rarity in hits[index:]:
            if at - first > BREATH or sentence[at] != sentence[first]:
                break
            if shared.get(own, 0.0) < rarity:
                shared[own] = rarity
                last = at
        whole = sum(shared.values())
        if len(shared) >= LEAST_WORDS and whole > best[0] and any(own not in common for own in shared):
            best = (whole, first, last + 1)
    return best
