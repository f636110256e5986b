"""Results for programs: JSON in UTF-8, one value a line, that no terminal and no reader of lines stumbles over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from vmdojo.message.late import late

if TYPE_CHECKING:
    import re

# What steers a terminal or breaks a line for some reader of lines; as an escape it is the same JSON.
_STEERING = late(
    "[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def encode(value: object) -> bytes:
    """``value`` as one line of UTF-8 JSON, its line end included."""
    written = msgspec.json.encode(value).decode("utf-8")
    return _STEERING.sub(_escaped, written).encode("utf-8") + b"\n"


def tenth(number: float) -> float:
    """To one decimal, never a negative zero: so runs compare byte for byte."""
    return rounded(number, 1)


def rounded(number: float, digits: int) -> float:
    """To so many decimals, never a negative zero."""
    return round(number, digits) + 0.0


def _escaped(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
