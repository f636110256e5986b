"""Which takes share long runs of words with others: shown as "assisted", never banned."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from vmdojo.scenarios.model import Scenario

RUN = 4
"""Words of a run. Shorter ones are shared by everybody who speaks of the same dossier."""
SHARED = 0.5
"""From this share of its runs in one other text on, a take is shown as assisted. Chosen, not measured."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


Run = tuple[str, ...]


def runs(text: str) -> frozenset[Run]:
    """All runs of four words, without case and punctuation."""
    words = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
    return frozenset(zip(*(words[at:] for at in range(RUN)), strict=False))


def alike(one: frozenset[Run], other: frozenset[Run]) -> bool:
    """Whether much of ``one`` stands in ``other``."""
    return bool(one) and len(one & other) >= SHARED * len(one)


def assisted(takes: Sequence[tuple[str, str, str, str]], scenarios: Mapping[str, Scenario]) -> frozenset[str]:
    """Which of these takes stand much in a sample of the scenario, in an earlier take of another player, or in one of
    the player's own on another scenario. A further try at the same buyer is what trying again means and passes.

    ``takes`` are (digest, player, hash of the scenario, text), by time.
    """
    samples = {hash_: sample_runs(it) for hash_, it in scenarios.items()}
    held: dict[Run, list[int]] = {}
    before: list[tuple[str, str, frozenset[Run]]] = []
    found = set()
    for name, player, scenario, text in takes:
        own = runs(text)
        near = {at for run in own for at in held.get(run, ())}
        if any(alike(own, sample) for sample in samples.get(scenario, ())) or any(
            alike(own, before[at][2]) for at in near if before[at][0] != player or before[at][1] != scenario
        ):
            found.add(name)
        for run in own:
            held.setdefault(run, []).append(len(before))
        before.append((player, scenario, own))
    return frozenset(found)


def sample_runs(scenario: Scenario) -> list[frozenset[Run]]:
    """The runs of each message that the scenario shows."""
    return [runs(text) for text in (*(one.text for one in scenario.strong), *(one.text for one in scenario.weak))]
