"""Skills, calibration and streaks: what many takes tell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.takes import DAY_MS, NOON, attempt
from vmdojo.coaching.calibration import calibration, told
from vmdojo.coaching.days import Streak, streak
from vmdojo.coaching.happenings import ExerciseDone
from vmdojo.coaching.skills import DIMENSION_OF, skills, weakest
from vmdojo.coaching.summary import Summary, summary
from vmdojo.scenarios import load_library

MONDAY = date(2026, 3, 2)


def values(*tone: float) -> list[Summary]:
    """Takes with these points of tone, newest first."""
    return [summary(attempt(n, tone=points, day=-n)) for n, points in enumerate(tone)]


def exercise(points: float, *skill: str, day: float = 0.0) -> ExerciseDone:
    return ExerciseDone(
        id=f"done-{day}",
        ref="x",
        at_ms=NOON + round(day * DAY_MS),
        kind="ask",
        hash="h",
        judge="j",
        answer="a",
        points=points,
        passed=points >= 75,
        skills=skill,
    )


def level(name: str, takes: list[Summary], *exercises: ExerciseDone) -> float | None:
    return next(skill.level for skill in skills(takes, exercises) if skill.name == name)


def test_a_skill_is_not_known_before_three_pieces_of_evidence() -> None:
    assert level("tone", values(90.0, 90.0)) is None
    assert level("tone", values(90.0, 90.0, 90.0)) == pytest.approx(90.0)
    assert level("tone", values(90.0, 90.0), exercise(90.0, "tone")) == pytest.approx(90.0)


def test_the_newest_takes_count_most() -> None:
    rising, falling = level("tone", values(90, 50, 50)), level("tone", values(50, 50, 90))

    assert rising is not None
    assert falling is not None
    assert rising > falling


def test_a_skill_tells_where_it_is_going() -> None:
    (tone,) = [skill for skill in skills(values(*[80.0] * 6, *[50.0] * 6)) if skill.name == "tone"]

    assert tone.moved > 5
    assert tone.pieces == 12


def test_hanging_up_tells_of_no_skill() -> None:
    takes = [summary(attempt(n, leave=False, tone=10.0)) for n in range(5)]

    assert level("tone", takes) is None


def test_the_weakest_known_skill_is_named() -> None:
    takes = [summary(attempt(n, tone=80.0, value=40.0, scariness=70.0)) for n in range(4)]

    found = weakest(skills(takes))

    assert found is not None
    assert found.name == "value"
    assert weakest(skills([])) is None


def test_every_skill_of_the_library_belongs_to_a_dimension() -> None:
    named = {skill for scenario in load_library().scenarios for skill in scenario.skills}

    assert named <= set(DIMENSION_OF)


def guesses(*pairs: tuple[int | None, float]) -> list[Summary]:
    """Takes of (guess, total), oldest first."""
    return [summary(attempt(n, guess=guess, total=total)) for n, (guess, total) in enumerate(pairs)]


def test_calibration_says_nothing_before_five_guesses() -> None:
    it = calibration(guesses(*[(60, 70.0)] * 4, (None, 80.0)))

    assert (it.guesses, it.off, it.trend, told(it)) == (4, None, (), "")


def test_calibration_tells_how_far_off_and_to_which_side() -> None:
    it = calibration(guesses(*[(90, 60.0)] * 6))

    assert it.off == pytest.approx(30.0)
    assert it.lean == pytest.approx(30.0)
    assert told(it) == "Your last guesses were 30 points off, mostly too high."
    # "Yes, I would return it" of a take of 60 was wrong every time.
    assert it.yes_right == 0.0


def test_calibration_tells_its_trend() -> None:
    it = calibration(guesses(*[(90, 60.0)] * 10, *[(66, 60.0)] * 10))

    assert it.before == pytest.approx(30.0)
    assert it.off == pytest.approx(6.0)
    assert it.trend[0] == pytest.approx(30.0)
    assert it.trend[-1] == pytest.approx(6.0)
    assert told(it) == "Your last guesses were 6 points off, mostly too high; the ones before, 30."


@given(st.lists(st.tuples(st.integers(0, 100), st.floats(0, 100)), max_size=40))
def test_calibration_stays_within_the_scale(pairs: list[tuple[int, float]]) -> None:
    it = calibration(guesses(*pairs))

    assert len(it.trend) == max(0, len(pairs) - 4)
    assert all(0 <= value <= 100 for value in it.trend)


def days(*steps: int) -> list[date]:
    """Days so many after Monday."""
    return [MONDAY + timedelta(days=step) for step in steps]


@pytest.mark.parametrize(
    ("practised", "today", "run"),
    [
        ((), 0, 0),
        ((0,), 0, 1),
        ((0, 1, 2, 3, 4), 4, 5),
        ((0, 1, 2, 3, 4), 6, 5),
        ((0, 1, 2, 3, 4, 7), 7, 6),
        ((0, 4), 4, 1),
        ((0, 1), 5, 0),
    ],
)
def test_a_streak_bears_two_days_of_rest(practised: tuple[int, ...], today: int, run: int) -> None:
    assert streak(days(*practised), MONDAY + timedelta(days=today)).days == run


def test_the_longest_streak_is_remembered() -> None:
    assert streak(days(0, 1, 2, 20), MONDAY + timedelta(days=40)) == Streak(0, 3, False, 4)


def test_a_clock_that_went_back_ends_no_streak() -> None:
    assert streak(days(0, 1, 2), MONDAY).days == 3
