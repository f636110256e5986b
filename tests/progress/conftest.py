"""Takes, drafts and a clock to record with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from vmdojo.coaching.model import Attempt, Prediction
from vmdojo.grading.model import Dimension, Finding, Grade
from vmdojo.progress import Draft, uuid7
from vmdojo.scenarios.model import Plan

NOON = 1_772_539_200_000  # 3 March 2026, 12:00 UTC


class HandClock:
    """A clock that stands still until it is told."""

    def __init__(self, ms: int = NOON, offset: int = 60) -> None:
        self.ms = ms
        self.offset = offset

    def now_ms(self) -> int:
        return self.ms

    def offset_minutes(self) -> int:
        return self.offset


def take(number: int = 1, **changes: object) -> Attempt:
    """An attempt like those of a game, different for each number."""
    text = f"Hi Dana, take {number} about Reno. Who plans those moves today?"
    grade = Grade(
        judge="0.1.0/rapidfuzz-3.14/4f2a",
        scenario="second-cold-store",
        total=50.0 + number % 50,
        base=70.0,
        words=11,
        seconds=6.5,
        dimensions={"relevance": Dimension(points=82.0, weight=30.0), "value": None},
        caps=(),
        findings=(
            Finding(
                rule="tone.hedge",
                dimension="tone",
                kind="fault",
                start=0,
                end=2,
                quote=text[:2],
                points=-4.0,
                why="It hedges.",
                fix="Say it.",
            ),
        ),
    )
    attempt = Attempt(
        id=uuid7(NOON + number, number.to_bytes(10, "big")),
        scenario="second-cold-store",
        scenario_hash="ab" * 32,
        judge=grade.judge,
        plan=Plan(text="Reno, one question"),
        text=text,
        prediction=Prediction(would_return=True, guess=70),
        grade=grade,
        opened_ms=NOON,
        left_ms=NOON + 60_000 * number,
        offset_minutes=60,
    )
    return msgspec.structs.replace(attempt, **changes)


def sketch(text: str = "Hi Dana, Luis Ortega at Cold", **changes: object) -> Draft:
    """A draft in mid-sentence."""
    draft = Draft(
        scenario="second-cold-store",
        scenario_hash="ab" * 32,
        stage="compose",
        plan=Plan(text="Reno"),
        text=text,
        opened_ms=NOON,
        saved_ms=NOON + 5_000,
    )
    return msgspec.structs.replace(draft, **changes)


@pytest.fixture
def make_take() -> Callable[..., Attempt]:
    return take


@pytest.fixture
def make_draft() -> Callable[..., Draft]:
    return sketch


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"
