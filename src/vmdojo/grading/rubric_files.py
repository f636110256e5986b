"""The shipped files of the rubric, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from os import path
from typing import Any

from vmdojo.grading.rubric_model import Asks, Frame, Parts, Rule, RuleFile, Words

RULES = path.join(path.dirname(__file__), "rules")
"""The folder of the shipped files."""
FAMILIES = (
    "relevance",
    "scariness",
    "reason",
    "value",
    "structure",
    "tone",
    "next_step",
    "schools",
    "leave",
    "team",
)
"""The families of rules, one file each."""


def shipped(name: str) -> str:
    """The text of a file in ``rules/``."""
    return shipped_bytes(name).decode("utf-8").replace("\r\n", "\n")


def shipped_bytes(name: str) -> bytes:
    """What a file in ``rules/`` holds."""
    with open(path.join(RULES, name), "rb") as opened:
        return opened.read()


def shipped_as(name: str, kind: Any) -> Any:
    """A TOML file of ``rules/`` as a struct."""
    from vmdojo.scenarios.toml import loads_toml  # what is kept needs no parser

    return loads_toml(shipped(name), kind, name=name).require()


FITTED = ("acts.bin", "gist.bin", "order.bin", "words.bin")
"""Tables beside the rules that decide grades too."""
BESIDE = ("acts.toml", "classes.txt", "request.toml", "talk.toml", "undertone.toml")
"""Files that decide grades and that no rubric changes."""


@lru_cache(maxsize=1)
def fitted() -> Mapping[str, str]:
    """SHA-256 of each fitted table, and of the words and acts that stand beside: another table is another judge."""
    from hashlib import sha256  # several milliseconds that a start without hashes keeps

    return {name: sha256(shipped_bytes(name)).hexdigest() for name in FITTED} | {
        name: sha256(shipped(name).encode()).hexdigest() for name in BESIDE
    }


@lru_cache(maxsize=1)
def classic_parts() -> Parts:
    """The shipped rubric before it is compiled."""
    frame: Frame = shipped_as("rubric.toml", Frame)
    words: Words = shipped_as("words.toml", Words)
    asks: Asks = shipped_as("ask.toml", Asks)
    rules: list[Rule] = []
    for family in FAMILIES:
        found: RuleFile = shipped_as(f"{family}.toml", RuleFile)
        rules.extend(found.rule)
    return Parts(frame, tuple(rules), words, asks)
