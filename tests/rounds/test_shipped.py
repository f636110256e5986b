"""Rounds with the judge and the coach that vmdojo ships, on the shipped library and a record on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from vmdojo.grading import grade, load_rubric
from vmdojo.progress import Record
from vmdojo.rounds import Round, Stage
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import Earlier

if TYPE_CHECKING:
    from rounds.conftest import Begin
    from vmdojo.scenarios.model import Scenario

LIBRARY = load_library()


@pytest.mark.parametrize("scenario", LIBRARY.scenarios, ids=lambda scenario: scenario.id)
def test_every_shipped_scenario_is_played_put_down_resumed_and_recorded(tmp_path: Path, scenario: Scenario) -> None:
    rubric = load_rubric()
    sample = scenario.strong[0].text if scenario.strong else "Hi, this is Luis Ortega at Coldway. I will email you."
    with Record.open(tmp_path) as record:
        first = Round.begin(scenario, rubric=rubric, record=record)
        first.write_plan("One reason, one question.")
        first.compose()
        first.write(sample[:20])
        first.write(sample)
        first.save()

    with Record.open(tmp_path) as record:
        draft = record.draft()
        assert draft is not None
        round_ = Round.resume(draft, LIBRARY, rubric=rubric, record=record)
        assert (round_.stage, round_.text, round_.notices) == (Stage.COMPOSE, sample, ())
        round_.leave()
        verdict = round_.predict(would_return=True, guess=80)
        assert verdict.saved
        assert len(verdict.advice.fixes) <= 3
        assert verdict.reaction.did
        assert verdict.grade == grade(sample, scenario, rubric), "the same words earn the same grade at every front end"
        round_.again()
        hung_up = round_.hang_up()
        assert hung_up.take == 2
        right = scenario.right_move is not None and not scenario.right_move.leave
        assert hung_up.grade.total == (100.0 if right else 0.0)
        assert hung_up.reaction.outcome == "spared"
        assert hung_up.advice.well_done if right else hung_up.advice.fixes

    with Record.open(tmp_path) as record:
        assert record.attempts() == [hung_up.attempt, verdict.attempt]
        assert record.draft() is None
        assert record.bests() == {scenario.id: max(verdict.grade.total, hung_up.grade.total)}


def test_the_same_message_a_second_time_is_noticed(begin: Begin, dana: Scenario) -> None:
    words = "Hi Dana, Luis at Coldway. I saw Reno opens in March. Who plans those trailer moves today?"
    earlier = (Earlier(days_ago=3, channel="voicemail", text=words),)

    def total(scenario: Scenario) -> float:
        round_ = begin(scenario, dossier_seen=True, shipped=True)
        round_.write(words)
        round_.leave()
        return round_.predict(True, 50).grade.total

    assert total(msgspec.structs.replace(dana, id="second-call", earlier=earlier)) < total(dana)


STRANGE = {
    "surrogate": "\ud800 hello Dana",
    "nul": "nul\0 Dana",
    "escape": "\x1b[2J\u202eDana, call me",
    "long": "Dana " * 5_000,
}


@pytest.mark.parametrize("words", STRANGE.values(), ids=STRANGE.keys())
def test_strange_words_are_judged_and_recorded_as_they_are(begin: Begin, words: str) -> None:
    round_ = begin(dossier_seen=True, shipped=True)
    round_.write(words)
    round_.leave()
    verdict = round_.predict(False, 0)

    assert verdict.saved
    assert verdict.attempt.text == words
