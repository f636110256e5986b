"""Noting what became of a message that was really left, beside the take it was practised with."""

from __future__ import annotations

from collections.abc import Callable

from vmdojo.coaching.happenings import Followed, RealLife
from vmdojo.progress import Clock, Record, new_id
from vmdojo.rounds.disagreement import MOST_NOTE
from vmdojo.rounds.errors import Refused
from vmdojo.rounds.prep_sheet import best_take


def note_followed(
    record: Record, call: str, followed: Followed, note: str, clock: Clock, ids: Callable[[int], str] = new_id
) -> RealLife:
    """Record what followed, with the best take on the prepared call: that is the one that is taken to the phone.

    Raises :class:`Refused` where there is no take on it, and ``RecordError``.
    """
    take = best_take(record, call)
    if take is None:
        raise Refused("There is no take on this call yet; what happened would belong to nothing.")
    now = clock.now_ms()
    happened = RealLife(
        id=ids(now),
        ref=take.id,
        at_ms=now,
        offset_minutes=clock.offset_minutes(),
        followed=followed,
        note=" ".join(note.split())[:MOST_NOTE],
    )
    record.note(happened)
    return happened
