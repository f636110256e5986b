"""Who takes the coach's advice earns the yellow belt in 20 rounds; who ignores it does not."""

from __future__ import annotations

import random

import pytest

from rounds.players import Player
from vmdojo.coaching.path import Standing, next_buyers, rules, standing
from vmdojo.rounds.overview import Overviews
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import Scenario

ROUNDS = 20


def buyers(seed: int, belts: tuple[str, ...]) -> list[Scenario]:
    """Scenarios of these belts on which a message is the right move, in an order of their own."""
    open_ = [
        told
        for told in load_library().scenarios
        if told.belt in belts and told.kind == "message" and not told.brief.wishes
    ]
    random.Random(seed).shuffle(open_)
    return open_


def played(seed: int, *, listens: bool, belts: tuple[str, ...] = ("white", "yellow")) -> Player:
    player = Player(listens=listens)
    for told in buyers(seed, belts)[: ROUNDS // 2]:
        player.play(told)
    assert player.record.count() == ROUNDS
    return player


def reached(player: Player) -> Standing:
    """Where the record of a player stands on the path that the game shows."""
    takes = player.record.summaries()
    return standing(reversed(takes), load_library().scenarios, player.record.happenings())


def test_who_takes_the_advice_reaches_the_belt() -> None:
    player = played(1, listens=True)

    assert [earned.belt for earned in reached(player).earned] == ["yellow"]
    raised = [second - first for (first, second), told in zip(player.again, player.told, strict=True) if told]
    assert len(raised) >= 6
    assert min(raised) > 0, "on the same buyer the coach's edits raise the total"
    early, late = (sum(first for first, _ in player.again[part]) for part in (slice(5), slice(5, 10)))
    assert late > early, "what was learned shows on buyers never met before"


def test_who_ignores_the_advice_does_not() -> None:
    player = played(1, listens=False)

    assert reached(player).belt == "white"
    assert all(first == second or second < rules().pass_ for first, second in player.again)


def test_the_buyers_that_home_offers_lead_to_the_belt_within_twenty_rounds() -> None:
    library, player = load_library(), Player(listens=True)
    overviews = Overviews(player.record, library, player.clock)

    while overviews.look().standing.belt == "white" and player.record.count() < ROUNDS:
        it = overviews.look()
        offered = next_buyers(it.standing, library.shipped, it.today, passed_over=it.standing.met)
        player.play(next(scenario for scenario in offered if scenario.kind == "message"))

    assert overviews.look().standing.belt == "yellow"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_in_any_order(seed: int) -> None:
    assert reached(played(seed, listens=True)).earned
    assert not reached(played(seed, listens=False)).fresh


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("belts", [("orange", "green"), ("blue", "brown", "black")])
def test_on_buyers_above_the_players_belt(seed: int, belts: tuple[str, ...]) -> None:
    """They want more than a player has who has only learned what the coach says: half of them pass at least."""
    listened = reached(played(seed, listens=True, belts=belts))

    assert listened.earned or len(listened.fresh) >= ROUNDS // 4
    assert not reached(played(seed, listens=False, belts=belts)).fresh
