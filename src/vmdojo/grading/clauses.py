"""What a part of a sentence does: a fault may hide in its last clause, behind something useful.

"The ice is most likely the door seal, as anybody who'd looked at it could have told you" tells, and sneers. The
sentence as a whole is read as the first; its second clause alone is the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from vmdojo.grading.acting import ActRule, Doing, Spelt, Told, act_rules
from vmdojo.grading.acts import Acts
from vmdojo.grading.automaton import Hit
from vmdojo.grading.reading import Reading

LONG = 9
"""Terms of a sentence from which its parts are read."""
SHORTEST_PART = 5
"""Terms of a part below which it says too little to be read alone."""
SUSPECTED = -2.0
"""Log-odds of an act in the whole sentence from which its parts are looked at for it."""

JOINS = frozenset("and but so or as since until unless".split())
"""Words that open a part where a subject follows."""
OPENS = frozenset("which because while though although".split())
"""Words that open a part whatever follows."""
SUBJECTS = frozenset("i we you it that they nobody somebody anybody he she this there if what frankly honestly".split())
ASKING = frozenset("could would can will may might shall do please".split())
"""Words that open a part behind a conjunction where a question or a request follows."""
_NEW = SUBJECTS | ASKING


def parts(reading: Reading, span: range) -> list[range]:
    """The clauses of a sentence: at its commas, and where a conjunction takes up a new subject or asks."""
    terms, clause = reading.terms, reading.clause
    found: list[range] = []
    start = span.start
    for at in range(span.start + 1, span.stop):
        term = terms[at]
        if (
            clause[at] != clause[at - 1]
            or term in OPENS
            or (term in JOINS and at + 1 < span.stop and terms[at + 1] in _NEW)
        ):
            found.append(range(start, at))
            start = at
    found.append(range(start, span.stop))
    return found


def told_in_parts(reading: Reading, done: Doing, tagged: Mapping[str, Sequence[Hit]]) -> Iterator[Told]:
    """What single clauses do, where neither a phrase nor the whole sentence has said it."""
    spelt = Spelt(reading.sentence, tagged)
    rules = _parted(done.acts)
    for sentence, odds in enumerate(done.odds):
        if odds is None:
            continue
        span = reading.spans[sentence]
        if len(span) < LONG:
            continue
        asked = [rule for at, rule in rules if odds[at] >= SUSPECTED]
        if not asked:
            continue
        asked = [rule for rule in asked if not any(sentence in spelt[tag] for tag in rule.tags if tag in tagged)]
        if not asked:
            continue
        several = parts(reading, span)
        if len(several) < 2:
            continue
        for part in several:
            if len(part) >= SHORTEST_PART:
                yield from _of_part(reading, done, sentence, part, asked)


@lru_cache(maxsize=4)
def _parted(acts: Acts) -> tuple[tuple[int, ActRule], ...]:
    """The rules that look at clauses, behind the places of their acts."""
    return tuple((acts.at[rule.name], rule) for rule in act_rules() if rule.part is not None)


def _of_part(reading: Reading, done: Doing, sentence: int, part: range, asked: Sequence[ActRule]) -> Iterator[Told]:
    at_of = done.acts.at
    odds = done.acts.read_part(reading, sentence, part)
    done.clauses.append((part, odds))
    for rule in asked:
        likelihood = odds[at_of[rule.name]]
        least = rule.part
        if least is None or likelihood < least:
            continue
        if any(odds[at_of[other]] >= likelihood for other in rule.unless):
            continue
        for tag in rule.tags:
            yield Told(Hit(tag, part.start, part.stop), 1.0 if likelihood >= rule.part_sure else 0.5)
