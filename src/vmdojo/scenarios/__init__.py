"""Scenarios as data: what one is, reading TOML with exact positions, the library, the format checks."""

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


def check_scenario(loaded: Loaded[Scenario]) -> list[Problem]:
    """Everything wrong with one file, in the order of its lines; empty where the format checks have nothing to say."""
    from vmdojo.scenarios.check import check_scenario as check  # the game never lints

    return check(loaded)
