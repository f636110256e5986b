"""The samples of a scenario under the judge: what author and judge disagree on is told, and nothing else."""

from __future__ import annotations

import msgspec
import pytest

from grading.cases import STRONG
from vmdojo.grading import judge_samples, load_rubric
from vmdojo.grading.samples import SampleProblem
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import Scenario, Strong, Weak

LIBRARY = load_library().scenarios


def with_samples(*, strong: tuple[str, ...] = (STRONG,), weak: tuple[Weak, ...] = ()) -> Scenario:
    return msgspec.structs.replace(
        load_library().get("second-cold-store"),
        strong=tuple(Strong(text=text, shows="It shows how.") for text in strong),
        weak=weak,
    )


def judged(scenario: Scenario) -> list[SampleProblem]:
    return judge_samples(scenario, load_rubric())


@pytest.mark.parametrize("scenario", LIBRARY, ids=lambda scenario: scenario.id)
def test_the_shipped_samples_grade_as_their_authors_say(scenario: Scenario) -> None:
    assert [problem for problem in judged(scenario) if not problem.disputed] == []


def test_a_strong_sample_is_no_copy_of_itself() -> None:
    assert judged(with_samples()) == []


def test_a_weak_sample_that_grades_well_is_told() -> None:
    (problem,) = judged(with_samples(weak=(Weak(text=STRONG, faults=()),)))
    assert (problem.kind, problem.index) == ("weak", 0)
    assert "stays 25 below" in problem.message


def test_a_weak_sample_without_its_planted_fault_is_told() -> None:
    said = "Hey Dana, just wanted to touch base. Give me a shout whenever."
    weak = Weak(text=said, faults=("reason.empty_touch", "ask.grand", "tone.flatery"))
    assert [problem.message for problem in judged(with_samples(weak=(weak,)))] == [
        "is said to show ask.grand, which the judge does not find in it.",
        'names a fault "tone.flatery" that no rule looks for. Did you mean "tone.flattery"?',
    ]


def test_a_fault_may_be_a_cap() -> None:
    weak = Weak(text="Hi Dana, it's Luis at Coldway.", faults=("reason.none", "relevance.nothing_used"))
    assert judged(with_samples(weak=(weak,))) == []


def test_the_authors_reason_comes_along() -> None:
    weak = Weak(text=STRONG, faults=(), disputed="She would still hang up.")
    assert [problem.disputed for problem in judged(with_samples(weak=(weak,)))] == ["She would still hang up."]


def test_a_strong_sample_that_grades_badly_is_told_with_what_speaks_against_it() -> None:
    bad = "Hi Dana, it's Luis at Coldway. We want to become your global partner for cold stores, all of them, all year."
    (problem,) = judged(with_samples(strong=(STRONG, bad)))
    assert (problem.kind, problem.index) == ("strong", 1)
    assert "needs 75" in problem.message
    assert "ask.grand" in problem.message


@pytest.mark.parametrize(
    ("added", "rule"),
    [
        ("Congratulations on the safety award.", "relevance.stale"),
        ("Saw you ran Chicago.", "relevance.decoy"),
    ],
)
def test_what_no_model_message_may_do_is_told_whatever_it_totals(added: str, rule: str) -> None:
    assert any(rule in problem.message for problem in judged(with_samples(strong=(f"{STRONG} {added}",))))
