"""Scenarios as data: what one is, reading TOML with exact positions, the library, the format checks.

The names come in when they are first asked for: a grade without a scenario reads no file of one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmdojo.scenarios.check import check_scenario
    from vmdojo.scenarios.library import (
        BELTS,
        Library,
        UnknownScenario,
        content_form,
        content_hash,
        facts_shown,
        library_folder,
        load_library,
        read_scenario,
        scenario_files,
    )
    from vmdojo.scenarios.model import About, Plan, Scenario
    from vmdojo.scenarios.problem import Problem, ScenarioError, inert
    from vmdojo.scenarios.toml import Loaded, load_toml, loads_toml

__all__ = [
    "BELTS",
    "About",
    "Library",
    "Loaded",
    "Plan",
    "Problem",
    "Scenario",
    "ScenarioError",
    "UnknownScenario",
    "check_scenario",
    "content_form",
    "content_hash",
    "facts_shown",
    "inert",
    "library_folder",
    "load_library",
    "load_toml",
    "loads_toml",
    "read_scenario",
    "scenario_files",
]

_HOME = {
    **dict.fromkeys(("About", "Plan", "Scenario"), "model"),
    **dict.fromkeys(("Problem", "ScenarioError", "inert"), "problem"),
    **dict.fromkeys(("Loaded", "load_toml", "loads_toml"), "toml"),
    "check_scenario": "check",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME.get(name, 'library')}"), name)
