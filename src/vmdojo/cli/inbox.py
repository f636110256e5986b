"""``vmdojo inbox``: the player is the buyer and holds the delete key; and what the player received in real life."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from vmdojo.cli import console
from vmdojo.cli.commands import Commands

if TYPE_CHECKING:
    from vmdojo.rounds.inbox import SetState
    from vmdojo.rounds.inbox_yours import Received
    from vmdojo.scenarios.inbox_model import Did, InboxSet

_DIDS = ("deleted", "let-go", "kept", "answered")


class InboxCommands(Commands):
    """A word that is no command is the name of a set."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the hidden command "hear" before the name of a set, or where there is no word at all."""
        word = next((arg for arg in args if not arg.startswith("-")), None)
        if word not in self.commands and not {"-h", "--help"} & set(args):
            args = ["hear", *args]
        return super().parse_args(ctx, args)


@click.group(cls=InboxCommands, short_help="Be the buyer: hear voicemails, press delete at the word where you would.")
def inbox() -> None:
    """Be the buyer: voicemails play, and you press delete at the word where you would.

    Then your cut is compared with the buyer's, with the reasons.

    \b
    vmdojo inbox              all sets, on the screen
    vmdojo inbox SET          play a set, where it was left
    vmdojo inbox SET --plain  line by line, for screen readers and pipes
    vmdojo inbox SET --anew   from its first message
    """


@inbox.command(hidden=True)
@click.argument("set_", required=False, metavar="[SET]")
@click.option("--plain", is_flag=True, help="Draw no screen: voicemails breath by breath, line by line.")
@click.option("--anew", is_flag=True, help="Hear a set from its first message, also where it was left half-way.")
def hear(set_: str | None, plain: bool, anew: bool) -> int:
    """Play a set where it was left, or choose one."""
    if plain:
        from vmdojo.cli.inbox_plain import play

        return play(set_, anew=anew)
    wanted = find_set(set_).id if set_ is not None else None
    from vmdojo.cli.play import open_game

    return open_game(lambda game: game.inbox(wanted, anew=anew), in_a_pipe="hear it line by line: vmdojo inbox --plain")


@inbox.command("list", short_help="List the sets, and what you received yourself.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_(as_json: bool) -> None:
    """List the sets, how far each was heard, and what you received yourself."""
    from vmdojo.cli.play import open_record
    from vmdojo.progress import RecordError
    from vmdojo.rounds.inbox import set_states

    sets, kept = read_sets(), _kept()
    with open_record() as record:
        try:
            states = set_states(sets, record)
        except RecordError as problem:
            console.refuse(str(problem))
    if as_json:
        console.say_json(
            {
                "format": 1,
                "sets": [_as_object(state) for state in states],
                "yours": [{"id": one.id, "from": one.caller, "did": one.did, "why": one.why} for one in kept],
            }
        )
        return
    width = max(len(state.set.id) for state in states) if states else 0
    for state in states:
        total = len(state.set.message)
        heard = f"{state.heard} of {total} heard" if state.half else f"{total} messages"
        near = f", {state.nearness:.0f} near" if state.nearness is not None else ""
        console.say(f"{state.set.id:<{width}}  {console.inert_line(state.set.title)}: {heard}{near}")
    for one in kept:
        told = f"{one.did.replace('_', ' ')}" + (f": {one.why}" if one.why else "")
        console.say(console.inert_line(f"{one.id:<{width}}  from {one.caller}, {told}"))


@inbox.command(short_help="Keep a voicemail that you received in real life.")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE|-]")
@click.option("--text", help="The words, where they stand in no file.")
@click.option("--from", "caller", help="Who called, and for whom.")
@click.option("--did", type=click.Choice(_DIDS), help="What you did with it.")
@click.option("--why", default="", help="Why you did that.")
@click.option("--sells", default="", help="What they sell.")
@click.option("--about", multiple=True, metavar="PHRASE", help="Something the caller could know of you; repeatable.")
@click.option("--relationship", help="What lies between you: cold if left out.")
def add(
    file: Path | None,
    text: str | None,
    caller: str | None,
    did: str | None,
    why: str,
    sells: str,
    about: tuple[str, ...],
    relationship: str | None,
) -> None:
    """Keep a voicemail that you received in real life, to learn from it like from any other.

    The words come from FILE, from --text, or from stdin (type or paste them; an empty line or a single dot ends them).
    What is not given as an option is asked for. It stays on this machine.
    """
    from vmdojo.cli.lines import read_relationship
    from vmdojo.progress import RecordError, SystemClock
    from vmdojo.rounds.inbox_yours import Yours

    if file is not None and text is not None:
        console.refuse("Give the words once: as a file, or as --text.")
    try:
        bond = read_relationship(relationship) or "cold"
    except ValueError as problem:
        console.refuse(f"{problem}.")
    words = text if text is not None else _words(file)
    asks = file is None and text is None and sys.stdin is not None and sys.stdin.isatty()
    if asks:
        caller = caller if caller is not None else click.prompt("Who called, and for whom", default="", err=True)
        did = did or click.prompt("What did you do", type=click.Choice(_DIDS), default="deleted", err=True)
        why = why or click.prompt("Why", default="", show_default=False, err=True)
    try:
        one = Yours().add(
            caller=caller or "",
            text=words,
            did=_did(did or "deleted"),
            why=why,
            sells=sells,
            about=about,
            relationship=bond,
            now_ms=SystemClock().now_ms(),
        )
    except (RecordError, ValueError) as problem:
        console.refuse(str(problem))
    console.say(console.inert_line(f"Kept as {one.id}, from {one.caller}. Hear it: vmdojo inbox yours"))


@inbox.command(short_help="Take one of your own away for good.")
@click.argument("id_", metavar="ID")
def remove(id_: str) -> None:
    """Take one of your own away for good. vmdojo inbox list shows the ids."""
    from vmdojo.progress import RecordError
    from vmdojo.rounds.inbox_yours import Yours

    try:
        gone = Yours().remove(id_)
    except RecordError as problem:
        console.refuse(str(problem))
    if gone is None:
        console.refuse(f'Nothing is kept as "{console.inert_line(id_)}". vmdojo inbox list shows what is.')
    console.say(console.inert_line(f"Taken away: {gone.id}, from {gone.caller}."))


def _did(name: str) -> Did:
    from vmdojo.scenarios.inbox_model import Did

    return next(did for did in get_args(Did) if did == name.replace("-", "_"))


def _words(file: Path | None) -> str:
    """The words of a file or of stdin; those that are typed end at an empty line or a single dot."""
    if file is not None and str(file) != "-":
        try:
            data = file.read_bytes()
        except OSError as problem:
            console.refuse(f"{file} cannot be read: {problem.strerror or problem}.")
    elif sys.stdin is not None and sys.stdin.isatty():
        console.warn("The words, as they were said. An empty line or a single dot ends them.")
        lines: list[str] = []
        for raw in sys.stdin:
            if raw.strip() in ("", "."):
                break
            lines.append(raw)
        return "".join(lines)
    else:
        data = console.stdin_bytes().read(1 << 20)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        console.refuse("These words are not UTF-8. Save the file as UTF-8 and try again.")


def read_sets() -> tuple[InboxSet, ...]:
    """The shipped sets; a broken file is told of and left out."""
    from vmdojo.scenarios import ScenarioError
    from vmdojo.scenarios.inbox_library import load_inbox

    try:
        found = load_inbox()
    except ScenarioError as problem:
        console.refuse(str(problem))
    if found.problems:
        console.warn(f"{console.count(len(found.problems), 'problem')} in the inbox; see vmdojo scenarios check.")
    return found.sets


def find_set(id_: str) -> InboxSet:
    """The set of that id, the player's own included; refuses with the nearest."""
    from vmdojo.rounds.inbox_yours import set_of
    from vmdojo.scenarios.inbox_model import SLUG_OF_YOURS

    if id_ == SLUG_OF_YOURS:
        kept = _kept()
        if not kept:
            console.refuse("You have kept no voicemail of your own yet. Add one: vmdojo inbox add")
        return set_of(kept)
    sets = read_sets()
    found = next((one for one in sets if id_ == one.id or id_ in one.was), None)
    if found is None:
        names = [*(one.id for one in sets), SLUG_OF_YOURS, "list", "add", "remove"]
        close = console.nearest(id_, names)
        hint = f'Did you mean "{close}"?' if close else "vmdojo inbox list shows all."
        console.refuse(f'There is no set "{console.inert_line(id_)}" in the inbox. {hint}')
    return found


def _kept() -> tuple[Received, ...]:
    from vmdojo.progress import RecordError
    from vmdojo.rounds.inbox_yours import Yours

    try:
        return Yours().messages()
    except RecordError as problem:
        console.refuse(str(problem))


def _as_object(state: SetState) -> dict[str, object]:
    return {
        "id": state.set.id,
        "title": state.set.title,
        "belt": state.set.belt,
        "messages": len(state.set.message),
        "heard": state.heard,
        "nearness": None if state.nearness is None else round(state.nearness, 1),
    }
