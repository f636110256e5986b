"""Marks of exercises: each kind passes for what it asks, and for nothing less."""

from __future__ import annotations

from itertools import permutations

import pytest

from vmdojo.coaching.marking import UNMET, Chosen, mark
from vmdojo.coaching.remarks import Marked
from vmdojo.grading import load_rubric
from vmdojo.scenarios import load_library
from vmdojo.scenarios.exercise_model import AnyExercise, Ask, Compare, Cut, LeaveOrNot, Opener, Repair
from vmdojo.scenarios.exercises import load_exercises

RUBRIC = load_rubric()
ALL = load_exercises(load_library())


def marked(id_: str, answer: str | Chosen, *, sample: bool = False) -> Marked:
    exercise = ALL.get(id_)
    return mark(exercise, ALL.scenario(exercise), answer, RUBRIC, sample=sample)


def of(kind: type[AnyExercise]) -> list[AnyExercise]:
    return [it for it in ALL.exercises if isinstance(it, kind)]


def test_there_are_eight_of_each_and_every_belt_has_some() -> None:
    for kind in (Repair, Compare, Cut, Opener, Ask, LeaveOrNot):
        assert len(of(kind)) >= 8
    for belt in ("white", "yellow", "orange", "green", "blue", "brown", "black"):
        assert len({it.kind for it in ALL.exercises if it.belt == belt}) >= 5


def test_a_repair_with_a_fault_left_does_not_pass() -> None:
    half = (
        "Ishbel, sorry to bother you, Callum Wei at Fernlock. Sixty-one locks in your hall are low, and locks that low "
        "die within five weeks. Our crew can come while the corridors are empty. Which day suits you?"
    )
    found = marked("who-is-this", half)
    assert not found.passed
    assert found.points < UNMET
    assert found.line.startswith("1 of 2")
    assert found.missing[0].quote == "sorry to bother"


def test_the_exercise_s_own_words_given_back_are_no_repair() -> None:
    exercise = ALL.get("who-is-this")
    assert isinstance(exercise, Repair)
    assert marked("who-is-this", exercise.answer[0].text, sample=True).passed
    assert not marked("who-is-this", exercise.answer[0].text).passed


def test_a_cut_that_lost_the_reason_does_not_pass_however_short() -> None:
    found = marked("a-water-break", "Leilani, Dermot Quill, Sparerack. Want the page with the three texts? Text yes.")
    assert not found.passed
    assert found.seconds is not None
    assert found.seconds < 16
    assert "ballast" in found.line


def test_a_cut_that_is_still_too_long_says_by_how_much() -> None:
    exercise = ALL.get("a-water-break")
    assert isinstance(exercise, Cut)
    found = marked("a-water-break", exercise.answer[0].text + " And here is one more sentence that nobody needed.")
    assert not found.passed
    assert "seconds too many" in found.line or "one second too many" in found.line
    assert [note.why for note in found.missing].count(
        f"It runs to {int((found.seconds or 0) + 0.5)} seconds; {exercise.target_seconds:g} was the mark."
    ) == 1


def test_a_beginning_written_for_another_buyer_opens_nothing() -> None:
    wrong = [
        (here.id, there.id)
        for here, there in permutations(of(Opener), 2)
        if isinstance(there, Opener) and marked(here.id, there.answer[0].text).passed
    ]
    # One pair of buyers shares a figure of speech; a beginning that fits two more would be a template.
    assert len(wrong) <= 1


def test_an_ask_is_too_big_small_enough_or_none() -> None:
    big = marked("ten-minutes-at-eight", "Can I have a day with your whole team next week?")
    assert not big.passed
    assert big.level is not None
    assert big.level > 7
    small = marked("ten-minutes-at-eight", "Would Monday suit? A yes or no by text does it.")
    assert small.passed
    none = marked("ten-minutes-at-eight", "Have a lovely day.")
    assert not none.passed
    assert "nothing in it to answer" in none.line


def test_places_of_notes_are_counted_in_the_answer() -> None:
    answer = "Can I have a day with your whole team next week?"
    for note in marked("ten-minutes-at-eight", answer).missing:
        assert note.quote in ("", answer[note.start : note.end])


def test_compare_wants_the_message_and_the_reasons() -> None:
    exercise = ALL.get("a-box-or-a-mystery")
    assert isinstance(exercise, Compare)
    right = frozenset(place for place, reason in enumerate(exercise.reason) if reason.right)
    assert marked(exercise.id, Chosen("other", right)).points == 100.0
    guessed = marked(exercise.id, Chosen("other"))
    assert not guessed.passed
    assert 60.0 <= guessed.points < 100.0
    assert not marked(exercise.id, Chosen("one", right)).passed


@pytest.mark.parametrize("exercise", of(LeaveOrNot), ids=lambda it: it.id)
def test_leave_or_not_has_one_right_answer(exercise: LeaveOrNot) -> None:
    points = [marked(exercise.id, Chosen(move)).points for move in ("leave", "hang-up")]
    assert sorted(points) == [0.0, 100.0]
    assert marked(exercise.id, Chosen("leave")).why


def test_silence_is_told_as_such_for_every_kind() -> None:
    for exercise in ALL.exercises:
        if not isinstance(exercise, Compare | LeaveOrNot):
            assert not marked(exercise.id, "").passed
            assert not marked(exercise.id, "…").passed


def test_an_answer_of_the_other_sort_is_refused() -> None:
    with pytest.raises(TypeError):
        marked("a-box-or-a-mystery", "the second")
    with pytest.raises(TypeError):
        marked("who-is-this", Chosen("one"))
