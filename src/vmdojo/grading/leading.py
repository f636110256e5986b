"""Where the reason for the call begins, which is where a buyer begins to listen."""

from __future__ import annotations

from collections.abc import Sequence

from vmdojo.grading.asks import Asked
from vmdojo.grading.automaton import Hit
from vmdojo.grading.case import BESIDE_THE_POINT, Case
from vmdojo.grading.relevance import Match

STRAYS = ("structure.many_topics", "structure.restarts", "structure.padding", "opening.throat_clearing")
"""Faults by each of which a message strays from its point."""
NAME_ONLY = 6
"""Terms of a sentence that gives a name and no more: "It's Meg from Hensure"."""
AFTER = 1.5
"""Seconds beyond the school's bound from which a reason is late that only words beside the point came before. Of 1,900
good messages and better halves of the dev sets five are held late so."""
HALF_SAID = 0.45
"""Strength of a match below which a word of a fact has merely come up."""
SURELY_INTRO = 2.0
"""Log-odds from which a sentence says who calls."""
IDLE, IDLE_SOUND = -2.0, -2.5
"""Log-odds of all acts that bear on the buyer below which a sentence is beside the point: one with a word of a fact,
and one that sounds like something of value."""
COURTEOUS = 10
"""Terms of a question up to which it may be a courtesy: "How is the family?"."""
_TELLING = ("told", "noticed", "gift", "referral")
"""Acts that tell the buyer something."""
_ASKING = ("ask_meeting", "ask_small")
_BEARING = frozenset("you your yours about regarding because since heard saw read re concerning noticed".split())
"""Words that tie what else is in a sentence to the buyer or to the call."""
_I = frozenset("i my me mine we".split())
"""Of whom somebody tells who only tells of himself."""


def find_lead(case: Case, matches: Sequence[Match], reasons: Sequence[Hit], asked: Asked) -> int | None:
    """The term where the reason for the call begins; None where there is none."""
    facts = [match for match in matches if match.clue.kind not in BESIDE_THE_POINT]
    starts = [match.first for match in facts] + [hit.first for hit in reasons]
    strayed_from = _strayed_from(case, starts)
    starts += [ask.first for ask in asked.asks if ask.size == 2]
    late = strayed_from if starts else _said_nothing_until(case)
    if late is None and starts:
        late = _beside_the_point_until(case, facts, reasons, asked)
    return late if late is not None else min(starts, default=None)


def begins(case: Case, term: int) -> float:
    """Seconds into the message at which a term is said."""
    return case.message.words[case.reading.word[term]].begins


def _strayed_from(case: Case, starts: Sequence[int]) -> int | None:
    """Where a message comes back to its point that named a fact at once and then strayed for too long; else None."""
    if len(starts) < 2 or not any(tag in case.tagged for tag in STRAYS):
        return None
    first = min(starts)
    after = min((at for at in starts if at > first), default=first)
    if begins(case, after) - begins(case, first) <= case.rubric.opening.reason_by:
        return None
    strays = any(first < hit.first < after for tag in STRAYS for hit in case.tagged.get(tag, ()))
    return after if strays else None


def _said_nothing_until(case: Case) -> int | None:
    """Behind an opening of sentences that tell the buyer nothing, the first term of the one that might; else None."""
    sentence, first_of = case.reading.sentence, case.reading.first_of
    empty = {sentence[hit.first] for tag in (*STRAYS, "value.all_about_us") for hit in case.tagged.get(tag, ())}
    empty |= case.hollow
    if 0 not in empty:
        return None
    count = len(case.message.sentences)
    first = next((at for at in range(count) if at not in empty and first_of[at + 1] - first_of[at] > NAME_ONLY), count)
    return first_of[first] if first < count else None


def _beside_the_point_until(case: Case, facts: Sequence[Match], reasons: Sequence[Hit], asked: Asked) -> int | None:
    """Where the first thing is said that bears on the buyer, if that is late; else None.

    A word of a fact in the caller's own name ("from the sewing machine stall") bears on nobody, nor does a story about
    his grandfather, nor a question of courtesy.
    """
    sentence, spans = case.reading.sentence, case.reading.spans
    said = [match for match in facts if match.strength >= HALF_SAID and _bears(case, match)]
    named_in = {match.sentence for match in said}
    starts = [match.first for match in said]
    for hit in reasons:
        index = sentence[hit.first]
        if not hit.tag.startswith("value.") or index in named_in or _loudest(case, index) >= IDLE_SOUND:
            starts.append(hit.first)
    by = case.rubric.opening.reason_by + AFTER
    if not starts or begins(case, min(starts)) <= by:
        return None
    asks = [ask.first for ask in asked.asks if ask.size == 2 and len(spans[sentence[ask.first]]) > COURTEOUS]
    return None if asks and begins(case, min(asks)) <= by else min(starts)


def _bears(case: Case, match: Match) -> bool:
    """Whether a word of a fact bears on the buyer or the call, where it stands."""
    said = case.reading.terms[case.reading.first_of[match.sentence] : match.last]
    if not _BEARING.isdisjoint(said):
        return True
    odds = case.done.of
    if odds(match.sentence, "intro") >= SURELY_INTRO:
        return False
    return max(_loudest(case, match.sentence), *[odds(match.sentence, act) for act in _ASKING]) >= IDLE


def _loudest(case: Case, sentence: int) -> float:
    """Log-odds of the likeliest act of a sentence that tells the buyer something; what others did tells, too."""
    odds, span = case.done.of, case.reading.spans[sentence]
    telling = max([odds(sentence, act) for act in _TELLING])
    about_others = _I.isdisjoint(case.reading.terms[span.start : span.stop])
    return max(telling, odds(sentence, "proof")) if about_others else telling
