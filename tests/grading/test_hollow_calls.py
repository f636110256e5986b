"""Messages that have the parts of a voicemail and leave nothing: scraps of a list, a bare pointer, buzzwords, Mum."""

from __future__ import annotations

import pytest

from grading.cases import caps, held, quotes, rules, to_anyone
from vmdojo.scenarios.model import Relationship

NOTES = ("17 delivery vans", "two mechanics share a single lift", "garage lease up in August")


@pytest.mark.parametrize(
    "text",
    [
        "Seventeen vans. Two mechanics. One lift. Lease up in August. Mr. Petrov, it's Adele from Liftworks, 555-0110.",
        "Hi Petrov. Slide two. Vans, seventeen. Slide three. Lease, August. End of card. Adele at Liftworks, 555-0110.",
    ],
)
def test_scraps_of_a_list_are_no_message(text: str) -> None:
    result = to_anyone(text, "cold", *NOTES)
    assert "sense.recital" in caps(result)
    assert result.total <= held(35.0, result)


def test_two_scraps_in_a_message_are_a_manner_of_speaking() -> None:
    text = (
        "Mr. Petrov, Adele at Liftworks. Seventeen vans and one lift. By August the lease is up, so half of them wait "
        "in the street. A second lift in the yard took a day at Corley's. Who decides that with you? 555-0110."
    )
    assert "sense.recital" not in rules(to_anyone(text, "cold", *NOTES))


@pytest.mark.parametrize(
    "text",
    [
        "Hi Petrov, Adele Marsh. I've sent you an email. Have a look for it, would you? Thanks.",
        "Good afternoon, Mr. Petrov. It's in your inbox, the subject line says it all. Adele.",
    ],
)
def test_a_bare_pointer_to_mail_is_no_reason(text: str) -> None:
    assert "reason.none" in caps(to_anyone(text, "cold", *NOTES))


def test_a_gift_that_is_named_is_a_reason() -> None:
    text = "Hi Petrov, Adele Marsh from Liftworks. The plan for one lift and two mechanics is in your inbox. 555-0110."
    assert "reason.none" not in caps(to_anyone(text, "cold", *NOTES))


def test_buzzwords_tell_nobody_anything() -> None:
    plain = (
        "Hi Petrov, Adele Marsh from Liftworks. Your garage lease is up in August. Who looks for the next? 555-0110."
    )
    hyped = plain.replace(" Who", " It's a real win-win and a total game changer. Who")
    assert "It's a real win-win" not in " ".join(quotes(to_anyone(hyped, "cold", *NOTES), "value.insight"))
    assert to_anyone(hyped, "cold", *NOTES).total < to_anyone(plain, "cold", *NOTES).total


def test_a_call_to_somebody_at_home_is_no_sales_call() -> None:
    result = to_anyone("Hey sweetie, it's Mum. The lift is stuck, can you bring the flat key round?", "cold", *NOTES)
    assert "identity.private_call" in caps(result)
    assert result.total <= 20


def test_a_fact_in_a_ramble_is_only_named() -> None:
    short = (
        "Hi Petrov, Adele from Liftworks. Your two mechanics share a single lift, so one of them waits while the other "
        "works. Would a second one fit the yard? 555-0110."
    )
    ramble = short.replace(
        "Your two",
        "I was at the fair on Tuesday, or it may have been Wednesday, since they had the tractors in, and got to talk "
        "with a man who knows your brother from the army, or from the band, and what he said, more or less, is that "
        "your two",
    )
    assert "relevance.fact_used" in rules(to_anyone(short, "cold", *NOTES))
    assert "relevance.fact_used" not in rules(to_anyone(ramble, "cold", *NOTES))


def test_made_up_words_are_no_english_whatever_the_names() -> None:
    text = (
        "Hi Dremla, it's Corvin from Plathwise. I trinsed your new harlock in Boden, which stelly means the drabbets "
        "shale twice. Would a one-page frint help the morrow crew? I'll quell it by noon, 555-0130. No thrale if not."
    )
    assert "sense.no_english" in caps(to_anyone(text))


def test_a_gap_read_out_is_a_gap() -> None:
    text = "Hi Petrov, Adele from Liftworks. Since the lease is up, I'd guess insert headache here is near. 555-0110."
    assert "template.leftover" in caps(to_anyone(text, "cold", *NOTES))


def test_a_greeting_in_the_middle_is_upside_down() -> None:
    text = (
        "Want the plan for one lift? 555-0110. Your lease is up in August. Hello Ines. I'll send the one from Tampa. "
        "This is Adele from Liftworks."
    )
    assert "structure.upside_down" in caps(to_anyone(text, "cold", *NOTES))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Your crew says the board pages them, then the radio, and by then they've missed the twenty minutes.", 2),
        ("I'll sign the form and bring it over.", 1),
    ],
)
def test_what_is_told_or_promised_is_not_asked(text: str, level: int) -> None:
    scariness = to_anyone(f"Hi Petrov, Adele from Liftworks. {text}").dimensions["scariness"]
    assert scariness is not None
    assert (scariness.level or 0) <= level


FLAT = (
    "Good morning, Mr. Petrov. Your seventeen vans are serviced in one garage. Two of your mechanics are sharing a "
    "single lift. The garage was built by a cousin in 1968. Your lease is up at the end of August. Adele Marr, "
    "Liftworks, 555-0110."
)


def test_sentences_that_lead_nowhere_are_a_list_however_true() -> None:
    result = to_anyone(FLAT, "cold", NOTES[-1])
    assert "sense.recital" in caps(result)
    assert result.total <= held(35.0, result)


def test_a_question_that_could_end_any_message_makes_it_no_better() -> None:
    text = FLAT.replace("Adele Marr", "Which is it? Adele Marr")
    assert "sense.recital" in caps(to_anyone(text, "cold", NOTES[-1]))


@pytest.mark.parametrize(
    "close",
    [
        "Which of the two waits longest? Adele Marr, Liftworks, 555-0110.",
        "I've left a drawing of a second lift in your email. Adele Marr, Liftworks, 555-0110.",
        "Corley's put in a second lift and cut the queue by half. Adele Marr, Liftworks, 555-0110.",
    ],
)
def test_they_are_none_where_they_lead_to_a_question_a_gift_or_a_proof(close: str) -> None:
    text = FLAT.replace("Adele Marr, Liftworks, 555-0110.", close)
    assert "sense.recital" not in rules(to_anyone(text, "cold", NOTES[-1]))


def test_a_tip_in_flat_words_is_no_list() -> None:
    text = (
        "Erik, Sam Doyle at Threadline. Your overalls come back in two greens. It's the dye lot. Ask the mill for one "
        "lot number and it stops. 555-0134."
    )
    assert "sense.recital" not in rules(to_anyone(text, "cold", "overalls come back in two greens"))


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Petrov, Adele here. There's an email from me in your inbox about the garage lease. Do have a read.",
        "Mr. Petrov, Adele Marr at Liftworks. I've sent you a mail about your garage lease. Thanks very much, bye.",
    ],
)
def test_a_pointer_at_a_mail_is_all_that_some_messages_say(text: str) -> None:
    result = to_anyone(text, "cold", NOTES[-1])
    assert "next_step.bare_pointer" in caps(result)
    assert result.total <= 51


@pytest.mark.parametrize(
    ("text", "relationship"),
    [
        ("Your garage lease ends in August, and a lift takes ten weeks. It's all in your inbox.", "cold"),
        ("I've emailed you about the garage lease. Who signs it?", "cold"),
        ("I've emailed you the drawing of a second lift for the garage.", "cold"),
        ("The price you asked for is in your inbox.", "inbound"),
    ],
)
def test_a_line_of_the_mail_spoken_makes_it_more(text: str, relationship: Relationship) -> None:
    result = to_anyone(f"Mr. Petrov, Adele Marr at Liftworks. {text} 555-0110.", relationship, NOTES[-1])
    assert "next_step.bare_pointer" not in rules(result)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Petrov, Adele Marr at Liftworks. Your lease is up in August. The county sells its own lifts in July. "
        "Corley's bought two there for a song. The list is on the county's page. 555-0110.",
        "Adele Marr here. A new lift costs nine thousand. A used one costs four. The floor takes two bolts. Corley's "
        "own fitter learned it over lunch. 555-0110.",
    ],
)
def test_who_tells_what_others_do_reads_out_nothing(text: str) -> None:
    assert "sense.recital" not in rules(to_anyone(text, "cold", NOTES[-1]))


def test_a_terse_seller_is_no_row_of_words() -> None:
    text = "Petrov, Adele Marr. Seventeen vans, one lift, no lease, and August. Four things. Which one hurts? 555-0110."
    assert "sense.stuffed" not in rules(to_anyone(text, "cold", *NOTES))
