"""The shipped rubric in the form in which it is judged with, kept on disk between two starts.

Reading and compiling the rules takes longer than all else that a grade from the command line does. What is kept is
named by the content of the rules, by the code that compiles them and by the versions it rests on, and it carries its
own hash: another rule, a damaged file or a folder that cannot be written only mean that the rules are compiled again.
"""

from __future__ import annotations

import os
import sys
from importlib.util import source_hash
from pathlib import Path

import msgspec
import Stemmer

from vmdojo import __version__
from vmdojo.grading.automaton import Net
from vmdojo.grading.rubric_files import RULES
from vmdojo.grading.rubric_model import Asks, Frame, Rule, Words

_HERE = Path(__file__).parent
_MADE_BY = ("kept.py", "rubric.py", "rubric_model.py", "rubric_files.py", "automaton.py", "patterns.py", "reading.py")
"""The code that decides what is kept."""
_MOST = 4
"""Files that are left in the folder: other versions on this machine have theirs there too."""
_HASH_BYTES = 8


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """The parts of a rubric with what takes long to make of them."""

    frame: Frame
    rules: tuple[Rule, ...]
    words: Words
    asks: Asks
    hash: str
    net: Net


def cache_folder() -> Path:
    """Where things are kept that can be made again: in ``VMDOJO_HOME`` if it is set, else the platform's cache."""
    chosen = os.environ.get("VMDOJO_HOME", "").strip()
    if chosen:
        return Path(chosen).expanduser() / "cache"
    if sys.platform == "linux":  # what platformdirs would answer, without the milliseconds of its import
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or "~/.cache"
        return Path(base).expanduser() / "vmdojo"
    import platformdirs

    return Path(platformdirs.user_cache_dir("vmdojo", appauthor=False))


def recall(name: str) -> Kept | None:
    """What was kept under ``name``, None where nothing sound is there."""
    try:
        data = (cache_folder() / name).read_bytes()
    except (OSError, RuntimeError, ValueError):  # RuntimeError: "~somebody"; ValueError: a NUL in the path
        return None
    if source_hash(data[_HASH_BYTES:]) != data[:_HASH_BYTES]:
        return None
    try:
        return msgspec.msgpack.decode(memoryview(data)[_HASH_BYTES:], type=Kept)
    except msgspec.DecodeError:
        return None


def keep(name: str, kept: Kept) -> None:
    """Keep it for the next start, where the disk allows it: written beside, then renamed."""
    body = msgspec.msgpack.encode(kept)
    try:
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f"{name}.{os.getpid()}"
        try:
            beside.write_bytes(source_hash(body) + body)
            beside.replace(folder / name)
        finally:
            beside.unlink(missing_ok=True)
        others = sorted(folder.glob("rubric-*"), key=lambda path: path.stat().st_mtime_ns)
        for old in others[:-_MOST]:
            old.unlink(missing_ok=True)
    except (OSError, RuntimeError, ValueError):
        return  # a start without it is slower, and nothing else


def name_for(judge_version: str) -> str:
    """The name of what this very code makes of these very rules."""
    parts = [f"{__version__} {judge_version} {msgspec.__version__} {Stemmer.version()}".encode()]
    for path in (*(_HERE / name for name in _MADE_BY), *sorted(RULES.iterdir())):
        try:
            parts += [path.name.encode(), path.read_bytes()]
        except OSError:  # a folder, or sources that were left out of an installation
            continue
    return f"rubric-{source_hash(bytes(1).join(parts)).hex()}"
