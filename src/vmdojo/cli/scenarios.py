"""``vmdojo scenarios``: what buyers there are, what a player may know of one, and whether a file is sound."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmdojo.cli import console
from vmdojo.cli.commands import Commands
from vmdojo.cli.library import read_library
from vmdojo.cli.main import NOT_MET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vmdojo.grading import Rubric
    from vmdojo.grading.linting import Note
    from vmdojo.scenarios import Library, Scenario


@click.group(cls=Commands, short_help="List, show and check the buyers in the library.")
def scenarios() -> None:
    """The library of buyers: list them, show one, check files of your own."""


@scenarios.command("list", short_help="List the scenarios, all or those with WORDS.")
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
                        "pack": library.pack_of(scenario.id),
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
            f"{console.inert_line(scenario.buyer.name)}, {scenario.brief.relationship}{_of_pack(library, scenario)}"
            + (f"  {bests[scenario.id]:.0f}" if scenario.id in bests else ""),
        )
        for scenario in found
    ]
    if not rows:
        console.warn("No buyer fits all of that. Leave out a word or a filter.")
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
    from vmdojo.scenarios.packs.shelf import packs_folder

    # A list for somebody who has recorded nothing needs no database.
    if not (packs_folder().parent / "record.sqlite3").exists():
        return {}
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
@click.argument("folder", required=False, default=".", type=click.Path(path_type=Path, file_okay=False))
def new(folder: Path) -> int:
    """Write a scenario by answering plain questions.

    It becomes a file in FOLDER (here, if left out) that is checked at once. Every answer is kept as soon as it is
    given, and each can be corrected.
    """
    from vmdojo.cli.asking import ask_all
    from vmdojo.scenarios.packs.shelf import packs_folder

    return ask_all(folder, packs_folder().parent)


@scenarios.command("try", short_help="Type a message and see which cue is heard where.")
@click.argument("which", metavar="ID|FILE")
@click.argument("source", required=False, type=click.Choice(["-"]), metavar="[-]")
@click.option("--text", metavar="TEXT", help="Try this message, and draw no screen.")
@click.option("--plain", is_flag=True, help="Draw no screen: each line that is typed is judged.")
@click.option("--rubric", metavar="NAME|FILE", help="Judge by this profile, or by this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def try_(which: str, source: str | None, text: str | None, plain: bool, rubric: str | None, as_json: bool) -> int:
    """Type a message and see which cue is heard in which words.

    For authors: which facts are used (tied to the buyer), mentioned (only named) or still silent, and which decoys are
    touched. In a terminal a page tells it as you type, and a FILE that is edited beside is read again. With - or in a
    pipe the message comes from stdin. Nothing is kept.
    """
    from vmdojo.cli import trying
    from vmdojo.cli.judging import load_rubric

    if text is not None and source is not None:
        raise click.UsageError("--text and - exclude each other.")
    at_terminal = sys.stdin is not None and sys.stdin.isatty() and source is None and text is None and not as_json
    if at_terminal and not plain and sys.stdout is not None and sys.stdout.isatty():
        from vmdojo.tui.trying.opening import run_trying

        trying.required(which)
        rules = load_rubric(rubric)
        return run_trying(trying.reader(which), lambda: rules)
    if at_terminal or (plain and source is None and text is None):
        trying.required(which)
        return trying.loop(trying.reader(which), load_rubric(rubric))
    from vmdojo.grading.trying import try_out

    scenario = trying.required(which)
    trial = try_out(trying.from_stdin() if text is None else text, scenario, load_rubric(rubric))
    if as_json:
        console.say_json(trying.as_object(scenario, trial))
    else:
        console.say("\n".join(trying.report(trial)))
    return 0


@scenarios.command()
@click.option("--pack", is_flag=True, help="The schema of pack.toml instead.")
def schema(pack: bool) -> None:
    """Print the JSON Schema of scenario files, for editors.

    Keep it beside your scenarios (vmdojo scenarios schema > scenario.schema.json) and write a line
    #:schema ./scenario.schema.json into each of them: editors with a TOML plug-in then check as you type.
    """
    import json

    from vmdojo.scenarios.schema import pack_schema, scenario_schema

    console.say(json.dumps(pack_schema() if pack else scenario_schema(), indent=2))


def _of_pack(library: Library, scenario: Scenario) -> str:
    pack = library.pack_of(scenario.id)
    return f", pack {pack}" if pack else ""


@scenarios.command()
@click.argument("which", metavar="ID|FILE")
@click.option("--author", is_flag=True, help="Show what the player must not see: kinds, cues, samples.")
def show(which: str, author: bool) -> None:
    """Show what a player knows before the beep."""
    from vmdojo.cli.dossier import author_notes, dossier
    from vmdojo.cli.judging import load_rubric
    from vmdojo.cli.trying import required

    scenario = required(which)
    lines = dossier(scenario, load_rubric(None))
    if author:
        lines += ["", *author_notes(scenario)]
    console.say("\n".join(lines))


@scenarios.command(short_help="Check scenario files, their samples too.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH ...]")
@click.option("--rubric", metavar="NAME|FILE", help="Grade the samples by this profile, or by this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def check(paths: tuple[Path, ...], rubric: str | None, as_json: bool) -> int:
    """Check scenario files: their form, and whether their samples grade as they claim.

    PATH is a file or a folder with files, a pack for instance; without one, vmdojo's own library is checked, its
    exercises too. All problems come in one run, each with file:line:column, and any of them makes the exit code 1.
    Where author and judge differ over a weak sample and the file says why, that is told as disputed and counts as no
    problem.
    """
    from vmdojo.cli.exercise_checks import check_exercises, is_exercise
    from vmdojo.cli.judging import load_rubric
    from vmdojo.grading.linting import Note, lint_files
    from vmdojo.scenarios import load_library

    rules = load_rubric(rubric)
    exercises, wrong = check_exercises(paths, rules)
    given = tuple(path for path in paths if not is_exercise(path))
    sets, mine = _sets(given) if given or not paths else ([], ())
    others = load_library().scenarios if paths else ()
    checked, notes = 0, list[Note]()
    if mine or not paths:
        checked, notes = lint_files(_files(mine), _folders(mine), rules, others)
    notes = [*notes, *_inbox(sets, mine, rules), *map(Note, wrong)]
    count = sum(not note.disputed for note in notes)
    if as_json:
        console.say_json(
            {
                "format": 1,
                "checked": checked,
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
        told = [console.count(checked, "scenario")] if checked or not (exercises or sets) else []
        told += [console.count(exercises, "exercise")] if exercises else []
        told += [console.count(len(sets), "set") + " of the inbox"] if sets else []
        console.say(
            f"{', '.join(told[:-1])}{' and ' if told[1:] else ''}{told[-1]} checked, {console.count(count, 'problem')}."
        )
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


def _inbox(sets: list[Path], rest: tuple[Path, ...], rubric: Rubric) -> list[Note]:
    """What is to be said of sets. They may lend the ears of buyers that are checked with them, and of shipped ones."""
    if not sets:
        return []
    from vmdojo.grading.linting import Note
    from vmdojo.rounds.inbox_check import check_inbox
    from vmdojo.scenarios import Library, Scenario, load_library, load_toml, scenario_files

    own = [load_toml(file, Scenario) for folder in rest if folder.is_dir() for file in scenario_files(folder)]
    mine = {one.value.id for one in own if one.value is not None}
    shipped = [one for one in load_library().loaded if one.require().id not in mine]
    return [Note(note.problem, note.disputed) for note in check_inbox(sets, Library([*own, *shipped]), rubric)]


def _folders(paths: Iterable[Path]) -> list[Path]:
    """The whole folders among what is checked: only there can an id be missed."""
    from vmdojo.scenarios import library_folder

    return [path for path in list(paths) or [library_folder()] if path.is_dir()]


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
