"""One judgement: every dimension measured, every finding charged once, caps last."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from msgspec.structs import replace

from vmdojo.grading.aside import FALSE_HISTORY, set_aside
from vmdojo.grading.asking import held_back, weigh_ask
from vmdojo.grading.asks import find_asks
from vmdojo.grading.automaton import Hit
from vmdojo.grading.case import Case
from vmdojo.grading.copying import weigh_copies
from vmdojo.grading.dossier import dossier_of
from vmdojo.grading.form import weigh_brevity, weigh_pasted, weigh_people, weigh_sense, weigh_structure
from vmdojo.grading.giving import (
    only_points,
    weigh_canned,
    weigh_next_step,
    weigh_own_praise,
    weigh_shapes,
    weigh_singleness,
    weigh_value,
)
from vmdojo.grading.knowing import asks_about_them, reasons, weigh_facts
from vmdojo.grading.matching import Matcher
from vmdojo.grading.model import DIMENSIONS, Cap, Delivery, Dimension, Grade
from vmdojo.grading.observing import observation
from vmdojo.grading.order import shipped_order
from vmdojo.grading.pointing import BARE_POINTER, bare_pointer
from vmdojo.grading.reciting import recital
from vmdojo.grading.rubric import Rubric, load_rubric
from vmdojo.grading.saying import lends_reason, only_touches
from vmdojo.grading.schools import weigh_schools
from vmdojo.grading.sense import make_sense
from vmdojo.grading.telling import Telling
from vmdojo.grading.undertone import weigh_undertone
from vmdojo.message import Message, parse
from vmdojo.scenarios.model import About, Scenario

_place, _height = attrgetter("start", "end", "rule"), attrgetter("at", "rule")
HELD_DOWN = 0.12
"""Share of a cap that a message loses of which all else is wrong too."""
TOLD = ("value.insight", "value.proof")
"""Virtues that give a reason by themselves: something about the buyer's world was said."""


def grade(
    message: Message | str,
    scenario: Scenario | About | None = None,
    rubric: Rubric | None = None,
    *,
    earlier: Sequence[str] = (),
    delivery: Delivery | None = None,
) -> Grade:
    """Judge one message.

    ``message`` is text, or a Message parsed at the rubric's pace. ``scenario`` is a dossier, a caller's own phrases,
    or None: then relevance is not judged and the other weights fill its place. ``earlier`` are messages already left
    to this buyer, oldest first. ``delivery`` stands beside the total and does not change it. Pure: the same words
    under the same rubric always earn the same grade.
    """
    rubric = rubric or load_rubric()
    parsed = parse(message, rubric.pace) if isinstance(message, str) else message
    graded = _course(Case(parsed, dossier_of(scenario, rubric), rubric, tuple(earlier)))
    if delivery is None:
        return graded
    from vmdojo.grading.delivery import judge_delivery  # only a spoken take pays for it

    return replace(graded, delivery=judge_delivery(delivery))


def _course(case: Case) -> Grade:
    """Everything, in order."""
    if not case.message.words:
        return _empty(case)
    sense = make_sense(case.reading, case.rubric.little, shipped_order(), case.rubric.known)
    if case.dossier.notes is not None:
        matches = case.dossier.notes.find(case.reading)
        offers = case.dossier.noted_offers.find(case.reading) if case.dossier.noted_offers else []
    else:
        matcher = Matcher(case.reading, case.dossier.lookup)
        matches = matcher.find_all(case.dossier.facts)
        offers = matcher.find_all(case.dossier.offers)
    if case.dossier.secrets is not None:
        said = {match.clue.id for match in matches}
        matches += [match for match in case.dossier.secrets.find(case.reading) if match.clue.id not in said]
    set_aside(case, matches)
    pressing = {case.reading.sentence[hit.first] for hit in case.tagged.get("pressure", ())}
    case.telling = Telling(case.reading, case.dossier, case.rubric, matches, offers, pressing)
    weigh_shapes(case)
    given = reasons(case)
    used = weigh_facts(case, matches, offers)
    observed = observation(case)
    if observed is not None:
        case.charge("reason.observation", case.points_of("reason.observation"), *observed)
    asked = find_asks(
        case.reading,
        case.tagged,
        case.rubric.lexicon,
        case.done,
        vague=held_back(case, used),
        spared=case.their_duty,
        settled=case.dossier.relationship == "customer",
        untrue=_untrue(case),
        doubts=case.unsure,
    )
    case.note_asks(asked)
    given = [hit for hit in given if case.tells(hit) and (used or not only_points(case, hit))]
    told = [hit for name in TOLD for hit in case.tagged.get(name, ()) if case.tells(hit)]
    known = any(match.clue.kind != "role" for match in used)
    case.has_reason = bool(given or known or told or observed) or asks_about_them(case, asked) or lends_reason(case)
    case.phrases("relevance")
    weigh_value(case, offers, used, matches)
    forward = weigh_next_step(case, asked, matches)
    if case.dossier.judged:
        recital(case, matches, asked, forward)
    weigh_ask(case, asked, forward, named_topic=bool(used))
    weigh_structure(case, sense, matches, [*given, *told], asked)
    case.phrases("tone")
    weigh_people(case)
    weigh_schools(case, asked)
    weigh_sense(case, sense)
    weigh_copies(case)
    weigh_pasted(case)
    if not case.has_reason or only_touches(case):
        case.charge("reason.none", 0.0)
    weigh_brevity(case, sense)
    weigh_singleness(case)
    pointer = bare_pointer(case)
    if pointer is not None:
        case.charge(BARE_POINTER, case.points_of(BARE_POINTER), pointer.first, pointer.last)
    weigh_canned(case)
    weigh_own_praise(case)
    weigh_undertone(case)
    return _total(case)


def _untrue(case: Case) -> Hit | None:
    """Where a stranger makes up a past, beyond doubt."""
    rule = case.rubric.rules.get(FALSE_HISTORY)
    if rule is None or not case.tagged.get(FALSE_HISTORY) or not case.applies(rule):
        return None
    return next((hit for hit in case.hits(rule) if not (case.unsure(hit) or case.denied(hit))), None)


def _empty(case: Case) -> Grade:
    rule = case.rubric.rules["message.empty"]
    return Grade(
        judge=case.rubric.judge,
        scenario=case.dossier.id,
        total=0.0,
        base=0.0,
        words=0,
        seconds=0.0,
        dimensions={
            name: (Dimension(0.0, case.weights[name]) if name in case.weights else None) for name in DIMENSIONS
        },
        caps=(Cap(rule.id, 0.0, rule.why, rule.fix),),
        findings=(),
    )


def _total(case: Case) -> Grade:
    _one_cap_a_rule(case)
    base = case.base
    total = max(0.0, min(100.0, base + sum([finding.points for finding in case.findings])))
    if case.caps:
        _hold(case, total)
        total = min([total, *[cap.at for cap in case.caps]])
    dimensions: dict[str, Dimension | None] = {}
    for name in DIMENSIONS:
        if name not in case.weights:
            dimensions[name] = None
        elif name == "scariness":
            dimensions[name] = Dimension(
                case.points[name], case.weights[name], level=case.level, tolerated=case.tolerated
            )
        elif name == "brevity":
            dimensions[name] = Dimension(case.points[name], case.weights[name], seconds=case.message.seconds)
        else:
            dimensions[name] = Dimension(case.points[name], case.weights[name])
    return Grade(
        judge=case.rubric.judge,
        scenario=case.dossier.id,
        total=total,
        base=base,
        words=len(case.message.words),
        seconds=case.message.seconds,
        dimensions=dimensions,
        caps=tuple(sorted(case.caps, key=_height)),
        findings=tuple(sorted(case.findings, key=_place)),
    )


def _hold(case: Case, total: float) -> None:
    """Lower each cap a little by what else is wrong, so that of two messages with one fatal fault the better leads."""
    share = 1.0 - HELD_DOWN * (1.0 - total / 100.0)
    case.caps = [replace(cap, at=cap.at * share) for cap in case.caps]


def _one_cap_a_rule(case: Case) -> None:
    lowest: dict[str, Cap] = {}
    for cap in case.caps:
        if cap.rule not in lowest or cap.at < lowest[cap.rule].at:
            lowest[cap.rule] = cap
    case.caps = list(lowest.values())
