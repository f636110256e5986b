"""What holds of every grade, whatever was said; and the directions in which more words never lead."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.cases import STRONG, bare, caps, dana, rules, talk, to_anyone, to_dana
from vmdojo.coaching import react
from vmdojo.grading import DIMENSIONS, Cap, Finding, Grade, grade, load_rubric
from vmdojo.grading.delivery import Delivery
from vmdojo.message import parse
from vmdojo.scenarios.model import About, Scenario

BUYERS: tuple[Scenario | About | None, ...] = (
    None,
    About(),
    About(("second bakery in Harrow in May", "three bakers short"), "met"),
    *(bare(id_) for id_ in ("second-cold-store", "two-vans", "friday-reader", "tom-sent-me", "pump-hunt")),
)
ODD = (
    "{first_name}",
    "[Company]",
    "555-0148",
    "$40k",
    "18%",
    "We want to become your global partner.",
    "Please!!!",
    "CALL ME NOW",
    "Re\u200bno",
    "\u202eabc",
    "\u00ad",
    "’",
    "…",
    "\n\n",
    "?",
    "um",
    "Reno",
    "late loads",
    "two dispatchers",
    "9999999999999999999999",
    "naïve",
    "ﬁne",
    "İ",
    "ß",
    "\U0001f680",
)
PIECES = st.one_of(st.sampled_from(talk()), st.sampled_from(ODD), st.text(max_size=12))
TEXTS = st.lists(PIECES, max_size=9).map(" ".join)


def check(text: str, buyer: Scenario | About | None) -> Grade:
    """Grade and hold everything that is true of every grade."""
    result = grade(text, buyer)
    assert 0 <= result.total <= 100
    raw = result.base + sum(finding.points for finding in result.findings)
    wanted = max(0.0, min([100.0, raw, *(cap.at for cap in result.caps)]))
    assert result.total == pytest.approx(wanted, abs=1e-6)
    judged = {name: found for name, found in result.dimensions.items() if found is not None}
    assert list(result.dimensions) == list(DIMENSIONS)
    assert sum(found.weight for found in judged.values()) == pytest.approx(100)
    for found in judged.values():
        assert 0 <= found.points <= 100
    summed = sum(found.points * found.weight / 100 for found in judged.values())
    assert raw == pytest.approx(summed, abs=1e-6), "the dimensions add up to the total before caps"
    places: tuple[Finding | Cap, ...] = (*result.findings, *result.caps)
    for place in places:
        assert 0 <= place.start <= place.end <= len(text)
        assert place.quote == text[place.start : place.end]
        assert place.why
        own = place.why.replace(place.quote, "").replace(
            " ".join(place.quote.split())[:57].rstrip(), ""
        )  # a long one is cut
        assert [left for left in re.findall(r"\{\w+\}", own.replace("{first_name}", "")) if left not in text] == []
    known = load_rubric().rules
    for finding in result.findings:
        assert known[finding.rule].dimension == finding.dimension
        assert finding.points <= 0 if finding.kind == "fault" else finding.points >= -1e-9
    order = [(finding.start, finding.end, finding.rule) for finding in result.findings]
    assert order == sorted(order)
    assert [(cap.at, cap.rule) for cap in result.caps] == sorted((cap.at, cap.rule) for cap in result.caps)
    assert len({cap.rule for cap in result.caps}) == len(result.caps)
    for name, extra in (("scariness", "level"), ("scariness", "tolerated"), ("brevity", "seconds")):
        if text.strip() and result.words:
            assert getattr(judged[name], extra) is not None
    return result


@settings(max_examples=120)
@given(TEXTS, st.sampled_from(BUYERS))
def test_every_text_has_a_sound_grade(text: str, buyer: Scenario | About | None) -> None:
    result = check(text, buyer)
    assert grade(text, buyer) == result, "the same words earn the same grade"
    message = parse(text, load_rubric().pace)
    assert grade(message, buyer) == result, "text or message is one"
    reaction = react(message, buyer, result)
    if result.total >= 60:
        assert reaction.deleted_at is None
        assert reaction.outcome != "deleted"


@settings(max_examples=80)
@given(st.text(max_size=120), st.sampled_from(BUYERS))
def test_any_characters_have_a_sound_grade(text: str, buyer: Scenario | About | None) -> None:
    check(text, buyer)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(talk()), min_size=1, max_size=6).map(" ".join))
def test_without_a_buyer_relevance_is_not_judged(text: str) -> None:
    for buyer in (None, About()):
        result = grade(text, buyer)
        assert result.dimensions["relevance"] is None
        assert not any(f.dimension == "relevance" and f.points for f in result.findings)
        assert result.scenario is None
    assert grade(text, dana()).dimensions["relevance"] is not None


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "...", "?!", "\u200b", "\u00ad\u202e", "— …"])
@pytest.mark.parametrize("buyer", BUYERS[:4], ids=str)
def test_an_empty_message_totals_nothing(text: str, buyer: Scenario | About | None) -> None:
    result = grade(text, buyer)
    assert (result.total, result.words, result.seconds, result.findings) == (0.0, 0, 0.0, ())
    assert [cap.rule for cap in result.caps] == ["message.empty"]
    weights = [found.weight for found in result.dimensions.values() if found]
    assert sum(weights) == pytest.approx(100)
    said = grade(STRONG, buyer)
    assert (result.judge, result.scenario) == (said.judge, said.scenario), "it says who judged it, and for whom"
    assert all(cap.why and cap.fix for cap in result.caps)


def test_how_a_take_sounds_stands_beside_the_total() -> None:
    take = Delivery(
        seconds=30.0,
        begins=0.5,
        ends=29.0,
        syllables_per_second=5.0,
        words_per_minute=150.0,
        speeding_up=0.0,
        pauses=(),
        pitch_spread=3.0,
        loudness_trend=0.0,
        clipped=0.0,
        above_noise=30.0,
    )
    written, spoken = grade(STRONG, dana()), grade(STRONG, dana(), delivery=take)
    assert written.delivery is None
    assert spoken.delivery is not None
    assert spoken.delivery.measures == take
    assert (spoken.total, spoken.findings) == (written.total, written.findings)


def test_what_was_left_before_counts_against_saying_it_again() -> None:
    again = grade(STRONG, dana(), earlier=[STRONG])
    assert "repeat.same_message" in caps(again)
    assert again.total <= 45 < grade(STRONG, dana(), earlier=["Hi Dana, it's Luis with another thought."]).total


def test_one_message_leaves_no_mark_on_the_next() -> None:
    before = to_dana(STRONG)
    for text in ("We want to become your global partner.", "", "Hi {name}", "a b " * 500):
        to_dana(text)
    assert to_dana(STRONG) == before


BASES = (
    STRONG,
    "Dana, Luis at Coldway, 555-0148. Late-load fines are often the first thing to rise when a second store opens. "
    "Who plans the trailer moves? A one-word reply to my email is plenty.",
    "Hi Dana, it's Luis from Coldway. Your shared spreadsheet locks when two people open it. I'm emailing you the "
    "one-page dock plan. No need to call.",
    "Hi Dana, this is Luis at Coldway. I saw that Reno opens. Please call me back on 555-0148.",
    "Hi Dana, it's Luis at Coldway. Just wanted to touch base. Please call me back.",
    "Hey Dana, could we meet on Tuesday?",
)
ADDED = {
    "placeholder": ("Hello {first_name}.", "From [Company].", "We help <industry>.", "Hi ____."),
    "pressure": (
        "This is your last chance.",
        "The offer ends today, don't wait.",
        "Prices go up on Friday, so hurry.",
        "Act now, only two spots left.",
    ),
    "bigger ask": (
        "And we'd like to become your exclusive supplier.",
        "We want to become your global partner for packaging.",
        "Could we also set up an hour's demo with your CFO?",
        "Let's sign the contract this week.",
        "We want to take over all your yards.",
    ),
    "guilt": (
        "I've left you four messages and you never called back.",
        "I'm disappointed that you ignored me.",
        "I never hear back from anybody at your place, and it's disappointing.",
        "After all the work I put in, you owe me a call.",
    ),
}


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(("law", "added"), [(law, added) for law, some in ADDED.items() for added in some])
def test_some_words_never_raise_a_total(base: str, law: str, added: str) -> None:
    first, stop, rest = base.partition(". ")
    for text in (f"{base} {added}", f"{added} {base}", f"{first}{stop}{added} {rest}"):
        for judge in (to_dana, to_anyone):
            before, after = judge(base), judge(text)
            assert after.total <= before.total + 1e-9, (law, text, sorted(rules(after) - rules(before)))


@pytest.mark.parametrize("added", ["You must call me today.", "I need your answer by Friday."])
def test_pressure_does_not_count_as_speaking_to_the_buyer(added: str) -> None:
    """A duty laid on the buyer says "you" and is still no word about the buyer's own matter."""
    base = "Hi Dana, it's Luis at Coldway. I saw that Reno opens. Please call me back on 555-0148."
    assert to_dana(f"{base} {added}").total <= to_dana(base).total


def test_rebuke_does_not_count_as_speaking_to_the_buyer() -> None:
    base = "Hi Dana, it's Luis at Coldway. I saw that Reno opens. Please call me back on 555-0148."
    assert to_dana(f"{base} It's rude not to answer, you know.").total <= to_dana(base).total


def test_an_ask_out_of_reach_is_no_better_than_no_ask() -> None:
    base = "Hi Dana, it's Luis at Coldway. Just wanted to touch base."
    assert to_dana(f"{base} We want to become your global partner for packaging.").total <= to_dana(base).total


def test_a_leftover_field_is_worth_no_more_than_a_little() -> None:
    for slot in ("{first_name}", "[Company]", "<name>"):
        result = to_dana(STRONG.replace("Dana", slot, 1))
        assert "template.leftover" in caps(result)
        assert result.total <= 35
