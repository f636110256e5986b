"""Real companies, products and people in the texts of a scenario. The list is data: ``data/real_names.txt``."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

_LIST = Path(__file__).with_name("data") / "real_names.txt"


def real_names(text: str) -> list[str]:
    """The names of the list that stand in a text as whole words with their capitals, in order."""
    return _pattern().findall(text.replace("’", "'"))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
