"""Rubrics of one's own, written for a test and made once for all tests that say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from vmdojo.grading import Rubric, load_rubric
from vmdojo.scenarios import ScenarioError

MADE: dict[str, Rubric] = {}
HEAD = 'format = 1\nid = "ours"\n'


def written(folder: Path, text: str) -> Path:
    """A file with this text."""
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def own(folder: Path, text: str) -> Rubric:
    """The rubric of a file with this text below its head, which takes the first two lines."""
    if text not in MADE:
        MADE[text] = load_rubric(written(folder, HEAD + text))
    return MADE[text]


def told(folder: Path, text: str) -> list[tuple[int, str, str]]:
    """Line, message and nearest word of each problem."""
    with pytest.raises(ScenarioError) as caught:
        own(folder, text)
    return [(problem.line, problem.message, problem.nearest) for problem in caught.value.problems]
