"""Data and code name the same rules: none is charged that has no card, and no card belongs to a rule nobody charges."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import vmdojo.grading
from vmdojo.grading.acting import act_rules
from vmdojo.grading.dead_weight import TAG
from vmdojo.grading.rubric_files import classic_parts

RULES = {rule.id: rule for rule in classic_parts().rules}
CODE = sorted(Path(vmdojo.grading.__file__).parent.glob("*.py"))


def constants() -> set[str]:
    """Everything in the judge's code that looks like the id of a rule."""
    families = {rule.family for rule in RULES.values()}
    return {
        node.value
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z_]+\.[a-z_0-9]+", node.value)
        and node.value.partition(".")[0] in families
        and not node.value.endswith(".toml")
    }


def charged() -> dict[str, list[str]]:
    """For each rule that code charges by name, the points it hands over, as source."""
    found: dict[str, list[str]] = {}
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "charge"
                and isinstance(node.args[0], ast.Constant)
            ):
                found.setdefault(str(node.args[0].value), []).append(ast.unparse(node.args[1]))
    return found


def test_every_rule_that_the_code_names_has_its_card() -> None:
    assert constants() <= set(RULES)


def test_every_card_of_a_computed_rule_has_its_code() -> None:
    assert {id_ for id_, rule in RULES.items() if rule.detect in ("computed", "listed")} <= constants()


def test_every_rule_that_an_act_speaks_for_has_its_card_and_its_act() -> None:
    tags = {tag for act in act_rules() for tag in act.tags}
    families = {rule.family for rule in RULES.values()}
    assert {tag for tag in tags if tag.partition(".")[0] in families} <= set(RULES)
    assert {id_ for id_, rule in RULES.items() if rule.detect == "act"} <= tags | {TAG}


@pytest.mark.parametrize("id_", sorted(charged()))
def test_points_stand_in_the_data_or_are_measured(id_: str) -> None:
    """A rule whose points the code works out says so, so that nobody sets points that would not be used."""
    rule = RULES[id_]
    own = {f"case.points_of('{id_}')", "points", "rule.points"}
    for points in charged()[id_]:
        if points == "0.0":
            # Shown where it stands, and charged elsewhere, or never.
            assert not rule.points or own.intersection(charged()[id_])
        elif points in own:
            assert not rule.measured
        else:
            assert rule.measured


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_measured_rule_has_no_points_and_a_sleeping_one_some(rule: vmdojo.grading.Rule) -> None:
    assert not (rule.measured and rule.points)
    assert not rule.own
    assert rule.share == 1.0
    if rule.asleep:
        assert rule.points
    assert set(rule.over) <= set(RULES)


def test_a_sleeping_rule_can_be_woken_by_a_switch_or_a_list() -> None:
    from vmdojo.grading import switches

    woken = {id_ for switch in switches() for position in switch.position for id_ in position.wake}
    asleep = {id_ for id_, rule in RULES.items() if rule.asleep and rule.detect != "listed"}
    assert asleep == woken
