"""The library as commands read it: refusals in a sentence, broken files told of and left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmdojo.cli import console

if TYPE_CHECKING:
    from vmdojo.scenarios import Library, Scenario


def read_library(*, quiet: bool = False) -> Library:
    """The shipped library and all packs; a folder that is missing is refused, what is broken is told and left out.

    ``quiet`` is for a command that tells of what is broken itself.
    """
    from vmdojo.scenarios import ScenarioError, load_library
    from vmdojo.scenarios.packs.shelf import packs_folder

    try:
        library = load_library(packs=packs_folder())
    except ScenarioError as problem:
        console.refuse(str(problem))
    if library.problems and not quiet:
        console.warn(f"{console.count(len(library.problems), 'problem')} in the library; see vmdojo scenarios check.")
    if library.pack_problems and not quiet:
        console.warn(f"{console.count(len(library.pack_problems), 'problem')} in your packs; see vmdojo packs list.")
    return library


def read_alone(id_: str) -> Scenario | None:
    """The shipped scenario whose file bears its id, without the rest of the library; None where there is none such."""
    from vmdojo.scenarios import ScenarioError, library_folder, read_scenario

    if not id_.isascii() or not id_.replace("-", "").isalnum():
        return None
    try:
        scenario, _ = read_scenario(library_folder() / f"{id_}.toml")
    except ScenarioError:
        return None
    return scenario if scenario is not None and scenario.id == id_ else None


def find_scenario(library: Library, id_: str) -> Scenario:
    """The scenario of that id; refuses with the nearest id."""
    from vmdojo.scenarios import UnknownScenario

    try:
        return library.get(id_)
    except UnknownScenario as unknown:
        console.refuse(str(unknown))
