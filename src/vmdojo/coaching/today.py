"""Today's buyer: one scenario a date, the same for everyone who has the same library."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from hashlib import sha256

SOURCE = "today:"
BLOCK = 7
"""So many neighbours in the order change places from one course through the library to the next, so that a buyer does
not always fall on the same weekday. It is also by how much a buyer may come earlier than the last time."""


def of_the_day(day: date, ids: Collection[str]) -> str | None:
    """The id of the scenario for ``day``: a function of the date and of the ids alone. None where there are none.

    Every scenario has its turn once in as many days as there are scenarios, and none comes again within that many days
    less :data:`BLOCK`.
    """
    order = sorted(set(ids), key=lambda id_: _mark("order", id_))
    if not order:
        return None
    course, place = divmod(day.toordinal(), len(order))
    if len(order) <= 2 * BLOCK:
        return order[place]  # too few to change places without meeting the same one twice in a row
    first = place - place % BLOCK
    block = sorted(order[first : first + BLOCK], key=lambda id_: _mark(f"course {course}", id_))
    return block[place - first]


def _mark(purpose: str, id_: str) -> bytes:
    return sha256(f"{purpose}/{id_}".encode()).digest()


def source_of(day: date) -> str:
    """What ``Attempt.source`` says of a take on that day's buyer: ``today:2026-11-22``."""
    return f"{SOURCE}{day.isoformat()}"


def day_of(source: str) -> date | None:
    """The day in a source; None where the take was for something else."""
    if not source.startswith(SOURCE):
        return None
    try:
        return date.fromisoformat(source.removeprefix(SOURCE))
    except ValueError:
        return None
