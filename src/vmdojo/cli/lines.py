"""Many messages, one JSON object a line: reading the lines within bounds, and each line into a :class:`Request`."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn, get_args

import msgspec

from vmdojo.cli.console import inert_line, nearest
from vmdojo.scenarios.model import Relationship

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_LIMIT = 1 << 20
"""Bytes that a line may hold, its end not counted."""

KEYS = ("text", "id", "scenario", "about", "relationship", "earlier")
RELATIONSHIPS: tuple[Relationship, ...] = get_args(Relationship)
NO_ID = msgspec.Raw(b"null")
_BOM = b"\xef\xbb\xbf"
_SKIP = 1 << 16


class BadLine(Exception):  # noqa: N818 - what it is
    """A line that cannot be graded, with the id that it carries so far as that could be read."""

    def __init__(self, sentence: str, id_: msgspec.Raw = NO_ID) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.id = id_


class Line(NamedTuple):
    """A line that is not blank. ``number`` counts every line from 1; ``data`` is None if it was too long."""

    number: int
    data: bytes | None


class Request(NamedTuple):
    """What one line asks for. At most one of ``scenario`` and ``about`` is set."""

    text: str
    id: msgspec.Raw = NO_ID
    """With its numbers as they were written, so that 1.50 comes back as 1.50."""
    scenario: str | None = None
    about: tuple[str, ...] | None = None
    relationship: Relationship | None = None
    earlier: tuple[str, ...] = ()


def read_lines(source: BinaryIO) -> Iterator[Line]:
    """The lines of ``source`` as they arrive, blank ones left out. A line over the limit is never held in memory."""
    number = 0
    while piece := source.readline(LINE_LIMIT + len(_BOM) + len(b"\r\n")):
        number += 1
        data = piece.removesuffix(b"\n").removesuffix(b"\r").removeprefix(_BOM)
        if len(data) > LINE_LIMIT:
            while piece and not piece.endswith(b"\n"):
                piece = source.readline(_SKIP)
            yield Line(number, None)
        elif data.strip():
            yield Line(number, data)


def read_request(data: bytes | None) -> Request:
    """One line as a request.

    Raises :class:`BadLine` with a sentence that says what is wrong and, where it can, what would be right.
    """
    if data is None:
        raise BadLine(f"the line is longer than 1 MiB ({LINE_LIMIT} bytes)")
    given, doubled = _parse(data)
    try:
        id_ = NO_ID if "id" in doubled or "id" not in given else msgspec.Raw(_written(given["id"]).encode("ascii"))
    except RecursionError:  # some versions of Python read deeper than they write
        raise BadLine("nested too deeply") from None
    try:
        return _request(given, doubled, id_)
    except ValueError as problem:
        raise BadLine(str(problem), id_) from None


def read_relationship(name: str | None) -> Relationship | None:
    """``name`` as a relationship; raises ValueError with a sentence that names the nearest."""
    if name is None:
        return None
    known = {relationship: relationship for relationship in RELATIONSHIPS}
    if name in known:
        return known[name]
    close = nearest(name, known)
    hint = f"did you mean {_quoted(close)}?" if close else f"there are {', '.join(known)}"
    raise ValueError(f"unknown relationship {_quoted(name)}: {hint}")


def _request(given: dict[str, object], doubled: list[str], id_: msgspec.Raw) -> Request:
    if doubled:
        raise ValueError(f"doubled key {_quoted(doubled[0])}: say it once")
    for key in given:
        if key not in KEYS:
            close = nearest(key, KEYS)
            hint = f"did you mean {_quoted(close)}?" if close else f"the keys are {', '.join(KEYS)}"
            raise ValueError(f"unknown key {_quoted(key)}: {hint}")
    if "text" not in given:
        raise ValueError('"text" is missing: it holds the message')
    text = _string('"text"', given["text"])
    scenario, about, relationship = (given.get(key) for key in ("scenario", "about", "relationship"))
    if scenario is not None and about is not None:
        raise ValueError('"scenario" and "about" exclude each other: a scenario brings its own facts')
    return Request(
        text,
        id_,
        None if scenario is None else _string('"scenario"', scenario),
        None if about is None else _strings("about", about),
        None if relationship is None else read_relationship(_string('"relationship"', relationship)),
        () if given.get("earlier") is None else _strings("earlier", given["earlier"]),
    )


def _string(place: str, value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{place} must be a string, not {_kind(value)}")  # noqa: TRY004 - a sentence for the user
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as problem:
        raise ValueError(f"{place} holds half a character (a lone surrogate) at {problem.start}") from None
    return value


def _strings(key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f'"{key}" must be a list of strings, not {_kind(value)}')  # noqa: TRY004
    found = tuple(_string(f"{key}[{index}]", item) for index, item in enumerate(value))
    for index, item in enumerate(found):
        if not item.strip():
            raise ValueError(f"{key}[{index}] is empty: leave it out")
    return found


class _Number:
    """A JSON number. No key but ``id`` takes one and that is echoed, so only its spelling is needed."""

    def __init__(self, written: str) -> None:
        self.written = written


def _parse(data: bytes) -> tuple[dict[str, object], list[str]]:
    """The object on a line and the keys, at any depth, that it holds twice."""
    import json  # a single message needs none of it

    try:
        written = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        hint = " (it looks like UTF-16: save the file as UTF-8)" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
        raise BadLine(f"not UTF-8 at byte {problem.start + 1}{hint}") from None
    doubled: list[str] = []

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in pairs:
            if key in found:
                doubled.append(key)
            found[key] = value
        return found

    def refuse_constant(name: str) -> NoReturn:
        raise BadLine(f"not JSON: {name} is no JSON value")

    try:
        value = json.loads(
            written, object_pairs_hook=once, parse_int=_Number, parse_float=_Number, parse_constant=refuse_constant
        )
    except json.JSONDecodeError as problem:
        what = problem.msg.removesuffix(":").removesuffix(" at")
        raise BadLine(f"not JSON: {what} at column {problem.colno}") from None
    except RecursionError:
        raise BadLine("nested too deeply") from None
    if not isinstance(value, dict):
        raise BadLine(f"expected an object, got {_kind(value)}")
    return value, doubled


def _written(value: object) -> str:
    """A parsed value as JSON again, in ASCII."""
    import json

    if isinstance(value, _Number):
        return value.written
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{json.dumps(key)}: {_written(item)}' for key, item in value.items())}}}"
    return json.dumps(value)


def _quoted(word: str) -> str:
    """A name as given, inert and not longer than a line of an error bears."""
    shown = inert_line(word)
    return f'"{shown if len(shown) <= 60 else shown[:59] + "…"}"'


def _kind(value: object) -> str:
    for type_, name in (
        (bool, "true or false"),
        (_Number, "a number"),
        (str, "a string"),
        (list, "a list"),
        (dict, "an object"),
    ):
        if isinstance(value, type_):
            return name
    return "null"
