"""The coach: one thing done well, at most three fixes, each tried on the message and graded again before it is given.

Fixes are found one after the other, each the best step on top of those before it, so that all can be made together.
Only edits that raise the total are advised as edits, and the gain shown is the one measured. Nothing is promised but
offers of the dossier, nothing claimed but facts of it that may be told; where the coach has no line, it asks.
"""

from __future__ import annotations

from collections.abc import Sequence

from vmdojo.coaching.bank import bank, little
from vmdojo.coaching.hangup import advise_broken_wish, advise_hang_up
from vmdojo.coaching.model import Advice, Fix
from vmdojo.coaching.wording import inert
from vmdojo.grading.dossier import dossier_of
from vmdojo.grading.hangup import is_hang_up
from vmdojo.grading.model import Finding, Grade
from vmdojo.grading.rubric import Rubric
from vmdojo.message.model import Message
from vmdojo.scenarios.model import About, Scenario

LEAVE_IT_FROM = 90.0
"""Total from which a message is left as it is."""
_PRAISED_FROM = 1.5
_NEEDS_COMPANY = (
    *("reason.trigger", "reason.problem", "reason.requested"),
    *("value.insight", "value.benefit", "value.gift", "value.proof"),
)
"""Virtues that are worth a word only in a message that is about the buyer and holds up."""

_SPOILED = ("tone.insult", "tone.threat", "tone.intrusive")
"""Faults beside which nothing is praised."""
_DATES = frozenset(
    "january february march april may june july august september october november december"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)


def advise(
    message: Message,
    scenario: Scenario | About | None,
    result: Grade,
    rubric: Rubric,
    *,
    earlier: Sequence[str] = (),
) -> Advice:
    """The advice on a graded message, or on a hang-up's grade with an empty message. Pure; grades 40 edits at most."""
    buyer = dossier_of(scenario, rubric).words["buyer"]
    said = bank()
    if is_hang_up(result):
        return advise_hang_up(result)
    if not message.words:
        empty = [Fix(c.rule, 0, 0, "", c.why, said.ask.get(c.rule, c.fix), "", 0.0, "ask") for c in result.caps[:1]]
        return Advice("", tuple(empty))
    wish = next((cap for cap in result.caps if cap.rule == "wish.broken"), None)
    if wish is not None:
        move = scenario.right_move if isinstance(scenario, Scenario) else None
        return advise_broken_wish(wish, move, buyer)
    if result.total >= LEAVE_IT_FROM:
        return Advice(f"{said.praise['leave_it']} {_well_done(result, buyer, scenario, ())}".strip(), ())
    from vmdojo.coaching.searching import fixes  # no part of the start where a message is good

    found = fixes(message, scenario, result, rubric, buyer, tuple(earlier))
    return Advice(_well_done(result, buyer, scenario, found), found)


# -- well done -----------------------------------------------------------------------------------------------------


def _well_done(result: Grade, buyer: str, scenario: Scenario | About | None, fixes: Sequence[Fix]) -> str:
    """One thing that the message really does well, with its words; empty where nothing deserves it.

    What a fix takes away is not praised.
    """
    said = bank().praise
    faults = [f for f in result.findings if f.kind == "fault" and f.end > f.start]
    capped = {cap.rule for cap in result.caps}
    if capped & {"deception.false_history", "wish.broken", "sense.no_english", "sense.shuffled"}:
        return ""
    if any(f.rule in _SPOILED for f in faults):
        return ""
    used = any(f.rule == "relevance.fact_used" for f in result.findings) or result.dimensions["relevance"] is None
    best: Finding | None = None
    for finding in result.findings:
        if finding.kind != "virtue" or finding.rule not in said or finding.points < _PRAISED_FROM:
            continue
        if any(_takes(fix, finding) for fix in fixes):
            continue
        if not _quotable(finding) or any(finding.start < f.end and f.start < finding.end for f in faults):
            continue
        if finding.rule in _NEEDS_COMPANY and (not used or result.caps):
            continue  # "I saw you" is no reason, and an aside is no insight, where nothing of theirs is in it
        if best is None or finding.points > best.points:
            best = finding
    if best is None:
        return ""
    who = "this buyer" if buyer == "the buyer" else buyer
    facts = scenario.fact if isinstance(scenario, Scenario) else ()
    sent = any(fact.id == best.fact and fact.kind == "referral" for fact in facts)
    return said["reason.referral" if sent else best.rule].replace("{quote}", inert(best.quote)).replace("{buyer}", who)


def _takes(fix: Fix, finding: Finding) -> bool:
    """Whether a fix leaves the words of a finding out."""
    inside = fix.edit in ("cut", "replace") and fix.start <= finding.start < fix.end
    return inside and " ".join(finding.quote.split()) not in " ".join(fix.rewrite.split())


def _quotable(finding: Finding) -> bool:
    """Whether the words of a virtue can be read back: a phrase of one sentence, or a name or number."""
    quote = inert(finding.quote)
    words = quote.split()
    if not words or len(quote) > 110 or any(mark in quote for mark in ".!?"):
        return False
    telling = any(word[0].isupper() or word[0].isdigit() for word in words)
    if finding.rule == "relevance.fact_used":
        dated = len(words) == 1 and words[0].lower() in _DATES  # a month is nobody's own
        return (len(words) >= 2 or telling) and not dated and len(quote) <= 60
    if finding.rule == "next_step.question" and words[0].lower() not in little("asking"):
        return False
    return len(words) >= (5 if finding.rule in ("reason.trigger", "value.proof") else 3)
