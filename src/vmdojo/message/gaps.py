"""What lies between two words, and whether a sentence ends there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import msgspec


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


_BREAKS = re.compile(r"\r\n?|\n")
_MARKS = re.compile(r"[.?!…](?:[.?!… ]*[.?!…])?")
_CLOSERS = re.compile(r"[\"')\]}>]+")
_LEADS_ON = re.compile(r"[,;:—(\-]\s*\Z")
_LOOSE = re.compile(r"[,;:—()\"\[\]{}<>.?!…]|--|(?:^|\s)-+(?:\s|$)")

# Abbreviations after which a full stop does not end a sentence.
NEVER: Final = frozenset(
    "dr mr mrs ms mx messrs prof rev hon sr jr vs fig approx eg ie cf gov sen rep gen col sgt capt lt mt ft".split()
)
# Those that may end one: they do where the next word likes to begin a sentence.
PERHAPS: Final = frozenset(
    "inc ltd co corp llc bros st ave blvd rd dept est ext no nos tel etc jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri sat sun a.m am p.m pm u.s u.k u.s.a e.u ph.d d.c hrs min mins".split()
)
_ALWAYS_DOTTED: Final = frozenset("e.g i.e".split())
# Words that begin a sentence and hardly ever follow an abbreviation as part of a name.
STARTERS: Final = frozenset(
    "i i'm i've i'd i'll im we we're we've we'd we'll you you're you've you'd you'll he she they they're it it's its this "
    "that that's these those there there's here here's the a an my our your his her their who whose what what's when "
    "where where's why how how's which if so and but or no yes not just in on at by for from with before after since "
    "would could can will do does did is are was were have has had should may might let let's please thanks thank call "
    "hi hello hey one two three nothing everyone each most many some all both as because while although until once then "
    "now today tomorrow again also maybe perhaps sorry two's give send reply email text talk looking calling saw noticed".split()
)
_SHORT_LIST: Final = frozenset("no nos ext tel".split())
_CALENDAR: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday eastern pacific central mountain est pst cst mst edt pdt "
    "cdt mdt et pt ct gmt utc bst january february march april may june july august september october november december "
    "tomorrow today mon tue tues wed thu thurs fri sat sun your my their local sharp".split()
)


def gap(text: str) -> Gap:
    """Look at the text between two tokens."""
    return _look(text) if len(text) > 16 else _remembered(text)


def _look(text: str) -> Gap:
    mark, mark_end = "", 0
    quoted = False
    breaks = list(_BREAKS.finditer(text))
    found = _MARKS.search(text, 0, breaks[0].start() if breaks else len(text))
    if found is not None:
        marks = found.group()
        mark = "?" if "?" in marks else "!" if "!" in marks else "…" if "…" in marks or ".." in marks else "."
        mark_end = found.end()
        closers = _CLOSERS.match(text, mark_end)
        if closers is not None:
            mark_end = closers.end()
            quoted = True
    lines = 0
    for before, after in zip([None, *breaks], breaks, strict=False):
        if before is None or not text[before.end() : after.start()].strip():
            lines += 1
    return Gap(
        mark=mark,
        mark_end=mark_end,
        loose=_LOOSE.search(text) is not None,
        lines=min(2, lines),
        tight=bool(mark) and mark_end == len(text),
        quoted=quoted,
        leads_on=bool(breaks) and _LEADS_ON.search(text, 0, breaks[0].start()) is not None,
        apostrophe=text.strip() == "'",
    )


_remembered = lru_cache(maxsize=4096)(_look)


def ends_sentence(before: str, here: Gap, after: str, listed: bool) -> bool:
    """Whether a sentence ends at a gap that holds a closing mark, or follows a token that itself ends in a full stop.

    ``before`` and ``after`` are the tokens beside it in resolved text; ``listed`` says that ``before`` is a small
    number with nothing before it, as in a numbered list.
    """
    small = after[:1].islower()
    if here.mark in ("?", "!"):
        return not (here.quoted and small)
    if here.mark == "…":
        return not small
    if listed:
        return False
    word = before.lower().rstrip(".")
    if word in NEVER or word in _ALWAYS_DOTTED:
        return False
    if here.tight:
        return here.quoted or (before[-1:].isalnum() and not before[-1:].isupper() and after[:1].isupper())
    if here.quoted and small:
        return False
    if len(word) == 1 and word.isalpha() and before[0].isupper() and word != "i":
        return small or after.lower() in STARTERS  # "J. Ortega" against "plan B. Then"
    if before.endswith(".") or word in PERHAPS:
        return _ends_after_abbreviation(word, after, small)
    return True


def _ends_after_abbreviation(word: str, after: str, small: bool) -> bool:
    if word in _SHORT_LIST:
        return not after[:1].isdigit()
    if small or not after[:1].isalpha():
        return False
    if word[-1] == "m" and word[:1].isdigit() or word in ("a.m", "p.m", "am", "pm"):
        return after.lower() not in _CALENDAR
    return after.lower() in STARTERS
