"""The small tape of a take: one column a second, shaded by the buyer's attention, cut where delete was pressed."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmdojo.coaching.model import Reaction

_SHADES = ((0.8, "█"), (0.55, "▓"), (0.3, "▒"), (0.1, "░"))
_GONE, _CUT = "·", "✂"
_SLICES_A_SECOND = 2
"""``Reaction.attention`` holds a value for each half second."""


def tape(reaction: Reaction, seconds: float) -> str:
    """One sign a second of ``seconds``; a second's shade is the mean of its slices."""
    cut = reaction.deleted_at
    signs = [
        _GONE if cut is not None and second > cut else _shade(reaction.attention, second)
        for second in range(ceil(round(seconds, 6)))
    ]
    if cut is not None and signs:
        signs[min(len(signs) - 1, int(cut))] = _CUT
    return "".join(signs)


def _shade(attention: tuple[float, ...], second: int) -> str:
    slices = attention[second * _SLICES_A_SECOND : (second + 1) * _SLICES_A_SECOND]
    level = sum(slices) / len(slices) if slices else 0.0
    return next((sign for least, sign in _SHADES if level >= least), _GONE)
