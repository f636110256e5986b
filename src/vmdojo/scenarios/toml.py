"""Reading a TOML file into structs, with every problem of the file found in one run and placed exactly."""

from __future__ import annotations

import re
import stat
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from vmdojo.scenarios.problem import Keys, Problem, ScenarioError, excerpt, inert, key_text, short

if TYPE_CHECKING:
    from pathlib import Path

    import tomli

    from vmdojo.scenarios.spots import Spots

T = TypeVar("T")

MOST_BYTES = 1024 * 1024
"""The largest file that is read, in bytes of UTF-8."""
_MOST_PARTS = 64
_ENDLESS_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){64}""", re.ASCII)
"""A key of more than 64 parts. The parser's time and memory grow with the square of them."""
_TOO_DEEP = "The file nests deeper than anyone could read."
MOST_PROBLEMS = 200
"""Problems told of one file; the last says that there are more."""


class Source:
    """A TOML text under the name by which it was given, and the places in it."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text.removeprefix("\ufeff").replace("\r\n", "\n")

    @cached_property
    def spots(self) -> Spots:
        """Scanned when the first problem asks for a place: a sound file never pays for it."""
        from vmdojo.scenarios.spots import Spots

        return Spots(self.text)

    def problem(
        self, keys: Keys, message: str, *, expected: str = "", nearest: str = "", quote: str = "", at_key: bool = False
    ) -> Problem:
        """A problem with what stands at ``keys``, placed at the value or (``at_key``) at the key itself.

        ``quote`` is a piece of a text value: the problem stands there if the file has it in these characters.
        Where the text holds no such key, the nearest parent that it does hold gives the place: the header of a table
        that lacks a key, line 1 for the file.
        """
        found, spot = self.spots.find(keys)
        offset = spot.key if at_key or found != keys else spot.value
        if quote and found == keys:
            offset += max(self.spots.scalar(spot.value).find(quote), 0)
        return self.at(offset, keys, message, expected=expected, nearest=nearest, bare=not found)

    def at(
        self, offset: int, keys: Keys, message: str, *, expected: str = "", nearest: str = "", bare: bool = False
    ) -> Problem:
        """A problem at an offset of ``text``; ``bare`` leaves the source line out."""
        return Problem(
            path=inert(self.name),
            line=self.text.count("\n", 0, offset) + 1,
            column=offset - (self.text.rfind("\n", 0, offset) + 1) + 1,
            key=key_text(keys),
            message=inert(message),
            expected=inert(expected),
            nearest=inert(nearest),
            excerpt="" if bare else excerpt(self.text, offset),
        )


class Loaded(Generic[T]):
    """What came of a file: ``value``, or None and at least one problem."""

    def __init__(self, source: Source, value: T | None, problems: tuple[Problem, ...] = ()) -> None:
        self.source = source
        self.value = value
        self.problems = problems

    def problem(
        self, keys: Keys, message: str, *, expected: str = "", nearest: str = "", quote: str = "", at_key: bool = False
    ) -> Problem:
        """A problem that a later check found, placed in this file: see ``Source.problem``."""
        return self.source.problem(keys, message, expected=expected, nearest=nearest, quote=quote, at_key=at_key)

    def require(self) -> T:
        """The value. Raises ScenarioError, with all problems, where there is none."""
        if self.value is None:
            raise ScenarioError(f"{inert(self.source.name)} cannot be used.", self.problems)
        return self.value


def load_toml(path: Path, type: type[T]) -> Loaded[T]:  # noqa: A002 - the word that a caller expects
    """Read the file at ``path`` as ``type``, a msgspec Struct. Never raises for what the file or the disk holds."""
    name = str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            return _unread(name, "This is a folder, not a file.", "the path of one TOML file")
        if not stat.S_ISREG(found.st_mode):
            return _unread(name, "This is not a plain file.", "a TOML file on disk")
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return _unread(name, "There is no such file.")
    except PermissionError:
        return _unread(name, "You may not read this file.", "a file that your account may read")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        return _unread(name, f"The file cannot be read: {reason}.")
    if len(raw) > MOST_BYTES:
        return _unread(name, "The file is larger than 1 MiB.", "at most 1,048,576 bytes")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        source = Source(name, raw[: error.start].decode("utf-8"))
        message = f"The byte 0x{raw[error.start]:02x} here is not UTF-8."
        return Loaded(source, None, (source.at(len(source.text), (), message, expected="a file saved as UTF-8"),))
    return loads_toml(text, type, name=name)


def loads_toml(text: str, type: type[T], *, name: str = "<text>") -> Loaded[T]:  # noqa: A002
    """Read ``text`` as ``type``, a msgspec Struct; ``name`` stands for the file in problems.

    CRLF and a byte order mark are accepted. Unknown keys are problems where the struct forbids them.
    """
    if len(text) > MOST_BYTES or len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        return _unread(name, "The text is larger than 1 MiB.", "at most 1,048,576 bytes")
    source = Source(name, text)
    if _has_endless_key(source.text):
        return _unread(name, _TOO_DEEP, "lists and tables a few levels deep")
    import tomli  # what is kept between two starts needs no parser

    try:
        data = tomli.loads(source.text)
    except tomli.TOMLDecodeError as error:
        return Loaded(source, None, _syntax(source, error))
    except RecursionError:
        return _unread(name, _TOO_DEEP, "lists and tables a few levels deep")
    except ValueError:  # Python reads no whole number of more than 4,300 digits
        return _unread(name, "The file holds a whole number with thousands of digits.", "a number of ordinary size")
    try:
        return Loaded(source, msgspec.convert(data, type))
    except (msgspec.ValidationError, RecursionError, OverflowError) as error:
        return Loaded(source, None, _misfit(source, data, type, error))


def _has_endless_key(text: str) -> bool:
    # Counting first: a plain file of 30 kB would pay two milliseconds for the search.
    return any(line.count(".") >= _MOST_PARTS and _ENDLESS_KEY.search(line) for line in text.split("\n"))


def _unread(name: str, message: str, expected: str = "") -> Loaded[Any]:
    source = Source(name, "")
    return Loaded(source, None, (Problem(inert(name), 0, 0, "", inert(message), expected),))


_DOUBLES = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate inline")
_HINTS = {
    "Invalid statement": "a key (letters, digits, - and _, or in quotes), a [table] or a # comment",
    "Invalid value": 'a value: text in "quotes", a number, true, false, a [list] or an inline table',
    "Expected '='": 'key = value; a key with spaces or other marks stands in "quotes"',
    "Expected newline": "the end of the line, or a # comment; text stands in quotes",
    "Unclosed array": "a comma or the ] that closes the list",
    "Illegal character '\\n'": 'the closing quote on the same line, or """ around text of several lines',
    "Unescaped '\\'": "a backslash written twice, or the text in 'single quotes'",
}


def _syntax(source: Source, error: tomli.TOMLDecodeError) -> tuple[Problem, ...]:
    """Problems of a text that is not TOML: all keys that are set twice, and the first place that cannot be parsed."""
    spots = source.spots
    problems = [_double(source, *double) for double in spots.doubles[:MOST_PROBLEMS]]
    if problems and error.msg.startswith(_DOUBLES):
        return tuple(problems)
    offset = min(error.pos, len(source.text))
    if spots.unclosed is not None and offset >= len(source.text.rstrip()):
        mark = source.text[spots.unclosed]
        mark = mark * 3 if source.text.startswith(mark * 3, spots.unclosed) else {"[": "]", "{": "}"}.get(mark, mark)
        problems.append(
            source.at(spots.unclosed, (), "What opens here is never closed.", expected=f"{mark} to close it")
        )
    else:
        hint = next((text for start, text in _HINTS.items() if error.msg.startswith(start)), "")
        problems.append(source.at(offset, (), f"This is not valid TOML: {error.msg}.", expected=hint))
    return tuple(sorted(problems, key=lambda p: (p.line, p.column)))


def _double(source: Source, name: str, first: int, second: int) -> Problem:
    line = source.text.count("\n", 0, first) + 1
    message = f'"{short(name)}" is set a second time; the first is in line {line}.'
    return source.at(second, (name,), message, expected="every key once in its table")


def _misfit(source: Source, data: object, type: Any, error: Exception) -> tuple[Problem, ...]:  # noqa: A002
    from vmdojo.scenarios.walk import walk  # only a file with a fault in it pays for this

    problems = walk(source, data, type, MOST_PROBLEMS)
    if problems:
        return problems
    message, _, place = str(error).partition(" - at `$")
    keys = _keys(place.rstrip("`"))
    return (source.problem(keys, message.replace("`", '"') + "."),)


def _keys(place: str) -> Keys:
    """Key path of a msgspec message, as far as it is plain: it shortens keys of a mapping to ``[...]``."""
    keys: list[str | int] = []
    for hit in re.finditer(r"\.([^.\[\]]+)|\[(\d+)\]|(\[)", place):
        if hit[3]:
            break
        keys.append(int(hit[2]) if hit[2] else hit[1])
    return tuple(keys)
