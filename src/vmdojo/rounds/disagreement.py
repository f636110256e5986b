"""A finding that the player does not share, for whoever keeps the rubric. It changes nothing about the grade."""

from __future__ import annotations

import msgspec

from vmdojo.coaching.happenings import Disagreed
from vmdojo.coaching.model import Attempt
from vmdojo.grading.model import Cap, Finding, Grade
from vmdojo.rounds.errors import Refused


class Contested(msgspec.Struct, frozen=True):
    """Something that was found in a take and may be contested."""

    rule: str
    quote: str
    """The words; empty where it is about the whole message."""
    why: str


def contestable(grade: Grade) -> list[Contested]:
    """What may be contested: ceilings, then faults and virtues that count, the weightiest first; each once."""
    counted = sorted(
        (f for f in grade.findings if f.points), key=lambda f: (f.kind != "fault", -abs(f.points), f.start)
    )
    found: dict[tuple[str, str], Contested] = {}
    every: list[Cap | Finding] = [*sorted(grade.caps, key=lambda cap: cap.at), *counted]
    for each in every:
        quote = " ".join(each.quote.split())
        if (each.rule, quote) not in found:
            found[each.rule, quote] = Contested(each.rule, quote, each.why)
    return list(found.values())


MOST_NOTE = 400
"""Letters of a note that are kept."""


def disagreement(attempt: Attempt, rule: str, quote: str, note: str, moment: tuple[int, int], id_: str) -> Disagreed:
    """The happening that keeps it. ``moment`` is UTC milliseconds and the local offset in minutes.

    Raises :class:`Refused` for a rule that was not found in the take.
    """
    known = {finding.rule for finding in attempt.grade.findings} | {cap.rule for cap in attempt.grade.caps}
    if rule not in known:
        raise Refused(f"{rule} was not found in this take.")
    return Disagreed(
        id=id_,
        ref=attempt.id,
        at_ms=moment[0],
        offset_minutes=moment[1],
        rule=rule,
        judge=attempt.judge,
        quote=quote,
        note=" ".join(note.split())[:MOST_NOTE],
    )
