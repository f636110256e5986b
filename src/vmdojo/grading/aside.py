"""Sentences that a judgement sets aside before it weighs anything.

They tell of duties of the buyer's own, of a past that is known to be true, or give no reason however they sound.
"""

from __future__ import annotations

from collections.abc import Sequence

from vmdojo.grading.asking_words import asking_words
from vmdojo.grading.case import BESIDE_THE_POINT, FIRST_PERSON, Case
from vmdojo.grading.relevance import Match, spoken_terms

EMPTY_PRAISE = ("tone.flattery", "tone.scripted")
EMPTY_TALK = ("structure.padding", "tone.self_praise", "tone.jargon")
REPROACHES = ("tone.guilt", "pressure", "tone.threat", "tone.insult", "value.needs_fishing")
FALSE_HISTORY = "deception.false_history"
SURELY_PAST = 1.0
"""Log-odds of a made-up past from which a fact in the same sentence does not make it true."""


def set_aside(case: Case, matches: Sequence[Match]) -> None:
    """Mark all of them, once it is known which facts are named where."""
    _duties(case, matches)
    _known_past(case, matches)
    _hollow(case, matches)


def _duties(case: Case, matches: Sequence[Match]) -> None:
    """Take nothing for pressure, and for no ask, that a fact lays on the buyer and the caller has no part in."""
    duties = asking_words().duty_known
    terms, sentence = case.reading.terms, case.reading.sentence
    theirs: set[int] = set()
    for match in matches:
        span = case.reading.sentence_terms(match.sentence)
        said = terms[span.start : span.stop]
        if duties.isdisjoint(said) or not FIRST_PERSON.isdisjoint(said):
            continue
        if not duties.intersection(said).isdisjoint(spoken_terms(match.clue.text)):
            theirs.add(match.sentence)
    case.their_duty = frozenset(theirs)
    if theirs:
        for tag in ("pressure", "deadline", *case.rubric.lexicon.objects, *case.rubric.lexicon.raises):
            if tag in case.tagged:
                case.tagged[tag] = [hit for hit in case.tagged[tag] if sentence[hit.first] not in theirs]


def _known_past(case: Case, matches: Sequence[Match]) -> None:
    """Take no sentence for a made-up past by its shape alone where it tells what the dossier tells.

    A stranger's fact proves no acquaintance, though, where the shape leaves little doubt: "thanks for the go-ahead on
    your second oven".
    """
    hits = case.tagged.get(FALSE_HISTORY)
    if not hits:
        return
    at, stranger = case.reading.sentence, case.dossier.relationship == "cold"
    known = {match.sentence for match in matches if match.clue.kind not in BESIDE_THE_POINT}
    if stranger:
        known = {sentence for sentence in known if case.done.of(sentence, "false_past") < SURELY_PAST}
    case.tagged[FALSE_HISTORY] = [hit for hit in hits if not case.guessed(hit) or at[hit.first] not in known]


def _hollow(case: Case, matches: Sequence[Match]) -> None:
    """Note the sentences whose words give no reason and no insight, however they sound."""
    sentence, tagged = case.reading.sentence, case.tagged
    beside = {at.sentence for at in matches if at.clue.kind in BESIDE_THE_POINT}
    for tag in EMPTY_PRAISE:
        if tag in tagged:
            beside.update([sentence[hit.first] for hit in tagged[tag] if not case.guessed(hit)])
    for tag in EMPTY_TALK:
        if tag in tagged:
            beside.update([sentence[hit.first] for hit in tagged[tag]])
    beside.update([sentence[at] for at, kind in case.reading.marked.items() if kind == "#slot"])
    if beside:
        beside.difference_update([at.sentence for at in matches if at.clue.kind not in BESIDE_THE_POINT])
    for tag in REPROACHES:
        if tag in tagged:
            beside.update([sentence[hit.first] for hit in tagged[tag] if not case.guessed(hit)])
    case.hollow = frozenset(beside)
