"""Exercises in ``vmdojo scenarios check``: which files are meant, and what the linter says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from vmdojo.scenarios.exercises import FOLDER, exercise_files, load_exercise

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.scenarios import Problem


def is_exercise(path: Path) -> bool:
    """Whether a path that was named is an exercise, or a folder of them: it lies in, or is, a folder of that name."""
    whole = path.absolute()
    return whole.name == FOLDER if path.is_dir() else whole.parent.name == FOLDER


def check_exercises(paths: Sequence[Path], rubric: Rubric) -> tuple[int, list[Problem]]:
    """How many exercises were checked, and all that is wrong with them. Without paths the library's own are checked; a
    folder of scenarios brings the exercises that lie in it."""
    from vmdojo.coaching.exercise_check import check_exercise
    from vmdojo.scenarios import load_library
    from vmdojo.scenarios.exercises import Exercises
    from vmdojo.scenarios.library import library_folder
    from vmdojo.scenarios.permanent import IDS, check_ids

    folders = [folder for folder in _folders(paths or [library_folder()]) if folder.is_dir()]
    files = [file for folder in folders for file in exercise_files(folder)]
    files += [path for path in paths if not path.is_dir() and is_exercise(path)]
    if not files:
        return 0, []
    library = load_library()
    loaded = [load_exercise(file) for file in dict.fromkeys(files)]
    problems: list[Problem] = []
    for one in loaded:
        scenario = None
        if one.value is not None:
            with suppress(LookupError):  # told below, with the nearest id
                scenario = library.get(one.value.scenario)
        problems += check_exercise(one, scenario, rubric)
    problems += [it for it in Exercises(loaded, library).problems if it not in problems]
    for folder in folders:
        own = [one for one in loaded if Path(one.source.name).parent == folder]
        problems += check_ids(folder / IDS, own, "exercise")
    return len(loaded), problems


def _folders(paths: Iterable[Path]) -> list[Path]:
    found = [path if is_exercise(path) else path / FOLDER for path in paths if path.is_dir()]
    return list(dict.fromkeys(found))
