"""A scenario's samples under the judge: strong ones must be strong, weak ones weak for the planted reasons."""

from __future__ import annotations

from typing import Literal

import msgspec

from vmdojo.grading.judge import grade
from vmdojo.grading.rubric import Rubric
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.problem import nearest, short

STRONG_AT_LEAST = 75.0
WEAK_BELOW_BY = 25.0
FEWEST_WORDS, MOST_WORDS = 20, 80
"""Of a strong sample: a model that nobody could say in half a minute is none."""
NEVER_IN_STRONG = frozenset(("relevance.decoy", "relevance.stale", "relevance.told_secret", "value.offer_unknown"))
"""What a model message must not do, whatever it totals."""


class SampleProblem(msgspec.Struct, frozen=True):
    """Where author and judge differ. ``index`` counts from 0 within its kind."""

    kind: Literal["strong", "weak"]
    index: int
    message: str
    disputed: str = ""
    """The author's reason, where the file gives one: listed, not failed."""
    key: tuple[str | int, ...] = ("text",)
    """What in the sample it is about."""


def judge_samples(scenario: Scenario, rubric: Rubric) -> list[SampleProblem]:
    """Every sample that does not grade as its author says. Empty where all do."""
    bare = msgspec.structs.replace(scenario, strong=())  # a sample is not a copy of itself
    problems: list[SampleProblem] = []
    lowest = 100.0
    for index, strong in enumerate(scenario.strong):
        result = grade(strong.text, bare, rubric)
        lowest = min(lowest, result.total)
        if result.total < STRONG_AT_LEAST:
            against = {f.rule for f in result.findings if f.points < 0} | {cap.rule for cap in result.caps}
            said = f"grades {result.total:.1f}; a strong sample needs {STRONG_AT_LEAST:.0f}."
            why = ", ".join(sorted(against)) or "too little that speaks for it"
            problems.append(SampleProblem("strong", index, f"{said} Against it: {why}."))
        if not FEWEST_WORDS <= result.words <= MOST_WORDS:
            said = f"has {result.words} words; a strong sample has {FEWEST_WORDS} to {MOST_WORDS}."
            problems.append(SampleProblem("strong", index, said))
        problems.extend(
            SampleProblem("strong", index, f"{finding.rule} is found in it, on {finding.quote!r}.")
            for finding in result.findings
            if finding.rule in NEVER_IN_STRONG
        )
    for index, weak in enumerate(scenario.weak):
        result = grade(weak.text, bare, rubric)
        found = {finding.rule for finding in result.findings} | {cap.rule for cap in result.caps}
        told: list[tuple[str, tuple[str | int, ...]]] = []
        if result.total > lowest - WEAK_BELOW_BY:
            said = (
                f"grades {result.total:.1f}; a weak sample stays {WEAK_BELOW_BY:.0f} below"
                f" the weaker strong one ({lowest:.1f})."
            )
            told.append((said, ("text",)))
        for number, fault in enumerate(weak.faults):
            if fault in rubric.silent:
                continue  # this rubric does not look for it
            if fault not in rubric.rules:
                near = nearest(fault, rubric.rules)
                meant = f' Did you mean "{near}"?' if near else ""
                told.append((f'names a fault "{short(fault)}" that no rule looks for.{meant}', ("faults", number)))
            elif fault not in found:
                told.append((f"is said to show {fault}, which the judge does not find in it.", ("faults", number)))
        problems.extend(SampleProblem("weak", index, text, weak.disputed, key) for text, key in told)
    return problems
