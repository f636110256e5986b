"""Hanging up judged: the decision to leave no message, which no rule about words can see."""

from __future__ import annotations

from typing import Protocol

from vmdojo.grading.model import DIMENSIONS, Cap, Finding, Grade
from vmdojo.scenarios.model import Scenario

RIGHTLY_HUNG_UP = "leave.rightly_hung_up"
HUNG_UP = "leave.hung_up"

_WHY_LEAVE = (
    "You hung up on a buyer you had a reason to call. Silence gives no name, no reason, and no email to look out for."
)
_FIX_LEAVE = "Leave the short one: why you rang today, one small ask, what you send next."


class _Judged(Protocol):
    @property
    def judge(self) -> str: ...


def grade_hang_up(scenario: Scenario, rubric: _Judged) -> Grade:
    """The grade for leaving nothing: 100 where the scenario's right move is not to leave a message, 0 everywhere else.

    All or nothing, because it is one decision and the scenario names the answer. No dimension is graded: there are no
    words to grade. Why and what to do instead are the scenario's own, where it has a right move.
    """
    move = scenario.right_move
    right = scenario.kind == "leave-or-not" and move is not None and not move.leave
    why = move.why if move is not None else _WHY_LEAVE
    fix = move.instead if move is not None else _FIX_LEAVE
    findings: tuple[Finding, ...] = ()
    caps: tuple[Cap, ...] = ()
    if right:
        findings = (
            Finding(
                rule=RIGHTLY_HUNG_UP,
                dimension="next_step",
                kind="virtue",
                start=0,
                end=0,
                quote="",
                points=100.0,
                why=why,
                fix=fix,
            ),
        )
    else:
        caps = (Cap(rule=HUNG_UP, at=0.0, why=why, fix=fix),)
    return Grade(
        judge=rubric.judge,
        scenario=scenario.id,
        total=100.0 if right else 0.0,
        base=0.0,
        words=0,
        seconds=0.0,
        dimensions=dict.fromkeys(DIMENSIONS),
        caps=caps,
        findings=findings,
    )


def is_hang_up(grade: Grade) -> bool:
    """True for a grade that :func:`grade_hang_up` gave."""
    return not {RIGHTLY_HUNG_UP, HUNG_UP}.isdisjoint([f.rule for f in grade.findings] + [c.rule for c in grade.caps])
