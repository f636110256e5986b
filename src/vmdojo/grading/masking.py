"""Words that another rule, or the name of a product, explains: what they would else be taken for is left out."""

from __future__ import annotations

from collections.abc import Callable

from vmdojo.grading.automaton import Hit
from vmdojo.grading.rubric import NAMED, Rubric
from vmdojo.grading.rubric_model import Rule


def unmasked(
    tagged: dict[str, list[Hit]], rubric: Rubric, terms: int, applies: Callable[[Rule], bool]
) -> dict[str, list[Hit]]:
    """``tagged`` without the hits that stand inside a product's name, or on words that another rule explains."""
    for id_, explained in rubric.explained.items():
        if tagged.get(id_) and applies(rubric.rules[id_]):
            said = _covered(tagged[id_], terms)
            for tag in explained & tagged.keys():
                tagged[tag] = [hit for hit in tagged[tag] if said[hit.last] == said[hit.first]]
    names = tagged.get(NAMED)
    if names:
        until = _until(names, terms)
        for tag in tagged.keys() - rubric.unmasked:
            tagged[tag] = [hit for hit in tagged[tag] if until[hit.first] < hit.last]
    return tagged


def _covered(hits: list[Hit], terms: int) -> list[int]:
    """How many of the terms before each place are covered by a hit; the last number is for the end."""
    cover = bytearray(terms)
    for hit in hits:
        cover[hit.first : hit.last] = b"\1" * (hit.last - hit.first)
    counts = [0]
    for one in cover:
        counts.append(counts[-1] + one)
    return counts


def _until(hits: list[Hit], terms: int) -> list[int]:
    """For each term the end of the name that covers it, 0 where none does."""
    until = [0] * terms
    for hit in hits:
        for at in range(hit.first, hit.last):
            until[at] = max(until[at], hit.last)
    return until
