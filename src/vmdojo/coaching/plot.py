"""Plots of block characters: a trend in a line or in a few, and days of practice as a calendar. Text, no colour."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from vmdojo.coaching.days import MONTHS

EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
DONE, REST = "▪", "·"


def columns(values: Sequence[float], most: int) -> list[float]:
    """At most so many values, each the mean of its share of ``values``, in their order."""
    if len(values) <= most:
        return list(values)
    found = []
    for place in range(most):
        share = values[place * len(values) // most : (place + 1) * len(values) // most]
        found.append(sum(share) / len(share))
    return found


def plot(values: Sequence[float], low: float, high: float, most: int, rows: int = 1) -> list[str]:
    """``values`` (oldest first) as columns of blocks between ``low`` and ``high``, top row first.

    No column is empty: a value at the foot is still drawn, so that it is told from no value.
    """
    heights = []
    for value in columns(values, most):
        share = (min(max(value, low), high) - low) / (high - low)
        heights.append(max(1, round(share * rows * 8)))
    return [
        "".join(EIGHTHS[min(8, max(0, height - (rows - 1 - row) * 8))] for height in heights) for row in range(rows)
    ]


def calendar(days: Collection[date], today: date, weeks: int) -> list[str]:
    """Weeks as columns, Monday to Sunday as rows, under a line with the months; days to come are left blank.

    Empty where the calendar would pass the first or the last day there is.
    """
    try:
        first = today - timedelta(days=today.weekday(), weeks=weeks - 1)
        first + timedelta(weeks=weeks)
    except OverflowError:  # a clock gone mad: there is no calendar of the end of time
        return []
    practised = set(days)
    # A month is named over its first Monday; the first column too, where no other name stands close behind it.
    named = [week for week in range(weeks) if (first + timedelta(weeks=week)).day <= 7]
    if named[:1] > [3] or not named:
        named.insert(0, 0)
    head = ""
    for week in named:
        head = head.ljust(week) + MONTHS[(first + timedelta(weeks=week)).month - 1]
    rows = [head]
    for weekday in range(7):
        line = []
        for week in range(weeks):
            day = first + timedelta(weeks=week, days=weekday)
            line.append(" " if day > today else DONE if day in practised else REST)
        rows.append("".join(line))
    return rows


def bar(share: float, cells: int) -> str:
    """A bar of so many cells for a share of 0.0 to 1.0."""
    full = round(min(max(share, 0.0), 1.0) * cells)
    return "█" * full + "░" * (cells - full)
