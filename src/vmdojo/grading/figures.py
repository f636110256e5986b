"""Numbers as people say them: "forty-eight", "a hundred and forty" and "140" are one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count

import msgspec

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ALONE = {word: str(value) for word, value in {**_SMALL, **_TENS}.items() if word != "one"}
"""What a word says that is a number by itself."""
NUMBER_WORDS = frozenset((*_SMALL, *_TENS, *_SCALES))
"""Words of which numbers are made."""
LONGEST = 9
"""Words of a number at most: "two hundred and forty-one thousand and six"."""
MOST_TERMS = 65_536
"""Terms of which is remembered whether a number may begin with them."""


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A number: terms, half open, and its value in figures."""

    first: int
    last: int
    value: str


class _Begins(dict[str, bool]):
    """Whether a number may begin with a term, remembered."""

    def __missing__(self, term: str) -> bool:
        if len(self) >= MOST_TERMS:
            self.clear()
        found = self[term] = term in NUMBER_WORDS or not "a" < term < "{"
        return found


_BEGINS = _Begins()


def figures(terms: Sequence[str]) -> list[Figure]:
    """All numbers among folded terms, in order. Terms such as "40" stand for themselves; "one" alone is no number."""
    found: list[Figure] = []
    until = 0
    # nearly every word begins with a letter and is none of these
    for at in list(compress(count(), map(_BEGINS.__getitem__, terms))):
        if at < until:
            continue
        term = terms[at]
        if term[:1].isdecimal() and "," in term and term.replace(",", "").isdecimal():
            found.append(Figure(at, at + 1, term.replace(",", "")))
            continue
        if term.isdecimal() and not (at + 1 < len(terms) and terms[at + 1] in _SCALES):
            found.append(Figure(at, at + 1, term.lstrip("0") or "0"))
            continue
        if (at + 1 == len(terms) or terms[at + 1] not in NUMBER_WORDS) and not term.isdecimal():
            value = _ALONE.get(term)  # nearly every number in words is one word
            if value is not None:
                found.append(Figure(at, at + 1, value))
            continue
        if (
            term in NUMBER_WORDS
            or term.isdecimal()
            or (term == "a" and at + 1 < len(terms) and terms[at + 1] in _SCALES)
        ):
            figure = _spoken(terms, at)
            if figure is not None:
                if not (figure.value == "1" and figure.last == at + 1):
                    found.append(figure)
                until = figure.last
    return found


def _spoken(terms: Sequence[str], first: int) -> Figure | None:
    whole = part = 0
    room = 10**9
    at = first
    last = first
    while at < min(len(terms), first + LONGEST):
        term = terms[at]
        if term == "a" and at == first:
            part = 1
        elif term.isdecimal() and at == first and len(term) <= 6:
            part = int(term)
            room = 1
        elif term in _SMALL and (room > 10 or (room > 9 and _SMALL[term] < 10)) and part % 10 == 0:
            if part % 100 and _SMALL[term] >= 10:
                break
            part += _SMALL[term]
            room = 1
        elif term in _TENS and part % 100 == 0 and room > 10:
            part += _TENS[term]
            room = 10
        elif term in _SCALES and part:
            scale = _SCALES[term]
            if scale == 100:
                if part >= 100:
                    break
                part *= 100
            else:
                whole, part = whole + part * scale, 0
            room = 100
        elif term == "and" and at > first and terms[at - 1] in _SCALES and at + 1 < len(terms):
            if terms[at + 1] not in _SMALL and terms[at + 1] not in _TENS:
                break
            at += 1
            continue
        else:
            break
        at += 1
        last = at
    return Figure(first, last, str(whole + part)) if last > first else None


def in_figures(terms: Sequence[str], stems: Sequence[str]) -> list[str]:
    """The stems, with each number in figures at its first term and nothing at its others."""
    return with_figures(stems, figures(terms))


def with_figures(stems: Sequence[str], found: Sequence[Figure]) -> list[str]:
    """The same for numbers that are known already."""
    said = list(stems)
    for figure in found:
        said[figure.first] = figure.value
        for at in range(figure.first + 1, figure.last):
            said[at] = ""
    return said
