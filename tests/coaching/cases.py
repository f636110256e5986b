"""Messages and buyers that the coach's tests share."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from vmdojo.grading import Grade, Rubric, grade, load_rubric
from vmdojo.message import parse
from vmdojo.message.model import Message
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import About, Scenario

CORPUS = Path(__file__).parents[1] / "corpus" / "messages.jsonl"


class Case(NamedTuple):
    """A message graded for a buyer."""

    name: str
    buyer: Scenario | About | None
    message: Message
    grade: Grade


def graded(name: str, buyer: Scenario | About | None, text: str) -> Case:
    """A case from a text."""
    rubric = load_rubric()
    message = parse(text, rubric.pace)
    return Case(name, buyer, message, grade(message, buyer, rubric))


def rubric() -> Rubric:
    """The shipped rubric."""
    return load_rubric()


def scenario(name: str) -> Scenario:
    """A shipped scenario."""
    return load_library().get(name)


@lru_cache(maxsize=1)
def samples() -> tuple[Case, ...]:
    """The samples of every third buyer of the library, weak and strong: all belts, all relationships.

    Advising on one takes a tenth of a second and a dozen tests ask for all; ``report.py`` covers the whole library.
    """
    found: list[Case] = []
    for buyer in load_library().scenarios[::3]:
        found.extend(graded(f"{buyer.id}-weak-{n}", buyer, weak.text) for n, weak in enumerate(buyer.weak))
        found.extend(graded(f"{buyer.id}-strong-{n}", buyer, strong.text) for n, strong in enumerate(buyer.strong))
    return tuple(found)


@lru_cache(maxsize=1)
def corpus() -> tuple[Case, ...]:
    """A fifth of the corpus' open part, with a caller's phrases, and a few with nothing known at all."""
    lines = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    lines = [line for line in lines if line["split"] == "dev"][::5]
    found = [graded(line["id"], About(tuple(line["about"]), line["relationship"]), line["text"]) for line in lines]
    found.extend(graded(f"{line['id']}-none", None, line["text"]) for line in lines[::6])
    return tuple(found)


def everyone() -> tuple[Case, ...]:
    """Samples and corpus."""
    return (*samples(), *corpus())
