"""Buyers, short cuts and pieces of talk that the judge's tests share."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from vmdojo.grading import Grade, Rubric, grade
from vmdojo.grading.judge import HELD_DOWN
from vmdojo.grading.rubric_files import classic_parts
from vmdojo.scenarios import load_library
from vmdojo.scenarios.model import About, Relationship, Scenario

CORPUS = Path(__file__).parents[1] / "corpus"

STRONG = (
    "Hi Dana, Luis Ortega at Coldway. Reno opening in March caught my eye: a second store usually doubles the "
    "trailer moves before it halves them. One question, who plans those moves today? I'm emailing the one-page dock "
    'plan a Boise distributor used, subject "Reno docks". 555-0148.'
)
"""A message to Dana in the manner of a sample, with every part in its place."""


def dana() -> Scenario:
    """The shipped cold call to a logistics director, without its samples."""
    return bare("second-cold-store")


def held(cap: float, result: Grade) -> float:
    """Where a cap of a rule holds this very message: a little lower the more else is wrong."""
    return cap * (1.0 - HELD_DOWN * (1.0 - result.uncapped / 100.0))


@lru_cache(maxsize=16)
def bare(id_: str) -> Scenario:
    """A shipped scenario whose strong samples are taken out, so that they may be said."""
    import msgspec

    return msgspec.structs.replace(load_library().get(id_), strong=())


def to_dana(text: str, rubric: Rubric | None = None) -> Grade:
    """The grade of a message to Dana."""
    return grade(text, dana(), rubric)


def to_anyone(text: str, relationship: Relationship = "cold", *phrases: str) -> Grade:
    """The grade of a message to someone of whom at most some phrases are known."""
    return grade(text, About(phrases, relationship))


@lru_cache(maxsize=1)
def awake() -> Rubric:
    """The shipped rubric with every rule of phrases awake, which no school would want."""
    import msgspec

    parts = classic_parts()
    return Rubric(
        parts.frame, tuple(msgspec.structs.replace(rule, asleep=False) for rule in parts.rules), parts.words, parts.asks
    )


def rules(result: Grade) -> set[str]:
    """Ids of all that was found."""
    return {finding.rule for finding in result.findings}


def caps(result: Grade) -> set[str]:
    """Ids of the rules that put a ceiling on the total."""
    return {cap.rule for cap in result.caps}


def quotes(result: Grade, rule: str) -> list[str]:
    """The words in which a rule was found."""
    return [finding.quote for finding in result.findings if finding.rule == rule]


def facts(result: Grade) -> set[str]:
    """Ids of the facts that were used or named."""
    return {
        finding.fact
        for finding in result.findings
        if finding.fact is not None and finding.rule in ("relevance.fact_used", "relevance.fact_named")
    }


def points(result: Grade, dimension: str) -> float:
    """Points of a dimension that was judged."""
    found = result.dimensions[dimension]
    assert found is not None
    return found.points


def level(text: str, relationship: Relationship = "cold", *phrases: str) -> int:
    """Size of what a message asks for, 0 to 10."""
    found = to_anyone(text, relationship, *phrases).dimensions["scariness"]
    assert found is not None
    assert found.level is not None
    return found.level


def lines(name: str, split: str = "dev") -> list[dict[str, Any]]:
    """Lines of a corpus file."""
    text = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8")
    return [line for line in map(json.loads, text.splitlines()) if line["split"] == split]


@lru_cache(maxsize=1)
def talk() -> tuple[str, ...]:
    """Sentences of the corpus' open part, with their marks."""
    found = {
        sentence.strip()
        for line in lines("messages")
        for sentence in re.split(r"(?<=[.?!])\s+", line["text"])
        if sentence.strip()
    }
    return tuple(sorted(found))
