"""The path: belts earned on fresh buyers by the rule that is told beforehand."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.takes import DAY_MS, NOON, attempt
from vmdojo.coaching.happenings import Hinted
from vmdojo.coaching.path import Rule, Rules, Standing, is_fresh, next_buyers, passed, rules, sentence, standing
from vmdojo.coaching.summary import Summary, summary
from vmdojo.scenarios import BELTS, load_library
from vmdojo.scenarios.model import Scenario

LIBRARY = load_library().scenarios
WHITE = [scenario for scenario in LIBRARY if scenario.belt == "white"]
YELLOW = [scenario for scenario in LIBRARY if scenario.belt == "yellow"]
FIRST_DAY = date(2026, 3, 3)
NEEDED = rules().belt[0].passes


def takes(*played: tuple[str, float, float]) -> list[Summary]:
    """Takes of (scenario, total, days after the first), in this order."""
    return [
        summary(attempt(number, scenario=scenario, total=total, day=day))
        for number, (scenario, total, day) in enumerate(played)
    ]


def stands(*played: tuple[str, float, float], hints: tuple[Hinted, ...] = ()) -> Standing:
    """Where that history stands."""
    return standing(takes(*played), LIBRARY, hints)


def test_the_shipped_rules_are_whole_and_told() -> None:
    assert [rule.name for rule in rules().belt] == list(BELTS[1:])
    for rule, worn in zip(rules().belt, BELTS, strict=False):
        told = sentence(rule)
        assert str(rule.passes) in told
        assert worn in told or worn == "white"
        # Each belt can be earned: there are buyers enough, and kinds of relationship.
        high = [scenario for scenario in LIBRARY if BELTS.index(scenario.belt) >= BELTS.index(worn)]
        assert len(high) >= rule.passes + 2
        assert len({scenario.brief.relationship for scenario in high}) >= rule.situations


def test_nothing_played_is_a_white_belt() -> None:
    it = stands()

    assert (it.belt, it.earned, it.fresh) == ("white", (), ())
    assert it.next is not None
    assert it.next.name == "yellow"


def test_fresh_passes_earn_the_yellow_belt_and_the_count_begins_anew() -> None:
    played = [(scenario.id, 80.0, 0.01 * number) for number, scenario in enumerate(WHITE[:NEEDED])]

    assert stands(*played[:-1]).belt == "white"
    assert len(stands(*played[:-1]).fresh) == NEEDED - 1
    it = stands(*played)
    assert it.belt == "yellow"
    assert it.fresh == ()
    assert it.earned[0].take == f"take-{NEEDED - 1}"
    assert it.earned[0].day == FIRST_DAY


@pytest.mark.parametrize(
    ("totals", "counts"),
    [((75.0,), True), ((74.9,), False), ((40.0, 75.0), True), ((40.0, 74.0, 99.0), False), ((90.0, 20.0), True)],
)
def test_the_pass_comes_in_the_first_two_takes(totals: tuple[float, ...], counts: bool) -> None:
    it = stands(*[(WHITE[0].id, total, 0.01 * n) for n, total in enumerate(totals)])

    assert it.fresh == ((WHITE[0].id,) if counts else ())


def test_the_same_buyer_counts_once_for_a_belt() -> None:
    assert len(stands(*[(WHITE[0].id, 90.0, 20.0 * n) for n in range(10)]).fresh) == 1


def test_a_buyer_grows_fresh_again_after_the_rest() -> None:
    failed = [(WHITE[0].id, 30.0, 0.0), (WHITE[0].id, 30.0, 0.1)]

    assert stands(*failed, (WHITE[0].id, 90.0, 13.0)).fresh == ()
    assert stands(*failed, (WHITE[0].id, 90.0, 14.0)).fresh == (WHITE[0].id,)


def test_a_clock_that_went_back_makes_nobody_fresh() -> None:
    assert stands((WHITE[0].id, 30.0, 0), (WHITE[0].id, 30.0, 0), (WHITE[0].id, 90.0, -400.0)).fresh == ()


def test_buyers_below_ones_belt_count_no_more() -> None:
    earned = [(scenario.id, 80.0, 0.0) for scenario in WHITE[:NEEDED]]

    assert stands(*earned, (WHITE[NEEDED].id, 90.0, 0.0)).fresh == ()
    assert stands(*earned, (YELLOW[0].id, 90.0, 0.0)).fresh == (YELLOW[0].id,)


def test_a_hint_makes_it_practice_for_a_while() -> None:
    def hint(day: float) -> Hinted:
        return Hinted(id="h", ref=WHITE[0].id, at_ms=NOON + round(day * DAY_MS) - 1)

    assert stands((WHITE[0].id, 90.0, 0.0), hints=(hint(0.0),)).fresh == ()
    assert stands((WHITE[0].id, 90.0, 20.0), hints=(hint(0.0),)).fresh == (WHITE[0].id,)
    assert stands((WHITE[0].id, 90.0, 0.0), hints=(hint(1.0),)).fresh == (WHITE[0].id,), "asked for afterwards"
    assert not is_fresh(stands(hints=(hint(0.0),)), WHITE[0], FIRST_DAY)


def test_drills_prepared_calls_and_unknown_buyers_do_not_count() -> None:
    other = [
        summary(attempt(1, scenario=WHITE[0].id, total=90.0, source="drill")),
        summary(attempt(2, scenario="my-own-buyer", total=90.0)),
    ]
    todays = [summary(attempt(3, scenario=WHITE[1].id, total=90.0, source="today:2026-03-03", official=True))]

    assert standing(other, LIBRARY).fresh == ()
    assert standing(todays, LIBRARY).fresh == (WHITE[1].id,)


def test_a_take_under_a_former_id_counts_for_the_present_one() -> None:
    renamed = msgspec.structs.replace(WHITE[0], id="new-name", was=(WHITE[0].id,))

    assert standing(takes((WHITE[0].id, 90.0, 0.0)), [renamed]).fresh == ("new-name",)


def test_kinds_of_relationship_are_asked_for_where_the_rule_says_so() -> None:
    by = Rules(format=1, pass_=75, rest_days=14, belt=(Rule("yellow", passes=2, takes=1, situations=2),))
    cold = [scenario for scenario in LIBRARY if scenario.brief.relationship == "cold"][:3]
    met = next(scenario for scenario in LIBRARY if scenario.brief.relationship == "met")
    same = takes(*[(scenario.id, 90.0, 0.0) for scenario in cold])

    short = standing(same, LIBRARY, by=by)

    assert short.belt == "white"
    assert "2 kinds" in short.missing
    assert standing([*same, *takes((met.id, 90.0, 0.0))], LIBRARY, by=by).belt == "yellow"
    assert next_buyers(short, [*cold, met], FIRST_DAY)[0] == met


def test_a_master_reaches_the_black_belt_and_goes_on_counting() -> None:
    played: list[tuple[str, float, float]] = []
    it = stands()
    for _ in range(70):
        (buyer, *_) = next_buyers(it, LIBRARY, FIRST_DAY)
        played.append((buyer.id, 95.0, 0.0))
        it = stands(*played)
        if it.belt == "black":
            break
    assert it.belt == "black"
    assert len(played) < 60
    assert it.next is None
    assert [one.belt for one in it.earned] == list(BELTS[1:])
    later = stands(*played, *[(scenario.id, 90.0, 30.0) for scenario in LIBRARY if scenario.belt == "black"][:3])
    assert len(later.fresh) == 3


def test_the_next_buyers_could_all_count() -> None:
    it = stands((WHITE[0].id, 30.0, 0.0), (WHITE[1].id, 90.0, 0.0))
    found = next_buyers(it, LIBRARY, FIRST_DAY)

    assert WHITE[1] not in found, "it counts already"
    assert WHITE[0] in found, "its second take may still pass"
    assert found.index(WHITE[0]) > found.index(WHITE[2]), "those never met come first"
    assert all(is_fresh(it, scenario, FIRST_DAY) for scenario in found)


@given(st.lists(st.tuples(st.sampled_from(LIBRARY[:20]), st.floats(0, 100), st.floats(-30, 60)), max_size=60))
def test_a_longer_history_never_takes_a_belt_away(played: list[tuple[Scenario, float, float]]) -> None:
    worn = 0
    for end in range(0, len(played) + 1, 5):
        it = stands(*[(scenario.id, total, day) for scenario, total, day in played[:end]])
        assert BELTS.index(it.belt) >= worn
        worn = BELTS.index(it.belt)


def test_passed_is_a_best_total_of_a_pass() -> None:
    assert passed({"a": 75.0, "b": 74.9, "c": 100.0}) == {"a", "c"}


def test_days_are_counted_back_from_today() -> None:
    it = stands((WHITE[0].id, 30.0, 0.0), (WHITE[0].id, 30.0, 0.0))

    assert not is_fresh(it, WHITE[0], FIRST_DAY + timedelta(days=13))
    assert is_fresh(it, WHITE[0], FIRST_DAY + timedelta(days=14))
