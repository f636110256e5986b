"""How big the ask is: the parts of an ask put together into a level from 0 (a gift) to 10 (everything).

The scale, its sizes and modifiers are this project's derivation from studies of compliance, reactance and persuasion
knowledge and from practitioners' advice; no one has measured the scariness of a voicemail as such. Its idea is
Ray Carroll's: "global partner for X" frightens, "a couple of questions about how X is purchased" does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from itertools import pairwise
from operator import attrgetter

from vmdojo.grading.acting import (
    COMMITMENT,
    MEETING,
    OWN_DOING,
    TAKEN,
    Doing,
    asks_much,
    asks_nothing_big,
    only_tells,
    shapely,
)
from vmdojo.grading.ask_model import Ask, Asked, Lexicon, Modifier, ObjectKind, Places, Raise
from vmdojo.grading.asking_acts import asks_by_act, asks_in_clauses, own_doing
from vmdojo.grading.asking_words import asking_words
from vmdojo.grading.automaton import Hit
from vmdojo.grading.licence import clause_initial, denied, licensed, negated, region_end
from vmdojo.grading.reading import Reading
from vmdojo.grading.requests import Verbs, find_requests
from vmdojo.grading.sizing import levelled

SLOT = ("a fixed or long meeting", 7)
"""What is asked for by whoever wants a day or an hour: "give us Thursday, six to eight"."""
MEETINGS = (6, 7)
"""Sizes of an ask for a slot in the buyer's calendar."""

ADDRESS = frozenset(("slash", "dot"))
"""Words of a spelt address, behind which a word asks for nothing: "book at ledgerly dot com slash demo"."""
OTHERS = frozenset(("their", "his", "her", "its"))
"""Words by which a meeting is somebody else's: "they book their first meeting"."""
SMALL_FOR_SURE = 1.5
"""Log-odds of a small question, and by how much it must be likelier than a commitment, from which the words of one
ask for none."""

SEVERAL = 25
"""Terms of a sentence from which a transcript may have run several together, a question among them."""

_first = attrgetter("first")

__all__ = ["Ask", "Asked", "Lexicon", "Modifier", "ObjectKind", "Raise", "find_asks"]


def find_asks(
    reading: Reading,
    tagged: Mapping[str, Sequence[Hit]],
    lexicon: Lexicon,
    done: Doing,
    *,
    vague: Hit | None,
    spared: Set[int] = frozenset(),
    settled: bool = False,
    untrue: Hit | None = None,
    doubts: Callable[[Hit], bool] = lambda _: False,
) -> Asked:
    """The largest ask of a message, with what made it bigger or smaller.

    ``tagged`` holds the automaton's hits by tag, ``done`` what each sentence does; ``vague`` is where the caller hints
    at a matter that he does not name, which is only frightening.
    ``spared`` are sentences in which the caller wants nothing; ``settled`` says whether the buyer has bought, so that
    what is held or sent may have been agreed; ``untrue`` is where a past is made up, and ``doubts`` says of a hit
    whether it may be none.
    """
    frames = Places([*tagged.get("frame.want", ()), *tagged.get("frame.invite", ())])
    negations = Places(tagged.get("negation", ()))
    asks: list[Ask] = []
    for tag in [tag for tag in lexicon.objects if tag in tagged]:
        kind = lexicon.objects[tag]
        for hit in tagged[tag]:
            if reading.terms[hit.first - 1] in ADDRESS or (kind.size in MEETINGS and _of_others(reading, hit.first)):
                continue
            frame = licensed(reading, hit, kind, frames)
            if frame is None or negated(hit, negations, frames, reading):
                continue
            begin = min(hit.first, frame)
            asks.append(Ask(kind.name, kind.size, hit.first, hit.last, (begin, region_end(reading, hit, frames))))
    asks.extend(_unforeseen(reading, lexicon.verbs, asks, negations, frames, done))
    asks = [ask for ask in asks if not _only_looks_big(reading, ask, done)]
    asks = _without_shadows(asks, len(reading.terms))
    asks.extend(asks_by_act(reading, done, asks, settled=settled))
    asks.extend(asks_in_clauses(reading, done, asks))
    spared = spared | denied(reading, tagged.get("negation", ()))
    if spared:
        asks = [ask for ask in asks if reading.sentence[ask.first] not in spared]
    asks.extend(_questions(reading, asks, tagged, lexicon))
    return levelled(reading, asks, tagged, lexicon, vague, negations, untrue, doubts)


def _unforeseen(
    reading: Reading, verbs: Verbs, asks: Sequence[Ask], negations: Places, frames: Places, done: Doing
) -> list[Ask]:
    """Commitments asked for in words of no list, where no listed ask of their sentence is as large."""

    def command_start(at: int) -> int | None:
        commands, start = clause_initial(reading, at)
        return start if commands else None

    def may_ask(sentence: int) -> bool:
        return sentence not in big and not asks_nothing_big(done, sentence)

    big = {reading.sentence[ask.first] for ask in asks if ask.size >= 6}
    found: list[Ask] = []
    for request in find_requests(reading, verbs, command_start, may_ask):
        hit = Hit("request", request.first, request.last)
        sentence = reading.sentence[hit.first]
        if negated(hit, negations, frames, reading) or (request.own and asks_much(done, sentence) < OWN_DOING):
            continue
        slot = done.of(sentence, "ask_meeting") >= max(asks_much(done, sentence), MEETING)
        name, size = SLOT if slot else ("a commitment", COMMITMENT)
        found.append(Ask(name, size, hit.first, hit.last, (request.begins, region_end(reading, hit, frames))))
    return found


def _of_others(reading: Reading, at: int) -> bool:
    """Whether a meeting is somebody else's."""
    return not OTHERS.isdisjoint(reading.terms[max(at - 2, reading.first_of[reading.sentence[at]]) : at])


MAY_WE = frozenset((may, we) for may in ("can", "could", "may", "might", "shall") for we in ("i", "we"))
"""How a sentence begins that asks, whatever it tells behind it: "Could we have a chat, because a second store ..."."""


def _only_looks_big(reading: Reading, ask: Ask, done: Doing) -> bool:
    """Whether a sentence holds the words of a commitment ("your contract with them rolls over") or of a meeting ("the
    pencil sheet brought it down to fifteen minutes") and asks for none."""
    sentence = reading.sentence[ask.first]
    if ask.size in MEETINGS:
        start = reading.first_of[sentence]
        begs = tuple(reading.terms[start : start + 2]) in MAY_WE
        return not begs and shapely(reading, sentence) and only_tells(done, sentence)
    if ask.size == COMMITMENT and own_doing(reading, ask.first):
        return True
    return (
        ask.size >= COMMITMENT
        and shapely(reading, sentence)
        and (asks_nothing_big(done, sentence, ask.size) or (ask.size == COMMITMENT and _asks_small(done, sentence)))
        and done.of(sentence, "presume") < TAKEN
    )


def _asks_small(done: Doing, sentence: int) -> bool:
    """Whether a sentence most likely puts a small question and no big one: "Would that work with your board?"."""
    small = done.of(sentence, "ask_small")
    return small >= SMALL_FOR_SURE and small - asks_much(done, sentence) >= SMALL_FOR_SURE


def _without_shadows(asks: list[Ask], terms: int) -> list[Ask]:
    """Of asks whose words overlap the larger stays, but a call back is never also a meeting."""
    if len(asks) < 2:
        return asks
    asks = sorted(asks, key=_first)
    if all(one.last <= other.first for one, other in pairwise(asks)):
        return asks
    called = bytearray(terms)
    for ask in asks:
        if ask.name in ("a call back", "a call if you like"):
            called[ask.first : ask.last] = b"\1" * (ask.last - ask.first)
    taken = bytearray(terms)
    kept: list[Ask] = []
    for ask in sorted(asks, key=lambda ask: (-ask.size, ask.first)):
        if ask.size in (6, 3) and any(called[ask.first : ask.last]):
            continue
        if any(taken[ask.first : ask.last]):
            continue
        taken[ask.first : ask.last] = b"\1" * (ask.last - ask.first)
        kept.append(ask)
    return sorted(kept, key=_first)


def _questions(
    reading: Reading, asks: Sequence[Ask], tagged: Mapping[str, Sequence[Hit]], lexicon: Lexicon
) -> list[Ask]:
    """Questions to the buyer that no other ask covers: answering one costs a sentence."""
    found: list[Ask] = []
    taken = {reading.sentence[ask.first] for ask in asks if ask.size >= 2}
    taken.update([reading.sentence[hit.first] for hit in tagged.get("opening.throat_clearing", ())])
    closings = [sentence.closing for sentence in reading.message.sentences]
    asks_aloud = "?" in closings
    for index, (closing, terms) in enumerate(zip(closings, reading.spans, strict=True)):
        if closing != "?" and closing and (asks_aloud or len(terms) < SEVERAL):
            continue
        if len(terms) < 2 or index in taken:
            continue
        if closing == "?":
            found.append(_meeting(reading, index, tagged, lexicon) or Ask("a question", 2, *_whole(terms)))
            continue
        start = _spoken_question(reading, terms)
        if start is not None:
            found.append(Ask("a question", 2, start, terms.stop, (start, terms.stop)))
    return found


def _whole(terms: range) -> tuple[int, int, tuple[int, int]]:
    """The terms of a sentence that is one ask, and those in which its modifiers are read."""
    return terms.start, terms.stop, (terms.start, terms.stop)


def _meeting(reading: Reading, sentence: int, tagged: Mapping[str, Sequence[Hit]], lexicon: Lexicon) -> Ask | None:
    """The meeting or the process that a question is about in which the caller has a part."""
    terms = reading.spans[sentence]
    if asking_words().caller.isdisjoint(reading.terms[terms.start : terms.stop]):
        return None
    for tag, kind in lexicon.objects.items():
        if kind.size in (7, 8) and kind.license == "frame":
            for hit in tagged.get(tag, ()):
                if reading.sentence[hit.first] == sentence:
                    return Ask(kind.name, kind.size, hit.first, hit.last, (terms.start, terms.stop))
    return None


def _spoken_question(reading: Reading, terms: range) -> int | None:
    """Where a question starts that a transcript shows without its mark."""
    talk = asking_words()
    words = reading.terms
    for at in terms:
        opens = at == terms.start or reading.clause[at] != reading.clause[at - 1]
        if not opens and words[at - 1] not in ("question", "is", "so", "and", "wondering", "curious"):
            continue
        rest = words[at + 1 : min(at + 5, terms.stop)]
        if (
            words[at] in ("who", "how", "which", "what", "where")
            and rest
            and (rest[0] in talk.auxiliary or (words[at] == "who" and rest[0] not in ("i", "we")) or "you" in rest[:4])
        ):
            if opens and words[at] in ("which", "what", "how", "where") and rest[0] not in talk.auxiliary:
                continue
            if words[at] == "which" and at != terms.start:
                continue
            return at
        if (
            at == terms.start
            and words[at] in talk.auxiliary
            and rest
            and rest[0] in ("you", "your", "it", "that", "this")
        ):
            return at
    return None
