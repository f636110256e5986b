"""The same words over different buyers are noticed, answered and checked; no template is noticed for nothing."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from coaching.cases import rubric, scenario
from coaching.templates import TEMPLATES, filled
from vmdojo.coaching.habits import NOTICED_FROM, habit, holds, kept
from vmdojo.coaching.model import Attempt
from vmdojo.grading import grade
from vmdojo.message import parse
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import Plan, Scenario

LIBRARY = load_library().scenarios


def take(told: Scenario, text: str) -> Attempt:
    judged = grade(parse(text, rubric().pace), told, rubric())
    return Attempt(
        id=f"{told.id}-{len(text)}",
        scenario=told.id,
        scenario_hash="",
        judge=judged.judge,
        plan=Plan(),
        text=text,
        prediction=None,
        grade=judged,
        opened_ms=0,
        left_ms=0,
        offset_minutes=0,
    )


def in_a_row(texts: Sequence[tuple[Scenario, str]]) -> list[Attempt]:
    """Takes one after the other, newest first."""
    return [take(told, text) for told, text in reversed(texts)]


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_coach_says_so_on_the_third_reuse_of_a_template(name: str) -> None:
    takes = in_a_row([(told, filled(TEMPLATES[name], told)) for told in LIBRARY[4:32:7]])
    first, second, third_reuse = takes[3], takes[2:], takes

    assert habit(first, []) is None
    assert habit(second[0], second[1:]) is None, "twice may be chance"
    found = habit(third_reuse[0], third_reuse[1:])
    assert found is not None
    assert found.times >= NOTICED_FROM
    assert found.words
    assert found.words in found.said
    assert found.words in " ".join(takes[0].text.split())
    assert not holds(found.constraint, takes[0]), "the constraint asks for something else than this"


def average(template: str, buyers: Sequence[Scenario]) -> float:
    return sum(grade(parse(filled(template, b), rubric().pace), b, rubric()).total for b in buyers) / len(buyers)


@pytest.mark.parametrize("name", TEMPLATES)
def test_no_template_wins(name: str) -> None:
    assert average(TEMPLATES[name], LIBRARY) < 75.0


def test_messages_written_for_their_buyers_are_no_habit() -> None:
    texts = [(told, told.strong[-1].text) for told in LIBRARY if told.strong]
    takes = in_a_row(texts)

    assert not [found for at in range(len(takes)) if (found := habit(takes[at], takes[at + 1 :])) is not None]


def test_the_same_buyer_again_is_practice() -> None:
    told = LIBRARY[0]
    takes = in_a_row([(told, told.strong[0].text)] * 6)

    assert habit(takes[0], takes[1:]) is None


def test_the_same_opening_over_different_buyers() -> None:
    names = ["second-cold-store", "two-vans", "pump-hunt"]
    texts = []
    for name in names:
        told = scenario(name)
        first = told.buyer.name.split()[0]
        rest = told.strong[0].text.partition(". ")[2]
        texts.append((told, f"Hi {first}, how has your morning been so far? {rest}"))
    takes = in_a_row(texts)

    found = habit(takes[0], takes[1:])

    assert found is not None
    assert found.kind == "opening"
    assert "how has your morning been so far" in found.said
    assert habit(takes[1], takes[2:]) is None


def test_names_and_greetings_are_no_opening() -> None:
    texts = [
        (told, f"Hi {told.buyer.name.split()[0]}, this is Luis Ortega calling from Coldway. {told.strong[0].text}")
        for told in LIBRARY[:12:3]
    ]
    takes = in_a_row(texts)

    assert habit(takes[0], takes[1:]) is None


def test_a_constraint_is_checked_on_the_next_take() -> None:
    name = "fact and question"
    takes = in_a_row([(told, filled(TEMPLATES[name], told)) for told in LIBRARY[4:25:7]])
    given = habit(takes[0], takes[1:])
    assert given is not None
    assert given.constraint == "no_question"
    dana = scenario("second-cold-store")

    asks = kept(take(dana, "Hi Dana, Luis at Coldway. Reno opens in March. Who plans the moves?"), takes)
    tells = kept(take(dana, "Hi Dana, Luis at Coldway. Reno opens in March. I'll ring on Thursday."), takes)

    assert asks is not None
    assert not asks.kept
    assert tells is not None
    assert tells.kept
    assert kept(takes[1], takes[2:]) is None, "none was given then"


def test_proof_first_and_twelve_seconds() -> None:
    dana = scenario("second-cold-store")
    first = take(dana, "Dana, a distributor in Boise halved its late docks in ten weeks. Reno opens in March.")
    last = take(dana, "Dana, Reno opens in March. A distributor in Boise halved its late docks in ten weeks.")

    assert holds("proof_first", first)
    assert not holds("proof_first", last)
    assert holds("twelve_seconds", first)
    assert not holds("twelve_seconds", take(dana, dana.strong[0].text))


def test_a_hang_up_is_no_habit_and_keeps_no_constraint() -> None:
    takes = in_a_row([(told, filled(TEMPLATES["brochure"], told)) for told in LIBRARY[4:25:7]])
    hung_up = msgspec.structs.replace(takes[0], scenario="other", text="", plan=Plan(leave=False))

    assert habit(hung_up, takes) is None
    assert kept(hung_up, takes) is None
