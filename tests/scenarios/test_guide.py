"""The author's guide is true: its example goes from red to green as it says, and what it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vmdojo.grading import load_rubric
from vmdojo.grading.linting import lint_files
from vmdojo.grading.trying import try_out
from vmdojo.scenarios import library_folder, load_library, loads_toml, read_scenario
from vmdojo.scenarios.model import Brief, Buyer, Earlier, Fact, Offer, RightMove, Scenario, Strong, Weak
from vmdojo.scenarios.packs import model as packs
from vmdojo.scenarios.packs.model import PackInfo

GUIDE = (library_folder() / "README.md").read_text(encoding="utf-8")
EXAMPLE = GUIDE.rpartition("```toml\n")[2].partition("```\n")[0]


@pytest.fixture
def example(tmp_path: Path) -> Path:
    file = tmp_path / "wet-binder.toml"
    file.write_text(EXAMPLE, encoding="utf-8", newline="\n")
    return file


def test_the_example_ends_green(example: Path) -> None:
    assert lint_files([example], [], load_rubric(), load_library().scenarios) == (1, [])


def test_the_red_line_is_the_one_that_the_guide_shows(example: Path) -> None:
    example.write_text(EXAMPLE.replace("value.all_about_us", "tone.self_praise"), encoding="utf-8", newline="\n")
    _, (note,) = lint_files([example], [], load_rubric(), load_library().scenarios)
    assert note.problem.render().replace(str(example), example.name) in GUIDE


def test_the_loose_cue_is_heard_in_any_date(example: Path) -> None:
    loose = EXAMPLE.replace('"each harness, not each rack"', '"a date for it"')
    example.write_text(loose, encoding="utf-8", newline="\n")
    said = re.search(r'wet-binder.toml --text "(.+)"', GUIDE)
    for text, heard in ((loose, True), (EXAMPLE, False)):
        example.write_text(text, encoding="utf-8", newline="\n")
        scenario, _ = read_scenario(example)
        assert said is not None
        assert scenario is not None
        insurer = try_out(said[1], scenario, load_rubric()).facts[1]
        assert [(one.quote, one.cue) for one in insurer.fired] == ([("date", "a date for it")] if heard else [])


def test_every_key_has_its_line_in_the_guide() -> None:
    named = set(re.findall(r"`(\w+)`", GUIDE)) | set(re.findall(r"`\[+(\w+)\]+`", GUIDE))
    for part in (Scenario, Buyer, Brief, Fact, Offer, Earlier, Strong, Weak, RightMove):
        assert set(part.__struct_fields__) <= named, part


def test_the_pack_of_the_guide_is_sound_and_its_bounds_are_ours() -> None:
    text = GUIDE.split("## Packs")[1].split("```toml\n")[1].partition("```")[0]
    assert loads_toml(text, PackInfo).require().id == "hall-calls"
    told = (
        f"{packs.MOST_SCENARIOS}\nscenarios of {packs.MOST_FILE_BYTES >> 10} KiB, {packs.MOST_BYTES >> 20} MiB in all"
    )
    assert f"{told} ({packs.MOST_ZIP_BYTES >> 20} MiB as a zip)" in GUIDE
