"""What the buyer keeps, and what happens next."""

from __future__ import annotations

from vmdojo.grading.asks import Asked
from vmdojo.grading.case import Case
from vmdojo.grading.relevance import Match
from vmdojo.grading.rubric import Rule
from vmdojo.grading.sense import QUESTIONS

KNOWN = frozenset(("inbound", "met", "customer"))
CONCRETE = 1.5
"""Someone who asked, or knows the caller, is better served by a day and an hour than by "some time"."""


def weigh_value(case: Case, offers: list[Match], used: list[Match]) -> None:
    for rule in case.rubric.phrase_rules:
        if rule.dimension == "value" and rule.kind == "virtue" and case.applies(rule):
            if rule.offer:
                _offer(case, rule, offers)
            elif not (rule.no_reason and used):
                case.virtue(rule)
    case.phrases("value", virtues=False)
    if case.points["value"] <= 0.0:
        case.charge("value.none", 0.0)


def _offer(case: Case, rule: Rule, offers: list[Match]) -> None:
    """A promise counts when the dossier holds it; without a dossier it is believed if it names a thing."""
    hits = case.hits(rule)
    if not hits:
        return
    if not case.dossier.knows_offers:
        case.charge(rule.id, rule.points, hits[0].first, hits[0].last)
        return
    for match in offers:
        for hit in hits:
            if (
                case.reading.sentence[hit.first] <= match.sentence <= case.reading.sentence[hit.first] + 1
                or match.first <= hit.first <= match.last
            ):
                first, last = min(hit.first, match.first), max(hit.last, match.last)
                if case.reading.sentence[first] != case.reading.sentence[last - 1]:
                    first, last = match.first, match.last
                case.charge(rule.id, rule.points, first, last, fact=match.clue.id)
                return
    if case.dossier.offers:
        case.charge("value.offer_unknown", 0.0, hits[0].first, hits[0].last, offer=case.dossier.offers[0].text)


def weigh_next_step(case: Case, asked: Asked) -> bool:
    """Charge what follows; whether anything does."""
    forward = False
    questions = [ask for ask in asked.asks if ask.size in (2, 3)]
    if questions:
        ask = questions[-1]
        case.charge("next_step.question", case.points_of("next_step.question"), ask.first, ask.last)
        forward = True
    bigger = [ask for ask in asked.asks if ask.size >= 4]
    if bigger and (not questions or case.dossier.relationship in KNOWN):
        ask = bigger[0]
        points = case.points_of("next_step.ask")
        if case.dossier.relationship in KNOWN and ask.size == 7:
            points *= CONCRETE
        case.charge("next_step.ask", points, ask.first, ask.last)
    forward = forward or bool(bigger)
    for rule in case.rubric.phrase_rules:
        if rule.dimension == "next_step" and rule.kind == "virtue":
            if case.tagged.get(rule.id) and rule.id != "next_step.easy_out":
                forward = True
            case.virtue(rule)
    case.phrases("next_step", virtues=False)
    kinds = {ask.name for ask in asked.asks if ask.size >= 4 and ask.name != "a call if you like"}
    if len(kinds) >= 2:
        case.charge("next_step.several", case.points_of("next_step.several"), count=len(kinds))
    asked_aloud = sum(1 for sentence in case.message.sentences if sentence.closing == "?")
    if asked_aloud > QUESTIONS:
        case.charge("sense.interrogation", case.points_of("sense.interrogation"), count=asked_aloud)
    if not forward:
        case.charge("next_step.none", 0.0)
    return forward
