"""Calibration: what a player said before the score against the score, and where that is going."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from vmdojo.coaching.path import rules
from vmdojo.coaching.summary import Summary, mean

WINDOW: Final = 10
"""Takes in one point of the trend."""
LEAST: Final = 5
"""With fewer guesses nothing is said."""
NEAR: Final = 10
"""Points within which a guess is near."""


class Calibration(msgspec.Struct, frozen=True):
    """How well a player knows how a message will land."""

    guesses: int
    """Takes with a guess."""
    off: float | None
    """Mean distance of the last :data:`WINDOW` guesses from the totals, in points; None with too few."""
    lean: float | None
    """Mean of guess less total over the same takes: above zero the guesses are too high."""
    before: float | None
    """``off`` of the takes before those; None with too few."""
    yes_right: float | None
    """Share of all takes whose yes or no ("would you return it?") agrees with a pass."""
    trend: tuple[float, ...]
    """Mean distance over :data:`WINDOW` takes, moving on by one, oldest first."""


def calibration(takes: Iterable[Summary]) -> Calibration:
    """From a history, oldest first. Takes without a guess (hang-ups) tell nothing."""
    said = [(take.guess, take.total, take.would_return) for take in takes if take.guess is not None]
    gaps = [abs(guess - total) for guess, total, _ in said]
    now, then = gaps[-WINDOW:], gaps[-2 * WINDOW : -WINDOW]
    enough = len(now) >= LEAST
    right = [float(would == (total >= rules().pass_)) for _, total, would in said if would is not None]
    return Calibration(
        guesses=len(said),
        off=mean(now) if enough else None,
        lean=mean([guess - total for guess, total, _ in said[-WINDOW:]]) if enough else None,
        before=mean(then) if len(then) >= LEAST else None,
        yes_right=mean(right) if len(right) >= LEAST else None,
        trend=_moving(gaps),
    )


def _moving(gaps: list[float]) -> tuple[float, ...]:
    if len(gaps) < LEAST:
        return ()
    found = []
    for end in range(LEAST, len(gaps) + 1):
        window = gaps[max(0, end - WINDOW) : end]
        found.append(sum(window) / len(window))
    return tuple(found)


def told(it: Calibration) -> str:
    """One plain sentence about the last guesses; empty where there are too few. No lecture: the gap, and its side."""
    if it.off is None or it.lean is None:
        return ""
    sentence = f"Your last guesses were {it.off:.0f} points off"
    if abs(it.lean) >= max(3.0, it.off / 2):
        sentence += ", mostly too high" if it.lean > 0 else ", mostly too low"
    if it.before is not None and abs(it.before - it.off) >= 2:
        sentence += f"; the ones before, {it.before:.0f}"
    return f"{sentence}."
