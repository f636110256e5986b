"""Every rule that is found by its phrases proves itself: sentences in which it is found, near misses in which not.

Rules that sleep in the shipped rubric are woken for it.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from grading.cases import awake
from vmdojo.grading.rubric import FAMILIES, Rule
from vmdojo.grading.rubric_check import finds
from vmdojo.grading.rubric_files import classic_parts

PROOFS = 5
LONGEST = 200
PLACEHOLDERS = {
    "quote",
    "buyer",
    "buyer_full",
    "seconds",
    "shortest",
    "full",
    "words",
    "count",
    "offer",
    "why_not",
    "right",
    "wish",
    "level",
    "tolerated",
    "standing",
    "note",
    "remedy",
}
RULES = classic_parts().rules
PHRASE_RULES = tuple(rule for rule in RULES if rule.detect == "phrase")
ACT_RULES = tuple(rule for rule in RULES if rule.detect == "act")
PROVEN = (*PHRASE_RULES, *ACT_RULES)
HITS = [pytest.param(rule, text, id=f"{rule.id}-{text[:40]}") for rule in PROVEN for text in rule.hits]
MISSES = [pytest.param(rule, text, id=f"{rule.id}-{text[:40]}") for rule in PROVEN for text in rule.misses]


@pytest.mark.parametrize(("rule", "text"), HITS)
def test_a_proof_is_found(rule: Rule, text: str) -> None:
    assert finds(awake(), rule.id, text)


@pytest.mark.parametrize(("rule", "text"), MISSES)
def test_a_near_miss_is_not_found(rule: Rule, text: str) -> None:
    assert finds(awake(), rule.id, text) == []


@pytest.mark.parametrize("rule", PROVEN, ids=lambda rule: rule.id)
def test_a_rule_has_enough_proofs(rule: Rule) -> None:
    assert bool(rule.patterns) == (rule.detect == "phrase")
    assert len(set(rule.hits)) >= PROOFS
    assert len(set(rule.misses)) >= PROOFS
    assert not set(rule.hits) & set(rule.misses)


def test_a_rule_that_is_found_otherwise_has_no_patterns_that_nobody_looks_for() -> None:
    assert [rule.id for rule in RULES if rule.detect != "phrase" and rule.patterns] == []


def test_ids_are_unique_over_all_files() -> None:
    ids = []
    for family in FAMILIES:
        text = (files("vmdojo.grading") / "rules" / f"{family}.toml").read_text(encoding="utf-8")
        ids += [rule["id"] for rule in tomllib.loads(text)["rule"]]
    assert len(ids) == len(set(ids))
    assert set(ids) == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_what_the_coach_says_fits_the_card(rule: Rule) -> None:
    for said in (rule.why, rule.fix):
        assert 0 < len(said.strip()) <= LONGEST
        assert set(re.findall(r"\{(\w*)\}", said)) <= PLACEHOLDERS
    assert len(rule.disputed) <= LONGEST


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_names_the_fault_or_virtue_it_comes_from(rule: Rule) -> None:
    number = re.fullmatch(r"[FV](\d\d)", rule.ref)
    assert number is not None
    assert 1 <= int(number.group(1)) <= 72


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_points_agree_with_the_kind(rule: Rule) -> None:
    assert rule.points <= 0 if rule.kind == "fault" else rule.points >= 0
