"""Figures so exact that nobody believes them: "you lose $4,118.62 an hour".

Who has measured says "about four thousand". A round number, or one odd figure from a named job, is how people talk; two
that run to the last cent are read as made up, and the buyer asks himself what else is.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from vmdojo.grading.reading import Reading, stem

TOO_EXACT = "value.too_exact"
FIGURES = ("#num", "#money", "#percent")

MEASURED = frozenset(
    map(stem, "percent percentage per times fold points hours minutes seconds days weeks months years dollars".split())
)
"""Stems behind a number that say it was measured: versions, models and standards have none."""
ODD, LARGE, TO_THE_LAST, NEVER = 3, 5, 6, 99
"""Digits, zeros at the end left out, from which a fraction or a sum is odd ("61.4 percent", "$4,118"), from which a
count is, and from which a sum with its cents is beyond belief by itself ("$4,118.62"); of what is not measured never so
many. A grant of £611,372 may well stand in the newspaper."""
BEYOND_BELIEF = 2
"""Such figures, backed by nobody, from which they sound made up. Of 4,000 messages and halves of pairs of the dev sets
none has two; of the attacks two have."""


class Odd(NamedTuple):
    """A figure that runs to the last digit: its terms, half open."""

    first: int
    last: int
    digits: str
    """All that tell."""
    whole: str
    """Those before the point."""


def beyond_belief(reading: Reading, backed: Set[str]) -> tuple[int, int] | None:
    """Terms, half open, of the first figure that is too exact, where there are enough of them.

    ``backed`` are whole numbers, in figures, that somebody has told the caller; a fraction of one is told with it.
    """
    if "point" not in reading.said and not any(kind in FIGURES for kind in reading.marked.values()):
        return None
    first: tuple[int, int] | None = None
    count = 0
    for begin, stop, digits, whole in _odd(reading):
        if whole not in backed:
            first = first or (begin, stop)
            to_the_cent = len(digits) >= TO_THE_LAST and len(digits) > len(whole)
            count += BEYOND_BELIEF if to_the_cent else 1
    return first if count >= BEYOND_BELIEF else None


def _odd(reading: Reading) -> Iterator[Odd]:
    """Each figure that runs to the last digit."""
    terms = reading.terms
    following = [*reading.stems[1:], ""]
    for at, kind in enumerate(reading.kinds):
        term = terms[at]
        if kind in FIGURES:
            measured = kind != "#num" or term.endswith("x") or following[at] in MEASURED
            digits, whole = _digits(term)
            if len(digits) >= (LARGE if "," in term and kind == "#num" else ODD if measured else NEVER):
                yield Odd(at, at + 1, digits, whole)
        elif term == "point":
            spoken = _spoken(reading, at)
            if spoken is not None:
                yield spoken


def _spoken(reading: Reading, point: int) -> Odd | None:
    """A fraction in words around its "point": "sixty-one point four percent"."""
    before = next((figure for figure in reading.figures if figure.last == point), None)
    if before is None:
        return None
    digits, stop = before.value, point + 1
    for figure in reading.figures:
        if figure.first == stop:
            digits, stop = digits + figure.value, figure.last
    measured = stop < len(reading.stems) and reading.stems[stop] in MEASURED
    return Odd(before.first, stop, digits, before.value) if measured and len(digits) >= ODD else None


def _digits(number: str) -> tuple[str, str]:
    """The digits of a number that tell, none of the zeros at its end, and its whole part."""
    whole, _, part = "".join(sign for sign in number if sign.isdigit() or sign == ".").partition(".")
    part = part.rstrip("0.")
    return (whole + part if part else whole.rstrip("0")), whole
