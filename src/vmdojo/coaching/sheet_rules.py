"""The lines and the cadences of the call sheet: ``sheet.toml``."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from vmdojo.grading.kept import kept_toml

Channel = Literal["email", "call", "voicemail"]


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One touch of a cadence, ``after`` so many working days."""

    after: int
    channel: Channel
    what: str
    why: str
    source: str
    fresh: bool = False
    """True where the touch wants a reason that has not been used yet."""


class _Email(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    longest_subject: int
    hello: str
    hello_nobody: str
    after_message: str
    no_message: str
    reason: str
    offer: str
    question: dict[str, str]
    close: str
    subject: str
    subject_nobody: str
    leave_out: tuple[str, ...]


class _PickUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    hello: str
    hello_unsigned: str
    tip: str


class _Before(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rehearse_under: float
    rehearse: str
    long: str
    wish: dict[str, str]
    unsigned: str
    no_offer: str
    fresh: str


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``sheet.toml``."""

    format: int
    email: _Email
    pick_up: _PickUp
    before: _Before
    cadence: dict[Literal["cold", "inbound", "wish"], tuple[Step, ...]]


@lru_cache(maxsize=1)
def sheet_rules() -> Rules:
    """The shipped lines and cadences."""
    return kept_toml(str(Path(__file__).with_name("sheet.toml")), Rules)
