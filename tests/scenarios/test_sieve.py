"""Choosing among scenarios: every filter alone and together, and free-text industries in sensible groups."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.sample import library
from vmdojo.scenarios import load_library
from vmdojo.scenarios.sieve import (
    OTHER,
    Sieve,
    belts_in,
    group_of,
    groups,
    groups_in,
    sift,
    situations_in,
    situations_of,
    skills_in,
)

FOUR = library().scenarios


def ids(sieve: Sieve, *passed: str) -> list[str]:
    """Whom the sieve keeps of the four."""
    return [scenario.id for scenario in sift(FOUR, sieve, passed)]


@pytest.mark.parametrize(
    ("sieve", "kept"),
    [
        (Sieve(), ["friday-reader", "tom-sent-me", "second-cold-store", "two-vans"]),
        (Sieve(words="food"), ["second-cold-store", "two-vans"]),
        (Sieve(words="WHITE ortiz"), ["tom-sent-me"]),
        (Sieve(words="you have met"), ["two-vans"]),
        (Sieve(words="nobody at all"), []),
        (Sieve(belt="white"), ["friday-reader", "tom-sent-me"]),
        (Sieve(skill="relevance"), ["second-cold-store", "two-vans"]),
        (Sieve(situation="leave-or-not"), ["friday-reader"]),
        (Sieve(situation="follow-up"), ["second-cold-store"]),
        (Sieve(situation="referred", belt="white"), ["tom-sent-me"]),
        (Sieve(industry="schools"), ["friday-reader"]),
        (Sieve(industry="food", words="ling"), ["two-vans"]),
    ],
)
def test_each_filter_keeps_what_it_says(sieve: Sieve, kept: list[str]) -> None:
    assert ids(sieve) == kept


def test_what_was_passed_can_be_left_out() -> None:
    assert ids(Sieve(not_passed=True), "tom-sent-me", "two-vans") == ["friday-reader", "second-cold-store"]


@pytest.mark.parametrize(
    ("industry", "group"),
    [
        ("hospital", "health"),
        ("hospital catering", "food"),
        ("software for growers", "software"),
        ("Frozen-food distribution", "food"),
        ("college halls of residence", "schools"),
        ("machine parts", "making"),
        ("carefree umbrellas", OTHER),
        ("", OTHER),
    ],
)
def test_an_industry_as_people_write_it_has_a_group(industry: str, group: str) -> None:
    assert group_of(industry) == group


@given(st.text(max_size=60))
def test_any_text_has_a_group(industry: str) -> None:
    assert group_of(industry) in (*groups(), OTHER)


def test_every_buyer_of_the_library_has_a_group_and_no_group_is_lonely() -> None:
    scenarios = load_library().scenarios

    found = groups_in(scenarios)

    assert OTHER not in found
    assert len(found) >= 10
    for group in found:
        assert 2 <= len(sift(scenarios, Sieve(industry=group))) <= len(scenarios) // 4


def test_the_choices_are_those_that_exist_and_each_keeps_somebody() -> None:
    for name, values in {
        "belt": belts_in(FOUR),
        "skill": skills_in(FOUR),
        "situation": situations_in(FOUR),
        "industry": groups_in(FOUR),
    }.items():
        assert values
        for value in values:
            assert ids(msgspec.structs.replace(Sieve(), **{name: value}))
    assert all(situations_of(scenario) for scenario in FOUR)


def test_no_two_buyers_of_the_library_share_a_name() -> None:
    names = [scenario.buyer.name for scenario in load_library().scenarios]

    assert len(set(names)) == len(names)
