"""Days as the player lived them: a moment and the local offset of that moment make a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


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
