"""Habits: the same words over different buyers, answered with a constraint for the next take.

A voicemail that fits everybody is about nobody. The coach notices the third buyer who gets the same opening, or the
same frame with other names in it, says so once a verdict, and asks for one take in which the habit cannot work. Pure
functions of takes; nothing is kept, for the record holds all that is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from vmdojo.coaching.bank import bank, little
from vmdojo.coaching.model import Attempt
from vmdojo.message import Message, parse

HabitKind = Literal["opening", "pattern"]
Constraint = Literal["proof_first", "no_question", "twelve_seconds"]

RECENT = 24
"""Takes that are looked back on, on all buyers."""
NOTICED_FROM = 3
"""Buyers who have had the same: twice may be chance."""
SECONDS = 12.5
"""Spoken seconds that still count as twelve, as a clock shows them."""
_SHARED = 0.24
"""Part of a message's words that stand in runs shared with another; strong messages to different buyers that were
written by different people share 0.16 at most (tests/coaching/test_habits.py)."""
_SHARED_WORDS = 10
"""The same in words, so that a short message is not judged by one turn of phrase."""
_MANY_WORDS = 14
"""Shared words that are no chance in a message of any length."""
_RUN = 3
"""Words of a run that counts as shared."""
_LONG_RUN = 4
_LONG_WORDS = 6
"""Words in runs of at least ``_LONG_RUN`` behind the opening that are no chance: a question of one's own and the start
of an offer, or one whole sentence."""
_OPENING_WORDS = 18
_OPENING_RUN = 4
"""Words of an opening, names and greeting aside, that are no chance."""
_CALLING = frozenset(
    (
        *("hi", "hello", "hey", "good", "this", "is", "it's", "i'm", "my", "name's"),
        *("name", "from", "at", "with", "of", "here", "calling"),
    )
)


class Habit(msgspec.Struct, frozen=True):
    """One habit, noticed on a take."""

    kind: HabitKind
    words: str
    """The longest run of words that came back, as this take has it."""
    times: int
    """Buyers who have had it, this one included."""
    constraint: Constraint
    said: str
    """What the coach says of it: of the messages, never of the person."""
    do: str
    """The constraint for the next take, one or two sentences."""


class Kept(msgspec.Struct, frozen=True):
    """Whether a take kept the constraint that the one before it was given."""

    constraint: Constraint
    kept: bool
    said: str


def habit(take: Attempt, earlier: Sequence[Attempt]) -> Habit | None:
    """The habit that shows in ``take`` beside ``earlier`` takes, newest first; None where there is none.

    Only other buyers count: the same buyer again is practice, not habit.
    """
    message = parse(take.text)
    if not message.words:
        return None
    others = _by_buyer(take, earlier)
    own = [word.folded for word in message.words]
    opening = _opening(message)
    first = message.sentences[0].last
    behind = [*[""] * first, *opening[first:], *own[max(first, _OPENING_WORDS) :]]
    reused = [words for words in others if _reused(own, words) or _in_runs(behind, words, _LONG_RUN) >= _LONG_WORDS]
    if len(reused) + 1 >= NOTICED_FROM:
        return _told("pattern", take, _longest(message, own, reused), len(reused) + 1)
    opened = [words for words in others if _common(opening, words[: _OPENING_WORDS * 2], _OPENING_RUN)]
    if len(opened) + 1 >= NOTICED_FROM:
        return _told("opening", take, _longest(message, opening, opened), len(opened) + 1)
    return None


def kept(take: Attempt, earlier: Sequence[Attempt]) -> Kept | None:
    """Whether ``take`` kept the constraint given on the newest of ``earlier``; None where none was given."""
    if not earlier or not take.plan.leave:
        return None
    given = habit(earlier[0], earlier[1:])
    if given is None:
        return None
    held = holds(given.constraint, take)
    return Kept(given.constraint, held, bank().habits[f"{given.constraint}_{'kept' if held else 'missed'}"])


def holds(constraint: Constraint, take: Attempt) -> bool:
    """Whether a take keeps to a constraint."""
    findings = take.grade.findings
    if constraint == "twelve_seconds":
        return take.grade.seconds < SECONDS
    if constraint == "no_question":
        return "?" not in take.text and not any(f.rule == "next_step.question" and f.kind == "virtue" for f in findings)
    proof = [f.start for f in findings if f.rule == "value.proof" and f.kind == "virtue"]
    told = [f.start for f in findings if f.kind == "virtue" and f.rule in _TELLS]
    return bool(proof) and min(proof) <= min(told, default=min(proof))


_TELLS = ("relevance.fact_used", "relevance.fact_named", "value.gift", "value.insight", "next_step.question")


def _by_buyer(take: Attempt, earlier: Sequence[Attempt]) -> list[list[str]]:
    """The words of the newest take on each other buyer."""
    found: dict[str, list[str]] = {}
    for old in earlier[:RECENT]:
        if old.scenario != take.scenario and old.scenario not in found and old.text.strip():
            found[old.scenario] = [word.folded for word in parse(old.text).words]
    return list(found.values())


def _reused(own: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a good part of a message stands in runs that another one has too."""
    return _in_runs(own, other, _RUN) >= min(_MANY_WORDS, max(_SHARED_WORDS, _SHARED * len(own)))


def _in_runs(own: Sequence[str], other: Sequence[str], size: int) -> int:
    """How many words of a message stand in runs of at least ``size`` that another one has too; "" is in none."""
    runs = {tuple(other[at : at + size]) for at in range(len(other) - size + 1)}
    hit = [False] * len(own)
    for at in range(len(own) - size + 1):
        if tuple(own[at : at + size]) in runs:
            hit[at : at + size] = [True] * size
    return sum(hit)


def _opening(message: Message) -> list[str]:
    """The first words without greeting, names and who is calling: a gap stands where those were."""
    found: list[str] = []
    starts = True
    for word in message.words[:_OPENING_WORDS]:
        name = word.text[:1].isupper() and not starts and word.folded not in ("i", "i'm", "i've")
        found.append("" if name or word.folded in _CALLING else word.folded)
        starts = word.loose and message.text[word.end : word.end + 1] in ".!?"
    return found


def _common(own: Sequence[str], other: Sequence[str], least: int) -> int:
    """Length of the longest run of words that both have, 0 where it is shorter than ``least``."""
    best = 0
    row = [0] * (len(other) + 1)
    for word in own:
        next_row = [0] * (len(other) + 1)
        for at, theirs in enumerate(other):
            if word and word == theirs:
                next_row[at + 1] = row[at] + 1
                best = max(best, next_row[at + 1])
        row = next_row
    return best if best >= least else 0


def _longest(message: Message, own: Sequence[str], others: Sequence[Sequence[str]]) -> str:
    """The player's own words of the longest run that stands in the most of the others."""
    best: tuple[int, int, int] = (0, 0, 0)
    for start in range(len(own)):
        for end in range(min(len(own), start + 14), start + _RUN - 1, -1):
            run = list(own[start:end])
            if "" in run or all(word in little("function") for word in run):
                continue
            shared = sum(_stands(run, other) for other in others)
            score = (shared * (end - start), start, end)
            if shared >= min(2, len(others)) and score[0] > best[0]:
                best = score
    if not best[0]:
        return ""
    return " ".join(message.text[message.words[best[1]].start : message.words[best[2] - 1].end].split())


def _stands(run: Sequence[str], words: Sequence[str]) -> bool:
    size = len(run)
    return any(list(words[at : at + size]) == list(run) for at in range(len(words) - size + 1))


def _told(kind: HabitKind, take: Attempt, words: str, times: int) -> Habit:
    said = bank().habits
    constraint = _constraint(kind, take)
    count = _COUNTS[times - NOTICED_FROM] if times - NOTICED_FROM < len(_COUNTS) else str(times)
    frame = said[kind if words else f"{kind}_unquoted"]
    text = frame.replace("{words}", words).replace("{count}", count)
    return Habit(kind, words, times, constraint, text, said[constraint])


_COUNTS = ("Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")


def _constraint(kind: HabitKind, take: Attempt) -> Constraint:
    """The first constraint that this take does not keep: it has to write something else."""
    first: tuple[Constraint, ...] = ("proof_first", "no_question", "twelve_seconds")
    if kind == "pattern":
        first = ("no_question", "twelve_seconds", "proof_first")
    return next((each for each in first if not holds(each, take)), "twelve_seconds")
