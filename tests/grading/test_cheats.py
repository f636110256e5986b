"""Cheats that only look like a message: one thought turned round, made-up words, notes read out, the craft named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.cases import caps, quotes, rules, to_anyone
from vmdojo.grading.again import goes_round
from vmdojo.grading.made_up import made_up
from vmdojo.grading.reading import Reading
from vmdojo.grading.rubric import load_rubric
from vmdojo.message import parse

LAB = ("second scanner in Leeds", "films come back blurred")
GOOD = (
    "Hi Orla, Ben Tate at Clearplate. With the second scanner in Leeds half your films cross the Pennines twice, and "
    "the blur is mostly vans braking. A lab in Kendal taped foam under its racks and lost one in ninety. "
    "Who packs yours? 555-0143."
)
ROUND = (
    "Hi Orla, Ben Tate at Clearplate. Your films come back blurred, so somebody scans them twice. Which is to say, a "
    "blurred film needs a second scan. The scan is done again, because of the blur. A lab in Kendal padded its racks, "
    "they put padding on the racks, racks with padding. I'd send the padding list. The list of pads, yes? 555-0143."
)
COINED = (
    "Hi Orla, Ben Tate at Clearplate. Your films come back blurred because the plonter slips, and what a lab in Kendal "
    "did was to grobble by rack and then degrobble the smalls. Who packs yours? 555-0143."
)
CRAFT = (
    "Hi Orla, Ben Tate. With the scanner in Leeds there's a likely consequence, so I have a relevant insight, "
    "drawn from a comparable peer with a measurable result. Would a specific pointer be of value? 555-0143."
)
NOTES = ("makes garden gates in Shrewsbury", "35 people", "lost the timber buyer in May", "sells through 12 centres")
READ = (
    "Hello, this is Ralph Upton. You make garden gates in Shrewsbury, you've 35 people, you lost the timber buyer in "
    "May, and you sell through 12 centres. Give me a ring, 555-0105."
)


def test_an_honest_message_of_the_kind_meets_no_ceiling() -> None:
    judged = to_anyone(GOOD, "cold", *LAB)
    assert not judged.caps
    assert judged.total >= 75


def test_one_thought_turned_round_and_round_is_told_once_and_holds_the_total() -> None:
    judged = to_anyone(ROUND, "cold", *LAB)
    assert "sense.goes_round" in caps(judged)
    assert judged.total < 40
    assert "structure.repeated" not in rules(judged), "each family once"


def test_whoever_gets_nowhere_at_all_is_held_lower() -> None:
    stuck = to_anyone("February they quit. " * 2 + ROUND.replace("Who blurs", "Blurred films. Who blurs"), "cold", *LAB)
    assert stuck.total <= to_anyone(ROUND, "cold", *LAB).total


@given(st.integers(0, 4))
def test_saying_the_number_again_is_no_turning_round(times: int) -> None:
    judged = to_anyone(GOOD + " 555-0143." * times, "cold", *LAB)
    assert "sense.goes_round" not in rules(judged)


def test_a_short_message_may_name_its_one_thing_twice() -> None:
    rubric = load_rubric()
    assert goes_round(Reading(parse("Your lamp flickers, Ann. Is it the old lamp? 555-0101.")), rubric.little) is None


def test_made_up_words_among_true_ones_leave_nothing_said() -> None:
    judged = to_anyone(COINED, "cold", *LAB)
    assert "sense.made_up" in caps(judged)
    assert quotes(judged, "sense.made_up") == ["plonter"]
    assert judged.total < 30


@pytest.mark.parametrize(
    "said",
    [
        "The forklift, the windsock and the stairwell stand by the whiteboard, and the postcode is on the tarpaulin.",
        "Naartjie and rooibos stand beside the kettle.",
        "hello margit tamm here from tähtlight ilse said to ring about the lamps",
        "Margit Szabo of Tähtlight, for Ilse Tamm of Kotłopol: it's about the lamps.",
    ],
)
def test_rare_words_names_and_compounds_are_not_made_up(said: str) -> None:
    assert made_up(Reading(parse(said)), load_rubric().known) is None


def test_the_trainers_own_words_make_no_message() -> None:
    judged = to_anyone(CRAFT, "cold", *LAB)
    assert "sense.craft" in caps(judged)
    assert judged.total < 40


def test_notes_read_out_are_no_message_however_full_the_sentences() -> None:
    judged = to_anyone(READ, "cold", *NOTES)
    assert "sense.recital" in caps(judged)
    assert judged.total < 40


def test_the_same_notes_with_what_follows_from_one_are() -> None:
    judged = to_anyone(
        "Hello, this is Ralph Upton of Oakline. You lost the timber buyer in May, and oak rose nine percent in June, "
        "so whoever orders now pays for both. I've the mill's price list for you. Who orders at present? 555-0105.",
        "cold",
        *NOTES,
    )
    assert "sense.recital" not in rules(judged)
    assert judged.total >= 70


@pytest.mark.parametrize(
    "gap",
    [
        "I'm ringing about your hostel/office/factory and its complaints/delays/costs.",
        "A farm of your size, fill in size, waits about three weeks.",
        "Good morning Mrs, er, insert surname, it's about the silage.",
        "When a kiosk ... it tends to ... and then one chain ... and within a month ... so there.",
    ],
)
def test_a_gap_that_nobody_filled_is_one_however_it_is_said(gap: str) -> None:
    assert "template.leftover" in caps(to_anyone(f"Hi Bo, Ann Rae at Tareweight. {gap} Who orders it? 555-0101."))


def test_strokes_and_dots_that_people_use_are_no_gaps() -> None:
    said = "Hi Bo, Ann Rae at Tareweight... Is it yes/no, and/or, on/off? Well... Who orders it? 555-0101."
    assert "template.leftover" not in rules(to_anyone(said))


def test_full_stops_where_no_sentence_ends_make_no_sentences() -> None:
    torn = (
        "Forty people signed up after the show, Ingrid, and. Half of them are gone by week three, unless someone rings "
        "them in the. First two days is when it works. 555-0150, Owen Teague."
    )
    assert "sense.shuffled" in caps(to_anyone(torn))
    assert "sense.shuffled" not in rules(
        to_anyone(torn.replace(", and.", ".").replace("in the. First", "in the first"))
    )


def test_a_month_is_no_modal() -> None:
    text = (
        "Hi Consuelo, Drew Maddox at Bunkhouse. Forty pickers from May and beds for twenty-six, by my count. I've just "
        'emailed you three places with rooms, subject "Fourteen beds". Answer there and it\'s done. 555-0178.'
    )
    assert "sense.shuffled" not in rules(to_anyone(text))
