"""Each term as one letter: what kind of little word it is, or what another word is to an English reader.

A message becomes a string as long as it has terms, in which a search finds what stands side by side.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from vmdojo.grading.again import SHORTEST, SUBSTANCE
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import Reading, stem

NO_CONTENT, NUMBER, COMMON, RARE, STRANGE = "-#,wx"
"""What a term is that is no little word: too short to tell, or a sign; a number in figures; a word that everybody says
all day; a word of substance; one that no English reader knows."""
CONTENT = frozenset((COMMON, RARE, STRANGE))
"""Words, so far as a letter tells."""
KINDS: Mapping[str, str] = {
    "article": "a",
    "subject": "s",
    "object": "b",
    "preposition": "p",
    "modal": "m",
    "verb": "v",
    "joiner": "j",
    "other": "o",
}
"""The letters of the kinds of little words."""
_OWN: Mapping[str, str] = {
    "i": "I",
    "he": "h",
    "she": "h",
    "they": "h",
    "am": "A",
    "to": "t",
    "not": "n",
    "you": "y",
    "it": "i",
}
"""Little words that keep other company than their kind."""
MOST_TERMS = 65_536
"""Terms whose letter is remembered."""
_MAY = frozenset(("may",))
"""A little word that is a month with a capital."""
_WORDS = (NO_CONTENT + NUMBER + COMMON + RARE + STRANGE).encode()
LITTLE = bytes([at not in _WORDS for at in range(256)])
"""A table for ``bytes.translate``: 1 for the letters of little words, 0 for all others."""
COUNTED = bytes([chr(at) in (NUMBER, RARE, STRANGE) for at in range(256)])
"""The same with 1 for words of substance and numbers."""


def letters_of(name: str) -> str:
    """All letters of a kind of little words, or the letter of one that keeps other company."""
    if name in KINDS:
        return KINDS[name] + {"subject": "Ih", "verb": "A"}.get(name, "")
    return _OWN[name]


class Letters(dict[str, str]):
    """The letter of each term, remembered."""

    def __init__(self, *stems: Container[str], little: Mapping[str, str]) -> None:
        """``stems`` are all that an English reader knows; ``little`` tells the kinds of little words."""
        super().__init__()
        self._stems, self._little = stems, little

    def __missing__(self, term: str) -> str:
        if len(self) >= MOST_TERMS:
            self.clear()
        found = self[term] = self._letter(term)
        return found

    def _letter(self, term: str) -> str:
        kind = self._little.get(term)
        if kind is not None:
            return _OWN.get(term) or KINDS.get(kind, KINDS["other"])
        stemmed = stem(term)
        if len(term) < SHORTEST:
            return NUMBER if stemmed.isdigit() else NO_CONTENT
        if not any(stemmed in some for some in self._stems):
            return STRANGE
        return RARE if stemmed.isdigit() or shipped_meaning().rarity(stemmed) >= SUBSTANCE else COMMON


def letters_in(reading: Reading, known: Mapping[str, str]) -> str:
    """The letters of all terms of a message, numbers, signs and "May" as what they are there."""
    found = list(map(known.__getitem__, reading.terms))
    for at, symbol in reading.marked.items():
        if found[at] in CONTENT:
            found[at] = NO_CONTENT if symbol == "#phone" or found[at] == COMMON else NUMBER
    if not _MAY.isdisjoint(reading.said):
        words, opens = reading.message.words, frozenset(reading.first_of)
        for at in reading.where(_MAY):
            if at not in opens and words[reading.word[at]].text[:1].isupper():
                found[at] = NO_CONTENT
    return "".join(found)
