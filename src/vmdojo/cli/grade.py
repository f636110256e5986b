"""``vmdojo grade``: one message from a file or a pipe, or many, one JSON object a line."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from vmdojo.cli import console
from vmdojo.cli.main import INPUT_ERROR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmdojo.cli.lines import Request
    from vmdojo.grading import Rubric
    from vmdojo.scenarios import Library
    from vmdojo.scenarios.model import About, Relationship, Scenario

TEXT_LIMIT = 1 << 20
"""Bytes that a message file may hold: the same bound as a line of many."""

NOT_MET = 1


@click.command(short_help="Grade a message from a file, a pipe or a list.")
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option("--scenario", metavar="ID", help="Judge it as the message to this buyer of the library.")
@click.option("--about", multiple=True, metavar="PHRASE", help="Something you knew of the buyer; may be repeated.")
@click.option(
    "--relationship",
    metavar="R",
    help="cold, referred, inbound, met or customer; in place of the scenario's own, cold without one.",
)
@click.option("--rubric", type=click.Path(path_type=Path), metavar="FILE", help="Judge by this rubric.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--jsonl", is_flag=True, help="FILE holds many messages, one JSON object a line; answer line by line.")
@click.option("--fail-under", type=click.FloatRange(0, 100), metavar="N", help="Exit 1 when a total is below N.")
def grade(
    file: str,
    scenario: str | None,
    about: tuple[str, ...],
    relationship: str | None,
    rubric: Path | None,
    as_json: bool,
    jsonl: bool,
    fail_under: float | None,
) -> int:
    """Grade a voicemail: would this buyer listen, and answer?

    FILE holds the message as plain text; without FILE, or with -, it is read from stdin.

    With --jsonl every line of FILE is an object with "text", and if wished "id" (any value, echoed), "scenario" or
    "about" (a list of phrases), "relationship" and "earlier" (messages already left, oldest first). A line that cannot
    be graded is answered with its error, the run goes on and ends with exit code 3.

    \b
    Examples:
      vmdojo grade message.txt --about "second cold store in Reno"
      pbpaste | vmdojo grade --json --relationship referred
      vmdojo grade --jsonl messages.jsonl --fail-under 60 > answers.jsonl
    """
    if scenario is not None and about:
        raise click.UsageError("--scenario and --about exclude each other: a scenario brings its own facts.")
    if jsonl:
        if scenario is not None or about or relationship is not None:
            raise click.UsageError("With --jsonl every line names its own scenario, about and relationship.")
        return _grade_lines(file, rubric, fail_under)
    return _grade_one(file, scenario, about, relationship, rubric, as_json, fail_under)


def _grade_one(
    file: str,
    scenario: str | None,
    about: tuple[str, ...],
    relationship: str | None,
    rubric_file: Path | None,
    as_json: bool,
    fail_under: float | None,
) -> int:
    from vmdojo.cli.lines import Request, read_relationship

    try:
        known = read_relationship(relationship)
    except ValueError as problem:
        raise click.BadParameter(str(problem), param_hint="--relationship") from None
    if any(not phrase.strip() for phrase in about):
        raise click.BadParameter("an empty phrase says nothing: leave it out.", param_hint="--about")
    text = _read_message(file)

    from vmdojo.cli.answer import as_object, judge

    subjects = Subjects()
    try:
        subject = subjects.of(Request(text, scenario=scenario, about=about or None, relationship=known))
    except ValueError as problem:
        console.refuse(str(problem))
    answer = judge(text, subject, load_rubric(rubric_file))
    if as_json:
        console.say_json(as_object(answer))
    else:
        from vmdojo.cli.report import report

        console.say("\n".join(report(answer, "stdin" if file == "-" else file)))
    return _met(answer.grade.total, fail_under)


def _grade_lines(file: str, rubric_file: Path | None, fail_under: float | None) -> int:
    from vmdojo.cli.answer import as_object, error_object, judge
    from vmdojo.cli.lines import BadLine, read_lines, read_request

    rubric, subjects = load_rubric(rubric_file), Subjects()
    worst = 0
    with _open(file) as source:
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
            worst = max(worst, _met(answer.grade.total, fail_under))
    return worst


class Subjects:
    """Whom a message is for. The library is read when the first scenario is asked for, and only then."""

    def __init__(self) -> None:
        self._library: Library | None = None

    def of(self, request: Request) -> Scenario | About | None:
        """What the judge compares ``request`` with; raises ValueError with a sentence for an unknown scenario."""
        from vmdojo.scenarios.model import About

        if request.scenario is not None:
            return _as(self._scenario(request.scenario), request.relationship)
        if request.about is None and request.relationship is None:
            return None
        return About(request.about or (), request.relationship or "cold")

    def _scenario(self, id_: str) -> Scenario:
        from vmdojo.cli.scenarios import read_library
        from vmdojo.scenarios import UnknownScenario

        if self._library is None:
            self._library = read_library()
        try:
            return self._library.get(id_)
        except UnknownScenario as unknown:
            raise ValueError(str(unknown)) from None


def load_rubric(file: Path | None) -> Rubric:
    """The rubric in ``file``, or the shipped one; refuses with all of the file's problems."""
    from vmdojo.grading import load_rubric as load
    from vmdojo.scenarios import ScenarioError

    try:
        return load(file)
    except ScenarioError as problem:
        console.refuse(str(problem))


def _as(scenario: Scenario, relationship: Relationship | None) -> Scenario:
    """``scenario`` under another relationship: what if this buyer had been referred?"""
    if relationship is None or relationship == scenario.brief.relationship:
        return scenario
    from msgspec.structs import replace

    return replace(scenario, brief=replace(scenario.brief, relationship=relationship))


def _read_message(file: str) -> str:
    with _open(file) as source:
        data = source.read(TEXT_LIMIT + 1)
    if len(data) > TEXT_LIMIT:
        console.refuse(
            f"{_name(file)} is longer than 1 MiB. A voicemail is a few hundred characters: is this the right file?"
        )
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        console.refuse(f"{_name(file)} is UTF-16. Save it as UTF-8 and try again.")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as problem:
        console.refuse(f"{_name(file)} is not UTF-8 at byte {problem.start + 1}. Save it as UTF-8 and try again.")


@contextmanager
def _open(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        source = console.stdin_bytes()
        if source.isatty():
            console.warn("Type the message. End with Ctrl+D on a line of its own (Windows: Ctrl+Z, Enter).")
        yield source
        return
    try:
        opened = Path(file).open("rb")  # noqa: SIM115 - closed below; only opening it is guarded here
    except OSError as problem:
        console.refuse(_unreadable(file, problem))
    with opened:
        yield opened


def _unreadable(file: str, problem: OSError) -> str:
    if isinstance(problem, FileNotFoundError):
        return f"There is no file {file}. Check the name, or pipe the message in and give - as FILE."
    if isinstance(problem, IsADirectoryError):
        return f"{file} is a folder. Name a file in it."
    return f"{file} cannot be read: {problem.strerror or problem}."


def _name(file: str) -> str:
    return "The input" if file == "-" else file


def _met(total: float, fail_under: float | None) -> int:
    """The exit code; what is printed is what counts, so 59.96 is 60.0 here too."""
    from vmdojo.cli.encoding import tenth

    return NOT_MET if fail_under is not None and tenth(total) < fail_under else 0
