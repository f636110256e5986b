"""A strong version beside the player's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from vmdojo.grading.model import Finding
from vmdojo.rounds import Verdict
from vmdojo.tui.inert import one_line
from vmdojo.tui.text import BLANK, MEASURE, clock, cut, fill, points, say, spread, wrap
from vmdojo.tui.verdict.page import shortened
from vmdojo.tui.words import DIMENSION, quoted

_BESIDE = 96
_BETWEEN = 4


class Sample(NamedTuple):
    """A strong version from the scenario, measured like a take."""

    text: str
    shows: str
    seconds: float
    total: float
    level: int | None
    good: tuple[Finding, ...] = ()
    """What the judge found good in it."""


def column(width: int) -> int:
    """Columns that each of two texts has, beside each other where there is room."""
    return (width - _BETWEEN) // 2 if width >= _BESIDE else width


def side_by_side(
    own: Sequence[Content], sample: Sample, place: str, width: int, differs: Sequence[Content] = ()
) -> list[Content]:
    """The player's words and a strong version: beside each other where there is room, else one above the other.

    ``differs`` stands below the strong version: what it does that the player's does not.
    """
    room = column(width)
    theirs = [
        *_sample_head(sample, place, room),
        *wrap(say(sample.text.strip()), room),
        BLANK,
        *wrap(say(one_line(sample.shows), "italic"), room),
        *([BLANK, *differs] if differs else []),
    ]
    own = [say("Yours", "$quiet"), *own] if own else []
    if width < _BESIDE or not own:
        return [*theirs, *([BLANK] if own else []), *own]
    rows = max(len(own), len(theirs))
    left = [*own, *[BLANK] * (rows - len(own))]
    right = [*theirs, *[BLANK] * (rows - len(theirs))]
    return [Content.assemble(fill(a, room), " " * _BETWEEN, b) for a, b in zip(left, right, strict=True)]


def lacking(verdict: Verdict, sample: Sample, width: int) -> list[Content]:
    """What the strong version does that the player's does not, in its own words: the weightiest three."""
    own = {finding.rule for finding in verdict.grade.findings if finding.kind == "virtue"}
    best: dict[str, Finding] = {}
    for finding in sorted(sample.good, key=lambda f: (-f.points, f.start)):
        said = any(other.start < finding.end and finding.start < other.end for other in best.values())
        if finding.rule not in own and finding.quote.strip() and finding.points >= 1.0 and not said:
            best.setdefault(finding.dimension, finding)
    if not best:
        return []
    width = min(width, MEASURE)
    return [
        say("It does, and yours does not:", "$quiet"),
        *(
            spread(say(f"  {quoted(shortened(found.quote, 48))}"), say(DIMENSION[found.dimension], "$quiet"), width)
            for found in list(best.values())[:3]
        ),
    ]


def _sample_head(sample: Sample, place: str, width: int) -> list[Content]:
    level = f"   ask {sample.level}" if sample.level is not None else ""
    numbers = say(f"{points(sample.total)}   {clock(sample.seconds)}{level}", "bold")
    return [cut(spread(say(f"A strong version{place}", "$quiet"), numbers, min(width, MEASURE)), width)]
