"""Facts, or the parts of a message, read out like a list: they lead to nothing."""

from __future__ import annotations

from collections import Counter

from vmdojo.grading.asks import Asked
from vmdojo.grading.case import SAYINGS, Case
from vmdojo.grading.figures import NUMBER_WORDS
from vmdojo.grading.relevance import Match
from vmdojo.grading.saying import KNOWN

PURPOSE = 7
"""The largest ask that gives a list of facts a point: a marriage proposal gives it none."""


def recital(case: Case, matches: list[Match], asked: Asked) -> None:
    """Three facts or more that lead to nothing: no consequence, nothing to keep, nothing asked."""
    facts = [match for match in matches if match.clue.kind not in ("decoy", "stale")]
    in_one = Counter([match.sentence for match in facts if not _argues(case, match.sentence)]) if facts else {}
    if max(in_one.values(), default=0) >= READ_OUT and case.dossier.notes is None:
        case.charge("sense.recital", case.points_of("sense.recital"), facts[0].first, facts[0].last)
        return
    scraps = [sentence for sentence in range(len(case.message.sentences)) if _scrap(case, sentence)]
    if len(scraps) >= ALL_SCRAPS:
        span = case.reading.sentence_terms(scraps[0])
        case.charge("sense.recital", case.points_of("sense.recital"), span.start, span.stop)
        return
    if len(facts) < 3 or case.dossier.relationship in KNOWN:
        return
    worth = any(
        case.tells(hit) if tag == "value.insight" else tag not in SAYINGS or not case.bare(hit)
        for tag in ("value.gift", "value.proof", "value.benefit", "value.insight")
        for hit in case.tagged.get(tag, ())
    )
    if len({match.sentence for match in facts if _fragment(case, match.sentence)}) >= SCRAPS:
        case.charge("sense.recital", case.points_of("sense.recital"), facts[0].first, facts[0].last)
        return
    if not worth and not any(2 <= ask.size <= PURPOSE for ask in asked.asks):
        case.charge("sense.recital", case.points_of("sense.recital"), facts[0].first, facts[0].last)


READ_OUT = 4
"""Facts of one sentence that are a list read out, whoever hears it. No strong sample of the library has over three."""
ARGUING = frozenset("once whether because so which if means unless while until".split())
ARGUED = 2
"""Such words of one sentence from which it argues: "Once the co-op ends, the city bids, whether or not ..." """
SCRAPS = 3
"""Facts in so many sentences without a verb are a list read out. Of 440 good messages none holds two."""
SCRAP = 10
"""Terms of such a sentence at most."""


ALL_SCRAPS, SHORT_SCRAP = 4, 7
"""Sentences of at most so many terms, each without a verb, that make a message a list, of facts or of stage directions.
Of 620 good messages none has four."""


def _scrap(case: Case, sentence: int) -> bool:
    """Whether a sentence is a scrap of a list; the caller's name and number are none."""
    span = case.reading.sentence_terms(sentence)
    return (
        2 <= len(span) <= SHORT_SCRAP
        and case.done.of(sentence, "intro") <= 0.0
        and not any(case.reading.kinds[at] == "#phone" for at in span)
        and _fragment(case, sentence)
    )


def _argues(case: Case, sentence: int) -> bool:
    """Whether a sentence says how one thing leads to another, however many facts it takes."""
    terms = case.reading.terms
    return sum(terms[at] in ARGUING for at in case.reading.sentence_terms(sentence)) >= ARGUED


def _fragment(case: Case, sentence: int) -> bool:
    """Whether a sentence only names a thing: "A 1987 boiler." """
    span = case.reading.sentence_terms(sentence)
    little = case.rubric.little
    if len(span) > SCRAP or case.message.sentences[sentence].closing == "?":
        return False
    terms = case.reading.terms
    return not any(
        little.get(terms[at]) in ("verb", "modal", "subject")
        or (terms[at].endswith("ed") and case.reading.stems[at] != terms[at] and terms[at] not in NUMBER_WORDS)
        for at in span
    )
