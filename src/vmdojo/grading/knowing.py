"""What the message knows of this buyer, and whether it gives a reason for the call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from functools import partial
from itertools import compress
from operator import attrgetter

from vmdojo.grading.asking_words import asking_words
from vmdojo.grading.asks import Asked
from vmdojo.grading.automaton import Hit
from vmdojo.grading.case import ANYBODYS, FIRST_PERSON, SAYINGS, Case
from vmdojo.grading.dating import wrong_dates
from vmdojo.grading.listing import read_out
from vmdojo.grading.observing import observation
from vmdojo.grading.reading import RUN_ON
from vmdojo.grading.relevance import Match, wrong_numbers
from vmdojo.grading.saying import (
    IDLE,
    SAYING,
    SILENT,
    akin,
    alien,
    by_chance,
    known_to_both,
    lends_reason,
    recalled,
    says_something,
    speaks_plainly,
)
from vmdojo.grading.telling import STRANGERS

LINKS = frozenset(("because which when who how if since before until after while where").split())
"""Words that tie a fact to something; "so" is left out, for people sigh it."""

_first = attrgetter("first")

USED = 0.25
"""Worth from which a fact gives the buyer a reason to listen."""

BESIDE_IT = frozenset(("proof", "role"))
"""Kinds of facts that tell of others, or of who signs; without another they are tied to no trouble here."""

NAMED_ALONE = 0.3
"""Share of an unlinked fact's worth for one that is named and of which nothing at all is said."""

ANSWERABLE = 0.5
"""Log-odds that a sentence is a small question about the buyer's work, from which it is one whatever it names."""

_YOURS = frozenset(("yours",))
_OURS = frozenset(("we", "our", "us", "ours"))

POINTERS = frozenset("yours that those this these it them they one ones which either there its their".split())
"""Words by which a question points back at what was just said."""


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
        said = not _said_idly(case, match) and _said(case, match)
        if said and match.sentence not in case.hollow:
            spoken = True
            if kind not in BESIDE_IT:
                told.append(match)
        least = USED if said else USED * NAMED_ALONE
        linked = (
            said
            and match.sentence not in case.hollow
            and match.sentence not in row
            and not _lost(case, match)
            and _linked(case, match)
        )
        followed = linked and (case.dossier.notes is None or _followed(case, match))
        share = (1.0 if followed else POINTED) if linked else rules.unlinked if said else rules.unlinked * NAMED_ALONE
        value = rules.kinds.get(kind, 0.7) * match.strength * share
        if case.dossier.notes is not None and _elsewhere(case, match):
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
        if value >= least and (linked or not (_only_a_word(case, match) or _in_silence(case, match)))
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
        tied = any(linked or not _only_a_word(case, match) for _, linked, match, _ in worth)
        speaks_to_them = (
            tied
            or any(case.tagged.get(tag) for tag in ("value.insight", "reason.observation"))
            or observation(case) is not None
            or known_to_both(case)
            or lends_reason(case)
        )
        unsure = case.dossier.notes is not None and speaks_to_them and says_something(case)
        far = "relevance.far_words" if unsure and speaks_plainly(case) and not alien(case) else "relevance.unheard"
        case.charge(far if unsure else "relevance.nothing_used", 0.0)
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
        case.charge("relevance.invented", case.points_of("relevance.invented"), claim.first, claim.last)
    return used


IDLY = ("tone.intrusive", *ANYBODYS)
"""Tags of words among which a fact is only dropped."""


def _said_idly(case: Case, match: Match) -> bool:
    """Whether a fact stands where the buyer only hears how closely he is watched, or a note where he is given nothing.

    Authors' wordings of a dossier's facts are sure enough to speak against the model.
    """
    places = case.reading.sentence
    rules = IDLY if case.dossier.notes is not None else IDLY[:1]
    return any(places[hit.first] == match.sentence for tag in rules for hit in case.tagged.get(tag, ()))


def _lost(case: Case, match: Match) -> bool:
    """Whether a fact stands in a ramble, lost on somebody who listens, where the message has other sentences."""
    sentences = case.message.sentences
    return len(sentences) > 1 and sentences[match.sentence].last - sentences[match.sentence].first > RUN_ON


def _only_a_word(case: Case, match: Match) -> bool:
    """Whether one word of the caller's own trade recalls a note: "we build saunas" is no "sauna stove recalled",
    nor is a word called out where nothing is said."""
    if case.dossier.notes is None or match.last - match.first > 1 or recalled(case, match.sentence):
        return False
    if by_chance(case, match, SILENT):
        return True
    span = case.reading.sentence_terms(match.sentence)
    return not FIRST_PERSON.isdisjoint(case.reading.terms[span.start : span.stop])


OWN, OWN_TALK = ("intro", "about_us", "filler", "self_praise"), 0.0
"""Acts of a sentence about the caller, and the log-odds from which it is one."""


def _in_silence(case: Case, match: Match) -> bool:
    """Whether a note is only named where the sentence says nothing of the buyer, nor gives or asks him anything."""
    if case.dossier.notes is None or recalled(case, match.sentence):
        return False
    odds = case.done.of
    return all(odds(match.sentence, act) < SILENT for act in SAYING) and any(
        odds(match.sentence, act) >= OWN_TALK for act in OWN
    )


def on_topic(case: Case, first: int, last: int) -> bool:
    """Whether a question is about the buyer's work: it names something of the dossier, or points back at it."""
    reading = case.reading
    if not case.dossier.topics:
        return True
    if _elliptic(case, first, last):
        return True
    if case.dossier.notes is not None and case.done.of(reading.sentence[first], "ask_small") >= ANSWERABLE:
        return True
    return any(
        reading.stems[at] in case.dossier.topics or reading.terms[at] in POINTERS
        for at in range(first, min(last, len(reading.terms)))
    )


ELLIPTIC = 3
"""Terms up to which a question of little words alone asks about what stands before it: "Shall I?", "Or not?"."""


def _elliptic(case: Case, first: int, last: int) -> bool:
    """Whether a question can only mean what was just said."""
    sentence = case.reading.sentence[first]
    if last - first > ELLIPTIC or not sentence or case.reading.first_of[sentence] != first:
        return False
    little, modals = case.rubric.little, asking_words().modal
    words = case.reading.terms[first:last]
    return sentence - 1 not in case.hollow and all(little.get(term) or term in modals for term in words)


def _said(case: Case, match: Match) -> bool:
    """Whether the sentence of a fact, or one beside it, says anything beside naming it."""
    first = max(0, case.reading.sentence[match.first] - 1)
    last = min(match.sentence + 1, len(case.message.sentences) - 1)
    if match.clue.kind == "referral" and any(
        case.reading.sentence[hit.first] == match.sentence for hit in case.tagged.get("reason.referral", ())
    ):
        return True  # "Tom said to ring you" is all there is to say
    if not case.telling.results.isdisjoint(range(first, last + 1)) or recalled(case, match.sentence):
        return True  # what it led to elsewhere, or what both of them remember
    return case.telling.says(first, last) or _consequence(case, match, first, last, case.telling.named)


def _consequence(case: Case, match: Match, first: int, last: int, but: Set[str] = frozenset()) -> bool:
    """Whether sentences say what a fact leads to, as the dossier has it, in other words than ``but``."""
    reading = case.reading
    means, recited = match.clue.means - but, case.telling.recited
    begin, stop = reading.first_of[first], reading.first_of[last + 1]
    said = compress(range(begin, stop), map(means.__contains__, reading.stems[begin:stop]))
    return bool(means) and sum(at not in recited for at in said) >= min(2, len(means))


def _linked(case: Case, match: Match) -> bool:
    """Whether the sentence of a fact, or the next, ties it to the buyer or to what it leads to."""
    reading = case.reading
    first = reading.sentence[match.first]
    last = min(match.sentence + 1, len(reading.message.sentences) - 1)
    begin, end = reading.first_of[first], reading.first_of[last + 1]
    if by_chance(case, match, IDLE):
        return False
    if _consequence(case, match, first, last):
        return True
    for name in LINKING:
        for hit in case.tagged.get(name, ()):
            # words that only name the fact itself do not tie it to anything
            if (
                begin <= hit.first < end
                and reading.sentence[hit.first] not in case.soured
                and not (match.first <= hit.first and hit.last <= match.last)
                and not (name in SAYINGS and case.bare(hit))
                and (name != "value.insight" or case.telling.says(reading.sentence[hit.first]))
            ):
                return True
    for index in range(first, last + 1):
        span = reading.sentence_terms(index)
        own_words = match.first if index == first else -1
        if reading.message.sentences[index].closing == "?" and (
            own_words >= 0 or on_topic(case, span.start, span.stop)
        ):
            return True
    own = reading.terms[begin : reading.first_of[first + 1]]
    return ("you" in own or "your" in own) and not LINKS.isdisjoint(own)


LINKING = (
    "value.insight",
    "reason.problem",
    "value.gift",
    "value.benefit",
    "value.proof",
    "reason.referral",
    "reason.requested",
)
"""Rules whose words tie a fact beside them to something."""
ELSEWHERE, A_PEERS = 0.6, 0.0
"""Share of a note that is told as a peer's doing, and the log-odds of a result from which a sentence tells one."""


def _elsewhere(case: Case, match: Match) -> bool:
    """Whether a note is said of somebody else: "two schools up the valley share one" tells nothing of this one."""
    reading, odds = case.reading, case.done.of
    return all(
        odds(sentence, "proof") >= max(A_PEERS, odds(sentence, "noticed"))
        and not any(at in reading.spans[sentence] for at in reading.yours)
        for sentence in range(reading.sentence[match.first], reading.sentence[match.last - 1] + 1)
    )


POINTED = 0.85
"""Share of a note that is tied to a question or a gift, and of which nothing is said that it leads to."""
TELLING, FOLLOWED = ("told", "proof", "referral"), -1.0
"""Acts, and the log-odds of one of them from which a sentence says what a note leads to."""


def _followed(case: Case, match: Match) -> bool:
    """Whether the sentence of a note, or the next, says what it leads to."""
    reading = case.reading
    first = reading.sentence[match.first]
    last = min(match.sentence + 1, len(reading.message.sentences) - 1)
    if any(
        first <= reading.sentence[hit.first] <= last
        for name in ("value.insight", "value.proof", "reason.problem", "reason.referral", "reason.requested")
        for hit in case.tagged.get(name, ())
    ):
        return True
    return any(case.done.of(sentence, act) >= FOLLOWED for sentence in range(first, last + 1) for act in TELLING)


LISTED = 3
"""Facts of one sentence that are a list."""


def _listed(matches: list[Match]) -> bool:
    """Three facts or more in one sentence are a list."""
    return len(matches) >= LISTED and max(Counter([match.sentence for match in matches]).values()) >= LISTED


COURTESIES, COURTEOUS = ("begging", "filler"), 0.0
"""Acts, and their log-odds from which a sentence's "you" is anybody: "I know you're terribly busy"."""


def _addressed(case: Case) -> bool:
    """Whether the message speaks more of the buyer, or to him, than of the caller's firm."""
    reading, done = case.reading, case.done
    said: dict[int, int] = {}
    for at in (*reading.yours, *reading.where(_YOURS)):
        said[reading.sentence[at]] = said.get(reading.sentence[at], 0) + 1
    missing = max(1, sum(map(reading.terms.count, reading.said & _OURS)))
    for sentence in said.keys() - case.hollow:
        if max([done.of(sentence, act) for act in COURTESIES]) < COURTEOUS and not case.pushes(sentence):
            missing -= said[sentence]
            if missing <= 0:
                return True
    return False


def reasons(case: Case) -> list[Hit]:
    sentence, hollow = case.reading.sentence, case.hollow
    empty = bytearray(len(sentence))
    for rule in case.present:
        if rule.no_reason:
            for hit in case.hits(rule):
                empty[hit.first : hit.last] = b"\1" * (hit.last - hit.first)
    found: list[Hit] = []
    for rule in case.present:
        if rule.reason and case.applies(rule):
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
