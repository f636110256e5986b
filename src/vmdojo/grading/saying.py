"""Whether sentences say anything to this buyer, in whatever words: what the fitted model knows beside the phrases.

No list foresees how a gifted seller says that a wing opens in May. Where no phrase and no note is heard, the odds of
what the sentences do decide whether the message is empty, or only beyond the judge's ears.
"""

from __future__ import annotations

from collections.abc import Iterable

from vmdojo.grading.case import Case
from vmdojo.grading.relevance import Match

KNOWN = frozenset(("inbound", "met", "customer"))
"""Relationships in which the buyer knows the caller."""
SAYING = ("noticed", "told", "proof", "gift", "ask_small")
"""What a sentence does that is about the buyer or of use to him."""
EMPTY_TOUCH = "reason.empty_touch"
SILENT = -1.0
"""Log-odds of each such act in every sentence, below which a message says nothing that could be a note in far words."""
IDLE = -4.2
"""Log-odds of each such act in the sentence and the next, below which one word of a note there is a coincidence:
"you know, like, stuff with the counter" knows nothing of the third counter in Mesa."""
AGREED = 0.0
"""Log-odds that a sentence states the buyer's own news or a result, from which it speaks to somebody one has met."""
FAINT, BESIDE, MOST_BESIDE = -4.0, 0.5, 4.0
"""Log-odds of the likeliest news, below which nothing lends a message a reason; the share that the odds of a gift, a
result or a question on the buyer's work add, and up to how much of them."""
ALIEN = 0.03
"""Closeness (see ``notes.py``) below which a message is about something else than the notes: so are two of five about
other firms, and three of a hundred about this one, most of which say one of the notes in its own words."""
AMONG_FRIENDS = -4.0
"""Such log-odds from which a message has a reason for somebody who knows the caller or asked for him: "the yearly test
falls on the sixteenth" is plain talk between a firm and its customer. Of twelve who only came by all lie below."""
AKIN = 0.3
"""Closeness that one message of fifty about another firm reaches."""
RECALLED = -1.2
"""Log-odds that a sentence claims something common, from which it does."""
NO_NEWS, LITTLE_GIVEN, WELL_KNOWN = -1.4, 10.0, 38.0
"""Such log-odds, and points of value and of relevance, below which "just checking in" is all that is said. In the dev
sets it holds two attacks with a bare touch, one message that its author calls bad, one middling, no good one."""
REASON, PLAINLY = -1.0, 0.5
"""Such log-odds from which a message has a reason, and from which it certainly speaks of something, though no note be
heard in it."""


def _most(case: Case, acts: Iterable[str]) -> float:
    """The highest log-odds of any of some acts in a sentence that neither hurts nor presses nor is idle talk.

    To a stranger an empty touch is idle too; somebody one knows may hear in it what was between the two.
    """
    idle = case.hollow | case.soured
    if case.dossier.relationship not in KNOWN:
        idle |= _empty(case)
    sound = [
        index
        for index in range(len(case.message.sentences))
        if index not in idle and case.done.odds[index] is not None and not case.pushes(index)
    ]
    return max((case.done.of(index, act) for act in acts for index in sound), default=-99.0)


def _empty(case: Case) -> frozenset[int]:
    """Sentences that only touch base."""
    return frozenset(case.reading.sentence[hit.first] for hit in case.tagged.get(EMPTY_TOUCH, ()))


def says_something(case: Case) -> bool:
    """Whether any sentence but an empty touch may be about this buyer or of use to him, in whatever words."""
    empty = case.hollow | _empty(case)
    return any(
        case.done.of(sentence, act) >= SILENT
        for sentence in range(len(case.message.sentences))
        if sentence not in empty
        for act in SAYING
    )


def speaks_plainly(case: Case) -> bool:
    """Whether the sentences certainly say something of use, though none of the caller's notes is heard in them."""
    return _news(case) >= PLAINLY


def alien(case: Case) -> bool:
    """Whether what is said is so far from all that the caller noted that it is most likely meant for another firm."""
    notes = case.dossier.notes
    return notes is not None and notes.closeness(case.reading)[0] < ALIEN


def akin(case: Case) -> bool:
    """Whether what is said is so close to what the caller noted that it is most likely meant by it."""
    notes = case.dossier.notes
    return notes is not None and notes.closeness(case.reading)[0] >= AKIN


def lends_reason(case: Case) -> bool:
    """Whether the sentences together most likely give the buyer a reason to listen, where no phrase was found."""
    # Where nobody said what the caller knows, a plain word may mean what only those two understand.
    strange = case.dossier.relationship == "cold" and case.dossier.judged
    return _news(case) >= (REASON if strange else AMONG_FRIENDS) or _recalls(case)


def only_touches(case: Case) -> bool:
    """Whether somebody whom the buyer knows says that he only rings to ring, gives nothing, and brings no news.

    Of a stranger's message an empty touch is idle talk anyhow.
    """
    return (
        EMPTY_TOUCH in case.charged
        and case.dossier.relationship in KNOWN
        and case.points["value"] < LITTLE_GIVEN
        and case.points.get("relevance", 0.0) < WELL_KNOWN
        and _news(case) < NO_NEWS
        and not _recalls(case)
    )


def _recalls(case: Case) -> bool:
    """Whether the caller comes back to what was between the two of them. What a stranger makes up is true of these."""
    return case.dossier.relationship in KNOWN and _most(case, ("false_past",)) >= RECALLED


def recalled(case: Case, sentence: int) -> bool:
    """Whether a sentence most likely comes back to what was between two who know each other."""
    return (
        case.dossier.relationship in KNOWN
        and sentence not in case.soured
        and max(case.done.of(sentence, act) for act in ("false_past", "noticed")) >= RECALLED
    )


def _news(case: Case) -> float:
    """Log-odds that a message brings news, from its likeliest sentence and from what stands beside it."""
    news = _most(case, ("noticed", "told", "proof"))
    if news < FAINT:
        return news
    return news + BESIDE * min(_most(case, ("gift", "proof", "ask_small")), MOST_BESIDE)


def by_chance(case: Case, match: Match, below: float) -> bool:
    """Whether a note's single word stands where nothing is said, in its sentence and the next."""
    last = min(match.sentence + 1, len(case.message.sentences) - 1)
    return (
        case.dossier.notes is not None
        and match.last - match.first == 1
        and all(
            case.done.of(sentence, act) < below
            for sentence in range(case.reading.sentence[match.first], last + 1)
            for act in (*SAYING, "referral")
        )
    )


def known_to_both(case: Case) -> bool:
    """Whether the caller comes back to what somebody he knows has told him, or tells him a peer's result."""
    return _recalls(case) or (
        case.dossier.relationship in KNOWN
        and any(
            case.done.of(sentence, act) >= AGREED
            for sentence in range(len(case.message.sentences))
            for act in ("noticed", "proof")
        )
    )
