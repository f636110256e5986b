"""The judge: a message in, a grade out, every point explained. No network, no clock, no randomness.

The names come in when they are first asked for, so that rooms which need only the structs of ``grading.model`` do not
bring the rules with them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmdojo.grading.judge import grade
    from vmdojo.grading.model import DIMENSIONS, Cap, Dimension, DimensionName, Finding, Grade
    from vmdojo.grading.rubric import Rubric, Rule, load_rubric, rubric_of
    from vmdojo.grading.rubric_own import profiles, switches
    from vmdojo.grading.samples import SampleProblem, judge_samples

__all__ = [
    "DIMENSIONS",
    "Cap",
    "Dimension",
    "DimensionName",
    "Finding",
    "Grade",
    "Rubric",
    "Rule",
    "SampleProblem",
    "grade",
    "judge_samples",
    "load_rubric",
    "profiles",
    "rubric_of",
    "switches",
]

_HOME = {
    "grade": "judge",
    "Rubric": "rubric",
    "Rule": "rubric",
    "load_rubric": "rubric",
    "rubric_of": "rubric",
    "profiles": "rubric_own",
    "switches": "rubric_own",
    "SampleProblem": "samples",
    "judge_samples": "samples",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME.get(name, 'model')}"), name)
