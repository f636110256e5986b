"""Leaving nothing, judged as the one decision that it is."""

from __future__ import annotations

import pytest

from grading.cases import STRONG, to_dana
from vmdojo.grading import DIMENSIONS, grade, load_rubric
from vmdojo.grading.hangup import HUNG_UP, RIGHTLY_HUNG_UP, grade_hang_up, is_hang_up
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import Scenario

LIBRARY = load_library().scenarios


@pytest.mark.parametrize("scenario", LIBRARY, ids=lambda scenario: scenario.id)
def test_all_or_nothing_by_the_scenarios_own_answer(scenario: Scenario) -> None:
    result = grade_hang_up(scenario, load_rubric())
    right = scenario.right_move is not None and not scenario.right_move.leave
    assert result.total == (100.0 if right else 0.0)
    assert min([100.0, result.uncapped, *(cap.at for cap in result.caps)]) == result.total
    assert result.dimensions == dict.fromkeys(DIMENSIONS)
    assert (result.words, result.seconds, result.scenario) == (0, 0.0, scenario.id)
    assert result.judge == load_rubric().judge
    assert [f.rule for f in result.findings] == ([RIGHTLY_HUNG_UP] if right else [])
    assert [cap.rule for cap in result.caps] == ([] if right else [HUNG_UP])
    (told,) = result.findings or result.caps
    assert told.why
    assert told.fix
    if scenario.right_move is not None:
        assert (told.why, told.fix) == (scenario.right_move.why, scenario.right_move.instead)


def test_the_library_holds_both_answers() -> None:
    totals = {grade_hang_up(scenario, load_rubric()).total for scenario in LIBRARY}
    assert totals == {0.0, 100.0}


def test_hanging_up_is_told_from_an_empty_and_from_a_bad_message() -> None:
    rubric = load_rubric()
    assert all(is_hang_up(grade_hang_up(scenario, rubric)) for scenario in LIBRARY)
    assert not is_hang_up(grade("", LIBRARY[0], rubric))
    assert not is_hang_up(to_dana(STRONG))
    assert not is_hang_up(grade("Hi."))


def test_where_silence_was_right_any_message_breaks_the_wish() -> None:
    quiet = next(s for s in LIBRARY if s.right_move is not None and not s.right_move.leave)
    left = grade("Hi Ines, it's Ben at Clearloft. Who reads the returns on a Friday? 555-0148.", quiet)
    assert "wish.broken" in {cap.rule for cap in left.caps}
    assert left.total <= 40
