"""What the record keeps besides attempts."""

from __future__ import annotations

from typing import Literal

import msgspec

from vmdojo.scenarios.model import Plan

DraftStage = Literal["dossier", "compose", "predict"]


class Draft(msgspec.Struct, frozen=True):
    """A round in the middle, as it was last saved. One for each scenario."""

    scenario: str
    scenario_hash: str
    stage: DraftStage
    plan: Plan
    text: str
    """The words so far, exactly as typed: lone surrogates, NULs and control characters included."""
    opened_ms: int
    """UTC milliseconds at which the dossier was opened."""
    saved_ms: int
    """UTC milliseconds at which this draft was saved."""
    left_ms: int | None = None
    """UTC milliseconds at which the message was left; None before stage ``predict``."""
    offset_minutes: int = 0
    """Local offset from UTC, in minutes, when the message was left; 0 before stage ``predict``."""
    source: str = ""
    """What the round was begun for, as in ``Attempt.source``."""
    official: bool = False
    """As in ``Attempt.official``."""
