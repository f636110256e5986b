"""One thing wrong with a file, told so that a person can put it right without searching."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

Keys = tuple[str | int, ...]
"""A place in parsed TOML: ``("fact", 3, "cues", 1)``. Indices count from 0."""

EXCERPT_WIDTH = 96
"""Columns of a source line that an excerpt shows at most."""


class Problem(msgspec.Struct, frozen=True):
    """``line`` and ``column`` count from 1, in code points; both are 0 where a problem has no place in the text.

    All strings are already inert: no control character, escape sequence or direction mark is left in them.
    """

    path: str
    """The file as it was named by the caller."""
    line: int
    column: int
    key: str
    """The key path, ``fact[3].cues[1]``; empty for the file as a whole."""
    message: str
    """What is wrong, as a sentence."""
    expected: str = ""
    """What would be right."""
    nearest: str = ""
    """The known word closest to an unknown one."""
    excerpt: str = ""
    """The source line and, below it, a caret under the column. Empty where there is no place."""

    @property
    def place(self) -> str:
        """``file:line:column``, as editors and terminals follow it."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    def render(self) -> str:
        """All of it as lines of text, without a line break at the end."""
        lines = [f"{self.place}: {self.message}"]
        if self.excerpt:
            source, _, caret = self.excerpt.partition("\n")
            number = f"{self.line:>6}"
            lines += [f"{number} | {source}", f"{'':>6} | {caret}"]
        if self.expected:
            lines.append(f"       expected: {self.expected}")
        if self.nearest:
            lines.append(f"       did you mean: {self.nearest}")
        return "\n".join(lines)


class ScenarioError(Exception):
    """Content that cannot be used. ``problems`` says where, as far as it is known."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([str(self.args[0]), *(p.render() for p in self.problems)])


def inert(text: str) -> str:
    """The text with every character that could act on a terminal, or hide, written as an escape.

    That is all that Python does not call printable: control characters, direction marks, zero width, surrogates,
    private and unassigned characters, and every blank but the plain one.
    """
    return text if text.isprintable() else "".join(_escaped(c) for c in text)


def _escaped(c: str) -> str:
    if c.isprintable():
        return c
    named = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}.get(c)
    code = ord(c)
    return named or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")


def key_text(keys: Keys) -> str:
    """``("fact", 3, "a b")`` as ``fact[3]."a b"``."""
    out = ""
    for key in keys:
        if isinstance(key, int):
            out += f"[{key}]"
        else:
            bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
            name = key if bare else '"' + key.replace('"', '\\"') + '"'
            out += f".{name}" if out else name
    return short(out)


def short(text: str, most: int = 60) -> str:
    """An inert quotation of bounded length."""
    return inert(text) if len(text) <= most else inert(text[: most - 1]) + "…"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant, or an empty string where none is close."""
    from rapidfuzz import fuzz, process  # only a file with a fault in it pays for this

    if len(word) > 200:
        return ""
    plain = {k: _loose(k) for k in known}
    hit = process.extractOne(_loose(word), plain, scorer=fuzz.ratio, score_cutoff=60)
    return hit[2] if hit else ""


def _loose(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


def excerpt(text: str, offset: int) -> str:
    """The line around ``offset`` with a caret under it, cut to a window where the line is long."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    left, right = start, end
    if end - start > EXCERPT_WIDTH:
        left = max(start, min(offset - EXCERPT_WIDTH // 3, end - EXCERPT_WIDTH))
        right = min(end, left + EXCERPT_WIDTH)
    before = ("…" if left > start else "") + inert(text[left:offset])
    after = inert(text[offset:right]) + ("…" if right < end else "")
    return f"{before}{after}".rstrip() + "\n" + " " * _cells(before) + "^"


def _cells(text: str) -> int:
    """Columns that a terminal gives to the text."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) != 0 for c in text)
