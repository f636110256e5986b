"""The filters of the list: what each may be set to, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from textual.content import Content

from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.sieve import Sieve, belts_in, groups_in, situations_in, skills_in
from vmdojo.tui.text import cut, fill, say

FILTERS: Final = ("belt", "skill", "situation", "industry", "not_passed")
"""Keys of a :class:`Sieve`, in the order of the page."""
_NAMES: Final = {
    "belt": "Belt",
    "skill": "Skill",
    "situation": "Situation",
    "industry": "Industry",
    "not_passed": "Result",
}
_CHOICES: Final[dict[str, Callable[[Sequence[Scenario]], list[str]]]] = {
    "belt": belts_in,
    "skill": skills_in,
    "situation": situations_in,
    "industry": groups_in,
}


def choices(scenarios: Sequence[Scenario], key: str) -> list[str]:
    """What a filter may be set to in this library; the first, empty, keeps everything."""
    return ["", *_CHOICES[key](scenarios)] if key in _CHOICES else []


def turned(sieve: Sieve, key: str, values: Sequence[str], steps: int) -> Sieve:
    """The sieve with one filter set to the next value (``steps`` 1) or the one before (-1), round the end."""
    if key == "not_passed":
        return msgspec.structs.replace(sieve, not_passed=not sieve.not_passed)
    now = getattr(sieve, key)
    at = values.index(now) if now in values else 0
    return msgspec.structs.replace(sieve, **{key: values[(at + steps) % len(values)]})


def value_line(key: str, sieve: Sieve, width: int) -> Content:
    """One filter and what it is set to."""
    now = ("not yet passed" if sieve.not_passed else "") if key == "not_passed" else getattr(sieve, key)
    value = now or "all"
    told = say(f"‹ {value} ›", "" if value != "all" else "$quiet")
    return cut(Content.assemble(fill(say(_NAMES[key], "$quiet"), 12), told), width)
