"""What is asked for behind something small: in a clause of its own, as a wish, or for life."""

from __future__ import annotations

import pytest

from grading.cases import caps, rules, to_anyone
from vmdojo.scenarios.model import Relationship

CALLER = "Freya, Angus Mair, Mair Spinners."
POINT = "For the heels of the sock line, fifteen percent nylon holds where ten wears through."
NOTES = ("started a sock line", "buys wool in Oban")
BIG = {"ask.too_big", "ask.grand"}


def found(text: str, relationship: Relationship = "cold") -> set[str]:
    return rules(to_anyone(f"{CALLER} {POINT} {text} 555-0159.", relationship, *NOTES))


@pytest.mark.parametrize(
    "behind",
    [
        "Text me the colour you want, and let your accountant send us three years of your books.",
        "Do you want them undyed, and would you let us be your only spinner for the next three winters?",
        "Is the dyer still in Oban? And please move the whole of the line over to our yarn by the spring.",
    ],
)
def test_what_is_tacked_onto_something_small_is_heard_and_stacked(behind: str) -> None:
    assert found(behind) & BIG
    assert "ask.stacked" in found(behind)


@pytest.mark.parametrize(
    "harmless",
    [
        "Text me the colour you want, and I'll let our accountant send you three years of our books.",
        "Do you want them undyed, and is your only spinner shut for the winter?",
        "Is the dyer still in Oban? The agreement that your board signed with him ended in May.",
    ],
)
def test_what_others_do_behind_a_question_is_not(harmless: str) -> None:
    assert not found(harmless) & BIG
    assert "ask.stacked" not in found(harmless)


def test_what_the_caller_hands_over_himself_asks_for_nothing() -> None:
    own = "By then I'll be giving up every key, contract and password we hold."
    assert not found(own, "customer") & BIG
    for ours in ("I'll bring the contract and we'll start on Tuesday.", "We'll sign the contract together on Tuesday."):
        assert found(ours) & BIG
    yours = "By then be so good as to give up every key, contract and password you hold."
    assert found(yours, "customer") & BIG


def test_a_wish_beside_a_meeting_is_a_second_ask() -> None:
    meeting = "Could we also have a coffee this week?"
    assert "ask.stacked" in found(f"Then my pattern book, which I'd adore for you to read. {meeting}")
    assert "ask.stacked" not in found(f"Then my pattern book, which I've sent for you to read. {meeting}")


def test_an_answer_wanted_before_a_commitment_is_stacked_and_one_to_it_is_not() -> None:
    sign = "Please sign the agreement for the whole yarn store."
    assert "ask.stacked" in found(f"Let me know whether that cures it. {sign}")
    assert "ask.stacked" not in found(f"{sign} Let me know whether that suits.")


def test_even_a_customer_bears_less_of_a_marriage_than_of_a_long_visit() -> None:
    def scared(text: str, relationship: Relationship) -> float:
        result = to_anyone(f"{CALLER} {POINT} {text} 555-0159.", relationship, *NOTES).dimensions["scariness"]
        assert result is not None
        return result.points

    for_life = "Would you let us be your only spinner from here on?"
    visit = "Could we sit down for an hour on Tuesday with your knitters?"
    assert scared(for_life, "customer") < 70
    assert scared(visit, "customer") > 95


def test_known_people_are_put_off_by_a_push_and_not_by_a_long_visit() -> None:
    visit = "I'd like to come by next Tuesday at one for half an hour to show you both how we wind."
    push = "Sign the agreement for all your yarn today, this is your last chance."
    renewal = (
        "Your contract's up in June, and I'd like us to renew for three years. Could you sign the sheet I left at "
        "the desk?"
    )
    assert "ask.out_of_reach" not in caps(to_anyone(f"{CALLER} {POINT} {visit}", "met", *NOTES))
    renewed = to_anyone(f"{CALLER} {POINT} {renewal}", "customer", *NOTES)
    assert renewed.dimensions["scariness"] is not None
    assert renewed.dimensions["scariness"].level == 10
    assert renewed.dimensions["scariness"].points > 60
    assert "ask.out_of_reach" not in caps(renewed)
    assert "ask.out_of_reach" in caps(to_anyone(f"{CALLER} {POINT} {push}", "met", *NOTES))


def test_a_loose_quarter_of_an_hour_sinks_nothing_unless_it_is_pressed() -> None:
    meeting = "One question first: how many heels come back? I'd like fifteen minutes with you"
    assert "ask.out_of_reach" not in caps(to_anyone(f"{CALLER} {POINT} {meeting}. 555-0159.", "cold", *NOTES))
    pressed = f"{meeting} today, this is your last chance."
    assert "ask.out_of_reach" in caps(to_anyone(f"{CALLER} {POINT} {pressed} 555-0159.", "cold", *NOTES))


@pytest.mark.parametrize(
    ("text", "meets"),
    [
        ("Book at mairspinners dot com slash demo.", False),
        ("Book a demo at mairspinners dot com.", True),
        ("How long before your knitters get their first meeting with a buyer?", False),
        ("Could we get a first meeting with your buyer?", True),
        ("I'd like to ask you a few questions, to see if we could do the same for you.", False),
    ],
)
def test_words_of_a_meeting_that_ask_for_none(text: str, meets: bool) -> None:
    rest = {"ask.too_big", "ask.chore", "ask.grand", "ask.stacked"}
    assert bool(found(text) & rest) is meets
