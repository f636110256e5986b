"""Messages that no phrase and no note catches: what is said in far words is not sunk, and what says nothing is."""

from __future__ import annotations

import pytest

from grading.cases import caps, rules, to_anyone
from vmdojo.scenarios.model import Relationship

NOTES = ("maternity wing opens in May", "chillers date from 1994")
FAR = (
    "Ray, Colin Abbot at Fenner Air. Hospital engineers ring us when theatre humidity drifts and nobody can say why, "
    "or when a new building goes live and thirty-year-old cooling can't carry it. What we look at in the first hour is "
    "in an email to you, titled first of June. If it rings true, I'm on 555-0144."
)


def test_news_in_far_words_is_named_and_not_sunk() -> None:
    result = to_anyone(FAR, "cold", *NOTES)
    assert "relevance.far_words" in rules(result)
    assert not caps(result)
    assert result.total > 60.0


def test_far_words_earn_a_little_and_never_what_another_buyers_notes_could_not() -> None:
    result = to_anyone(FAR, "cold", *NOTES)
    relevance = result.dimensions["relevance"]
    assert relevance is not None
    assert 5.0 <= relevance.points < 20.0
    assert next(one for one in result.findings if one.rule == "relevance.far_words").points > 0


def test_facts_that_can_be_made_out_are_not_called_unheard() -> None:
    text = (
        "Hi Rhoda, Neil Marsh at Boltwise. A pair of your belts tore last year without anybody meaning to. We keep "
        "spare belts so that doesn't happen. Where do you keep yours? 555-0144."
    )
    result = to_anyone(text, "cold", "runs 40 presses", "two belts tore by accident")
    assert "relevance.fact_named" in rules(result)
    assert "relevance.unheard" not in rules(result)


def test_a_line_for_everybody_is_no_news_in_far_words() -> None:
    everybody = "Every firm finds sooner or later that what served it well no longer does, whatever it makes."
    plain = "Hi Ray, Colin Abbot at Fenner Air. {} Two schools lost a boiler in the first cold week. 555-0144."
    found = rules(to_anyone(plain.format(everybody), "cold", *NOTES))
    assert "relevance.generic" in found
    assert "relevance.far_words" not in found
    assert "relevance.far_words" in rules(to_anyone(plain.format("Old pumps tire in April."), "cold", *NOTES))


@pytest.mark.parametrize(
    "text",
    [
        "Hi Ray, Colin Abbot at Fenner Air. I'd love a call about air. Lovely talking to you. 555-0144.",
        "This is Colin. I need to speak with you about something that concerns you directly. 555-0144.",
        "Hello Ray, Colin, account executive at Fenner. We've a platform people rave about. I want a workshop.",
    ],
)
def test_what_says_nothing_uses_nothing(text: str) -> None:
    result = to_anyone(text, "cold", *NOTES)
    assert "relevance.nothing_used" in caps(result)


def test_one_word_of_a_note_where_nothing_is_said_is_a_coincidence() -> None:
    said = "Hi Dana, Luis here. Lovely to talk to whoever minds the counter these days. Bye for now."
    assert "relevance.fact_used" not in rules(to_anyone(said, "cold", "third counter opened in Mesa"))
    told = (
        "Hi Dana, Luis at Binderless. Your third counter in Mesa opened Monday, so the binder of prices is wanted in "
        "three places. Who prints it?"
    )
    assert "relevance.fact_used" in rules(to_anyone(told, "cold", "third counter opened in Mesa"))


@pytest.mark.parametrize(
    "text",
    [
        "Zoe, Art Levin, Caplock. You're after a plant that can fill glass under half a pint. I know one in Yakima "
        "with a free Tuesday line. Shall I put the two of you in touch? 555-0111.",
        "Tamika, Rolf Ebert, Sandbox Safety. The mulch under the climbing frame is down to four inches and the "
        "standard's nine. Two truckloads would do it. Shall I mark the spots on a map? 555-0145.",
    ],
)
def test_news_that_no_phrase_foresaw_is_a_reason(text: str) -> None:
    assert "reason.none" not in rules(to_anyone(text, "cold"))


@pytest.mark.parametrize(
    ("said", "pushed"),
    [
        ("I'd like to come by Thursday after milking, twenty minutes.", False),
        ("I'd like you to sign the order by Thursday.", True),
    ],
)
def test_a_visit_on_a_day_is_no_deadline(said: str, pushed: bool) -> None:
    result = to_anyone(f"Morning Gus, Hanneke at Coolvat. The new tank comes in a fortnight. {said}", "cold")
    assert ("ask.pressure" in rules(result)) == pushed


def test_a_count_without_reproach_costs_little_and_caps_nothing() -> None:
    kind = "I've rung a few times about the empty chairs at the end of your week, and my guess is it's sorted by now."
    hard = "I've rung a few times and you haven't had the courtesy to answer."
    assert "tone.guilt" not in caps(to_anyone(f"Dr. Amin, Ruth Sandoval, Clearslot. {kind} 555-0189.", "cold"))
    assert "tone.guilt" in caps(to_anyone(f"Dr. Amin, Ruth Sandoval, Clearslot. {hard} 555-0189.", "cold"))


@pytest.mark.parametrize(("relationship", "taken"), [("customer", False), ("cold", True)])
def test_what_is_held_for_a_customer_was_agreed(relationship: Relationship, taken: bool) -> None:
    said = "Your slot's held until four tomorrow, and we'll run the moment I have the new address from you."
    result = to_anyone(f"Alan, Moira at Duxbury's. Page two still has the old venue on it. {said}", relationship)
    assert ("ask.out_of_reach" in caps(result)) == taken


@pytest.mark.parametrize(
    ("said", "used"),
    [
        ("Saturday openings fill with wax jobs unless the booking page asks one extra line.", True),
        ("I was out on Saturday myself, openings and so on, and we had a lovely time of it, my wife and I.", False),
    ],
)
def test_a_note_in_idle_talk_is_only_named(said: str, used: bool) -> None:
    text = f"Dr. Quill, Noor Aziz, Earshot. {said} I've emailed the line."
    found = rules(to_anyone(text, "cold", "hearing clinic opens Saturdays"))
    assert ("relevance.fact_used" in found) == used


def test_who_only_touches_gives_no_reason_however_well_he_is_known() -> None:
    touch = "Hi Curtis, Shane from Boxwell, we met in May. {} Any thoughts at all? 555-0133."
    only = to_anyone(touch.format("Just floating this back to the top of your pile."), "met", "asked about grit")
    assert "reason.none" in caps(only)
    gives = "Just checking in, as your pump was loud in May: that's usually the seal, and it costs nine euros."
    assert "reason.none" not in caps(to_anyone(touch.format(gives), "met", "asked about grit"))
