"""What sentences ask for in words of no list, as the fitted model hears it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import ge, itemgetter

from vmdojo.grading.acting import (
    ANY,
    ASKS,
    BACK,
    COMMITMENT,
    LEAD,
    MEETING,
    TAKEN_FOR_GRANTED,
    WHOLE,
    Doing,
    Some,
    either,
    only_a_number,
)
from vmdojo.grading.acts import Acts
from vmdojo.grading.ask_model import Ask
from vmdojo.grading.clauses import JOINS, LONG, SHORTEST_PART, parts
from vmdojo.grading.reading import Reading

IF_YOU_LIKE = ("a call if you like", 4)
"""What a call back is that hangs on an "if"."""
ONLY_A_TIME = 6
"""Terms of a sentence that asks only whether a time suits."""
OPENS = frozenset("does do is would will might could".split())
SUITS = frozenset("suit work do fit okay ok fine good possible convenient".split())
US = frozenset("i we us me meet meeting call demo visit chat talk".split())
PLEDGES = frozenset(("will", "shall", "have"))
"""Words by which a caller, speaking of himself, says what he will do or has done."""
SHARED = frozenset(("your", "yours", "together", "sign", "both"))
"""Words with which the buyer has a part in what the caller will do."""
GIVES = frozenset("send give bring show post mail email hand leave tell lend drop get".split())
"""Verbs behind which the buyer is given something."""
ROUTES = frozenset(("or", "either", "whichever"))
"""Words that make of a call back one of two ways to answer what the sentence asks for anyway."""
AGREED = 2.5
"""Log-odds below which what is taken for granted may have been agreed with a customer."""
FREELY = 1.5
"""How much less likely a gift may be in a sentence that takes nothing for granted but its use."""
NOTICE, SURELY = 1, 1.5
"""Size of a listed pointer to mail, and log-odds below which its sentence ("Have a look for my email, would you?") asks
for no more."""
ANSWER, SET_PHRASE = 3, 8
"""Size up to which a listed ask wants a word in answer, and terms of a sentence that says little else ("Send 'yes' to
555-0183")."""
EITHER = -0.6
"""Log-odds of the likelier one below which the odds of either cannot reach those from which a commitment counts."""
FORESEEN = 6
"""Size from which a listed ask is known better by its list, unless the sentence asks for more than a commitment."""
QUESTIONS, MET = frozenset(("question", "questions")), 3.0
"""Words of a sentence that asks to ask, and log-odds of a meeting below which it wants no more than answers."""
SUSPECTED = -2.0
"""Log-odds of a commitment or a whole relationship in a sentence, from which its clauses are read for one."""
INNOCENT = ("told", "noticed", "gift", "ask_small", "easy_out", "ask_meeting")
"""Acts that, as likely or likelier, explain a clause innocently."""
TACKED = 2.0
"""Log-odds of one in a clause by itself, from which it counts. Of 1,928 good messages of the dev sets two have such a
clause in a sentence that alone asks for none."""
SMALLER = 0.4
"""By how much a commitment must be likelier than a small question."""


@lru_cache(maxsize=4)
def _asking(acts: Acts) -> tuple[Some, tuple[float, ...]]:
    """What takes from the log-odds of all acts those that ask, and from which each counts."""
    total, _, *others = (sure for *_, sure in ASKS)
    return itemgetter(*[acts.at[act] for act, *_ in ASKS]), (min(total, EITHER), EITHER, *others)


def _only_told(odds: Sequence[float], done: Doing, asked: float, size: int) -> bool:
    """Whether a sentence most likely tells of an arrangement, offers something or asks after it, and no more."""
    at = done.acts.at
    return (
        max(odds[at["noticed"]], odds[at["told"]]) > asked - LEAD
        or max(odds[at["gift"]], odds[at["email_pointer"]]) >= asked
        or odds[at["ask_small"]] >= asked - (SMALLER if size >= COMMITMENT else 0.0)
    )


def _own_promise(reading: Reading, span: range) -> bool:
    """Whether the caller says what he will do himself, and nothing of the buyer: "I'll sign it and bring it over."""
    terms = reading.terms[span.start + (reading.terms[span.start] in JOINS) : span.stop]
    return len(terms) > 2 and terms[0] in ("i", "we") and terms[1] in PLEDGES and not _of_yours(terms)


def _of_yours(terms: Sequence[str]) -> bool:
    """Whether words that begin with the caller take in the buyer otherwise than as one who is given something."""
    if terms[0] == "i" and any(one == "we" and other in PLEDGES for one, other in pairwise(terms)):
        return True  # "I'll bring the contract and we'll start on Tuesday"
    return any(term in SHARED or (term == "you" and before not in GIVES) for before, term in pairwise(("", *terms)))


def own_doing(reading: Reading, at: int) -> bool:
    """Whether what stands at a term is what the caller will do himself, and nothing of the buyer is in it: "By then
    I'll be handing over every key, contract and password"."""
    span, terms = reading.spans[reading.sentence[at]], reading.terms
    for before in range(span.start, at - 1):
        if terms[before] in ("i", "we") and terms[before + 1] in PLEDGES:
            return not _of_yours(terms[before : span.stop])
    return False


def _where(reading: Reading, done: Doing, sentence: int, span: range) -> range | None:
    """Which part of a sentence asks for the commitment that it asks for as a whole; None where it is what the caller
    will do himself: "Text me the colour, and I'll send you three years of our books"."""
    if len(span) < LONG:
        return span
    several = parts(reading, span)
    if len(several) < 2:
        return span
    at = done.acts.at
    total, big = at["ask_total"], at["ask_big"]
    best, where = -99.0, span
    for part in several:
        if len(part) >= SHORTEST_PART:
            heard = done.acts.read_part(reading, sentence, part)
            wanted = either(heard[total], heard[big])
            if wanted > best:
                best, where = wanted, part
    return None if _own_promise(reading, where) else range(where.start, span.stop)


def _only_a_time(reading: Reading, span: range) -> bool:
    """Whether a sentence only asks if a time suits: for what, another sentence says."""
    terms = reading.terms[span.start : span.stop]
    return len(terms) <= ONLY_A_TIME and terms[0] in OPENS and not SUITS.isdisjoint(terms) and US.isdisjoint(terms)


def asks_by_act(reading: Reading, done: Doing, asks: Sequence[Ask], *, settled: bool = False) -> list[Ask]:
    """What sentences ask for in words of no list, where no listed ask of theirs is as large.

    ``settled``: the buyer is a customer, of whom an order or a visit may well be agreed.
    """
    largest: dict[int, int] = {}
    for ask in asks:
        sentence = reading.sentence[ask.first]
        largest[sentence] = max(largest.get(sentence, 0), ask.size)
    found: list[Ask] = []
    of_asks, surely = _asking(done.acts)
    least = min(surely)
    for sentence, odds in enumerate(done.odds):
        if odds is None:
            continue
        likelihoods = of_asks(odds)
        if max(likelihoods) < least or True not in map(ge, likelihoods, surely):
            continue
        total, big, *others = likelihoods
        for (_, name, size, sure), asked in zip(ASKS, (total, either(total, big), *others), strict=True):
            if asked < sure or _only_told(odds, done, asked, size):
                continue
            if name == TAKEN_FOR_GRANTED and odds[done.acts.at["gift"]] >= asked - FREELY:
                continue  # "I've written them out, and they'll suit whoever insures you"
            if settled and name == TAKEN_FOR_GRANTED and asked < AGREED:
                continue  # "your slot's held until four" is a customer's own
            if size == COMMITMENT and odds[done.acts.at["ask_meeting"]] >= max(asked, MEETING):
                continue  # an hour for the mechanic is a meeting, and no contract
            span = reading.sentence_terms(sentence)
            listed = largest.get(sentence, 0)
            if size == COMMITMENT and _own_promise(reading, span):
                continue
            pointed = listed == NOTICE or (0 < listed <= ANSWER and len(span) <= SET_PHRASE)
            if name == ANY and pointed and asked < SURELY:
                continue
            if name == BACK and listed and not ROUTES.isdisjoint(reading.terms[span.start : span.stop]):
                break
            if name == BACK and only_a_number(reading, span):
                break
            if size == FORESEEN and _only_a_time(reading, span):
                break
            if (
                size == FORESEEN
                and 0 < listed <= ANSWER
                and asked < MET
                and not QUESTIONS.isdisjoint(reading.sayings[sentence][0])
            ):
                break  # "I'd like to ask you a few questions, to see if we could do the same"
            if name == BACK and reading.terms[span.start] in ("if", "should"):
                name, size = IF_YOU_LIKE
            if listed < size and (listed < FORESEEN or size > COMMITMENT):
                where = _where(reading, done, sentence, span) if name in (ANY, WHOLE) else span
                if where is None:
                    continue
                found.append(Ask(name, size, where.start, where.stop, (span.start, span.stop)))
            break
    return found


def asks_in_clauses(reading: Reading, done: Doing, asks: Sequence[Ask]) -> list[Ask]:
    """Commitments that a clause by itself asks for, where neither its sentence nor a list has told of one as large."""
    at = done.acts.at
    total, big = at["ask_total"], at["ask_big"]
    innocent = [at[act] for act in INNOCENT]
    taken = {reading.sentence[ask.first] for ask in asks if ask.size >= COMMITMENT}
    found: list[Ask] = []
    for sentence, odds in enumerate(done.odds):
        if odds is None or max(odds[total], odds[big]) < SUSPECTED or sentence in taken:
            continue
        span = reading.spans[sentence]
        if len(span) < LONG:
            continue
        several = parts(reading, span)
        if len(several) < 2:
            continue
        for part in several:
            if len(part) < SHORTEST_PART or _own_promise(reading, part) or own_doing(reading, part.start):
                continue
            heard = done.acts.read_part(reading, sentence, part)
            wanted = either(heard[total], heard[big])
            if wanted < TACKED or max([heard[act] for act in innocent]) >= wanted:
                continue
            name, size = (WHOLE, 9) if heard[total] >= TACKED else (ANY, COMMITMENT)
            found.append(Ask(name, size, part.start, part.stop, (part.start, span.stop)))
    return found
