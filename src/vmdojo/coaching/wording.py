"""How reasons and times are put into words, the same on every page."""

from __future__ import annotations

import re
import unicodedata


def clock(seconds: float) -> str:
    """Seconds as a phone shows them, to the nearest whole one, halves up: 0:07."""
    whole = int(seconds + 0.5)
    return f"{whole // 60}:{whole % 60:02d}"


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
