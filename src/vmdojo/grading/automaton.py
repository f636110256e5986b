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

A match never leaves its sentence. All patterns form one net, built from their ends to their starts so that equal ends
are one; it is made deterministic while it runs, so the cost is that of a few table look-ups a term, whatever the
number of rules. Terms that no pattern tells apart are one class, so names and numbers never seen cost no memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vmdojo.grading.line_reader import LineReader, Lines
from vmdojo.grading.reading import Reading, Recent, Saying, stem

if TYPE_CHECKING:
    from vmdojo.grading.net import Builder

ANY = "*"
"""The symbol of any term."""
END = -1
"""The class of what stands behind a sentence: no pattern goes on with it."""
MAX_STATES = 20_000
MAX_MOVES = 400_000
"""Moves remembered over all messages."""
MAX_TERMS = 65_536
"""Terms whose class is remembered."""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """Terms ``first`` to ``last`` (half open) match a pattern of ``tag``."""

    tag: str
    first: int
    last: int


class Net(NamedTuple):
    """All patterns as one graph, written down so that it can be kept and is read only where a message leads.

    Node and set have the number of their line. The graph has no circles and no empty moves.
    """

    nodes: Lines
    """For each node the symbols that leave it, a space before each, and behind a tab the number of the set it leads to;
    ``*`` is any term, and stands first."""
    sets: Lines
    """For each set the numbers of its nodes. A number below zero is an end: ``ends[-1 - number]``."""
    ends: tuple[tuple[str, bool], ...]
    """Tag, and whether the sentence must end there."""
    plain: tuple[int, ...]
    """Where a match may start."""
    opening: tuple[int, ...]
    """Where it may start at the start of a sentence."""
    symbols: str
    """All symbols."""


class State(dict[int, "State | None"]):
    """A set of nodes: for each class of terms the state that follows, worked out when it is first asked for."""

    __slots__ = ("anywhere", "at_end", "by_any", "named", "nodes", "runner")

    def __init__(self, nodes: tuple[int, ...], accepts: Sequence[tuple[str, bool]], runner: _Runner) -> None:
        super().__init__()
        self.nodes = nodes
        self.anywhere = tuple(tag for tag, closing in accepts if not closing)
        """Tags that match where this state is reached."""
        self.at_end = tuple(tag for tag, _ in accepts) if len(self.anywhere) < len(accepts) else self.anywhere
        """All tags that match where the sentence ends there too."""
        self.by_any: frozenset[int] | None = None
        """The sets that any term leads to, once a term was asked for."""
        self.named: tuple[int, ...] = ()
        """The nodes that tell terms apart, from then on."""
        self.runner = runner

    def __missing__(self, kind: int) -> State | None:
        following = self[kind] = self.runner.step(self, kind)
        return following


class _Terms(dict[tuple[str, str], int]):
    """The class of each term with its kind; what no pattern names is class 0."""

    def __init__(self, runner: _Runner) -> None:
        super().__init__()
        self.runner = runner

    def __missing__(self, term: tuple[str, str]) -> int:
        if len(self) >= MAX_TERMS:
            self.clear()
        found = self[term] = self.runner.class_of(*term)
        return found


class _PlainTerms(dict[str, int]):
    """The class of each term without a kind; nearly all are, and a word alone is found sooner than a pair."""

    def __init__(self, runner: _Runner) -> None:
        super().__init__()
        self.runner = runner

    def __missing__(self, term: str) -> int:
        if len(self) >= MAX_TERMS:
            self.clear()
        found = self[term] = self.runner.class_of(term, "")
        return found


class _Runner:
    """A net being run: its states and classes as far as messages have asked for them."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self._nodes = LineReader(net.nodes)
        self._sets = LineReader(net.sets)
        self.alphabet = frozenset(net.symbols.split())
        self.classes: dict[tuple[str, ...], int] = {(): 0}
        self._marks = [_marks(())]
        """For each class of terms what to look for in the edges of a node."""
        self.terms = _Terms(self)
        self.plain_terms = _PlainTerms(self)
        self.states: dict[tuple[int, ...], State] = {}
        self.recent = Recent(self.scan)
        self.moves = 0
        self.plain = self._state(tuple(net.plain))
        self.opening = self._state(tuple(net.opening))

    def class_of(self, term: str, kind: str) -> int:
        stemmed = "~" + stem(term)
        symbols = tuple(symbol for symbol in (term, stemmed, kind) if symbol and symbol in self.alphabet)
        known = self.classes.get(symbols)
        if known is None:
            known = self.classes[symbols] = len(self._marks)
            self._marks.append(_marks(symbols))
        return known

    def step(self, state: State, kind: int) -> State | None:
        """The state behind ``state`` after a term of the class ``kind``, None where no pattern goes on."""
        if self.moves >= MAX_MOVES or len(self.states) >= MAX_STATES:
            self.forget()
        self.moves += 1
        if kind == END:
            return None
        reached = set(self._by_any(state) if state.by_any is None else state.by_any)
        text, span, marks = self._nodes.text, self._nodes.span, self._marks[kind]
        for node in state.named if marks else ():
            start, end = span(node)
            for mark in marks:
                at = text.find(mark, start, end)
                if at >= 0:
                    at += len(mark)
                    reached.add(int(text[at : text.index(" ", at)]))
        if not reached:
            return None
        nodes: set[str] = set()
        nodes.update(*[self._sets[number].split() for number in reached])
        return self._state(tuple(sorted(map(int, nodes))))

    def _by_any(self, state: State) -> frozenset[int]:
        """Look through the nodes of a state, which may be many, once for all classes of terms."""
        reached: set[int] = set()
        named: list[int] = []
        text, span = self._nodes.text, self._nodes.span
        for node in state.nodes:
            if node < 0:
                continue
            start, end = span(node)
            if text.startswith(_ANY_MARK, start):
                start += len(_ANY_MARK)
                after = text.index(" ", start)
                reached.add(int(text[start:after]))
                start = after
            if end - start > 1:
                named.append(node)
        state.named, state.by_any = tuple(named), frozenset(reached)
        return state.by_any

    def _state(self, nodes: tuple[int, ...]) -> State:
        state = self.states.get(nodes)
        if state is None:
            accepts = sorted(self.net.ends[-1 - node] for node in nodes if node < 0)
            state = self.states[nodes] = State(nodes, accepts, self)
        return state

    def scan(self, saying: Saying) -> list[tuple[str, int, int]]:
        """The matches in one sentence: tag, first term and the one behind the last."""
        terms, kinds, _ = saying
        classes = list(map(self.plain_terms.__getitem__, terms))
        for at, kind in enumerate(kinds):
            if kind:
                classes[at] = self.terms[terms[at], kind]
        firsts = list(map(self.plain.__getitem__, classes))
        if classes:
            firsts[0] = self.opening[classes[0]]
        classes.append(END)  # spares a look at every term whether it is the last
        hits: list[tuple[str, int, int]] = []
        for start, state in enumerate(firsts):
            found: dict[str, int] | None = None
            at = start + 1
            while state is not None:
                if state.at_end:
                    if found is None:
                        found = {}
                    for tag in state.anywhere if classes[at] != END else state.at_end:
                        found[tag] = at
                state = state[classes[at]]
                at += 1
            if found:
                for tag, last in found.items():
                    hits.append((tag, start, last))
        return hits

    def forget(self) -> None:
        """Let go of all that was made while scanning; it is made again when it is needed."""
        for state in self.states.values():
            state.clear()
        self.states = {state.nodes: state for state in (self.plain, self.opening)}
        self.moves = 0


def _marks(symbols: Iterable[str]) -> tuple[str, ...]:
    """How the edges of any of the symbols begin in the line of a node."""
    return tuple(f" {symbol}\t" for symbol in symbols)


_ANY_MARK = f" {ANY}\t"


class Automaton:
    """All patterns of a rubric. ``add`` them, then ``scan`` messages; or take a ``net`` that was made before."""

    def __init__(self, classes: Mapping[str, Sequence[str]] | None = None, *, net: Net | None = None) -> None:
        self._builder: Builder | None = None
        self._runner = None if net is None else _Runner(net)
        if net is None:
            from vmdojo.grading.net import Builder  # a net that was kept needs no pattern read

            self._builder = Builder(dict(classes or {}))

    def add(self, tag: str, patterns: Iterable[str]) -> None:
        """Match ``patterns`` under ``tag``. Raises PatternError; TypeError for one made of a net."""
        if self._builder is None:
            raise TypeError("a net that was made before takes no further patterns")
        self._runner = None
        for pattern in patterns:
            self._builder.add(tag, pattern)

    @property
    def net(self) -> Net:
        """The patterns so far, in plain tables."""
        return self._running().net

    def _running(self) -> _Runner:
        if self._runner is None:
            assert self._builder is not None
            self._runner = _Runner(self._builder.net())
        return self._runner

    def scan(self, reading: Reading) -> list[Hit]:
        """Every place where a pattern matches: for each tag and start the longest. In order of their start."""
        return [
            Hit(tag, begin + first, begin + last) for begin, found in self._found(reading) for tag, first, last in found
        ]

    def tagged(self, reading: Reading) -> dict[str, list[Hit]]:
        """What :meth:`scan` finds, by its tag."""
        tagged: dict[str, list[Hit]] = {}
        for begin, found in self._found(reading):
            for tag, first, last in found:
                hit = Hit(tag, begin + first, begin + last)
                if tag in tagged:
                    tagged[tag].append(hit)
                else:
                    tagged[tag] = [hit]
        return tagged

    def _found(self, reading: Reading) -> Iterator[tuple[int, list[tuple[str, int, int]]]]:
        """The matches of each sentence, behind its first term, from which they are counted."""
        recent = self._running().recent
        return zip(reading.first_of, map(recent.__getitem__, reading.sayings), strict=False)
