"""The undertone: what a message sounds like on the whole, where no single line is plain enough to be called a fault.

A fault counts from the likelihood at which a careful listener would name it. Below that a buyer still hears it: a
compliment that may be meant, a line that may be off a card. What each act comes to in its most likely sentence is
added up for each dimension, with weights fitted on the labelled pairs (``tests/corpus/fit_undertone.py``). Some of it
is in any talk and costs nothing; what is earned counts for a little more where there is less.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import Literal, NamedTuple

import msgspec

from vmdojo.grading.acting import Some
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
"""The act of asking for a commitment."""
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
    most: float
    """Points that it costs at most: what is only heard between the lines weighs less than what is said."""
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
    weights: tuple[tuple[int, float], ...]
    """The acts that bear on it, by their places among those that bear on any, with what each costs."""
    fault: str
    virtue: str
    """Empty where less undertone earns nothing."""


class _Weighing(NamedTuple):
    """All of it, by the places that acts have."""

    places: tuple[int, ...]
    """The acts that bear on any dimension."""
    some: Some
    """Takes them from all."""
    wants_much: int
    """Where among them stands the act for wanting much; -1 where it bears on nothing."""
    named_from: float
    """Height from which one of them is called by its name."""
    shares: tuple[_Weighed, ...]


def weigh_undertone(case: Case) -> None:
    """Move each dimension by what the message as a whole sounds like. Nothing in it depends on the number of words."""
    weighing = _weighing(case.done.acts)
    heard = heights(case, weighing.some, weighing.wants_much)
    if heard is None:
        return
    file, points_of = undertone_file(), case.points
    notes: dict[int, tuple[str, str]] = {}
    for name, free, weights, fault, virtue in weighing.shares:
        before = points_of.get(name)
        if not before:  # not judged, or with no points to lose or to raise
            continue
        points = free - sum([cost * heard[at] for at, cost in weights])
        if points > 0.0:
            if virtue:
                points = min(points, file.gain * before * (1.0 - before / 100.0))
                if points >= file.least:
                    case.charge(virtue, points)
        elif min(before, -points) >= file.least:
            # It has no place, as it is heard all along.
            worst = max([(cost * heard[at], at) for at, cost in weights])[1]
            if heard[worst] < weighing.named_from:
                note = file.faint, file.faint_fix
            elif worst in notes:
                note = notes[worst]
            else:
                note = notes[worst] = _note(case, weighing.places[worst])
            case.charge(fault, max(points, -file.most), note=note[0], remedy=note[1])


def heights(case: Case, some: Some, wants_much: int) -> list[float] | None:
    """How far above the floor some acts are heard where each is likeliest, in log-odds, up to where its rule speaks.

    ``some`` takes them from all; ``wants_much`` is where among them the act for wanting much stands, -1 where it does
    not: who may ask for a meeting does not sound so. None for a message of scraps, in which nothing was read.
    """
    done = case.done
    rows = [some(odds) for odds in done.odds if odds is not None]
    if not rows:
        return None
    if done.clauses:
        rows += [some(odds) for _, odds in done.clauses]
    file = undertone_file()
    floor, full = file.heard_from, file.plain_from
    highest = rows[0] if len(rows) == 1 else list(map(max, *rows))
    heard = [0.0 if one <= floor else (one if one < full else full) - floor for one in highest]
    if wants_much >= 0 and case.tolerated >= BIG:
        heard[wants_much] = 0.0
    return heard


def _note(case: Case, act: int) -> tuple[str, str]:
    """What is said of an act, with the line in which it is likeliest, and what to do about it."""
    done, spans = case.done, case.reading.spans
    read = [(odds[act], spans[at]) for at, odds in enumerate(done.odds) if odds is not None]
    read += [(odds[act], span) for span, odds in done.clauses]
    span = max(read, key=_likelihood)[1]
    words, word = case.message.words, case.reading.word
    line = shortened(case.message.text[words[word[span.start]].start : words[word[span.stop - 1]].end])
    file = undertone_file()
    sounding = file.sounding[done.acts.names[act]]
    return file.named.format(sounds=sounding.name, line=line), sounding.fix


@lru_cache(maxsize=1)
def undertone_file() -> _UndertoneFile:
    """The weights and words that vmdojo ships."""
    return kept("undertone", _UndertoneFile, lambda: shipped_as("undertone.toml", _UndertoneFile))


@lru_cache(maxsize=4)
def _weighing(acts: Acts) -> _Weighing:
    file = undertone_file()
    shares = file.dimension
    names = [act for act in acts.names if any(act in share.acts for share in shares.values())]
    places = tuple(acts.at[act] for act in names)
    return _Weighing(
        places,
        itemgetter(*places),
        names.index(WANTS_MUCH) if WANTS_MUCH in names else -1,
        file.named_from - file.heard_from,
        tuple(
            _Weighed(
                name,
                share.free,
                tuple([(at, share.acts[act]) for at, act in enumerate(names) if act in share.acts]),
                *RULES[name],
            )
            for name, share in shares.items()
        ),
    )
