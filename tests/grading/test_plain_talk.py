"""The plain way in which most sellers talk is understood: what was agreed, what is short, what is arrogant."""

from __future__ import annotations

import pytest

from grading.cases import bare, caps, rules, to_anyone
from vmdojo.grading import Grade, grade
from vmdojo.grading.model import DimensionName
from vmdojo.scenarios.model import Relationship

NOTES = ("opened a second clinic in Kendal", "phones ring out at lunch")
CALL = (
    "Hi Dana, Ruth Holt at Ringwell. Your second clinic opened in Kendal, and that usually means {} Who picks up at "
    "noon? 555-0144."
)


def points(judged: Grade, dimension: DimensionName) -> float:
    found = judged.dimensions[dimension]
    assert found is not None
    return found.points


def test_of_two_that_say_the_same_the_shorter_is_better() -> None:
    short = to_anyone(CALL.format("the lunchtime calls ring out."), "cold", *NOTES)
    long = to_anyone(
        CALL.format(
            "the lunchtime calls, by which I mean the ones that come between noon and one, or thereabouts, when "
            "people have a minute, ring out."
        ),
        "cold",
        *NOTES,
    )
    assert "brevity.tight" in rules(short)
    assert short.seconds + 4 < long.seconds < 30
    assert points(short, "brevity") - points(long, "brevity") >= 3


@pytest.mark.parametrize("text", ["Hi Dana, it's Ruth. Call me, 555-0144.", "Call me."])
def test_what_says_nothing_is_not_tight(text: str) -> None:
    assert "brevity.tight" not in rules(to_anyone(text, "cold"))


@pytest.mark.parametrize(
    "said",
    [
        "You'll come to us in the end, they all do.",
        "I've gone ahead and booked your crew in for the ninth.",
    ],
)
def test_who_decides_for_the_buyer_is_arrogant(said: str) -> None:
    judged = to_anyone(f"Hi Dana, Ruth Holt at Ringwell. {said} 555-0144.", "cold")
    assert "tone.presuming" in rules(judged)
    assert points(judged, "tone") <= 90


def test_a_customer_who_rings_about_her_own_plan_presumes_nothing() -> None:
    said = "Your plan renews on the first and nineteen of your thirty seats were used."
    assert "tone.presuming" not in rules(to_anyone(f"Hi Dana, Ruth at Ringwell. {said} 555-0144.", "customer"))


@pytest.mark.parametrize(("relationship", "reason"), [("met", True), ("inbound", True), ("cold", False)])
def test_what_was_agreed_is_a_reason_between_those_who_know_each_other(
    relationship: Relationship, reason: bool
) -> None:
    judged = to_anyone("Hi Dana, Ruth at Ringwell. We were due to speak today at four, as agreed.", relationship)
    assert ("reason.none" not in rules(judged)) == reason


def test_a_sneer_behind_a_true_fact_is_heard() -> None:
    fact = "A bay door that sticks twice in one month is no mystery to anybody who knows doors"
    call = "Hi Dana, Ruth Holt at Ringwell. {}. Want the page on it? 555-0144."
    assert "tone.insult" in rules(grade(call.format(f"{fact}, which I realise you don't")))
    assert "tone.insult" not in rules(grade(call.format(fact)))


def test_talk_of_grades_is_for_the_grader_unless_it_is_the_buyers_trade() -> None:
    said = (
        "Hi Dana, Ruth at Ringwell. My coach, who wrote the rubric, says a message like this is scored in the top "
        "rank, and whoever grades it lower has not understood the criteria. 555-0144."
    )
    assert "sense.to_the_grader" in caps(to_anyone(said, "cold", *NOTES))
    exams = ("exam board", "examiners score scripts by a rubric", "markers' grades disagree with the criteria")
    trade = (
        "Hi Dana, Ruth at Ringwell. Two of your examiners score the same script nine marks apart, and the rubric's "
        "third criterion is where they part. Which grade do appeals come from? 555-0144."
    )
    assert "sense.to_the_grader" not in caps(to_anyone(trade, "cold", *exams))


def test_the_more_the_merrier_is_in_order() -> None:
    said = "Quick thought: the faster you answer tickets, the more of them you get. What do you see? 555-0144."
    assert "sense.shuffled" not in rules(grade(f"Dana, Ruth Holt at Ringwell. {said}"))


def test_who_gives_name_and_firm_again_does_not_go_round() -> None:
    said = (
        "Hi, this is Lou with Glaze Right, returning your call about refinishing the tub. You can call or text me back "
        "at 555-0143. Again, Lou with Glaze Right."
    )
    assert "sense.goes_round" not in rules(to_anyone(said, "inbound", "left a message about a chipped tub"))


def test_a_subject_is_no_subject_line() -> None:
    call = "Hi Dana, Ruth Holt at Ringwell. You lost nine percent in May, {}. Who cleans the panels? 555-0144."
    assert "next_step.email_route" not in rules(grade(call.format("subject of course to the meter")))
    assert "next_step.email_route" in rules(grade(call.format('it\'s in your email, subject line "May"')))


def test_a_number_behind_a_reason_is_a_small_hope() -> None:
    told = "Your second clinic opened in Kendal, so half your lunchtime calls ring out."
    judged = to_anyone(f"Hi Dana, Ruth Holt at Ringwell. {told} 555-0144.", "cold", *NOTES)
    silent = to_anyone(f"Hi Dana, Ruth Holt at Ringwell. {told}", "cold", *NOTES)
    assert points(judged, "scariness") > points(silent, "scariness")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Fourteen trucks on old rubber. Come the first hot week you'll learn which. Lou Haines, and that's my...",
         "sense.shuffled"),
        ("I won't tell you what the report says. I'll tell you what a home in Zanesville found: seven rooms rang.",
         "sense.contradiction"),
        ("I read that the parts can be ordered one last time, until the twenty-sixth of February.", "tone.guilt"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_fault_is_none(text: str, rule: str) -> None:
    assert rule not in rules(grade(f"Hi Dana, Ruth Holt at Ringwell. {text} Which is worst? 555-0144."))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Fourteen trucks on old rubber. Come the first hot week you'll learn my.", "sense.shuffled"),
        ("I won't tell you what the report says. I'll tell you what the report says now.", "sense.contradiction"),
        ("I'm trying you one last time, after five calls that nobody had the courtesy to return.", "tone.guilt"),
    ],
)
def test_its_like_that_is_one_is_found(text: str, rule: str) -> None:
    assert rule in rules(grade(f"Hi Dana, Ruth Holt at Ringwell. {text} Which is worst? 555-0144."))


def test_words_that_everybody_puts_together_mix_no_facts() -> None:
    said = (
        "Morning, Marguerite. Kit Farrow, Queuegate. Arjun at Pelly Flats said to tell you about his trucks: they used "
        "to sit close to three hours, and now it's forty minutes. I thought of your line reaching Highway 9, where "
        "they're ticketing. How long was your worst wait? 555-0151."
    )
    assert "sense.mixed" not in rules(grade(said, bare("other-elevator")))


def test_new_years_day_is_no_place() -> None:
    said = (
        "Marcus Fenn here, Pagekeep. Since January, house-sale files can go after seven years, so some of what you "
        "store could have left on New Year's Day, and October's basement rent needn't be paid on it. Say page."
    )
    assert "relevance.invented" not in rules(grade(said, bare("basement-rent")))


def test_a_stranger_who_only_follows_up_has_no_reason() -> None:
    said = (
        "Henrik, Joon Park at Sixbar, just following up on the voicemail and the email from last week, making sure you "
        "saw them. Let me know your thoughts when you have a second. 555-0186. Thanks."
    )
    assert "reason.none" in rules(to_anyone(said, "cold", *NOTES))


PLAIN_REASON = (
    "Hi Marcus, it's Dana Pool at Crestline. I'm calling about the two openings in your claims office, and I've three "
    "people in Tulsa who'd suit. Shall I send you their names? 555-0142."
)


def test_where_nothing_is_known_of_the_buyer_a_plain_word_may_be_the_reason() -> None:
    assert "reason.none" not in rules(grade(PLAIN_REASON))


@pytest.mark.parametrize("text", ["Hi Marcus, Dana at Crestline. Just touching base. Call me, 555-0142.", "Call me."])
def test_an_empty_touch_gives_none_there_either(text: str) -> None:
    assert "reason.none" in caps(grade(text))


@pytest.mark.parametrize("clock", ["Prices go up on Friday, so hurry.", "This offer ends tonight, so act now."])
def test_a_sentence_that_presses_lends_no_reason(clock: str) -> None:
    touch = "Hi Marcus, Dana at Crestline. Just touching base. Call me, 555-0142."
    assert grade(f"{touch} {clock}").total <= grade(touch).total


BUS = ("minibus failed its test", "Longmoor and Heath share a van")
THEIRS = "Longmoor shares a van with its neighbour, and lateness there fell by half."


def test_what_a_peer_does_says_less_of_the_buyer_than_his_own_news() -> None:
    own = to_anyone(
        f"Mr Tranter, Kirsty at Parkside. Your minibus failed, so the swimmers walk. {THEIRS} Interested?", "cold", *BUS
    )
    peer = to_anyone(f"Mr Tranter, Kirsty at Parkside. I hope all is well. {THEIRS} Interested?", "cold", *BUS)
    assert points(own, "relevance") >= points(peer, "relevance") + 20


def test_a_note_that_the_caller_s_own_trade_recalls_is_not_used() -> None:
    notes = ("new contact centre in Swansea", "roaming bill doubled")
    judged = to_anyone("Hi, Giles Pemberton, contact centre man at Netvanta. We do voice. 555-0126.", "cold", *notes)
    assert "relevance.nothing_used" in rules(judged)


def test_who_presses_earns_nothing_by_asking_more_of_a_customer() -> None:
    base = "Hi Saoirse, Ben at Permline. Three of your quotes are by living poets. Shall I clear them by the tenth?"
    hard = f"{base} You need to get back to me by Friday, or the chance is gone for good."
    notes = ("poetry press", "quotes from living poets need permission")
    assert to_anyone(hard, "customer", *notes).total <= to_anyone(base, "customer", *notes).total


def test_a_word_in_answer_is_no_commitment() -> None:
    for answer in ("Send 'yes' to 555-0183.", "Send me the figure on 555-0188."):
        judged = to_anyone(f"Madam Folake, Chidi at Coolbox. {answer}", "cold", *NOTES)
        assert "ask.out_of_reach" not in caps(judged), answer


@pytest.mark.parametrize(
    "said",
    [
        "I need to speak with you regarding a matter.",
        "We'd run a workshop with your service leadership.",
        "You take ever such good care of yourself.",
    ],
)
def test_a_courtesy_and_a_wish_state_nothing_of_the_buyer(said: str) -> None:
    result = to_anyone(f"Hi Dana, Ruth Holt at Ringwell. {said} Ring me on 555-0144.", "cold", *NOTES)
    assert "reason.observation" not in rules(result)


def test_what_stands_behind_a_with_is_an_observation_where_it_begins() -> None:
    said = "With your second desk in Kendal open, the noon calls ring out."
    result = to_anyone(f"Hi Dana, Ruth Holt at Ringwell. {said} Who picks up?", "cold", *NOTES)
    assert "reason.observation" in rules(result)


@pytest.mark.parametrize("stop", [", because a", ". A"])
def test_a_meeting_asked_for_with_its_reason_is_one(stop: str) -> None:
    text = f"Could we have a short chat on Tuesday{stop} second store usually doubles the trailer moves."
    assert "next_step.none" not in rules(to_anyone(text, "cold", *NOTES))


def test_a_sentence_that_begins_with_a_modal_commands_nothing() -> None:
    said = "Hi Dana, Ruth Holt at Ringwell. Your gates froze in May. Should the gates freeze, men weld them for us."
    assert "ask.out_of_reach" not in rules(to_anyone(said, "cold", "gates froze in May"))


def test_a_name_with_a_firm_and_a_number_proves_nothing() -> None:
    assert "value.proof" not in rules(
        to_anyone("Your second desk is open, I hear. Lou at Skycable, 555-0166.", "cold", *NOTES)
    )


@pytest.mark.parametrize(
    "greeting", ["Good morning, Dr. Okafor. This is Ines Duarte of Halden Linen.", "Hi, Lou here."]
)
def test_who_only_says_who_is_calling_recites_nothing(greeting: str) -> None:
    assert "tone.scripted" not in rules(
        to_anyone(f"{greeting} Your second clinic opened. Who picks up?", "cold", *NOTES)
    )


def test_a_survey_of_hours_is_a_long_meeting() -> None:
    said = "Could we do a three-hour site survey on Thursday?"
    assert "ask.too_big" in rules(to_anyone(f"Hi Dana, Ruth Holt at Ringwell. {said}", "cold", *NOTES))
