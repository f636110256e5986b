"""The buyer's reaction and the coach's advice: pure functions of a grade.

The names come in when they are first asked for, so that the record, which needs only the structs of
``coaching.model``, does not bring the judge with it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmdojo.coaching.advice import advise
    from vmdojo.coaching.applying import apply, apply_all
    from vmdojo.coaching.model import Advice, Attempt, Fix, Outcome, Prediction, Reaction
    from vmdojo.coaching.reaction import react
    from vmdojo.coaching.wording import clock, spoken

__all__ = [
    "Advice",
    "Attempt",
    "Fix",
    "Outcome",
    "Prediction",
    "Reaction",
    "advise",
    "apply",
    "apply_all",
    "clock",
    "react",
    "spoken",
]

_HOME = {
    "advise": "advice",
    "apply": "applying",
    "apply_all": "applying",
    "clock": "wording",
    "react": "reaction",
    "spoken": "wording",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME.get(name, 'model')}"), name)
