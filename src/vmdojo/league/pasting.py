"""How much of a message was pasted, by what the record noted while it was written."""

from __future__ import annotations

from vmdojo.coaching.happenings import Pasted
from vmdojo.league.likeness import percent_of
from vmdojo.progress import Record, RecordError

PIECES = 100
"""Of one buyer, the latest: whoever pastes more often has pasted the words of the last take among them."""


def pasted_percent(record: Record, scenario: str, text: str, left_ms: int) -> int:
    """How much of a take on ``scenario`` stands in pieces that were pasted before it was left, in percent; 0 where the
    record cannot be asked: then nothing is known of pasting."""
    try:
        pieces = record.happenings(Pasted, ref=scenario, limit=PIECES)
    except RecordError:
        return 0
    return percent_of(text, (one.text for one in pieces if one.at_ms <= left_ms))
