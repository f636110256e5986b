"""A caller's notes in the caller's mouth, and the larger edits."""

from __future__ import annotations

import pytest

from coaching.cases import graded, rubric
from vmdojo.coaching import advise, apply, apply_all
from vmdojo.coaching.bank import bank
from vmdojo.coaching.notes import told_note
from vmdojo.grading import grade
from vmdojo.scenarios.model import About


@pytest.mark.parametrize(
    ("note", "line"),
    [
        ("opening a second store in Reno", "I hear you're opening a second store in Reno."),
        ("took on two colleges", "I hear you took on two colleges."),
        ("wants electric mowers", "I hear you want electric mowers."),
        ("has two docks", "I hear you have two docks."),
        ("boiler failed in January", "I hear the boiler failed in January."),
        ("memberships fell in May", "I hear memberships fell in May."),
        ("gas bill up by forty percent", "I hear the gas bill is up by forty percent."),
        ("portal fees up a third", "I hear portal fees are up a third."),
        ("moulds from Belgium", "Here's why I'm calling: moulds from Belgium."),
        ("catering contract signed", "Here's why I'm calling: catering contract signed."),
        ("van stolen", "I hear the van was stolen."),
        ("master keys lost", "I hear master keys were lost."),
        ("vineyard lost a third of its crop", "I hear the vineyard lost a third of its crop."),
        ("plant fined nine hundred thousand dollars", "I hear the plant was fined nine hundred thousand dollars."),
        ("youth section growing", "I hear the youth section is growing."),
        ("patients waiting nine weeks", "I hear patients are waiting nine weeks."),
        ("building a skate park", "I hear you're building a skate park."),
        ("new mash tun", "I'm calling about your new mash tun."),
        ("three stores", "I'm calling about your three stores."),
        ("airline merger", "I'm calling about the airline merger."),
        ("cargo bike launch in spring", "I'm calling about the cargo bike launch in spring."),
        ("call waiting time of nineteen minutes", "Here's why I'm calling: call waiting time of nineteen minutes."),
        ("Lou Marsh passed on the name", "Lou Marsh gave me your name."),
        ("Joan Beasley suggested the call", "Joan Beasley said I should ring you."),
        ("met at the county bar lunch", "We met at the county bar lunch."),
        ("asked for a spare roller", "I'm calling because you asked for a spare roller."),
        ("lorries queue to weigh", "Here's why I'm calling: lorries queue to weigh."),
        (
            "counter staff look prices up in a binder",
            "Here's why I'm calling: counter staff look prices up in a binder.",
        ),
        # about a person, or no scrap of speech
        ("son takes over next year", None),
        ("head brewer is Kit", None),
        ("18 percent returned it last time", None),
        ("porter has a bad back", None),
        ("her docks are full", None),
        ("60", None),
        ("see https://example.com/a?b", None),
        ("docks \x1b[31mfull", None),
    ],
)
def test_a_note_becomes_a_line_or_is_left(note: str, line: str | None) -> None:
    assert told_note(note, bank(), 0) == line


def test_notes_are_coached_without_a_dossier() -> None:
    about = About(("opening a second store in Reno", "two dispatchers left"))
    text = "Hello, this is Luis Ortega from Coldway. We'd love to be your partner in everything. Call me. 555-0148."
    case = graded("about", about, text)

    given = advise(case.message, about, case.grade, rubric())

    made = apply_all(text, given.fixes)
    assert "Reno" in made
    assert "555-0148" in made
    assert "Luis Ortega from Coldway" in made
    assert grade(made, about, rubric()).total >= case.grade.total + 15.0


def test_what_no_single_edit_mends_gives_way_at_once() -> None:
    about = About(("opening a second store in Reno",))
    text = (
        "Hello, this is Luis Ortega from Coldway. You must sign by Friday. We want to take over all of your sites. "
        "I'd love half a day with your board. We will run everything for you, for good. 555-0148."
    )
    case = graded("run", about, text)

    given = advise(case.message, about, case.grade, rubric())

    first = given.fixes[0]
    assert first.edit == "replace"
    assert first.end - first.start > 100
    assert grade(apply(text, first), about, rubric()).total >= case.grade.total + 15.0
    assert "555-0148" in apply(text, first)


def test_with_nothing_known_the_coach_asks_and_invents_no_reason() -> None:
    text = "Hi, it's Connie at Clothwell. Call me back, 555-0172."
    case = graded("none", None, text)

    given = advise(case.message, None, case.grade, rubric())

    assert any(fix.edit == "ask" for fix in given.fixes)
    assert not any("Here's why" in fix.rewrite or "I hear" in fix.rewrite for fix in given.fixes)
