"""Plots and calendars of block characters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.coaching.plot import DONE, REST, bar, calendar, columns, plot

SUNDAY = date(2026, 11, 22)


def test_a_plot_rises_with_its_values() -> None:
    assert plot([0, 50, 100], 0, 100, 10) == ["▁▄█"]
    assert plot([0, 50, 100], 0, 100, 10, rows=2) == ["  █", "▁██"]


@given(st.lists(st.floats(-50, 150), min_size=1, max_size=300), st.integers(1, 60), st.integers(1, 4))
def test_a_plot_has_a_column_a_value_and_no_empty_one(values: list[float], most: int, rows: int) -> None:
    lines = plot(values, 0, 100, most, rows)

    assert len(lines) == rows
    assert {len(line) for line in lines} == {min(most, len(values))}
    assert " " not in lines[-1]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=300), st.integers(1, 60))
def test_many_values_are_means_of_all_of_them(values: list[float], most: int) -> None:
    found = columns(values, most)

    assert min(values) - 1e-9 <= min(found)
    assert max(found) <= max(values) + 1e-9


def test_a_calendar_has_a_row_a_weekday_and_ends_today() -> None:
    head, *rows = calendar({SUNDAY, SUNDAY - timedelta(days=6)}, SUNDAY, 4)

    assert head == "   Nov" or "Nov" in head
    assert [row[-1] for row in rows] == [DONE, REST, REST, REST, REST, REST, DONE]
    assert {len(row) for row in rows} == {4}


def test_days_to_come_are_blank() -> None:
    _, *rows = calendar({SUNDAY + timedelta(days=3)}, SUNDAY + timedelta(days=1), 2)

    assert [row[-1] for row in rows] == [REST, " ", " ", " ", " ", " ", " "]


@pytest.mark.parametrize("today", [date.min, date.max, date(2026, 1, 1)])
def test_any_day_has_a_calendar(today: date) -> None:
    lines = calendar({today}, today, 18)

    assert lines == [] or len(lines) == 8


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(6, 30))
def test_the_names_of_months_do_not_run_into_each_other(today: date, weeks: int) -> None:
    head = calendar((), today, weeks)[0]

    assert all(len(name) == 3 for name in head.split())


def test_a_bar_has_its_share() -> None:
    assert bar(0.42, 10) == "████░░░░░░"
    assert bar(2.0, 4) == "████"
    assert bar(-1.0, 4) == "░░░░"
