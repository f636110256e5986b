"""stdout and stderr: results to the first, all else to the second, and nothing typed or loaded reaches either raw."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import IO, TYPE_CHECKING, BinaryIO, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 72
"""Running text never grows past this many columns, however wide the terminal is."""


_LINE = 1 << 20
"""Bytes of a line that are read at once; nobody types longer ones."""


class Refusal(Exception):  # noqa: N818 - what it is
    """Input or environment in error. ``str()`` is a sentence, and what to do next."""


def inert(text: str) -> str:
    """``text`` with every character that could steer a terminal written as an escape; line breaks stay."""
    from vmdojo.scenarios import inert as escaped

    return "\n".join(escaped(line.removesuffix("\r").replace("\t", "    ")) for line in text.split("\n"))


def inert_line(text: str) -> str:
    """:func:`inert` on one line: runs of white space become one space."""
    return inert(" ".join(text.split()))


def speak_utf8() -> None:
    """Write UTF-8 whatever the code page: a pipe on Windows would else end a result at its first curly quote."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str = "") -> None:
    """A line of the result, to stdout."""
    if sys.stdout is not None:
        sys.stdout.write(text + "\n")


def warn(text: str) -> None:
    """A line beside the result, to stderr."""
    if sys.stderr is not None:
        try:
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
        except OSError:
            return  # nobody is listening there either; the exit code still tells


def drop_stdout() -> None:
    """Point stdout nowhere, so that the interpreter's own flush at the end has nothing to complain about."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = None  # what the interpreter itself does for a closed stdout
    finally:
        os.close(nowhere)


def reader_is_gone(fault: BaseException) -> bool:
    """Whether ``fault`` is a pipe whose other end was closed. Windows calls it an invalid argument."""
    if isinstance(fault, BrokenPipeError):
        return True
    return sys.platform == "win32" and isinstance(fault, OSError) and fault.errno == errno.EINVAL


def stdout_is_full(fault: BaseException) -> bool:
    """Whether ``fault`` is the disk (or quota) running out while something was written."""
    return isinstance(fault, OSError) and fault.errno in {errno.ENOSPC, errno.EDQUOT} and fault.filename is None


def colourful(stream: IO[str] | None = None) -> bool:
    """Whether marks and shades may be drawn: a terminal, and nobody asked otherwise."""
    target = sys.stdout if stream is None else stream
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return target is not None and target.isatty()


def bold(text: str) -> str:
    """``text`` in bold where the terminal bears it."""
    return f"\x1b[1m{text}\x1b[0m" if colourful() else text


def faint(text: str) -> str:
    """``text`` stepped back where the terminal bears it."""
    return f"\x1b[2m{text}\x1b[0m" if colourful() else text


def wrapped(text: str, *, indent: str = "", first: str | None = None) -> list[str]:
    """``text`` as inert lines of at most :data:`WIDTH` columns."""
    from textwrap import wrap

    return wrap(
        inert_line(text),
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_on_hyphens=False,
    ) or [(indent if first is None else first).rstrip()]


def on_quote(quote: str, sentence: str) -> str:
    """``sentence`` about ``quote``, with the quote before it where it does not name the words itself."""
    return sentence if not quote or sentence.startswith('"') else f'"{quote}": {sentence}'


def count(number: int, noun: str) -> str:
    """``number`` of a thing in words: no problems, 1 problem, 2 problems."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that ``word`` was probably meant to be."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return close[0] if close else None


def stdin_bytes() -> BinaryIO:
    """The process's stdin as bytes, or a refusal where there is none."""
    if sys.stdin is None or not hasattr(sys.stdin, "buffer"):
        refuse("There is no input: stdin is closed. Name a file instead.")
    return sys.stdin.buffer


def listen() -> str:
    """The next line of stdin without its end. UTF-8, and where it is not, what the locale makes of it.

    Raises EOFError where there are no more.
    """
    data = stdin_bytes().readline(_LINE)
    if not data:
        raise EOFError
    try:
        line = data.decode("utf-8")
    except UnicodeDecodeError:
        import locale

        line = data.decode(locale.getpreferredencoding(do_setlocale=False), errors="replace")
    return line.removeprefix("\ufeff").rstrip("\r\n")


def refuse(sentence: str) -> NoReturn:
    """End the command: input or environment in error."""
    raise Refusal(sentence)


def say_json(value: object) -> None:
    """One JSON object on a line of stdout; characters that steer a terminal are escaped."""
    from vmdojo.cli.encoding import encode

    say_bytes(encode(value))


def say_bytes(line: bytes) -> None:
    """A whole line of the result, out of our hands before anything else is done."""
    if sys.stdout is None:
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
