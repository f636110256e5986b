"""Leaving nothing is a decision: judged, coached, recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vmdojo.rounds import Stage
from vmdojo.scenarios.model import Plan, Scenario

if TYPE_CHECKING:
    from rounds.conftest import Begin, Breakable


def test_the_right_move_earns_all_points_and_says_what_now(
    begin: Begin, record: Breakable, do_not_leave: Scenario
) -> None:
    round_ = begin(do_not_leave, shipped=True)
    round_.write_plan("Email instead")
    verdict = round_.hang_up()

    assert round_.stage is Stage.VERDICT
    assert verdict.hung_up
    attempt = verdict.attempt
    assert record.attempts() == [attempt]
    assert attempt.plan == Plan(text="Email instead", leave=False)
    assert (attempt.text, attempt.prediction) == ("", None)
    assert attempt.grade.total == 100.0
    assert attempt.grade.base + sum(f.points for f in attempt.grade.findings) == 100.0
    assert [f.rule for f in attempt.grade.findings] == ["leave.rightly_hung_up"]
    assert attempt.grade.caps == ()
    assert verdict.reaction.outcome == "spared"
    assert verdict.advice.well_done == "She asked for no messages. Write the email today."
    assert verdict.advice.fixes == ()
    assert verdict.message.words == ()


def test_where_a_message_was_right_it_earns_nothing_and_is_explained(
    begin: Begin, record: Breakable, do_leave: Scenario
) -> None:
    verdict = begin(do_leave, shipped=True).hang_up()

    assert verdict.grade.total == 0.0
    assert [(cap.rule, cap.at, cap.why) for cap in verdict.grade.caps] == [
        ("leave.hung_up", 0.0, "She asked you to ring.")
    ]
    assert verdict.reaction.band[1] < 0.05
    assert [fix.fix for fix in verdict.advice.fixes] == ["Leave your name and the one answer."]
    assert record.count() == 1


def test_in_an_ordinary_scenario_it_earns_nothing_and_says_why(begin: Begin) -> None:
    verdict = begin(shipped=True).hang_up()

    assert verdict.grade.total == 0.0
    [cap] = verdict.grade.caps
    assert cap.rule == "leave.hung_up"
    assert cap.why
    assert cap.fix
    assert verdict.reaction.did != ""


@pytest.mark.parametrize("plan", ["", "Reno"])
def test_words_written_before_hanging_up_are_there_again(begin: Begin, record: Breakable, plan: str) -> None:
    round_ = begin()
    round_.write_plan(plan)
    round_.compose()
    round_.write("Hi Dana, well")
    assert round_.hang_up().attempt.text == ""
    assert record.draft() is None

    round_.again()

    assert round_.text == "Hi Dana, well"
    round_.leave()
    verdict = round_.predict(True, 10)
    assert verdict.attempt.plan == Plan(text=plan, leave=True)
    assert verdict.take == 2
    assert verdict.change is not None
    assert verdict.change.since_last.dimensions == {}, "a hang-up has no words to compare with"
