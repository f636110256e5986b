"""What changed between two takes, point by point."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec

from vmdojo.coaching.wording import spoken
from vmdojo.grading.model import Cap, DimensionName, Finding, Grade

What = Literal[
    "mended",  # a fault that is gone
    "gained",  # something good that is new
    "slipped",  # a fault that is new
    "lost",  # something good that is gone
    "freed",  # a ceiling that is gone
    "held",  # a ceiling that is new
]
_LEAST = 0.5
"""Points of the total below which a move is not told: rounding would show it as nothing."""


class Move(msgspec.Struct, frozen=True):
    """One rule whose findings count differently now."""

    what: What
    rule: str
    dimension: DimensionName | None
    """None for a ceiling."""
    quote: str
    """The words that came or went; empty where they are the whole message."""
    points: float
    """Points of the total that this moves by itself, signed; for a ceiling the total that it holds at."""
    why: str = ""
    """The reason of a ceiling, one sentence; empty for what is no ceiling."""


def moves(now: Grade, then: Grade) -> tuple[Move, ...]:
    """From ``then`` to ``now``: ceilings first, then findings rule by rule, the largest difference first."""
    found: list[Move] = []
    old_caps, new_caps = {cap.rule: cap for cap in then.caps}, {cap.rule: cap for cap in now.caps}
    found += [_ceiling("freed", cap) for rule, cap in old_caps.items() if rule not in new_caps]
    found += [_ceiling("held", cap) for rule, cap in new_caps.items() if rule not in old_caps]
    found.sort(key=lambda move: (move.points, move.rule))
    before, after = _points(then), _points(now)
    told: list[Move] = []
    for rule in before.keys() | after.keys():
        by = after[rule] - before[rule]
        if abs(by) < _LEAST:
            continue
        fault = before[rule] < 0 or after[rule] < 0
        source = then if (fault and by > 0) or (not fault and by < 0) else now
        finding = _shown(source, rule)
        if finding is None:
            continue
        what: What = ("mended" if by > 0 else "slipped") if fault else ("gained" if by > 0 else "lost")
        told.append(Move(what, rule, finding.dimension, finding.quote, by))
    told.sort(key=lambda move: (-abs(move.points), move.rule))
    return (*found, *told)


def _ceiling(what: What, cap: Cap) -> Move:
    return Move(what, cap.rule, None, cap.quote, cap.at, spoken(cap.why.partition(". ")[0].rstrip(".") + "."))


def _points(grade: Grade) -> Counter[str]:
    found: Counter[str] = Counter()
    for finding in grade.findings:
        found[finding.rule] += finding.points  # type: ignore[assignment]  # counts of points, not of things
    return found


def _shown(grade: Grade, rule: str) -> Finding | None:
    """The finding of a rule that weighs most."""
    return max((f for f in grade.findings if f.rule == rule), key=lambda f: (abs(f.points), -f.start), default=None)
