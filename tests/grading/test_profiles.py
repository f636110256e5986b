"""The shipped profiles: real schools, each of which prefers the message that it teaches."""

from __future__ import annotations

import pytest

from grading.cases import dana
from vmdojo.grading import grade, load_rubric, profiles, switches
from vmdojo.grading.rubric_changes import RubricFile, rules_of
from vmdojo.grading.rubric_files import classic_parts

MESSAGES = {
    "email-first": (
        "Hi Dana, it's Luis at Coldway. Reno opens in March, and a second store usually doubles the trailer moves. "
        'I\'ve emailed you the one-page dock plan, subject "Reno docks". A yes or no to that email is plenty.'
    ),
    "call-back": (
        "Hi Dana, this is Luis Ortega with Coldway. I saw that Northpole opens a second cold store in Reno in March, "
        "and a second store usually doubles the trailer moves before it halves them. A frozen distributor in Boise had "
        "the same last year and cut late docks by half in ten weeks. I have an idea for how you could do that in Reno "
        "without adding a dispatcher. Please call me back on 555-0148. That's 555-0148. Again, Luis Ortega with "
        "Coldway. Thank you, Dana."
    ),
    "short": (
        "Dana, Luis at Coldway. A second store in Reno usually doubles the trailer moves. Who plans those today? "
        "555-0148."
    ),
}
"""A message to Dana as each school would leave it."""


def total(message: str, profile: str) -> float:
    return grade(MESSAGES[message], dana(), load_rubric(profile)).total


def test_classic_comes_first_and_is_the_shipped_rubric() -> None:
    assert next(iter(profiles())) == "classic"
    assert load_rubric("classic") is load_rubric()
    assert len(profiles()) >= 3


@pytest.mark.parametrize("profile", profiles().values(), ids=profiles())
def test_a_profile_says_whose_view_it_is_and_names_what_exists(profile: RubricFile) -> None:
    assert profile.title
    assert 60 < len(profile.about) < 300
    assert rules_of(profile) <= {rule.id for rule in classic_parts().rules}
    known = {switch.id: {position.id for position in switch.position} for switch in switches()}
    for id_, taken in profile.switches.items():
        assert taken in known[id_]
    rubric = load_rubric(profile.id)
    assert sum(rubric.weights.values()) == 100
    assert rubric.id == profile.id
    assert load_rubric(profile.id) is rubric
    guarded = {rule.id for rule in classic_parts().rules if rule.fixed_cap}
    assert {id_: rubric.rules[id_].cap for id_ in guarded} == {id_: load_rubric().rules[id_].cap for id_ in guarded}


def test_every_profile_is_a_judge_of_its_own() -> None:
    assert len({load_rubric(name).judge for name in profiles()}) == len(profiles())


@pytest.mark.parametrize("profile", MESSAGES)
def test_a_school_praises_its_own_message(profile: str) -> None:
    assert total(profile, profile) >= 85


@pytest.mark.parametrize(
    ("profile", "better", "worse", "by"),
    [
        ("email-first", "email-first", "call-back", 20),
        ("email-first", "email-first", "short", 10),
        ("call-back", "call-back", "email-first", 5),
        ("call-back", "call-back", "short", 10),
        ("short", "short", "call-back", 20),
    ],
)
def test_a_school_prefers_what_it_teaches(profile: str, better: str, worse: str, by: float) -> None:
    assert total(better, profile) >= total(worse, profile) + by


@pytest.mark.parametrize("profile", profiles())
def test_no_school_forgives_a_lie_or_a_broken_wish(profile: str) -> None:
    lie = grade(f"{MESSAGES['short']} I'm returning your call from this morning.", dana(), load_rubric(profile))
    assert "deception.false_history" in {cap.rule for cap in lie.caps}
    assert lie.total <= 40
