"""``vmdojo packs``: buyers that others wrote, added from a folder or a zip, listed, updated, removed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmdojo.cli import console
from vmdojo.cli.commands import Commands
from vmdojo.cli.main import NOT_MET

if TYPE_CHECKING:
    from vmdojo.scenarios.packs.model import Pack
    from vmdojo.scenarios.packs.shelf import Installed, PackShelf


@click.group(cls=Commands, short_help="Add buyers that others wrote, as a folder or a zip.")
def packs() -> None:
    """Packs of scenarios from others. They lie beside your record; nothing in them is ever run."""


@packs.command()
@click.argument("path", type=click.Path(path_type=Path))
def add(path: Path) -> int:
    """Add the pack at PATH, a folder or a zip of scenario files.

    All of it is added or nothing. A file that is broken, too large, encrypted or a link, or whose name leads out of the
    pack, refuses the whole pack; so does an id that another scenario has or had.
    """
    from vmdojo.scenarios.packs.model import PackRefused
    from vmdojo.scenarios.packs.reading import read_pack

    try:
        pack = read_pack(path)
        _shelf().add(pack, path, _taken())
    except PackRefused as refused:
        console.refuse(str(refused))
    console.say(f"Added {_named(pack)}.")
    _tell_more(pack)
    first = pack.loaded[0].require().id
    console.say(f"Play one: vmdojo play {first}")
    return 0


@packs.command("list", short_help="List your packs, and what is wrong with them.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def list_(as_json: bool) -> int:
    """List your packs, and what is wrong with them; anything wrong makes the exit code 1."""
    from vmdojo.cli.library import read_library
    from vmdojo.scenarios.packs.model import PackRefused

    try:
        installed = _shelf().installed()
    except PackRefused as refused:
        console.refuse(str(refused))
    problems = read_library(quiet=True).pack_problems
    if as_json:
        console.say_json(
            {
                "format": 1,
                "packs": [_as_object(pack) for pack in installed],
                "problems": [{"place": problem.place, "message": problem.message} for problem in problems],
            }
        )
        return NOT_MET if problems else 0
    if not installed:
        console.say("You have no packs. vmdojo packs add PATH takes a folder or a zip of scenario files.")
    for pack in installed:
        sound = sum(one.value is not None for one in pack.loaded)
        console.say(f"{pack.id}  {_about(pack)}{console.count(sound, 'scenario')}")
        for one in pack.loaded:
            if one.value is not None:
                console.say(f"  {one.value.id}  {console.inert_line(one.value.title)}, {one.value.belt} belt")
    for problem in problems:
        console.say()
        console.say(problem.render())
    if problems:
        console.say("\nUpdate the pack from where it came (vmdojo packs update ID), or remove it.")
    return NOT_MET if problems else 0


@packs.command()
@click.argument("id_", metavar="ID")
def remove(id_: str) -> int:
    """Remove the pack ID. What you played with it stays in your record."""
    from vmdojo.scenarios.packs.model import PackRefused

    try:
        gone = _shelf().remove(id_)
    except PackRefused as refused:
        console.refuse(str(refused))
    again = f" To have it again: vmdojo packs add {console.inert_line(gone.source)}" if gone.source else ""
    console.say(f"Removed {gone.id}; your takes stay in the record.{again}")
    return 0


@packs.command(short_help="Put a newer pack in the place of ID.")
@click.argument("id_", metavar="ID")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def update(id_: str, path: Path | None) -> int:
    """Put the pack at PATH in the place of ID; without PATH, from where it was added.

    The old one stays until the new one stands.
    """
    from vmdojo.scenarios.packs.model import PackRefused
    from vmdojo.scenarios.packs.reading import read_pack

    shelf = _shelf()
    try:
        old = shelf.get(id_)
        if path is None and not old.source:
            console.refuse(f"Where {id_} came from is not known. Name it: vmdojo packs update {id_} PATH")
        source = path or Path(old.source)
        pack = read_pack(source, id_=id_)
        gone = shelf.update(id_, pack, source, _taken(but=id_))
    except PackRefused as refused:
        console.refuse(str(refused).replace("Nothing was added.", "The pack stays as it was."))
    console.say(f"Updated {_named(pack)}.")
    if gone:
        console.warn(
            f"No longer in it: {', '.join(gone)}. Takes of them stay in the record, but cannot be played again; "
            "was = [...] in a scenario that follows one keeps them together."
        )
    _tell_more(pack)
    return 0


def _shelf() -> PackShelf:
    from vmdojo.scenarios.packs.model import PackRefused
    from vmdojo.scenarios.packs.shelf import PackShelf, packs_folder

    try:
        return PackShelf(packs_folder())
    except PackRefused as refused:
        console.refuse(str(refused))


def _taken(*, but: str = "") -> set[str]:
    """The ids, present and former, of all scenarios here; those of one pack left out."""
    from vmdojo.cli.library import read_library

    library = read_library(quiet=True)
    return {
        name
        for scenario in library.scenarios
        if not but or library.pack_of(scenario.id) != but
        for name in (scenario.id, *scenario.was)
    }


def _named(pack: Pack) -> str:
    version = f" {pack.info.version}" if pack.info.version else ""
    title = f', "{console.inert_line(pack.info.title)}"{console.inert_line(version)}' if pack.told else ""
    return f"{pack.info.id}{title}: {console.count(len(pack.loaded), 'scenario')}"


def _tell_more(pack: Pack) -> None:
    """What was left out, and what the linter would say."""
    from vmdojo.scenarios import check_scenario

    if pack.left_out:
        console.warn(f"Left out, as no scenario: {', '.join(pack.left_out[:5])}{', ...' if pack.left_out[5:] else ''}.")
    faults = sum(len(check_scenario(one)) for one in pack.loaded)
    if faults:
        console.warn(f"The linter has {console.count(faults, 'thing')} to say of them: vmdojo scenarios check PATH")


def _about(pack: Installed) -> str:
    if pack.info is None:
        return ""
    words = [pack.info.title, pack.info.version, pack.info.author and f"by {pack.info.author}", pack.info.licence]
    return "".join(f"{console.inert_line(word)}, " for word in words if word)


def _as_object(pack: Installed) -> dict[str, object]:
    info = pack.info
    return {
        "id": pack.id,
        "title": info.title if info else "",
        "author": info.author if info else "",
        "licence": info.licence if info else "",
        "version": info.version if info else "",
        "scenarios": [one.value.id for one in pack.loaded if one.value is not None],
        "from": pack.source,
    }
