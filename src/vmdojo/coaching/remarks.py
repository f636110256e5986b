"""What is said about the answer to an exercise, out of what the judge found in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

import msgspec

from vmdojo.coaching.wording import spoken
from vmdojo.grading.model import Cap, Finding, Grade

PASSED_AT = 70.0
"""Points (0-100) from which an answer passes, where nothing that the exercise asks for is missing."""
MOST_NOTES = 3
"""Notes that are shown at once: few fixes first."""

USED = ("relevance.fact_used", "relevance.fact_named")
"""Rules whose findings carry the fact that was used or at least named."""
_REASONS = ("reason.referral", "reason.requested", "reason.trigger")
Found = TypeVar("Found", Finding, Cap)


class Note(msgspec.Struct, frozen=True):
    """Something to change, or that was good. ``start``/``end`` are code points of the answer; both 0 for all of it."""

    why: str
    fix: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0


class Marked(msgspec.Struct, frozen=True):
    """What came of an answer."""

    points: float
    """0-100."""
    passed: bool
    line: str
    """The outcome in one sentence."""
    missing: tuple[Note, ...] = ()
    """What is still to do, most important first, at most three."""
    good: tuple[str, ...] = ()
    """What was done well, at most two sentences."""
    why: tuple[str, ...] = ()
    """What decides it, for a choice: the reason, and what to do instead."""
    seconds: float | None = None
    """Spoken seconds of a written answer."""
    level: int | None = None
    """Size of the ask, where the exercise is about it."""
    judge: str = ""
    findings: tuple[Finding, ...] = ()
    """All that the judge found in the answer and that the mask lets through."""


def within(result: Grade, start: int, end: int) -> Grade:
    """Only findings and caps inside the answer, and such about the whole; places counted from the answer's start."""
    return msgspec.structs.replace(
        result,
        findings=tuple(_moved(found, start) for found in result.findings if _inside(found, start, end)),
        caps=tuple(_moved(cap, start) for cap in result.caps if _inside(cap, start, end)),
    )


def says_why(found: Finding) -> bool:
    """Whether a finding says that the buyer hears why one rang: a fact, or a reason with a name behind it."""
    return found.rule in USED or found.rule in _REASONS


def _inside(found: Finding | Cap, start: int, end: int) -> bool:
    return found.end == 0 or (found.start < end and found.end > start)


def _moved(found: Found, by: int) -> Found:
    if found.end == 0:
        return found
    return msgspec.structs.replace(found, start=max(0, found.start - by), end=found.end - by)


def about(result: Grade, rules: Collection[str]) -> Iterator[Note]:
    """A note on each of these rules, in their order."""
    for rule in rules:
        every: tuple[Finding | Cap, ...] = (*result.findings, *result.caps)
        found = next((it for it in every if it.rule == rule), None)
        if found is not None:
            yield _note(found)


def faults(result: Grade, *, leave: Collection[str] = ()) -> Iterator[Note]:
    """What else went wrong, the dearest first; each rule once, a cap before all."""
    told = set(leave)
    dear = sorted(
        (it for it in result.findings if it.kind == "fault" and it.points < -0.5), key=lambda it: (it.points, it.start)
    )
    every: tuple[Finding | Cap, ...] = (*(cap for cap in result.caps if cap.at < PASSED_AT), *dear)
    for found in every:
        if found.rule not in told:
            told.add(found.rule)
            yield _note(found)


def _note(found: Finding | Cap) -> Note:
    return Note(spoken(found.why), found.fix, found.quote, found.start, found.end)


def _virtues(findings: Iterable[Finding]) -> tuple[str, ...]:
    """The two best things, each rule once."""
    best = sorted((it for it in findings if it.kind == "virtue" and it.points >= 1.0), key=lambda it: -it.points)
    return tuple(dict.fromkeys(spoken(it.why) for it in best))[:2]


def marked(
    points: float,
    passed: bool,
    line: str,
    notes: Iterable[Note],
    result: Grade,
    seconds: float,
    *,
    level: int | None = None,
) -> Marked:
    """The answer with its most important remarks; ``notes`` in that order."""
    return Marked(
        points=points,
        passed=passed,
        line=line,
        missing=tuple(notes)[:MOST_NOTES],
        good=_virtues(result.findings),
        seconds=seconds,
        level=level,
        judge=result.judge,
        findings=result.findings,
    )
