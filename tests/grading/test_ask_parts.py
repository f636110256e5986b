"""What surrounds an ask: the clock beside it, the deal presumed, the dark hint; and what each is charged."""

from __future__ import annotations

import pytest

from grading.cases import caps, level, points, quotes, rules, to_anyone
from vmdojo.scenarios.model import Relationship

HELLO = "Hi Dana, it's Luis Ortega at Boxwell."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We'd like you to sign a five-year agreement with us before I fly tonight.", "before I fly"),
        ("I need your signature on the contract by Thursday.", "by Thursday"),
        ("Sign the contract with us. My gate closes soon, so do it before they board.", "before they board"),
        ("Call me, and today please.", "today please"),
        ("There's no time to shop around, so take the cover.", "no time to shop"),
    ],
)
def test_a_clock_beside_a_commitment_presses(text: str, said: str) -> None:
    found = to_anyone(f"{HELLO} {text} 555-0148.")
    assert any(said in quote for quote in quotes(found, "ask.pressure"))


@pytest.mark.parametrize(
    "text",
    [
        "Could we talk for ten minutes on Friday?",
        "We'd like you to sign a five-year agreement with us. I will send the papers by Thursday.",
        "Who plans the dock before the crews change?",
        "The new rule comes by Friday. You may want to count the crates. Who counts them? Sign the contract with us.",
    ],
)
def test_a_day_presses_nobody_beside_a_small_ask_or_in_the_callers_own_diary(text: str) -> None:
    assert "ask.pressure" not in rules(to_anyone(f"{HELLO} {text} 555-0148."))


@pytest.mark.parametrize(
    "text",
    [
        "I've put aside a machine for you, so let me know where to bring it.",
        "We have reserved the pump in your name.",
        "Our lawyers have drawn up the purchase.",
        "You will be wanting our service plan.",
        "So tell me where it goes.",
    ],
)
def test_a_deal_taken_for_granted_is_presumed(text: str) -> None:
    assert "ask.assumptive" in rules(to_anyone(f"{HELLO} {text} 555-0148."))


@pytest.mark.parametrize("text", ["I've put a card in the post.", "When the clocks arrive, who logs the readings?"])
def test_what_was_done_or_will_come_presumes_nothing(text: str) -> None:
    assert "ask.assumptive" not in rules(to_anyone(f"{HELLO} {text} 555-0148."))


@pytest.mark.parametrize(
    "text",
    [
        "It would be very much to your advantage to ring me.",
        "There is a delicate affair I should like to lay before you.",
        "I'll say no more. Ring me.",
    ],
)
def test_a_dark_hint_frightens(text: str) -> None:
    found = to_anyone(f"{HELLO} {text} 555-0148.")
    assert "ask.vague_important" in rules(found)
    assert level(f"{HELLO} {text} 555-0148.") >= 6


def test_a_hint_behind_a_reason_is_none() -> None:
    text = f"{HELLO} Your ramp froze twice in May. There is a delicate question: who salts it? 555-0148."
    assert "ask.vague_important" not in rules(to_anyone(text, "cold", "ramp froze twice in May"))


@pytest.mark.parametrize(
    "hint",
    [
        "But between us, there's something you really should know before anybody else, and it isn't for a machine.",
        "What I have to tell you won't keep, and it's not for the tape.",
    ],
)
def test_something_else_held_back_behind_a_reason_frightens_and_does_not_sink(hint: str) -> None:
    said, note = f"{HELLO} Your ramp froze twice in May, and ice lifts the slabs.", "ramp froze twice in May"
    plain = to_anyone(f"{said} Who salts it? 555-0148.", "cold", note)
    dark = to_anyone(f"{said} {hint} 555-0148.", "cold", note)
    assert "ask.vague_important" not in rules(plain)
    assert "ask.vague_important" in rules(dark)
    assert dark.total < plain.total - 20
    assert not caps(dark)


def test_a_small_question_may_hold_a_big_word() -> None:
    said, note = f"{HELLO} Your ramp froze twice in May, and ice lifts the slabs.", "ramp froze twice in May"
    asked = to_anyone(f"{said} Would a chart of that work with your board? 555-0148.", "cold", note)
    assert not caps(asked)
    assert level(f"{said} Would a chart of that work with your board? 555-0148.") <= 4


def test_a_number_left_without_a_word_hopes_to_be_rung() -> None:
    assert level(f"{HELLO} We sell boxes. 555-0148.") == 4
    assert level(f"{HELLO} We sell boxes.") == 0


def test_such_a_number_is_no_next_step() -> None:
    assert "next_step.none" in rules(to_anyone(f"{HELLO} We sell boxes. 555-0148."))


def test_a_call_back_is_softened_by_one_at_most() -> None:
    plain = level(f"{HELLO} Please call me back on 555-0148.")
    soft = level(
        f"{HELLO} I saw that your ramp froze. I have one quick question about how it is salted, so please call me back "
        "on 555-0148. If not, no problem, and I'll email you the sheet."
    )
    assert (plain, soft) == (5, 4)


def test_a_commitment_without_end_is_grand_unless_one_is_their_customer() -> None:
    text = f"{HELLO} I'd like your signature on a three-year contract by noon."
    assert "ask.grand" in rules(to_anyone(text))
    assert "ask.grand" not in rules(to_anyone(text, "customer"))
    assert "ask.grand" not in rules(to_anyone(f"{HELLO} Could you sign the form with us?"))


def test_what_somebody_should_have_of_ours_is_no_duty() -> None:
    assert level(f"{HELLO} You should have our note before the basement is emptied.") < 6
    assert level(f"{HELLO} You must hand us your old ledgers before the basement is emptied.") >= 6


def test_a_word_of_the_callers_own_trade_uses_no_note() -> None:
    notes = ("sauna stove recalled", "gift vouchers sold out")
    own = to_anyone(f"{HELLO} We build saunas out of spruce, and we are proud of them.", "cold", *notes)
    theirs = to_anyone(f"{HELLO} Your sauna stove was recalled in March. Who swaps it?", "cold", *notes)
    assert "relevance.nothing_used" in rules(own)
    assert "relevance.nothing_used" not in rules(theirs)


def test_two_words_that_come_round_are_repeated() -> None:
    text = (
        f"{HELLO} You want the service plan. It's a good service plan, the service plan. Everybody takes our service "
        "plan in the end. Two drivers waited at the north gate on Monday, and a foreman wrote it into the yard book."
    )
    assert quotes(to_anyone(text), "structure.repeated")
    assert not quotes(to_anyone(text.replace("service plan", "plan", 2)), "structure.repeated")


def test_a_message_that_strays_from_its_point_rambles_however_short_its_sentences() -> None:
    text = (
        f"{HELLO} We've a number of things to tell you. On top of that there's our platform. Also we do storage now. "
        "And then separately there's insurance. Oh and while I remember, we do gloves. And another thing is valuations."
    )
    assert "structure.rambling" in rules(to_anyone(text))
    assert "structure.rambling" not in rules(to_anyone(f"{HELLO} Also we do storage now. Oh and we do gloves."))


def test_a_lead_lies_buried_under_talk_about_the_caller() -> None:
    us = (
        "Hello, we are Keysafe of Coventry, and we have just celebrated our tenth birthday with a very large cake for "
        "all of our wonderful staff in the splendid new hall behind the old canal."
    )
    late = to_anyone(
        f"{us} Our platform is the best. Somebody will come round at noon with the usual papers. 555-0128."
    )
    assert "opening.buried_lead" in rules(late)


@pytest.mark.parametrize(
    ("relationship", "standing"), [("cold", "a stranger"), ("met", "someone they have met"), ("referred", "a friend")]
)
def test_too_big_an_ask_is_told_by_who_asks(relationship: Relationship, standing: str) -> None:
    found = to_anyone(f"{HELLO} We want to become your global partner.", relationship)
    told = [f"{finding.why} {finding.fix}" for finding in found.findings if finding.rule.startswith("ask.")]
    assert any(standing in text for text in told)


def test_the_loss_for_an_ask_is_charged_once() -> None:
    found = to_anyone(f"{HELLO} We want to become your global partner, and you must decide today.")
    charged = [finding for finding in found.findings if finding.dimension == "scariness" and finding.points < 0]
    assert len(charged) == 1
    assert {"ask.grand", "ask.too_big", "ask.out_of_reach", "ask.pressure"} <= rules(found)
    assert points(found, "scariness") == 0.0


def test_a_tip_with_a_number_loses_less_for_asking_nothing() -> None:
    tip = (
        f"{HELLO} A second store usually doubles the trailer moves before it halves them, because two crews share one "
        "ramp. 555-0148."
    )
    assert points(to_anyone(tip), "scariness") > points(to_anyone(f"{HELLO} We sell boxes. 555-0148."), "scariness")


SPOKEN = "hi dana luis ortega at boxwell your ramp froze twice in may"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("so where do you keep it", "where do you keep it"),
        ("so who salts it", "who salts it"),
        ("and what is it called", "what is it called"),
        ("the thing is who you pay matters", "who you pay matters"),
    ],
)
def test_a_transcript_asks_without_a_mark(words: str, asked: str) -> None:
    assert quotes(to_anyone(f"{SPOKEN} {words}"), "next_step.question") == [asked]


@pytest.mark.parametrize("words", ["and how i got here is a story", "so it froze and which dock it was i forgot"])
def test_a_transcript_tells_with_the_same_words(words: str) -> None:
    assert not quotes(to_anyone(f"{SPOKEN} {words}"), "next_step.question")


@pytest.mark.parametrize(
    "words", ["is it yours", "is that yours", "is this yours", "are your crews back", "do you salt it"]
)
def test_a_question_may_be_all_of_a_transcript(words: str) -> None:
    assert level(f"{words} now that it froze") == 2


@pytest.mark.parametrize(
    ("text", "size", "said"),
    [
        ("A demo of our platform on Tuesday?", 7, "demo"),
        ("Half an hour with our engineers on Tuesday?", 7, "Half an hour"),
        ("A pilot with us in May?", 8, "A pilot"),
    ],
)
def test_a_meeting_of_ours_may_be_asked_for_without_a_verb(text: str, size: int, said: str) -> None:
    assert level(f"{HELLO} {text}") == size
    assert quotes(to_anyone(f"{HELLO} {text}"), "ask.too_big") == [said]


def test_their_own_meeting_is_only_asked_about() -> None:
    assert level(f"{HELLO} Your demo was on Tuesday?") == 2
