"""The undertone: what a message sounds like on the whole, where no single line is plain enough to be called a fault.

A fault counts from the likelihood at which a careful listener would name it. Below that a buyer still hears it: a
compliment that may be meant, a line that may be off a card. What each act comes to in its most likely sentence is
added up for each dimension, with weights fitted on the labelled pairs (``tests/corpus/fit_undertone.py``). Some of it
is in any talk and costs nothing; what is earned counts for a little more where there is less.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter, mul
from typing import Literal, NamedTuple

import msgspec

from vmdojo.grading.acts import Acts
from vmdojo.grading.case import BIG, Case
from vmdojo.grading.filling import shortened
from vmdojo.grading.kept import kept
from vmdojo.grading.model import DimensionName
from vmdojo.grading.rubric_files import shipped_as

RULES: dict[DimensionName, tuple[str, str]] = {
    "relevance": ("relevance.undertone", "relevance.undiluted"),
    "scariness": ("scariness.undertone", ""),
    "brevity": ("brevity.undertone", ""),
    "value": ("value.undertone", "value.undiluted"),
    "tone": ("tone.undertone", ""),
    "next_step": ("next_step.undertone", "next_step.undiluted"),
}
"""For each dimension the rule for more undertone than any talk has and, where its points are earned, for less."""
WANTS_MUCH = "ask_big"
_likelihood = itemgetter(0)


class Sounding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an act is called where it is only half heard, and what to do about it."""

    name: str
    fix: str


class Share(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the undertone does to one dimension."""

    free: float
    """Points (of 100) of undertone that cost nothing: any talk has them."""
    acts: dict[str, float]
    """Points that an act costs for each unit of log-odds above ``heard_from``."""


class _UndertoneFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    format: Literal[1]
    heard_from: float
    """Log-odds from which an act is heard at all."""
    plain_from: float
    """Log-odds from which it is heard no better: there its own rule speaks."""
    gain: float
    """The largest part of its own points, times what is still missing, by which an earned dimension rises: the more of
    two stays the more."""
    least: float
    """Points of the dimension below which nothing is said of it, nor counted."""
    named_from: float
    """Log-odds from which what weighs most is called by its name, and its line shown."""
    named: str
    faint: str
    """What is said where nothing is likely enough for a name."""
    faint_fix: str
    dimension: dict[DimensionName, Share]
    sounding: dict[str, Sounding]


class _Weighed(NamedTuple):
    """One dimension's share."""

    name: DimensionName
    free: float
    weights: tuple[float, ...]
    """Of each act that bears on any dimension."""
    fault: str
    virtue: str
    """Empty where less undertone earns nothing."""


class _Weighing(NamedTuple):
    """All of it, by the places that acts have."""

    places: tuple[int, ...]
    """The acts that bear on any dimension."""
    wants_much: int
    """Where among them stands the one for wanting much; -1 where it does not count."""
    shares: tuple[_Weighed, ...]


def weigh_undertone(case: Case) -> None:
    """Move each dimension by what the message as a whole sounds like. Nothing in it depends on the number of words."""
    weighing = _weighing(case.done.acts)
    heard = heights(case, weighing.places)
    if heard is None:
        return
    if case.tolerated >= BIG and weighing.wants_much >= 0:
        heard[weighing.wants_much] = 0.0  # who may ask for a meeting does not sound as if he wanted too much
    file, points_of = undertone_file(), case.points
    for share in weighing.shares:
        before = points_of.get(share.name)
        if not before:  # not judged, or with no points to lose or to raise
            continue
        points = share.free - sum(map(mul, share.weights, heard))
        if points > 0.0:
            if share.virtue:
                points = min(points, file.gain * before * (1.0 - before / 100.0))
                if points >= file.least:
                    case.charge(share.virtue, points)
        elif min(before, -points) >= file.least:
            _charge(case, weighing, share, points, heard)


def heights(case: Case, places: Sequence[int]) -> list[float] | None:
    """How far above the floor some acts are heard where each is likeliest, in log-odds, up to where its rule speaks.

    None for a message of scraps, in which nothing was read.
    """
    done = case.done
    rows = [odds for odds in done.odds if odds is not None]
    if not rows:
        return None
    if done.clauses:
        rows += [odds for _, odds in done.clauses]
    file = undertone_file()
    floor, full = file.heard_from, file.plain_from
    columns = list(zip(*rows, strict=True))
    highest = [max(columns[place]) for place in places]
    return [0.0 if one <= floor else (one if one < full else full) - floor for one in highest]


def _charge(case: Case, weighing: _Weighing, share: _Weighed, points: float, heard: list[float]) -> None:
    """Charge it to no place, as it is heard all along; what weighs most is named where it is likely enough."""
    done, spans = case.done, case.reading.spans
    parts = list(map(mul, share.weights, heard))
    worst = weighing.places[parts.index(max(parts))]
    read = [(odds[worst], spans[at]) for at, odds in enumerate(done.odds) if odds is not None]
    read += [(odds[worst], span) for span, odds in done.clauses]
    likelihood, span = max(read, key=_likelihood)
    file = undertone_file()
    if likelihood < file.named_from:
        case.charge(share.fault, points, note=file.faint, remedy=file.faint_fix)
        return
    words, word = case.message.words, case.reading.word
    line = shortened(case.message.text[words[word[span.start]].start : words[word[span.stop - 1]].end])
    sounding = file.sounding[done.acts.names[worst]]
    note = file.named.format(sounds=sounding.name, line=line)
    case.charge(share.fault, points, note=note, remedy=sounding.fix)


@lru_cache(maxsize=1)
def undertone_file() -> _UndertoneFile:
    """The weights and words that vmdojo ships."""
    return kept("undertone", _UndertoneFile, lambda: shipped_as("undertone.toml", _UndertoneFile))


@lru_cache(maxsize=4)
def _weighing(acts: Acts) -> _Weighing:
    shares = undertone_file().dimension
    names = [act for act in acts.names if any(act in share.acts for share in shares.values())]
    return _Weighing(
        tuple(acts.at[act] for act in names),
        names.index(WANTS_MUCH) if WANTS_MUCH in names else -1,
        tuple(
            _Weighed(name, share.free, tuple([share.acts.get(act, 0.0) for act in names]), *RULES[name])
            for name, share in shares.items()
        ),
    )
