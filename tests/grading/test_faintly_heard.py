"""What is heard none too surely counts, and holds no total where a lie or a push may be meant otherwise."""

from __future__ import annotations

import pytest

from grading.cases import caps, rules, to_anyone

CALLER = "Ms Carmody, Jethro Lugg, lime plasterer."
POINT = "For a damp north gable, take the cement off outside first. 555-0182."
STRANGER = ("restoring a mill", "damp in the north gable", "no earlier contact")
PAST = "deception.false_history"


@pytest.mark.parametrize(
    "claim",
    [
        "What you asked me about lime has been rattling round my head ever since.",
        "You did tell me to leave you be until the frost was over, and I've been good.",
        "Glad to hear you took my advice over the scaffold.",
    ],
)
def test_a_past_that_is_taken_for_granted_is_made_up_and_caps_nothing(claim: str) -> None:
    result = to_anyone(f"{CALLER} {claim} {POINT}", "cold", *STRANGER)
    assert PAST in rules(result)
    assert PAST not in caps(result)


@pytest.mark.parametrize(
    "harmless",
    [
        "Your mill's been rattling round my head ever since I read of it.",
        "The county told me to leave it be until the frost is over.",
        "The second point is the gutter above it, and that one is quick.",
    ],
)
def test_what_others_said_or_the_caller_thought_is_no_past(harmless: str) -> None:
    assert PAST not in rules(to_anyone(f"{CALLER} {harmless} {POINT}", "cold", *STRANGER))


def test_who_did_ask_is_reminded_of_it() -> None:
    notes = ("asked the caller about lime at the fair", "damp in the north gable")
    asked = "What you asked me about lime has been rattling round my head ever since."
    assert PAST not in rules(to_anyone(f"{CALLER} {asked} {POINT}", "met", *notes))


@pytest.mark.parametrize(
    ("hint", "kept_back"),
    [
        ("This is kinda massive for you guys and I'm so not gonna spoil it on here.", True),
        ("This second point has for your firm a very big meaning, and I say him only mouth to mouth.", True),
        ("This second point is the gutter, and a bucket under it will do till spring.", False),
    ],
)
def test_what_is_kept_back_in_nobodys_words_frightens(hint: str, kept_back: bool) -> None:
    result = to_anyone(f"{CALLER} {hint} 555-0182.", "cold", *STRANGER)
    assert ("ask.vague_important" in rules(result)) is kept_back


@pytest.mark.parametrize(
    ("said", "pushes"),
    [
        ("My director wants this quarter's book shut on Thursday, and I can hold his mood till then, not after.", True),
        ("My director wants this quarter's book read by Thursday, so I read yours first.", False),
    ],
)
def test_a_clock_of_the_sellers_own_pushes(said: str, pushes: bool) -> None:
    assert ("ask.pressure" in rules(to_anyone(f"{CALLER} {said} {POINT}", "cold", *STRANGER))) is pushes
