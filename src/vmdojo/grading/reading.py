"""A message as the rules see it: terms with contractions opened, stems, sentences and clauses, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from functools import lru_cache
from itertools import compress, count
from typing import TypeVar

import Stemmer

from vmdojo.grading.figures import Figure, figures, with_figures
from vmdojo.message.model import Message, WordKind

_WORD, _ACRONYM = WordKind.WORD, WordKind.ACRONYM
_STEMMER = Stemmer.Stemmer("english")

KIND_SYMBOL = {
    WordKind.NUMBER: "#num",
    WordKind.MONEY: "#money",
    WordKind.PERCENT: "#percent",
    WordKind.TIME: "#time",
    WordKind.PHONE: "#phone",
    WordKind.ADDRESS: "#address",
    WordKind.PLACEHOLDER: "#slot",
}
"""How a rule's pattern names a token by its kind."""

_WHOLE = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "ain't": ("is", "not"),
    "let's": ("let", "us"),
    "y'all": ("you", "all"),
    "ma'am": ("ma'am",),
    "o'clock": ("o'clock",),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "wasnt": ("was", "not"),
    "arent": ("are", "not"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "theyre": ("they", "are"),
    "weve": ("we", "have"),
    "thats": ("that", "is"),
    "whats": ("what", "is"),
    "cant": ("can", "not"),
    "wont": ("will", "not"),
    "couldnt": ("could", "not"),
    "wouldnt": ("would", "not"),
    "havent": ("have", "not"),
    "hasnt": ("has", "not"),
}
"""Contractions that do not open by their ending; those without apostrophe are how a phone transcribes them."""

_ENDINGS = (
    ("n't", "not"),
    ("'ll", "will"),
    ("'ve", "have"),
    ("'re", "are"),
    ("'m", "am"),
    ("'d", "would"),
)
_IS_AFTER = frozenset(
    [
        "it",
        "that",
        "there",
        "here",
        "what",
        "who",
        "where",
        "when",
        "how",
        "why",
        "he",
        "she",
        "this",
        "everything",
        "something",
        "one",
        "name",
    ]
)
"""After these an apostrophe-s is "is"; elsewhere it is a possessive."""


@lru_cache(maxsize=65536)
def opened(folded: str) -> tuple[str, ...]:
    """The terms of one folded word: "i'm" is ("i", "am"), "dana's" is ("dana", "'s")."""
    whole = _WHOLE.get(folded)
    if whole is not None:
        return whole
    if "'" in folded:
        for ending, term in _ENDINGS:
            if folded.endswith(ending) and len(folded) > len(ending):
                return (folded[: -len(ending)], term)
        if folded.endswith("'s") and len(folded) > 2:
            head = folded[:-2]
            return (head, "is") if head in _IS_AFTER else (head, "'s")
        if folded.endswith("'"):
            return (folded[:-1] or folded,)
    return (folded,)


@lru_cache(maxsize=65536)
def stem(term: str) -> str:
    """The Snowball English stem of a folded term."""
    return str(_STEMMER.stemWord(term))


class _Single(dict[str, str]):
    """The stems of words that are one term, empty for those that are more; a shortcut, so that a term costs little."""

    def __missing__(self, folded: str) -> str:
        if len(self) >= 65536:
            self.clear()
        stemmed = self[folded] = stem(folded) if opened(folded) == (folded,) else ""
        return stemmed


_single = _Single()


LONGEST_KEPT, MOST_RECENT = 64, 64
"""Terms of a sentence up to which it is remembered, and sentences: those of one message and of its variants."""

RUN_ON = 45
"""Terms of a sentence above which it is several, run together, or a ramble: its shape says little of one thing. A rule
of thumb: at 150 words a minute it lasts eighteen seconds."""


_YOURS = frozenset(("you", "your"))

Saying = tuple[tuple[str, ...], tuple[str, ...], bool]
"""A sentence by itself: its terms, their kinds (none where none has one), and whether it asks."""


_Found = TypeVar("_Found")


class Recent(dict[Saying, _Found]):
    """What is found of the last sentences: the coach tries a message again and again with one of them changed."""

    def __init__(self, find: Callable[[Saying], _Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, saying: Saying) -> _Found:
        found = self._find(saying)
        if len(self) >= MOST_RECENT:
            self.clear()
        if len(saying[0]) <= LONGEST_KEPT:
            self[saying] = found
        return found


class Reading:
    """Parallel lists over terms; ``word[i]`` is the index into ``Message.words`` that term ``i`` came from."""

    __slots__ = (
        "_figures",
        "_often",
        "_twice",
        "capitals",
        "clause",
        "first_of",
        "kinds",
        "marked",
        "message",
        "phones",
        "said",
        "sayings",
        "sentence",
        "spans",
        "stems",
        "terms",
        "unlowered",
        "word",
        "yours",
    )

    def __init__(self, message: Message) -> None:
        self.message = message
        self.terms: list[str] = []
        self.stems: list[str] = []
        self.word: list[int] = []
        self.sentence: list[int] = []
        self.clause: list[int] = []
        self.first_of: list[int] = []
        """First term of each sentence, with the number of terms behind the last."""
        self.marked: dict[int, str] = {}
        """The few terms that have a kind, with it."""
        words = message.words
        self.unlowered: list[int] = []
        """Words that are written otherwise than in small letters."""
        self.spans: list[range] = []
        """The terms of each sentence."""
        self.sayings: list[Saying] = []
        """The sentences."""
        terms, stems, word_of, clause_of, symbols = self.terms, self.stems, self.word, self.clause, self.marked
        unlowered = self.unlowered
        clause = begin = 0
        for number, sentence in enumerate(message.sentences):
            clause += 1
            marks = len(symbols)
            for index, word in enumerate(words[sentence.first : sentence.last], sentence.first):
                folded = word.folded
                if word.text != folded:
                    unlowered.append(index)
                kind = word.kind
                if kind is _WORD or kind is _ACRONYM:
                    stemmed = _single[folded]
                else:  # the hash of a kind, by which a table finds it, costs more than all else here
                    stemmed = stem(folded)
                    if stemmed:
                        symbols[len(terms)] = KIND_SYMBOL[kind]
                if stemmed:
                    terms.append(folded)
                    stems.append(stemmed)
                    word_of.append(index)
                    clause_of.append(clause)
                else:
                    several = opened(folded)
                    terms += several
                    stems += map(stem, several)
                    word_of += [index] * len(several)
                    clause_of += [clause] * len(several)
                if word.loose:
                    clause += 1
            span = range(begin, len(terms))
            of_terms = tuple([symbols.get(at, "") for at in span]) if len(symbols) > marks else ()
            self.sayings.append((tuple(terms[begin:]), of_terms, sentence.closing == "?"))
            self.spans.append(span)
            self.sentence += [number] * len(span)
            self.first_of.append(begin)
            begin = len(terms)
        self.first_of.append(begin)
        self.capitals = [index for index in unlowered if words[index].text[0].isupper()]
        """Words that begin with a capital."""
        self.said = frozenset(terms)
        """Each term once: a word that stands nowhere is found by no walk."""
        self.kinds: list[str] = [""] * begin
        self.phones: list[int] = []
        """Words that are phone numbers."""
        for at, symbol in symbols.items():
            self.kinds[at] = symbol
            if symbol == "#phone":
                self.phones.append(word_of[at])
        self.yours = self.where(_YOURS)
        """The terms that speak of the buyer: "you" and "your"."""
        self._figures: list[Figure] | None = None
        self._often: Mapping[str, int] | None = None
        self._twice: bytes | None = None

    def where(self, words: Set[str]) -> list[int]:
        """The terms that are one of some words, in order."""
        found = self.said & words
        return list(compress(count(), map(found.__contains__, self.terms))) if found else []

    @property
    def figures(self) -> list[Figure]:
        """All numbers, in order."""
        if self._figures is None:
            self._figures = figures(self.terms)
        return self._figures

    @property
    def often(self) -> Mapping[str, int]:
        """The stems that come more than once, with how often."""
        if self._often is None:
            again: dict[str, int] = {}
            said: set[str] = set()
            for stemmed in self.stems:
                if stemmed in said:
                    again[stemmed] = again.get(stemmed, 1) + 1
                else:
                    said.add(stemmed)
            self._often = again
        return self._often

    @property
    def twice(self) -> bytes:
        """For each term 1 where its stem comes more than once, else 0."""
        if self._twice is None:
            self._twice = bytes(map(self.often.__contains__, self.stems))
        return self._twice

    def repeats(self, size: int) -> bool:
        """Whether a run of so many terms comes again: each of its stems must then come twice."""
        wanted, seen = b"\1" * size, set()
        at = self.twice.find(wanted)
        while at >= 0:
            run = tuple(self.terms[at : at + size])
            if run in seen:
                return True
            seen.add(run)
            at = self.twice.find(wanted, at + 1)
        return False

    def in_figures(self) -> list[str]:
        """The stems, with each number in figures at its first term and nothing at its others."""
        return with_figures(self.stems, self.figures)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Code points of terms ``first`` to ``last`` (half open) in the unmodified text."""
        words = self.message.words
        return words[self.word[first]].start, words[self.word[last - 1]].end

    def quote(self, first: int, last: int) -> str:
        """The unmodified words of terms ``first`` to ``last`` (half open)."""
        start, end = self.span(first, last)
        return self.message.text[start:end]

    def closing(self, term: int) -> str:
        """The mark that ends the sentence of a term."""
        return self.message.sentences[self.sentence[term]].closing

    def sentence_terms(self, sentence: int) -> range:
        """Indices of the terms of a sentence."""
        return self.spans[sentence]


MOST_NAMES = 0.5
"""Share of words with a capital from which a capital no longer tells a name."""


def named_terms(reading: Reading) -> frozenset[int]:
    """The terms that a capital inside a sentence makes a name or a part of one; none where most words have one."""
    if len(reading.capitals) > MOST_NAMES * len(reading.message.words):
        return frozenset()
    capitals, opens = frozenset(reading.capitals), frozenset(reading.first_of)
    return frozenset(at for at, word in enumerate(reading.word) if word in capitals and at not in opens)
