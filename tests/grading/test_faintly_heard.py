"""What is heard none too surely counts, and holds no total where a lie or a push may be meant otherwise."""

from __future__ import annotations

import pytest

from grading.cases import caps, rules, to_anyone

CALLER = "Ms Carmody, Jethro Lugg, lime plasterer."
POINT = "For a damp north gable, take the cement off outside first. 555-0182."
STRANGER = ("restoring a mill", "damp in the north gable", "no earlier contact")
PAST = "deception.false_history"


@pytest.mark.parametrize(
    "claim",
    [
        "What you asked me about lime has been rattling round my head ever since.",
        "You did tell me to leave you be until the frost was over, and I've been good.",
        "Glad to hear you took my advice over the scaffold.",
    ],
)
def test_a_past_that_is_taken_for_granted_is_made_up_and_caps_nothing(claim: str) -> None:
    result = to_anyone(f"{CALLER} {claim} {POINT}", "cold", *STRANGER)
    assert PAST in rules(result)
    assert PAST not in caps(result)


@pytest.mark.parametrize(
    "harmless",
    [
        "Your mill's been rattling round my head ever since I read of it.",
        "The county told me to leave it be until the frost is over.",
        "The second point is the gutter above it, and that one is quick.",
    ],
)
def test_what_others_said_or_the_caller_thought_is_no_past(harmless: str) -> None:
    assert PAST not in rules(to_anyone(f"{CALLER} {harmless} {POINT}", "cold", *STRANGER))


def test_who_did_ask_is_reminded_of_it() -> None:
    notes = ("asked the caller about lime at the fair", "damp in the north gable")
    asked = "What you asked me about lime has been rattling round my head ever since."
    assert PAST not in rules(to_anyone(f"{CALLER} {asked} {POINT}", "met", *notes))


@pytest.mark.parametrize(
    ("hint", "kept_back"),
    [
        ("This is kinda massive for you guys and I'm so not gonna spoil it on here.", True),
        ("This second point has for your firm a very big meaning, and I say him only mouth to mouth.", True),
        ("This second point is the gutter, and a bucket under it will do till spring.", False),
    ],
)
def test_what_is_kept_back_in_nobodys_words_frightens(hint: str, kept_back: bool) -> None:
    result = to_anyone(f"{CALLER} {hint} 555-0182.", "cold", *STRANGER)
    assert ("ask.vague_important" in rules(result)) is kept_back


@pytest.mark.parametrize(
    ("hint", "kept_back"),
    [
        ("There is also an item which I would describe as pressing. I shall explain it when you ring.", True),
        ("What I noticed second is the heavier, and that one stays with me until we're actually talking.", True),
        ("There is also a sheet which I would describe as dull. I shall post it when the rain stops.", False),
        ("What I noticed second is the gutter, and that one will hold until the spring.", False),
    ],
)
def test_what_is_kept_back_behind_a_fact_frightens_still(hint: str, kept_back: bool) -> None:
    fact = "With damp in the north gable of your mill, take the cement off outside first."
    result = to_anyone(f"{CALLER} {fact} {hint} 555-0182.", "cold", *STRANGER)
    assert "relevance.fact_used" in rules(result)
    assert ("ask.vague_important" in rules(result)) is kept_back


def test_one_half_hint_is_none() -> None:
    for half in (
        "There is also an item which I would describe as pressing.",
        "I shall explain it when you telephone me.",
    ):
        assert "ask.vague_important" not in rules(to_anyone(f"{CALLER} {POINT} {half} 555-0182.", "cold", *STRANGER))


def test_an_out_that_is_taken_back_is_none() -> None:
    out = "If this isn't for you, no bother"
    back = f"{out}, then you'll pass me on to the man it's for, and I'll be expecting his name from you."
    assert "next_step.easy_out" in rules(to_anyone(f"{CALLER} {POINT} {out}.", "cold", *STRANGER))
    assert "next_step.easy_out" not in rules(to_anyone(f"{CALLER} {POINT} {back}", "cold", *STRANGER))


def test_a_line_off_a_card_fits_whoever_picks_up() -> None:
    card = "I'd welcome a callback to unpack how our value proposition maps to your KPIs."
    own = "I'd welcome a callback on how the north gable of your mill dries."
    assert "relevance.generic" in rules(to_anyone(f"{CALLER} {card}", "cold", *STRANGER))
    assert "relevance.generic" not in rules(to_anyone(f"{CALLER} {own}", "cold", *STRANGER))


def test_a_greeting_in_the_buyers_tongue_is_no_gibberish() -> None:
    rest = "Your fundi can read the damp in the north gable off a salt line. Ask him to look. 555-0182."
    assert "sense.made_up" not in rules(to_anyone(f"Habari za asubuhi, Mr. Khamis. {CALLER} {rest}", "cold", *STRANGER))
    spread = f"{CALLER} The habarit of your asubuhi shows in a plonter. {rest}"
    assert "sense.made_up" in rules(to_anyone(spread, "cold", *STRANGER))


@pytest.mark.parametrize(
    ("said", "pushes"),
    [
        ("My director wants this quarter's book shut on Thursday, and I can hold his mood till then, not after.", True),
        ("My director wants this quarter's book read by Thursday, so I read yours first.", False),
    ],
)
def test_a_clock_of_the_sellers_own_pushes(said: str, pushes: bool) -> None:
    assert ("ask.pressure" in rules(to_anyone(f"{CALLER} {said} {POINT}", "cold", *STRANGER))) is pushes


@pytest.mark.parametrize(
    "talk",
    [
        "For a split hull, warm the edges, brush in the resin, and then, when it has dried, sand it, and then wax it, "
        "and she'll float till you're my age.",
        "Hose it with fresh three dry days running afore anybody prices it.",
    ],
)
def test_a_tale_told_clause_by_clause_is_no_heap(talk: str) -> None:
    assert "sense.stuffed" not in rules(to_anyone(f"{CALLER} {talk} {POINT}", "cold", *STRANGER))


def test_a_row_of_scraps_is_one() -> None:
    row = "A split hull, warm edges, thin resin, sandpaper after, wax for that, two hours, no smell, my number."
    assert "sense.stuffed" in rules(to_anyone(f"{CALLER} {row} {POINT}", "cold", *STRANGER))


def test_a_hint_that_is_named_in_the_next_breath_is_none() -> None:
    hint = (
        "I'd like thirty seconds to tell you why I picked up the phone, and then you decide if we should speak again."
    )
    named = "It's about how your north gable dries in a wet spring."
    assert "ask.vague_important" in rules(to_anyone(f"{CALLER} {hint} 555-0182.", "cold", *STRANGER))
    assert "ask.vague_important" not in rules(to_anyone(f"{CALLER} {hint} {named} 555-0182.", "cold"))
