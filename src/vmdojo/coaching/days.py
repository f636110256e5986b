"""Days as the player lived them: a moment and the local offset of that moment make a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import msgspec

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS = "January February March April May June July August September October November December".split()
MONTHS = tuple(month[:3] for month in _MONTHS)
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def local_day(ms: int, offset_minutes: int) -> date:
    """The day of a moment in UTC milliseconds, where the clock on the wall was ``offset_minutes`` ahead of UTC.

    A moment outside the calendar (a clock gone mad) is brought to its first or last day.
    """
    try:
        return (_EPOCH + timedelta(milliseconds=ms, minutes=offset_minutes)).date()
    except OverflowError:
        return date.max if ms > 0 else date.min


def short_day(day: date) -> str:
    """``22 Nov``, the same in every language of the machine."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def long_day(day: date) -> str:
    """``22 November``."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def day_name(day: date) -> str:
    """``Sunday 22 November``."""
    return f"{_WEEKDAYS[day.weekday()]} {long_day(day)}"


REST_DAYS = 2
"""So many days without practice between two days of it leave a streak whole: a weekend is no failure."""


class Streak(msgspec.Struct, frozen=True):
    """Days of practice in a row, days of rest in between left out of the count."""

    days: int
    """Of the streak that today may still go on with; 0 where there is none."""
    longest: int
    practised_today: bool
    total: int
    """Days of practice, all in all."""


def streak(days: Collection[date], today: date) -> Streak:
    """From the days of practice, in any order. Days after ``today`` (a clock that went back) count like others."""
    order = sorted(set(days))
    longest = run = 0
    last: date | None = None
    for day in order:
        run = run + 1 if last is not None and (day - last).days <= REST_DAYS + 1 else 1
        longest = max(longest, run)
        last = day
    alive = last is not None and (today - last).days <= REST_DAYS + 1
    return Streak(days=run if alive else 0, longest=longest, practised_today=today in set(order), total=len(order))
