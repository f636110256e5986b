"""What is made of a fact: whether it is said and tied to something, or only dropped."""

from __future__ import annotations

from collections.abc import Set
from itertools import compress

from vmdojo.grading.case import ANYBODYS, FIRST_PERSON, SAYINGS, Case
from vmdojo.grading.reading import RUN_ON
from vmdojo.grading.relevance import Match
from vmdojo.grading.saying import IDLE, KNOWN, SAYING, SILENT, by_chance, recalled
from vmdojo.grading.topic import on_topic

LINKS = frozenset(("because which when who how if since before until after while where").split())
"""Words that tie a fact to something; "so" is left out, for people sigh it."""

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
LINKING_FRIENDS = (*LINKING, "next_step.email_route")
"""The same between two who know each other: what lies in the mail is about what they both know."""
IDLY = ("tone.intrusive", *ANYBODYS)
"""Tags of words among which a fact is only dropped."""
OWN, OWN_TALK = ("intro", "about_us", "filler", "self_praise"), 0.0
"""Acts of a sentence about the caller, and the log-odds from which it is one."""
ELSEWHERE, A_PEERS = 0.6, 0.0
"""Share of a note that is told as a peer's doing, and the log-odds of a result from which a sentence tells one."""
POINTED = 0.85
"""Share of a note that is tied to a question or a gift, and of which nothing is said that it leads to."""
TELLING, FOLLOWED = ("told", "proof", "referral"), -1.0
"""Acts, and the log-odds of one of them from which a sentence says what a note leads to."""


def said_idly(case: Case, match: Match) -> bool:
    """Whether a fact stands where the buyer only hears how closely he is watched, or a note where he is given nothing.

    Authors' wordings of a dossier's facts are sure enough to speak against the model.
    """
    places = case.reading.sentence
    rules = IDLY if case.dossier.notes is not None else IDLY[:1]
    return any(places[hit.first] == match.sentence for tag in rules for hit in case.tagged.get(tag, ()))


def is_lost(case: Case, match: Match) -> bool:
    """Whether a fact stands in a ramble, lost on somebody who listens, where the message has other sentences."""
    sentences = case.message.sentences
    return len(sentences) > 1 and sentences[match.sentence].last - sentences[match.sentence].first > RUN_ON


def only_a_word(case: Case, match: Match) -> bool:
    """Whether one word of the caller's own trade recalls a note: "we build saunas" is no "sauna stove recalled",
    nor is a word called out where nothing is said."""
    if case.dossier.notes is None or match.last - match.first > 1 or recalled(case, match.sentence):
        return False
    if by_chance(case, match, SILENT):
        return True
    span = case.reading.sentence_terms(match.sentence)
    return not FIRST_PERSON.isdisjoint(case.reading.terms[span.start : span.stop])


def in_silence(case: Case, match: Match) -> bool:
    """Whether a note is only named where the sentence says nothing of the buyer, nor gives or asks him anything."""
    if case.dossier.notes is None or recalled(case, match.sentence):
        return False
    odds = case.done.of
    return all(odds(match.sentence, act) < SILENT for act in SAYING) and any(
        odds(match.sentence, act) >= OWN_TALK for act in OWN
    )


def is_said(case: Case, match: Match) -> bool:
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


def is_linked(case: Case, match: Match) -> bool:
    """Whether the sentence of a fact, or the next, ties it to the buyer or to what it leads to."""
    reading = case.reading
    first = reading.sentence[match.first]
    last = min(match.sentence + 1, len(reading.message.sentences) - 1)
    begin, end = reading.first_of[first], reading.first_of[last + 1]
    if by_chance(case, match, IDLE):
        return False
    if _consequence(case, match, first, last):
        return True
    for name in LINKING_FRIENDS if case.dossier.relationship in KNOWN else LINKING:
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


def elsewhere(case: Case, match: Match) -> bool:
    """Whether a note is said of somebody else: "two schools up the valley share one" tells nothing of this one."""
    reading, odds = case.reading, case.done.of
    return all(
        odds(sentence, "proof") >= max(A_PEERS, odds(sentence, "noticed"))
        and not any(at in reading.spans[sentence] for at in reading.yours)
        for sentence in range(reading.sentence[match.first], reading.sentence[match.last - 1] + 1)
    )


def is_followed(case: Case, match: Match) -> bool:
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
