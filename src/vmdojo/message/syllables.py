"""Counting syllables: groups of vowels, with corrections for what English spelling keeps silent."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_VOWELS = re.compile("[aeiouyàáâãäåæèéêëìíîïòóôõöøœùúûüýÿ]+")
_LETTER_SYLLABLES: Final = {"w": 3}
# Final e, -es and -ed that are not sounded.
_SILENT = re.compile(r"(?:[^aeiouyl]|[aeiouyl]l)e$|(?:[^aeiouylszxchg]|[aeiouy]l)es$|[^aeiouytdl]ed$|[aeiouyl]led$")
_SPLIT = re.compile(
    r"ia(?!n$|ns$|l|ge|g)|io(?!n|us)|iu|[aeiouy]ing|ism$|eo(?!u)|ua(?!r)|dnt|uou|creat|[^cgq]ient|riet|[^aeiou]ien[ct]|rea[lc]"
)
_EXCEPTIONS: Final[dict[str, int]] = {"business": 2, "every": 2, "people": 2}


@lru_cache(maxsize=16384)
def syllables(word: str) -> int:
    """Syllables of one lower-case word; at least one. A word without vowels is spelled out."""
    if len(word) == 1:
        return _LETTER_SYLLABLES.get(word, 1)
    if (known := _EXCEPTIONS.get(word)) is not None:
        return known
    groups = len(_VOWELS.findall(word))
    if not groups:
        return sum(_LETTER_SYLLABLES.get(char, 1) for char in word if char.isalnum()) or 1
    count = groups - (1 if _SILENT.search(word) else 0) + len(_SPLIT.findall(word))
    return max(1, count)
