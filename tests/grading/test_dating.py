"""When the buyer's own things happen, and how long they take: said wrongly it costs, beside the point it does not."""

from __future__ import annotations

import pytest

from grading.cases import quotes, to_anyone

NOTES = ("ski lift inspection in November", "crew meets on Thursdays", "loses two hours a day to paper counts")
OPENS = "Hi Mr. Petrov, Adele Marsh from Liftworks."
ASKS = "Who does that on your side? 555-0110."


def wrong(said: str, *notes: str) -> list[str]:
    return quotes(to_anyone(f"{OPENS} {said} {ASKS}", "cold", *(notes or NOTES)), "relevance.wrong_number")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Your ski lift inspection in February needs a spliced cable.", ["February"]),
        ("Your crew meets on Mondays, and the splice is done by hand.", ["Mondays"]),
        ("Your paper counts lose four hours a day.", ["four hours"]),
    ],
)
def test_a_date_or_length_beside_its_fact_must_be_the_right_one(said: str, found: list[str]) -> None:
    assert wrong(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "Your ski lift inspection in November needs a spliced cable.",
        "Your ski lift inspection is in November, so the splicer wants to hear from you in September.",
        "Your ski lift inspection may find a worn cable.",
        "Your ski lift gets inspected, and a mill in Aspen had its cable cut in February.",
        "Your crew meets on Thursdays, so the first pair of hands is free on Friday.",
        "Your paper counts lose two hours a day.",
        "Your paper counts lose two hours a day. A mill like yours is down to four minutes.",
    ],
)
def test_other_dates_have_their_place_in_a_message(said: str) -> None:
    assert wrong(said) == []


def test_a_note_of_two_dates_has_no_wrong_one() -> None:
    assert wrong("Your lift inspection in May needs a cable.", "lift inspection in March or November") == []


def test_what_is_wrong_tells_what_is_right() -> None:
    result = to_anyone(f"{OPENS} Your ski lift inspection in February needs a cable. {ASKS}", "cold", *NOTES)
    (finding,) = [found for found in result.findings if found.rule == "relevance.wrong_number"]
    assert "November" in finding.why
    assert finding.points < 0
