"""``vmdojo`` and ``vmdojo play``: the game on a screen, or with ``--plain`` a round line by line."""

from __future__ import annotations

import sys
from functools import partial
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
    from vmdojo.tui.app import Dojo
    from vmdojo.tui.settings import Settings


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
    return play_plain(scenario, rubric) if plain else open_game(scenario=scenario, rubric=rubric)


def open_game(
    opening: Callable[[Dojo], None] | None = None,
    *,
    scenario: str | None = None,
    library: Library | None = None,
    rubric: str | None = None,
    in_a_pipe: str = "play line by line: vmdojo play --plain",
) -> int:
    """The game, begun with ``opening`` or with a round on ``scenario``.

    Refuses where there is no terminal to draw on, and says what to do ``in_a_pipe``.
    """
    if sys.stdin is None or sys.stdout is None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        console.refuse(f"The game needs a terminal to draw on. In a pipe, {in_a_pipe}")
    from vmdojo.cli.library import find_scenario, read_library
    from vmdojo.tui import run_game

    library = read_library() if library is None else library
    if scenario is not None:
        opening = partial(_dossier, find_scenario(library, scenario))
    rules = rubric_to_play(rubric)
    with open_record() as record:
        return run_game(record=record, library=library, rubric=rules, opening=opening)


def _dossier(scenario: Scenario, game: Dojo) -> None:
    game.begin(scenario)


def rubric_to_play(asked: str | None) -> Callable[[], Rubric]:
    """How to come by the rubric that was asked for, or set. Another than the shipped one is read at once, so that what
    is wrong with it is told before the screen is drawn; the shipped one once the first page stands."""
    from vmdojo.cli.judging import load_rubric

    name = asked or rubric_set()
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


def rubric_set() -> str | None:
    """The rubric that the settings name."""
    return own_settings().rubric or None


def own_settings() -> Settings:
    """What the player has set; the defaults where there is no folder to read it from."""
    from vmdojo.progress import RecordError, data_folder
    from vmdojo.tui import settings

    try:
        return settings.load(data_folder() / "settings.json")
    except RecordError:
        return settings.load(None)


def play_plain(wanted: str | None, asked: str | None, *, today: bool = False) -> int:
    """Rounds line by line with the buyer ``wanted``, with today's buyer, or with one that is chosen first."""
    from vmdojo.cli.library import find_scenario, read_library
    from vmdojo.cli.plain import Next, Quit

    library, rubric = read_library(), rubric_to_play(asked)()
    scenario = None if wanted is None else find_scenario(library, wanted)
    kept = True
    try:
        with open_record() as record:
            kept = record.path is not None
            for notice in record.notices:
                console.warn(notice)
            source, official = "", False
            if today:
                scenario, source, official = _of_today(library, record)
            while True:
                if scenario is None:
                    scenario = _choose(library, record)
                try:
                    _begin(scenario, rubric, record, source, official).play()
                except Next:
                    scenario, source, official = _following(library, scenario), "", False
    except Quit:
        say(farewell(kept=kept))
    except EOFError:
        return input_ended(kept=kept)
    return 0


def _of_today(library: Library, record: Record) -> tuple[Scenario, str, bool]:
    """Today's buyer, what its take is kept under, and whether the take counts, which is said before the dossier."""
    from vmdojo.progress import SystemClock
    from vmdojo.rounds.today import declare, todays

    found = todays(library, record, SystemClock())
    if found is None:
        console.refuse("The library holds no scenario. Run vmdojo doctor to see what is missing.")
    say(f"Today's buyer. {declare(found)}")
    return found.scenario, found.source, found.counts


def _begin(scenario: Scenario, rubric: Rubric, record: Record, source: str, official: bool) -> PlainRound:
    from vmdojo.cli.aloud import Aloud
    from vmdojo.cli.plain import PlainRound
    from vmdojo.rounds import Round

    round_ = Round.begin(scenario, rubric=rubric, record=record, source=source, official=official)
    return PlainRound(round_, rubric, listen, say, console.warn, Aloud(own_settings(), say))


def open_record() -> Record:
    """The record; where there is none to be had the round goes on without, and says so."""
    from vmdojo.progress import Record, RecordDamaged, RecordError

    try:
        return Record.open()
    except RecordDamaged as damaged:
        console.warn(str(damaged))
        say("Set it aside and start a new one? yes or no.")
        if listen().strip().lower() in ("yes", "y"):
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
        say(console.inert_line(f"{number}. {one.title}, {one.belt} belt, {one.brief.relationship}{best}"))
    first = next((one for one in library.scenarios if one.id not in bests), library.scenarios[0])
    known = {name: one for one in library.scenarios for name in (one.id, *one.was)}
    # Words may also wait in an exercise: only those of a buyer are offered here.
    first = next((known[draft.scenario] for draft in record.drafts() if draft.scenario in known), first)
    while True:
        say(console.inert_line(f"Which buyer? A number or an id; Enter for {first.title}."))
        answer = listen().strip()
        if not answer:
            return first
        if answer.lower() in ("quit", "/quit", "q"):
            raise Quit
        if answer.isascii() and answer.isdigit() and 1 <= int(answer[:6]) <= len(library.scenarios):
            return library.scenarios[int(answer[:6]) - 1]
        try:
            return library.get(answer)
        except LookupError as unknown:
            say(str(unknown))


def _following(library: Library, scenario: Scenario) -> Scenario:
    """The buyer after this one; after the last comes the first."""
    ids = [one.id for one in library.scenarios]
    return library.scenarios[(ids.index(scenario.id) + 1) % len(ids)]


def say(line: str) -> None:
    console.say(line)
    sys.stdout.flush()


def listen() -> str:
    """The next line of stdin. Raises EOFError where it has ended."""
    return console.listen()


def farewell(*, kept: bool) -> str:
    """The last line. Without a record nothing is promised."""
    return "Until next time. Your words are kept." if kept else "Until next time. Nothing of this session was kept."


def input_ended(*, kept: bool = True) -> int:
    """Ctrl+D is a way to leave; a pipe that ends before a verdict was reached is an input in error."""
    if sys.stdin is not None and sys.stdin.isatty():
        return 0
    told = "What was written is kept; the same command goes on from there." if kept else "Nothing of it was kept."
    console.warn(f"The input ended. {told}")
    return INPUT_ERROR
