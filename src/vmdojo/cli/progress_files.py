"""``vmdojo progress export``, ``import``, ``backup`` and ``reset``: the whole record in the player's own hands."""

from __future__ import annotations

from pathlib import Path

import click

from vmdojo.cli import console
from vmdojo.cli.own_record import existing_record, record_path, told, write_file


@click.command("export", short_help="Write every take, exercise and draft to FILE.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--json", "form", flag_value="json", help="As JSON, what FILE gets if its name does not end in .csv.")
@click.option("--csv", "form", flag_value="csv", help="As CSV, for a spreadsheet; its last column holds everything.")
@click.option("--force", is_flag=True, help="Replace FILE where there is one.")
def export(file: Path, form: str | None, force: bool) -> None:
    """Write every take, exercise and draft to FILE ("-" is stdout). Nothing is lost: import reads it again.

    The words of your messages are in it: send it only to whom you would send those.
    """
    from vmdojo.progress import RecordError
    from vmdojo.progress.exchange import Export, gather, write

    try:
        record = existing_record()
        found = Export()
        if record is not None:
            with told(record):
                found = gather(record)
    except RecordError as problem:
        console.refuse(str(problem))
    chosen = form or ("csv" if file.suffix.lower() == ".csv" else "json")
    data = write(found, "csv" if chosen == "csv" else "json")
    if str(file) == "-":
        console.say_bytes(data)
        return
    write_file(file, data, force=force)
    number, where = len(found.attempts), console.inert_line(str(file))
    if number:
        console.say(f"{console.count(number, 'take')} written to {where}.")
    elif found == Export():
        console.say(f"There is nothing on record yet: {where} was written and holds an empty record.")
    else:
        console.say(f"There is no take on record yet; exercises and drafts were written to {where}.")


@click.command("import", short_help="Add what an export holds to your record.")
@click.argument("file", type=click.Path(path_type=Path))
def import_(file: Path) -> None:
    """Add what an export holds to your record. What is there stays; the same take twice is once."""
    from vmdojo.progress import Record, RecordError
    from vmdojo.progress.exchange import MOST_BYTES, NotAnExport, read, take_in

    try:
        if file.stat().st_size > MOST_BYTES:
            console.refuse(f"{file} is larger than {MOST_BYTES // 1024 // 1024} MiB: that is no export of one player.")
        found = read(file.read_bytes())
    except OSError as problem:
        console.refuse(f"{file} cannot be read ({problem.strerror or problem}).")
    except NotAnExport as problem:
        console.refuse(f"{file}: {problem}")
    try:
        with Record.open() as record:
            taken = take_in(told(record), found)
    except RecordError as problem:
        console.refuse(str(problem))
    parts = [f"{taken.new} new"]
    if taken.known:
        parts.append(f"{taken.known} known already")
    if taken.drafts:
        parts.append(console.count(taken.drafts, "draft"))
    console.say(f"Taken in: {', '.join(parts)}.")
    if taken.clashes:
        ids = ", ".join(console.inert_line(id_) for id_ in taken.clashes[:3])
        more = "" if len(taken.clashes) <= 3 else f" and {len(taken.clashes) - 3} more"
        console.warn(f"Left out, because your record holds something else under the same id: {ids}{more}.")


@click.command(short_help="Copy the record to another file.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def backup(file: Path | None) -> None:
    """Copy the record to FILE, or beside it under a name with the time."""
    from vmdojo.progress import RecordError, SystemClock
    from vmdojo.progress.keep import copy_record

    try:
        path = record_path()
        if not path.exists():
            console.refuse("There is no record yet. Play the first round: vmdojo")
        made = copy_record(path, SystemClock(), file)
    except RecordError as problem:
        console.refuse(str(problem))
    console.say(f"Copied to {console.inert_line(str(made))}.")


@click.command(short_help="Start over; the old record is kept beside it.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def reset(yes: bool) -> None:
    """Start over with an empty record. The old one is kept beside it under another name."""
    from vmdojo.progress import RecordError, SystemClock
    from vmdojo.progress.keep import start_over

    try:
        record = existing_record()
        if record is None:
            console.say("There is no record yet: nothing to start over from.")
            return
        with record:
            takes = record.count()
        if not yes:
            click.confirm(
                f"Start over? {console.count(takes, 'take')} will be set aside, not deleted.", abort=True, err=True
            )
        aside = start_over(record_path(), SystemClock())
    except RecordError as problem:
        console.refuse(str(problem))
    console.say(f"A new beginning. The old record is {console.inert_line(str(aside))}.")
    console.say("To have it back, rename it to record.sqlite3 while vmdojo is closed.")
