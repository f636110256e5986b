"""``vmdojo scenarios new``: a scenario from plain questions. Every answer is kept as soon as it is given."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from vmdojo.cli import console
from vmdojo.cli.main import INTERRUPTED, NOT_MET
from vmdojo.scenarios import form
from vmdojo.scenarios.drafting import DRAFT, drop_draft, keep_draft, load_draft, save_scenario
from vmdojo.scenarios.writing import scenario_from, slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vmdojo.scenarios import Problem, Scenario
    from vmdojo.scenarios.form import Answers, Question, Section

BACK = "<"
_HELP = (
    f"{BACK} goes back to the question before. Enter leaves out what may be left out, and keeps an answer that is "
    "there already. Ctrl+C stops; what you typed is kept."
)
_AT = re.compile(r"(?P<section>[a-z_]+?)(?:\[(?P<index>\d+)\])?(?:\.(?P<name>[a-z_]+))?(?:\[\d+\])?")


class Back(Exception):  # noqa: N818 - what the author did
    """To the question before."""


class Asking:
    """The form on the command line. Questions go to stderr, for the result is a file."""

    def __init__(self, draft: Path, answers: Answers) -> None:
        self._draft = draft
        self.answers = answers

    def all(self) -> None:
        """Ask what has not been answered yet, section by section."""
        _tell(_HELP)
        for section in form.FORM:
            if section in form.sections(self.answers):
                self._section(section)

    def _section(self, section: Section) -> None:
        first = form.tables(section, self.answers) if section.most > 1 else 0
        unfinished = first - 1 if first and self._open(section, first - 1) else None
        if section.most == 1 and not self._open(section, 0):
            return
        _tell("")
        _tell(section.title)
        _tell(section.about)
        if section.most == 1:
            self._table(section, 0)
            return
        if unfinished is not None:
            self._table(section, unfinished)
        for index in range(first, section.most):
            needed = form.fewest(section, self.answers)
            if index >= needed and not self.yes(f"Another one? There are {index}." if index else "Is there one?"):
                return
            _tell(f"\n{section.title}, number {index + 1}")
            self._table(section, index)

    def _open(self, section: Section, index: int) -> bool:
        """Whether something of a table has not been asked yet."""
        asked = form.questions(section, self.answers, index)
        return any(form.place(section, one, index) not in self.answers for one in asked)

    def _table(self, section: Section, index: int) -> None:
        at = 0
        back = False
        while at < len(asked := form.questions(section, self.answers, index)):
            question = asked[at]
            place = form.place(section, question, index)
            if place in self.answers and not back:
                at += 1
                continue
            try:
                self.one(section, question, index)
            except Back:
                at, back = max(0, at - 1), True
            else:
                at, back = at + 1, False

    def one(self, section: Section, question: Question, index: int) -> None:
        """Ask one question until its answer may stand. Raises Back."""
        place = form.place(section, question, index)
        _tell("")
        _tell(question.ask + ("" if question.needed else " (may be left out)"))
        hint = ", ".join(question.choices) or question.hint
        if question.choices and question.hint:
            hint += f". {question.hint[:1].upper()}{question.hint[1:]}."
        if question.several:
            hint += " (semicolons between them)" if hint else "semicolons between them"
        if hint:
            _tell(f"  {hint}")
        old = self.answers.get(place, "")
        if old:
            _tell(f"  so far: {console.inert_line(old)}")
        while True:
            typed = _block() if question.long else _line()
            if typed.strip() == BACK:
                raise Back
            choice = _chosen(typed, question.choices)
            tried = self.answers | {place: choice or (old if not typed.strip() else typed)}
            trouble = form.wrong(section, question, tried, index)
            if not trouble:
                self._keep(tried)
                return
            _tell(f"  {trouble}")

    def mend(self, problems: list[Problem]) -> bool:
        """Ask again for what is wrong; False where an answer cannot be told from a problem."""
        found = False
        for problem in problems:
            hit = _AT.match(problem.key)
            if hit is None:
                continue
            for section, question, index in self._meant(hit["section"], int(hit["index"] or 0), hit["name"] or ""):
                found = True
                _tell("")
                _tell(f"{problem.message} {problem.expected}".strip())
                try:
                    self.one(section, question, index)
                except Back:
                    continue
        return found

    def _meant(self, key: str, index: int, name: str) -> Iterator[tuple[Section, Question, int]]:
        """The question that a place belongs to; none where it is a whole table."""
        for section in form.FORM:
            for question in section.questions:
                if (section.key, question.name) == ((key, name) if name else ("", key)):
                    yield section, question, index

    def review(self) -> None:
        """Ask again for whatever the author names, until nothing is to be changed."""
        while True:
            _tell("\nAnything to change? Name it: title, buyer greeting, fact 2 cues. Enter writes the file.")
            words = _line().replace(".", " ").split()
            if not words:
                return
            numbers = [int(word) for word in words if word.isdecimal()]
            key, *rest = [word for word in words if not word.isdecimal()] or [""]
            found = list(self._meant(key, numbers[0] - 1 if numbers else 0, "_".join(rest)))
            if not found or form.place(*found[0]) not in self.answers:
                _tell("  There is no such answer.")
                continue
            with suppress(Back):
                self.one(*found[0])

    def yes(self, question: str, otherwise: bool = False) -> bool:
        """Ask for yes or no; Enter is ``otherwise``."""
        _tell(f"\n{question} {'yes, or no? Enter is yes.' if otherwise else 'yes or no? Enter is no.'}")
        while True:
            typed = _line().strip().casefold()
            if typed in ("yes", "y", "no", "n", ""):
                return typed in ("yes", "y") if typed else otherwise
            _tell("yes or no?")

    def _keep(self, answers: Answers) -> None:
        self.answers = answers
        try:
            keep_draft(self._draft, answers)
        except OSError as error:
            _tell(
                f"  The draft could not be saved ({error.strerror or error}); go on, nothing is lost while this runs."
            )


def ask_all(folder: Path, home: Path) -> int:
    """Ask, write the file into ``folder``, check it, and say the next step. ``home`` keeps the draft."""
    draft = home / DRAFT
    answers = load_draft(draft)
    asking = Asking(draft, answers)
    try:
        if answers:
            title = console.inert_line(answers.get("title", "")) or "a scenario"
            if not asking.yes(f'You began "{title}". Go on with it?', True):
                if not asking.yes("Throw it away and begin a new one?"):
                    return 0
                asking.answers = {}
        asking.all()
        asking.review()
        scenario = _finished(asking)
        if scenario is None:
            _tell("What you typed is kept; vmdojo scenarios new goes on with it.")
            return NOT_MET
        file = _written(folder, scenario)
    except (KeyboardInterrupt, EOFError):
        _tell("\nStopped. What you typed is kept; vmdojo scenarios new goes on with it.")
        return INTERRUPTED
    drop_draft(draft)
    return _checked(file)


def _finished(asking: Asking) -> Scenario | None:
    """The scenario, once its answers fit together; None where the author gives up on that for now."""
    while True:
        problems = form.problems(asking.answers)
        if not problems:
            break
        _tell(f"\n{console.count(len(problems), 'thing')} to mend.")
        if not asking.mend(problems):
            for problem in problems:
                _tell(f"{problem.key}: {problem.message}")
        left = form.problems(asking.answers)
        if left == problems and not asking.yes("Nothing has changed. Try once more?"):
            break
    return scenario_from(asking.answers).value


def _written(folder: Path, scenario: Scenario) -> Path:
    import msgspec

    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {file.stem for file in folder.glob("*.toml")}
        if scenario.id in taken:
            scenario = msgspec.structs.replace(scenario, id=slug(scenario.title, taken, words=5))
        return save_scenario(folder, scenario)
    except OSError as error:
        _stop(f"{folder} cannot be written: {error.strerror or error}.")


def _stop(sentence: str) -> NoReturn:
    console.refuse(f"{sentence} What you typed is kept; name another folder: vmdojo scenarios new FOLDER")


def _checked(file: Path) -> int:
    """Run the linter over the new file and say what comes next."""
    from vmdojo.grading import load_rubric
    from vmdojo.grading.linting import lint_files
    from vmdojo.scenarios import load_library

    _, notes = lint_files([file], [], load_rubric(), load_library().scenarios)
    console.say(f"Written: {file}")
    for note in notes:
        console.say()
        console.say(note.problem.render())
    wrong = sum(not note.disputed for note in notes)
    console.say()
    if wrong:
        console.say(f"{console.count(wrong, 'problem')}. See which words are heard: vmdojo scenarios try {file}")
        console.say(f"Mend the file in an editor, then: vmdojo scenarios check {file}")
    else:
        console.say(f"No problems. Play it: vmdojo packs add {file.parent}")
    return NOT_MET if wrong else 0


def _tell(text: str) -> None:
    for line in text.split("\n"):
        for part in console.wrapped(line, indent=line[: len(line) - len(line.lstrip())]):
            console.warn(part)


def _line() -> str:
    """One line that was typed. Raises EOFError where there are no more."""
    # Not click.prompt: it writes to stdout, which carries results only.
    sys.stderr.write("> ")
    sys.stderr.flush()
    return console.listen()


def _block() -> str:
    """Lines up to an empty one."""
    console.warn("  (an empty line ends it)")
    lines: list[str] = []
    while line := _line():
        lines.append(line)
        if line.strip() == BACK:
            break
    return "\n".join(lines)


def _chosen(typed: str, choices: tuple[str, ...]) -> str:
    """A choice by its name or its first letters."""
    plain = typed.strip().casefold()
    found = [choice for choice in choices if plain and choice.startswith(plain)]
    return plain if plain in choices else found[0] if len(found) == 1 else ""
