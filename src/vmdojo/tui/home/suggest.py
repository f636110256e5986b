"""What to do next: a pure choice from the library and what has been tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vmdojo.scenarios.model import Scenario


def following(scenarios: Sequence[Scenario], bests: Mapping[str, float], current: str) -> Scenario | None:
    """The scenario after ``current``: the next untried one in the order of the library, round its end; when all are
    tried, the one that went worst. None where there is no other."""
    at = next((place for place, scenario in enumerate(scenarios) if scenario.id == current), -1)
    others = [*scenarios[at + 1 :], *scenarios[: max(at, 0)]]
    fresh = [scenario for scenario in others if scenario.id not in bests]
    if fresh:
        return fresh[0]
    return min(others, key=lambda scenario: bests[scenario.id], default=None)
