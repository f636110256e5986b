"""Who speaks and who is greeted: names given and missing in the many ways in which people say them."""

from __future__ import annotations

import pytest

from grading.cases import bare, quotes, rules, to_dana
from vmdojo.grading import grade

REASON = "Reno opens in March, so who plans the moves?"


@pytest.mark.parametrize(
    "opening",
    [
        "Hi Dana, this is Luis Ortega at Coldway.",
        "Hi Dana, it's Luis from Coldway.",
        "Hi Dana, Luis Ortega at Coldway.",
        "Dana, Luis at Coldway.",
        "Dana, Luis, Coldway.",
        "Hello Dana, my name is Luis Ortega and I'm with Coldway.",
        "Dana, my name's Luis, from Coldway.",
        "Luis Ortega here, Coldway.",
        "Luis at Coldway.",
        "Good morning Dana, Luis Ortega speaking, Coldway.",
        "Hi Dana. I'm Luis, and I'm at Coldway.",
        "Hi Dana, Dr. Ines Duarte of Coldway.",
        "Hi Dana, this is Dr. Duarte at Coldway.",
        "Hi Dana, Seán O'Brien at Coldway.",
        "Hi Dana, it’s Zoë here from Coldway.",
    ],
)
def test_a_caller_who_says_a_name_has_said_it(opening: str) -> None:
    assert not rules(to_dana(f"{opening} {REASON}")) & {"identity.no_name", "identity.no_company"}


@pytest.mark.parametrize(
    "opening",
    ["hi dana this is luis ortega at coldway", "hi dana it's luis from coldway", "dana my name is luis from coldway"],
)
def test_a_transcript_without_capitals_still_holds_a_name(opening: str) -> None:
    assert not rules(to_dana(f"{opening} {REASON.lower()}")) & {"identity.no_name", "identity.no_company"}


@pytest.mark.parametrize(
    "opening",
    [
        "Hi Dana.",
        "Hi Dana, this is about your docks.",
        "Hi Dana, I'm calling from Coldway.",
        "Good morning Dana, it's me again.",
        "Hi Dana, I am so sorry to ring.",
        "Dana, good morning.",
        "Hi there, calling from Coldway.",
        "hi dana i'm calling from coldway",
        "Dana, Dana, Dana.",
        "",
    ],
)
def test_a_caller_without_a_name_is_told(opening: str) -> None:
    assert "identity.no_name" in rules(to_dana(f"{opening} {REASON}"))


def test_a_firm_left_out_is_told_and_one_misspelt_is_not() -> None:
    assert "identity.no_company" in rules(to_dana(f"Hi Dana, Luis Ortega. {REASON}"))
    assert "identity.no_company" not in rules(to_dana(f"Hi Dana, Luis Ortega at Coldwey. {REASON}"))


@pytest.mark.parametrize(
    "opening",
    [
        "Hi Dana, Luis Ortega at Coldway.",
        "Nia Okereke, Casingwell.",
        "Good evening. Tiffany Broome, senior account executive, Voxanta.",
        "Hi Dana, it's Luis. I work with a company called Coldway.",
        "Hello, we're Hammerline.",
        "Rex Dooley! Shipshape Galleys!",
        "hi dana luis from coldway saw your note",
        "Hi Dana, this is Kyle from the pipe people.",
    ],
)
def test_a_firm_is_seen_where_no_dossier_names_it(opening: str) -> None:
    assert "identity.no_company" not in rules(grade(f"{opening} So who plans the moves?"))


@pytest.mark.parametrize(
    "opening",
    ["Hi Dana, Luis Ortega.", "Chris, Abby.", "Hello, it's Jenny again.", "hi um it's dawn", "Floors. Yes."],
)
def test_a_firm_left_out_is_told_where_no_dossier_names_it(opening: str) -> None:
    assert "identity.no_company" in rules(grade(f"{opening} So who plans the moves?"))


@pytest.mark.parametrize(
    "text",
    [
        "Reno opens in March. Luis Ortega, Coldway.",
        "Who plans the moves? This one is for Dana, from Jin-ho Baek at Coldway.",
        "Two docks in March, Dana. Luis Ortega with Coldway, on the moves.",
        "Good afternoon, Jin-ho Baek with Coldway.",
    ],
)
def test_a_name_with_its_firm_is_an_introduction_wherever_it_stands(text: str) -> None:
    found = rules(to_dana(f"{text} {REASON}"))
    assert not found & {"identity.no_name", "identity.no_company", "relevance.wrong_name"}


def test_a_firm_alone_is_nobody() -> None:
    assert "identity.no_name" in rules(to_dana(f"Hello, this is Coldway. {REASON}"))


@pytest.mark.parametrize(
    ("greeting", "wrong"),
    [
        ("Hi Dana, Luis at Coldway.", []),
        ("Hi Ms. Whitfield, Luis at Coldway.", []),
        ("Hello Dana Whitfield, Luis at Coldway.", []),
        ("hi dana this is luis at coldway", []),
        ("Hi Danna, Luis at Coldway.", []),
        ("Hi there, Luis at Coldway.", []),
        ("Good morning, Luis at Coldway.", []),
        ("Hello, this is Luis at Coldway.", []),
        ("Hi Luis here from Coldway.", []),
        ("Good morning. As you may know, Luis at Coldway.", []),
        ("Hi Gus, Luis at Coldway.", ["Gus"]),
        ("Good morning, Dr. Shetty, Luis Ortega, Coldway.", ["Shetty"]),
        ("Good morning Priya, Luis at Coldway.", ["Priya"]),
        ("Hello Mr. Solberg, Luis at Coldway.", ["Solberg"]),
        ("Hey Marisol, it's Luis at Coldway.", ["Marisol"]),
    ],
)
def test_a_greeting_that_names_someone_else_is_told(greeting: str, wrong: list[str]) -> None:
    assert quotes(to_dana(f"{greeting} {REASON}"), "relevance.wrong_name") == wrong


@pytest.mark.parametrize("greeting", ["Good morning, Dr. Okafor", "Hello Ngozi", "Dear Dr. Ngozi Okafor"])
def test_a_title_is_part_of_no_wrong_name(greeting: str) -> None:
    result = grade(f"{greeting}, this is Ben Asare from Lanternby. One question.", bare("pump-hunt"))
    assert quotes(result, "relevance.wrong_name") == []


def test_nobody_is_greeted_wrongly_where_nobody_is_known() -> None:
    assert quotes(grade("Hi Gus, Luis at Coldway. Who plans the moves?"), "relevance.wrong_name") == []


@pytest.mark.parametrize(
    "opening",
    [
        "Hi Dana, this is Luis Ortega at Blackbird Freight.",
        "Hi Dana, Luis at Blackbird.",
        "Dana, Luis Ortega, Blackbird.",
        "Hi Dana, it's Luis from the Blackbird.",
        "Hi Dana, my name is Luis Ortega and I'm with Blackbird.",
        "Hi Dana, Luis Ortega. I work for Blackbird Freight.",
    ],
)
def test_a_firm_that_is_not_the_players_costs_more_than_none(opening: str) -> None:
    result = to_dana(f"{opening} {REASON}")
    assert "identity.wrong_company" in rules(result)
    assert "identity.no_company" not in rules(result)
    assert any(cap.rule == "identity.wrong_company" for cap in result.caps)
    assert "Blackbird" in quotes(result, "identity.wrong_company")[0]


@pytest.mark.parametrize(
    "opening",
    [
        "Hi Dana, Luis Ortega at Coldway.",
        "Hi Dana, this is Luis at Cold Way.",
        "Hi Dana, Luis Ortega at Caldwey.",
        "Hi Dana, this is Luis from Reno.",
        "Hi Dana, Luis Ortega. Marcy from Larkspur gave me your name.",
        "Hi Dana, Tom Fisk at Larkspur told me to ring. Luis here.",
        "Hi Dana, Luis Ortega at Coldway, and a carrier at Larkspur sends his best.",
    ],
)
def test_the_players_own_firm_and_somebody_elses_are_no_wrong_one(opening: str) -> None:
    assert "identity.wrong_company" not in rules(to_dana(f"{opening} {REASON}"))
