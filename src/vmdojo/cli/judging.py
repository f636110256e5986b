"""Grading as ``vmdojo grade`` does it: one message from a file or a pipe, or many, one JSON object a line.

Nothing here needs the command-line library: a plain ``grade`` is told apart by :func:`plain_options` and starts without
it, which saves a tenth of the start.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from vmdojo.cli import console
from vmdojo.cli.lines import RELATIONSHIPS, BadLine, Request, read_lines, read_request
from vmdojo.cli.main import DONE, INPUT_ERROR, NOT_MET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vmdojo.grading import Rubric
    from vmdojo.scenarios import Library
    from vmdojo.scenarios.model import About, Relationship, Scenario

TEXT_LIMIT = 1 << 20
"""Bytes that a message file may hold: the same bound as a line of many."""


class Options(NamedTuple):
    """What was asked for. ``scenario`` and ``about`` exclude each other; with ``jsonl`` every line has its own."""

    file: str = "-"
    scenario: str | None = None
    about: tuple[str, ...] = ()
    relationship: Relationship | None = None
    rubric: str | None = None
    """The name of a profile, or a file."""
    as_json: bool = False
    jsonl: bool = False
    fail_under: float | None = None
    audio: str | None = None
    """A recording of the message."""
    text: str | None = None
    """A file with the words of the recording."""
    model: str | None = None
    """Which recogniser hears the words where no file has them."""

    @property
    def one_text(self) -> bool:
        """Whether this is over with one written message: no long run, no recording."""
        return not self.jsonl and self.audio is None


def plain_options(arguments: Sequence[str]) -> Options | None:
    """The options of ``vmdojo grade ARGUMENTS``, None where anything about them wants an explanation.

    None does not mean wrong: the command-line library reads them again and has the last word.
    """
    given: dict[str, str] = {}
    flags: set[str] = set()
    about: list[str] = []
    files: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if word in ("--json", "--jsonl"):
            flags.add(word)
        elif name in ("--scenario", "--about", "--relationship", "--rubric", "--fail-under"):
            if not equals:
                value = waiting.pop(0) if waiting else ""
            if not value.strip() or value.startswith("-") or name in given:
                return None
            if name == "--about":
                about.append(value)
            else:
                given[name] = value
        elif word.startswith("-") and word != "-":
            return None
        else:
            files.append(word)
    of_a_line = {"--scenario", "--relationship"} & set(given) or about
    if len(files) > 1 or ("--scenario" in given and about) or ("--jsonl" in flags and of_a_line):
        return None
    relationship = next((known for known in RELATIONSHIPS if known == given.get("--relationship")), None)
    try:
        fail_under = float(given["--fail-under"]) if "--fail-under" in given else None
    except ValueError:
        return None
    if ("--relationship" in given and relationship is None) or not 0 <= (fail_under or 0) <= 100:
        return None
    return Options(
        files[0] if files else "-",
        given.get("--scenario"),
        tuple(about),
        relationship,
        given.get("--rubric"),
        "--json" in flags,
        "--jsonl" in flags,
        fail_under,
    )


def run(options: Options) -> int:
    """Grade, print, and return the exit code."""
    if options.audio is not None:
        from vmdojo.cli.hearing import grade_recording

        return grade_recording(options)
    return _grade_lines(options) if options.jsonl else _grade_one(options)


def load_rubric(which: str | None) -> Rubric:
    """The shipped rubric, a profile by its name, or the rubric in a file; refuses with all of the file's problems.

    A name goes before a file of that name: write ``./short`` for the file.
    """
    from vmdojo.grading import load_rubric as load
    from vmdojo.scenarios import ScenarioError

    if which is None:
        return load()
    from vmdojo.grading import profiles

    try:
        if which in profiles():
            return load(which)
        from pathlib import Path

        path = Path(which)
        if not path.suffix and path.name == which and not path.exists():
            close = console.nearest(which, profiles())
            hint = f'Did you mean "{close}"?' if close else f"There are {', '.join(profiles())}."
            console.refuse(f'There is no profile "{which}", and no file of that name. {hint}')
        return load(path)
    except ScenarioError as problem:
        console.refuse(str(problem))
    except ValueError:
        console.refuse(f"{which} is no name of a file.")  # a NUL in it


class Subjects:
    """Whom a message is for. The whole library is read only for an id that names no file of it."""

    def __init__(self) -> None:
        self._library: Library | None = None
        self._alone: dict[str, Scenario | None] = {}
        """Scenarios that were read without the rest of the library."""

    def of(self, request: Request) -> Scenario | About | None:
        """What the judge compares ``request`` with; raises ValueError with a sentence for an unknown scenario."""
        from vmdojo.scenarios.model import About

        if request.scenario is not None:
            return _as(self._scenario(request.scenario), request.relationship)
        if request.about is None and request.relationship is None:
            return None
        return About(request.about or (), request.relationship or "cold")

    def _scenario(self, id_: str) -> Scenario:
        from vmdojo.cli.library import read_alone, read_library
        from vmdojo.scenarios import UnknownScenario

        if id_ not in self._alone:
            self._alone[id_] = read_alone(id_)
        alone = self._alone[id_]
        if alone is not None:
            return alone
        if self._library is None:
            self._library = read_library()
        try:
            return self._library.get(id_)
        except UnknownScenario as unknown:
            raise ValueError(str(unknown)) from None


def _grade_one(options: Options) -> int:
    text = read_message(options.file)

    from vmdojo.cli.answer import as_object, judge

    asked = Request(text, scenario=options.scenario, about=options.about or None, relationship=options.relationship)
    try:
        subject = Subjects().of(asked)
    except ValueError as problem:
        console.refuse(str(problem))
    answer = judge(text, subject, load_rubric(options.rubric))
    if options.as_json:
        console.say_json(as_object(answer))
    else:
        from vmdojo.cli.report import report

        console.say("\n".join(report(answer, "stdin" if options.file == "-" else options.file)))
    return met(answer.grade.total, options.fail_under)


def _grade_lines(options: Options) -> int:
    from vmdojo.cli.answer import as_object, error_object, judge

    rubric, subjects = load_rubric(options.rubric), Subjects()
    worst = DONE
    with _open(options.file, "Type one JSON object a line.") as source:
        for line in read_lines(source):
            try:
                request = read_request(line.data)
            except BadLine as bad:
                worst = INPUT_ERROR
                console.say_json(error_object(line.number, bad.sentence, bad.id))
                continue
            try:
                subject = subjects.of(request)
            except ValueError as problem:
                worst = INPUT_ERROR
                console.say_json(error_object(line.number, str(problem), request.id))
                continue
            answer = judge(request.text, subject, rubric, earlier=request.earlier)
            console.say_json(as_object(answer, request.id))
            worst = max(worst, met(answer.grade.total, options.fail_under))
    return worst


def _as(scenario: Scenario, relationship: Relationship | None) -> Scenario:
    """``scenario`` under another relationship: what if this buyer had been referred?"""
    if relationship is None or relationship == scenario.brief.relationship:
        return scenario
    from msgspec.structs import replace

    return replace(scenario, brief=replace(scenario.brief, relationship=relationship))


def read_message(file: str) -> str:
    """The message in a file, or on standard input for ``-``; refuses what is no text."""
    with _open(file, "Type the message.") as source:
        data = source.read(TEXT_LIMIT + 1)
    name = "The input" if file == "-" else file
    if len(data) > TEXT_LIMIT:
        console.refuse(f"{name} is longer than 1 MiB. A voicemail is a few hundred characters: is this the right file?")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        console.refuse(f"{name} is UTF-16. Save it as UTF-8 and try again.")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as problem:
        console.refuse(f"{name} is not UTF-8 at byte {problem.start + 1}. Save it as UTF-8 and try again.")


@contextmanager
def _open(file: str, invitation: str) -> Iterator[BinaryIO]:
    if file == "-":
        source = console.stdin_bytes()
        if source.isatty():
            end = "Ctrl+Z and Enter" if sys.platform == "win32" else "Ctrl+D"
            console.warn(f"{invitation} {end} on a line of its own ends it.")
        yield source
        return
    try:
        opened = open(file, "rb")  # noqa: SIM115, PTH123 - closed below; only opening it is guarded here
    except OSError as problem:
        console.refuse(_unreadable(file, problem))
    except ValueError:
        console.refuse(f"{file} is no name of a file.")  # a NUL in it
    with opened:
        yield opened


def _unreadable(file: str, problem: OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return f"There is no file {file}. Check the name, or pipe the message in and give - as FILE."
    if isinstance(problem, IsADirectoryError):
        return f"{file} is a folder. Name a file in it."
    return f"{file} cannot be read: {problem.strerror or problem}."


def met(total: float, fail_under: float | None) -> int:
    """The exit code; what is printed is what counts, so 59.96 is 60.0 here too."""
    from vmdojo.cli.encoding import tenth

    return NOT_MET if fail_under is not None and tenth(total) < fail_under else DONE
