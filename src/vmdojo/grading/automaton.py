"""Phrases with gaps and alternatives, all matched together in one pass over the terms.

The pattern language (rule packs hold no regular expressions, so no pack can make the judge slow):

==============  ==============================================================
``call``        that term; contractions are opened first, so write ``do not``
``call~``       any inflection: call, calls, called, calling
``(a b|c)``     alternatives, each a sequence
``[a b]``       may be absent
``<3>``         a gap of at most three terms (nine at the most)
``@us``         a named class of phrases
``#phone``      a token by kind: num money percent time phone address slot
``^`` ``$``     start and end of a sentence
==============  ==============================================================

A match never leaves its sentence. All patterns form one automaton that is made deterministic while it runs, so the
cost is that of a few table look-ups a term, whatever the number of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from vmdojo.grading.reading import Reading, stem

MAX_GAP = 9
MAX_NODES = 200_000
MAX_STATES = 20_000
MAX_MOVES = 400_000
"""Moves remembered over all messages; every new name or number is one more."""
KINDS = frozenset(("#num", "#money", "#percent", "#time", "#phone", "#address", "#slot"))
_TOKEN = re.compile(r"\s*(<\d+>|[()\[\]|^$]|@[\w.]+|#\w+|[^\s()\[\]|<>^$@#?*+]+)")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what is wrong with it."""


class Hit(NamedTuple):
    """Terms ``first`` to ``last`` (half open) match a pattern of ``tag``."""

    tag: str
    first: int
    last: int


class _State:
    """A set of nodes. Its edges are merged when it is first left, so that each step is a look-up, not a walk."""

    __slots__ = ("accepts", "edges", "next", "nodes", "wild")

    def __init__(self, nodes: frozenset[int], accepts: tuple[tuple[str, bool], ...]) -> None:
        self.nodes = nodes
        self.accepts = accepts
        self.edges: dict[str, list[int]] | None = None
        self.wild: list[int] = []
        self.next: dict[tuple[str, str], _State | None] = {}


class Automaton:
    """All patterns of a rubric. ``add`` them, then ``scan`` messages."""

    def __init__(self, classes: Mapping[str, Sequence[str]] | None = None) -> None:
        self._classes = dict(classes or {})
        self._edges: list[dict[str, list[int]]] = []
        self._any: list[list[int]] = []
        self._free: list[list[int]] = []
        self._accept: dict[int, tuple[str, bool]] = {}
        self._plain = self._node()
        self._opening = self._node()
        self._states: dict[frozenset[int], _State] = {}
        self._starts: tuple[_State, _State] | None = None
        self._moves = 0

    def _node(self) -> int:
        if len(self._edges) >= MAX_NODES:
            raise PatternError("the patterns together are too large: fewer alternatives, or shorter gaps")
        self._edges.append({})
        self._any.append([])
        self._free.append([])
        return len(self._edges) - 1

    def add(self, tag: str, patterns: Iterable[str]) -> None:
        """Match ``patterns`` under ``tag``. Raises PatternError."""
        for pattern in patterns:
            tokens = _tokens(pattern)
            opening = bool(tokens) and tokens[0] == "^"
            closing = bool(tokens) and tokens[-1] == "$"
            tokens = tokens[1 if opening else 0 : len(tokens) - 1 if closing else len(tokens)]
            if not tokens:
                raise PatternError(f"pattern {pattern!r} matches nothing")
            start = self._node()
            self._free[self._opening].append(start)
            if not opening:
                self._free[self._plain].append(start)
            end, rest = self._sequence(tokens, 0, start, pattern, 0)
            if rest != len(tokens):
                raise PatternError(f"pattern {pattern!r} closes a bracket that it never opened")
            if end in self._closure((start,)):
                raise PatternError(
                    f"pattern {pattern!r} would match nothing at all: it needs one word that must be there"
                )
            self._accept[end] = (tag, closing)
        self._forget()

    def _forget(self) -> None:
        """Let go of all that was made while scanning; it is made again when it is needed."""
        self._starts = None
        self._states.clear()
        self._moves = 0

    def _sequence(self, tokens: list[str], at: int, node: int, pattern: str, depth: int) -> tuple[int, int]:
        if depth > 12:
            raise PatternError(f"pattern {pattern!r} nests too deeply; a class may not name itself")
        while at < len(tokens):
            token = tokens[at]
            if token in ")]|":
                return node, at
            if token in "([":
                close = ")" if token == "(" else "]"
                end = self._node()
                if token == "[":
                    self._free[node].append(end)
                at += 1
                while True:
                    if at + 1 < len(tokens) and tokens[at + 1] in "|)]" and _is_word(tokens[at]):
                        self._edges[node].setdefault(_symbol(tokens[at], pattern), []).append(end)
                        at += 1
                    else:
                        branch = self._node()
                        self._free[node].append(branch)
                        last, at = self._sequence(tokens, at, branch, pattern, depth + 1)
                        self._free[last].append(end)
                    if at >= len(tokens):
                        raise PatternError(f"pattern {pattern!r} opens a bracket that it never closes")
                    if tokens[at] == "|":
                        at += 1
                        continue
                    if tokens[at] != close:
                        raise PatternError(f"pattern {pattern!r} closes {tokens[at]!r} where {close!r} was open")
                    at += 1
                    break
                node = end
                continue
            if token in "^$":
                raise PatternError(f"pattern {pattern!r}: {token} stands only at the very start or end")
            if token[0] == "<":
                size = int(token[1:-1])
                if size > MAX_GAP:
                    raise PatternError(f"pattern {pattern!r}: a gap spans at most {MAX_GAP} terms")
                end = self._node()
                self._free[node].append(end)
                for _ in range(size):
                    after = self._node()
                    self._any[node].append(after)
                    self._free[after].append(end)
                    node = after
                node = end
            elif token[0] == "@":
                phrases = self._classes.get(token[1:])
                if phrases is None:
                    raise PatternError(f"pattern {pattern!r} names an unknown class {token}")
                end = self._node()
                for phrase in phrases:
                    parts = _tokens(phrase)
                    if len(parts) == 1 and _is_word(parts[0]):
                        self._edges[node].setdefault(_symbol(parts[0], phrase), []).append(end)
                        continue
                    branch = self._node()
                    self._free[node].append(branch)
                    last, rest = self._sequence(parts, 0, branch, phrase, depth + 1)
                    if rest != len(parts):
                        raise PatternError(f"class {token}: {phrase!r} is not a whole phrase")
                    self._free[last].append(end)
                node = end
            else:
                symbol = _symbol(token, pattern)
                after = self._node()
                self._edges[node].setdefault(symbol, []).append(after)
                node = after
            at += 1
        return node, at

    def _closure(self, nodes: Iterable[int]) -> frozenset[int]:
        seen = set(nodes)
        stack = list(seen)
        while stack:
            for free in self._free[stack.pop()]:
                if free not in seen:
                    seen.add(free)
                    stack.append(free)
        return frozenset(seen)

    def _state(self, nodes: frozenset[int]) -> _State:
        state = self._states.get(nodes)
        if state is None:
            state = _State(nodes, tuple(sorted({self._accept[node] for node in nodes if node in self._accept})))
            self._states[nodes] = state
        return state

    def _merged(self, state: _State) -> dict[str, list[int]]:
        merged: dict[str, list[int]] = {}
        wild: set[int] = set()
        edges, loose = self._edges, self._any
        for node in state.nodes:
            for symbol, targets in edges[node].items():
                known = merged.get(symbol)
                if known is None:
                    merged[symbol] = list(targets)
                else:
                    known.extend(targets)
            if loose[node]:
                wild.update(loose[node])
        state.edges = merged
        state.wild = list(wild)
        return merged

    def _step(self, state: _State, term: str, stemmed: str, kind: str) -> _State | None:
        edges = state.edges if state.edges is not None else self._merged(state)
        after = [*edges.get(term, ()), *edges.get(stemmed, ()), *state.wild]
        if kind:
            after.extend(edges.get(kind, ()))
        return self._state(self._closure(after)) if after else None

    def _begin(self) -> tuple[_State, _State]:
        if self._starts is None:
            self._starts = (self._state(self._closure((self._plain,))), self._state(self._closure((self._opening,))))
        return self._starts

    def scan(self, reading: Reading) -> list[Hit]:
        """Every place where a pattern matches: for each tag and start the longest. In order of their start."""
        plain, opening = self._begin()
        terms, stems, kinds = reading.terms, reading.stems, reading.kinds
        hits: list[Hit] = []
        first_of = reading.first_of
        for sentence in range(len(first_of) - 1):
            begin, stop = first_of[sentence], first_of[sentence + 1]
            for start in range(begin, stop):
                if self._moves > MAX_MOVES or len(self._states) > MAX_STATES:
                    self._forget()  # a bound on memory: hostile input can ask for ever new states
                    plain, opening = self._begin()
                state = opening if start == begin else plain
                found: dict[str, int] | None = None
                at = start
                while at < stop:
                    key = (terms[at], kinds[at])
                    try:
                        following = state.next[key]
                    except KeyError:
                        following = state.next[key] = self._step(state, terms[at], "~" + stems[at], kinds[at])
                        self._moves += 1
                    if following is None:
                        break
                    state = following
                    at += 1
                    if state.accepts:
                        if found is None:
                            found = {}
                        for tag, closing in state.accepts:
                            if not closing or at == stop:
                                found[tag] = at
                if found:
                    for tag, last in found.items():
                        hits.append(Hit(tag, start, last))
        return hits


def _is_word(token: str) -> bool:
    return token[0] not in "()[]|^$<@"


def _symbol(token: str, pattern: str) -> str:
    """How an edge names a token: the term itself, "~" and its stem, or its kind. Raises PatternError."""
    if token[0] == "#" and token not in KINDS:
        raise PatternError(f"pattern {pattern!r}: {token} is no kind of token; known: {', '.join(sorted(KINDS))}")
    return "~" + stem(token[:-1]) if token.endswith("~") and len(token) > 1 else token


@lru_cache(maxsize=16384)
def _tokens(pattern: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    pattern = pattern.strip().lower()
    while at < len(pattern):
        found = _TOKEN.match(pattern, at)
        if found is None:
            raise PatternError(f"pattern {pattern!r} cannot be read at {pattern[at:]!r}")
        tokens.append(found.group(1))
        at = found.end()
    return tokens
