"""Whether a question is about the buyer's work."""

from __future__ import annotations

from vmdojo.grading.asking_words import asking_words
from vmdojo.grading.case import Case

ANSWERABLE = 0.5
"""Log-odds that a sentence is a small question about the buyer's work, from which it is one whatever it names."""
POINTERS = frozenset("yours that those this these it them they one ones which either there its their".split())
"""Words by which a question points back at what was just said."""
ELLIPTIC = 3
"""Terms up to which a question of little words alone asks about what stands before it: "Shall I?", "Or not?"."""


def on_topic(case: Case, first: int, last: int) -> bool:
    """Whether a question is about the buyer's work: it names something of the dossier, or points back at it."""
    reading = case.reading
    if not case.dossier.topics:
        return True
    if _elliptic(case, first, last):
        return True
    if case.dossier.notes is not None and case.done.of(reading.sentence[first], "ask_small") >= ANSWERABLE:
        return True
    return any(
        reading.stems[at] in case.dossier.topics or reading.terms[at] in POINTERS
        for at in range(first, min(last, len(reading.terms)))
    )


def _elliptic(case: Case, first: int, last: int) -> bool:
    """Whether a question can only mean what was just said."""
    sentence = case.reading.sentence[first]
    if last - first > ELLIPTIC or not sentence or case.reading.first_of[sentence] != first:
        return False
    little, modals = case.rubric.little, asking_words().modal
    words = case.reading.terms[first:last]
    return sentence - 1 not in case.hollow and all(little.get(term) or term in modals for term in words)
