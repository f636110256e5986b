"""How near two spellings are. rapidfuzz comes in with the first comparison: a start that compares nothing does
without it, which saves a tenth."""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from importlib.util import find_spec
from types import ModuleType

MOST_STEMS = 8192
"""Stems that are remembered beside a firm."""
_VERSION = re.compile(r"""^__version__(?:\s*:\s*\w+)?\s*=\s*["']([^"']+)["']""", re.MULTILINE)


def ratio(one: str, other: str, cutoff: float = 0.0) -> float:
    """rapidfuzz's ratio (0-100), 0.0 below ``cutoff``."""
    found: float = _fuzz().ratio(one, other, score_cutoff=cutoff)
    return found


def slips(one: str, other: str) -> bool:
    """Whether one slip of the finger at most parts two spellings."""
    distance: int = _slips().distance(one, other, score_cutoff=1)
    return distance <= 1


def _like(said: str, head: str) -> bool:
    """Whether a stem is the head of the firm's name, misspelt at most a little."""
    return said == head or (len(said) > 4 and abs(len(said) - len(head)) <= 1 and ratio(said, head, 85.0) >= 85.0)


class Alike(dict[str, bool]):
    """For each stem whether it is the head of one firm's name, remembered: every message to a buyer asks it again."""

    def __init__(self, head: str) -> None:
        super().__init__()
        self._head = head

    def __missing__(self, said: str) -> bool:
        if len(self) >= MOST_STEMS:
            self.clear()
        found = self[said] = _like(said, self._head)
        return found

    @staticmethod
    @lru_cache(maxsize=32)
    def of(head: str) -> Alike:
        """Those of a firm."""
        return Alike(head)


@lru_cache(maxsize=1)
def _fuzz() -> ModuleType:
    from rapidfuzz import fuzz

    return fuzz


@lru_cache(maxsize=1)
def _slips() -> ModuleType:
    from rapidfuzz.distance import OSA

    return OSA


@lru_cache(maxsize=1)
def rapidfuzz_version() -> str:
    """The version of rapidfuzz that is installed, read off its file where it has not been imported."""
    spec = None if "rapidfuzz" in sys.modules else find_spec("rapidfuzz")
    if spec is not None and spec.origin is not None:
        try:
            with open(spec.origin, encoding="utf-8") as opened:
                found = _VERSION.search(opened.read())
        except (OSError, UnicodeDecodeError):
            found = None
        if found is not None:
            return found.group(1)
    import rapidfuzz

    return rapidfuzz.__version__
