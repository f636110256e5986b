"""The linter: all that is to be said of scenario files, from their form to how their samples grade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from vmdojo.grading.dossier import dossier_of
from vmdojo.grading.matching import Matcher
from vmdojo.grading.reading import Reading
from vmdojo.grading.rubric import Rubric
from vmdojo.grading.samples import judge_samples
from vmdojo.message import parse
from vmdojo.scenarios import Library, check_scenario
from vmdojo.scenarios.check import TOO_ALIKE, plain
from vmdojo.scenarios.mend import mend
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.packs.model import INFO, check_info
from vmdojo.scenarios.permanent import IDS, check_ids
from vmdojo.scenarios.problem import Problem, nearest, short
from vmdojo.scenarios.toml import Loaded, load_toml

NO_REASON = frozenset(("decoy", "stale"))
"""Kinds of facts that earn nothing."""
TRIGGER = "trigger"
"""The one skill that is no family of rules: telling which news matters."""


class Note(NamedTuple):
    """Something that the linter has to say of a file."""

    problem: Problem
    disputed: str = ""
    """The author's reason where author and judge differ: then it is no fault of the file."""


def lint(loaded: Sequence[Loaded[Scenario]], rubric: Rubric, others: Iterable[Scenario] = ()) -> Iterator[Note]:
    """All that is to be said, file by file in the order of lines; what only shows between files comes last.

    ``others`` are scenarios that are not checked, but whose samples must not be repeated.
    """
    near = _Samples(others)
    told: list[Problem] = []
    for one in loaded:
        notes = [*map(Note, check_scenario(one)), *_judged(one, rubric), *map(Note, near.add(one))]
        notes.sort(key=lambda note: (note.problem.line, note.problem.column))
        told += [note.problem for note in notes]
        yield from notes
    yield from (Note(problem) for problem in Library(loaded).problems if problem not in told)


def lint_files(
    files: Sequence[Path], folders: Iterable[Path], rubric: Rubric, others: Iterable[Scenario] = ()
) -> tuple[int, list[Note]]:
    """How many scenarios were checked, and all that is to be said of them.

    ``files`` are scenarios, or a ``pack.toml``; ``folders`` those that were named as a whole: only there can an id be
    missed.
    """
    by_file = {file: load_toml(file, Scenario) for file in files if file.name != INFO}
    notes = list(lint(list(by_file.values()), rubric, others))
    notes += [Note(problem) for file in files if file.name == INFO for problem in check_info(file)]
    for folder in folders:
        own = [one for file, one in by_file.items() if file.parent == folder]
        notes += map(Note, check_ids(folder / IDS, own))
    return len(by_file), notes


def skills(rubric: Rubric) -> frozenset[str]:
    """What a scenario may train: the families of rules, written as slugs, and ``trigger``."""
    return frozenset(rule.partition(".")[0].replace("_", "-") for rule in rubric.rules) | {TRIGGER}


def _judged(one: Loaded[Scenario], rubric: Rubric) -> Iterator[Note]:
    """Where a file does not fare with the judge as it claims, at the line of each sample, cue and skill."""
    readable = mend(one, Scenario)
    if readable is None:
        return
    known = skills(rubric)
    for index, skill in enumerate(readable.skills):
        if skill not in known:
            message = f'No rule trains the skill "{short(skill)}".'
            expected = f"one of {', '.join(sorted(known))}"
            yield Note(one.problem(("skills", index), message, expected=expected, nearest=nearest(skill, known)))
    for found in judge_samples(readable, rubric):
        message = f"{found.kind.capitalize()} sample {found.index + 1}: {found.message}"
        yield Note(one.problem((found.kind, found.index, *found.key), message), found.disputed)
    if one.value is not None:
        yield from map(Note, _crossed_cues(one, one.value, rubric))


def _crossed_cues(one: Loaded[Scenario], scenario: Scenario, rubric: Rubric) -> Iterator[Problem]:
    """Cues of a decoy that earn credit as another fact, and cues of a good fact that touch a decoy."""
    dossier = dossier_of(scenario, rubric)
    for index, fact in enumerate(scenario.fact):
        for number, cue in enumerate(fact.cues):
            matcher = Matcher(Reading(parse(cue, rubric.pace)), dossier.lookup)
            for clue in dossier.facts:
                if (fact.kind in NO_REASON) == (clue.kind in NO_REASON) or matcher.find(clue) is None:
                    continue
                said = f'The cue "{short(cue)}"'
                if fact.kind in NO_REASON:
                    message = f'{said} of a {fact.kind} fact earns credit as "{clue.id}".'
                else:
                    message = f'{said} is also heard as the {clue.kind} fact "{clue.id}".'
                yield one.problem(("fact", index, "cues", number), message, expected="words that mean one fact only")


class _Samples:
    """The samples seen so far, to tell when one is nearly another of a different scenario."""

    def __init__(self, others: Iterable[Scenario]) -> None:
        self._seen: list[tuple[str, str, str]] = []
        for scenario in others:
            self._seen += [(scenario.id, where, text) for where, text, _ in _texts(scenario)]

    def add(self, one: Loaded[Scenario]) -> Iterator[Problem]:
        from rapidfuzz import fuzz  # loads with the judge, not with the words

        scenario = one.value
        if scenario is None:
            return
        own = list(_texts(scenario))
        for _, text, (name, index) in own:
            for other, where, said in self._seen:
                if other != scenario.id and fuzz.ratio(text, said, score_cutoff=TOO_ALIKE) >= TOO_ALIKE:
                    message = f'This sample says almost the same as {where} of "{other}".'
                    yield one.problem((name, index, "text"), message, expected="a message to this buyer alone")
                    break
        self._seen += [(scenario.id, where, text) for where, text, _ in own]


def _texts(scenario: Scenario) -> Iterator[tuple[str, str, tuple[str, int]]]:
    strong = [("strong", index, sample.text) for index, sample in enumerate(scenario.strong)]
    weak = [("weak", index, sample.text) for index, sample in enumerate(scenario.weak)]
    for name, index, said in strong + weak:
        text = plain(said)
        if text:
            yield f"{name} sample {index + 1}", text, (name, index)
