"""All patterns of a rubric as one net, built from their ends to their starts, so that equal ends are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vmdojo.grading.automaton import ANY, Net
from vmdojo.grading.line_reader import lines_of
from vmdojo.grading.patterns import Class, Gap, Parts, PatternError, Reader

MAX_NODES = 200_000
"""Parts of patterns put into the net, whether or not another pattern has put the same one there."""


class Builder:
    """Puts patterns into a net, last part first: what follows a part is known when the part is made."""

    def __init__(self, classes: Mapping[str, Sequence[str]]) -> None:
        self._reader = Reader(classes)
        self._nodes: list[dict[str, int]] = []
        self._known: dict[tuple[str, int], int] = {}
        self._sets: list[tuple[int, ...]] = []
        self._numbers: dict[tuple[int, ...], int] = {}
        self._ends: dict[tuple[str, bool], int] = {}
        self._classes: dict[tuple[str, int], int] = {}
        self._plain: dict[int, None] = {}
        self._opening: dict[int, None] = {}
        self._work = 0

    def add(self, tag: str, pattern: str) -> None:
        """One pattern. Raises PatternError."""
        parts, opening, closing = self._reader.pattern(pattern)
        end = -1 - self._ends.setdefault((tag, closing), len(self._ends))
        start = self._sets[self._sequence(parts, self._set((end,)))]
        (self._opening if opening else self._plain).update(dict.fromkeys(start))

    def net(self) -> Net:
        """The net of all patterns so far. The starts are joined, so that the first step is one look-up."""
        nodes = list(self._nodes)
        plain, opening = self._joined(self._plain, nodes), self._joined(self._opening, nodes)
        return Net(
            lines_of("".join(f" {symbol}\t{number}" for symbol, number in _any_first(edges)) + " " for edges in nodes),
            lines_of(" ".join(map(str, members)) for members in self._sets),
            tuple(self._ends),
            plain,
            (*plain, *opening),
            " ".join(sorted({symbol for edges in nodes for symbol in edges} - {ANY})),
        )

    def _set(self, nodes: Iterable[int]) -> int:
        """The number of a set of nodes."""
        members = tuple(sorted(set(nodes)))
        number = self._numbers.get(members)
        if number is None:
            number = self._numbers[members] = len(self._sets)
            self._sets.append(members)
        return number

    def _node(self, symbols: str, after: int) -> int:
        """The node from which any of the symbols, parted by spaces, leads to the set ``after``."""
        node = self._known.get((symbols, after))
        if node is None:
            edges = dict.fromkeys(symbols.split(" "), after)
            node = self._known[symbols, after] = len(self._nodes)
            self._nodes.append(edges)
            self._work += len(edges)
        self._work += 1
        if self._work > MAX_NODES:
            raise PatternError("the patterns together are too large: fewer alternatives, or shorter gaps")
        return node

    def _joined(self, starts: Iterable[int], nodes: list[dict[str, int]]) -> tuple[int, ...]:
        """One node in the place of many, put behind all ``nodes``."""
        reached: dict[str, set[int]] = {}
        for node in starts:
            for symbol, number in nodes[node].items():
                reached.setdefault(symbol, set()).update(self._sets[number])
        if not reached:
            return ()
        nodes.append({symbol: self._set(members) for symbol, members in reached.items()})
        return (len(nodes) - 1,)

    def _sequence(self, parts: Parts, after: int) -> int:
        """The set from which ``parts`` lead to the set ``after``."""
        for part in reversed(parts):
            if isinstance(part, str):
                after = self._set((self._node(part, after),))
            elif isinstance(part, Gap):
                behind = after
                for _ in range(part.size):
                    behind = self._set((self._node(ANY, behind), *self._sets[after]))
                after = behind
            elif isinstance(part, Class):
                after = self._class(part.name, after)
            else:
                after = self._branches(part.branches, after, part.absent)
        return after

    def _class(self, name: str, after: int) -> int:
        known = self._classes.get((name, after))
        if known is None:
            known = self._branches(self._reader.phrases(name).branches, after, False)
            self._classes[(name, after)] = known
        return known

    def _branches(self, branches: Iterable[Parts], after: int, absent: bool) -> int:
        """The set from which any of ``branches`` leads to ``after``; alternatives of one word share a node."""
        words: set[str] = set()
        members: set[int] = set(self._sets[after]) if absent else set()
        for branch in branches:
            if len(branch) == 1 and isinstance(branch[0], str):
                words.add(branch[0])
            else:
                members.update(self._sets[self._sequence(branch, after)])
        if words:
            members.add(self._node(" ".join(sorted(words)), after))
        return self._set(members)


def _any_first(edges: Mapping[str, int]) -> list[tuple[str, int]]:
    """The edges of a node in the order in which they are written down: that of any term is seen without a search."""
    return sorted(edges.items(), key=lambda edge: edge[0] != ANY)
