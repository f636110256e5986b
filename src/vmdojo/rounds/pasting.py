"""What tells words that came at once from words that were typed. A league shows the first as assisted, never more."""

from __future__ import annotations

from typing import Final

PIECE: Final = 40
"""Code points from which a piece is told of: a name or a number is nobody's help."""
FASTEST: Final = 20
"""Letters a second: 240 words a minute. Nobody types that for long, or speaks it to be written down."""


def at_once(text: str, seconds: float) -> bool:
    """Whether a text came faster than hands type."""
    return len(text) >= PIECE and len(text) > FASTEST * max(0.0, seconds)
