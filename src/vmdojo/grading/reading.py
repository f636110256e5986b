"""A message as the rules see it: terms with contractions opened, stems, sentences and clauses, in one pass."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Set
from functools import lru_cache
from itertools import accumulate, chain
from operator import add
from typing import NamedTuple, TypeVar

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


class Saying(NamedTuple):
    """A sentence by itself."""

    asks: bool
    terms: tuple[str, ...]
    kinds: tuple[str, ...]
    """Of the terms; empty where none has a kind."""


_Found = TypeVar("_Found")


class Recent(dict[Saying, _Found]):
    """What was found of the last sentences: the coach tries a message again and again with one of them changed."""

    def keep(self, saying: Saying, found: _Found) -> _Found:
        """Remember what was found, and give it back."""
        if len(self) >= MOST_RECENT:
            self.clear()
        if len(saying.terms) <= LONGEST_KEPT:
            self[saying] = found
        return found


class Reading:
    """Parallel lists over terms; ``word[i]`` is the index into ``Message.words`` that term ``i`` came from."""

    __slots__ = (
        "_figures",
        "_often",
        "_places",
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
    )

    def __init__(self, message: Message) -> None:
        # Whole columns at a time: taken word by word they would be a good part of a judgement.
        self.message = message
        words = message.words
        self.unlowered = [index for index, word in enumerate(words) if word.text != word.folded]
        """Words that are written otherwise than in small letters."""
        self.capitals = [index for index in self.unlowered if words[index].text[0].isupper()]
        """Words that begin with a capital."""
        self.terms: list[str] = [word.folded for word in words]
        self.stems: list[str] = list(map(_single.__getitem__, self.terms))
        self.word: list[int] = list(range(len(words)))
        self.sentence: list[int] = []
        for number, sentence in enumerate(message.sentences):
            self.sentence += [number] * (sentence.last - sentence.first)
        joints = accumulate([word.loose for word in words], initial=1)
        self.clause: list[int] = list(map(add, joints, self.sentence))
        self.first_of: list[int] = [sentence.first for sentence in message.sentences]
        """First term of each sentence, with the number of terms behind the last."""
        self.first_of.append(len(words))
        self.marked: dict[int, str] = {}
        """The few terms that have a kind, with it."""
        for index in [index for index, word in enumerate(words) if word.kind is not _WORD]:
            kind = words[index].kind
            if kind is not _ACRONYM:
                self.stems[index] = stem(words[index].folded)
                if self.stems[index]:
                    self.marked[index] = KIND_SYMBOL[kind]
        if "" in self.stems:
            self._open()
        self.spans = list(map(range, self.first_of, self.first_of[1:]))
        """The terms of each sentence."""
        self.said = frozenset(self.terms)
        """Each term once: a word that stands nowhere is found by no walk."""
        self.kinds: list[str] = [""] * len(self.terms)
        self.phones: list[int] = []
        """Words that are phone numbers."""
        for at, symbol in self.marked.items():
            self.kinds[at] = symbol
            if symbol == "#phone":
                self.phones.append(self.word[at])
        marked = frozenset(map(self.sentence.__getitem__, self.marked))
        self.sayings: list[Saying] = []
        """The sentences."""
        for number, span in enumerate(self.spans):
            said = slice(span.start, span.stop)
            kinds = tuple(self.kinds[said]) if number in marked else ()
            self.sayings.append(Saying(message.sentences[number].closing == "?", tuple(self.terms[said]), kinds))
        self._places: dict[str, list[int]] = {}
        self._figures: list[Figure] | None = None
        self._often: Mapping[str, int] | None = None

    def _open(self) -> None:
        """Put the terms of a contraction in the place of its word."""
        backwards = self.stems[::-1]  # what stands behind has been moved, and what stands before has not
        found = -1
        for _ in range(backwards.count("")):
            found = backwards.index("", found + 1)
            at = len(backwards) - 1 - found
            several = opened(self.terms[at])
            here, many = slice(at, at + 1), len(several)
            self.terms[here] = several
            self.stems[here] = map(stem, several)
            self.word[here] = [at] * many
            self.sentence[here] = [self.sentence[at]] * many
            self.clause[here] = [self.clause[at]] * many
        self.first_of = [bisect_left(self.word, first) for first in self.first_of]
        self.marked = {bisect_left(self.word, index): symbol for index, symbol in self.marked.items()}

    def where(self, words: Set[str]) -> list[int]:
        """The terms that are one of some words, in order."""
        found = self.said & words
        if not found:
            return []
        places = self._places
        if not places:
            for at, term in enumerate(self.terms):
                if term in places:
                    places[term].append(at)
                else:
                    places[term] = [at]
        if len(found) == 1:
            return places[next(iter(found))]
        return sorted(chain.from_iterable(map(places.__getitem__, found)))

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
            self._often = {stemmed: many for stemmed, many in Counter(self.stems).items() if many > 1}
        return self._often

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
