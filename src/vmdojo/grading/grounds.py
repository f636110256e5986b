"""What the dossier says of the buyer, against what the message says of him.

Two ways to be wrong with the right words. A claim about the buyer ("I saw you closed the Tulsa plant") may rest on
nothing that the dossier says. And the words of several facts may stand joined as no fact joins them ("your spreadsheet
fined the grocers"): whoever tells one fact keeps its words together.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import compress, count, pairwise
from typing import Literal, NamedTuple

from vmdojo.grading.figures import NUMBER_WORDS
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import RUN_ON, Reading, stem
from vmdojo.grading.relevance import Clue, spoken_terms
from vmdojo.grading.talk import shipped_talk

SUBSTANCE = 5.5
"""Rarity (see ``meaning.py``) from which a word can be missing from a dossier, or belong to one fact."""
LIKE = 0.4
"""Likeness from which a word stands for one of the dossier's."""
CLOSE, WELL_KNOWN = 0.6, 6.5
"""Likeness from which a word says nearly the same, and rarity from which a word's neighbours mean anything."""
NEAR = 6
"""Terms between two words that are told together."""
TELLING = 6.0
"""Rarity of both of two words from which their standing together joins two facts: "close to three hours" joins none."""
JOINED, MORE = 3, 2
"""Neighbours of different facts from which a message mixes them up, and by how many they outnumber those of one fact.
Of 565 good messages none has so many."""
TOLD, BASELESS, SWEEPING = 3, 4, 6
"""Words without support from which a claim is invented: against a whole dossier; against a caller's few notes, where
the message uses none of them; and where it uses some."""
LONG = 5
"""Letters of a stem from which another that begins with it speaks of the same."""
MOST_KIN = 8192
"""Words whose kin is remembered."""
AWAY, OF_YOURS = 9, 3
"""Terms behind "you", and behind "your", up to which a name belongs to what is said of the buyer."""
BREATH = 24
"""Terms that a claim lasts at most."""
_SEEN = frozenset("saw see seen noticed notice read heard hear gather understand spotted".split())
_SEEING = frozenset(("congratulations", "congrats", "noticing", "reading", "hearing", "seeing"))
_GIVEN = frozenset("with since now as given".split())
_CLAIMING = _SEEN | _SEEING | _GIVEN
_CALLER = frozenset("i we have just also 've".split())
_ENDS = frozenset("so which because if when usually usual often means whether how what who that's".split())
_NAMED = re.compile(
    r"[a-z,] (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August"
    r"|September|October|November|December)[A-Z][a-z]{2,}"
)
"""A name inside a note; days and months are none."""
_YOU = frozenset(("you", "your"))
_OPEN = frozenset(("if", "not", "when", "can", "could", "would", "to", "will", "before", "until", "unless"))
"""Before a claim these leave it open whether it is so."""
_APART = frozenset(("and", "or", "but", "while", "so", "because"))


class Invented(NamedTuple):
    """A claim about the buyer that the dossier does not bear out. Terms, half open."""

    first: int
    last: int
    why: Literal["unknown", "contrary", "elsewhere"]
    """``elsewhere``: only a name stands where one of a caller's few notes has another, and it may lie inside it."""


class Grounds:
    """What is known of a buyer, ready to be compared. Nothing is worked out before somebody asks."""

    def __init__(
        self, clues: Sequence[Clue], texts: Sequence[str], synonyms: Mapping[str, Sequence[str]], *, whole: bool
    ) -> None:
        """``texts`` are all that the player reads; ``whole``: there is nothing else to know."""
        self._clues, self._texts, self._synonyms, self.whole = tuple(clues), tuple(texts), synonyms, whole
        self._kin: dict[str, frozenset[str]] = {}

    @cached_property
    def owners(self) -> Mapping[str, frozenset[int]]:
        """For a stem of substance: the facts that speak of it."""
        found: dict[str, set[int]] = {}
        rarity = shipped_meaning().rarity
        for number, clue in enumerate(self._clues):
            for stemmed in {*clue.means, *(stemmed for cue in clue.cues for stemmed in cue.stems)}:
                if rarity(stemmed) >= SUBSTANCE and not stemmed.isdigit():
                    found.setdefault(stemmed, set()).add(number)
        return {stemmed: frozenset(numbers) for stemmed, numbers in found.items()}

    @cached_property
    def said(self) -> frozenset[str]:
        """Stems of all that the player reads."""
        return frozenset(stem(term) for text in self._texts for term in spoken_terms(text))

    @cached_property
    def kindred(self) -> frozenset[str]:
        """Those, and the words that may stand for them."""
        near = shipped_meaning().near
        found = set(self.said)
        for stemmed in self.said:
            found.update(self._synonyms.get(stemmed, ()))
            found.update(other for other, likeness in near(stemmed) if likeness >= LIKE)
        return frozenset(found)

    @cached_property
    def world(self) -> frozenset[str]:
        """Stems of substance of all that the player reads, and the words of nearly the same meaning."""
        rarity, near = shipped_meaning().rarity, shipped_meaning().near
        found = {stemmed for stemmed in self.said if rarity(stemmed) >= SUBSTANCE and not stemmed[0].isdigit()}
        for stemmed in tuple(found):
            found.update(self._synonyms.get(stemmed, ()))
            if rarity(stemmed) >= WELL_KNOWN:
                found.update(other for other, likeness in near(stemmed) if likeness >= CLOSE)
        return frozenset(found)

    @cached_property
    def _long(self) -> Sequence[str]:
        """Its long stems, sorted: right behind a word stand those that begin with it."""
        return sorted(stemmed for stemmed in self.said if len(stemmed) >= LONG)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._long), default=0)

    def supports(self, stemmed: str) -> bool:
        """Whether a word may speak of something that the dossier holds."""
        if stemmed in self.kindred:
            return True
        if len(stemmed) < LONG:
            return False
        behind = bisect_left(self._long, stemmed)
        if behind < len(self._long) and self._long[behind].startswith(stemmed):
            return True
        return any(stemmed[:size] in self.said for size in range(LONG, min(len(stemmed), self._longest) + 1))

    def kin(self, stemmed: str) -> frozenset[str]:
        """Words of the world near to one in meaning, remembered."""
        found = self._kin.get(stemmed)
        if found is None:
            if len(self._kin) >= MOST_KIN:
                self._kin.clear()
            near = shipped_meaning().near(stemmed)
            found = self._kin[stemmed] = frozenset(other for other, _ in near if other in self.world)
        return found

    def mixed(self, reading: Reading) -> tuple[int, int] | None:
        """Where words of different facts stand joined too often to be telling any of them."""
        owners = self.owners
        if len(self._clues) < 2:
            return None
        terms, stems, clause = reading.terms, reading.stems, reading.clause
        owned = compress(count(), map(owners.__contains__, stems))
        near = [(at, to) for at, to in pairwise(owned) if to - at <= NEAR and clause[at] == clause[to]]
        if len(near) < JOINED:
            return None
        joined = kept = 0
        span: tuple[int, int] | None = None
        rarity = shipped_meaning().rarity
        for at, other in near:
            if not _APART.isdisjoint(terms[at + 1 : other]):
                continue
            facts, others = owners[stems[at]], owners[stems[other]]
            if facts & others:
                kept += 1
            elif min(rarity(stems[at]), rarity(stems[other])) >= TELLING:
                joined += 1
                span = span or (at, other + 1)
        return span if joined >= JOINED and joined - kept >= MORE else None

    def invented(
        self, reading: Reading, little: Mapping[str, str], *, used: bool, akin: Callable[[], bool] = bool
    ) -> Invented | None:
        """The first claim about the buyer for which the dossier has no ground, or the opposite.

        ``used``: the message also says something that the dossier holds. ``akin`` tells whether it is so close to
        what the dossier holds that a claim in words of its own is most likely meant by it.
        """
        terms = reading.terms
        if _YOU.isdisjoint(reading.said) and _SEEING.isdisjoint(reading.said):
            return None
        found = self._stranger(reading, little)
        if found is not None:
            return found
        least = TOLD if self.whole else SWEEPING if used else BASELESS
        opposites = _opposites()
        claimed = -1
        for at in reading.where(self._weighty):
            term = terms[at]
            if term in opposites:
                found = self._contrary(reading, at)
                if found is not None:
                    return found
            if term in _CLAIMING and reading.sentence[at] != claimed and _in_a_breath(reading, at):
                claim = _claim(reading, at)
                if claim is not None:
                    claimed = reading.sentence[at]
                    if self._baseless(reading, *claim, little, least) and not akin():
                        return Invented(*claim, "unknown")
        return None

    def _baseless(self, reading: Reading, first: int, last: int, little: Mapping[str, str], least: int) -> bool:
        rarity = shipped_meaning().rarity
        names_tell = least != SWEEPING  # who knows some of it is known to him may know its names too
        borne = alone = 0
        for at in range(first + 1, last):
            stemmed = reading.stems[at]
            if reading.kinds[at] or reading.terms[at] in little or reading.terms[at] in NUMBER_WORDS:
                continue
            if rarity(stemmed) < SUBSTANCE:
                continue
            if self.supports(stemmed):
                borne += 1
            else:
                alone += 1 + (names_tell and reading.message.words[reading.word[at]].text[:1].isupper())
        return alone >= least and alone > (borne if self.whole else 2 * borne)

    def _stranger(self, reading: Reading, little: Mapping[str, str]) -> Invented | None:
        """A name inside what is said of the buyer ("your Portland clinics") that the dossier does not hold.

        A caller's few notes leave names out, so there it must stand where a note has another ("clinics in Boise").
        """
        if not self.whole and not self._placed:
            return None
        for you, until in pairwise((*reading.yours, len(reading.terms))):
            for at in _names_behind(reading, you, until):
                term, sentence = reading.terms[at], reading.sentence[at]
                if term in little or _is_a_day(reading, at) or self.supports(reading.stems[at]):
                    continue
                begin, stop = reading.first_of[sentence : sentence + 2]
                beside = reading.stems[max(begin, at - 2) : min(stop, at + 3)]
                if self.whole or not self._placed.isdisjoint(beside):
                    return Invented(you, at + 1, "unknown" if self.whole else "elsewhere")
        return None

    @cached_property
    def _placed(self) -> frozenset[str]:
        """Stems of the facts that name a place or a person."""
        return frozenset(
            stemmed
            for clue in self._clues
            if _NAMED.search(clue.text)
            for cue in clue.cues
            for stemmed in cue.stems
            if stemmed in self.owners
        )

    def _contrary(self, reading: Reading, at: int) -> Invented | None:
        """Where the buyer is said to do the opposite of what the dossier says, of the same thing."""
        term, opposite = reading.terms[at], _opposites()[reading.terms[at]]
        if term in self._terms or opposite.isdisjoint(self._terms) or reading.closing(at) == "?":
            return None
        span = reading.sentence_terms(reading.sentence[at])
        before = reading.terms[max(span.start, at - 3) : at]
        if "you" not in before and not ("your" in before and term.endswith("ing")):
            return None
        if not _OPEN.isdisjoint(before):
            return None
        for clue in self._clues:
            own = spoken_terms(clue.text)
            if opposite.isdisjoint(own):
                continue
            about = {stem(term) for term in own} & self.owners.keys()
            if not about.isdisjoint(reading.stems[at + 1 : min(span.stop, at + 6)]):
                return Invented(max(span.start, at - 2), min(span.stop, at + 4), "contrary")
        return None

    @cached_property
    def _weighty(self) -> frozenset[str]:
        """The words with which a claim may begin, and those that say the opposite of what the dossier says."""
        return _CLAIMING.union(
            term
            for term, opposite in _opposites().items()
            if term not in self._terms and not opposite.isdisjoint(self._terms)
        )

    @cached_property
    def _terms(self) -> frozenset[str]:
        return frozenset(term for text in self._texts for term in spoken_terms(text))


def _names_behind(reading: Reading, you: int, until: int) -> list[int]:
    """The names inside what is said of the buyer from a "you" or "your" on: in its clause, and up to the next one at
    the term ``until``. A question says nothing of him."""
    word, capitals = reading.word, reading.capitals
    reach = OF_YOURS if reading.terms[you] == "your" else AWAY
    found: list[int] = []
    for place in range(bisect_right(capitals, word[you]), len(capitals)):
        index = capitals[place]
        if index - word[you] > reach:
            break  # nearly every capital
        at = bisect_left(word, index)
        if at > until or at - you > reach or reading.clause[at] != reading.clause[you] or reading.closing(you) == "?":
            break
        if len(reading.terms[at]) >= 3 and not reading.message.words[index].text.isupper() and not reading.kinds[at]:
            found.append(at)
    return found


def _is_a_day(reading: Reading, at: int) -> bool:
    """Whether a name is that of a day, or of the new year."""
    days, terms = shipped_talk().days, reading.terms
    if terms[at] in days or terms[at].removesuffix("s") in days:
        return True
    return terms[at] == "new" and at + 1 < len(terms) and terms[at + 1].startswith("year")


def _in_a_breath(reading: Reading, at: int) -> bool:
    """Whether a sentence is one; a phone's transcript has no full stops to tell where a claim ends."""
    return len(reading.spans[reading.sentence[at]]) <= RUN_ON


def _claim(reading: Reading, at: int) -> tuple[int, int] | None:
    """What is said to be the case with the buyer from a word on ("I noticed that you ...", "with your new ...")."""
    terms, span = reading.terms, reading.sentence_terms(reading.sentence[at])
    term = terms[at]
    opens = at == span.start
    seen = (term in _SEEN and (opens or terms[at - 1] in _CALLER)) or (opens and term in _SEEING)
    given = term in _GIVEN and at - span.start <= 1 and not _YOU.isdisjoint(terms[at + 1 : at + 4])
    if not seen and not given and term not in ("congratulations", "congrats"):
        return None
    if reading.closing(at) == "?" or not _OPEN.isdisjoint(terms[span.start : at]):
        return None
    stop = next((end for end in range(at + 3, span.stop) if terms[end] in _ENDS), span.stop)
    if given and not seen:  # what is given ends with its clause
        stop = next((end for end in range(at + 1, stop) if reading.clause[end] != reading.clause[at]), stop)
    stop = min(stop, at + BREATH)
    if _YOU.isdisjoint(terms[at:stop]) and not term.startswith("congrat"):
        return None
    return at, stop


@lru_cache(maxsize=1)
def _opposites() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in shipped_talk().opposites:
        for some, others in ((one, other), (other, one)):
            for word in some.split():
                found.setdefault(word, set()).update(others.split())
    return {word: frozenset(others) for word, others in found.items()}
