"""Many names in order, of which one message asks for few: looked up by halves, until there are enough questions for
a table of all to pay."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping

ENOUGH_ASKED = 1000
"""Questions after which all names are put into a table. The table costs about as much as so many questions."""


class Shelf:
    """The place of each name among sorted names."""

    def __init__(self, names: str) -> None:
        """``names`` are sorted by code points, one a line, none twice."""
        self.names = names.split("\n")
        self._asked = 0
        self._table: dict[str, int] | None = None

    @classmethod
    def of(cls, names: Iterable[str]) -> Shelf:
        """A shelf of names in any order."""
        return cls("\n".join(sorted(set(names))))

    @property
    def table(self) -> Mapping[str, int] | None:
        """The place of every name, None while there are too few questions for it."""
        return self._table

    def get(self, name: str) -> int | None:
        """The place of a name, None where it is not there."""
        if self._table is not None:
            return self._table.get(name)
        self._asked += 1
        if self._asked >= ENOUGH_ASKED:
            self._table = {known: at for at, known in enumerate(self.names)}
        at = bisect_left(self.names, name)
        return at if at < len(self.names) and self.names[at] == name else None

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None
