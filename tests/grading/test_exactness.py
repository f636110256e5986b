"""Figures so exact that nobody believes them."""

from __future__ import annotations

import pytest

from grading.cases import caps, rules, to_anyone
from vmdojo.grading.exactness import TOO_EXACT

OPEN, CLOSE = "Hi Joan, Nils Berg at Wickfield. Your second kiln is lit in March.", "Who loads it? 555-0150."


@pytest.mark.parametrize(
    "said",
    [
        "Potters with two lose 61.4 percent less gas and fire 2.73 times as often.",
        "You waste $4,118.62 an hour on it.",
        "You waste £611,372 on gas, and £48,215 on clay.",
        "Eighty-one point six percent of second kilns crack, in 17.25 days.",
        "A potter in Leeds saved 48.3% of her gas and 12.75% of her time.",
    ],
)
def test_figures_to_the_last_digit_hold_a_message(said: str) -> None:
    result = to_anyone(f"{OPEN} {said} {CLOSE}", "cold", "second kiln is lit in March")
    assert TOO_EXACT in caps(result)
    assert result.total <= 34


@pytest.mark.parametrize(
    "said",
    [
        "A potter in Leeds went from 14.5 to 11.2 percent breakage.",
        "A potter in Leeds cut her breakage from 4.2 percent to 1.8 percent.",
        "It costs about $4,000 a month in gas, 2.5 times the first one.",
        "The standard for it is 5839.14, and the board runs 9.61 and 12.41.",
        "A potter in Leeds fires 12,400 cups with it.",
        "It fires 1,250 cups, at 11.25 in the morning, since 1987.",
        "The council has granted you £611,372, I read.",
        "You sold 412,387 cups last year, says your report.",
        "Three point plan, seventy-five percent of it free.",
        "The point is that seventy-five percent of them crack.",
    ],
)
def test_figures_as_people_say_them_do_not(said: str) -> None:
    assert TOO_EXACT not in rules(to_anyone(f"{OPEN} {said} {CLOSE}", "cold", "second kiln is lit in March"))


def test_figures_that_somebody_has_told_the_caller_are_his_to_say() -> None:
    said = f"{OPEN} You burn 61.4 percent of your gas overnight, $4,118.62 of it last month. {CLOSE}"
    known = ("61.4 percent of the gas is burnt overnight", "gas bill of $4,118.62")
    assert TOO_EXACT not in rules(to_anyone(said, "cold", *known))
    assert TOO_EXACT in rules(to_anyone(said, "cold", "second kiln is lit in March"))
