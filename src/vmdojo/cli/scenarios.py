"""``vmdojo scenarios``: what buyers there are, what a player may know of one, and whether a file is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmdojo.cli import console
from vmdojo.cli.commands import Commands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmdojo.grading import Rubric
    from vmdojo.scenarios import Library, Loaded, Problem, Scenario

FOUND = 1
"""Exit code when a check found something."""


@click.group(cls=Commands, short_help="List, show and check the buyers in the library.")
def scenarios() -> None:
    """The library of buyers: list them, show one, check files of your own."""


@scenarios.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_(as_json: bool) -> None:
    """List the scenarios, by belt and title."""
    library = read_library()
    if as_json:
        console.say_json(
            {
                "format": 1,
                "scenarios": [
                    {
                        "id": scenario.id,
                        "title": scenario.title,
                        "belt": scenario.belt,
                        "kind": scenario.kind,
                        "relationship": scenario.brief.relationship,
                        "buyer": scenario.buyer.name,
                        "skills": scenario.skills,
                    }
                    for scenario in library.scenarios
                ],
            }
        )
        return
    rows = [
        (
            scenario.belt,
            scenario.id,
            console.inert_line(scenario.title),
            f"{console.inert_line(scenario.buyer.name)}, {scenario.brief.relationship}",
        )
        for scenario in library.scenarios
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        console.say("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]))


@scenarios.command()
@click.argument("id_", metavar="ID")
@click.option("--author", is_flag=True, help="Show what the player must not see: kinds, cues, samples.")
def show(id_: str, author: bool) -> None:
    """Show what a player knows before the beep."""
    from vmdojo.cli.dossier import author_notes, dossier

    scenario = find_scenario(read_library(), id_)
    lines = dossier(scenario)
    if author:
        lines += ["", *author_notes(scenario)]
    console.say("\n".join(lines))


@scenarios.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH ...]")
@click.option("--rubric", type=click.Path(path_type=Path), metavar="FILE", help="Grade the samples by this rubric.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(paths: tuple[Path, ...], rubric: Path | None, as_json: bool) -> int:
    """Check scenario files: their form, and whether their samples grade as they claim.

    PATH is a file or a folder with files; without one, vmdojo's own library is checked. All problems come in one run,
    each with file:line:column, and any of them makes the exit code 1.
    """
    from vmdojo.cli.grade import load_rubric
    from vmdojo.scenarios import Scenario, load_toml

    loaded = [load_toml(file, Scenario) for file in _files(paths)]
    problems = list(_problems(loaded, load_rubric(rubric)))
    if as_json:
        console.say_json(
            {
                "format": 1,
                "checked": len(loaded),
                "problems": [
                    {
                        "path": problem.path,
                        "line": problem.line,
                        "column": problem.column,
                        "key": problem.key,
                        "message": problem.message,
                        "expected": problem.expected,
                        "nearest": problem.nearest,
                    }
                    for problem in problems
                ],
            }
        )
    else:
        for problem in problems:
            console.say(problem.render())
            console.say()
        console.say(f"{_count(len(loaded), 'scenario')} checked, {_count(len(problems), 'problem')}.")
    return FOUND if problems else 0


def read_library() -> Library:
    """The shipped library; a folder that is missing is refused, a broken file is told of and left out."""
    from vmdojo.scenarios import ScenarioError, load_library

    try:
        library = load_library()
    except ScenarioError as problem:
        console.refuse(str(problem))
    if library.problems:
        console.warn(f"{_count(len(library.problems), 'problem')} in the library; see vmdojo scenarios check.")
    return library


def find_scenario(library: Library, id_: str) -> Scenario:
    """The scenario of that id; refuses with the nearest id."""
    from vmdojo.scenarios import UnknownScenario

    try:
        return library.get(id_)
    except UnknownScenario as unknown:
        console.refuse(str(unknown))


def _files(paths: Iterable[Path]) -> list[Path]:
    """The files to check, each once, in the order in which they were named."""
    from vmdojo.scenarios import ScenarioError, library_folder, scenario_files

    files: dict[Path, None] = {}
    try:
        for path in list(paths) or [library_folder()]:
            if path.is_dir():
                found = scenario_files(path)
                if not found:
                    console.refuse(f"There is no scenario in {path}: files end in .toml.")
                files |= dict.fromkeys(found)
            elif path.exists():
                files[path] = None
            else:
                console.refuse(f"There is no file or folder {path}.")
    except ScenarioError as problem:
        console.refuse(str(problem))
    return list(files)


def _problems(loaded: list[Loaded[Scenario]], rubric: Rubric) -> Iterator[Problem]:
    """All that is wrong, file by file in the order of lines; what only shows between files comes last."""
    from vmdojo.grading import judge_samples
    from vmdojo.scenarios import Library, check_scenario

    told: set[tuple[str, int, int, str]] = set()
    for one in loaded:
        found = check_scenario(one)
        if one.value is not None:
            found += [
                one.problem((sample.kind, sample.index, "text"), sample.message)
                for sample in judge_samples(one.value, rubric)
            ]
        for problem in sorted(found, key=lambda problem: (problem.line, problem.column)):
            told.add((problem.path, problem.line, problem.column, problem.message))
            yield problem
    for problem in Library(loaded).problems:
        if (problem.path, problem.line, problem.column, problem.message) not in told:
            yield problem


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
