"""``vmdojo`` and ``vmdojo play``: the game on a screen, or with ``--plain`` a round line by line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from vmdojo.cli import console
from vmdojo.cli.main import INPUT_ERROR

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmdojo.cli.plain import PlainRound
    from vmdojo.grading import Rubric
    from vmdojo.progress import Record
    from vmdojo.scenarios import Library, Scenario


@click.command(short_help="Play a round: one buyer, one voicemail, the verdict.")
@click.argument("scenario", required=False, metavar="[SCENARIO]")
@click.option("--plain", is_flag=True, help="Draw no screen: a round line by line, for screen readers and pipes.")
@click.option(
    "--rubric", metavar="NAME|FILE", help="Be judged by this profile (vmdojo rules profiles), or by this file."
)
def play(scenario: str | None, plain: bool, rubric: str | None) -> int:
    """Play a round with the buyer SCENARIO, or choose one.

    With --plain the round is read from stdin and told on stdout, line by line: the dossier, your plan in one line, your
    message ended by an empty line or a single dot, your prediction, the verdict.

    Without --rubric the one that settings.json names under "rubric" is taken, and where it names none, classic.
    """
    return _play_plain(scenario, rubric) if plain else open_game(scenario, rubric)


def open_game(scenario: str | None, rubric: str | None = None) -> int:
    """The game; refuses where there is no terminal to draw on."""
    if sys.stdin is None or sys.stdout is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        console.refuse("The game needs a terminal to draw on. In a pipe, play line by line: vmdojo play --plain")
    from vmdojo.cli.library import find_scenario, read_library
    from vmdojo.tui import run_game

    library = read_library()
    start = None if scenario is None else find_scenario(library, scenario).id
    rules = _rubric(rubric)
    with _open_record() as record:
        return run_game(record=record, library=library, rubric=rules, start=start)


def _rubric(asked: str | None) -> Callable[[], Rubric]:
    """How to come by the rubric that was asked for, or set. Another than the shipped one is read at once, so that what
    is wrong with it is told before the screen is drawn; the shipped one once the first page stands."""
    from vmdojo.cli.judging import load_rubric

    name = asked or _rubric_set()
    if name is None:

        def shipped() -> Rubric:
            from vmdojo.grading import load_rubric

            return load_rubric()

        return shipped
    try:
        chosen = load_rubric(name)
    except console.Refusal as refusal:
        if asked:
            raise
        console.refuse(f'{refusal}\nsettings.json names it under "rubric". Mend it, or play with --rubric classic.')
    return lambda: chosen


def _rubric_set() -> str | None:
    """The rubric that the settings name."""
    from vmdojo.progress import RecordError, data_folder
    from vmdojo.tui import settings

    try:
        return settings.load(data_folder() / "settings.json").rubric or None
    except RecordError:
        return None


def _play_plain(wanted: str | None, asked: str | None) -> int:
    from vmdojo.cli.library import find_scenario, read_library
    from vmdojo.cli.plain import Next, Quit

    library, rubric = read_library(), _rubric(asked)()
    scenario = None if wanted is None else find_scenario(library, wanted)
    try:
        with _open_record() as record:
            for notice in record.notices:
                console.warn(notice)
            while True:
                if scenario is None:
                    scenario = _choose(library, record)
                try:
                    _begin(scenario, rubric, record).play()
                except Next:
                    scenario = _following(library, scenario)
    except Quit:
        _say("Until next time. Your words are kept.")
    except EOFError:
        return _input_ended()
    return 0


def _begin(scenario: Scenario, rubric: Rubric, record: Record) -> PlainRound:
    from vmdojo.cli.plain import PlainRound
    from vmdojo.rounds import Round

    return PlainRound(Round.begin(scenario, rubric=rubric, record=record), rubric, _listen, _say, console.warn)


def _open_record() -> Record:
    """The record; where there is none to be had the round goes on without, and says so."""
    from vmdojo.progress import Record, RecordDamaged, RecordError

    try:
        return Record.open()
    except RecordDamaged as damaged:
        console.warn(str(damaged))
        _say("Set it aside and start a new one? yes or no.")
        if _listen().strip().lower() in ("yes", "y"):
            return Record.open(rescue=True)
        return Record.in_memory(str(damaged))
    except RecordError as problem:
        return Record.in_memory(str(problem))


def _choose(library: Library, record: Record) -> Scenario:
    """Ask for a buyer; Enter goes on where words are waiting, else takes the first who was never tried."""
    from vmdojo.cli.plain import Quit
    from vmdojo.coaching.wording import points

    if not library.scenarios:
        console.refuse("The library holds no scenario. Run vmdojo doctor to see what is missing.")
    bests = record.bests()
    for number, one in enumerate(library.scenarios, 1):
        best = f", best {points(bests[one.id])}" if one.id in bests else ""
        _say(console.inert_line(f"{number}. {one.title}, {one.belt} belt, {one.brief.relationship}{best}"))
    first = next((one for one in library.scenarios if one.id not in bests), library.scenarios[0])
    draft = record.draft()
    if draft is not None:
        first = next((one for one in library.scenarios if draft.scenario in (one.id, *one.was)), first)
    while True:
        _say(console.inert_line(f"Which buyer? A number or an id; Enter for {first.title}."))
        answer = _listen().strip()
        if not answer:
            return first
        if answer.lower() in ("quit", "/quit", "q"):
            raise Quit
        if answer.isascii() and answer.isdigit() and 1 <= int(answer[:6]) <= len(library.scenarios):
            return library.scenarios[int(answer[:6]) - 1]
        try:
            return library.get(answer)
        except LookupError as unknown:
            _say(str(unknown))


def _following(library: Library, scenario: Scenario) -> Scenario:
    """The buyer after this one; after the last comes the first."""
    ids = [one.id for one in library.scenarios]
    return library.scenarios[(ids.index(scenario.id) + 1) % len(ids)]


def _say(line: str) -> None:
    console.say(line)
    sys.stdout.flush()


def _listen() -> str:
    return console.listen()


def _input_ended() -> int:
    """Ctrl+D is a way to leave; a pipe that ends before a verdict was reached is an input in error."""
    if sys.stdin is not None and sys.stdin.isatty():
        return 0
    console.warn("The input ended. What was written is kept; the same command goes on from there.")
    return INPUT_ERROR
