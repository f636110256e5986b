"""Which takes had help: shown as "assisted", never banned. These criteria are public; README and the board say them.

A take is assisted where

- at least half of its runs of four words stand in a sample of its scenario, in an earlier take of another player, or in
  an earlier one of the player's own on another scenario;
- or at least half of them were pasted, as the player's own vmdojo saw it (:attr:`Take.pasted`);
- or, opened for the league, it came faster than 20 letters a second from the opening of the dossier to its
  receipt, both stamped by the server where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from vmdojo.league.wire import Entered
from vmdojo.rounds.pasting import FASTEST, at_once
from vmdojo.scenarios.model import Scenario

RUN = 4
"""Words of a run. Shorter ones are shared by everybody who speaks of the same dossier."""
SHARED = 0.5
"""From this share of its runs on, a take is shown as assisted. Chosen, not measured."""
PASTED = round(100 * SHARED)
"""The same for what was pasted, in percent."""
CRITERIA = (
    "assisted: half of its runs of four words stand in a sample, in another's take or in an own one on another buyer; "
    f"or half of it was pasted; or an official take came faster than {FASTEST} letters a second"
)
"""The same in one sentence, for whoever reads a board."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


Run = tuple[str, ...]


def runs(text: str) -> frozenset[Run]:
    """All runs of four words, without case and punctuation."""
    words = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
    return frozenset(zip(*(words[at:] for at in range(RUN)), strict=False))


def alike(one: frozenset[Run], other: frozenset[Run]) -> bool:
    """Whether much of ``one`` stands in ``other``."""
    return bool(one) and len(one & other) >= SHARED * len(one)


def percent_of(text: str, pieces: Iterable[str]) -> int:
    """How much of a text stands in these pieces, in percent of its runs of four words."""
    own = runs(text)
    there = frozenset[Run]().union(*(runs(piece) for piece in pieces))
    return round(100 * len(own & there) / len(own)) if own else 0


def untyped(one: Entered) -> bool:
    """Whether a take was not typed, by what its player's vmdojo told of pasting or by the times."""
    take = one.take
    if take.pasted >= PASTED:
        return True
    if not take.official or take.source != "league":
        # Practice may have begun long before: its times tell nothing of how the words came.
        return False
    return at_once(take.text, (one.received_ms - take.opened_ms) / 1000)


def assisted(takes: Sequence[tuple[str, Entered]], scenarios: Mapping[str, Scenario]) -> frozenset[str]:
    """Which of these takes, with their digests and by time, had help. A further try at the same buyer is what trying
    again means and passes."""
    samples = {hash_: sample_runs(it) for hash_, it in scenarios.items()}
    held: dict[Run, list[int]] = {}
    before: list[tuple[str, str, frozenset[Run]]] = []
    found = set()
    for name, one in takes:
        player, scenario = one.take.player, one.take.scenario_hash
        own = runs(one.take.text)
        near = {at for run in own for at in held.get(run, ())}
        if (
            untyped(one)
            or any(alike(own, sample) for sample in samples.get(scenario, ()))
            or any(alike(own, before[at][2]) for at in near if before[at][0] != player or before[at][1] != scenario)
        ):
            found.add(name)
        for run in own:
            held.setdefault(run, []).append(len(before))
        before.append((player, scenario, own))
    return frozenset(found)


def sample_runs(scenario: Scenario) -> list[frozenset[Run]]:
    """The runs of each message that the scenario shows."""
    return [runs(text) for text in (*(one.text for one in scenario.strong), *(one.text for one in scenario.weak))]
