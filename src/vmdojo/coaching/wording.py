"""How reasons and times are put into words, the same on every page."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmdojo.grading.model import Cap, Grade


def whole(value: float) -> int:
    """Points or seconds, 0 and up, as people are told them: whole, halves up: 87 for 86.5."""
    return int(value + 0.5)


def points(value: float) -> str:
    """Points as people are told them: ``whole``, in digits."""
    return str(whole(value))


def signed(value: float, minus: str = "-") -> str:
    """A difference in points, whole, halves away from nothing: +6, -4, 0."""
    told = whole(abs(value))
    return "0" if told == 0 else f"+{told}" if value > 0 else f"{minus}{told}"


def binds(cap: Cap, grade: Grade) -> bool:
    """True for a ceiling that the total hangs at; another one holds nothing down."""
    return cap.at <= grade.total + 0.005 and cap.at < grade.uncapped


def clock(seconds: float) -> str:
    """Seconds as a phone shows them, to the nearest whole one, halves up: 0:07."""
    minutes, rest = divmod(whole(seconds), 60)
    return f"{minutes}:{rest:02d}"


def spoken(reason: str) -> str:
    """A rule's reason without the slips that come from filling names and numbers into it.

    A sentence that begins with "the buyer" gets its capital, and a number said with a vowel its "an".
    """
    reason = re.sub(r"(?:^|(?<=[.!?] ))the buyer\b", "The buyer", reason)
    return re.sub(r"\b([Aa]) (?=(?:8\d*|11|18)\b)", r"\1n ", reason)


def inert(text: str) -> str:
    """Words of the player's on one line, without control, bidi or invisible characters."""
    shown = "".join(c if not unicodedata.category(c).startswith(("C", "Z")) else " " for c in text)
    return " ".join(shown.split()).strip(" .,;:")
