"""Nearness of spellings is rapidfuzz's own, and its version is known without importing it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import rapidfuzz
from rapidfuzz.distance import OSA

from vmdojo.grading.spelling import ratio, slips

PAIRS = [("docks", "dock"), ("docks", "dcoks"), ("a", "b"), ("", ""), ("reno", "rhino")]
SRC = Path(__file__).resolve().parents[2] / "src"


@pytest.mark.parametrize(
    ("one", "other"), [("docks", "dock"), ("docks", "dcoks"), ("a", "b"), ("", ""), ("reno", "rhino")]
)
def test_two_spellings_are_as_near_as_rapidfuzz_says(one: str, other: str) -> None:
    assert ratio(one, other) == rapidfuzz.fuzz.ratio(one, other)
    assert ratio(one, other, 90.0) == rapidfuzz.fuzz.ratio(one, other, score_cutoff=90.0)
    assert slips(one, other) == (OSA.distance(one, other) <= 1)


@pytest.mark.parametrize("first", ["", "import rapidfuzz; "])
def test_the_version_is_the_one_that_is_installed(first: str) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(SRC)!r}); {first}"
        "from vmdojo.grading.spelling import rapidfuzz_version; print(rapidfuzz_version(), 'rapidfuzz' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.split() == [rapidfuzz.__version__, str(bool(first))]


def test_a_grade_without_a_dossier_never_imports_rapidfuzz(tmp_path: Path) -> None:
    file = tmp_path / "message.txt"
    file.write_text("Hi Dana, Luis Ortega at Coldway. Who plans the trailer moves today? 555-0148.", encoding="utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(SRC)!r}); from vmdojo.cli.main import main; "
        f"main(['grade', {str(file)!r}]); "
        "print(sorted({'rapidfuzz', 'typing_extensions', 'inspect'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "[]"
