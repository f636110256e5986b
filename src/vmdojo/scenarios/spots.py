"""Where each key and value of a TOML text stands. The parser says what a file means; this says where.

The text is expected to be valid TOML. Where it is not, the scan stops and keeps what it has found so far, so a place
is either right or missing, never guessed.
"""

from __future__ import annotations

import contextlib
import re

import tomli

from vmdojo.scenarios.problem import Keys

# Loops over groups are atomic, not possessive: before Python 3.11.5 a possessive one may miss its match.
_BLANK = re.compile(r"(?>(?:[ \t\r\n]++|#[^\n]*+)*)")
_SPACE = re.compile(r"[ \t]*+")
_DOT = re.compile(r"[ \t]*+\.[ \t]*+")
_KEY = re.compile(r"""[A-Za-z0-9_-]++|"(?>(?:[^"\\\n]++|\\.)*)"|'[^'\n]*+'""")
_SCALAR = re.compile(
    r'''"""(?>(?:[^"\\]++|\\.|"{1,2}(?!"))*)"{3,5}'''  # a closing fence may follow one or two quotes of the text
    r"""|'''(?>(?:[^']++|'{1,2}(?!'))*)'{3,5}"""
    r"""|"(?!"")(?>(?:[^"\\\n]++|\\.)*)"|'(?!'')[^'\n]*+'"""
    r"""|\d{4}-\d\d-\d\d[ ]\d\d:[^\s,\]}#]*+"""
    r"""|[^\s,\[\]{}#"'=]++""",
    re.DOTALL,
)


class Spot:
    """A key or a list item. ``key`` and ``value`` are offsets into the text; ``kids`` what stands inside it."""

    __slots__ = ("fixed", "key", "kids", "value")

    def __init__(self, key: int, value: int, *, table: bool = False, fixed: bool = False) -> None:
        self.key = key
        self.value = value
        self.kids: dict[str, Spot] | list[Spot | int] | None = {} if table else None
        self.fixed = fixed
        """Declared in so many words, so that a second declaration is a fault."""


class Lost(Exception):  # noqa: N818 - a signal inside this module, not an error
    """The text is not what the scanner knows; it stops here."""


class Spots:
    """The places of one text. ``doubles`` are keys declared twice: (name, first offset, second offset)."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = Spot(0, 0, table=True)
        self.doubles: list[tuple[str, int, int]] = []
        self.unclosed: int | None = None
        """Offset of the innermost text, list or inline table that the end of the file leaves open."""
        with contextlib.suppress(Lost):
            self._scan()

    def find(self, keys: Keys) -> tuple[Keys, Spot]:
        """The spot of ``keys``, or of its nearest parent that has one; with the keys that were found."""
        spot = self._root
        for depth, key in enumerate(keys):
            kids = spot.kids
            if isinstance(key, str) and isinstance(kids, dict) and key in kids:
                spot = kids[key]
            elif isinstance(key, int) and isinstance(kids, list) and 0 <= key < len(kids):
                kid = kids[key]
                spot = Spot(kid, kid) if isinstance(kid, int) else kid
            else:
                return keys[:depth], spot
        return keys, spot

    def scalar(self, at: int) -> str:
        """The text, number or date that stands at an offset, as written; empty where none does."""
        hit = _SCALAR.match(self._text, at)
        return hit.group() if hit else ""

    def _scan(self) -> None:
        text, table = self._text, self._root
        at = self._skip(_BLANK, 0)
        while at < len(text):
            if text.startswith("[[", at):
                parts, at = self._keys(self._skip(_SPACE, at + 2))
                table = self._item_of_list(parts)
                at = self._expect("]]", at)
            elif text[at] == "[":
                parts, at = self._keys(self._skip(_SPACE, at + 1))
                table = self._table(parts)
                at = self._expect("]", at)
            else:
                parts, at = self._keys(at)
                spot = self._declare(table, parts)
                at = self._value(spot, self._skip(_SPACE, self._expect("=", at)))
            at = self._skip(_BLANK, at)

    def _value(self, spot: Spot, at: int) -> int:
        """Read the value at ``at``, however deep it nests, without recursion. Returns the offset behind it."""
        text = self._text
        spot.value = at
        waiting: list[Spot] = []  # lists and inline tables not yet closed, innermost last
        slot: Spot | None = spot
        while True:
            if slot is not None and text[at : at + 1] in ("[", "{"):
                slot.kids = [] if text[at] == "[" else {}
                waiting.append(slot)
                at = self._skip(_BLANK, at + 1)
            else:
                at = self._scalar(at)
            while waiting:
                at = self._skip(_BLANK, at)
                if text.startswith(",", at):
                    at = self._skip(_BLANK, at + 1)
                closing = "]" if isinstance(waiting[-1].kids, list) else "}"
                if not text.startswith(closing, at):
                    break
                waiting.pop()
                at += 1
            if not waiting:
                return at
            holder = waiting[-1]
            if at >= len(text):
                self.unclosed = holder.value
                raise Lost
            if isinstance(holder.kids, list):
                slot = Spot(at, at) if text[at] in "[{" else None  # a plain item is its offset alone
                holder.kids.append(at if slot is None else slot)
            else:
                parts, at = self._keys(at)
                slot = self._declare(holder, parts)
                slot.value = at = self._skip(_SPACE, self._expect("=", at))

    def _scalar(self, at: int) -> int:
        hit = _SCALAR.match(self._text, at)
        if hit is None:
            if self._text.startswith(('"', "'"), at):
                self.unclosed = at
            raise Lost
        return hit.end()

    def _keys(self, at: int) -> tuple[list[tuple[str, int]], int]:
        """The parts of a dotted key with their offsets, and the offset behind the last."""
        parts = []
        while True:
            hit = _KEY.match(self._text, at)
            if hit is None:
                raise Lost
            parts.append((_name(hit.group()), at))
            dot = _DOT.match(self._text, hit.end())
            if dot is None:
                return parts, hit.end()
            at = dot.end()

    def _declare(self, table: Spot, parts: list[tuple[str, int]]) -> Spot:
        """A new key under ``table``; the tables that a dotted key passes through are made on the way."""
        for name, at in parts[:-1]:
            there = _kids(table).get(name)
            if there is None:
                there = _kids(table)[name] = Spot(at, at, table=True)
            if not isinstance(there.kids, dict):
                self.doubles.append((name, there.key, at))
                return Spot(at, at)
            table = there
        name, at = parts[-1]
        spot = Spot(at, at, fixed=True)
        there = _kids(table).setdefault(name, spot)
        if there is not spot:
            self.doubles.append((name, there.key, at))
        return spot

    def _table(self, parts: list[tuple[str, int]]) -> Spot:
        """The table that a ``[header]`` opens."""
        kids = _kids(self._header(parts[:-1]))
        name, at = parts[-1]
        spot = Spot(at, at, table=True, fixed=True)
        there = kids.setdefault(name, spot)
        if there is spot:
            return spot
        if there.fixed or not isinstance(there.kids, dict):
            self.doubles.append((name, there.key, at))
            return spot
        there.key = there.value = at  # so far only passed through by another header
        there.fixed = True
        return there

    def _item_of_list(self, parts: list[tuple[str, int]]) -> Spot:
        """The table that a ``[[header]]`` adds."""
        kids = _kids(self._header(parts[:-1]))
        name, at = parts[-1]
        there = kids.get(name)
        if there is None:
            there = kids[name] = Spot(at, at, fixed=True)
            there.kids = []
        item = Spot(at, at, table=True, fixed=True)
        if isinstance(there.kids, list):
            there.kids.append(item)
        else:
            self.doubles.append((name, there.key, at))
        return item

    def _header(self, parts: list[tuple[str, int]]) -> Spot:
        """Walk to the table that holds a header's last part; a list on the way means its last item."""
        spot = self._root
        for name, at in parts:
            kids = _kids(spot)
            if name not in kids:
                kids[name] = Spot(at, at, table=True)
            spot = kids[name]
            if isinstance(spot.kids, list):
                last = spot.kids[-1] if spot.kids else None
                if not isinstance(last, Spot):
                    raise Lost
                spot = last
        return spot

    def _skip(self, what: re.Pattern[str], at: int) -> int:
        hit = what.match(self._text, at)
        return hit.end() if hit else at

    def _expect(self, mark: str, at: int) -> int:
        at = self._skip(_SPACE, at)
        if not self._text.startswith(mark, at):
            raise Lost
        return at + len(mark)


def _kids(spot: Spot) -> dict[str, Spot]:
    if not isinstance(spot.kids, dict):
        raise Lost
    return spot.kids


def _name(token: str) -> str:
    """What a key token means."""
    if token[0] == "'" or (token[0] == '"' and "\\" not in token):
        return token[1:-1]
    if token[0] != '"':
        return token
    try:
        return next(iter(tomli.loads(f"{token}=0")))
    except tomli.TOMLDecodeError as error:
        raise Lost from error
