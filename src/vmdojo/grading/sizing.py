"""How big an ask is once all that surrounds it is weighed: what raises it, what lowers it, what is stacked on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

from msgspec.structs import replace

from vmdojo.grading.ask_model import Ask, Asked, Lexicon, Modifier, Places
from vmdojo.grading.asking_words import asking_words
from vmdojo.grading.automaton import Hit
from vmdojo.grading.reading import Reading

_first = attrgetter("first")

FLOOR_OF_BIG = 6
"""Softening never takes an ask of size 8 to 10 below this."""
FLOOR_FROM = 8
"""Size from which an ask is a commitment, whatever softens it."""
MOST_LOWERED = 3
SMALL = 3
"""Size up to which a question stays small, whatever it is about."""
EASY = 2
"""Size of an ask that needs no softening."""
ANSWER = "a short answer"
"""The name of an ask for a word in reply."""
IMPLIED = 5
"""Size of the call back that is wanted by whoever presses, reproaches or begs and asks for no more."""
MENACED, UNTRUE = 8, 8
"""Least level of a message that threatens, and of one that builds on a talk that never was."""
NUMBER_TERMS = 9
"""Terms of a sentence that gives a number and no more."""
LEFT_NUMBER = 4
"""Level of a number that is left without a word: whoever leaves one hopes to be rung."""
DEMANDING = 8
"""Size of an ask that a day or an hour presses; a meeting may have one."""
GOING = frozenset("come coming drop dropping stop stopping pop popping swing swinging go going pass".split())
"""Verbs whose "by" is a visit's, not a date's."""
MENACE = "tone.threat"
PRESSING = (MENACE, "pressure")
"""Tags of words that press for an answer, and with them for a call."""
WANTING = ("tone.guilt", "tone.begging")
"""Tags of words by which a caller who asks for nothing shows that he waits to be rung."""
NO_THINGS = frozenset("right i you he she it we they that is was this".split())
"""Words behind an "all" that counts nothing."""
OWN_DIARY = 10
"""Terms before a day in which the caller's own promise makes it the caller's: "I'll ring you by Friday"."""


def levelled(
    reading: Reading,
    asks: list[Ask],
    tagged: Mapping[str, Sequence[Hit]],
    lexicon: Lexicon,
    vague: Hit | None,
    negations: Places,
    untrue: Hit | None,
    doubts: Callable[[Hit], bool],
) -> Asked:
    """The asks as one level. ``untrue`` is where a past is made up; ``doubts`` says which hits may be none."""
    asks.sort(key=_first)
    best: tuple[int, Ask | None, list[Modifier]] = (0, None, [])
    raised = [tag for tag in lexicon.raises if tag in tagged]
    raises: dict[str, Places] = {}
    for ask in asks:
        if raised and not raises and ask.size > SMALL:
            raises = {tag: Places(tagged[tag]) for tag in raised}
        modifiers = _raised(reading, ask, raises, lexicon)
        size = ask.size + sum([modifier.by for modifier in modifiers]) if modifiers else ask.size
        if best[1] is None or size > best[0]:
            best = (size, ask, modifiers)
    size, largest, modifiers = best
    pressing = [hit for tag in PRESSING for hit in tagged.get(tag, ()) if not doubts(hit)]
    if pressing or (largest is None and any(tagged.get(tag) for tag in WANTING)):
        size = max(size, IMPLIED)
    anywhere = [hit for hit in tagged.get("pressure", ()) if not _covered(hit, negations, reading)]
    pressed = bool(modifiers) and "pressure" in [modifier.name for modifier in modifiers]
    if anywhere and not pressed:
        modifiers.append(Modifier("pressure", 2, anywhere[0].first, anywhere[0].last))
        size += 2
    elif largest is not None and largest.size >= DEMANDING and not pressed:
        clock = _deadline(reading, largest, tagged)
        if clock is not None:
            modifiers.append(Modifier("pressure", 2, clock.first, clock.last))
            size += 2
    if untrue is not None:
        modifiers.append(Modifier("false_history", 3, untrue.first, untrue.last))
        size = max(UNTRUE, size + 3)
    if pressing and any(hit.tag == MENACE for hit in pressing):
        size = max(MENACED, size)
    presumed = tagged.get("raise.assumption")
    if presumed and not any(m.name == "assumption" for m in modifiers):
        modifiers.append(Modifier("assumption", 1, presumed[0].first, presumed[0].last))
        size += 1
    if largest is not None and largest.size >= 6:
        second = _second_ask(reading, asks, largest) or _second_wish(reading, asks, tagged)
        if second is not None:
            modifiers.append(Modifier("stacked", 1, second.first, second.last))
            size += 1
    if vague is not None:
        # a clock on a matter without a topic is part of what frightens; it is named, and not counted twice
        modifiers = [replace(m, by=0) if m.name == "pressure" else m for m in modifiers]
        hoped = IMPLIED if reading.phones else 0
        size = max(6, (largest.size if largest else hoped) + 3 + sum(m.by for m in modifiers))
        modifiers.append(Modifier("vague_important", 3, vague.first, vague.last))
    lowered = _lowered(tagged, lexicon, largest)
    if lowered and largest is not None and vague is None:
        allowed = 1 if largest.size in (5, 6, 7) else MOST_LOWERED
        floor = FLOOR_OF_BIG if largest.size >= FLOOR_FROM else min(largest.size, EASY)
        softened = max(size - min(allowed, len(lowered)), floor)
        modifiers.extend(lowered[: size - softened])
        size = softened
    if largest is None and size == 0 and any(_alone(reading, phone) for phone in reading.phones):
        size = LEFT_NUMBER
    return Asked(max(0, min(10, size)), largest, tuple(asks), tuple(modifiers), vague)


def _alone(reading: Reading, phone: int) -> bool:
    """Whether a number stands in a sentence that says little else: "You'll find me on 555-0148"."""
    return len(reading.sentence_terms(reading.message.words[phone].sentence)) <= NUMBER_TERMS


def _deadline(reading: Reading, largest: Ask, tagged: Mapping[str, Sequence[Hit]]) -> Hit | None:
    """A clock that runs beside a commitment, in its sentence or the next; the caller's own diary is none."""
    asked = reading.sentence[largest.first]
    for hit in tagged.get("deadline", ()):
        sentence = reading.sentence[hit.first]
        if asked - 1 <= sentence <= asked + 1:
            begins = max(reading.first_of[sentence], hit.first - OWN_DIARY)
            before = reading.terms[begins : hit.first]
            own = any(one in ("i", "we") and other in ("will", "can") for one, other in pairwise(before))
            if not own and not _of_a_visit(reading, hit):
                return hit
    return None


def _of_a_visit(reading: Reading, hit: Hit) -> bool:
    """Whether "by" belongs to a verb of going and sets no date: "I'd like to come by Thursday"."""
    first = hit.first
    return first > 0 and reading.terms[first] == "by" and reading.terms[first - 1] in GOING


def _of_no_thing(reading: Reading, hit: Hit) -> bool:
    """Whether an "all" counts nothing: "if that's all right", "all you'd do is sign"."""
    after = hit.first + 1
    ends = after == len(reading.terms) or reading.sentence[after] != reading.sentence[hit.first]
    return reading.terms[hit.first] == "all" and (ends or reading.terms[after] in NO_THINGS)


def _covered(hit: Hit, negations: Places, reading: Reading) -> bool:
    return any(
        reading.sentence[n.first] == reading.sentence[hit.first] and hit.first - n.last <= 4
        for n in negations.within(hit.first - 16, hit.first)
    )


def _raised(reading: Reading, ask: Ask, raises: Mapping[str, Places], lexicon: Lexicon) -> list[Modifier]:
    if ask.size <= SMALL:
        return []
    begin, end = ask.region
    found: list[Modifier] = []
    for tag, places in raises.items():
        hits = places.within(begin, end - 1)
        if not hits:
            continue
        rule = lexicon.raises[tag]
        if ask.name in rule.unless:  # a long meeting is one already: its hour is not counted twice
            hits = [hit for hit in hits if not _is_length(reading, hit)]
        taken = 0
        last = -1
        for hit in hits:
            if tag == "raise.pressure" and _of_a_visit(reading, hit):
                continue
            if tag == "raise.scope" and _of_no_thing(reading, hit):
                continue
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
    talk = asking_words()
    routes = ("a call if you like", ANSWER, "a call back")
    for ask in asks:
        if ask is largest or ask.name == largest.name or ask.size < 2:
            continue
        if ask.name in routes and not _answered_first(reading, ask, largest):
            continue
        low, high = min(ask.last, largest.last), max(ask.first, largest.first)
        if high - low <= 6 and any(term in talk.either for term in reading.terms[low:high]):
            continue
        words = reading.terms[ask.region[0] : ask.region[1]]
        if "question" in reading.stems[ask.first : ask.last]:
            return ask
        if ask.name == "an easy answer":
            continue  # "text yes, or a better morning" answers the first
        if ask.size <= 3:
            if reading.clause[ask.first] == reading.clause[largest.first]:
                continue
            if any(word in talk.scheduling for word in words) or len(words) < 4:
                continue
        elif {ask.name, largest.name} == {"a short meeting", "a fixed or long meeting"}:
            continue
        return ask
    return None


def _answered_first(reading: Reading, ask: Ask, largest: Ask) -> bool:
    """Whether a word in answer is wanted before a commitment, in words of its own: a route to none."""
    ahead = reading.clause[ask.first] < reading.clause[largest.first]
    return ahead and ask.name == ANSWER and largest.size >= FLOOR_FROM


def _second_wish(reading: Reading, asks: Sequence[Ask], tagged: Mapping[str, Sequence[Hit]]) -> Hit | None:
    """Something of the buyer that the caller wishes for in a sentence that asks for nothing: "my script, which I'd
    adore for you to read"."""
    wishes = tagged.get("frame.wish")
    if not wishes:
        return None
    asking = {reading.sentence[ask.first] for ask in asks}
    return next((wish for wish in wishes if reading.sentence[wish.first] not in asking), None)


def _lowered(tagged: Mapping[str, Sequence[Hit]], lexicon: Lexicon, largest: Ask | None) -> list[Modifier]:
    if largest is None:
        return []
    found: list[Modifier] = []
    for tag, only in lexicon.lowers.items():
        hits = tagged.get(tag)
        if not hits or (only and largest.name not in only):
            continue
        if tag != "lower.small_cost" or largest.size <= 5:
            found.append(Modifier(tag.removeprefix("lower."), -1, hits[0].first, hits[0].last))
    return found
