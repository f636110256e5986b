"""A scenario of one's own on its way: the steps of the form, what was typed so far, and the file at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from vmdojo.progress import RecordError, data_folder
from vmdojo.progress.folder import make
from vmdojo.rounds.prep import write_beside
from vmdojo.scenarios.form import Question, Section, fewest, place, problems, questions, sections, tables, wrong
from vmdojo.scenarios.problem import Problem
from vmdojo.scenarios.writing import scenario_from, write_scenario


class Step(NamedTuple):
    """One page of the form: a section, or one table of it."""

    section: Section
    number: int
    """From 0."""


class Unfinished(Exception):  # noqa: N818 - what it is
    """The scenario cannot be written yet. ``problem`` says why, ``step`` where to go."""

    def __init__(self, problem: Problem, step: Step | None) -> None:
        expected = f" It takes {problem.expected}." if problem.expected else ""
        super().__init__(f"{problem.message}{expected}")
        self.problem = problem
        self.step = step


class Authoring:
    """The answers of one author. Saved on the way; nothing here draws."""

    def __init__(self, folder: Path | None = None) -> None:
        """``folder`` is ``scenarios`` in the data folder if left out. Raises RecordError where that is not known."""
        self.folder = folder if folder is not None else data_folder() / "scenarios"
        self.answers: dict[str, str] = {}
        self.step = Step(sections({})[0], 0)
        self._read()

    @property
    def begun(self) -> bool:
        """Whether anything was typed."""
        return any(text.strip() for text in self.answers.values())

    def asked(self, step: Step | None = None) -> tuple[Question, ...]:
        """The questions of a step, given what was answered so far."""
        step = step or self.step
        return questions(step.section, self.answers, step.number)

    def where(self, question: Question) -> str:
        """The place of an answer of this step."""
        return place(self.step.section, question, self.step.number)

    def take(self, typed: Mapping[str, str]) -> None:
        """Take the answers of this step, by place. A table of which nothing was typed has no choices either."""
        asked = self.asked()
        said = any(typed.get(self.where(q), "").strip() for q in asked if not q.choices)
        for question in asked:
            where = self.where(question)
            keep = said or not question.choices or self.step.section.most == 1
            self.answers[where] = typed.get(where, "") if keep else ""

    def trouble(self) -> str:
        """What is wrong with the answers of this step, first things first; empty where nothing is."""
        for question in self.asked():
            typed = self.answers.get(self.where(question), "")
            told = wrong(self.step.section, question, self.answers, self.step.number) if typed.strip() else ""
            if told:
                return f"{question.ask} {told}"
        return ""

    @property
    def steps(self) -> list[Step]:
        """Every step, given what was answered: of a list as many tables as are needed or filled, and one to fill."""
        found = []
        for section in sections(self.answers):
            if section.most == 1:
                found.append(Step(section, 0))
                continue
            filled = tables(section, self.answers)
            wanted = min(section.most, max(fewest(section, self.answers), filled + 1))
            found += [Step(section, index) for index in range(wanted)]
        return found

    def go(self, by: int) -> bool:
        """So many steps further; False at either end."""
        steps = self.steps
        at = steps.index(self.step) if self.step in steps else 0
        if not 0 <= at + by < len(steps):
            return False
        self.step = steps[at + by]
        return True

    def finish(self) -> Path:
        """Write the file. Raises :class:`Unfinished` while something is wrong, RecordError where the disk is."""
        told = problems(self.answers, shown=1)
        if told:
            raise Unfinished(told[0], self._step_of(told[0]))
        scenario = scenario_from(self.answers).require()
        path = self.folder / f"{scenario.id}.toml"
        make(self.folder.parent)
        make(self.folder)
        write_beside(path, write_scenario(scenario))
        self._draft.unlink(missing_ok=True)
        self.answers = {}
        self.step = Step(sections({})[0], 0)
        return path

    def _step_of(self, problem: Problem) -> Step | None:
        hit = re.match(r"([a-z_]+)(?:\[(\d+)\])?", problem.key)
        if hit is None:
            return None
        index = int(hit[2] or 0)
        by_key = [step for step in self.steps if step.section.key == hit[1]]
        if by_key:
            return next((step for step in by_key if step.number == index), by_key[-1])
        return next((step for step in self.steps if not step.section.key), None)

    # What is kept on the way

    @property
    def _draft(self) -> Path:
        return self.folder / ".form.json"

    def keep(self) -> str:
        """Save what was typed. Why that failed; empty where it did not."""
        try:
            make(self.folder.parent)
            make(self.folder)
            write_beside(self._draft, msgspec.json.encode(self.answers).decode("utf-8"), to_disk=False)
        except RecordError as problem:
            return str(problem)
        return ""

    def _read(self) -> None:
        try:
            self.answers = msgspec.json.decode(self._draft.read_bytes(), type=dict[str, str])
            self.steps  # noqa: B018 - answers of another version may not fit this form
        except (OSError, msgspec.DecodeError, KeyError, ValueError):
            self.answers = {}
