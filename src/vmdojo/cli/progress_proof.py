"""``vmdojo progress verify`` and ``certificate``: what a record can show, and what it cannot."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmdojo.cli import console
from vmdojo.cli.main import NOT_MET
from vmdojo.cli.own_record import existing_record, told, write_file

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.progress import Record
    from vmdojo.rounds.verify import Checked, Finding
    from vmdojo.scenarios import Library

_LISTED = 10
_TOLD: dict[Finding, str] = {
    "same": "the same as recorded",
    "differs": "another grade than recorded",
    "other judge": "graded by another judge: not checked",
    "other scenario": "the buyer was rewritten since: not checked",
    "no scenario": "the buyer is not in the library: not checked",
}


@click.command(short_help="Grade your takes again and compare.")
@click.option("--last", type=click.IntRange(1), help="Only the last so many takes.")
@click.option("--rubric", metavar="NAME|FILE", help="A rubric of yours that some takes were graded with.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def verify(last: int | None, rubric: str | None, as_json: bool) -> int:
    """Grade your takes again and say whether the grades on record follow from the words.

    Exit code 1 where one does not. A take of another judge, or on a buyer that has changed, is told of and not checked.
    """
    from vmdojo.rounds.verify import ONLY_A_SERVER, counts

    record = _record()
    if record is None:
        console.say("No takes yet. Play the first: vmdojo")
        return 0
    with told(record):
        from vmdojo.cli.library import read_library

        checked = _checked(record, read_library(), last, rubric)
    found = counts(checked)
    wrong = [it for it in checked if it.found == "differs"]
    if as_json:
        console.say_json(
            {
                "format": 1,
                "takes": len(checked),
                "found": found,
                "differs": [
                    {"id": it.attempt, "scenario": it.scenario, "recorded": it.recorded, "again": it.again}
                    for it in wrong
                ],
                "vouches_for_the_person": False,
            }
        )
    else:
        for name, number in found.items():
            console.say(f"{number:>5}  {_TOLD[name]}")
        for it in wrong[:_LISTED]:
            which = console.inert_line(f"{it.attempt}  {it.scenario}")
            console.say(f"       {which}: {it.recorded:.1f} recorded, {it.again:.1f} now")
        if len(wrong) > _LISTED:
            console.say(f"       and {len(wrong) - _LISTED} more; --json names them all")
        console.say()
        if wrong:
            console.say(
                "\n".join(console.wrapped("Where the grade differs, words, plan or grade were changed after the fact."))
            )
        console.say("\n".join(console.wrapped(ONLY_A_SERVER)))
    return NOT_MET if wrong else 0


@click.command(short_help="Write a certificate to print.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", default="", help="Whose certificate it is; it stands on the page and nowhere else.")
@click.option("--force", is_flag=True, help="Replace FILE where there is one.")
def certificate(file: Path, name: str, force: bool) -> None:
    """Write a certificate to FILE: one page of HTML to print. What was shown, when, and under which judge."""
    from vmdojo.cli.library import read_library
    from vmdojo.progress import RecordError, SystemClock
    from vmdojo.rounds.certificate import certificate as page
    from vmdojo.rounds.overview import Overviews
    from vmdojo.rounds.verify import counts

    record = _record()
    if record is None:
        console.refuse("There is nothing to certify yet. Play the first round: vmdojo")
    library = read_library()
    try:
        with told(record):
            it = Overviews(record, library, SystemClock()).look()
            checked = counts(_checked(record, library, None, None))
    except RecordError as problem:
        console.refuse(str(problem))
    judges = Counter(take.judge for take in it.takes)
    html = page(it, library.scenarios, checked, name=name, judges=judges)
    write_file(file, html.encode("utf-8", "replace"), force=force)
    console.say(
        f"{it.standing.belt.capitalize()} belt, written to {console.inert_line(str(file))}. Open it and print it."
    )


def _record() -> Record | None:
    from vmdojo.progress import RecordError

    try:
        return existing_record()
    except RecordError as problem:
        console.refuse(str(problem))


def _checked(record: Record, library: Library, last: int | None, rubric: str | None) -> list[Checked]:
    """The takes graded again, newest first, by the shipped profiles and by the one that was named."""
    from vmdojo.progress import RecordError
    from vmdojo.rounds.verify import verify as again

    try:
        attempts = record.attempts(limit=last)
    except RecordError as problem:
        console.refuse(str(problem))
    return again(attempts, library, _rubrics({attempt.judge for attempt in attempts}, rubric))


def _rubrics(judges: set[str], named: str | None) -> list[Rubric]:
    """The rubrics whose judges are wanted; profiles are read only where the shipped rubric is not enough."""
    from vmdojo.cli.judging import load_rubric
    from vmdojo.grading import profiles

    found = [load_rubric(None), *([load_rubric(named)] if named else [])]
    if judges - {rubric.judge for rubric in found}:
        found += [load_rubric(profile) for profile in profiles()]
    return found
