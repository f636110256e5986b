"""``vmdojo progress``: what has been recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vmdojo.cli import console
from vmdojo.cli.commands import Commands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmdojo.coaching.happenings import Disagreed
    from vmdojo.coaching.model import Attempt
    from vmdojo.message.model import Pace
    from vmdojo.progress import Record
    from vmdojo.scenarios import Library, Scenario

_LONGEST_TAPE = 40
"""Columns; a longer take is shown by its beginning."""


@click.group(cls=Commands, short_help="Show what you have recorded.")
def progress() -> None:
    """Your record: every take, on this machine only."""


@progress.command()
@click.option("--last", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many takes to show.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(last: int, as_json: bool) -> None:
    """Show how many takes there are, the best on each buyer, and the last ones as small tapes."""
    from vmdojo.progress import RecordError

    count, bests, takes = 0, dict[str, float](), list["Attempt"]()
    try:
        record = existing_record()
        if record is not None:
            with record:
                count, bests, takes = record.count(), record.bests(), record.attempts(limit=last)
                for notice in record.notices:
                    console.warn(notice)
    except RecordError as problem:
        console.refuse(str(problem))
    if as_json:
        console.say_json(_as_object(count, bests, takes))
    elif not count:
        console.say("No takes yet. Play the first: vmdojo")
    else:
        console.say("\n".join(_as_lines(count, bests, takes)))


@progress.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def disagreements(as_json: bool) -> None:
    """List the findings that you did not share (key d on a verdict), newest first, for whoever keeps the rules."""
    from vmdojo.coaching.happenings import Disagreed
    from vmdojo.progress import RecordError

    found: list[Disagreed] = []
    takes = dict[str, "Attempt"]()
    try:
        record = existing_record()
        if record is not None:
            with record:
                found = record.happenings(Disagreed)
                for each in found:
                    take = record.attempt(each.ref)
                    if take is not None:
                        takes[each.ref] = take
                for notice in record.notices:
                    console.warn(notice)
    except RecordError as problem:
        console.refuse(str(problem))
    if as_json:
        console.say_json({"format": 1, "disagreements": [_disagreed(each, takes.get(each.ref)) for each in found]})
    elif not found:
        console.say("Nothing so far. On a verdict, the key d keeps what you do not share.")
    else:
        for each in found:
            console.say("\n".join(_disagreement_lines(each, takes.get(each.ref))))


def _disagreed(each: Disagreed, take: Attempt | None) -> dict[str, object]:
    return {
        "id": each.id,
        "attempt": each.ref,
        "scenario": None if take is None else take.scenario,
        "rule": each.rule,
        "quote": each.quote,
        "note": each.note,
        "judge": each.judge,
        "at_ms": each.at_ms,
        "offset_minutes": each.offset_minutes,
        "text": None if take is None else take.text,
    }


def _disagreement_lines(each: Disagreed, take: Attempt | None) -> list[str]:
    where = "a take that is not on record" if take is None else take.scenario
    lines = [console.inert_line(f"{each.rule}  on {where}")]
    if each.quote:
        lines += console.wrapped(f'"{each.quote}"', indent="  ")
    if each.note:
        lines += console.wrapped(each.note, indent="  ")
    return [*lines, ""]


def existing_record() -> Record | None:
    """The record, None where nothing was recorded yet: looking makes no file. Raises ``RecordError``."""
    from vmdojo.progress import Record, data_folder
    from vmdojo.progress.folder import RECORD_NAME

    return Record.open() if (data_folder() / RECORD_NAME).exists() else None


def _as_object(count: int, bests: dict[str, float], takes: Sequence[Attempt]) -> dict[str, object]:
    from vmdojo.cli.encoding import tenth

    return {
        "format": 1,
        "attempts": count,
        "best": {scenario: tenth(total) for scenario, total in sorted(bests.items())},
        "last": [
            {
                "id": take.id,
                "scenario": take.scenario,
                "judge": take.judge,
                "left": take.plan.leave,
                "total": tenth(take.grade.total),
                "words": take.grade.words,
                "seconds": tenth(take.grade.seconds),
                "level": _level(take),
                "left_ms": take.left_ms,
                "offset_minutes": take.offset_minutes,
            }
            for take in takes
        ],
    }


def _as_lines(count: int, bests: dict[str, float], takes: Sequence[Attempt]) -> list[str]:
    from vmdojo.cli.library import read_library
    from vmdojo.coaching.wording import points
    from vmdojo.grading import load_rubric

    library, pace = read_library(), load_rubric().pace
    lines = [
        f"{count} take{'' if count == 1 else 's'} on {len(bests)} buyer{'' if len(bests) == 1 else 's'}",
        "",
        "Best",
    ]
    for id_, total in sorted(bests.items(), key=lambda item: (-item[1], item[0])):
        lines.append(f"  {points(total):>3}  {_title(_known(library, id_), id_)}")
    lines += ["", "Last takes"]
    lines += [_take(take, _known(library, take.scenario), pace) for take in takes]
    return lines


def _take(take: Attempt, scenario: Scenario | None, pace: Pace) -> str:
    from vmdojo.coaching import clock, react
    from vmdojo.coaching.strip import small_tape
    from vmdojo.coaching.wording import points
    from vmdojo.message import parse

    title = _title(scenario, take.scenario)
    if not take.plan.leave:
        return f"  {points(take.grade.total):>3}  hung up  {title}"
    message = parse(take.text, pace)
    strip = small_tape(react(message, scenario, take.grade), message.seconds)
    if len(strip) > _LONGEST_TAPE:
        strip = strip[: _LONGEST_TAPE - 1] + "…"
    level = _level(take)
    ask = "" if level is None else f"ask {level}  "
    return f"  {points(take.grade.total):>3}  {strip}  {clock(message.seconds)}  {ask}{title}"


def _known(library: Library, id_: str) -> Scenario | None:
    """The scenario of a take, None where the library has lost it."""
    try:
        return library.get(id_)
    except LookupError:
        return None


def _title(scenario: Scenario | None, id_: str) -> str:
    return console.inert_line(id_ if scenario is None else scenario.title)


def _level(take: Attempt) -> int | None:
    ask = take.grade.dimensions.get("scariness")
    return None if ask is None else ask.level
