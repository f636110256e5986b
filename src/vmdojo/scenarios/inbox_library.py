"""The sets of the Inbox: a folder ``inbox`` in the library, one set a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vmdojo.scenarios.inbox_model import SLUG_OF_YOURS, InboxSet
from vmdojo.scenarios.library import BELTS, library_folder, scenario_files
from vmdojo.scenarios.problem import Problem, ScenarioError, inert, nearest, short
from vmdojo.scenarios.toml import Loaded, load_toml

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "inbox"
"""The folder inside a library that holds sets."""


class UnknownSet(ScenarioError, LookupError):  # noqa: N818 - as UnknownScenario
    """No set has this id, now or formerly. ``nearest`` is the id that was likely meant, or empty."""

    def __init__(self, id_: str, near: str) -> None:
        meant = f'Did you mean "{inert(near)}"?' if near else '"vmdojo inbox list" shows all.'
        super().__init__(f'There is no set "{short(id_)}" in the inbox. {meant}')
        self.nearest = near


class InboxLibrary:
    """Sets by belt and then by title. ``problems`` tells of files that could not be used; they do not hide others."""

    def __init__(self, loaded: Iterable[Loaded[InboxSet]]) -> None:
        """Take what was loaded. Of two files with one id the first is kept; the other is a problem."""
        problems: list[Problem] = []
        kept: dict[str, Loaded[InboxSet]] = {}
        for one in loaded:
            problems += one.problems
            if one.value is None:
                continue
            id_ = one.value.id
            if id_ == SLUG_OF_YOURS:
                message = f'The id "{SLUG_OF_YOURS}" is kept for messages that a player received.'
                problems.append(one.problem(("id",), message, expected="another id"))
            elif id_ in kept:
                other = inert(kept[id_].source.name.replace("\\", "/").rpartition("/")[2])
                problems.append(one.problem(("id",), f'The id "{id_}" already belongs to {other}.', expected="its own"))
            else:
                kept[id_] = one
        self.loaded = tuple(sorted(kept.values(), key=_rank))
        self.sets: tuple[InboxSet, ...] = tuple(one.require() for one in self.loaded)
        self.problems = tuple(problems)

    def get(self, id: str) -> InboxSet:  # noqa: A002 - as Library.get
        """The set of that id, or that once had it. Raises UnknownSet."""
        found = next((s for s in self.sets if s.id == id), None) or next((s for s in self.sets if id in s.was), None)
        if found is None:
            names = {s.title: s.id for s in self.sets} | {s.id: s.id for s in self.sets}
            raise UnknownSet(id, names.get(nearest(id, names), ""))
        return found


def _rank(one: Loaded[InboxSet]) -> tuple[int, str, str]:
    found = one.require()
    return BELTS.index(found.belt), found.title.casefold(), found.id


def set_files(folder: Path | None = None) -> list[Path]:
    """The files of sets in a library's folder, the shipped one if left out; none where it has no folder of sets.

    Raises ScenarioError where the folder is there and cannot be read.
    """
    place = (folder or library_folder()) / FOLDER
    return scenario_files(place) if place.is_dir() else []


def load_inbox(folder: Path | None = None) -> InboxLibrary:
    """Read all sets of a library's folder. Raises ScenarioError where it cannot be read."""
    return InboxLibrary(load_toml(file, InboxSet) for file in set_files(folder))
