"""An exercise from the first look to the verdict, its words kept, its outcome recorded."""

from __future__ import annotations

import pytest

from rounds.conftest import HandClock
from vmdojo.coaching.happenings import ExerciseDone
from vmdojo.grading import load_rubric
from vmdojo.progress import Record, RecordFull
from vmdojo.rounds import Refused
from vmdojo.rounds.drill import DrillRun, due_now
from vmdojo.rounds.exercise import ExerciseRound, ExerciseStage, WrongExerciseStage, task
from vmdojo.scenarios import load_library
from vmdojo.scenarios.exercise_model import Compare, LeaveOrNot, Repair
from vmdojo.scenarios.exercises import load_exercises

RUBRIC = load_rubric()
ALL = load_exercises(load_library())


def begin(id_: str, record: Record, clock: HandClock | None = None) -> ExerciseRound:
    exercise = ALL.get(id_)
    return ExerciseRound.begin(
        exercise, ALL.scenario(exercise), rubric=RUBRIC, record=record, clock=clock or HandClock()
    )


def test_a_repair_is_shown_written_foretold_and_judged() -> None:
    record = Record.in_memory()
    it = begin("who-is-this", record)
    it.answer()
    with pytest.raises(Refused, match="Nothing has changed"):
        it.give()
    it.write("Ishbel, Callum Wei at Fernlock, about your batteries. Which day suits Mr. Gilchrist?")
    it.give()
    it.take_back()
    it.give()
    verdict = it.predict(True)
    assert verdict.saved
    assert verdict.samples
    kept = record.happenings(ExerciseDone, ref="who-is-this")
    assert [one.id for one in kept] == [verdict.done.id]
    assert kept[0].kind == "repair"
    assert kept[0].would_return is True
    assert kept[0].skills == ("identity", "reason")
    it.again()
    assert it.stage is ExerciseStage.ANSWER
    assert it.text.startswith("Ishbel, Callum")
    it.write(it.text + " One word by email does it.")
    it.give()
    assert it.predict(False).best == verdict.marked.points
    assert len(record.happenings(ExerciseDone)) == 2


def test_an_ask_goes_straight_to_the_verdict_and_wants_words() -> None:
    it = begin("one-name-please", Record.in_memory())
    it.answer()
    with pytest.raises(Refused):
        it.give()
    it.write("Who looks after the dies now? A name by text is plenty.")
    it.give()
    assert it.verdict.marked.passed


def test_compare_is_chosen_then_reasoned() -> None:
    record = Record.in_memory()
    it = begin("a-box-or-a-mystery", record)
    assert isinstance(it.exercise, Compare)
    with pytest.raises(WrongExerciseStage):
        it.give()
    with pytest.raises(WrongExerciseStage):
        it.answer()
    with pytest.raises(Refused):
        it.pick("leave")
    it.pick("one")
    it.take_back()
    it.pick("other")
    it.tick(0)
    it.tick(1)
    it.tick(1)
    with pytest.raises(Refused):
        it.tick(9)
    it.give()
    assert it.verdict.done.answer == "other 1"
    assert it.verdict.samples == ()
    it.again()
    assert it.stage is ExerciseStage.SHOW
    assert it.picked == ""


def test_leave_or_not_is_one_choice() -> None:
    it = begin("friday-reader", Record.in_memory())
    it.pick("hang-up")
    assert it.verdict.marked.passed
    assert it.verdict.done.kind == "leave-or-not"
    assert it.verdict.done.ref == "friday-reader"


def test_words_are_kept_under_a_key_of_their_own_and_taken_up_again() -> None:
    record, clock = Record.in_memory(), HandClock()
    it = begin("one-name-please", record, clock)
    it.answer()
    it.write("Who looks after")
    clock.pass_(2)
    it.write("Who looks after the dies")
    draft = record.draft("exercise:one-name-please")
    assert draft is not None
    assert draft.text == "Who looks after the dies"
    later = begin("one-name-please", record, clock)
    assert later.text == "Who looks after the dies"
    assert later.notices
    later.answer()
    later.write("Who looks after the dies now? A name by text is plenty.")
    later.give()
    assert record.draft("exercise:one-name-please") is None
    assert begin("one-name-please", record, clock).text == ""


def test_a_given_message_that_nobody_touched_is_no_draft() -> None:
    record = Record.in_memory()
    it = begin("who-is-this", record)
    it.answer()
    it.write(it.given + " More.")
    it.save()
    assert record.draft(it.key) is not None
    it.restore()
    assert it.text == it.given
    assert record.draft(it.key) is None


def test_a_full_record_stops_no_exercise_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    record = Record.in_memory()
    it = begin("one-name-please", record)
    it.answer()
    it.write("Who looks after the dies now?")

    def full(*_: object, **__: object) -> bool:
        raise RecordFull("The disk is full.", "Make room.", None)

    with monkeypatch.context() as broken:
        broken.setattr(record, "note", full)
        it.give()
        assert not it.verdict.saved
        assert "full" in it.save_problem
        assert record.happenings(ExerciseDone) == []
    assert it.save()
    assert it.save_problem == ""
    assert len(record.happenings(ExerciseDone)) == 1


def test_every_exercise_says_what_is_to_be_done_in_under_two_lines() -> None:
    for exercise in ALL.exercises:
        assert 20 < len(task(exercise)) <= 140


def test_an_exercise_left_half_written_opens_the_next_set() -> None:
    record, clock = Record.in_memory(), HandClock()
    first = due_now(ALL.exercises, record, clock)
    assert first is not None
    assert not first.half
    other = next(it for it in ALL.exercises if it.kind == "ask" and it.id not in first.exercises)
    it = ExerciseRound.begin(other, ALL.scenario(other), rubric=RUBRIC, record=record, clock=clock)
    it.answer()
    it.write("Who looks after the")
    it.save()
    due = due_now(ALL.exercises, record, clock)
    assert due is not None
    assert due.exercises[0] == other.id
    assert due.half
    run = DrillRun.begin(ALL, rubric=RUBRIC, record=record, clock=clock)
    assert run is not None
    assert run.current.exercise.id == other.id
    assert run.current.text == "Who looks after the"
    assert len({it.scenario for it in run.chosen}) == run.count
    run.current.answer()
    run.current.give()
    after = due_now(ALL.exercises, record, clock)
    assert after is not None
    assert not after.half


def test_a_drill_runs_to_its_end_and_is_over_for_the_day() -> None:
    record, clock = Record.in_memory(), HandClock()
    assert due_now(ALL.exercises, record, clock) is not None
    run = DrillRun.begin(ALL, rubric=RUBRIC, record=record, clock=clock)
    assert run is not None
    assert run.count >= 4
    seen = []
    more = True
    while more:
        it = run.current
        seen.append(it.exercise.id)
        _answer(it)
        clock.pass_(60)
        more = run.next()
    assert run.over
    assert len(run.results) == run.count
    assert run.passed >= run.count - 1  # a repair said in another order may have lost its thread
    assert run.spent_minutes == run.count
    again = DrillRun.begin(ALL, rubric=RUBRIC, record=record, clock=clock)
    assert again is not None
    assert not {it.id for it in again.chosen} & set(seen)


def _answer(it: ExerciseRound) -> None:
    """Answer as the exercise's own author would."""
    exercise = it.exercise
    if isinstance(exercise, Compare):
        it.pick(exercise.better)
        for place, reason in enumerate(exercise.reason):
            if reason.right:
                it.tick(place)
        it.give()
    elif isinstance(exercise, LeaveOrNot):
        move = it.scenario.right_move
        it.pick("leave" if move is not None and move.leave else "hang-up")
    else:
        it.answer()
        # A sample given back is a copy; one word more or less in a longer message is the player's own.
        text = exercise.answer[0].text.strip()
        it.write(_reworded(text) if isinstance(exercise, Repair) else text)
        it.give()
        if it.stage is ExerciseStage.PREDICT:
            it.predict(True)


def _reworded(text: str) -> str:
    first, _, rest = text.partition(". ")
    return f"{rest} That is {first}."
