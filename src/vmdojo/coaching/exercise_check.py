"""The linter for exercises: their form, and whether they grade as their author says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from vmdojo.coaching.marking import borne_out, facts_used, graded, mark, rules_found, sides, without_samples
from vmdojo.coaching.remarks import PASSED_AT
from vmdojo.coaching.schedule import DIMENSION_OF
from vmdojo.grading import Rubric
from vmdojo.scenarios.exercise_model import Answer, Ask, Compare, Cut, Exercise, Opener, Reason, Repair
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.problem import Keys, Problem, short
from vmdojo.scenarios.toml import Loaded
from vmdojo.scenarios.wording import broken_line, wording_faults

GAP = 15.0
"""Points of the total by which the better of two messages must lead."""
TO_CUT = 12.0
"""Spoken seconds by which a message to cut must be too long."""

_MOST: dict[str, int] = {
    "title": 50, "teaches": 300, "why": 300, "shows": 240, "instead_of": 500, "rest": 600, "rule": 64,
    "one": 900, "other": 900,
}  # fmt: skip
_MOST_OF: dict[tuple[type, str], int] = {(Answer, "text"): 900, (Reason, "text"): 120}
_LONGEST = 1500
_ONE_LINE = frozenset(("title", "teaches", "why", "shows", "scenario"))


def check_exercise(one: Loaded[Exercise], scenario: Scenario | None, rubric: Rubric) -> list[Problem]:
    """Everything wrong with one file, in the order of its lines. ``scenario`` is the one that it names, where there is
    such a one: only then is it graded."""
    exercise = one.value
    if exercise is None:
        return list(one.problems)
    problems = [*_form(one, exercise)]
    if scenario is not None:
        problems += _facts(one, exercise, scenario)
        problems += _judged(one, exercise, without_samples(exercise, scenario), rubric)
    return sorted(problems, key=lambda it: (it.line, it.column))


# -- form ------------------------------------------------------------------------------------------------------------


def _form(one: Loaded[Exercise], exercise: Exercise) -> Iterator[Problem]:
    file = Path(one.source.name)
    if file.suffix.lower() == ".toml" and file.stem != exercise.id:
        message = f'The id "{exercise.id}" and the name of the file differ.'
        yield one.problem(("id",), message, expected=f"{exercise.id}.toml")
    if not exercise.skills:
        yield one.problem(("skills",), "The exercise trains no skill.", expected="at least one")
    for index, skill in enumerate(exercise.skills):
        if skill not in DIMENSION_OF:
            known = ", ".join(DIMENSION_OF)
            yield one.problem(("skills", index), f'There is no skill "{short(skill)}".', expected=f"one of {known}")
    lists: list[tuple[str, tuple[object, ...], int, int]] = [("skills", exercise.skills, 1, 4)]
    if isinstance(exercise, Compare):
        lists.append(("reason", exercise.reason, 3, 6))
        right = sum(reason.right for reason in exercise.reason)
        if not 1 <= right < len(exercise.reason):
            yield one.problem(
                ("reason",), "All reasons hold, or none does.", expected="some that hold and some that don't"
            )
        for index, reason in enumerate(exercise.reason):
            if reason.right and not reason.rule:
                message = "A right reason names the rule that bears it out."
                yield one.problem(("reason", index), message, expected="rule, an id of vmdojo rules")
    else:
        lists.append(("answer", exercise.answer, 1, 3))
    if isinstance(exercise, Repair):
        lists.append(("faults", exercise.faults, 1, 4))
    if isinstance(exercise, Cut):
        lists.append(("keep", exercise.keep, 1, 4))
    for name, held, least, most in lists:
        if not least <= len(held) <= most:
            message = f'There are {len(held)} in "{name}".'
            yield one.problem((name,), message, expected=f"{least} to {most}")
        texts = [item for item in held if isinstance(item, str)]
        for item, times in Counter(texts).items():
            if times > 1:
                yield one.problem((name,), f'"{short(item)}" stands twice in "{name}".', expected="each once")
    yield from _texts(one, exercise, ())


def _texts(one: Loaded[Exercise], part: msgspec.Struct, keys: Keys) -> Iterator[Problem]:
    for name in part.__struct_fields__:
        held = getattr(part, name)
        for index, item in enumerate(held if isinstance(held, tuple) else (held,)):
            where = (*keys, name, index) if isinstance(held, tuple) else (*keys, name)
            if isinstance(item, msgspec.Struct):
                yield from _texts(one, item, where)
            elif isinstance(item, str):
                yield from _text(one, where, name, item, _MOST_OF.get((type(part), name), _MOST.get(name, _LONGEST)))


def _text(one: Loaded[Exercise], where: Keys, name: str, text: str, most: int) -> Iterator[Problem]:
    if text and not text.strip():
        yield one.problem(where, "This text is blank.", expected="words")
    faults = broken_line(text) if name in _ONE_LINE else iter(())
    for message, expected, quote in (*faults, *wording_faults(text, most)):
        yield one.problem(where, message, expected=expected, quote=quote)


def _facts(one: Loaded[Exercise], exercise: Exercise, scenario: Scenario) -> Iterator[Problem]:
    if not isinstance(exercise, Cut):
        return
    kinds = {fact.id: fact.kind for fact in scenario.fact}
    for index, fact in enumerate(exercise.keep):
        if fact not in kinds:
            message = f'The scenario "{scenario.id}" has no fact "{short(fact)}".'
            yield one.problem(("keep", index), message, expected=f"one of {', '.join(kinds)}")
        elif kinds[fact] in ("decoy", "stale"):
            yield one.problem(("keep", index), f'"{fact}" is {kinds[fact]}: it is no reason to keep.')


# -- under the judge -------------------------------------------------------------------------------------------------


def _judged(one: Loaded[Exercise], exercise: Exercise, scenario: Scenario, rubric: Rubric) -> Iterator[Problem]:
    if isinstance(exercise, Compare):
        yield from _compared(one, exercise, scenario, rubric)
        return
    for index, answer in enumerate(exercise.answer):
        marked = mark(exercise, scenario, answer.text, rubric, sample=True)
        if not marked.passed:
            against = "; ".join(note.why for note in marked.missing) or "too little that speaks for it"
            message = f"This sample answer does not pass: {marked.points:.1f} points. {marked.line} {against}"
            yield one.problem(
                ("answer", index, "text"), message, expected=f"{PASSED_AT:.0f} points, and nothing missing"
            )
    bad = {Repair: "text", Cut: "text", Ask: "instead_of"}.get(type(exercise))
    if bad is not None:
        marked = mark(exercise, scenario, getattr(exercise, bad), rubric)
        if marked.passed:
            yield one.problem((bad,), f"This is to be made better, and it passes: {marked.points:.1f} points.")
    if isinstance(exercise, Repair):
        found = rules_found(graded(exercise, scenario, exercise.text, rubric))
        yield from _planted(one, exercise, found, rubric)
    elif isinstance(exercise, Cut):
        result = graded(exercise, scenario, exercise.text, rubric)
        for index, fact in enumerate(exercise.keep):
            if fact not in facts_used(result):
                yield one.problem(("keep", index), f'The message itself does not use the fact "{fact}".')
        if result.seconds < exercise.target_seconds + TO_CUT:
            message = f"The message takes {result.seconds:.0f} seconds: there is too little to cut."
            expected = f"at least {exercise.target_seconds + TO_CUT:.0f} seconds"
            yield one.problem(("text",), message, expected=expected)
    elif isinstance(exercise, Ask):
        marked = mark(exercise, scenario, exercise.instead_of, rubric)
        if marked.level is not None and marked.level <= exercise.level:
            message = f"This ask weighs {marked.level} of 10, no more than the mark of {exercise.level}."
            yield one.problem(("instead_of",), message, expected="an ask that is too big")
    elif isinstance(exercise, Opener):
        alone = graded(exercise, scenario, "Hello there.", rubric)
        if facts_used(alone):
            yield one.problem(("rest",), "Even a greeting alone would pass for a reason here.")


def _planted(one: Loaded[Exercise], exercise: Repair, found: frozenset[str], rubric: Rubric) -> Iterator[Problem]:
    for index, fault in enumerate(exercise.faults):
        where = ("faults", index)
        if fault in rubric.silent:
            continue
        if fault not in rubric.rules:
            yield one.problem(where, f'There is no rule "{short(fault)}".', expected="an id of vmdojo rules")
        elif fault not in found:
            yield one.problem(where, f'"{fault}" is said to be planted, and the judge does not find it.')


def _compared(one: Loaded[Exercise], exercise: Compare, scenario: Scenario, rubric: Rubric) -> Iterator[Problem]:
    grades = sides(exercise, scenario, rubric)
    better, worse = grades[exercise.better], grades[exercise.worse]
    if better.total - worse.total < GAP:
        message = f"The better message totals {better.total:.1f}, the other {worse.total:.1f}."
        yield one.problem(("better",), message, expected=f"{GAP:.0f} points between them")
    if better.total < PASSED_AT:
        message = f"The better message totals {better.total:.1f}."
        yield one.problem((exercise.better,), message, expected=f"{PASSED_AT:.0f} points")
    for index, reason in enumerate(exercise.reason):
        if not reason.rule or reason.rule in rubric.silent:
            continue
        where = ("reason", index, "rule")
        if reason.rule not in rubric.rules:
            yield one.problem(where, f'There is no rule "{short(reason.rule)}".', expected="an id of vmdojo rules")
        elif borne_out(reason.rule, better, worse, rubric) is not reason.right:
            held = "do not bear this out" if reason.right else "bear this out"
            yield one.problem(where, f"The judge's findings {held}: {reason.rule}.")
