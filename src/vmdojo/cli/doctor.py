"""``vmdojo doctor``: what this machine offers and what is missing. Never a word that a player wrote."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from vmdojo import __version__
from vmdojo.cli import console
from vmdojo.cli.main import NOT_MET

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES = ("click", "msgspec", "platformdirs", "PyStemmer", "pyttsx3", "rapidfuzz", "textual", "tomli")


class Fact(NamedTuple):
    """One thing that was looked at. ``trouble`` is empty where all is well, else what is wrong and what to do."""

    topic: str
    name: str
    value: str
    trouble: str = ""
    more: str = ""
    """How to come by something that vmdojo goes on without."""


@click.command(short_help="Tell what this machine offers vmdojo and what is missing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def doctor(as_json: bool) -> int:
    """Tell what this machine offers vmdojo and what is missing.

    Paste it into a report: it holds versions, your terminal and where your record lies, and nothing that you wrote.
    The exit code is 1 when something is missing that the game needs; lines with a + tell what you could have besides.
    """
    facts = [console_safe(fact) for fact in examine()]
    troubles = [fact for fact in facts if fact.trouble]
    if as_json:
        told: dict[str, dict[str, str]] = {}
        for fact in facts:
            told.setdefault(fact.topic, {})[fact.name] = fact.value
        missing = [{"topic": fact.topic, "name": fact.name, "trouble": fact.trouble} for fact in troubles]
        could = [{"topic": fact.topic, "name": fact.name, "how": fact.more} for fact in facts if fact.more]
        console.say_json({"format": 1, **told, "missing": missing, "could_have": could})
    else:
        topic = ""
        for fact in facts:
            if fact.topic != topic:
                console.say(f"\n{console.bold(fact.topic)}" if topic else console.bold(fact.topic))
                topic = fact.topic
            console.say(f"  {fact.name:<14}{fact.value}")
        console.say()
        for fact in troubles:
            console.say("\n".join(console.wrapped(f"{fact.name}: {fact.trouble}", indent="  ", first="! ")))
        more = [fact for fact in facts if fact.more]
        if not troubles:
            console.say("Nothing that the game needs is missing." if more else "Nothing is missing.")
        for fact in more:
            console.say("\n".join(console.wrapped(f"{fact.name}: {fact.more}", indent="  ", first="+ ")))
    return NOT_MET if troubles else 0


def console_safe(fact: Fact) -> Fact:
    """The fact with everything that could steer a terminal shown as escapes: variables and paths are anyone's."""
    return Fact(*(console.inert_line(part) for part in fact))


def examine() -> Iterator[Fact]:
    """Everything, in the order of telling. Raises nothing: what fails is what it tells of."""
    yield from _python()
    yield from _terminal()
    yield from _data()
    yield from _library()
    yield from _sound()


def _python() -> Iterator[Fact]:
    from importlib.metadata import PackageNotFoundError, version

    yield Fact("vmdojo", "version", __version__)
    yield Fact("vmdojo", "python", f"{platform.python_version()} ({platform.python_implementation()})")
    yield Fact("vmdojo", "platform", platform.platform())
    for name in PACKAGES:
        try:
            yield Fact("packages", name, version(name))
        except PackageNotFoundError:
            yield Fact("packages", name, "missing", f"Install it: {sys.executable} -m pip install {name}")


def _terminal() -> Iterator[Fact]:
    yield Fact("terminal", "TERM", os.environ.get("TERM", "not set"))
    yield Fact("terminal", "colours", _colours())
    for name, stream in (("stdin", sys.stdin), ("stdout", sys.stdout), ("stderr", sys.stderr)):
        yield Fact(
            "terminal", name, "closed" if stream is None else "a terminal" if stream.isatty() else "a pipe or file"
        )
    try:
        size = os.get_terminal_size(sys.__stderr__.fileno() if sys.__stderr__ is not None else 2)
    except (OSError, ValueError):
        yield Fact("terminal", "size", "unknown")
    else:
        small = "The game wants 40 columns and 12 lines at least: widen the window, or play --plain."
        too_small = size.columns < 40 or size.lines < 12
        yield Fact("terminal", "size", f"{size.columns}x{size.lines}", small if too_small else "")
    import locale

    yield Fact("terminal", "encoding", locale.getpreferredencoding(do_setlocale=False))


def _colours() -> str:
    if os.environ.get("NO_COLOR"):
        return "off (NO_COLOR)"
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or os.environ.get("WT_SESSION"):
        return "16 million"
    term = os.environ.get("TERM", "")
    return "256" if "256" in term else "none" if term == "dumb" else "16"


def _data() -> Iterator[Fact]:
    from vmdojo.cli.own_record import existing_record
    from vmdojo.progress import RecordError, data_folder

    try:
        folder = data_folder()
    except RecordError as problem:
        yield Fact("record", "folder", "unknown", str(problem))
        return
    chosen = " (VMDOJO_HOME)" if os.environ.get("VMDOJO_HOME", "").strip() else ""
    yield Fact("record", "folder", f"{folder}{chosen}")
    trouble = (
        ""
        if _writable(folder)
        else "Your takes cannot be kept. Make it writable, or set VMDOJO_HOME to a folder of your own."
    )
    yield Fact("record", "writable", "no" if trouble else "yes", trouble)
    try:
        record = existing_record()
        if record is None:
            yield Fact("record", "takes", "none yet")
        else:
            with record:
                yield Fact("record", "takes", str(record.count()))
                yield Fact("record", "drafts", str(len(record.drafts())))
                for number, notice in enumerate(record.notices, 1):
                    yield Fact("record", f"notice {number}", notice)
    except RecordError as problem:
        yield Fact("record", "takes", "cannot be read", str(problem))
    reports = len(list((folder / "crash").glob("crash-*.txt")))
    yield Fact("record", "crash reports", f"{reports} in {folder / 'crash'}" if reports else "none")


def _writable(folder: Path) -> bool:
    """Whether a file can be made in ``folder``, or the folder itself where it is missing. Leaves nothing behind."""
    import tempfile

    if folder.is_dir():
        try:
            with tempfile.TemporaryFile(dir=folder):
                return True
        except OSError:
            return False
    there = next((parent for parent in folder.parents if parent.exists()), None)
    return there is not None and there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _library() -> Iterator[Fact]:
    from vmdojo.grading import load_rubric
    from vmdojo.scenarios import ScenarioError, library_folder, load_library
    from vmdojo.scenarios.packs.shelf import packs_folder

    try:
        folder, library = library_folder(), load_library(packs=packs_folder())
    except ScenarioError as problem:
        yield Fact("library", "folder", "missing", str(problem))
    else:
        yield Fact("library", "folder", str(folder))
        none = "" if library.scenarios else "Without a buyer there is nothing to play. Install vmdojo again."
        yield Fact("library", "scenarios", str(len(library.scenarios)), none)
        trouble = f"See vmdojo scenarios check {folder}" if library.problems else ""
        yield Fact("library", "problems", str(len(library.problems)), trouble)
        if library.pack_problems:
            yield Fact("library", "problems in packs", str(len(library.pack_problems)), "See vmdojo packs list")
    try:
        yield Fact("library", "judge", load_rubric().judge)
    except ScenarioError as problem:
        yield Fact("library", "judge", "cannot be read", str(problem))


def _sound() -> Iterator[Fact]:
    from vmdojo.voice import checkup, wished

    if wished() == "off":
        yield Fact("sound", "setting", "off", more="VMDOJO_SOUND says off. Unset it to hear messages.")
        return
    for found in checkup.examine():
        yield Fact("sound", found.name, found.value, found.missing, found.more)
