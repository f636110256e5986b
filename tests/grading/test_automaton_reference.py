"""The automaton against a matcher so plain that it can be trusted: it tries every reading of every pattern."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from vmdojo.grading.automaton import Automaton
from vmdojo.grading.patterns import PatternError
from vmdojo.grading.reading import Reading, stem
from vmdojo.message import parse

CLASSES = {"us": ["we", "i", "our own"], "far": ["a <2> c", "(we|@us) call~", "b"]}
TAGS = ("one", "two", "three")
_PARTS = re.compile(r"<\d>|[()\[\]|^$]|[^\s()\[\]|<>^$]+")


class Naive:
    """Ends of all matches of one pattern from one term."""

    def __init__(self, reading: Reading, stop: int) -> None:
        self.reading = reading
        self.stop = stop

    def ends(self, parts: Sequence[str], at: int) -> set[int]:
        if not parts:
            return {at}
        head, rest = parts[0], parts[1:]
        if head in "([":
            close = self.closing(parts)
            found: set[int] = set()
            for branch in self.branches(parts[1:close]):
                for end in self.ends(branch, at):
                    found |= self.ends(parts[close + 1 :], end)
            return found | (self.ends(parts[close + 1 :], at) if head == "[" else set())
        if head[0] == "<":
            return {
                end
                for size in range(int(head[1:-1]) + 1)
                if at + size <= self.stop
                for end in self.ends(rest, at + size)
            }
        if head[0] == "@":
            return {
                end
                for phrase in CLASSES[head[1:]]
                for middle in self.ends(_PARTS.findall(phrase), at)
                for end in self.ends(rest, middle)
            }
        return self.ends(rest, at + 1) if at < self.stop and self.is_said(head, at) else set()

    def is_said(self, word: str, at: int) -> bool:
        if word[0] == "#":
            return self.reading.kinds[at] == word
        if word.endswith("~"):
            return self.reading.stems[at] == stem(word[:-1])
        return self.reading.terms[at] == word

    @staticmethod
    def closing(parts: Sequence[str]) -> int:
        depth = 0
        for index, part in enumerate(parts):
            depth += (part in "([") - (part in ")]")
            if depth == 0:
                return index
        raise AssertionError(parts)

    @staticmethod
    def branches(parts: Sequence[str]) -> Iterator[Sequence[str]]:
        depth, begin = 0, 0
        for index, part in enumerate(parts):
            depth += (part in "([") - (part in ")]")
            if part == "|" and depth == 0:
                yield parts[begin:index]
                begin = index + 1
        yield parts[begin:]


def naive(patterns: Sequence[tuple[str, str]], reading: Reading) -> set[tuple[str, int, int]]:
    """For each tag and start the longest match."""
    found: set[tuple[str, int, int]] = set()
    for sentence in range(len(reading.message.sentences)):
        span = reading.sentence_terms(sentence)
        matcher = Naive(reading, span.stop)
        for start in span:
            longest: dict[str, int] = {}
            for tag, pattern in patterns:
                parts = _PARTS.findall(pattern)
                opening, closing = parts[0] == "^", parts[-1] == "$"
                if opening and start != span.start:
                    continue
                ends = matcher.ends(parts[opening : len(parts) - closing], start)
                ends = {end for end in ends if end > start and (end == span.stop or not closing)}
                if ends:
                    longest[tag] = max(longest.get(tag, 0), *ends)
            found |= {(tag, start, end) for tag, end in longest.items()}
    return found


WORDS = st.sampled_from(["a", "b", "c", "call", "calls", "we", "our", "own", "i'll", "14", "x", ".", ","])
INNER = st.recursive(
    st.sampled_from(["a", "b", "c", "call~", "we", "will", "<1>", "<3>", "#num", "@us", "@far"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda some: "(" + "|".join(some) + ")"),
        st.lists(inner, min_size=1, max_size=2).map(lambda some: "[" + "|".join(some) + "]"),
    ),
    max_leaves=6,
)
PATTERNS = st.tuples(st.sampled_from(["", "^ "]), INNER, st.sampled_from(["", " $"])).map("".join)


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.sampled_from(TAGS), PATTERNS), min_size=1, max_size=5),
    st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=1, max_size=3),
)
def test_all_patterns_together_find_what_each_would_find_by_itself(
    patterns: list[tuple[str, str]], texts: list[list[str]]
) -> None:
    automaton = Automaton(CLASSES)
    kept = []
    for tag, pattern in patterns:
        try:
            automaton.add(tag, [pattern])
        except PatternError:
            continue
        kept.append((tag, pattern))
    kept_net = Automaton(net=automaton.net)
    for words in texts:
        reading = Reading(parse(" ".join(words)))
        hits = automaton.scan(reading)
        assert {(hit.tag, hit.first, hit.last) for hit in hits} == naive(kept, reading)
        assert len(set(hits)) == len(hits)
        assert [hit.first for hit in hits] == sorted(hit.first for hit in hits)
        assert kept_net.scan(reading) == hits
