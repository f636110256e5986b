"""Times and reasons as pages show them."""

from __future__ import annotations

import pytest

from vmdojo.coaching import clock, spoken


@pytest.mark.parametrize(
    ("seconds", "face"),
    [(0.0, "0:00"), (0.4, "0:00"), (0.5, "0:01"), (29.5, "0:30"), (30.49, "0:30"), (59.6, "1:00"), (83.6, "1:24")],
)
def test_a_clock_goes_to_the_nearest_second(seconds: float, face: str) -> None:
    assert clock(seconds) == face


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ('"a day" is a 8 of 10.', '"a day" is an 8 of 10.'),
        ("A 80-truck fleet, a 7 and a 180.", "An 80-truck fleet, a 7 and a 180."),
        (
            "the buyer hears it. the buyer goes; the buyer is gone.",
            "The buyer hears it. The buyer goes; the buyer is gone.",
        ),
    ],
)
def test_slips_of_filled_in_words_are_mended(reason: str, said: str) -> None:
    assert spoken(reason) == said
    assert spoken(said) == said
