"""A scenario of one's own, step by step: the library's own answers lead through every step to the same file."""

from __future__ import annotations

from pathlib import Path

import pytest

from vmdojo.rounds.authoring import Authoring, Unfinished
from vmdojo.scenarios import Scenario, load_library, read_scenario


def _typed(scenario: Scenario, where: str) -> str:
    """What one types for a place of a scenario."""
    held: object = scenario
    for part in where.replace("]", "").replace("[", ".").split("."):
        if isinstance(held, tuple):
            if int(part) >= len(held):
                return ""
            held = held[int(part)]
        else:
            held = getattr(held, part, "")
    if isinstance(held, bool):
        return "yes" if held else "no"
    if isinstance(held, tuple):
        return "; ".join(str(one) for one in held)
    return "" if held is None else str(held)


def test_every_step_is_walked_to_a_file_that_says_the_same(tmp_path: Path) -> None:
    scenario = load_library().get("second-cold-store")
    work = Authoring(tmp_path / "data" / "scenarios")
    while True:
        for _ in range(2):  # an answer may open another question
            work.take({work.where(q): _typed(scenario, work.where(q)) for q in work.asked()})
        assert work.trouble() == ""
        assert work.keep() == ""
        if not work.go(1):
            break
    again = Authoring(tmp_path / "data" / "scenarios")
    assert again.answers == work.answers
    path = again.finish()
    made, problems = read_scenario(path)
    assert not problems
    assert made is not None
    assert made.buyer == scenario.buyer
    assert [fact.text for fact in made.fact] == [fact.text for fact in scenario.fact]
    assert [fact.cues for fact in made.fact] == [fact.cues for fact in scenario.fact]
    assert not Authoring(tmp_path / "data" / "scenarios").begun


def test_what_is_wrong_names_the_step_to_go_to(tmp_path: Path) -> None:
    work = Authoring(tmp_path / "data" / "scenarios")
    work.take({"title": "Rent for paper", "belt": "yellow", "kind": "message"})
    with pytest.raises(Unfinished) as unfinished:
        work.finish()
    assert unfinished.value.step is not None
    assert unfinished.value.step in work.steps


def test_a_table_with_nothing_but_choices_is_none(tmp_path: Path) -> None:
    work = Authoring(tmp_path / "data" / "scenarios")
    facts = next(step for step in work.steps if step.section.key == "fact")
    work.step = facts
    steps = len(work.steps)
    kind = next(q for q in work.asked() if q.name == "kind")
    work.take({work.where(kind): "trigger"})
    assert not work.begun
    assert len(work.steps) == steps


def test_a_disk_that_says_no_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", "utf-8")
    work = Authoring(tmp_path / "data" / "scenarios")
    work.take({"title": "Rent for paper"})
    assert "in the way" in work.keep() or "cannot be used" in work.keep()
