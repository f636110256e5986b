"""Hanging up judged: the decision to leave no message, which no rule about words can see."""

from __future__ import annotations

from vmdojo.grading.model import DIMENSIONS, Cap, Finding, Grade
from vmdojo.grading.rubric import Rubric
from vmdojo.scenarios.model import Scenario

RIGHTLY_HUNG_UP = "leave.rightly_hung_up"
HUNG_UP = "leave.hung_up"


def grade_hang_up(scenario: Scenario, rubric: Rubric) -> Grade:
    """The grade for leaving nothing: 100 where the right move is not to leave a message, 0 everywhere else.

    All or nothing, because it is one decision. The scenario names the answer, or the buyer has had as many messages as
    the rubric allows; a rubric that leaves one always hears only the mailbox's own wish. No dimension is graded: there
    are no words to grade. Why and what to do instead are the scenario's own, where it has a right move.
    """
    move = scenario.right_move
    right = rightly_silent(scenario, rubric)
    rule = rubric.rules[RIGHTLY_HUNG_UP if right else HUNG_UP]
    named = move is not None and move.leave is not right
    why = move.why if move is not None and named else rule.why
    fix = move.instead if move is not None and named else rule.fix
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


def rightly_silent(scenario: Scenario, rubric: Rubric) -> bool:
    """Whether leaving no message is the right move with this buyer."""
    move = scenario.right_move
    if scenario.kind == "leave-or-not" and move is not None:
        return not move.leave and (not rubric.leaving.always or bool(scenario.brief.wishes))
    most = rubric.leaving.most
    return most is not None and sum(touch.channel == "voicemail" for touch in scenario.earlier) >= most


def is_hang_up(grade: Grade) -> bool:
    """True for a grade that :func:`grade_hang_up` gave."""
    return not {RIGHTLY_HUNG_UP, HUNG_UP}.isdisjoint([f.rule for f in grade.findings] + [c.rule for c in grade.caps])
