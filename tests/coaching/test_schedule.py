"""Drills are chosen: weak skills first, mixed, rested, five to ten minutes, the same for the same day."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import cast

from vmdojo.coaching.happenings import ExerciseDone, ExerciseKind
from vmdojo.coaching.schedule import A_DAY, DAY_MS, LEAST_MINUTES, MOST_MINUTES, drill, due, plan, strengths
from vmdojo.scenarios import load_library
from vmdojo.scenarios.exercise_model import AnyExercise
from vmdojo.scenarios.exercises import load_exercises

NOON = 1_772_539_200_000  # 3 March 2026, 12:00 UTC
ALL = load_exercises(load_library()).exercises


def done(it: AnyExercise, at_ms: int, points: float = 90.0) -> ExerciseDone:
    return ExerciseDone(
        id=f"{it.id}@{at_ms}",
        ref=it.id,
        at_ms=at_ms,
        kind=cast(ExerciseKind, it.kind),
        hash="",
        judge="",
        answer="",
        points=points,
        passed=points >= 70,
        skills=it.skills,
    )


def test_a_set_takes_five_to_ten_minutes_and_changes_kind_buyer_and_skill() -> None:
    for number in range(30):
        found = plan(ALL, (), (), now_ms=NOON, seed=str(number))
        assert LEAST_MINUTES <= sum(it.minutes for it in found) <= MOST_MINUTES
        assert all(a.kind != b.kind for a, b in pairwise(found))
        assert len({it.scenario for it in found}) == len(found)
        assert len({it.skills[0] for it in found}) >= 3


def test_the_same_day_gives_the_same_set_and_another_day_another() -> None:
    sets = [due(ALL, (), (), now_ms=NOON + day * DAY_MS) for day in (0, 0, 1)]
    assert sets[0] == sets[1]
    assert sets[0] != sets[2]


def test_what_is_weak_comes_first() -> None:
    asks = [it for it in ALL if it.skills[0] == "ask" and it.belt in ("white", "yellow")]
    other = [it for it in ALL if it.skills[0] != "ask" and it.belt in ("white", "yellow")][:10]
    long_ago = NOON - 10 * DAY_MS
    past = [done(it, long_ago, 20.0) for it in asks] + [done(it, long_ago, 95.0) for it in other]
    assert plan(ALL, past, (), now_ms=NOON, seed="s")[0].skills[0] == "ask"


def test_nothing_comes_again_that_was_just_seen() -> None:
    past: list[ExerciseDone] = []
    now = NOON
    for _ in range(12):  # a set a day
        found = plan(ALL, past, (), now_ms=now, seed=f"day {now // DAY_MS}")
        assert found
        for it in found:
            last = next((seen for seen in past if seen.ref == it.id), None)
            assert last is None or now - last.at_ms >= (DAY_MS if not last.passed else 2 * DAY_MS) - 7 * 3_600_000
        past = [*(done(it, now, 80.0) for it in found), *past]
        now += DAY_MS
    kinds = Counter(it.kind for it in past)
    assert len(kinds) == 6
    assert max(kinds.values()) <= 3 * min(kinds.values())


def test_what_failed_comes_back_and_later_belts_come_into_reach() -> None:
    past: list[ExerciseDone] = []
    now = NOON
    belts: set[str] = set()
    for _ in range(30):
        found = plan(ALL, past, (), now_ms=now, seed=f"day {now // DAY_MS}")
        belts |= {it.belt for it in found}
        past = [*(done(it, now, 80.0) for it in found), *past]
        now += DAY_MS
    assert belts == {"white", "yellow", "orange", "green", "blue", "brown", "black"}
    first = plan(ALL, (), (), now_ms=NOON, seed="s")
    assert {it.belt for it in first} <= {"white", "yellow"}


def test_a_skill_asked_for_is_drilled_whatever_rests() -> None:
    asks = [it for it in ALL if "brevity" in it.skills]
    past = [done(it, NOON - 1000) for it in asks]
    found = plan(ALL, past, (), now_ms=NOON, seed="s", skill="brevity")
    assert sum(it.minutes for it in found) >= LEAST_MINUTES
    assert all("brevity" in it.skills for it in found)
    assert drill(ALL, past, (), now_ms=NOON, seed="s", skill="nothing") is None


def test_home_offers_no_more_once_the_day_s_set_is_done() -> None:
    first = due(ALL, (), (), now_ms=NOON)
    assert first is not None
    assert first.new
    assert 5 <= first.minutes <= 10
    today = [done(it, NOON) for it in ALL[:A_DAY]]
    assert due(ALL, today, (), now_ms=NOON + 3_600_000) is None
    assert due(ALL, today, (), now_ms=NOON + DAY_MS) is not None
    # The player's own midnight counts: eleven at night in UTC is the next morning in Auckland.
    late = NOON + 11 * 3_600_000
    assert due(ALL, today, (), now_ms=late, offset_minutes=13 * 60) is not None


def test_a_clock_that_went_back_makes_nothing_rest_for_ever() -> None:
    past = [done(it, NOON + 400 * DAY_MS) for it in ALL]
    assert plan(ALL, past, (), now_ms=NOON, seed="s")


def test_the_newest_evidence_counts_most() -> None:
    asks = [it for it in ALL if it.skills == ("ask", "next-step")]
    rising = [done(asks[0], NOON, 100.0), *(done(asks[1], NOON - DAY_MS * n, 0.0) for n in range(1, 3))]
    falling = [done(asks[0], NOON, 0.0), *(done(asks[1], NOON - DAY_MS * n, 100.0) for n in range(1, 3))]
    assert 33.4 < strengths(rising, ())["ask"] < 50.0
    assert 50.0 < strengths(falling, ())["ask"] < 66.7
    assert "tone" not in strengths(rising, ())
