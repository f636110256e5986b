"""What the buyer says aloud to nobody, by fault or by outcome, in the words of each temperament.

Where a temperament has several lines, which one comes is a function of the message: the same words, the same line.
"""

from __future__ import annotations

from functools import lru_cache
from os import path

import msgspec

from vmdojo.grading.kept import kept_toml


class Lines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """See ``lines.toml``. By rule or outcome, then by temperament; "any" for those without words of their own."""

    format: int
    fault: dict[str, dict[str, str | tuple[str, ...]]]
    outcome: dict[str, dict[str, str | tuple[str, ...]]]


@lru_cache(maxsize=1)
def lines() -> Lines:
    """The shipped lines."""
    return kept_toml(path.join(path.dirname(__file__), "lines.toml"), Lines)


def said(outcome: str, temperament: str, rule: str = "", seed: int = 0) -> str:
    """One line: about the fault of that rule where there is one for it, else about the outcome.

    Another ``seed`` picks another line where there are several.
    """
    known = lines()
    words = known.fault.get(rule) or known.outcome[outcome]
    chosen = words.get(temperament) or words["any"]
    return chosen if isinstance(chosen, str) else chosen[seed % len(chosen)]
