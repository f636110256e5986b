"""``vmdojo drill``: a few short exercises, on a screen or line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vmdojo.cli import console

if TYPE_CHECKING:
    from vmdojo.scenarios.exercises import Exercises


@click.command(short_help="A few short exercises, five to ten minutes.")
@click.argument("skill", required=False, metavar="[SKILL]")
@click.option("--plain", is_flag=True, help="Draw no screen: line by line, for screen readers and pipes.")
@click.option("--only", metavar="ID", help="This one exercise.")
@click.option("--list", "list_", is_flag=True, help="List the exercises with their skills and your best, and stop.")
@click.option("--json", "as_json", is_flag=True, help="With --list: print one JSON object.")
@click.option(
    "--rubric", metavar="NAME|FILE", help="Be judged by this profile (vmdojo rules profiles), or by this file."
)
def drill(skill: str | None, plain: bool, only: str | None, list_: bool, as_json: bool, rubric: str | None) -> int:
    """Drill what is weak, or SKILL: mend a message, choose between two, cut one down, open one, ask for less.

    The choice is made from what you did: weak skills first, another kind each time, and nothing that you just saw.
    With --plain everything is read from stdin and told on stdout.
    """
    if as_json and not list_:
        raise click.UsageError("--json goes with --list.")
    if skill and only:
        raise click.UsageError("Name a skill, or one exercise with --only.")
    exercises = _exercises()
    skill = _skill(exercises, skill) if skill else ""
    if only:
        only = _only(exercises, only)
    if list_:
        return _list(exercises, skill, as_json)
    if plain:
        from vmdojo.cli.plain_drill import play

        return play(exercises, skill=skill, only=only or "", rubric=rubric)
    from vmdojo.cli.play import open_game

    return open_game(
        lambda game: game.drill(skill, only=only or ""),
        library=exercises.library,
        rubric=rubric,
        in_a_pipe="drill line by line: vmdojo drill --plain",
    )


def _exercises() -> Exercises:
    """The shipped exercises; a broken file is told of and left out."""
    from vmdojo.cli.library import read_library
    from vmdojo.scenarios.exercises import load_exercises

    exercises = load_exercises(read_library())
    if exercises.problems:
        console.warn(
            f"{console.count(len(exercises.problems), 'problem')} in the exercises; see vmdojo scenarios check."
        )
    if not exercises.exercises:
        console.refuse("There are no exercises. Run vmdojo doctor to see what is missing.")
    return exercises


def _skill(exercises: Exercises, asked: str) -> str:
    """The skill that was asked for; refuses with the nearest."""
    known = sorted({skill for it in exercises.exercises for skill in it.skills})
    name = asked.strip().lower().replace("_", "-").replace(" ", "-")
    if name not in known:
        close = console.nearest(name, known)
        hint = f'Did you mean "{close}"?' if close else f"There are {', '.join(known)}."
        console.refuse(f'No exercise trains "{console.inert_line(asked)}". {hint}')
    return name


def _only(exercises: Exercises, asked: str) -> str:
    """The id of one exercise, now or formerly; refuses with the nearest."""
    from vmdojo.scenarios.exercises import UnknownExercise

    try:
        return exercises.get(asked).id
    except UnknownExercise as unknown:
        console.refuse(str(unknown))


def _list(exercises: Exercises, skill: str, as_json: bool) -> int:
    from vmdojo.coaching.happenings import ExerciseDone
    from vmdojo.progress import Record, RecordError

    best: dict[str, float] = {}
    try:
        with Record.open() as record:
            for done in record.happenings(ExerciseDone):
                best[done.ref] = max(done.points, best.get(done.ref, 0.0))
    except RecordError as problem:
        console.warn(f"{problem} The list is without your best.")
    found = [it for it in exercises.exercises if not skill or skill in it.skills]
    if as_json:
        console.say_json(
            {
                "format": 1,
                "exercises": [
                    {
                        "id": it.id,
                        "kind": it.kind,
                        "title": it.title,
                        "belt": it.belt,
                        "skills": it.skills,
                        "scenario": it.scenario,
                        "minutes": it.minutes,
                        "best": best.get(it.id),
                    }
                    for it in found
                ],
            }
        )
        return 0
    rows = [(it.belt, it.kind, it.id) for it in found]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for it, row in zip(found, rows, strict=True):
        told = f"best {best[it.id]:.0f}" if it.id in best else "new"
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        console.say("  ".join([*cells, f"{told:<8}", ", ".join(it.skills)]))
    return 0
