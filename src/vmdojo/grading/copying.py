"""Whether a message is one that was left before, or the library's own."""

from __future__ import annotations

from functools import lru_cache

from vmdojo.grading.case import Case
from vmdojo.grading.spelling import ratio

SHORTEST_COPY = 40
"""Characters up to which two messages may be the same by chance."""
SAME = 82.0
"""rapidfuzz token-sort ratio (0-100) from which two messages are the same one."""


def weigh_copies(case: Case) -> None:
    """Charge what this buyer heard before, and a sample of the library with no more than a word changed."""
    if len(case.message.text) <= SHORTEST_COPY or not (case.earlier or case.dossier.samples):
        return
    said = _long(case.message.text)
    for others, rule_id in ((case.earlier, "repeat.same_message"), (case.dossier.samples, "sample.copied")):
        near = [other for other in others if _as_long(said, len(_sorted_words(other)))]
        if near and any(_same(_sorted_words(case.message.text), other) for other in near):
            case.charge(rule_id, case.points_of(rule_id))


def _long(text: str) -> int:
    """Characters of a text in small letters, with one blank between two words."""
    small = text.lower()
    if small.isprintable() and "  " not in small:  # of all that is white, only the blank can be printed
        return len(small.strip())
    return len(" ".join(small.split()))


def _as_long(said: int, other: int) -> bool:
    """Whether two texts of so many characters may be one: each that only one of them has parts them."""
    return 200.0 * min(said, other) >= (SAME - 0.01) * (said + other)


def _same(bag: str, other: str) -> bool:
    """Whether a text, given as its sorted words, and another are one: ``token_sort_ratio`` that sorts a text once."""
    return ratio(bag, _sorted_words(other), SAME) > 0


@lru_cache(maxsize=64)
def _sorted_words(text: str) -> str:
    return " ".join(sorted(text.lower().split()))
