"""What the message knows of this buyer, and whether it gives a reason for the call."""

from __future__ import annotations

from collections import Counter
from functools import partial
from operator import attrgetter

from vmdojo.grading.asks import Asked
from vmdojo.grading.automaton import Hit
from vmdojo.grading.case import Case
from vmdojo.grading.dating import wrong_dates
from vmdojo.grading.linking import (
    ELSEWHERE,
    POINTED,
    elsewhere,
    in_silence,
    is_followed,
    is_linked,
    is_lost,
    is_said,
    only_a_word,
    said_idly,
)
from vmdojo.grading.listing import read_out
from vmdojo.grading.observing import observation
from vmdojo.grading.relevance import Match, wrong_numbers
from vmdojo.grading.rubric import Rule
from vmdojo.grading.saying import (
    akin,
    alien,
    known_to_both,
    lends_reason,
    says_something,
    speaks_plainly,
)
from vmdojo.grading.telling import STRANGERS
from vmdojo.grading.topic import on_topic

USED = 0.25
"""Worth from which a fact gives the buyer a reason to listen."""
BESIDE_IT = frozenset(("proof", "role"))
"""Kinds of facts that tell of others, or of who signs; without another they are tied to no trouble here."""
MADE_OUT = 38.0
"""Points of relevance that facts earn together from which they can be made out."""
NAMED_ALONE = 0.3
"""Share of an unlinked fact's worth for one that is named and of which nothing at all is said."""
_YOURS = frozenset(("yours",))
_OURS = frozenset(("we", "our", "us", "ours"))
_first = attrgetter("first")


def weigh_facts(case: Case, matches: list[Match], offers: list[Match]) -> list[Match]:
    """Charge the facts; the matches that give the buyer a reason to listen are returned, best first."""
    if not case.dossier.judged:
        case.grounded = True
        return []
    rules = case.rubric.relevance
    worth: list[tuple[float, bool, Match, float]] = []
    told: list[Match] = []
    spoken = False
    bad: list[Match] = []
    row = read_out(case.reading, case.done)
    for match in matches:
        kind = match.clue.kind
        if kind in ("decoy", "stale") or not match.clue.may_tell:
            bad.append(match)
            continue
        if case.hyped(match.sentence):
            continue  # a buzzword that recalls a fact tells nothing of it
        said = not said_idly(case, match) and is_said(case, match)
        if said and match.sentence not in case.hollow:
            spoken = True
            if kind not in BESIDE_IT:
                told.append(match)
        least = USED if said else USED * NAMED_ALONE
        linked = (
            said
            and match.sentence not in case.hollow
            and match.sentence not in row
            and not is_lost(case, match)
            and is_linked(case, match)
        )
        followed = linked and (case.dossier.notes is None or is_followed(case, match))
        share = (1.0 if followed else POINTED) if linked else rules.unlinked if said else rules.unlinked * NAMED_ALONE
        value = rules.kinds.get(kind, 0.7) * match.strength * share
        if case.dossier.notes is not None and elsewhere(case, match):
            value *= ELSEWHERE
        worth.append((value, linked, match, least))
    if all(match.clue.kind == "referral" for _, _, match, _ in worth):
        worth = [(value * rules.name_alone, linked, match, least) for value, linked, match, least in worth]
    worth.sort(key=lambda item: (-item[0], item[2].first))
    listed = _listed([match for _, _, match, _ in worth])
    for index, (value, linked, match, _) in enumerate(worth):
        share = rules.shares[index] if index < len(rules.shares) else 0.0
        if listed and index > 0:
            share = 0.0
        case.charge(
            "relevance.fact_used" if linked else "relevance.fact_named",
            share * value,
            match.first,
            match.last,
            fact=match.clue.id,
        )
    used = [
        match
        for value, linked, match, least in worth
        if value >= least and (linked or not (only_a_word(case, match) or in_silence(case, match)))
    ]
    if used and not spoken and case.dossier.notes is None and case.dossier.relationship in STRANGERS:
        case.charge("relevance.only_named", 0.0, used[0].first, used[0].last)
    case.grounded = bool(told) or case.dossier.relationship not in STRANGERS
    if used and _addressed(case):
        case.charge("relevance.buyer_addressed", rules.addressed)
    for match in bad:
        if any(abs(match.first - good.first) < 3 and good.strength >= match.strength for good in used):
            continue
        if not match.clue.may_tell:
            from vmdojo.grading.hushed import ASKED  # no part of the start without a secret

            if match.strength < ASKED and case.message.sentences[match.sentence].closing == "?":
                continue  # it may guide a question
            case.charge(
                "relevance.told_secret",
                case.points_of("relevance.told_secret"),
                match.first,
                match.last,
                fact=match.clue.id,
            )
        else:
            rule_id = f"relevance.{match.clue.kind}"
            case.charge(
                rule_id,
                case.points_of(rule_id),
                match.first,
                match.last,
                fact=match.clue.id,
                why_not=match.clue.why_not,
            )
    if not used and not (offers and case.dossier.relationship == "inbound"):  # who asked hears the answer in an offer
        # A caller's notes are short; words that none of them foresaw may still be about this buyer.
        tied = any(linked or not only_a_word(case, match) for _, linked, match, _ in worth)
        speaks_to_them = (
            tied
            or any(case.tagged.get(tag) for tag in ("value.insight", "reason.observation"))
            or observation(case) is not None
            or known_to_both(case)
            or lends_reason(case)
        )
        unsure = case.dossier.notes is not None and speaks_to_them and says_something(case)
        to_anybody = bool(case.tagged.get("relevance.generic"))  # a line for everybody is no news in far words
        if unsure and not to_anybody and speaks_plainly(case) and not alien(case):
            case.charge("relevance.far_words", max(0.0, rules.far_words - case.points["relevance"]))
        elif not unsure:
            case.charge("relevance.nothing_used", 0.0)
        elif case.points["relevance"] < MADE_OUT:
            case.charge("relevance.unheard", 0.0)
    wrong = wrong_numbers(case.reading, case.dossier.facts, case.dossier.numbers, used)
    if case.dossier.notes is not None:  # a whole dossier's facts have more than one date to them
        wrong += wrong_dates(case.reading, [match for match in matches if match.clue.may_tell], case.dossier.numbers)
    for place, (clue, first, last, right) in enumerate(wrong):
        found = case.charge(
            "relevance.wrong_number",
            case.points_of("relevance.wrong_number"),
            first,
            last,
            fact=clue.id,
            right=right,
        )
        case.crowded("relevance.wrong_number", place + 1, found)
    grounds = case.dossier.grounds
    claim = (
        grounds.invented(case.reading, case.rubric.little, used=bool(used), akin=partial(akin, case))
        if grounds is not None
        else None
    )
    if claim is not None:
        surely = claim.why != "elsewhere" or not used
        points = case.points_of("relevance.invented") * (1.0 if surely else ELSEWHERE_NAMED)
        case.charge("relevance.invented", points, claim.first, claim.last, capped=surely)
    return used


ELSEWHERE_NAMED = 0.5
"""What of it is charged where a name may lie inside the one that a note has: "your Garki store" in Abuja."""
LISTED = 3
"""Facts of one sentence that are a list."""
COURTESIES, COURTEOUS = ("begging", "filler"), 0.0
"""Acts, and their log-odds from which a sentence's "you" is anybody: "I know you're terribly busy"."""


def _listed(matches: list[Match]) -> bool:
    """Three facts or more in one sentence are a list."""
    return len(matches) >= LISTED and max(Counter([match.sentence for match in matches]).values()) >= LISTED


def _addressed(case: Case) -> bool:
    """Whether the message speaks more of the buyer, or to him, than of the caller's firm."""
    reading, done = case.reading, case.done
    said: dict[int, int] = {}
    for at in (*reading.yours, *reading.where(_YOURS)):
        said[reading.sentence[at]] = said.get(reading.sentence[at], 0) + 1
    missing = max(1, sum(map(reading.terms.count, reading.said & _OURS)))
    if sum(said.values()) < missing:
        return False
    for sentence in said.keys() - case.hollow:
        if max([done.of(sentence, act) for act in COURTESIES]) < COURTEOUS and not case.pushes(sentence):
            missing -= said[sentence]
            if missing <= 0:
                return True
    return False


def reasons(case: Case) -> list[Hit]:
    sentence, hollow = case.reading.sentence, case.hollow
    empty = bytearray(len(sentence))
    giving: list[Rule] = []
    for rule in case.present:
        if rule.no_reason:
            for hit in case.hits(rule):
                empty[hit.first : hit.last] = b"\1" * (hit.last - hit.first)
        if rule.reason and case.applies(rule):
            giving.append(rule)
    found: list[Hit] = []
    for rule in giving:
        problem = rule.id == "reason.problem"
        found += [
            hit
            for hit in case.hits(rule)
            if sentence[hit.first] not in hollow
            and not (problem and case.bare(hit))
            and 1 not in empty[hit.first : hit.last]
        ]
    found.sort(key=_first)
    return found


TAGS = frozenset("would could will can".split())
"""Words that with "you" at its end make a question of a request."""


def asks_about_them(case: Case, asked: Asked) -> bool:
    """A question about the buyer's own work is a reason for a call; one about a meeting is not."""
    terms = case.reading.terms
    for ask in asked.asks:
        if ask.size == 2 and ask.last - ask.first >= 3:
            words = terms[ask.region[0] : ask.region[1]]
            if len(words) > 2 and words[-1] == "you" and words[-2] in TAGS:
                words = words[:-2]  # "Have a look for it, would you?" asks nothing about them
            about_them = any(word in ("you", "your", "yours", "who") for word in words) and len(words) >= 5
            if about_them and on_topic(case, ask.region[0], ask.region[1]):
                return True
    return False
