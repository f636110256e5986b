"""What the documents promise, held against the project itself."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import vmdojo

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TEST_LINE = re.compile(r"^python3 -m venv .*pytest$", re.MULTILINE)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_ci_runs_the_very_line_that_the_readme_gives() -> None:
    promised = TEST_LINE.findall(read("README.md"))
    run = TEST_LINE.findall(read(".ci/run"))

    assert len(promised) == 1
    assert run == promised


def test_ci_ends_with_the_summary_of_pytest() -> None:
    assert read(".ci/run").rstrip().splitlines()[-1].endswith("-m pytest")


def test_the_version_stands_in_one_place_and_the_changelog_knows_it() -> None:
    assert PROJECT["version"] == vmdojo.__version__
    assert re.search(rf"^## \[?({re.escape(vmdojo.__version__)}|Unreleased)\b", read("CHANGELOG.md"), re.MULTILINE)


def name_of(requirement: str) -> str:
    return canonicalize_name(Requirement(requirement).name)


def test_the_line_for_musl_names_every_package_but_the_one_without_a_wheel() -> None:
    line = re.search(r"^\.venv/bin/pip install -q (click .*)$", read("README.md"), re.MULTILINE)

    assert line is not None
    named = {name_of(part.strip("'")) for part in line.group(1).split()}
    assert named == {name_of(requirement) for requirement in PROJECT["dependencies"]} - {"espeakng-loader"}


def rows(document: str) -> set[str]:
    """What stands in the first column of the tables of ``document``."""
    return {canonicalize_name(cell) for cell in re.findall(r"^\| ([\w.-]+) \|", read(document), re.MULTILINE)}


def needed_to_run() -> set[str]:
    """The dependencies and theirs, as they are installed here."""
    waiting = [(requirement, "") for requirement in PROJECT["dependencies"]]
    seen, found = set(waiting), set[str]()
    while waiting:
        written, extra = waiting.pop()
        requirement = Requirement(written)
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        found.add(canonicalize_name(requirement.name))
        theirs = distribution(requirement.name).requires or []
        fresh = {(their, extra) for their in theirs for extra in ("", *requirement.extras)} - seen
        waiting += fresh
        seen |= fresh
    return found


def test_the_licence_of_everything_that_is_installed_is_told() -> None:
    testing = {name_of(requirement) for requirement in PROJECT["optional-dependencies"]["test"]}

    assert needed_to_run() | testing <= rows("LICENSES.md")


def test_every_dependency_has_its_reason() -> None:
    assert {name_of(requirement) for requirement in PROJECT["dependencies"]} <= rows("CONTRIBUTING.md")


def test_every_command_that_a_document_shows_exists() -> None:
    from vmdojo.cli.commands import SHORT_HELP

    shown = set(re.findall(r"^(?:\$ |.*&& |.*\| )?(?:\S*/)?vmdojo ([a-z]+)\b", read("README.md"), re.MULTILINE))

    assert shown
    assert shown <= set(SHORT_HELP)


def test_no_document_leads_to_a_file_that_is_not_there() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "LICENSES.md", "CHANGELOG.md"):
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", read(name)):
            assert (ROOT / target).exists(), f"{name} points to {target}"
