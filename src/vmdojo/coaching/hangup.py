"""The buyer's side and the coach's word where no message was left, or none should have been."""

from __future__ import annotations

from vmdojo.coaching.lines import said
from vmdojo.coaching.model import Advice, Fix, Reaction
from vmdojo.grading.hangup import RIGHTLY_HUNG_UP
from vmdojo.grading.model import Cap, Grade
from vmdojo.scenarios.model import RightMove

_NUMBER_ONLY = "All that is left is an unknown number among the missed calls."
_NOT_HEARD = "The greeting asked for something else, and {buyer} takes it that you heard it."
"""Reasons of the coach's own: what the cap and the right move say stands beside them."""


def react_to_hang_up(grade: Grade, temperament: str = "any") -> Reaction:
    """What the buyer finds, in the words of a temperament: a missed call.

    Nothing was heard, so there is no attention, no cut and no preview.

    The bands are an estimate: nobody answers a missed call that says nothing, and where leaving nothing was right
    an answer comes from the better step that follows, not from this one.
    """
    right = _rightly(grade)
    return Reaction(
        outcome="spared",
        band=(0.0, 0.05) if right else (0.0, 0.01),
        deleted_at=None,
        deleted_word=None,
        attention=(),
        did="No message, and that was right." if right else "One missed call. No name, no reason, nothing to answer.",
        line=said("spared" if right else "missed", temperament),
        preview="",
    )


def advise_hang_up(grade: Grade) -> Advice:
    """Why it was right and what to do now; or what is lost by it and what to leave.

    ``gain`` of the fix is 0.0: there is no rewritten message to measure.
    """
    if _rightly(grade):
        return Advice(
            well_done=" ".join(text for finding in grade.findings for text in (finding.why, finding.fix)), fixes=()
        )
    return Advice(
        well_done="",
        fixes=tuple(
            Fix(
                rule=cap.rule, start=0, end=0, quote="", why=_NUMBER_ONLY, fix=cap.fix, rewrite="", gain=0.0, edit="ask"
            )
            for cap in grade.caps
        ),
    )


def advise_broken_wish(wish: Cap, move: RightMove | None, buyer: str) -> Advice:
    """What to do in place of a message that the mailbox asked not to get: the scenario's own right move, if any.

    ``gain`` of the fix is 0.0: no edit mends a message that should not be there.
    """
    why = _NOT_HEARD.replace("{buyer}", buyer)
    fix = move.instead if move is not None else wish.fix
    return Advice(well_done="", fixes=(Fix(wish.rule, 0, 0, "", why, fix, "", 0.0, "ask"),))


def _rightly(grade: Grade) -> bool:
    return any(finding.rule == RIGHTLY_HUNG_UP for finding in grade.findings)
