"""The words of a rule with what they name filled in."""

from __future__ import annotations

import re
from functools import lru_cache

_IN_BRACES = re.compile(r"\{(\w+)\}")
_BEGINS_SMALL = re.compile(r"[.!?] [a-z]")
"""A sentence that begins with a small letter of ours; the first is looked at by itself."""


@lru_cache(maxsize=4096)
def named_in(text: str) -> tuple[str, ...]:
    """What a rule's text names in braces."""
    return tuple(dict.fromkeys(_IN_BRACES.findall(text)))


def _upper(found: re.Match[str]) -> str:
    return found[0].upper()


@lru_cache(maxsize=4096)
def filled(text: str, words: tuple[tuple[str, str], ...]) -> str:
    """A rule's text with its words filled in."""
    for key, value in words:
        text = text.replace("{" + key + "}", value)
    text = _BEGINS_SMALL.sub(_upper, text)
    return text[0].upper() + text[1:] if "a" <= text[:1] <= "z" else text
