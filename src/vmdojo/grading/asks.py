"""How big the ask is: the parts of an ask put together into a level from 0 (a gift) to 10 (everything).

The scale, its sizes and modifiers are this project's derivation from studies of compliance, reactance and persuasion
knowledge and from practitioners' advice; no one has measured the scariness of a voicemail as such. Its idea is
Ray Carroll's: "global partner for X" frightens, "a couple of questions about how X is purchased" does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from vmdojo.grading.automaton import Hit
from vmdojo.grading.reading import Reading
from vmdojo.grading.requests import Verbs, find_requests

REACH = 14
"""Terms between the words that ask and what they ask for; further apart they belong to different thoughts."""
FLOOR_OF_BIG = 6
"""Softening never takes an ask of size 8 to 10 below this."""
MOST_LOWERED = 3

_WH = frozenset(["who", "how", "which", "what", "where", "when", "why", "whether", "whose", "whoever"])
_AUX = frozenset(
    ("is are do does did can could would will have has was were should shall may might am had worth any open").split()
)
_CLAUSE_WORDS = frozenset(["and", "but", "so", "then", "or", "because", "while", "which", "plus"])
_SOFT = frozenset(
    (
        "please just simply kindly also maybe perhaps then so and or but do quickly go ahead either feel free to "
        "now always try even better still first next yes no okay ok well"
    ).split()
)
_PRONOUN = frozenset(["i", "we", "they", "he", "she", "it", "who", "that", "which"])
_MODAL = frozenset(["can", "could", "would", "will", "may", "might", "shall", "should", "must"])
_THEIRS = frozenset(("your", "their", "his", "her", "its", "'s", "whose"))
_ARTICLE = frozenset(("a", "an", "our", "some", "any", "the", "this", "my", "another", "one"))
_ASKED_OF = frozenset(("question", "any", "open"))
_SCHEDULING = frozenset(
    (
        "monday tuesday wednesday thursday friday week day time work works suit suits convenient weekend calendar "
        "free when available remember"
    ).split()
)
_HEDGED_OR = frozenset(("or", "either", "whichever", "whatever"))


class Ask(NamedTuple):
    """One request found. ``first``/``last`` are terms, half open; ``size`` before modifiers."""

    name: str
    size: int
    first: int
    last: int
    region: tuple[int, int]
    """Terms in which its modifiers are read."""


class Modifier(NamedTuple):
    """What makes the ask bigger (``by`` > 0) or smaller (``by`` < 0)."""

    name: str
    by: int
    first: int
    last: int


class Asked(NamedTuple):
    """All that was asked. ``level`` 0-10 after modifiers; ``largest`` is None where nothing was asked."""

    level: int
    largest: Ask | None
    asks: tuple[Ask, ...]
    modifiers: tuple[Modifier, ...]
    vague: Hit | None
    """An important matter without a topic."""


class ObjectKind(NamedTuple):
    """A kind of commitment: see ``ask.toml``."""

    name: str
    size: int
    license: str


class Raise(NamedTuple):
    by: int
    most: int
    unless: frozenset[str]


class Lexicon(NamedTuple):
    """The parts by their tag in the automaton."""

    objects: Mapping[str, ObjectKind]
    raises: Mapping[str, Raise]
    lowers: Mapping[str, frozenset[str]]
    """For each softener, the names of the asks that it can soften; empty for all."""
    verbs: Verbs


def find_asks(reading: Reading, tagged: Mapping[str, Sequence[Hit]], lexicon: Lexicon, *, named_topic: bool) -> Asked:
    """The largest ask of a message, with what made it bigger or smaller.

    ``tagged`` holds the automaton's hits by tag; ``named_topic`` says whether the message names a reason that this
    buyer would recognise, without which an "important matter" is only frightening.
    """
    frames = sorted(
        (hit for tag in ("frame.want", "frame.invite") for hit in tagged.get(tag, ())), key=lambda hit: hit.first
    )
    negations = tagged.get("negation", ())
    asks: list[Ask] = []
    for tag, kind in lexicon.objects.items():
        for hit in tagged.get(tag, ()):
            frame = _licensed(reading, hit, kind, frames)
            if frame is None or _negated(hit, frame, negations, frames, reading):
                continue
            begin = min(hit.first, frame)
            asks.append(Ask(kind.name, kind.size, hit.first, hit.last, (begin, _region_end(reading, hit, frames))))
    asks.extend(_unforeseen(reading, lexicon.verbs, asks, negations, frames))
    asks = _without_shadows(asks)
    asks.extend(_questions(reading, asks))
    vague = None if named_topic else next(iter(tagged.get("vague", ())), None)
    return _levelled(reading, asks, tagged, lexicon, vague, negations)


def _unforeseen(
    reading: Reading, verbs: Verbs, asks: Sequence[Ask], negations: Sequence[Hit], frames: Sequence[Hit]
) -> list[Ask]:
    """Commitments asked for in words of no list, where no listed ask of their sentence is as large."""
    starts: dict[int, int] = {}
    for at in range(len(reading.terms)):
        commands, start = _clause_initial(reading, at)
        if commands:
            starts[at] = start
    found: list[Ask] = []
    for request in find_requests(reading, verbs, starts):
        hit = Hit("request", request.first, request.last)
        sentence = reading.sentence[hit.first]
        if any(ask.size >= 6 and reading.sentence[ask.first] == sentence for ask in asks):
            continue
        if _negated(hit, request.begins, negations, frames, reading):
            continue
        found.append(Ask("a commitment", 8, hit.first, hit.last, (request.begins, _region_end(reading, hit, frames))))
    return found


def _clause_initial(reading: Reading, at: int) -> tuple[bool, int]:
    """Whether the verb at ``at`` commands (nothing but courtesies before it), and the term where the command starts."""
    terms = reading.terms
    begin = reading.first_of[reading.sentence[at]]
    start = at
    while start > begin:
        before = terms[start - 1]
        if reading.clause[start - 1] != reading.clause[start]:
            # behind a comma: a command, unless the comma only parts a list of the caller's own promises
            return not _promised(reading, begin, start), start
        if before in _SOFT:
            start -= 1
            if before in _CLAUSE_WORDS and before != "or" and _promised(reading, begin, start):
                return False, start
            continue
        if before == "you" and start - 1 > begin and terms[start - 2] in _MODAL | {"if", "when", "let", "ask"}:
            return True, start - 2
        if before == "you" and start - 1 == begin:
            return False, start
        if before in ("not", "never") or before in _PRONOUN or before in _MODAL or before == "to":
            return False, start
        return False, start
    return True, start


def _promised(reading: Reading, begin: int, end: int) -> bool:
    """Whether the words just before hold a promise by the caller ("I'll send it and call you")."""
    terms = reading.terms
    return any(
        terms[i] in ("i", "we") and i + 1 < end and terms[i + 1] in ("will", "am", "are", "can", "have")
        for i in range(begin, end)
    )


def _licensed(reading: Reading, hit: Hit, kind: ObjectKind, frames: Sequence[Hit]) -> int | None:
    """The term where the asking starts, or None where the words are only mentioned."""
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
        return hit.first if not any(terms[i] in ("i", "we") for i in range(begin, hit.first)) else None
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
        commands, start = _clause_initial(reading, hit.first)
        return hit.first if ours or commands else (start if commands else None)
    if kind.license == "verb":
        commands, start = _clause_initial(reading, hit.first)
        if commands:
            return start
        if frame is None:
            return None
        between = terms[frame : hit.first]
        if any(term in _WH for term in between[1:]):
            return None
        last = terms[hit.first - 1]
        if last in ("i", "we") and terms[hit.first] not in ("let",) and kind.size < 8:
            return None
        return frame
    # license "frame": a thing that is asked for
    if frame is not None:
        return frame
    if reading.closing(hit.first) == "?" and kind.size in (6, 7, 8):
        words = terms[begin : hit.first]
        sentence_words = terms[begin : reading.first_of[sentence + 1]]
        if (
            not any(term in _PRONOUN or term in ("you", "your", "do", "does", "did") for term in words)
            and not any(term in _WH for term in sentence_words)
            and not any(term in _AUX - {"worth", "any", "open"} for term in words)
            and len(words) <= 4
        ):
            return hit.first
    return None


def _after_wondering(terms: Sequence[str], begin: int, at: int) -> bool:
    return any(terms[i] in ("if", "whether", "wondering", "know") for i in range(max(begin, at - 4), at))


def _frame_before(reading: Reading, hit: Hit, frames: Sequence[Hit]) -> int | None:
    terms = reading.terms
    sentence = reading.sentence[hit.first]
    begin = reading.first_of[sentence]
    best: int | None = None
    for frame in frames:
        if frame.first > hit.first:
            break
        if frame.first < begin or hit.first - frame.last > REACH:
            continue
        if frame.first == hit.first and frame.last >= hit.last and frame.tag == "frame.want":
            pass
        between = terms[frame.last : hit.first]
        if any(term in _WH or term in ("thank", "thanks") for term in between):
            continue
        if "because" in between or ("that" in between and any(t in ("they", "he", "she") for t in between)):
            continue
        # "about your trial" is their trial, a topic; "about a trial" is ours
        if hit.first > begin and terms[hit.first - 1] in _THEIRS:
            continue
        if any(
            t in ("about", "regarding", "on", "of") and i + 1 < len(between) and between[i + 1] in _THEIRS
            for i, t in enumerate(between)
        ):
            continue
        if any(a in ("i", "we") and b in ("will", "am", "have") for a, b in pairwise(between)):
            continue
        best = frame.first if best is None else min(best, frame.first)
    return best


def _negated(hit: Hit, frame: int, negations: Sequence[Hit], frames: Sequence[Hit], reading: Reading) -> bool:
    for negation in negations:
        if reading.sentence[negation.first] != reading.sentence[hit.first] or negation.first > hit.first:
            continue
        if hit.first - negation.last > 9:
            continue
        if negation.first > hit.first:
            continue
        between = reading.terms[negation.last : hit.first]
        if any(term in ("but", "only", "instead", "though") for term in between):
            continue
        if "just" in between and "not" not in between:
            continue
        # a fresh start behind the negation asks anew: "I'm not here to waste your time, I'd love to become ..."
        if any(
            negation.last <= other.first <= hit.first
            and reading.clause[other.first] != reading.clause[negation.first]
            and reading.terms[other.first] in ("i", "we", "can", "could", "would", "let", "please", "my", "our")
            for other in frames
        ):
            continue
        if reading.clause[hit.first] != reading.clause[negation.first] and reading.terms[negation.first] == "if":
            continue
        return True
    del frame
    return False


def _region_end(reading: Reading, hit: Hit, frames: Sequence[Hit]) -> int:
    """Where the ask's own clause ends: at the sentence's end, or where the caller promises or asks something new."""
    terms = reading.terms
    stop = reading.first_of[reading.sentence[hit.first] + 1]
    for at in range(hit.last, stop - 1):
        if (
            terms[at] in ("i", "we")
            and terms[at + 1] in ("will", "am", "have", "are")
            and reading.clause[at] != reading.clause[hit.first]
        ):
            return at
        if terms[at] in ("if", "because", "since") and at > hit.last:
            return at
        if at > hit.last and reading.clause[at] != reading.clause[at - 1] and any(f.first == at for f in frames):
            return at
    return stop


def _without_shadows(asks: list[Ask]) -> list[Ask]:
    """Of asks whose words overlap the larger stays, but a call back is never also a meeting."""
    calls = [ask for ask in asks if ask.name in ("a call back", "a call if you like")]
    kept: list[Ask] = []
    for ask in sorted(asks, key=lambda ask: (-ask.size, ask.first)):
        if ask.size in (6, 3) and any(call.first < ask.last and ask.first < call.last for call in calls):
            continue
        if any(other.first < ask.last and ask.first < other.last for other in kept):
            continue
        kept.append(ask)
    return sorted(kept, key=lambda ask: ask.first)


def _questions(reading: Reading, asks: Sequence[Ask]) -> list[Ask]:
    """Questions to the buyer that no other ask covers: answering one costs a sentence."""
    found: list[Ask] = []
    sentences = reading.message.sentences
    asks_aloud = any(sentence.closing == "?" for sentence in sentences)
    for index in range(len(sentences)):
        terms = reading.sentence_terms(index)
        if len(terms) < 2:
            continue
        if any(ask.region[0] < terms.stop and terms.start < ask.last and ask.size >= 2 for ask in asks):
            continue
        if sentences[index].closing == "?":
            found.append(Ask("a question", 2, terms.start, terms.stop, (terms.start, terms.stop)))
            continue
        if sentences[index].closing and (asks_aloud or len(terms) < 25):
            continue
        start = _spoken_question(reading, terms)
        if start is not None:
            found.append(Ask("a question", 2, start, terms.stop, (start, terms.stop)))
    return found


def _spoken_question(reading: Reading, terms: range) -> int | None:
    """Where a question starts that a transcript shows without its mark."""
    words = reading.terms
    for at in terms:
        opens = at == terms.start or reading.clause[at] != reading.clause[at - 1]
        if not opens and words[at - 1] not in ("question", "is", "so", "and", "wondering", "curious"):
            continue
        rest = words[at + 1 : terms.stop]
        if (
            words[at] in ("who", "how", "which", "what", "where")
            and rest
            and (rest[0] in _AUX or (words[at] == "who" and rest[0] not in ("i", "we")) or "you" in rest[:4])
        ):
            if opens and words[at] in ("which", "what", "how", "where") and rest[0] not in _AUX:
                continue
            if words[at] == "which" and at != terms.start:
                continue
            return at
        if at == terms.start and words[at] in _AUX and rest and rest[0] in ("you", "your", "it", "that", "this"):
            return at
    return None


def _levelled(
    reading: Reading,
    asks: list[Ask],
    tagged: Mapping[str, Sequence[Hit]],
    lexicon: Lexicon,
    vague: Hit | None,
    negations: Sequence[Hit],
) -> Asked:
    asks.sort(key=lambda ask: ask.first)
    best: tuple[int, Ask | None, list[Modifier]] = (0, None, [])
    for ask in asks:
        modifiers = _raised(reading, ask, tagged, lexicon)
        size = ask.size + sum(modifier.by for modifier in modifiers)
        if best[1] is None or size > best[0]:
            best = (size, ask, modifiers)
    size, largest, modifiers = best
    anywhere = [hit for hit in tagged.get("pressure", ()) if not _covered(hit, negations, reading)]
    if anywhere and not any(m.name == "pressure" for m in modifiers):
        modifiers.append(Modifier("pressure", 2, anywhere[0].first, anywhere[0].last))
        size += 2
    if largest is not None and largest.size >= 6:
        second = _second_ask(reading, asks, largest)
        if second is not None:
            modifiers.append(Modifier("stacked", 1, second.first, second.last))
            size += 1
    if vague is not None:
        modifiers = [m for m in modifiers if m.name != "pressure"]
        size = max(6, (largest.size if largest else 0) + 3 + sum(m.by for m in modifiers))
        modifiers.append(Modifier("vague_important", 3, vague.first, vague.last))
    lowered = _lowered(tagged, lexicon, largest)
    if lowered and largest is not None and vague is None:
        allowed = 1 if largest.size in (6, 7) else MOST_LOWERED
        floor = FLOOR_OF_BIG if largest.size >= 8 else min(largest.size, 1)
        softened = max(size - min(allowed, len(lowered)), floor)
        modifiers.extend(lowered[: size - softened])
        size = softened
    return Asked(max(0, min(10, size)), largest, tuple(asks), tuple(modifiers), vague)


def _covered(hit: Hit, negations: Sequence[Hit], reading: Reading) -> bool:
    return any(
        reading.sentence[n.first] == reading.sentence[hit.first] and n.first <= hit.first and hit.first - n.last <= 4
        for n in negations
    )


def _raised(reading: Reading, ask: Ask, tagged: Mapping[str, Sequence[Hit]], lexicon: Lexicon) -> list[Modifier]:
    if ask.size <= 3:
        return []  # a small question stays small whatever it is about
    begin, end = ask.region
    found: list[Modifier] = []
    for tag, rule in lexicon.raises.items():
        if ask.name in rule.unless and tag == "raise.senior":
            hits = [h for h in tagged.get(tag, ()) if begin <= h.first < end and not _is_length(reading, h)]
        else:
            hits = [h for h in tagged.get(tag, ()) if begin <= h.first < end]
        taken = 0
        last = -1
        for hit in hits:
            if taken >= rule.most:
                break
            if hit.first < last:
                continue
            if tag == "raise.self_interest" and ask.size < 5:
                continue
            last = hit.last
            taken += rule.by
            found.append(Modifier(tag.removeprefix("raise."), rule.by, hit.first, hit.last))
    return found


def _is_length(reading: Reading, hit: Hit) -> bool:
    words = reading.terms[hit.first : hit.last]
    return any(word in ("hour", "hours", "lunch", "dinner", "site", "onsite", "day") for word in words)


def _second_ask(reading: Reading, asks: Sequence[Ask], largest: Ask) -> Ask | None:
    """A second thing wanted in the same breath: a question with a meeting behind it, a demo with a trial behind it.

    "Reply yes or ring, whichever is easier" is one ask with two doors, and a question about the day belongs to the
    meeting.
    """
    routes = ("a call if you like", "a short answer", "a call back")
    for ask in asks:
        if ask is largest or ask.name == largest.name or ask.name in routes or ask.size < 2:
            continue
        between = reading.terms[min(ask.last, largest.last) : max(ask.first, largest.first)]
        if any(term in _HEDGED_OR for term in between) and len(between) <= 6:
            continue
        words = reading.terms[ask.region[0] : ask.region[1]]
        if "question" in reading.stems[ask.first : ask.last]:
            return ask
        if ask.size <= 3:
            same = reading.sentence[ask.first] == reading.sentence[largest.first]
            if same:
                continue
            if any(word in _SCHEDULING for word in words) or len(words) < 4:
                continue
        elif {ask.name, largest.name} == {"a short meeting", "a fixed or long meeting"}:
            continue
        return ask
    return None


def _lowered(tagged: Mapping[str, Sequence[Hit]], lexicon: Lexicon, largest: Ask | None) -> list[Modifier]:
    if largest is None:
        return []
    found: list[Modifier] = []
    for tag, only in lexicon.lowers.items():
        if only and largest.name not in only:
            continue
        if tag == "lower.small_cost" and largest.size > 5:
            continue
        hits = tagged.get(tag, ())
        if hits:
            found.append(Modifier(tag.removeprefix("lower."), -1, hits[0].first, hits[0].last))
    return found
