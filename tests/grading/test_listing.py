"""Rows of things and errands, whole trades addressed at once, sets of letters: known by their shape."""

from __future__ import annotations

import pytest

from grading.cases import rules, to_anyone, to_dana

ROW = [
    "We offer padding, we offer guide tapes, belts, waxing cloths and chest polishing.",
    "Our smart cabinet features fingerprint access, weight sensors, cloud dashboards and expiry alerts.",
    "As well as locks we do cameras, gates, intercoms, mailboxes and parcel rooms.",
    "So we sell probes, gateways, text alarms and a cloud dashboard for the whole dairy sector.",
    "Today we supply repairs, servicing, validation, water treatment and new machines.",
]
NO_ROW = [
    "We have Monday, Tuesday, Wednesday or Thursday.",
    "You have docks, trailers, drivers and a gate.",
    "We counted the docks, then the trailers, and nobody knew the rest.",
    "We do belts and guide tapes.",
    "Who keeps the docks, the trailers, the drivers and the gate?",
]


@pytest.mark.parametrize("text", ROW)
def test_four_things_of_ours_in_a_row_are_a_catalogue(text: str) -> None:
    assert "value.feature_list" in rules(to_anyone(f"Hi Dana, Luis at Coldway. {text}"))


@pytest.mark.parametrize("text", NO_ROW)
def test_other_rows_are_none(text: str) -> None:
    assert "value.feature_list" not in rules(to_anyone(f"Hi Dana, Luis at Coldway. {text}"))


ERRANDS = [
    "Could you email me the list, sign the form, and put me in touch with your partner?",
    "Please email me photos of the docks, fill in the form on our website, and then ring me with some dates.",
    "I know you've moved, but could you tell Hal about us, forward him the brochure, and ask him when he's free?",
]
NO_ERRANDS = [
    "I'll email you the list, ring you Thursday, and bring the sample.",
    "Could you email me the number of docks?",
    "Do one bowl with it, one without, and put a thermometer in both.",
    "We email the list, sign the form and ring the county.",
]


@pytest.mark.parametrize("text", ERRANDS)
def test_three_errands_in_a_row_are_several_asks(text: str) -> None:
    assert "next_step.several" in rules(to_anyone(f"Hi Dana, Luis at Coldway. {text}"))


@pytest.mark.parametrize("text", NO_ERRANDS)
def test_the_callers_own_errands_are_no_asks(text: str) -> None:
    assert "next_step.several" not in rules(to_anyone(f"Hi Dana, Luis at Coldway. {text}"))


@pytest.mark.parametrize("trade", ["Utilities like yours", "Gyms just like yours", "Cities very much like yourselves"])
def test_a_whole_trade_like_yours_is_generic(trade: str) -> None:
    assert "relevance.generic" in rules(to_anyone(f"Hi Dana, Luis at Coldway. {trade} lose water in May."))


@pytest.mark.parametrize(
    "one", ["A dairy much like yours lost", "It looks like yours has", "A home with two shifts like yours lost"]
)
def test_one_firm_like_yours_is_not(one: str) -> None:
    assert "relevance.generic" not in rules(to_anyone(f"Hi Dana, Luis at Coldway. {one} water in May."))


@pytest.mark.parametrize("said", ["We do BYOD with full MDM and MFA.", "We fit XDW beside your NNT."])
def test_sets_of_letters_in_a_sentence_are_jargon(said: str) -> None:
    assert "tone.jargon" in rules(to_anyone(f"Hi Dana, Luis at Coldway. {said}"))


@pytest.mark.parametrize("said", ["Your MDM stops in May.", "The NHS wants its VAT in May, as a PDF."])
def test_one_set_or_such_as_everybody_reads_is_none(said: str) -> None:
    assert "tone.jargon" not in rules(to_anyone(f"Hi Dana, Luis at Coldway. {said}"))


def test_an_offer_given_in_other_words_is_a_gift() -> None:
    found = to_dana(
        "Dana, Luis at Coldway. Reno opens in March. The dock plan a Boise distributor used goes out Monday."
    )
    assert "value.gift" in rules(found)
    assert "value.offer_unknown" not in rules(found)


def test_a_request_to_show_promises_no_thing() -> None:
    found = to_dana("Dana, Luis at Coldway. Reno opens in March. May I show you how in fifteen minutes?")
    assert "value.offer_unknown" not in rules(found)


def test_a_breath_of_a_hundred_words_is_lost() -> None:
    joined = ", and ".join(f"the dock number {word} was full" for word in "one two three four five six seven".split())
    found = to_dana(f"Hi Dana, Luis at Coldway, and so {joined}, and {joined}, and who plans the moves?")
    assert "structure.rambling" in rules(found)
    assert found.total <= 45.0


def test_praise_gives_no_reason() -> None:
    found = to_anyone("Hi Dana, Luis at Coldway. Your story is so inspiring, you are an absolute legend.")
    assert "reason.none" in rules(found)


def test_what_is_one_errand_of_three_is_no_easy_answer() -> None:
    before = "Hi Dana, Luis at Coldway. Your cold room alarm rang twice in June, and it's mostly the seal."
    one = to_anyone(f"{before} Text me front or back on 555-0140.", "cold", "alarm rang twice in June")
    row = to_anyone(
        f"{before} Ring me, ask your night lad, read my email and send me the form back.",
        "cold",
        "alarm rang twice in June",
    )
    assert "next_step.several" in rules(row)
    assert not rules(row) & {"next_step.ask", "next_step.easy_reply", "next_step.email_route"}
    better, worse = (grade.dimensions["next_step"] for grade in (one, row))
    assert better is not None
    assert worse is not None
    assert better.points >= worse.points + 5
