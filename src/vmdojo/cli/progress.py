"""``vmdojo progress``: what has been recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vmdojo.cli import console
from vmdojo.cli.commands import Commands
from vmdojo.cli.own_record import existing_record, told
from vmdojo.cli.progress_files import backup, export, import_, reset
from vmdojo.cli.progress_proof import certificate, verify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vmdojo.coaching.happenings import Disagreed
    from vmdojo.coaching.model import Attempt
    from vmdojo.message.model import Pace
    from vmdojo.rounds.overview import Overview
    from vmdojo.scenarios import Library, Scenario

_LONGEST_TAPE = 32
"""Columns, a second each; a longer take is shown by its beginning."""


@click.group(cls=Commands, short_help="Your record: show, export, import, back up, verify.")
def progress() -> None:
    """Your record: every take, on this machine only."""


for _command in (export, import_, backup, reset, verify, certificate):
    progress.add_command(_command)


@progress.command(short_help="Show belt, skills, bests and last takes.")
@click.option("--last", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many takes to show.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def show(last: int, as_json: bool) -> None:
    """Show the belt and what the next one asks, skills, guesses, the best on each buyer, and the last takes."""
    from vmdojo.cli.library import read_library
    from vmdojo.progress import Record, RecordError, SystemClock
    from vmdojo.rounds.overview import Overviews

    library = read_library()
    try:
        with existing_record() or Record.in_memory() as record:
            it = Overviews(record, library, SystemClock()).look()
            bests, takes = record.bests(), record.attempts(limit=last)
            if record.path is not None:
                told(record)
    except RecordError as problem:
        console.refuse(str(problem))
    if as_json:
        console.say_json(_as_object(it, bests, takes))
    elif not it.takes:
        console.say("No takes yet. Play the first: vmdojo")
    else:
        console.say("\n".join(_as_lines(it, library, bests, takes)))


@progress.command(short_help="List the findings that you did not share.")
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


def _as_object(it: Overview, bests: dict[str, float], takes: Sequence[Attempt]) -> dict[str, object]:
    from vmdojo.cli.encoding import tenth

    return {
        "format": 1,
        "attempts": len(it.takes),
        "path": {
            "belt": it.standing.belt,
            "earned": [
                {"belt": one.belt, "day": one.day.isoformat(), "attempt": one.take} for one in it.standing.earned
            ],
            "next": None if it.standing.next is None else it.standing.next.name,
            "passes": len(it.standing.fresh),
            "needed": None if it.standing.next is None else it.standing.next.passes,
        },
        "streak": {"days": it.streak.days, "longest": it.streak.longest, "practised": it.streak.total},
        "skills": {skill.name: None if skill.level is None else tenth(skill.level) for skill in it.skills},
        "calibration": {
            "guesses": it.calibration.guesses,
            "off": None if it.calibration.off is None else tenth(it.calibration.off),
            "lean": None if it.calibration.lean is None else tenth(it.calibration.lean),
        },
        "followed": [{"attempt": one.take, "total": tenth(one.total), "followed": one.followed} for one in it.followed],
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
                "source": take.source,
                "official": take.official,
            }
            for take in takes
        ],
    }


def _as_lines(it: Overview, library: Library, bests: dict[str, float], takes: Sequence[Attempt]) -> list[str]:
    from vmdojo.coaching.calibration import told as calibrated
    from vmdojo.coaching.path import sentence, small_print
    from vmdojo.coaching.plot import bar
    from vmdojo.coaching.wording import points
    from vmdojo.grading import load_rubric
    from vmdojo.tui.words import DIMENSION

    pace = load_rubric().pace
    day = f", day {it.streak.days} of your streak" if it.streak.days else ""
    lines = [
        f"{console.count(len(it.takes), 'take')} on {console.count(len(bests), 'buyer')}, "
        f"{console.count(it.streak.total, 'day')} of practice{day}",
        "",
        f"{it.standing.belt.capitalize()} belt",
    ]
    rule = it.standing.next
    if rule is not None:
        lines.append(f"  {rule.name.capitalize()}: {len(it.standing.fresh)} of {rule.passes} fresh passes")
        lines += console.wrapped(f"It asks {sentence(rule)} {small_print()}", indent="  ")
        if it.standing.missing:
            lines += console.wrapped(f"Still missing: {it.standing.missing}.", indent="  ")
    else:
        lines.append(f"  {console.count(len(it.standing.fresh), 'fresh buyer')} passed since")
    if any(skill.level is not None for skill in it.skills):
        lines += ["", "Skills"]
    for skill in it.skills:
        if skill.level is not None:
            lines.append(f"  {DIMENSION[skill.name]:<11}{skill.level:3.0f}  {bar(skill.level / 100, 10)}")
    if sentence_ := calibrated(it.calibration):
        lines += ["", *console.wrapped(sentence_)]
    lines += _followed(it)
    lines += ["", "Best"]
    for id_, total in sorted(bests.items(), key=lambda item: (-item[1], item[0])):
        lines.append(f"  {points(total):>3}  {_title(_known(library, id_), id_)}")
    lines += ["", "Last takes"]
    return [*lines, *_takes(takes, library, pace)]


def _followed(it: Overview) -> list[str]:
    """What became of messages that were really left, by the grade of the take."""
    from vmdojo.coaching import outcomes

    if not it.followed:
        return []
    lines = ["", "What followed, by the grade of the take"]
    for what, called in outcomes.NAMES.items():
        totals = [one.total for one in it.followed if one.followed == what]
        if totals:
            lines.append(f"  {called:<20}{outcomes.strip(totals, 42)} {len(totals):>4}")
    return [*lines, f"  {'':<20}{outcomes.scale(42)}", *console.wrapped(outcomes.told(it.followed))]


def _takes(takes: Sequence[Attempt], library: Library, pace: Pace) -> list[str]:
    """Total, tape, length, ask and buyer, each in a column of its own."""
    from vmdojo.coaching import clock, react
    from vmdojo.coaching.strip import small_tape
    from vmdojo.coaching.wording import points
    from vmdojo.message import parse

    rows: list[tuple[str, str, str, str, str]] = []
    for take in takes:
        scenario = _known(library, take.scenario)
        strip, length, ask = "hung up", "", ""
        if take.plan.leave:
            message = parse(take.text, pace)
            strip, length = small_tape(react(message, scenario, take.grade), message.seconds), clock(message.seconds)
            if len(strip) > _LONGEST_TAPE:
                strip = strip[: _LONGEST_TAPE - 1] + "…"
            level = _level(take)
            ask = "" if level is None else f"ask {level}"
        rows.append((points(take.grade.total), strip, length, ask, _title(scenario, take.scenario)))
    tape, time, wide = (max((len(row[column]) for row in rows), default=0) for column in (1, 2, 3))
    return [
        f"  {total:>3}  {strip:<{tape}}  {length:>{time}}  {ask:<{wide}}  {title}"
        for total, strip, length, ask, title in rows
    ]


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
