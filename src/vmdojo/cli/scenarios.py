"""``vmdojo scenarios``: what buyers there are, what a player may know of one, and whether a file is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from vmdojo.cli import console
from vmdojo.cli.commands import Commands
from vmdojo.cli.library import find_scenario, read_library
from vmdojo.cli.main import NOT_MET

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vmdojo.grading import Rubric
    from vmdojo.scenarios import Library, Loaded, Problem, Scenario


@click.group(cls=Commands, short_help="List, show and check the buyers in the library.")
def scenarios() -> None:
    """The library of buyers: list them, show one, check files of your own."""


@scenarios.command("list")
@click.argument("words", nargs=-1)
@click.option("--belt", default="", help="Only those of this belt.")
@click.option("--skill", default="", help="Only those that train this skill.")
@click.option("--situation", default="", help="cold, referred, inbound, met, customer, follow-up or leave-or-not.")
@click.option("--industry", default="", help="Only those of this group of industries: health, food, transport ...")
@click.option("--not-passed", is_flag=True, help="Only those that you have not passed yet.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_(
    words: tuple[str, ...], belt: str, skill: str, situation: str, industry: str, not_passed: bool, as_json: bool
) -> None:
    """List the scenarios, by belt and title; with WORDS only those in which each of them stands.

    The total at the end of a line is your best on that buyer.
    """
    from vmdojo.coaching.path import passed
    from vmdojo.scenarios.sieve import Sieve, group_of, sift, situations_of

    library = read_library()
    asked = {"belt": belt, "skill": skill, "situation": situation, "industry": industry}
    _check_values(library, asked)
    bests = _bests()
    done = passed(bests)
    sieve = Sieve(words=" ".join(words), not_passed=not_passed, **asked)
    found = sift(library.scenarios, sieve, done)
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
                        "situations": situations_of(scenario),
                        "industry": scenario.buyer.industry,
                        "group": group_of(scenario.buyer.industry),
                        "best": bests.get(scenario.id),
                        "passed": scenario.id in done,
                    }
                    for scenario in found
                ],
            }
        )
        return
    rows = [
        (
            scenario.belt,
            scenario.id,
            console.inert_line(scenario.title),
            f"{console.inert_line(scenario.buyer.name)}, {scenario.brief.relationship}"
            + (f"  {bests[scenario.id]:.0f}" if scenario.id in bests else ""),
        )
        for scenario in found
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        console.say("  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]))


def _check_values(library: Library, asked: dict[str, str]) -> None:
    """A filter that no scenario can meet is a slip: say what there is."""
    from vmdojo.scenarios.sieve import belts_in, groups_in, situations_in, skills_in

    known = {
        "belt": belts_in(library.scenarios),
        "skill": skills_in(library.scenarios),
        "situation": situations_in(library.scenarios),
        "industry": groups_in(library.scenarios),
    }
    for name, value in asked.items():
        if value and value not in known[name]:
            close = console.nearest(value, known[name])
            meant = f"Did you mean '{close}'? " if close else ""
            raise click.UsageError(f"No scenario has the {name} '{value}'. {meant}There are: {', '.join(known[name])}.")


def _bests() -> dict[str, float]:
    """The best total on each buyer; nothing where there is no record, and a word where it cannot be read."""
    from vmdojo.cli.own_record import existing_record
    from vmdojo.progress import RecordError

    try:
        record = existing_record()
        if record is None:
            return {}
        with record:
            return record.bests()
    except RecordError as problem:
        console.warn(str(problem))
        return {}


@scenarios.command()
@click.argument("id_", metavar="ID")
@click.option("--author", is_flag=True, help="Show what the player must not see: kinds, cues, samples.")
def show(id_: str, author: bool) -> None:
    """Show what a player knows before the beep."""
    from vmdojo.cli.dossier import author_notes, dossier
    from vmdojo.cli.judging import load_rubric

    scenario = find_scenario(read_library(), id_)
    lines = dossier(scenario, load_rubric(None))
    if author:
        lines += ["", *author_notes(scenario)]
    console.say("\n".join(lines))


@scenarios.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH ...]")
@click.option("--rubric", metavar="NAME|FILE", help="Grade the samples by this profile, or by this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(paths: tuple[Path, ...], rubric: str | None, as_json: bool) -> int:
    """Check scenario files: their form, and whether their samples grade as they claim.

    PATH is a file or a folder with files; without one, vmdojo's own library is checked, its exercises too. All problems
    come in one run, each with file:line:column, and any of them makes the exit code 1. Where author and judge differ
    over a weak sample and the file says why, that is told as disputed and counts as no problem.
    """
    from vmdojo.cli.exercise_checks import check_exercises, is_exercise
    from vmdojo.cli.judging import load_rubric
    from vmdojo.scenarios import Scenario, load_toml

    rules = load_rubric(rubric)
    exercises, wrong = check_exercises(paths, rules)
    sets, others = _sets(tuple(path for path in paths if not is_exercise(path)))
    loaded = [load_toml(file, Scenario) for file in _files(others)] if others or not paths else []
    notes = [*_notes(loaded, rules), *map(Note, wrong), *_inbox(sets, loaded, rules)]
    count = sum(not note.disputed for note in notes)
    if as_json:
        console.say_json(
            {
                "format": 1,
                "checked": len(loaded),
                "problems": count,
                "notes": [_as_object(note) for note in notes],
                "exercises": exercises,
                "sets": len(sets),
            }
        )
    else:
        for note in notes:
            console.say(note.problem.render())
            if note.disputed:
                console.say("\n".join(console.wrapped(f"disputed: {note.disputed}", indent=" " * 7)))
            console.say()
        checked = [console.count(len(loaded), "scenario")] if loaded or not exercises else []
        checked += [console.count(exercises, "exercise")] if exercises else []
        if sets:
            console.say(f"{console.count(len(sets), 'set')} of the inbox checked.")
        console.say(f"{' and '.join(checked)} checked, {console.count(count, 'problem')}.")
    return NOT_MET if count else 0


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


class Note(NamedTuple):
    """Something that a check has to say of a file."""

    problem: Problem
    disputed: str = ""
    """The author's reason where author and judge differ: then it is no fault of the file."""


def _notes(loaded: list[Loaded[Scenario]], rubric: Rubric) -> Iterator[Note]:
    """All that is to be said, file by file in the order of lines; what only shows between files comes last."""
    from vmdojo.scenarios import Library, check_scenario

    told: list[Problem] = []
    for one in loaded:
        notes = [*map(Note, check_scenario(one)), *_samples(one, rubric)]
        notes.sort(key=lambda note: (note.problem.line, note.problem.column))
        told += [note.problem for note in notes]
        yield from notes
    yield from (Note(problem) for problem in Library(loaded).problems if problem not in told)


def _sets(paths: tuple[Path, ...]) -> tuple[list[Path], tuple[Path, ...]]:
    """The files that hold a set of the inbox, and the paths that are left for scenarios. A set lies in a folder
    "inbox", given by itself or inside a folder of scenarios."""
    from vmdojo.scenarios import ScenarioError
    from vmdojo.scenarios.inbox_library import FOLDER, set_files

    own = {path for path in paths if path.is_file() and path.resolve().parent.name == FOLDER}
    try:
        inside = [file for folder in (filter(Path.is_dir, paths) if paths else [None]) for file in set_files(folder)]
    except ScenarioError as problem:
        console.refuse(str(problem))
    return list(dict.fromkeys([*sorted(own), *inside])), tuple(path for path in paths if path not in own)


def _inbox(sets: list[Path], loaded: list[Loaded[Scenario]], rubric: Rubric) -> list[Note]:
    """What is to be said of sets. They may lend the ears of buyers that are checked with them, and of shipped ones."""
    if not sets:
        return []
    from vmdojo.cli.library import read_library
    from vmdojo.rounds.inbox_check import check_inbox
    from vmdojo.scenarios import Library

    mine = {one.value.id for one in loaded if one.value is not None}
    shipped = [one for one in read_library().loaded if one.require().id not in mine]
    return [Note(note.problem, note.disputed) for note in check_inbox(sets, Library([*loaded, *shipped]), rubric)]


def _samples(one: Loaded[Scenario], rubric: Rubric) -> Iterator[Note]:
    """Where the samples of a file do not grade as it claims, at the line of each sample."""
    from vmdojo.grading import judge_samples
    from vmdojo.scenarios import Scenario
    from vmdojo.scenarios.mend import mend

    readable = mend(one, Scenario)
    if readable is None:
        return
    for found in judge_samples(readable, rubric):
        message = f"{found.kind.capitalize()} sample {found.index + 1}: {found.message}"
        yield Note(one.problem((found.kind, found.index, "text"), message), found.disputed)


def _as_object(note: Note) -> dict[str, object]:
    problem = note.problem
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "key": problem.key,
        "message": problem.message,
        "expected": problem.expected,
        "nearest": problem.nearest,
        "disputed": note.disputed,
    }
