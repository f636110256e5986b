"""A secret told in other words is told; speaking of the same thing, or asking about it, tells nothing."""

from __future__ import annotations

import pytest

from grading.cases import bare, rules
from vmdojo.grading import grade
from vmdojo.scenarios import load_library

TOLD = "relevance.told_secret"


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        ("other-elevator", "Now that you might combine with the other co-op, who sets the hours?"),
        ("eleven-watercolours", "Attorneys have written to you about it, I hear."),
        ("on-the-slip", "I hear two of your old blocks have fractures."),
        ("lot-forty-one", "Your agreement with us runs out in August."),
        ("tom-sent-me", "One of your veterinarians is about to quit."),
        ("the-pink-slip", "A third of the calls at your front desk go unanswered."),
        ("beer-for-maja", "I heard you were ill in the clinic in February."),
        ("the-third-message", "We counted 214 companies and how many recoveries failed."),
    ],
)
def test_a_secret_in_other_words_is_told(scenario: str, said: str) -> None:
    result = grade(said, bare(scenario))
    assert TOLD in rules(result)
    assert any(cap.rule == TOLD for cap in result.caps)


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        ("other-elevator", "Do the two co-ops share a scale?"),
        ("the-tuesday-queue", "Does the co-op still bring its produce on Tuesdays?"),
        ("on-the-slip", "How old are the blocks under it?"),
        ("the-pink-slip", "How many calls does the front desk take before nine?"),
        ("it-takes-me-a-while", "I sent you an email on Monday."),
        ("the-train-on-ward-four", "How is the noise at night for the day staff?"),
        ("tom-sent-me", "Two vets on nights is thin. Who covers the notice board?"),
    ],
)
def test_speaking_of_the_same_thing_tells_no_secret(scenario: str, said: str) -> None:
    assert TOLD not in rules(grade(said, bare(scenario)))


def test_no_strong_sample_tells_a_secret() -> None:
    told = [
        scenario.id
        for scenario in load_library().scenarios
        if any(not fact.may_tell for fact in scenario.fact)
        for sample in scenario.strong
        if TOLD in rules(grade(sample.text, bare(scenario.id)))
    ]
    assert told == []
