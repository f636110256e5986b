"""``vmdojo prep``: real calls of one's own, prepared, played and taken to the phone. They stay on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from vmdojo.cli import console
from vmdojo.cli.commands import Commands

if TYPE_CHECKING:
    from vmdojo.rounds.prep import PrepBook
    from vmdojo.scenarios import Scenario

FOLLOWED = ("called_back", "answered_email", "took_next_call", "met", "nothing", "asked_to_stop")
"""What may become of a real message: ``vmdojo.coaching.happenings.Followed``."""


@click.group(
    cls=Commands, invoke_without_command=True, short_help="Prepare a real call, and take the sheet to the phone."
)
@click.option("--list", "many", is_flag=True, help="Begin one message to many similar firms.")
@click.pass_context
def prep(ctx: click.Context, many: bool) -> int | None:
    """Prepare a real call for tomorrow: what you know of the buyer, what you sell.

    Without a command the game opens on your calls; with --list on the form of one message for many similar firms.
    What you prepare stays on this machine: in no pack, no league, nothing that is shared.
    """
    if ctx.invoked_subcommand is None:
        from vmdojo.cli.play import open_game
        from vmdojo.rounds.prep import NEW_LIST

        return open_game(lambda game: game.start_prep(NEW_LIST if many else ""))
    return None


@prep.command()
@click.option("--list", "many", is_flag=True, help="One message to many similar firms.")
@click.option(
    "--firms",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --list: CSV of name, company, first name, line.",
)
def new(many: bool, firms: Path | None) -> int:
    """Answer a few questions and keep a call.

    An empty line skips a question. Facts and offers are asked for one a line until the line is empty.
    """
    from vmdojo.cli.play import listen
    from vmdojo.progress import RecordError
    from vmdojo.rounds.prep_form import prep_from, questions, read_firm_file, values_of
    from vmdojo.scenarios.prepared import problem_of

    if firms is not None and not many:
        raise click.UsageError("--firms belongs to --list.")
    book = _book()
    try:
        book.may_write()
    except RecordError as trouble:
        console.refuse(str(trouble))
    before = book.blank(many=many)
    values = values_of(before)
    if firms is not None:
        found, told = read_firm_file(firms)
        for sentence in told:
            console.warn(console.inert_line(sentence))
        if not found:
            console.refuse(f"There is no firm in {console.inert_line(str(firms))}.")
    try:
        for question in questions(many=many):
            if question.key == "firms" and firms is not None:
                continue
            values[question.key] = _answer(
                question.label, question.hint, question, values.get(question.key, ()), listen
            )
    except EOFError:
        if not values.get("knows"):
            console.refuse("The questions ended before there was anything to prepare; nothing was kept.")
    prepared = prep_from(values, (), before)
    if firms is not None:
        from msgspec.structs import replace

        prepared = replace(prepared, firms=found)
    if problem := problem_of(prepared):
        console.refuse(problem)
    try:
        scenario = book.add(prepared)
    except RecordError as problem:
        console.refuse(str(problem))
    console.say(scenario.id)
    console.warn(f"Kept. Play it: vmdojo prep play {scenario.id} --plain")
    return 0


def _answer(label: str, hint: str, question: object, held: tuple[str, ...], listen: object) -> tuple[str, ...]:
    """One question on stderr, its answer from stdin; an empty line takes what is there."""
    from vmdojo.rounds.prep_form import Question

    assert isinstance(question, Question)
    assert callable(listen)
    if question.options:
        names = ", ".join(name for _, name in question.options)
        console.warn(f"{label}? {names}. [{dict(question.options).get(held[0] if held else '', names.split(', ')[0])}]")
        typed = listen().strip().lower()
        if not typed:
            return held
        values = {name: value for value, name in question.options} | {value: value for value, _ in question.options}
        chosen = values.get(typed) if typed in values else values.get(console.nearest(typed, list(values)) or "")
        if chosen is None:
            console.warn(f"That is none of them; left at {names.split(', ')[0]}.")
            return held
        return (chosen,)
    default = f" [{console.inert_line(held[0])}]" if held and question.many == 1 else ""
    console.warn(f"{label}: {hint}{default}")
    if question.many == 1:
        return (line,) if (line := listen().strip()) else held
    found: list[str] = []
    while len(found) < question.many and (line := listen().strip()):
        found.append(line)
    return tuple(found)


@prep.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_(as_json: bool) -> None:
    """List your calls, the last edited first."""
    book = _book()
    entries = book.entries()
    bests = _bests()
    for problem in book.problems:
        console.warn(console.inert_line(problem))
    if as_json:
        calls = [
            {
                "id": entry.scenario.id,
                "title": entry.scenario.title,
                "changed_ms": entry.changed_ms,
                "best": bests.get(entry.scenario.id),
            }
            for entry in entries
        ]
        console.say_json({"format": 1, "calls": calls})
        return
    if not entries:
        console.warn("Nothing prepared yet. vmdojo prep new asks a few questions.")
    width = max((len(entry.scenario.id) for entry in entries), default=0)
    for entry in entries:
        best = bests.get(entry.scenario.id)
        made = "no take yet" if best is None else f"best {best:.0f}"
        console.say(f"{entry.scenario.id:<{width}}  {made:>11}  {console.inert_line(entry.scenario.title)}")


@prep.command()
@click.argument("id_", metavar="ID")
def show(id_: str) -> None:
    """Show what you noted of a call."""
    from vmdojo.cli.dossier import dossier
    from vmdojo.cli.judging import load_rubric
    from vmdojo.rounds.prep_form import KIND_NAMES
    from vmdojo.scenarios.firms import firm_line
    from vmdojo.scenarios.prepared import is_list

    book = _book()
    scenario = _call(book, id_)
    lines = dossier(scenario, load_rubric(None))
    names = dict(KIND_NAMES)
    lines += ["", "Kinds"]
    for known in book.prep(scenario.id).knows:
        lines += console.wrapped(f"{names[known.kind]}: {known.text}", indent="  ", first="- ")
    if is_list(scenario.id):
        firms = book.firms(scenario.id)
        lines += ["", f"Firms ({len(firms)})"]
        lines += [line for firm in firms for line in console.wrapped(firm_line(firm), indent="  ", first="- ")]
    console.say("\n".join(lines))


@prep.command()
@click.argument("id_", metavar="ID")
@click.option("--plain", is_flag=True, help="Draw no screen: a round line by line, for screen readers and pipes.")
@click.option("--rubric", metavar="NAME|FILE", help="Be judged by this profile, or by this file.")
def play(id_: str, plain: bool, rubric: str | None) -> int:
    """Play a call like any buyer of the library."""
    from vmdojo.cli import play as playing

    book = _book()
    scenario = _call(book, id_)
    if not plain:
        return playing.open_game(lambda game: game.start_prep(scenario.id), rubric=rubric)
    from vmdojo.cli.aloud import Aloud
    from vmdojo.cli.plain import Next, PlainRound, Quit
    from vmdojo.rounds import Round
    from vmdojo.rounds.prep import PREP, foreword

    rules = playing.rubric_to_play(rubric)()
    kept = True
    try:
        with playing.open_record() as record:
            kept = record.path is not None
            for notice in record.notices:
                console.warn(notice)
            if hint := foreword(scenario):
                console.warn(console.inert_line(hint))
            it = Round.begin(scenario, rubric=rules, record=record, source=PREP, fill=book.filler(scenario))
            aloud = Aloud(playing.own_settings(), playing.say)
            PlainRound(it, rules, playing.listen, playing.say, console.warn, aloud).play()
    except Next:
        console.warn(f"For the sheet: vmdojo prep sheet {scenario.id}")
    except Quit:
        console.say(playing.farewell(kept=kept))
    except EOFError:
        return playing.input_ended(kept=kept)
    return 0


@prep.command(short_help="Print the call sheet of your best take.")
@click.argument("id_", metavar="ID")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="Write it there: a page where FILE ends in .html."
)
def sheet(id_: str, out: Path | None) -> None:
    """Print the call sheet of your best take: message, email, next touch, and what to say if they pick up."""
    from datetime import datetime

    from vmdojo.cli.judging import load_rubric
    from vmdojo.coaching.sheet_page import sheet_html, sheet_text
    from vmdojo.progress import Record, RecordError
    from vmdojo.rounds.prep import write_text
    from vmdojo.rounds.prep_sheet import best_take, sheet_of

    book = _book()
    scenario = _call(book, id_)
    try:
        with Record.open() as record:
            take = best_take(record, scenario.id)
            if take is None:
                console.refuse(
                    f"A call sheet is made of a message. Leave one first: vmdojo prep play {scenario.id} --plain"
                )
            today = datetime.now().astimezone().date()
            made = sheet_of(take, scenario, book, record, load_rubric(None), today=today)
        if out is None:
            console.say("\n".join(console.inert(line) for line in sheet_text(made).rstrip("\n").split("\n")))
            return
        page = out.suffix.lower() in (".html", ".htm")
        write_text(out, sheet_html(made) if page else sheet_text(made))
    except RecordError as problem:
        console.refuse(str(problem))
    console.warn(f"Written to {console.inert_line(str(out))}.")


@prep.command()
@click.argument("id_", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(id_: str, yes: bool) -> int:
    """Delete a call. Its takes stay in your record."""
    from vmdojo.progress import RecordError

    book = _book()
    scenario = _call(book, id_)
    if not yes:
        from vmdojo.cli.play import listen

        console.warn(f'Delete "{console.inert_line(scenario.title)}"? yes or no.')
        try:
            answer = listen()
        except EOFError:
            answer = ""
        if answer.strip().lower() not in ("yes", "y"):
            console.warn("Nothing was deleted.")
            return 0
    try:
        book.remove(scenario.id)
    except RecordError as problem:
        console.refuse(str(problem))
    console.warn("Deleted. The takes stay in your record.")
    return 0


@prep.command()
@click.argument("id_", metavar="ID")
@click.argument("what", type=click.Choice(FOLLOWED), metavar="WHAT")
@click.option("--note", default="", help="A line for yourself.")
def followed(id_: str, what: str, note: str) -> None:
    """Record what became of a message that you really left.

    WHAT is called_back, answered_email, took_next_call, met, nothing or asked_to_stop. It is kept with your best take
    on that call, and the progress page sets what buyers did against your grades.
    """
    from vmdojo.coaching.happenings import Followed
    from vmdojo.progress import Record, RecordError, SystemClock
    from vmdojo.rounds import Refused
    from vmdojo.rounds.followed import note_followed

    scenario = _call(_book(), id_)
    outcome = next(one for one in get_args(Followed) if one == what)
    try:
        with Record.open() as record:
            note_followed(record, scenario.id, outcome, console.inert_line(note), SystemClock())
    except (RecordError, Refused) as problem:
        console.refuse(str(problem))
    console.warn("Noted. vmdojo progress show sets it against your grades.")


def _book() -> PrepBook:
    from vmdojo.progress import RecordError
    from vmdojo.rounds.prep import PrepBook

    try:
        return PrepBook()
    except RecordError as problem:
        console.refuse(str(problem))


def _call(book: PrepBook, id_: str) -> Scenario:
    """The call of that id; refuses with the nearest one, or with what is wrong with its file."""
    from vmdojo.scenarios import UnknownScenario

    try:
        return book.get(id_)
    except UnknownScenario as unknown:
        if book.problems:
            console.refuse(console.inert_line(book.problems[-1]))
        meant = f'Did you mean "{unknown.nearest}"?' if unknown.nearest else "vmdojo prep list shows all."
        console.refuse(f'There is no call "{console.inert_line(id_)}". {meant}')


def _bests() -> dict[str, float]:
    """Best totals; none where there is no record to read."""
    from vmdojo.progress import Record, RecordError

    try:
        with Record.open() as record:
            return record.bests()
    except RecordError as problem:
        console.warn(str(problem))
        return {}
