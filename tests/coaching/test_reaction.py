"""The buyer's listening agrees with the grade and stops at words."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.cases import Case, everyone, graded, rubric, scenario
from vmdojo.coaching import clock, react
from vmdojo.coaching.lines import lines as lines_of_buyers
from vmdojo.coaching.reaction import BANDS, LISTENS, STEP, WARMTH
from vmdojo.grading import grade
from vmdojo.grading.hangup import grade_hang_up
from vmdojo.message import parse
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import About

WORDS = (
    *("Hi", "Dana", "it's", "Luis", "from", "Coldway.", "Reno", "opens", "we", "are", "leading", "call", "me", "back"),
    *("an", "hour", "partner", "sorry", "\u202e", "\x1b[2J", "who", "plans", "your", "docks?", "I'm", "emailing"),
    *("the", "dock", "plan.", "urgent"),
)


def agrees(case: Case) -> None:
    reaction = react(case.message, case.buyer, case.grade)
    deleted = reaction.outcome in ("deleted", "wish_broken")
    assert not (deleted and case.grade.total >= 60.0)
    assert (reaction.outcome == "heard_out") <= (45.0 <= case.grade.total < 60.0)
    assert (reaction.deleted_word is not None) == (deleted and bool(case.message.words))
    assert (reaction.deleted_at is None) == (reaction.deleted_word is None)
    assert all(0.0 <= value <= 1.0 for value in reaction.attention)
    low, high = reaction.band
    assert 0.0 <= low <= high < 1.0
    assert reaction.line
    assert not re.search(r"[\x00-\x1f\u200b-\u202e]", reaction.did + reaction.preview)
    if not case.message.words:
        return
    assert len(reaction.attention) == max(1, int(case.message.seconds / STEP + 0.999))
    if reaction.deleted_at is not None and reaction.deleted_word is not None:
        assert reaction.deleted_at == case.message.words[reaction.deleted_word].ends
        column = min(len(reaction.attention) - 1, int(reaction.deleted_at / STEP))
        assert reaction.attention[column] == min(reaction.attention[: column + 1])
        assert not any(reaction.attention[column + 1 :])
        assert clock(reaction.deleted_at) in reaction.did


@pytest.mark.parametrize("case", everyone(), ids=[case.name for case in everyone()])
def test_total_and_reaction_agree(case: Case) -> None:
    agrees(case)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=40,
    ),
    st.sampled_from(["second-cold-store", "friday-reader", "two-vans", "about", "none"]),
)
def test_any_mixture_agrees(words: list[str], name: str) -> None:
    buyer = {"about": About(("Reno opens",), "met"), "none": None}.get(name)
    if name not in ("about", "none"):
        buyer = load_library().get(name)  # type: ignore[assignment]  # a scenario is a buyer too
    agrees(graded("mixed", buyer, " ".join(words)))


@pytest.mark.parametrize("total", [0.0, 44.9, 45.0, 59.9, 60.0, 72.0, 85.0, 100.0])
@pytest.mark.parametrize("name", ["second-cold-store", "two-vans", "tom-sent-me"])
def test_the_outcome_follows_the_total_alone(total: float, name: str) -> None:
    case = graded("x", scenario(name), "Hi, it's Luis. We are a leading provider. Call me back.")
    forced = msgspec.structs.replace(case.grade, total=total, caps=())

    agrees(case._replace(grade=forced))


# scenario, text, and words of which the last heard one must be a part
CUTS = [
    (
        "second-cold-store",
        "Dana, Luis at Coldway. We'd love to become your strategic partner across all your sites.",
        "become your strategic partner across all",
    ),
    (
        "tom-sent-me",
        "Hello, I am returning your call about a matter. Please call me back at 555-0163.",
        "returning your call",
    ),
]


@pytest.mark.parametrize(("name", "text", "fatal"), CUTS)
def test_the_cut_falls_on_the_words_that_lost_the_buyer(name: str, text: str, fatal: str) -> None:
    case = graded("cut", scenario(name), text)

    reaction = react(case.message, case.buyer, case.grade)

    assert reaction.outcome == "deleted"
    assert reaction.deleted_word is not None
    word = case.message.words[reaction.deleted_word]
    start = text.index(fatal)
    assert start <= word.start < start + len(fatal)


def test_a_broken_wish_is_deleted_when_the_call_is_clear() -> None:
    told = scenario("friday-reader")
    case = graded("wish", told, "Hi Ines, Malik Barnes at Clearloft. Nine schools get new air units. Who plans them?")

    reaction = react(case.message, told, case.grade)

    assert reaction.outcome == "wish_broken"
    assert reaction.deleted_word is not None
    assert case.message.words[reaction.deleted_word].text.startswith("Clearloft")


def test_temperaments_speak_differently_of_the_same_fault() -> None:
    told = scenario("second-cold-store")
    lines = set()
    for temperament in ("brisk", "warm", "wary", "formal", "swamped"):
        buyer = msgspec.structs.replace(told, buyer=msgspec.structs.replace(told.buyer, temperament=temperament))
        case = graded("big", buyer, "Dana, Luis at Coldway. We'd love to become your strategic partner for all sites.")
        lines.add(react(case.message, buyer, case.grade).line)

    assert len(lines) == 5


def test_every_line_is_for_a_rule_and_a_temperament_that_exist() -> None:
    lines = lines_of_buyers()
    known = {*rubric().rules}
    assert set(lines.fault) <= known, set(lines.fault) - known
    assert set(lines.outcome) == {*BANDS, "missed", "silence", "noted", "mixed"}
    for said in (*lines.fault.values(), *lines.outcome.values()):
        assert "any" in said
        assert set(said) <= set(LISTENS)


def test_hanging_up_and_silence() -> None:
    right, wrong = scenario("friday-reader"), scenario("second-cold-store")

    spared = react(parse(""), right, grade_hang_up(right, rubric()))
    missed = react(parse(""), wrong, grade_hang_up(wrong, rubric()))
    empty = react(parse(""), wrong, grade("", wrong, rubric()))

    assert (spared.outcome, missed.outcome, empty.outcome) == ("spared", "spared", "deleted")
    assert len({spared.line, missed.line, empty.line}) == 3
    for reaction in (spared, missed, empty):
        assert reaction.attention == ()
        assert reaction.deleted_word is None
        assert reaction.preview == ""


def test_acquaintance_moves_the_band_and_nothing_is_promised() -> None:
    assert WARMTH["cold"] == 1.0
    for low, high in BANDS.values():
        assert high * max(WARMTH.values()) <= 0.5
        assert low <= high


def test_the_preview_is_what_a_phone_shows() -> None:
    case = graded(
        "p", None, "Hi Dana, it's Luis! 18% of your docks? Call \u202e555-0148, please. " + "More words. " * 40
    )

    preview = react(case.message, None, case.grade).preview

    assert preview.startswith("hi dana it's luis 18% of your docks call")
    assert len(preview) <= 132
    assert not set(preview) & set(".,!?\u202e")


def test_listening_is_pure() -> None:
    for case in everyone()[::9]:
        assert react(case.message, case.buyer, case.grade) == react(case.message, case.buyer, case.grade)


STRONG = (
    "Hi Dana, Luis Ortega at Coldway. Northpole opens a second cold store in Reno in March, and two sites usually "
    "double the trailer moves before they halve them."
)


def test_no_thumb_waits_for_a_telephone_number() -> None:
    case = graded("number", scenario("two-vans"), "Gus, call me. 555-0148.")
    reaction = react(case.message, case.buyer, case.grade)

    assert reaction.deleted_word is not None
    assert "555" not in reaction.did
    assert case.message.words[reaction.deleted_word].text.startswith("me")


MANNERLY = (
    "Hi Dana, Luis Ortega at Coldway. Sorry to bother you. Reno opening in March caught my eye: a second store usually "
    "doubles the trailer moves before it halves them. Who plans those moves today? 555-0148."
)


def test_a_kept_message_with_bad_manners_is_not_praised() -> None:
    told = scenario("second-cold-store")
    case = graded("sour", told, MANNERLY)
    assert case.grade.total >= 60.0
    assert any(f.rule == "tone.apologetic" for f in case.grade.findings)

    reaction = react(case.message, case.buyer, case.grade)

    assert reaction.line in (lines_of_buyers().outcome["mixed"]["brisk"],)


def test_a_question_is_only_praised_where_one_is_asked() -> None:
    told = scenario("second-cold-store")
    asked = graded("asked", told, f"{STRONG} Who plans those moves today? 555-0148.")
    silent = graded("silent", told, f"{STRONG} 555-0148.")
    for case, outcome in ((asked, "next_call_taken"), (silent, "noted")):
        kept = msgspec.structs.replace(case.grade, total=80.0)
        assert react(case.message, case.buyer, kept).line == lines_of_buyers().outcome[outcome]["brisk"]


def test_another_message_may_get_another_line_and_the_same_one_the_same() -> None:
    texts = [f"Hello, this is Sam. We do things {word}." for word in ("well", "fast", "often", "a lot", "by hand")]
    heard = [[react(c.message, None, c.grade).line for c in (graded("x", None, t) for t in texts)] for _ in range(2)]

    assert heard[0] == heard[1]
    assert len(set(heard[0])) > 1
