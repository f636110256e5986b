"""The moves of a round, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from vmdojo.coaching.model import Prediction
from vmdojo.rounds import Refused, Round, Stage, WrongStage
from vmdojo.scenarios import content_hash
from vmdojo.scenarios.model import Plan, Scenario

if TYPE_CHECKING:
    from rounds.conftest import Begin, Breakable, HandClock

WORDS = "Hi Dana, one question about Reno."


def played(begin: Begin, words: str = WORDS, guess: int = 40) -> Round:
    """A round at its verdict."""
    round_ = begin(dossier_seen=True)
    round_.write(words)
    round_.leave()
    round_.predict(would_return=True, guess=guess)
    return round_


def test_a_round_from_dossier_to_verdict_is_recorded_once(
    begin: Begin, record: Breakable, clock: HandClock, dana: Scenario
) -> None:
    round_ = begin()
    stages = [round_.stage]
    round_.write_plan("Reno, one question")
    clock.pass_(20)
    round_.compose()
    stages.append(round_.stage)
    round_.write(WORDS)
    clock.pass_(40)
    round_.leave()
    stages.append(round_.stage)
    clock.offset = -480
    clock.pass_(5)
    verdict = round_.predict(would_return=False, guess=55)
    stages.append(round_.stage)

    assert stages == list(Stage)
    assert round_.verdict == verdict
    attempt = verdict.attempt
    assert record.attempts() == [attempt]
    assert record.draft() is None
    assert attempt.text == WORDS
    assert attempt.plan == Plan(text="Reno, one question", leave=True)
    assert attempt.prediction == Prediction(would_return=False, guess=55)
    assert attempt.scenario == dana.id
    assert attempt.scenario_hash == content_hash(dana)
    assert attempt.judge == attempt.grade.judge
    assert attempt.grade.total == 60.0
    assert attempt.left_ms - attempt.opened_ms == 60_000
    assert attempt.offset_minutes == 60, "the offset of the moment at which it was left"
    assert [word.text for word in verdict.message.words] == ["Hi", "Dana", "one", "question", "about", "Reno"]
    assert verdict.reaction.did == "Dana Whitfield heard 6 words worth 60."
    assert verdict.advice.well_done == f"second-cold-store, {WORDS}, 60, classic"
    assert verdict.saved
    assert verdict.problem == ""
    assert not verdict.hung_up
    assert (verdict.previous, verdict.best, verdict.change, verdict.take) == (None, None, None, 1)


ALLOWED = {
    "compose": {Stage.DOSSIER},
    "write": {Stage.COMPOSE},
    "write_plan": {Stage.DOSSIER, Stage.COMPOSE},
    "restart": {Stage.COMPOSE},
    "leave": {Stage.COMPOSE},
    "hang_up": {Stage.DOSSIER, Stage.COMPOSE},
    "predict": {Stage.PREDICT},
    "again": {Stage.VERDICT},
    "retry_save": {Stage.VERDICT},
}


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("move", list(ALLOWED))
def test_a_move_at_the_wrong_stage_names_both_and_changes_nothing(begin: Begin, move: str, stage: Stage) -> None:
    round_ = played(begin) if stage is Stage.VERDICT else begin()
    if stage in (Stage.COMPOSE, Stage.PREDICT):
        round_.compose()
        round_.write(WORDS)
    if stage is Stage.PREDICT:
        round_.leave()
    arguments: dict[str, tuple[object, ...]] = {"write": ("Other",), "write_plan": ("Other",), "predict": (True, 50)}

    def act() -> None:
        getattr(round_, move)(*arguments.get(move, ()))

    if stage in ALLOWED[move]:
        act()
        return
    with pytest.raises(WrongStage) as caught:
        act()
    assert (caught.value.move, caught.value.stage) == (move, stage)
    assert move in str(caught.value)
    assert stage.value in str(caught.value)
    assert set(caught.value.allowed) == ALLOWED[move]
    assert round_.stage is stage
    assert round_.text == (WORDS if stage is not Stage.DOSSIER else "")


def test_there_is_no_verdict_before_the_verdict(begin: Begin) -> None:
    with pytest.raises(WrongStage, match="verdict"):
        _ = begin().verdict


@pytest.mark.parametrize("words", ["", "   ", "\n\t\r\n", "\u200b\u00ad", "...", "\0"])
def test_a_message_without_a_word_is_refused_and_kept(begin: Begin, record: Breakable, words: str) -> None:
    round_ = begin(dossier_seen=True)
    round_.write(words)

    with pytest.raises(Refused, match="hang up"):
        round_.leave()

    assert round_.stage is Stage.COMPOSE
    assert round_.text == words
    assert record.count() == 0


@pytest.mark.parametrize("guess", [-1, 101, True, 50.5, "70", None])
def test_a_guess_that_is_none_is_refused(begin: Begin, record: Breakable, guess: object) -> None:
    round_ = begin(dossier_seen=True)
    round_.write(WORDS)
    round_.leave()

    with pytest.raises(Refused, match="0 to 100"):
        round_.predict(True, guess)  # type: ignore[arg-type]  # what a careless front end may hand over

    assert round_.stage is Stage.PREDICT
    assert record.count() == 0
    assert round_.predict(True, 0).saved


def test_starting_again_gives_back_the_words_and_keeps_the_plan(begin: Begin, record: Breakable) -> None:
    round_ = begin()
    round_.write_plan("Reno")
    round_.compose()
    round_.write(WORDS)

    assert round_.restart() == WORDS
    assert round_.text == ""
    assert round_.plan_text == "Reno"
    assert round_.stage is Stage.COMPOSE
    draft = record.draft()
    assert draft is not None
    assert (draft.text, draft.plan.text) == ("", "Reno")

    round_.write(WORDS)
    round_.save()
    draft = record.draft()
    assert draft is not None
    assert draft.text == WORDS, "the undo"


def test_starting_again_without_a_plan_leaves_no_draft(begin: Begin, record: Breakable) -> None:
    round_ = begin(dossier_seen=True)
    round_.write(WORDS)
    assert record.draft() is not None

    round_.restart()

    assert record.draft() is None


def test_again_skips_the_dossier_and_keeps_the_words(begin: Begin, record: Breakable, clock: HandClock) -> None:
    round_ = played(begin)
    first = round_.verdict.attempt
    clock.pass_(90)

    round_.again()

    assert round_.stage is Stage.COMPOSE
    assert round_.text == WORDS
    assert record.draft() is None, "words that stand in the record need no draft"
    with pytest.raises(WrongStage):
        _ = round_.verdict
    round_.write(WORDS + " Who plans the moves?")
    round_.leave()
    second = round_.predict(True, 90)
    assert second.attempt.id != first.id
    assert second.attempt.opened_ms == first.opened_ms + 90_000
    assert record.attempts() == [second.attempt, first]


def test_a_verdict_tells_what_changed_since_the_last_take_and_the_best(begin: Begin) -> None:
    round_ = played(begin, "one two three four")
    best = round_.verdict.attempt
    round_.again()
    round_.write("one two")
    round_.leave()
    worse = round_.predict(True, 50)
    assert worse.change is not None
    assert worse.change.since_last.total == -20.0
    assert not worse.is_best

    last = worse.attempt
    later = played(begin, "one two three").verdict

    assert later.take == 3
    assert later.previous == last
    assert later.best == best
    assert later.change is not None
    assert later.change.since_last.total == 10.0
    assert later.change.since_last.dimensions == {"relevance": 10.0, "tone": 0.0}
    assert later.change.since_last.comparable
    assert later.change.since_best.total == -10.0
    assert played(begin, "one two three four five").verdict.is_best


def test_takes_under_a_former_id_count(begin: Begin, record: Breakable, dana: Scenario) -> None:
    former = msgspec.structs.replace(played(begin).verdict.attempt, id="old", scenario="the-cold-store")
    record.add_attempt(former)
    record.add_attempt(msgspec.structs.replace(former, id="older-still", scenario="another"))

    verdict = played(begin, "one two").verdict

    assert verdict.take == 3
    assert verdict.previous is not None
    assert verdict.previous.scenario == dana.id
    assert verdict.best is not None
    assert verdict.best.id == "old", "of equal totals the older"


def test_a_take_by_another_judge_or_on_another_version_is_not_comparable(begin: Begin, record: Breakable) -> None:
    attempt = played(begin).verdict.attempt
    record.add_attempt(msgspec.structs.replace(attempt, id="x", judge="an older judge"))

    change = played(begin).verdict.change

    assert change is not None
    assert not change.since_last.comparable
    assert change.since_best.comparable


def test_a_clock_that_jumps_back_breaks_nothing(begin: Begin, record: Breakable, clock: HandClock) -> None:
    round_ = played(begin)
    for _ in range(3):
        clock.pass_(-86_400 * 400)
        round_.again()
        round_.write(round_.text + " more")
        draft = record.draft()
        assert draft is not None
        assert draft.text == round_.text, "a save is due when the clock went back"
        round_.leave()
        round_.predict(True, 50)

    assert [attempt.text.count("more") for attempt in record.attempts()] == [3, 2, 1, 0]
    assert round_.verdict.take == 4


def test_the_message_so_far_is_read_at_the_rubrics_pace(begin: Begin) -> None:
    round_ = begin(dossier_seen=True)
    assert round_.message.seconds == 0.0
    round_.write(WORDS)
    assert len(round_.message.words) == 6
    assert round_.message.seconds > 1.0
