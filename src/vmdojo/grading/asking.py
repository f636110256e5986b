"""What is asked of the buyer, charged against what this acquaintance bears."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from vmdojo.grading.acting import ANY, act_rules, asks_much
from vmdojo.grading.asks import Asked
from vmdojo.grading.automaton import Hit
from vmdojo.grading.case import Case
from vmdojo.grading.relevance import Match
from vmdojo.grading.sizing import LEFT_NUMBER
from vmdojo.grading.telling import STRANGERS

STANDING = {
    "cold": "a stranger",
    "referred": "a friend's friend",
    "inbound": "someone they asked to ring",
    "met": "someone they have met",
    "customer": "a supplier they use",
}

BEARS_FOR_LIFE = 6
"""What of a whole relationship even a customer bears at most: who buys two machines may be asked in for an hour, and
not, on a machine, for all that they will ever buy."""
BESIDE_A_GIFT = 1
"""Level of a number that is left without a word where something else moves things on: it hopes for nothing."""
RELATIONSHIP, COMMITMENT, TOP = 9, 8, 10
"""Sizes of the asks for a relationship and for a commitment, and the highest level."""
SHORT_MEETING = 6
"""Size up to which an ask sinks no message, unless something about it alarms."""
ALARMS = frozenset(("pressure", "vague_important", "false_history", "assumption"))
"""What makes an ask bigger that no acquaintance excuses."""
WORTH_KEEPING = 40.0
"""Points of value from which a message that asks nothing is a tip, not a monologue."""
SURELY_MUCH = 1.6
"""Log-odds of a commitment in words of no list, from which it may hold the whole total."""
HELD_BACK = 1.8
"""Log-odds of a hint at something else from which a fact told beside it does not explain it. No good line of the dev
sets comes above 1.3."""
FREE_TIP, HOPES = 0.4, 0.7
"""Share of the loss for asking nothing, where a number is left behind a tip, and behind a mere reason to ring it."""


def held_back(case: Case, used: Sequence[Match]) -> Hit | None:
    """Where the caller hints at a matter that he does not name; a fact of this buyer that is ``used`` names it.

    Something else that he keeps to himself behind a fact is such a matter still, where the model leaves no doubt:
    "But between us, there's a thing you ought to know before anybody else".
    """
    hints = case.tagged.get("vague")
    if not hints or not case.rubric.scariness.vague:
        return None
    if not used:
        return hints[0]
    told, sentence, done, kept = {match.sentence for match in used}, case.reading.sentence, case.done, _keeping()
    for hit in hints:
        at, ends = sentence[hit.first], sentence[hit.last - 1]
        if at in told or ends in told:
            continue
        if at < ends or done.of(at, "mystery") >= HELD_BACK or not kept.isdisjoint(case.reading.sayings[at][0]):
            return hit
    return None


@lru_cache(maxsize=1)
def _keeping() -> frozenset[str]:
    """Words of which a sentence that keeps something from a machine, or until there is talk, holds one."""
    return frozenset([word for rule in act_rules() if rule.name == "mystery" for word in rule.helped_by])


def weigh_ask(case: Case, asked: Asked, forward: bool, *, named_topic: bool) -> None:
    """Charge what is asked for, against what this buyer bears; ``named_topic`` says whether a fact names the topic."""
    case.level = asked.level
    if asked.largest is None and asked.level == LEFT_NUMBER and forward:
        case.level = BESIDE_A_GIFT
    tolerated = case.tolerated
    if asked.largest is not None and asked.largest.name in case.rubric.scariness.welcome:
        tolerated = case.tolerated = max(tolerated, asked.largest.size)
    table = case.rubric.scariness.points
    for_life = asked.largest is not None and asked.largest.size >= RELATIONSHIP
    borne = min(tolerated, BEARS_FOR_LIFE) if for_life else tolerated
    shifted = max(0, min(10, asked.level - (borne - 3)))
    loss = table[shifted] - 100.0
    words: dict[str, Any] = {
        "level": asked.level,
        "tolerated": borne,
        "standing": STANDING[case.dossier.relationship],
    }
    if not forward and (asked.level <= tolerated or asked.largest is None):
        left = bool(case.tagged.get("next_step.number"))
        tip = left and case.points["value"] >= WORTH_KEEPING
        case.charge("ask.nothing_to_fear", -100.0 * (FREE_TIP if tip else HOPES if left and case.has_reason else 1.0))
    names = {modifier.name: modifier for modifier in asked.modifiers}
    big = asked.largest
    if asked.vague is not None:
        vague = asked.vague
        case.charge("ask.vague_important", loss, vague.first, vague.last, capped=not named_topic, **words)
        loss = 0.0
    if big is not None and asked.level > borne:
        first, last = _ask_span(case, big.first, big.last, asked)
        big_rule = "ask.too_big" if shifted >= 6 or asked.level >= 7 else "ask.chore"
        if _grand(case, big.size, asked):
            big_rule = "ask.grand"
        case.charge(big_rule, loss, first, last, **words)
        loss = 0.0
        if big_rule == "ask.grand":
            case.charge("ask.too_big", 0.0, first, last, **words)
    for name, rule_id in (
        ("pressure", "ask.pressure"),
        ("stacked", "ask.stacked"),
        ("assumption", "ask.assumptive"),
    ):
        if name in names:
            modifier = names[name]
            case.charge(rule_id, loss, modifier.first, modifier.last, **words)
            loss = 0.0
    wedded = big is not None and big.size >= RELATIONSHIP and case.dossier.relationship in STRANGERS
    # No courtesy shrinks a marriage.
    reached = asked.level
    if asked.vague is not None and named_topic:  # what is hinted at frightens; what is asked need not be much
        reached = big.size if big is not None else 0
    beyond = tolerated + case.rubric.scariness.out_of_reach
    slight = big is not None and big.size <= SHORT_MEETING and not _alarming(asked)
    if wedded or (
        not slight and not _faint(case, asked) and reached >= (TOP if beyond > TOP and _alarming(asked) else beyond)
    ):
        span = (big.first, big.last) if big is not None else (0, 0)
        case.charge("ask.out_of_reach", 0.0, *span, **words)
    case.phrases("scariness")
    for wish in case.dossier.wishes:
        case.charge("wish.broken", case.points_of("wish.broken"), wish=wish)


def _alarming(asked: Asked) -> bool:
    """Whether also who knows the caller backs off: a push, a hint, a made-up past, a yes taken for granted,
    or all of it wanted; not a visit of half an hour too many."""
    big = asked.largest
    return (
        big is None
        or big.size >= RELATIONSHIP
        or not ALARMS.isdisjoint([modifier.name for modifier in asked.modifiers])
    )


def _faint(case: Case, asked: Asked) -> bool:
    """Whether only the model hears a commitment, none too surely, and nothing makes it bigger: "May we do one aisle
    overnight, free?"."""
    big = asked.largest
    return (
        big is not None
        and big.name == ANY
        and asked.level == COMMITMENT
        and asks_much(case.done, case.reading.sentence[big.first]) < SURELY_MUCH
    )


def _grand(case: Case, size: int, asked: Asked) -> bool:
    """Whether everything is wanted, or of one who is no customer a commitment that scope or time make everything."""
    if case.dossier.relationship == "customer":
        return size >= RELATIONSHIP
    bound = any(modifier.by > 0 and modifier.name in ("scope", "permanence") for modifier in asked.modifiers)
    return size >= RELATIONSHIP or (size == COMMITMENT and asked.level >= TOP and bound)


def _ask_span(case: Case, first: int, last: int, asked: Asked) -> tuple[int, int]:
    """The ask's own words with those that made it bigger, if they stand together."""
    for modifier in asked.modifiers:
        if (
            modifier.by > 0
            and abs(modifier.first - first) <= 6
            and case.reading.sentence[modifier.first] == case.reading.sentence[first]
        ):
            first, last = min(first, modifier.first), max(last, modifier.last)
    return first, last
