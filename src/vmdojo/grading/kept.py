"""What takes long to make of the shipped rules, kept on disk between two starts.

Reading and compiling the rules takes longer than all else that a grade from the command line does. What is kept lies
in a folder named by the content of the rules, by the code that makes it and by the versions it rests on, and each file
carries its own hash: other rules, a damaged file or a folder that cannot be written only mean that it is made again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import lru_cache
from importlib.util import source_hash
from pathlib import Path
from typing import TypeVar

import msgspec
import Stemmer

from vmdojo import __version__
from vmdojo.grading.rubric_files import RULES

_HERE = Path(__file__).parent
_MAKERS = ("acting", "acts", "automaton", "kept", "net", "order", "patterns", "reading", "shelf", "talk")
_MADE_BY = (*_MAKERS, "rubric", "rubric_files", "rubric_model")
"""The modules that decide what is kept."""
_MOST = 4
"""Folders that are left: other versions on this machine have theirs there too."""
_HASH_BYTES = 8

Made = TypeVar("Made", bound=msgspec.Struct)


def kept(name: str, kind: type[Made], make: Callable[[], Made]) -> Made:
    """What was kept under ``name``; where nothing sound is there it is made, and kept for the next start."""
    try:
        file = cache_folder() / made_of() / name
    except RuntimeError:  # "~somebody" whom nobody knows
        return make()
    found = _recalled(file, kind)
    if found is None:
        found = make()
        _keep(file, found)
    return found


def kept_toml(file: Path, kind: type[Made]) -> Made:
    """A shipped TOML file as a struct, kept under its name and content."""
    data = file.read_bytes()
    return kept(f"{file.stem}-{source_hash(data).hex()}", kind, lambda: _converted(data, kind))


def _converted(data: bytes, kind: type[Made]) -> Made:
    import tomli

    return msgspec.convert(tomli.loads(data.decode("utf-8").replace("\r\n", "\n")), kind)


def cache_folder() -> Path:
    """Where things are kept that can be made again: in ``VMDOJO_HOME`` if it is set, else the platform's cache.

    Raises RuntimeError for a home folder that is not known.
    """
    chosen = os.environ.get("VMDOJO_HOME", "").strip()
    if chosen:
        return Path(chosen).expanduser() / "cache"
    if sys.platform == "linux":  # what platformdirs would answer, without the milliseconds of its import
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or "~/.cache"
        return Path(base).expanduser() / "vmdojo"
    import platformdirs

    return Path(platformdirs.user_cache_dir("vmdojo", appauthor=False))


@lru_cache(maxsize=1)
def made_of() -> str:
    """The name of what this very code makes of these very rules."""
    parts = [f"{__version__} {msgspec.__version__} {Stemmer.version()} {sys.byteorder}".encode()]
    for path in (*(_HERE / f"{name}.py" for name in _MADE_BY), *sorted(RULES.iterdir())):
        try:
            parts += [path.name.encode(), path.read_bytes()]
        except OSError:  # a folder, or sources that were left out of an installation
            continue
    return f"judge-{source_hash(bytes(1).join(parts)).hex()}"


def _recalled(file: Path, kind: type[Made]) -> Made | None:
    try:
        data = file.read_bytes()
    except OSError:
        return None
    body = memoryview(data)[_HASH_BYTES:]
    if source_hash(body) != data[:_HASH_BYTES]:
        return None
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except msgspec.DecodeError:
        return None


def _keep(file: Path, made: msgspec.Struct) -> None:
    """Write it beside and rename it; where the disk does not allow it the next start is slow again, and no more."""
    body = msgspec.msgpack.encode(made)
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        fresh = not file.parent.exists()
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(source_hash(body) + body)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
        if fresh:
            _leave_few(file.parent.parent)
    except OSError:
        return


def _leave_few(folder: Path) -> None:
    """Remove what the oldest versions kept."""
    import shutil

    others = sorted(folder.glob("judge-*"), key=lambda path: path.stat().st_mtime_ns)
    for old in others[:-_MOST]:
        shutil.rmtree(old, ignore_errors=True)
