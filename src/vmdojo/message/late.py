"""Regular expressions that most messages never need, compiled when they are first used: a start counts milliseconds."""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split", "pattern")


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._given = (pattern, flags)

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(*self._given)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return self.__dict__[name]


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """``pattern`` as ``re.compile`` would give it, but compiled by its first use. Raises ``re.error`` only then."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
