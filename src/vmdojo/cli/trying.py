"""``vmdojo scenarios try`` without a screen: lines in, what was heard out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from vmdojo.cli import console
from vmdojo.cli.encoding import tenth

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmdojo.grading import Rubric
    from vmdojo.grading.trying import Fired, Heard, Trial
    from vmdojo.scenarios import Scenario

_TEXT_LIMIT = 1 << 20
_STATES = ("used", "mentioned", "passed", "offered", "touched", "told")
_LABEL = 11


def reader(which: str) -> Callable[[], Scenario | str]:
    """How to come by the scenario of an id or a file, again and again: the scenario, or a sentence on what is wrong.

    Refuses at once where there is no such id or file.
    """
    from vmdojo.cli.library import find_scenario, read_library
    from vmdojo.scenarios import Scenario, load_toml

    path = Path(which)
    if not (path.suffix.lower() == ".toml" or path.is_file()):
        scenario = find_scenario(read_library(), which)
        return lambda: scenario

    def read() -> Scenario | str:
        loaded = load_toml(path, Scenario)
        if loaded.value is not None:
            return loaded.value
        more = f" ({len(loaded.problems) - 1} more)" if len(loaded.problems) > 1 else ""
        return f"{loaded.problems[0].place}: {loaded.problems[0].message}{more}"

    return read


def required(which: str) -> Scenario:
    """The scenario of an id or a file; refuses with all problems of a file."""
    from vmdojo.scenarios import Scenario, ScenarioError, load_toml

    found = reader(which)()
    if not isinstance(found, str):
        return found
    try:
        return load_toml(Path(which), Scenario).require()
    except ScenarioError as problem:
        console.refuse(str(problem))


def from_stdin() -> str:
    """A message from a pipe."""
    data = console.stdin_bytes().read(_TEXT_LIMIT + 1)
    if len(data) > _TEXT_LIMIT:
        console.refuse("The input is longer than 1 MiB. A voicemail is a few hundred characters.")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as problem:
        console.refuse(f"The input is not UTF-8 at byte {problem.start + 1}. Save it as UTF-8 and try again.")


def loop(read: Callable[[], Scenario | str], rubric: Rubric) -> int:
    """Judge each line that is typed, until the input ends. A file is read again before each."""
    from vmdojo.grading.trying import try_out

    console.warn("Each line is judged by itself. Ctrl+D ends." if sys.platform != "win32" else "Ctrl+Z, Enter ends.")
    while True:
        line = console.stdin_bytes().readline(_TEXT_LIMIT)
        if not line:
            return 0
        text = line.decode("utf-8", "replace").strip()
        scenario = read()
        if isinstance(scenario, str):
            console.warn(console.inert(scenario))
        elif text:
            console.say("\n".join(report(try_out(text, scenario, rubric))))
            sys.stdout.flush()


def report(trial: Trial) -> list[str]:
    """What was heard, line by line."""
    grade = trial.grade
    said = f"{console.count(grade.words, 'word')}, {grade.seconds:.0f} s"
    lines = [f"relevance {trial.relevance:.0f}, total {grade.total:.0f}, {said}"]
    heard = [one for one in (*trial.facts, *trial.offers) if one.fired]
    for one in sorted(heard, key=lambda one: _STATES.index(one.state)):
        earned = f", {one.points:+.1f} points" if round(one.points, 1) else ""
        lines.append(f"{one.state:<{_LABEL}}{one.id} ({one.kind}){earned}")
        for fired in one.fired:
            lines += console.wrapped(_cue(fired), indent=" " * (_LABEL + 2), first=" " * _LABEL)
    for label, all_ in (("silent", trial.facts), ("not offered", trial.offers)):
        silent = ", ".join(one.id for one in all_ if not one.fired)
        if silent:
            lines += console.wrapped(silent, indent="  ", first=f"{label}: ")
    return lines


def _cue(fired: Fired) -> str:
    whole = "" if fired.strength >= 0.995 else f", {fired.strength:.0%} of it"
    return f'"{fired.quote}" by the cue "{fired.cue}"{whole}'


def as_object(scenario: Scenario, trial: Trial) -> dict[str, object]:
    """The same for programs."""
    return {
        "format": 1,
        "scenario": scenario.id,
        "relevance": tenth(trial.relevance),
        "total": tenth(trial.grade.total),
        "words": trial.grade.words,
        "seconds": tenth(trial.grade.seconds),
        "facts": [_heard(one) for one in trial.facts],
        "offers": [_heard(one) for one in trial.offers],
    }


def _heard(one: Heard) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "state": one.state,
        "points": tenth(one.points),
        "fired": [
            {"cue": f.cue, "strength": round(f.strength, 2), "start": f.start, "end": f.end, "quote": f.quote}
            for f in one.fired
        ],
    }
