"""Who takes the advice ties the yellow belt within 20 rounds, by the path's own rule; who ignores it does not."""

from __future__ import annotations

import random
from functools import partial

import pytest

from rounds.players import Player
from vmdojo.coaching.path import rules
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import Scenario

ROUNDS = 20
SHIPPED = load_library()


def buyers(seed: int, belts: tuple[str, ...]) -> list[Scenario]:
    """Scenarios of these belts on which a message is the right move, in an order of their own."""
    open_ = [s for s in SHIPPED.scenarios if s.belt in belts and s.kind == "message" and not s.brief.wishes]
    random.Random(seed).shuffle(open_)
    return open_


def test_who_takes_the_advice_ties_yellow_on_the_buyers_that_home_offers() -> None:
    player = Player(SHIPPED, listens=True)

    player.climb(ROUNDS, player.offered)

    assert player.standing.belt == "yellow", (player.rounds, player.standing.fresh)
    assert all(second > first for first, second in player.again), "the coach's edits raise the total"


def test_who_ignores_the_advice_stays_white() -> None:
    player = Player(SHIPPED, listens=False)

    player.climb(ROUNDS, player.offered)

    assert player.rounds == ROUNDS
    assert player.standing.belt == "white"
    assert not player.standing.fresh, "not one pass"
    assert all(first == second < rules().pass_ for first, second in player.again)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("belts", [("white", "yellow"), ("orange", "green"), ("blue", "brown", "black")])
def test_in_any_order_and_on_any_belt(seed: int, belts: tuple[str, ...]) -> None:
    for listens in (True, False):
        player = Player(SHIPPED, listens=listens)
        player.climb(ROUNDS, partial(next, iter(buyers(seed, belts)), None))
        assert player.rounds <= ROUNDS
        assert player.standing.belt == ("yellow" if listens else "white"), (player.rounds, player.standing.fresh)
