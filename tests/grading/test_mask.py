"""A grade through a mask: the sum still holds, and nothing of the other dimensions is left."""

from __future__ import annotations

import pytest

from vmdojo.grading import DIMENSIONS, grade, load_rubric
from vmdojo.grading.mask import masked
from vmdojo.grading.model import DimensionName
from vmdojo.scenarios import load_library

RUBRIC = load_rubric()
SCENARIOS = {s.id: s for s in load_library().scenarios}
TEXTS = [
    (s.id, text)
    for s in list(SCENARIOS.values())[::9]
    for text in [*(it.text for it in s.strong[:1]), *(it.text for it in s.weak[:1])]
]
MASKS: list[tuple[DimensionName, ...]] = [
    ("relevance",),
    ("scariness", "next_step", "tone"),
    ("relevance", "brevity", "value", "next_step"),
    DIMENSIONS,
]


@pytest.mark.parametrize("only", MASKS, ids=" ".join)
def test_the_sum_holds_and_only_the_mask_speaks(only: tuple[DimensionName, ...]) -> None:
    for id_, text in TEXTS:
        result = masked(grade(text, SCENARIOS[id_], RUBRIC), only, RUBRIC.rules)
        reached = result.base + sum(finding.points for finding in result.findings)
        ceilings = [cap.at for cap in result.caps]
        assert result.total == pytest.approx(max(0.0, min([100.0, reached, *ceilings])))
        assert {name for name, it in result.dimensions.items() if it is not None} == set(only)
        assert sum(it.weight for it in result.dimensions.values() if it is not None) == pytest.approx(100.0)
        assert {finding.dimension for finding in result.findings} <= set(only)
        assert {RUBRIC.rules[cap.rule].dimension for cap in result.caps} <= set(only)


def test_a_mask_of_everything_changes_nothing() -> None:
    for id_, text in TEXTS:
        whole = grade(text, SCENARIOS[id_], RUBRIC)
        seen = masked(whole, DIMENSIONS, RUBRIC.rules)
        assert seen.findings == whole.findings
        assert seen.total == pytest.approx(whole.total)


def test_relevance_that_was_not_judged_stays_so() -> None:
    bare = grade("Dana, Luis at Coldway. Who plans the trailer moves?", None, RUBRIC)
    assert masked(bare, MASKS[0], RUBRIC.rules).total == 0.0
    assert masked(bare, MASKS[2], RUBRIC.rules).dimensions["relevance"] is None
