"""Whether words ask or only mention: licences, negation, and how far an ask reaches."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vmdojo.grading.ask_model import ObjectKind, Places
from vmdojo.grading.asking_words import asking_words
from vmdojo.grading.automaton import Hit
from vmdojo.grading.reading import Reading

REACH = 14
"""Terms between the words that ask and what they ask for; further apart they belong to different thoughts."""
LONGEST = 12
"""Terms that a phrase of the lexicon spans at most; how far back a frame may start."""
REGION = 40
"""Terms behind an ask in which what makes it bigger is read."""


OPENING = 2
"""Terms that may stand before the "not" with which a sentence opens: "I am not after ..."."""


_TURNS = frozenset(
    "but only just instead though rather except unless until if i we can could would let please what".split()
)
"""Words behind a "not" that turn to something the caller may want after all."""
_THANKS = frozenset(("thank", "thanks"))
_ABOUT = frozenset(("about", "regarding", "on", "of"))
_TOPICS = _ABOUT | {"from", "concerning"}
_THAT_ONE = frozenset(("the", "this", "that"))
_OTHERS = frozenset(("they", "he", "she"))
_CALLER = frozenset(("i", "we"))
_ANEW = frozenset(("i", "we", "if", "because", "since"))
"""Words of which one stands where something new begins, unless a frame does."""
_DOING = frozenset(("could", "should", "would", "might", "must", "can", "to", "i", "we"))


def clause_initial(reading: Reading, at: int) -> tuple[bool, int]:
    """Whether the verb at ``at`` commands (nothing but courtesies before it), and the term where the command starts."""
    talk = asking_words()
    terms = reading.terms
    begin = reading.first_of[reading.sentence[at]]
    start = at
    while start > begin:
        before = terms[start - 1]
        if reading.clause[start - 1] != reading.clause[start]:
            # behind a comma: a command, unless the comma only parts a list of the caller's own promises
            return not _promised(reading, begin, start), start
        if before in talk.soft:
            start -= 1
            if before in talk.joins and before != "or" and _promised(reading, begin, start):
                return False, start
            continue
        if before == "you" and start - 1 > begin and terms[start - 2] in talk.modal | {"if", "when", "let", "ask"}:
            return True, start - 2
        return False, start
    return True, start


def _promised(reading: Reading, begin: int, end: int) -> bool:
    """Whether the words just before hold a promise by the caller ("I'll send it and call you")."""
    terms = reading.terms
    return any(
        terms[i] in ("i", "we") and i + 1 < end and terms[i + 1] in ("will", "am", "are", "can", "have")
        for i in range(max(begin, end - REACH), end)
    )


def licensed(reading: Reading, hit: Hit, kind: ObjectKind, frames: Places) -> int | None:
    """The term where the asking starts, or None where the words are only mentioned."""
    talk = asking_words()
    terms = reading.terms
    sentence = reading.sentence[hit.first]
    begin = reading.first_of[sentence]
    if kind.license == "any":
        return hit.first
    if kind.license == "question":
        asking = (
            reading.closing(hit.first) == "?" or hit.first - begin <= 1 or _after_wondering(terms, begin, hit.first)
        )
        if not asking:
            return None
        return (
            hit.first
            if not any(terms[i] in ("i", "we") for i in range(max(begin, hit.first - REGION), hit.first))
            else None
        )
    frame = _frame_before(reading, hit, frames)
    if kind.license == "become":
        before = terms[hit.first - 1] if hit.first > begin else ""
        if before in ("they", "he", "she", "who", "which", "that", "it", "you"):
            return None
        if terms[hit.first] == "being" and frame is None:
            return None
        if frame is not None:
            return frame
        ours = any(
            terms[i] in ("we", "i", "us", "let", "our", "my") for i in range(max(begin, hit.first - 6), hit.first)
        )
        commands, _ = clause_initial(reading, hit.first)
        return hit.first if ours or commands else None
    if kind.license == "verb":
        commands, start = clause_initial(reading, hit.first)
        if commands:
            return start
        if frame is None:
            return None
        between = terms[frame : hit.first]
        if any(term in talk.asks_what for term in between[1:]):
            return None
        last = terms[hit.first - 1]
        if last in ("i", "we") and terms[hit.first] not in ("let",) and kind.size < 8:
            return None
        return frame
    if (
        terms[hit.first] == "call"
        and hit.last - hit.first == 1
        and hit.first > begin
        and terms[hit.first - 1] in _DOING
    ):
        return None  # the caller's doing: "Ken said I could call"
    # license "frame": a thing that is asked for
    if frame is not None:
        return frame
    if reading.closing(hit.first) == "?" and kind.size in (6, 7, 8):
        words = terms[begin : min(hit.first, begin + 6)]
        sentence_words = terms[begin : min(reading.first_of[sentence + 1], hit.last + REGION)]
        if (
            not any(term in talk.pronoun or term in ("you", "your", "do", "does", "did") for term in words)
            and not any(term in talk.asks_what for term in sentence_words)
            and not any(term in talk.auxiliary - {"worth", "any", "open"} for term in words)
            and len(words) <= 4
        ):
            return hit.first
    return None


def _after_wondering(terms: Sequence[str], begin: int, at: int) -> bool:
    return any(terms[i] in ("if", "whether", "wondering", "know") for i in range(max(begin, at - 4), at))


def _frame_before(reading: Reading, hit: Hit, frames: Places) -> int | None:
    talk = asking_words()
    terms = reading.terms
    sentence = reading.sentence[hit.first]
    begin = reading.first_of[sentence]
    if hit.first > begin:
        before, opens = terms[hit.first - 1], terms[hit.first]
        # "about your trial" is their trial, a topic; "about a trial" is ours
        if before in talk.theirs or (before in _TOPICS and (opens in talk.theirs or opens in _THAT_ONE)):
            return None
    for frame in frames.within(max(begin, hit.first - REACH - LONGEST), hit.first):
        between = terms[frame.last : hit.first]
        if len(between) <= REACH and not (between and _parted(between)):
            return frame.first
    return None


def _parted(between: Sequence[str]) -> bool:
    """Whether the words between a frame and a thing say that the one does not ask for the other."""
    talk = asking_words()
    if not (talk.asks_what.isdisjoint(between) and _THANKS.isdisjoint(between)) or "because" in between:
        return True
    if "that" in between and not _OTHERS.isdisjoint(between):
        return True
    if not talk.theirs.isdisjoint(between) and any(
        one in _ABOUT and other in talk.theirs for one, other in pairwise(between)
    ):
        return True
    return not _CALLER.isdisjoint(between) and any(
        one in _CALLER and other in ("will", "am", "have") for one, other in pairwise(between)
    )


def negated(hit: Hit, negations: Places, frames: Places, reading: Reading) -> bool:
    """Whether a "not" of the same sentence governs the words."""
    for negation in negations.within(hit.first - 9 - LONGEST, hit.first):
        if reading.sentence[negation.first] != reading.sentence[hit.first]:
            continue
        if hit.first - negation.last > 9:
            continue
        between = reading.terms[negation.last : hit.first]
        if any(term in ("but", "only", "instead", "though") for term in between):
            continue
        if "just" in between and "not" not in between:
            continue
        # a fresh start behind the negation asks anew: "I'm not here to waste your time, I'd love to become ..."
        if any(
            reading.clause[other.first] != reading.clause[negation.first]
            and reading.terms[other.first] in ("i", "we", "can", "could", "would", "let", "please", "my", "our")
            for other in frames.within(negation.last, hit.first)
        ):
            continue
        return True
    return False


def denied(reading: Reading, negations: Sequence[Hit]) -> frozenset[int]:
    """Sentences that open with what the caller does not want and say nothing else: "I'm not after the contract"."""
    return frozenset(
        sentence
        for sentence, hit in ((reading.sentence[hit.first], hit) for hit in negations)
        if 0 < hit.first - reading.first_of[sentence] <= OPENING
        and reading.terms[reading.first_of[sentence]] in _CALLER
        and _TURNS.isdisjoint(reading.terms[hit.last : reading.first_of[sentence + 1]])
    )


def region_end(reading: Reading, hit: Hit, frames: Places) -> int:
    """Where the ask's own clause ends: at the sentence's end, or where the caller promises or asks something new."""
    terms = reading.terms
    stop = min(reading.first_of[reading.sentence[hit.first] + 1], hit.last + REGION)
    if _ANEW.isdisjoint(terms[hit.last : stop - 1]) and not frames.within(hit.last + 1, stop - 2):
        return stop
    for at in range(hit.last, stop - 1):
        if (
            terms[at] in ("i", "we")
            and terms[at + 1] in ("will", "am", "have", "are")
            and reading.clause[at] != reading.clause[hit.first]
        ):
            return at
        if terms[at] in ("if", "because", "since") and at > hit.last:
            return at
        if at > hit.last and reading.clause[at] != reading.clause[at - 1] and frames.within(at, at):
            return at
    return stop
