"""Grading recorded takes again: do the grades follow from the words, under the judge that gave them?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from vmdojo.coaching.model import Attempt
from vmdojo.message import parse
from vmdojo.rounds.ports import Judge, Library
from vmdojo.scenarios import UnknownScenario, content_hash

if TYPE_CHECKING:
    from vmdojo.grading import Rubric

Finding = Literal["same", "differs", "other judge", "other scenario", "no scenario"]

ONLY_A_SERVER: Final = (
    "Grading again shows whether the grades follow from the words. Who wrote the words, and when, this machine cannot "
    "vouch for; only the server of a league can."
)


class Checked(msgspec.Struct, frozen=True):
    """One take graded again."""

    attempt: str
    scenario: str
    found: Finding
    recorded: float
    """The total on record."""
    again: float | None
    """The total now; None where it could not be graded under the same judge and on the same scenario."""


def verify(
    attempts: Iterable[Attempt], library: Library, rubrics: Iterable[Rubric], *, judge: Judge | None = None
) -> list[Checked]:
    """Every take graded again, in its order, with that one of ``rubrics`` whose judge it names.

    A take is the same where its whole grade is: total, points, caps, findings; not how a spoken one sounded.
    """
    if judge is None:
        from vmdojo.rounds.shipped import ShippedJudge

        judge = ShippedJudge()
    known: Mapping[str, Rubric] = {rubric.judge: rubric for rubric in rubrics}
    hashes: dict[str, str] = {}
    return [_check(attempt, library, known, hashes, judge) for attempt in attempts]


def _check(
    attempt: Attempt, library: Library, known: Mapping[str, Rubric], hashes: dict[str, str], judge: Judge
) -> Checked:
    def say(found: Finding, again: float | None = None) -> Checked:
        return Checked(attempt.id, attempt.scenario, found, attempt.grade.total, again)

    try:
        scenario = library.get(attempt.scenario)
    except UnknownScenario:
        return say("no scenario")
    if scenario.id not in hashes:
        hashes[scenario.id] = content_hash(scenario)
    if hashes[scenario.id] != attempt.scenario_hash:
        return say("other scenario")
    rubric = known.get(attempt.judge)
    if rubric is None:
        return say("other judge")
    if attempt.plan.leave:
        grade = judge.grade(parse(attempt.text, rubric.pace), scenario, rubric, earlier=())
    else:
        grade = judge.grade_hang_up(scenario, rubric)
    # How a spoken take sounded is not in its words: the recording is gone, its measures decide no total.
    recorded = msgspec.structs.replace(attempt.grade, delivery=grade.delivery)
    return say("same" if grade == recorded else "differs", grade.total)


def counts(checked: Iterable[Checked]) -> dict[Finding, int]:
    """How many of each, those that are none left out, the best news first."""
    order: tuple[Finding, ...] = ("same", "differs", "other judge", "other scenario", "no scenario")
    found = [it.found for it in checked]
    return {name: found.count(name) for name in order if name in found}
