"""A scenario of one's own on its way: the steps of the form, what was typed so far, and the file at the end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from vmdojo.progress import RecordError, data_folder
from vmdojo.progress.errors import from_os
from vmdojo.progress.errors import place as place_of
from vmdojo.progress.folder import make
from vmdojo.scenarios.drafting import DRAFT, drop_draft, keep_draft, load_draft, save_scenario
from vmdojo.scenarios.form import Question, Section, fewest, place, problems, questions, sections, tables, wrong
from vmdojo.scenarios.problem import Problem
from vmdojo.scenarios.writing import scenario_from


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
        make(self.folder.parent)
        make(self.folder)
        try:
            path = save_scenario(self.folder, scenario)
            drop_draft(self._draft)
        except FileExistsError as taken:
            raise RecordError(
                f'There is a scenario "{scenario.id}" in {place_of(self.folder)} already.',
                "Give this one another title, or move that file.",
                self.folder,
            ) from taken
        except OSError as problem:
            raise from_os(problem, self.folder) from problem
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
        """The same file as the command line's, so that either goes on where the other stopped."""
        return self.folder.parent / DRAFT

    def keep(self) -> str:
        """Save what was typed. Why that failed; empty where it did not."""
        try:
            keep_draft(self._draft, self.answers)
        except OSError as problem:
            return str(from_os(problem, self._draft))
        return ""

    def _read(self) -> None:
        self.answers = load_draft(self._draft)
        try:
            self.steps  # noqa: B018 - answers of another version may not fit this form
        except (KeyError, ValueError):
            self.answers = {}
