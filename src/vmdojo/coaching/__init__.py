"""The buyer's reaction and the coach's advice: pure functions of a grade."""

from vmdojo.coaching.advice import advise
from vmdojo.coaching.apply import apply, apply_all
from vmdojo.coaching.model import Advice, Attempt, Fix, Outcome, Prediction, Reaction
from vmdojo.coaching.reaction import clock, react

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
]
