"""Small things that decide what a sentence is worth: heaps, gaps, adverts, curses, duties, questions of two words."""

from __future__ import annotations

import pytest

from grading.cases import caps, rules, to_anyone

NOTES = ("runs a dairy", "drivers short on Mondays")
OPENING = "Hi Ruth, Sam Ode at Coldway. Your drivers are short on Mondays, so the milk waits."


def found(text: str, *phrases: str) -> set[str]:
    return rules(to_anyone(text, "cold", *(phrases or NOTES)))


@pytest.mark.parametrize(
    "text",
    [
        "Milk drivers Mondays dairy short rounds churns depot, Sam at Coldway. Who plans the drivers? 555-0101.",
        "Hi Ruth, Sam at Coldway. Dairy rounds Monday drivers churns depot trailer milk. Worth a look?",
    ],
)
def test_a_heap_of_the_right_nouns_is_no_sentence(text: str) -> None:
    result = to_anyone(text, "cold", *NOTES)
    assert "sense.stuffed" in caps(result)
    assert result.total <= 30


@pytest.mark.parametrize(
    "text",
    [
        "The autumn menu means thirty allergen cards reprinted.",
        "Hi, Rex Dooley here, Shipshape Galleys Harbour Group. Cabs from a closing yard usually mean odd tires.",
        "Forty-one roofs by ladder usually means sore knees by Thursday.",
    ],
)
def test_a_dense_sentence_is_no_heap(text: str) -> None:
    assert "sense.stuffed" not in found(f"{OPENING} {text}")


@pytest.mark.parametrize(
    "text",
    ["Hello Captain blank, Ross Tern, Tideplan.", "With your new store in town name here.", "Hi, insert first name."],
)
def test_a_gap_read_aloud_is_a_leftover(text: str) -> None:
    assert "template.leftover" in found(f"{text} Who plans your drivers on Mondays?")


@pytest.mark.parametrize(
    "text", ["My name here is Sam.", "The form has a blank, fill it in.", "Your company here in Leeds keeps cows."]
)
def test_a_word_for_a_gap_is_none(text: str) -> None:
    assert "template.leftover" not in found(f"{text} Who plans your drivers on Mondays?")


def test_what_speaks_of_the_sender_is_no_gift() -> None:
    assert "value.gift" in found(f"{OPENING} I've emailed you a one-page rota.")
    for thing in ("our brochure", "our new catalogue", "a half-page advert for our vans", "my card"):
        assert "value.gift" not in found(f"{OPENING} I've emailed you {thing}.")


@pytest.mark.parametrize(
    "curse",
    ["I hope the whole depot fails.", "Two drivers left because of you.", "I told your director already."],
)
def test_a_curse_or_a_veiled_threat_costs_and_tells_nothing(curse: str) -> None:
    plain = to_anyone(f"{OPENING} Who plans them? 555-0101.", "cold", *NOTES)
    cursed = to_anyone(f"{OPENING} {curse} Who plans them? 555-0101.", "cold", *NOTES)
    assert rules(cursed) & {"tone.insult", "tone.threat"}
    assert cursed.total < plain.total


AUDIT = ("must file accessibility audit by Friday 14th", "city museum")


def test_a_duty_of_the_buyers_own_is_no_pressure() -> None:
    own = "Dr. Castell, Wim Hoek of Rampway. You must file the accessibility audit by Friday. Which lift is out?"
    ours = "Dr. Castell, Wim Hoek of Rampway. You must let us carry out an accessibility audit by Friday. Which lift?"
    assert not found(own, *AUDIT) & {"ask.pressure", "ask.too_big", "ask.grand"}
    assert "ask.pressure" in found(ours, *AUDIT)


@pytest.mark.parametrize(
    "ask",
    [
        "I'm going to stop by at two.",
        "I will drop in tomorrow at nine.",
        "Could you lend me forty dollars?",
        "Our aim is simple: sole supplier for ten years.",
    ],
)
def test_asks_that_hide_are_heard(ask: str) -> None:
    assert found(f"{OPENING} {ask}") & {"ask.too_big", "ask.grand"}


@pytest.mark.parametrize(
    "said",
    [
        "I'm going to stop guessing at two.",
        "Forty dollars a month is what the old line costs you.",
        "Your aim is simple: no empty churns.",
    ],
)
def test_words_that_only_sound_like_an_ask_are_none(said: str) -> None:
    assert not found(f"{OPENING} {said} Who plans them?") & {"ask.too_big", "ask.grand"}


def test_a_question_of_two_little_words_asks_about_what_stands_before_it() -> None:
    text = f"{OPENING} I could post the rota that a dairy in Hull uses."
    asked = to_anyone(f"{text} Shall I?", "cold", *NOTES)
    beside = to_anyone(f"{text} Shall we meet in Paris?", "cold", *NOTES)
    points = [sum(one.points for one in told.findings if one.rule == "next_step.question") for told in (asked, beside)]
    assert points[0] > 5 > points[1]


def test_facts_read_out_without_a_verb_are_a_list() -> None:
    school = ("school of 900 pupils", "boiler from 1987", "governors met on Monday")
    listed = "Mrs. Hale, Jed Roper here. A school of nine hundred pupils. A 1987 boiler. The governors on Monday."
    assert "sense.recital" in found(listed, *school)


def test_one_plain_sorry_is_one_fault() -> None:
    assert "tone.begging" not in found(f"{OPENING} Sorry to bother you. Who plans them?")


def test_a_few_seconds_with_a_fact_named_and_nothing_said_are_too_short() -> None:
    assert "brevity.short" in found(
        "Hello Ingrid, Matt Sewell of Deepframe. Spillway. Call me.", "dam spillway survey due"
    )
    assert "brevity.short" not in found(
        "Hi Ruth, Sam at Coldway. Your drivers are short on Mondays, so the milk waits. Who plans them?"
    )


def test_an_empty_message_is_too_short_only_where_it_is_short() -> None:
    idle = "Hello there. I was out in the yard this morning, and the sun was out, and what a day it was, I must say, "
    assert found("Hello there. Ring me.") >= {"brevity.short"}
    assert "brevity.empty" in found(f"{idle}and then it was noon already. Well, that is me. Ring me on 555-0148.")


def test_the_brief_of_a_third_minute_is_a_little_long_and_not_too_long() -> None:
    said = f"{OPENING} " + " ".join(f"Truck {number} waits at dock {number} until noon." for number in range(11, 22))
    assert "brevity.lengthy" in found(said, "trucks wait at the docks")
    assert "brevity.long" in found(f"{said} {said}", "trucks wait at the docks")


def test_who_strays_behind_a_name_comes_late_to_the_point() -> None:
    met = "Hi Ruth, Sam Ode at Coldway, we met at the Leeds show."
    idle = (
        "I hope you're well, isn't this drizzle dreadful, it's not let up since Sunday here. "
        "Anyway, my wife says hello to the whole world, and by the way the dog too."
    )
    point = "So your drivers are short on Mondays, and the milk waits. Who plans them?"
    notes = ("met at the Leeds show", "drivers short on Mondays")
    assert "opening.buried_lead" in found(f"{met} {idle} {point}", *notes)
    assert "opening.buried_lead" not in found(f"{met} {point} {idle}", *notes)


@pytest.mark.parametrize("out", ["There's no pressure from me.", "If not, no problem at all."])
def test_there_is_no_way_out_beside_a_clock(out: str) -> None:
    assert "next_step.easy_out" in found(f"{OPENING} Who plans them? {out}")
    assert "next_step.easy_out" not in found(f"{OPENING} {out} Only I need your answer by noon tomorrow or it's gone.")


def test_a_fact_makes_no_go_ahead_of_a_strangers_true() -> None:
    text = "Hi Ruth, Sam Ode at Coldway. As we settled it in May, I've two drivers for your Mondays. 555-0101."
    assert "deception.false_history" in rules(to_anyone(text, "cold", *NOTES))
    assert "deception.false_history" not in rules(to_anyone(text, "customer", *NOTES))
