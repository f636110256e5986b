"""Records of players who have played for a while."""

from __future__ import annotations

from collections.abc import Callable

from coaching.takes import attempt
from tui.sample import memory
from vmdojo.coaching.model import Attempt
from vmdojo.progress import Record
from vmdojo.scenarios import load_library

SHIPPED = load_library()


def filled(*takes: Attempt) -> Record:
    """A record of these takes."""
    record = memory()
    record.add_all(takes, ())
    return record


def career(count: int = 60, total: Callable[[int], float] = lambda n: 40.0 + n) -> Record:
    """A take a day on one buyer after another, better every time."""
    buyers = SHIPPED.scenarios
    return filled(
        *[
            attempt(
                n,
                scenario=buyers[n % len(buyers)].id,
                total=min(100.0, total(n)),
                day=n,
                guess=90 - n // 2,
                relevance=60.0 + n // 2,
                value=30.0 + n // 2,
                tone=80.0,
            )
            for n in range(count)
        ]
    )


def mastery() -> Record:
    """Everybody passed at once, from white to black."""
    return filled(*[attempt(n, scenario=s.id, total=90.0, day=n / 100) for n, s in enumerate(SHIPPED.scenarios)])
