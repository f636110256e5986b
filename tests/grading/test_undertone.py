"""What a message sounds like on the whole: less than a fault, and heard all the same."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.cases import STRONG, points, rules, to_anyone, to_dana
from grading.own import own
from vmdojo.grading import grade, load_rubric
from vmdojo.grading.acts import shipped_acts
from vmdojo.grading.case import Case
from vmdojo.grading.dossier import dossier_of
from vmdojo.grading.model import DIMENSIONS
from vmdojo.grading.undertone import RULES, WANTS_MUCH, heights, undertone_file, weigh_undertone
from vmdojo.message import parse
from vmdojo.scenarios.model import About, Relationship

FAULTS = {fault for fault, _ in RULES.values()}
VIRTUES = {virtue for _, virtue in RULES.values() if virtue}
PITCH = (
    "Hi Dana, Luis at Coldway. Reno opens in March. We've long admired how Northpole does things, and we'd be thrilled "
    "to support your exciting growth with a comprehensive offering. 555-0148."
)
KNOWN: tuple[Relationship, ...] = ("inbound", "met", "customer")
LINES = (
    "Reno opens in March.",
    "A second store usually doubles the trailer moves.",
    "Who plans those moves today?",
    "We've long admired how you do things.",
    "I've emailed you the one-page dock plan.",
    "We help companies like yours do better.",
    "I wanted to see where your head is at.",
    "You really ought to have looked at this by now.",
    "A yes or no by email is plenty.",
    "I'll be waiting to hear from you.",
)


def case_of(text: str, relationship: Relationship = "cold") -> Case:
    rubric = load_rubric()
    return Case(parse(text, rubric.pace), dossier_of(About((), relationship), rubric), rubric, ())


@lru_cache(maxsize=4096)
def heard(text: str) -> tuple[float, ...]:
    return tuple(heights(case_of(text), tuple, -1) or ())


def test_a_pitch_sounds_like_one_and_a_plain_message_does_not() -> None:
    loud = {"relevance.undertone", "tone.undertone"}
    assert loud <= rules(to_dana(PITCH))
    assert not loud & rules(to_dana(STRONG))
    plain = "Dana, Luis at Coldway. A second store usually doubles the trailer moves. Who plans those? 555-0148."
    assert VIRTUES & rules(to_dana(plain))


def test_the_line_is_shown_in_which_it_is_heard_and_no_place_is_marked() -> None:
    found = [finding for finding in to_dana(PITCH).findings if finding.rule == "tone.undertone"]
    assert len(found) == 1
    assert "We've long admired" in found[0].why
    assert (found[0].start, found[0].end, found[0].quote) == (0, 0, "")
    assert found[0].fix


def test_what_is_only_faint_is_given_no_name_and_no_line() -> None:
    file = undertone_file()
    text = "Hi Dana, Luis at Coldway. We've done this for many, and it does go well. Who plans the moves? 555-0148."
    found = [finding for finding in to_anyone(text).findings if finding.rule in FAULTS]
    faint = [finding for finding in found if finding.why.endswith(file.faint)]
    assert faint
    assert all(finding.fix.endswith(file.faint_fix) for finding in faint)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=5), st.sampled_from(LINES))
def test_one_more_line_silences_nothing(lines: list[str], more: str) -> None:
    before, after = heard(" ".join(lines)), heard(" ".join([*lines, more]))
    assert all(later >= earlier for earlier, later in zip(before, after, strict=True))


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=6))
def test_points_stay_points_and_the_sum_holds(lines: list[str]) -> None:
    result = to_dana(" ".join(lines))
    for held in result.dimensions.values():
        assert held is not None
        assert 0.0 <= held.points <= 100.0
    assert result.base + sum(finding.points for finding in result.findings) == pytest.approx(result.uncapped)


def test_it_never_costs_more_than_its_most() -> None:
    after = case_of(" ".join([PITCH, *LINES]))
    after.points |= {"value": 100.0, "next_step": 100.0}
    start = dict(after.points)
    weigh_undertone(after)
    lost = {name: start[name] - left for name, left in after.points.items()}
    assert max(lost.values()) == undertone_file().most


def test_scraps_have_no_undertone() -> None:
    assert heights(case_of("Hi. Dana."), tuple, -1) is None
    assert not (FAULTS | VIRTUES) & rules(to_anyone("Hi. Dana."))


def test_who_may_ask_for_a_meeting_does_not_sound_as_if_he_wanted_too_much() -> None:
    text = "Hi Dana, it's Luis at Coldway about the dock in Reno. Could you sign the renewal for all three sites?"
    heard = {}
    for relationship in ("cold", *KNOWN):
        case = case_of(text, relationship)
        much = case.done.acts.at[WANTS_MUCH]
        heard[relationship] = (heights(case, tuple, much) or [])[much]
    assert heard["cold"] > 1.0
    assert {heard[relationship] for relationship in KNOWN} == {0.0}


def test_it_can_be_silenced_like_any_rule(tmp_path: Path) -> None:
    quiet = own(tmp_path, f"silence = {sorted(FAULTS | VIRTUES)}".replace("'", '"'))
    assert not (FAULTS | VIRTUES) & rules(to_dana(PITCH, quiet))
    assert to_dana(PITCH, quiet).total > to_dana(PITCH).total


def test_where_relevance_is_not_judged_it_has_no_undertone() -> None:
    assert "relevance.undertone" not in rules(grade(PITCH))
    assert "tone.undertone" in rules(grade(PITCH))


def test_nothing_earned_earns_nothing_for_sounding_clean() -> None:
    bare = to_dana("Hi Dana. Reno is in Nevada.")
    assert points(bare, "next_step") == 0.0
    assert "next_step.undiluted" not in rules(bare)


def test_every_act_that_counts_has_a_name_and_a_remedy() -> None:
    file = undertone_file()
    weighed = {act for share in file.dimension.values() for act in share.acts}
    assert weighed <= set(file.sounding)
    assert set(file.sounding) <= set(shipped_acts().names)
    assert list(file.dimension) == list(DIMENSIONS) == list(RULES)
    for share in file.dimension.values():
        assert share.free >= 0.0
        assert all(cost > 0.0 for cost in share.acts.values())
    assert 0.0 < file.gain < 1.0  # from 1 on, the less of two could overtake the more


def test_every_one_of_its_rules_is_silent_of_points_and_names_its_dimension() -> None:
    for name, pair in RULES.items():
        for rule in filter(None, pair):
            held = load_rubric().rules[rule]
            assert (held.dimension, held.measured, held.cap) == (name, True, None)
    assert {load_rubric().rules[rule].kind for rule in FAULTS} == {"fault"}
    assert {load_rubric().rules[rule].kind for rule in VIRTUES} == {"virtue"}
