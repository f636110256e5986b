"""What followed in real life, against the grades."""

from __future__ import annotations

from coaching.takes import attempt
from vmdojo.coaching import outcomes
from vmdojo.coaching.happenings import Followed, RealLife
from vmdojo.coaching.outcomes import Outcome
from vmdojo.coaching.summary import summary


def noted(ref: str, followed: Followed, at: int) -> RealLife:
    return RealLife(id=f"note-{at}", ref=ref, at_ms=at, followed=followed)


def test_the_newer_of_two_notes_on_a_take_holds() -> None:
    takes = [summary(attempt(n, total=60.0 + n)) for n in range(3)]
    notes = [noted(takes[1].id, "called_back", 2), noted(takes[1].id, "nothing", 1), noted("gone", "met", 0)]

    assert outcomes.outcomes(notes, takes) == (Outcome(takes[1].id, 61.0, "called_back"),)


def test_each_take_has_its_mark_at_its_grade() -> None:
    assert outcomes.strip([0.0, 50.0, 50.0, 100.0], 11) == "▪    2    ▪"
    assert outcomes.strip([20.0] * 12, 11) == "  +        "
    assert outcomes.scale(21) == "0    25   50   75  100"


def test_few_are_said_to_prove_nothing() -> None:
    back = [Outcome(f"a{n}", 80.0, "called_back") for n in range(10)]
    rest = [Outcome(f"b{n}", 60.0, "nothing") for n in range(10)]

    assert outcomes.told([]) == ""
    assert "So few" in outcomes.told(back[:1])
    assert "average" not in outcomes.told(back[:1])
    assert outcomes.told([*back, *rest]) == (
        "Something came back on 10 of 20. Their takes had 80 on average, the others 60."
    )
