"""Finding clues in a message: the words of a dossier are indexed once, a message then pays only for those it says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress, count

from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import Reading
from vmdojo.grading.relevance import Clue, Cue, Match
from vmdojo.grading.spelling import ratio, slips

ENOUGH = 0.62
"""Share of a cue's content that must be found; below it the words only coincide."""
TYPO = 84.0
"""rapidfuzz ratio (0-100) above which two long stems are one word misspelt."""
NEAR = 0.85
"""How surely a word is meant that stands misspelt, or by a synonym."""
_SLACK = 1e-9
"""Sums in another order may differ by less than this."""
_EXACT, _ALIKE = 0, 1 << 30

MOST_TERMS = 16_384
"""Stems of messages that an index remembers."""


@lru_cache(maxsize=1 << 16)
def _letters(stemmed: str) -> int:
    """The letters of a stem as bits."""
    bits = 0
    for letter in stemmed:
        bits |= 1 << (ord(letter) & 31)
    return bits


def begins(one: str, other: str) -> bool:
    """Whether of two long stems, near in length, one is the start of the other."""
    return abs(len(other) - len(one)) <= 3 and len(other) >= 5 and (other.startswith(one) or one.startswith(other))


def alike(one: str, other: str) -> bool:
    """Whether two long stems are one word: a slip of the finger, or one the start of the other."""
    if abs(len(other) - len(one)) > 3:
        return False
    # A letter put in the place of another changes two, each letter more or less one: this spares nearly all the others.
    differ = (_letters(one) ^ _letters(other)).bit_count()
    if differ > 3 and differ * 100.0 > (100.0 - TYPO) * (len(one) + len(other)):
        return False
    return slips(other, one) or begins(one, other) or ratio(other, one, TYPO) > 0


class Index:
    """The stems of all cues of a dossier, by what a message may say for them."""

    def __init__(self, clues: Iterable[Clue], synonyms: Mapping[str, Sequence[str]]) -> None:
        self.clues = tuple(clues)
        self.number = {id(clue): index for index, clue in enumerate(self.clues)}
        """A clue's number, by its identity."""
        self.cues = [(number, cue) for number, clue in enumerate(self.clues) for cue in clue.cues]
        """All cues in order, each with the number of its clue."""
        self.least = [_need(cue) * cue.total - _SLACK for _, cue in self.cues]
        """For each cue the weight of which less is no use of it."""
        self.holders: dict[str, list[tuple[int, float]]] = {}
        """For each stem the cues that hold it, and its weight there."""
        for place, (_, cue) in enumerate(self.cues):
            for stemmed, weight in zip(cue.stems, cue.weights, strict=True):
                self.holders.setdefault(stemmed, []).append((place, weight))
        self.said = _Said(self.holders, synonyms)


class _Said(dict[str, tuple[tuple[int, str], ...]]):
    """The stems of cues that a message's stem says, each with a rank: 0 the word itself, then synonyms, then typos."""

    def __init__(self, stems: Iterable[str], synonyms: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._stems = frozenset(stems)
        self._stands_for: dict[str, list[tuple[int, str]]] = {}
        self._long: dict[str, list[str]] = {}
        """Stems that may be misspelt, by their first letter: a typo seldom sits there."""
        for stemmed in stems:
            for rank, other in enumerate(synonyms.get(stemmed, ())):
                self._stands_for.setdefault(other, []).append((rank + 1, stemmed))
            if len(stemmed) >= 5 and not stemmed[0].isdigit():
                self._long.setdefault(stemmed[0], []).append(stemmed)

    def __missing__(self, said: str) -> tuple[tuple[int, str], ...]:
        if len(self) >= MOST_TERMS:
            self.clear()
        found = self[said] = tuple(self._look(said))
        return found

    def _look(self, said: str) -> Iterator[tuple[int, str]]:
        if said in self._stems:
            yield _EXACT, said
        yield from self._stands_for.get(said, ())
        if len(said) >= 4 and said[0] in self._long:
            # "choir" is no misspelt "chair": who says a word that there is has meant it
            same = begins if said in shipped_meaning().stems else alike
            for stemmed in self._long[said[0]]:
                if same(stemmed, said):
                    yield _ALIKE, stemmed


class Matcher:
    """Finds clues in one reading. Stems of the message are looked up once."""

    def __init__(self, reading: Reading, index: Index) -> None:
        self.reading = reading
        self._index = index
        where: dict[str, list[int]] = {}
        stems = reading.in_figures()
        meanings = list(map(index.said.__getitem__, stems))
        for at in list(compress(count(), meanings)):  # few words say anything of a dossier
            said = stems[at]
            if said in where:
                where[said].append(at)
            else:
                where[said] = [at]
        best: dict[str, tuple[int, str]] = {}
        for said in where:
            for rank, stemmed in index.said[said]:
                if stemmed not in best or rank < best[stemmed][0]:
                    best[stemmed] = (rank, said)
        self._places = {stemmed: (where[said], NEAR if rank else 1.0) for stemmed, (rank, said) in best.items()}
        """For each stem of a cue that is said: the terms that say it, and how surely."""
        self._likely = self._worth_a_look()

    def _worth_a_look(self) -> dict[int, list[Cue]]:
        """For each clue those of its cues of which enough is said somewhere, in their order."""
        possible: defaultdict[int, float] = defaultdict(float)
        index = self._index
        for stemmed, (_, sure) in self._places.items():
            for place, weight in index.holders[stemmed]:
                possible[place] += weight * sure
        likely: dict[int, list[Cue]] = {}
        least = index.least
        for place in sorted([place for place, weight in possible.items() if weight > least[place]]):
            clue, cue = index.cues[place]
            likely.setdefault(clue, []).append(cue)
        return likely

    def find(self, clue: Clue) -> Match | None:
        """The best place where a clue of the index is said, or None."""
        best: Match | None = None
        for cue in self._likely.get(self._index.number[id(clue)], ()):
            match = self._cue(clue, cue)
            if match is not None and (best is None or match.strength > best.strength):
                best = match
                if best.strength >= 0.999:
                    break
        return best

    def find_all(self, clues: Iterable[Clue]) -> list[Match]:
        """The best place of each clue of the index that is said."""
        likely, number = self._likely, self._index.number
        if not likely:
            return []
        return [match for clue in clues if number[id(clue)] in likely and (match := self.find(clue)) is not None]

    def each(self, clue: Clue) -> Iterator[tuple[Cue, Match]]:
        """Every cue of a clue of the index that is said, with its place."""
        for cue in self._likely.get(self._index.number[id(clue)], ()):
            match = self._cue(clue, cue)
            if match is not None:
                yield cue, match

    def _cue(self, clue: Clue, cue: Cue) -> Match | None:
        found: list[tuple[int, int, float]] = []  # term, index of the stem, how surely
        possible = 0.0
        for index, stemmed in enumerate(cue.stems):
            places, sure = self._places.get(stemmed, _NOWHERE)
            if places:
                possible += cue.weights[index] * sure
                found += [(place, index, sure) for place in places[:50]]
        need = _need(cue)
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


_NOWHERE: tuple[list[int], float] = ([], 0.0)


def _need(cue: Cue) -> float:
    """Share of a cue's content that must be found: nearly all of a short one."""
    return ENOUGH if len(cue.stems) > 2 else 0.8
