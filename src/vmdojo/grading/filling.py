"""The words of a rule with what they name filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_IN_BRACES = re.compile(r"\{(\w+)\}")
_BEGINS_SMALL = re.compile(r" (?<=[.!?] )[a-z]")
"""A sentence that begins with a small letter of ours; the first is looked at by itself."""
MOST_QUOTED = 60
"""Characters up to which words are quoted whole."""
MOST_TEXTS = 4096
"""Texts that are remembered."""

_Words = tuple[tuple[str, object], ...]
"""What a text may name, with its words."""


class BuyersWords(dict[str, str]):
    """What the text of a rule may say of one buyer, by the name that it has in braces: ``{buyer}``."""

    __slots__ = ("_filled", "_pairs", "whole")

    def __init__(self, **words: str) -> None:
        super().__init__(words)
        self._pairs = tuple(words.items())
        self._filled: dict[tuple[object, ...], str] = {}
        self.whole = _Whole(self._pairs)
        """Each text that these words fill wholly, filled in; None for one that names more."""

    def fill(self, text: str, quote: str, words: Mapping[str, object]) -> str:
        """A text with what was quoted, with ``words`` of the finding's own, and with these."""
        key = (text, quote, *words.items()) if words else (text, quote)
        found = self._filled.get(key)
        if found is None:
            if len(self._filled) >= MOST_TEXTS:
                self._filled.clear()
            found = self._filled[key] = self._with_all(text, quote, words)
        return found

    def _with_all(self, text: str, quote: str, words: Mapping[str, object]) -> str:
        given = {"quote": shortened(quote), **self, **words}
        # What was quoted may name what the text does not.
        named = given if "{" in quote else _named_in(text)
        return _with(text, [(key, given[key]) for key in named if given.get(key) is not None])


def shortened(quote: str) -> str:
    """Words as they are quoted: on one line, and not too many of them."""
    # Of all that is white only the blank can be printed: nearly every quote stands on one line as it is.
    whole = quote.isprintable() and "  " not in quote
    short = quote.strip(" ") if whole else " ".join(quote.split())
    return short if len(short) <= MOST_QUOTED else short[: MOST_QUOTED - 3].rstrip() + "..."


class _Whole(dict[str, str | None]):
    def __init__(self, words: _Words) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, text: str) -> str | None:
        if len(self) >= MOST_TEXTS:
            self.clear()
        known = dict(self._words).keys() >= set(_named_in(text))
        found = text if "{" not in text else _with(text, self._words) if known else None
        self[text] = found
        return found


def _with(text: str, words: Iterable[tuple[str, object]]) -> str:
    for key, value in words:
        text = text.replace("{" + key + "}", str(value))
    text = _BEGINS_SMALL.sub(_upper, text)
    return text[0].upper() + text[1:] if "a" <= text[:1] <= "z" else text


@lru_cache(maxsize=MOST_TEXTS)
def _named_in(text: str) -> tuple[str, ...]:
    """What a rule's text names in braces."""
    return tuple(dict.fromkeys(_IN_BRACES.findall(text)))


def _upper(found: re.Match[str]) -> str:
    return found[0].upper()
