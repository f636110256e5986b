"""The judge: a message in, a grade out, every point explained. No network, no clock, no randomness."""

from vmdojo.grading.judge import grade
from vmdojo.grading.model import DIMENSIONS, Cap, Dimension, DimensionName, Finding, Grade
from vmdojo.grading.rubric import Rubric, Rule, load_rubric
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
]
