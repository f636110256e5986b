"""Scenarios as data: what one is, reading TOML with exact positions, the library, the format checks."""

from vmdojo.scenarios.problem import Problem, ScenarioError
from vmdojo.scenarios.toml import Loaded, load_toml, loads_toml

__all__ = ["Loaded", "Problem", "ScenarioError", "load_toml", "loads_toml"]
