"""Times and reasons as pages show them."""

from __future__ import annotations

import pytest

from coaching.cases import graded, scenario
from vmdojo.coaching import clock, spoken
from vmdojo.coaching.wording import binds, points, signed


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


@pytest.mark.parametrize(("value", "told"), [(86.5, "87"), (86.49, "86"), (85.5, "86"), (0.0, "0"), (100.0, "100")])
def test_points_are_whole_and_halves_go_up(value: float, told: str) -> None:
    assert points(value) == told


@pytest.mark.parametrize(("value", "told"), [(6.5, "+7"), (-6.5, "-7"), (0.4, "0"), (-0.4, "0"), (-0.5, "-1")])
def test_a_difference_has_its_sign(value: float, told: str) -> None:
    assert signed(value) == told


def test_a_ceiling_binds_only_where_the_total_hangs_at_it() -> None:
    big = "Hi Dana, Luis at Coldway. Reno opens, and two yards share trailers. We want to be your partner in all of it."
    held = graded("held", scenario("second-cold-store"), big).grade
    low = graded("low", scenario("second-cold-store"), "We are the best. Sign by Friday or lose it.").grade

    assert binds(min(held.caps, key=lambda cap: cap.at), held)
    assert low.caps
    assert not any(binds(cap, low) for cap in low.caps if cap.at > low.total + 0.01)
