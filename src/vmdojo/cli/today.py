"""``vmdojo today``: one buyer a date, the same for everyone with the same library, and the line to send on."""

from __future__ import annotations

import click

from vmdojo.cli import console
from vmdojo.cli.main import NOT_MET


@click.command(short_help="Today's buyer: the same for everyone, one take that counts.")
@click.option("--plain", is_flag=True, help="Draw no screen: the round line by line, for screen readers and pipes.")
@click.option(
    "--line", is_flag=True, help="Print the line on today's take, for your colleagues; exit 1 before it is left."
)
@click.option("--json", "as_json", is_flag=True, help="Print who it is and how it went as one JSON object.")
@click.option("--rubric", metavar="NAME|FILE", help="Be judged by this profile, or by this file.")
def today(plain: bool, line: bool, as_json: bool, rubric: str | None) -> int:
    """Play today's buyer.

    The date decides who it is, the same for everyone with the same library; packs of your own change nothing. The first
    take is the one that counts, later ones are practice.
    """
    if sum((plain, line, as_json)) > 1:
        raise click.UsageError("Choose one of --plain, --line and --json.")
    if line or as_json:
        return _tell(as_json)
    from vmdojo.cli.play import open_game, play_plain

    if plain:
        return play_plain(None, rubric, today=True)
    return open_game(lambda game: game.begin_today(), rubric=rubric)


def _tell(as_json: bool) -> int:
    """How things stand today, without opening a game or making a record."""
    from vmdojo.cli.library import read_library
    from vmdojo.cli.own_record import existing_record
    from vmdojo.progress import Record, RecordError, SystemClock
    from vmdojo.rounds.today import line_of, todays

    try:
        with existing_record() or Record.in_memory() as record:
            found = todays(read_library(), record, SystemClock())
    except RecordError as problem:
        console.refuse(str(problem))
    if found is None:
        console.refuse("The library holds no scenario. Run vmdojo doctor to see what is missing.")
    shared = line_of(found) if found.taken is not None else None
    if as_json:
        console.say_json(
            {
                "format": 1,
                "day": found.day.isoformat(),
                "scenario": found.scenario.id,
                "title": found.scenario.title,
                "counts": found.counts,
                "attempt": None if found.taken is None else found.taken.id,
                "total": None if found.taken is None else found.taken.grade.total,
                "line": shared,
            }
        )
        return 0
    if shared is None:
        console.warn("You have not left today's take yet: vmdojo today")
        return NOT_MET
    console.say(shared)
    return 0
