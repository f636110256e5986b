"""Every kind of fault, each in a file or folder of its own under ``broken/``, is told where it is and in its words.

What is expected stands at the end of the faulty file itself, a line each: ``#! LINE:COLUMN SENTENCE``, where ``~`` is
any text. A file of which nothing is expected is sound.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from vmdojo.grading import load_rubric
from vmdojo.grading.linting import lint_files
from vmdojo.scenarios import load_library, scenario_files

FOLDER = Path(__file__).with_name("broken")
PLACES = sorted(FOLDER.iterdir())
_GRADES = ": grades "
"""A total moves whenever the judge learns; where one is expected, what follows from it for other samples may vary."""

Told = tuple[str, int, int, str]
"""File, line, column, sentence."""


def expected(place: Path) -> list[Told]:
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    lines = [(file.name, line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    hits = [(name, re.fullmatch(r"#! (\d+):(\d+) (.+)", line)) for name, line in lines if line.startswith("#!")]
    assert all(hit for _, hit in hits)
    return [(name, int(hit[1]), int(hit[2]), hit[3]) for name, hit in hits if hit]


def fits(told: Told, wanted: Told) -> bool:
    pattern = ".*".join(map(re.escape, wanted[3].split("~")))
    return told[:3] == wanted[:3] and re.fullmatch(pattern, told[3]) is not None


@pytest.fixture(scope="module")
def library() -> object:
    return load_library().scenarios


@pytest.mark.parametrize("place", PLACES, ids=[place.stem for place in PLACES])
def test_a_fault_is_told_where_it_is(place: Path, library: tuple[()]) -> None:
    files = scenario_files(place) if place.is_dir() else [place]
    _, notes = lint_files(files, [place] if place.is_dir() else [], load_rubric(), library)
    told = [(Path(n.problem.path).name, n.problem.line, n.problem.column, n.problem.message) for n in notes]
    wanted = expected(place)
    for want in wanted:
        assert any(fits(one, want) for one in told), (want, told)
    more = [one for one in told if not any(fits(one, want) for want in wanted)]
    if any(_GRADES in want[3] or "words; a strong" in want[3] or "wish" in want[3] for want in wanted):
        more = [one for one in more if _GRADES not in one[3]]
    assert more == []


def test_each_kind_of_fault_is_there_once() -> None:
    first = Counter(re.sub(r'"[^"]*"|\d+', "#", told[3]) for place in PLACES for told in expected(place)[:1])
    assert len(first) > 45
    assert not expected(FOLDER / "sound.toml")
    assert all(expected(place) for place in PLACES if place.name != "sound.toml")
