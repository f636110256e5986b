"""What lies between two words, and whether a sentence ends there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import msgspec

from vmdojo.message.wordlists import CALENDAR, COUNTED, SHORTENED, STARTERS, TITLES


class Gap(msgspec.Struct, frozen=True):
    """The text between two tokens."""

    mark: str
    """The closing mark in it: ``.``, ``?``, ``!``, ``…`` or empty."""
    mark_end: int
    """Where the mark and the quotes and brackets that close with it end, counted from the start of the gap."""
    loose: bool
    """Whether a comma, dash, colon, semicolon, bracket, quote or closing mark stands in it."""
    lines: int
    """Line breaks: 0, 1, or 2 for a blank line or more."""
    tight: bool
    """Whether the next word follows the mark without a space."""
    quoted: bool
    """Whether a quote or bracket closes together with the mark."""
    leads_on: bool
    """Whether a comma, colon, dash or opening bracket stands before the first line break."""
    apostrophe: bool
    """Whether it holds only an apostrophe and space: a possessive plural, or the end of a quotation."""


_MARKS = re.compile(r"[.?!…](?:[.?!… ]*[.?!…])?")
_CLOSERS = re.compile(r"[\"')\]}>»]+")
_LEADING_ON: Final = frozenset(",;:—(-")
_LOOSE = re.compile(r"[,;:—()\"\[\]{}<>«».?!…]|--|\s-(?:\s|\Z)|-\s")
_BLANK_LINE = re.compile(r"\n\s*\n")
_SHORT: Final = TITLES | SHORTENED | COUNTED | {"etc"}
"""Words behind which a full stop may be no sentence's."""


def gap(text: str) -> Gap:
    """Look at the text between two tokens."""
    return _look(text) if len(text) > 16 else _remembered(text)


def _look(text: str) -> Gap:
    mark, mark_end = "", 0
    quoted = False
    line = text.find("\n")
    found = _MARKS.search(text, 0, line if line >= 0 else len(text))
    if found is not None:
        marks = found.group()
        mark = "?" if "?" in marks else "!" if "!" in marks else "…" if "…" in marks or ".." in marks else "."
        mark_end = found.end()
        closers = _CLOSERS.match(text, mark_end)
        if closers is not None:
            mark_end = closers.end()
            quoted = True
    return Gap(
        mark=mark,
        mark_end=mark_end,
        loose=_LOOSE.search(text) is not None,
        lines=0 if line < 0 else 2 if _BLANK_LINE.search(text) else 1,
        tight=bool(mark) and mark_end == len(text),
        quoted=quoted,
        leads_on=line > 0 and text[:line].rstrip()[-1:] in _LEADING_ON,
        apostrophe=text.strip() == "'",
    )


_remembered = lru_cache(maxsize=4096)(_look)


def ends_anyway(before: str, here: Gap) -> bool:
    """Whether a sentence ends at a gap behind ``before``, whatever stands around the two."""
    if here.quoted or not here.mark or here.mark == "…":
        return False
    if here.mark != ".":
        return True
    plain = before.lower()  # nearly every full stop stands behind a plain word
    return not (here.tight or plain in _SHORT or "." in plain or len(plain) < 2 or plain.isdecimal())


def ends_sentence(before: str, here: Gap, after: str, listed: bool) -> bool:
    """Whether a sentence ends at a gap that holds a closing mark, or follows a token that itself ends in a full stop.

    It tells where :func:`ends_anyway` does not. ``before`` and ``after`` are the tokens beside it in resolved text;
    ``listed`` says that ``before`` is a small number with nothing before it, as in a numbered list.
    """
    small = after[:1].islower()
    if here.mark in ("?", "!"):
        return not (here.quoted and small)
    if here.mark == "…":
        return not small
    if listed:
        return False
    word = before.lower().rstrip(".")
    if word in TITLES:
        return False
    if here.tight:
        names = word in SHORTENED or word in COUNTED
        return here.quoted or (not names and before[-1:].islower() and after[:1].isupper())
    if word in COUNTED:
        return not after[:1].isdigit()
    if here.quoted and small:
        return False
    if len(word) == 1 and before[0].isupper() and word != "i":
        return small or after.lower() in STARTERS  # "J. Ortega" against "plan B. Then"
    if word.endswith(("a.m", "p.m")):
        return after[:1].isupper() and after.lower() not in CALENDAR
    if before.endswith(".") or word in SHORTENED:
        return after[:1].isupper() and after.lower() in STARTERS
    return not (small and word == "etc")
