"""The guide for rubric authors, held against what a file may say."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from grading.own import written
from vmdojo.grading import load_rubric
from vmdojo.grading.rubric_changes import OwnRule, RubricFile

GUIDE = (Path(__file__).parents[2] / "rubrics.md").read_text(encoding="utf-8")
TOLD = set(re.findall(r"`\[*(\w+)\]*`", GUIDE))


def test_the_example_of_the_guide_is_a_rubric(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    rubric = load_rubric(written(tmp_path, example))
    assert {"house.rival", "team.banned"} <= set(rubric.rules)
    assert rubric.chosen["permission"] == "welcome"


def test_the_guide_tells_every_key_of_a_file() -> None:
    keys = {field.encode_name for field in msgspec.structs.fields(RubricFile)}
    assert keys - TOLD == set()


def test_the_guide_tells_every_key_of_a_rule() -> None:
    keys = {field.encode_name for field in msgspec.structs.fields(OwnRule)}
    assert keys - TOLD == set()
