"""A grade seen through a mask: the dimensions that an exercise is about, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from vmdojo.grading.model import DIMENSIONS, Cap, Dimension, DimensionName, Finding, Grade
from vmdojo.grading.rubric_model import Rule

ALL: frozenset[DimensionName] = frozenset(DIMENSIONS)


def masked(grade: Grade, only: Collection[DimensionName], rules: Mapping[str, Rule]) -> Grade:
    """``grade`` on the dimensions ``only``: the others are None, the weights of these fill their place, and findings
    and caps of the others are left out.

    ``rules`` tells the dimension of a cap's rule. ``total = min(base + sum of points, lowest cap)`` holds as it does
    for the whole grade, and a mask of every dimension gives back the same grade.
    """
    kept = {name: it for name, it in grade.dimensions.items() if it is not None and name in only}
    whole = sum(it.weight for it in kept.values())
    before = sum(it.weight for it in grade.dimensions.values() if it is not None)
    if not whole:
        return msgspec.structs.replace(
            grade, total=0.0, base=0.0, dimensions=dict.fromkeys(DIMENSIONS), caps=(), findings=()
        )
    grow = before / whole
    dimensions: dict[str, Dimension | None] = {
        name: msgspec.structs.replace(kept[name], weight=kept[name].weight * grow) if name in kept else None
        for name in DIMENSIONS
    }
    findings = tuple(
        _grown(finding, grow) if grow != 1.0 else finding for finding in grade.findings if finding.dimension in kept
    )
    reached = sum(it.weight * it.points for it in kept.values()) / whole
    caps = tuple(cap for cap in grade.caps if _of(cap, rules) in kept)
    return msgspec.structs.replace(
        grade,
        total=max(0.0, min([100.0, reached, *(cap.at for cap in caps)])),
        base=reached - sum(finding.points for finding in findings),
        dimensions=dimensions,
        caps=caps,
        findings=findings,
    )


def _grown(finding: Finding, by: float) -> Finding:
    return msgspec.structs.replace(finding, points=finding.points * by)


def _of(cap: Cap, rules: Mapping[str, Rule]) -> DimensionName | None:
    rule = rules.get(cap.rule)
    return rule.dimension if rule is not None else None
