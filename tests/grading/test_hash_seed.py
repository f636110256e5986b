"""The same words earn the same grade in every process: nothing may hang on the order of a set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

GRADES = """
import msgspec
from benchmarks.messages import buyer, messages
from vmdojo.grading import grade, load_rubric
rubric, scenario = load_rubric(), buyer()
for text in messages(40):
    print(msgspec.json.encode(grade(text, scenario, rubric)).decode("ascii", "backslashreplace"))
"""


def grades(seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", GRADES],
        env=os.environ
        | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_the_same_words_earn_the_same_grade_whatever_the_seed_of_the_hashes() -> None:
    first = grades("1")

    assert first.count("\n") == 40
    assert grades("0") == first
