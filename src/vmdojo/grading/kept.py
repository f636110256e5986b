"""What takes long to make of the shipped rules, kept on disk between two starts.

Reading and compiling the rules takes longer than all else that a grade from the command line does. What is kept lies
in a folder named by the rules, by the code that makes it and by the versions it rests on, and each file carries its
own hash: other rules, a damaged file or a folder that cannot be written only mean that it is made again.

Rules, tables and code count by size and time of change, as the bytecode of a module does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import lru_cache
from importlib.util import source_hash
from os import path
from typing import TypeVar

import msgspec
import Stemmer

from vmdojo import __version__
from vmdojo.grading.rubric_files import RULES

_HERE = path.dirname(__file__)
_MAKERS = (
    "acting",
    "asking_words",
    "automaton",
    "blocks",
    "kept",
    "line_reader",
    "net",
    "order",
    "patterns",
    "reading",
    "talk",
    "undertone",
    "wordclass",
)
_MADE_BY = (*_MAKERS, "rubric", "rubric_files", "rubric_model")
"""The modules that decide what is kept."""
_MOST = 4
"""Folders that are left: other versions on this machine have theirs there too."""
_HASH_BYTES = 8

Made = TypeVar("Made", bound=msgspec.Struct)


def kept(name: str, kind: type[Made], make: Callable[[], Made]) -> Made:
    """What was kept under ``name``; where nothing sound is there it is made, and kept for the next start."""
    folder = cache_folder()
    if folder is None:
        return make()
    file = path.join(folder, made_of(), name)
    found = _recalled(file, kind)
    if found is None:
        found = make()
        _keep(file, found)
    return found


def kept_toml(file: str, kind: type[Made]) -> Made:
    """A shipped TOML file as a struct, kept under its name and content."""
    with open(file, "rb") as opened:
        data = opened.read()
    name = path.basename(file).removesuffix(".toml")
    return kept(f"{name}-{source_hash(data).hex()}", kind, lambda: _converted(data, kind))


def _converted(data: bytes, kind: type[Made]) -> Made:
    import tomli  # what is kept needs no parser

    return msgspec.convert(tomli.loads(data.decode("utf-8").replace("\r\n", "\n")), kind)


def cache_folder() -> str | None:
    """Where things are kept that can be made again: in ``VMDOJO_HOME`` if it is set, else the platform's cache.

    None where the home folder that it hangs on is not known.
    """
    chosen = os.environ.get("VMDOJO_HOME", "").strip()
    if chosen:
        folder = path.join(path.expanduser(chosen), "cache")
    elif sys.platform == "linux":  # what platformdirs would answer, without the milliseconds of its import
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or "~/.cache"
        folder = path.join(path.expanduser(base), "vmdojo")
    else:
        import platformdirs

        folder = platformdirs.user_cache_dir("vmdojo", appauthor=False)
    return None if folder.startswith("~") else folder


@lru_cache(maxsize=1)
def made_of() -> str:
    """The name of what this very code makes of these very rules."""
    parts = [f"{__version__} {msgspec.__version__} {Stemmer.version()} {sys.byteorder}".encode()]
    code = [path.join(_HERE, f"{name}.py") for name in _MADE_BY]
    rules = sorted(found.path for found in os.scandir(RULES) if found.is_file())
    for file in (*code, *rules):
        try:
            found = os.stat(file)
        except OSError:  # sources that were left out of an installation
            continue
        parts.append(f"{path.basename(file)} {found.st_size} {found.st_mtime_ns}".encode())
    return f"judge-{source_hash(bytes(1).join(parts)).hex()}"


def _recalled(file: str, kind: type[Made]) -> Made | None:
    try:
        with open(file, "rb") as opened:
            data = opened.read()
    except OSError:
        return None
    body = memoryview(data)[_HASH_BYTES:]
    if source_hash(body) != data[:_HASH_BYTES]:
        return None
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except msgspec.DecodeError:
        return None


def _keep(file: str, made: msgspec.Struct) -> None:
    """Write it beside and rename it; where the disk does not allow it the next start is slow again, and no more."""
    body = msgspec.msgpack.encode(made)
    folder = path.dirname(file)
    beside = f"{file}.{os.getpid()}"
    try:
        fresh = not path.exists(folder)
        os.makedirs(folder, exist_ok=True)
        try:
            with open(beside, "wb") as opened:
                opened.write(source_hash(body) + body)
            os.replace(beside, file)
        finally:
            if path.exists(beside):
                os.unlink(beside)
        if fresh:
            _leave_few(path.dirname(folder))
    except OSError:
        return


def _leave_few(folder: str) -> None:
    """Remove what the oldest versions kept."""
    import shutil

    others = [path.join(folder, name) for name in os.listdir(folder) if name.startswith("judge-")]
    for old in sorted(others, key=path.getmtime)[:-_MOST]:
        shutil.rmtree(old, ignore_errors=True)
