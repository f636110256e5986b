"""When the buyer's own things happen, and how long they take, said wrongly.

"The inspection is in February" to somebody whose inspection is in November. Other dates have their place in a message
(the month by which to book, the day the checks land on), so only a date that stands right beside the fact, where the
right one is never said, is an error; and only for the notes of a caller: a dossier has more than one date to a thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from vmdojo.grading.reading import Reading
from vmdojo.grading.relevance import Clue, Match, spoken_terms

MONTHS = frozenset("january february march april may june july august september october november december".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
BEFORE = frozenset("in on until till by since from of last next this every each early mid late".split())
"""Words of which one stands before a date that is one: "may" and "march" are verbs too."""
BEHIND = 4
"""Terms behind the words that tell a fact in which its date stands."""
LASTING = frozenset("minut hour day week month year".split())
"""Stems of how long something takes."""


class Slip(NamedTuple):
    """Something said wrongly: the fact, the terms, half open, and what it should be."""

    clue: Clue
    first: int
    last: int
    right: str


class _Dates(NamedTuple):
    """What a fact says of when it happens, where it says one thing only."""

    month: str
    day: str


@lru_cache(maxsize=1024)
def _dates_of(text: str) -> _Dates:
    terms = spoken_terms(text)
    months = {term for before, term in zip(("", *terms), terms, strict=False) if _dated(before, term, MONTHS)}
    days = {one for term in terms if (one := _day(term))}
    return _Dates(months.pop() if len(months) == 1 else "", days.pop() if len(days) == 1 else "")


def _day(term: str) -> str:
    one = term.removesuffix("s")
    return one if one in DAYS else ""


def _dated(before: str, term: str, names: AbstractSet[str]) -> bool:
    return term in names and (term not in ("may", "march") or before in BEFORE)


def wrong_dates(reading: Reading, matches: Sequence[Match], known: AbstractSet[str]) -> list[Slip]:
    """Months, days and lengths of time that contradict the fact they are told of, in the order of the message.

    A number that the dossier holds anywhere (``known``) is not wrong.
    """
    found: list[Slip] = []
    seen: set[int] = set()
    terms = reading.terms
    for match in matches:
        if match.clue.kind in ("decoy", "stale"):
            continue
        dates = _dates_of(match.clue.text)
        span = reading.sentence_terms(match.sentence)
        begin, stop = max(span.start, match.first), min(span.stop, match.last + BEHIND)
        for at in range(begin + 1, stop):
            if at in seen or reading.clause[at] != reading.clause[match.last - 1] or terms[at - 1] not in BEFORE:
                continue
            right = ""
            if dates.month and dates.month not in terms and _dated(terms[at - 1], terms[at], MONTHS):
                right = dates.month
            elif dates.day and _day(terms[at]) and not any(_day(term) == dates.day for term in reading.said):
                right = dates.day
            if right:
                seen.add(at)
                found.append(Slip(match.clue, at, at + 1, right.capitalize()))
        found += _lengths(reading, match, known, seen)
    return sorted(found, key=lambda slip: slip.first)


def _lengths(reading: Reading, match: Match, known: AbstractSet[str], seen: set[int]) -> list[Slip]:
    """How long the thing takes, among the very words that tell of it."""
    found: list[Slip] = []
    said = {figure.value for figure in reading.figures}
    for figure in reading.figures:
        if not match.first <= figure.first <= figure.last < match.last + 1 or figure.last >= len(reading.terms):
            continue
        noun = reading.stems[figure.last]
        right = match.clue.numbers.get(noun) if noun in LASTING else None
        if figure.value in known or figure.value == "1":
            continue
        if right is not None and right not in said and figure.first not in seen:
            seen.add(figure.first)
            found.append(Slip(match.clue, figure.first, figure.last + 1, right))
    return found
