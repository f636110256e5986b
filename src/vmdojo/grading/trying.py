"""What a message uses of a dossier, cue by cue: for authors, who want to see why a fact is heard or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from vmdojo.grading.dossier import dossier_of
from vmdojo.grading.judge import grade
from vmdojo.grading.matching import Matcher
from vmdojo.grading.model import Grade
from vmdojo.grading.reading import Reading
from vmdojo.grading.relevance import Clue
from vmdojo.grading.rubric import Rubric
from vmdojo.message import parse
from vmdojo.scenarios.model import Scenario

State = Literal["used", "mentioned", "passed", "silent", "touched", "told", "offered"]
"""Of a fact: used (tied to the buyer), mentioned (only named), passed (its words count for another fact) or silent; a
decoy or stale one touched, a secret told. Of an offer: offered or silent."""

_STATES: dict[str, State] = {
    "relevance.fact_used": "used",
    "relevance.fact_named": "mentioned",
    "relevance.decoy": "touched",
    "relevance.stale": "touched",
    "relevance.told_secret": "told",
}


class Fired(msgspec.Struct, frozen=True):
    """A cue that was heard. ``start``/``end`` are code points of the text, half open."""

    cue: str
    strength: float
    """Share of the cue's content that was heard, 0-1."""
    start: int
    end: int
    quote: str


class Heard(msgspec.Struct, frozen=True):
    """What became of one fact or offer."""

    id: str
    kind: str
    """The kind of the fact, or ``offer``."""
    state: State
    points: float
    """Points of the total that it moved."""
    fired: tuple[Fired, ...]
    """The strongest first; the fact's own text counts as a cue, but for decoys and stale facts."""


class Trial(msgspec.Struct, frozen=True):
    """One text tried on a scenario."""

    grade: Grade
    facts: tuple[Heard, ...]
    """In the order of the file."""
    offers: tuple[Heard, ...]

    @property
    def relevance(self) -> float:
        """Points of the dimension, 0-100."""
        found = self.grade.dimensions.get("relevance")
        return found.points if found is not None else 0.0


def try_out(text: str, scenario: Scenario, rubric: Rubric) -> Trial:
    """Judge a text and tell which cue of which fact was heard in which words. The text may be half a message."""
    bare = msgspec.structs.replace(scenario, strong=())  # a sample that is tried is no copy of itself
    message = parse(text, rubric.pace)
    result = grade(message, bare, rubric)
    dossier = dossier_of(bare, rubric)
    reading = Reading(message)
    matcher = Matcher(reading, dossier.lookup)
    fired = {clue.id: tuple(_fired(clue, matcher, reading)) for clue in (*dossier.facts, *dossier.offers)}
    states: dict[str, State] = {}
    points: dict[str, float] = {}
    of_facts = {fact.id for fact in scenario.fact}
    for finding in result.findings:
        if finding.fact in of_facts and finding.fact is not None:
            states.setdefault(finding.fact, _STATES.get(finding.rule, "passed"))
            points[finding.fact] = points.get(finding.fact, 0.0) + finding.points

    def heard_of(id_: str, kind: str, otherwise: State) -> Heard:
        state = states.get(id_, otherwise if fired[id_] else "silent")
        return Heard(id_, kind, state, points.get(id_, 0.0), fired[id_])

    return Trial(
        result,
        tuple(heard_of(fact.id, fact.kind, "passed") for fact in scenario.fact),
        tuple(heard_of(offer.id, "offer", "offered") for offer in scenario.offer),
    )


def _fired(clue: Clue, matcher: Matcher, reading: Reading) -> Iterator[Fired]:
    found = sorted(matcher.each(clue), key=lambda one: -one[1].strength)
    for cue, match in found:
        start, end = reading.span(match.first, match.last)
        yield Fired(cue.text, match.strength, start, end, reading.message.text[start:end])
