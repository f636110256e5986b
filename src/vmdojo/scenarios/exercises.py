"""The exercises that lie beside the scenarios: short, one thing each, over the same buyers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from vmdojo.scenarios.exercise_model import AnyExercise, Exercise, LeaveOrNot
from vmdojo.scenarios.library import BELTS, library_folder, scenario_files
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.problem import Problem, ScenarioError, nearest, short
from vmdojo.scenarios.toml import Loaded, load_toml

if TYPE_CHECKING:
    from pathlib import Path

    from vmdojo.scenarios.library import Library

FOLDER = "exercises"
"""Where they lie in a folder of scenarios."""


class UnknownExercise(ScenarioError, LookupError):  # noqa: N818 - as UnknownScenario
    """No exercise has this id, now or formerly."""

    def __init__(self, id_: str, near: str) -> None:
        meant = f'Did you mean "{near}"?' if near else '"vmdojo drill --list" shows all.'
        super().__init__(f'There is no exercise "{short(id_)}". {meant}')
        self.id = id_
        self.nearest = near


class Exercises:
    """The exercises of a folder whose buyers are in the library, by belt and then by title; behind them the library's
    leave-or-not scenarios. ``problems`` tells of files that could not be used."""

    def __init__(self, loaded: Iterable[Loaded[Exercise]], library: Library) -> None:
        self.library = library
        problems: list[Problem] = []
        kept: dict[str, AnyExercise] = {}
        self.loaded: list[Loaded[Exercise]] = []
        """Each usable exercise together with its file."""
        taken = {name for scenario in library.scenarios for name in (scenario.id, *scenario.was)}
        for one in loaded:
            problems += one.problems
            exercise = one.value
            if exercise is None:
                continue
            problem = _unusable(one, exercise, kept, taken, library)
            if problem is not None:
                problems.append(problem)
            else:
                kept[exercise.id] = exercise
                self.loaded.append(one)
        for scenario in library.scenarios:
            if scenario.kind == "leave-or-not" and scenario.right_move is not None:
                kept[scenario.id] = _leave_or_not(scenario)
        self._kept = kept
        self._former = {was: it.id for it in kept.values() if not isinstance(it, LeaveOrNot) for was in it.was}
        self.exercises: tuple[AnyExercise, ...] = tuple(
            sorted(kept.values(), key=lambda it: (BELTS.index(it.belt), it.title.casefold(), it.id))
        )
        self.problems: tuple[Problem, ...] = tuple(problems)

    def get(self, id: str) -> AnyExercise:  # noqa: A002 - the word that a caller expects
        """The exercise of that id, or that once had it. Raises UnknownExercise."""
        found = self._kept.get(id) or self._kept.get(self._former.get(id, ""))
        if found is None:
            names = {it.title: it.id for it in self.exercises} | {it.id: it.id for it in self.exercises}
            raise UnknownExercise(id, names.get(nearest(id, names), ""))
        return found

    def scenario(self, exercise: AnyExercise) -> Scenario:
        """The buyer and the dossier that an exercise uses."""
        return self.library.get(exercise.scenario)


def load_exercises(library: Library, folder: Path | None = None) -> Exercises:
    """Read all exercises of a folder; without one, of those that came with vmdojo. A folder that is not there holds
    none. A broken file is one of ``Exercises.problems``."""
    return Exercises((load_exercise(path) for path in exercise_files(folder)), library)


def load_exercise(path: Path) -> Loaded[Exercise]:
    """Read one exercise file."""
    return cast(Loaded[Exercise], load_toml(path, cast(Any, Exercise)))


def exercise_files(folder: Path | None = None) -> Sequence[Path]:
    """The exercise files of a folder, by name; of the library's own where none is given."""
    folder = library_folder() / FOLDER if folder is None else folder
    return scenario_files(folder) if folder.is_dir() else ()


def _unusable(
    one: Loaded[Exercise], exercise: Exercise, kept: dict[str, AnyExercise], taken: set[str], library: Library
) -> Problem | None:
    if exercise.id in kept or exercise.id in taken:
        owner = "another exercise" if exercise.id in kept else "a scenario"
        return one.problem(("id",), f'The id "{exercise.id}" already belongs to {owner}.', expected="an id of its own")
    try:
        library.get(exercise.scenario)
    except LookupError as unknown:
        near = getattr(unknown, "nearest", "")
        message = f'There is no scenario "{short(exercise.scenario)}".'
        return one.problem(("scenario",), message, expected="the id of a scenario in the library", nearest=near)
    return None


def _leave_or_not(scenario: Scenario) -> LeaveOrNot:
    return LeaveOrNot(
        id=scenario.id,
        title=scenario.title,
        belt=scenario.belt,
        skills=scenario.skills,
        scenario=scenario.id,
        teaches=scenario.teaches,
    )
