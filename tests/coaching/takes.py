"""Takes made by hand, for tests of what is told about many of them."""

from __future__ import annotations

from vmdojo.coaching.model import Attempt, Prediction
from vmdojo.grading.model import Dimension, Grade
from vmdojo.scenarios.model import Plan

NOON = 1_772_539_200_000
"""3 March 2026, 12:00 UTC."""
DAY_MS = 24 * 60 * 60 * 1000


def attempt(
    number: int = 1,
    *,
    scenario: str = "second-cold-store",
    total: float = 70.0,
    seconds: float = 20.0,
    level: int | None = 2,
    day: float = 0.0,
    leave: bool = True,
    guess: int | None = 60,
    source: str = "",
    official: bool = False,
    **points: float,
) -> Attempt:
    """A take ``day`` days after noon of 3 March 2026; ``points`` are those of the dimensions named."""
    dimensions: dict[str, Dimension | None] = {name: Dimension(value, 15.0) for name, value in points.items()}
    if leave:
        dimensions["scariness"] = Dimension(points.get("scariness", 80.0), 20.0, level=level, tolerated=3)
    grade = Grade(
        judge="1.1.0/rapidfuzz-3.14/hand",
        scenario=scenario,
        total=total,
        base=total,
        words=50 if leave else 0,
        seconds=seconds if leave else 0.0,
        dimensions=dimensions,
        caps=(),
        findings=(),
    )
    moment = NOON + round(day * DAY_MS)
    return Attempt(
        id=f"take-{number}",
        scenario=scenario,
        scenario_hash="ab" * 32,
        judge=grade.judge,
        plan=Plan(leave=leave),
        text="Hi Dana, one question about Reno." if leave else "",
        prediction=Prediction(True, guess) if leave and guess is not None else None,
        grade=grade,
        opened_ms=moment - 60_000,
        left_ms=moment,
        offset_minutes=0,
        source=source,
        official=official,
    )
