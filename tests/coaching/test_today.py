"""Today's buyer: one a date, the same for everyone, none again too soon; and the line that one sends on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.takes import attempt
from vmdojo.coaching.days import local_day, short_day
from vmdojo.coaching.model import Reaction
from vmdojo.coaching.strip import share_line
from vmdojo.coaching.today import BLOCK, day_of, of_the_day, source_of

FIRST = date(2026, 11, 22)
IDS = [f"buyer-{number}" for number in range(70)]


def course(ids: list[str], days: int, first: date = FIRST) -> list[str | None]:
    """The buyers of so many days."""
    return [of_the_day(first + timedelta(days=number), ids) for number in range(days)]


@given(st.dates(), st.lists(st.text(max_size=5), max_size=40), st.randoms(use_true_random=False))
def test_the_order_in_which_a_library_was_read_does_not_matter(day: date, ids: list[str], chance: object) -> None:
    mixed = list(ids)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random

    assert of_the_day(day, mixed) == of_the_day(day, ids)
    assert of_the_day(day, mixed) in ids or not ids


@pytest.mark.parametrize("count", [1, 3, 15, 70])
def test_no_buyer_comes_again_within_about_as_many_days_as_there_are_buyers(count: int) -> None:
    days = course(IDS[:count], 5 * count)
    last: dict[str | None, int] = {}
    for number, id_ in enumerate(days):
        if id_ in last:
            assert number - last[id_] >= (count - BLOCK + 1 if count > 2 * BLOCK else count)
        last[id_] = number

    assert set(last) == set(IDS[:count])


def test_a_buyer_does_not_always_fall_on_the_same_weekday() -> None:
    days = [FIRST + timedelta(days=number) for number in range(700)]
    weekdays = {day.weekday() for day in days if of_the_day(day, IDS) == of_the_day(FIRST, IDS)}

    assert len(weekdays) > 1


def test_the_order_is_the_same_on_every_machine_and_from_version_to_version() -> None:
    # Colleagues with the same library compare their takes: a change here parts them.
    assert course(IDS, 3) == ["buyer-28", "buyer-35", "buyer-19"]


@given(st.dates())
def test_a_source_holds_its_day(day: date) -> None:
    assert day_of(source_of(day)) == day


@pytest.mark.parametrize("source", ["", "prep", "today", "today:", "today:2026-02-30", "drill"])
def test_other_sources_have_no_day(source: str) -> None:
    assert day_of(source) is None


@given(st.integers(-(2**63), 2**63), st.integers(-900, 900))
def test_any_moment_has_a_day(ms: int, offset: int) -> None:
    assert date.min <= local_day(ms, offset) <= date.max


def test_the_day_is_the_players_own() -> None:
    late = 1_772_580_600_000  # 3 March 2026, 23:30 UTC

    assert local_day(late, 0) == date(2026, 3, 3)
    assert local_day(late, 60) == date(2026, 3, 4)
    assert local_day(late, -720) == date(2026, 3, 3)
    assert short_day(date(2026, 3, 4)) == "4 Mar"


def test_the_line_holds_day_total_tape_time_and_ask_and_no_word_of_the_message() -> None:
    heard = Reaction("email_opened", (0.1, 0.2), None, None, (1.0,) * 10 + (0.6,) * 6, "Opened it.", "Fine.", "hi")
    take = attempt(total=83.6, seconds=7.6, level=2, source="today:2026-11-22")

    assert share_line(take, heard) == "vmdojo 22 Nov   84   █████▓▓▓   0:08   ask 2"


def test_the_line_of_a_hang_up_says_so() -> None:
    nothing = Reaction("spared", (0.0, 0.0), None, None, (), "Nothing.", "", "")

    assert share_line(attempt(total=100.0, leave=False), nothing) == "vmdojo 3 Mar   100   hung up"
