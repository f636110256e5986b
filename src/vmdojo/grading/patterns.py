"""The pattern language: a pattern's text read into its parts, and every slip of a writer told in a sentence.

The language itself is told in ``automaton.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from vmdojo.grading.reading import stem
from vmdojo.message.late import late

MAX_GAP = 9
MAX_DEPTH = 12
"""Brackets and classes inside one another."""
KINDS = frozenset(("#num", "#money", "#percent", "#time", "#phone", "#address", "#slot"))
_TOKEN = late(r"\s*(<\d+>|[()\[\]|^$]|@[\w.]+|#\w+|[^\s()\[\]|<>^$@#?*+]+)")


class Gap(NamedTuple):
    """At most so many terms, whatever they are."""

    size: int


class Class(NamedTuple):
    """Any phrase of a named class."""

    name: str


class AnyOf(NamedTuple):
    """Any of the branches, or nothing where they may be absent."""

    branches: tuple[Parts, ...]
    absent: bool


Part = str | Gap | Class | AnyOf
"""A string is one term by its symbol: itself, "~" and its stem, or its kind."""
Parts = tuple[Part, ...]


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what is wrong with it."""


class Read(NamedTuple):
    """A sequence of parts, and what is true of the whole of it."""

    parts: Parts
    depth: int
    """How deep brackets and classes stand inside one another, itself not counted."""
    empty: bool
    """Whether it also matches nothing at all."""


class Pattern(NamedTuple):
    """One pattern. ``opening`` and ``closing``: bound to the start or the end of a sentence."""

    parts: Parts
    opening: bool
    closing: bool


class Phrases(NamedTuple):
    """A class, read: its phrases, how deep they stand, and whether one of them matches nothing."""

    branches: tuple[Parts, ...]
    depth: int
    empty: bool


class Reader:
    """Reads patterns that may name ``classes``. A class is read once, however many patterns name it."""

    def __init__(self, classes: Mapping[str, Sequence[str]]) -> None:
        self._classes = classes
        self._read: dict[str, Phrases] = {}
        self._open: list[str] = []

    def pattern(self, pattern: str) -> Pattern:
        """One whole pattern. Raises PatternError."""
        tokens = _tokens(pattern)
        opening = bool(tokens) and tokens[0] == "^"
        closing = bool(tokens) and tokens[-1] == "$"
        tokens = tokens[1 if opening else 0 : len(tokens) - 1 if closing else len(tokens)]
        if not tokens:
            raise PatternError(f"pattern {pattern!r} matches nothing")
        read, rest = self._sequence(tokens, 0, pattern, 0)
        if rest != len(tokens):
            raise PatternError(f"pattern {pattern!r} closes a bracket that it never opened")
        if read.empty:
            raise PatternError(f"pattern {pattern!r} would match nothing at all: it needs one word that must be there")
        if read.depth > MAX_DEPTH:
            raise _too_deep(pattern)
        return Pattern(read.parts, opening, closing)

    def phrases(self, name: str, pattern: str = "") -> Phrases:
        """The phrases of the class ``name``, which ``pattern`` names. Raises PatternError."""
        known = self._read.get(name)
        if known is not None:
            return known
        phrases = self._classes.get(name)
        if phrases is None:
            raise PatternError(f"pattern {pattern!r} names an unknown class @{name}")
        if name in self._open:
            raise _too_deep(pattern)
        self._open.append(name)
        branches: list[Parts] = []
        depth, empty = 0, False
        for phrase in phrases:
            parts = _tokens(phrase)
            if len(parts) == 1 and _is_word(parts[0]):
                branches.append((_symbol(parts[0], phrase),))
                continue
            read, rest = self._sequence(parts, 0, phrase, 0)
            if rest != len(parts):
                raise PatternError(f"class @{name}: {phrase!r} is not a whole phrase")
            depth, empty = max(depth, read.depth + 1), empty or read.empty
            branches.append(read.parts)
        self._open.pop()
        found = self._read[name] = Phrases(tuple(branches), depth, empty)
        return found

    def _sequence(self, tokens: Sequence[str], at: int, pattern: str, level: int) -> tuple[Read, int]:
        """The parts from ``at`` to the end, or to a bracket or bar that it does not open; and the token there."""
        if level > MAX_DEPTH:
            raise _too_deep(pattern)
        parts: list[Part] = []
        depth, empty = 0, True
        while at < len(tokens):
            token = tokens[at]
            if token in ")]|":
                break
            if token in "([":
                part, inner, at = self._bracket(tokens, at, pattern, level)
                parts.append(part)
                depth, empty = max(depth, inner.depth), empty and inner.empty
                continue
            if token in "^$":
                raise PatternError(f"pattern {pattern!r}: {token} stands only at the very start or end")
            if token[0] == "<":
                size = int(token[1:-1])
                if size > MAX_GAP:
                    raise PatternError(f"pattern {pattern!r}: a gap spans at most {MAX_GAP} terms")
                parts.append(Gap(size))
            elif token[0] == "@":
                phrases = self.phrases(token[1:], pattern)
                parts.append(Class(token[1:]))
                depth, empty = max(depth, phrases.depth), empty and phrases.empty
            else:
                parts.append(_symbol(token, pattern))
                empty = False
            at += 1
        return Read(tuple(parts), depth, empty), at

    def _bracket(self, tokens: Sequence[str], at: int, pattern: str, level: int) -> tuple[Part, Read, int]:
        """The alternatives of the bracket at ``at``, and the token behind it."""
        absent = tokens[at] == "["
        close = "]" if absent else ")"
        branches: list[Parts] = []
        depth, empty = 0, absent
        while True:
            at += 1
            if at + 1 < len(tokens) and tokens[at + 1] in "|)]" and _is_word(tokens[at]):
                branches.append((_symbol(tokens[at], pattern),))
                at += 1
            else:
                read, at = self._sequence(tokens, at, pattern, level + 1)
                branches.append(read.parts)
                depth, empty = max(depth, read.depth + 1), empty or read.empty
            if at >= len(tokens):
                raise PatternError(f"pattern {pattern!r} opens a bracket that it never closes")
            if tokens[at] == "|":
                continue
            if tokens[at] != close:
                raise PatternError(f"pattern {pattern!r} closes {tokens[at]!r} where {close!r} was open")
            return AnyOf(tuple(branches), absent), Read((), depth, empty), at + 1


def _too_deep(pattern: str) -> PatternError:
    return PatternError(f"pattern {pattern!r} nests too deeply; a class may not name itself")


def _is_word(token: str) -> bool:
    return token[0] not in "()[]|^$<@"


def _symbol(token: str, pattern: str) -> str:
    """How an edge names a token: the term itself, "~" and its stem, or its kind. Raises PatternError."""
    if token[0] == "#" and token not in KINDS:
        raise PatternError(f"pattern {pattern!r}: {token} is no kind of token; known: {', '.join(sorted(KINDS))}")
    return "~" + stem(token[:-1]) if token.endswith("~") and len(token) > 1 else token


@lru_cache(maxsize=16384)
def _tokens(pattern: str) -> tuple[str, ...]:
    pattern = pattern.strip().lower()
    tokens = _TOKEN.findall(pattern)
    if "".join(tokens) != "".join(pattern.split()):  # a search steps over what it cannot read
        at = 0
        while (found := _TOKEN.match(pattern, at)) is not None:
            at = found.end()
        raise PatternError(f"pattern {pattern!r} cannot be read at {pattern[at:]!r}")
    return tuple(tokens)
