"""Names of files from others: what could lead out of a pack, hide, or mean another file on another system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from vmdojo.scenarios.packs.model import MOST_DEPTH, MOST_NAME

_DEVICES = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", "clock$")) | {
    f"{name}{digit}" for name in ("com", "lpt") for digit in "0123456789¹²³"
}
"""Names that Windows keeps for devices, with any ending."""
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
_ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".zst", ".7z", ".rar", ".jar", ".whl", ".cab", ".iso")


def is_device(name: str) -> bool:
    """Whether Windows would open a device under this name."""
    return name.split(".", 1)[0].rstrip(" ").casefold() in _DEVICES


def is_ignored(name: str) -> bool:
    """Whether a file is the leftover of a system or an editor: hidden, or what macOS puts into its zips."""
    return any(part.startswith(".") and part.strip(".") for part in name.split("/")) or name.startswith("__MACOSX/")


def leads_astray(name: str) -> str:
    """What in a path could steer a terminal or lead out of the pack, as the end of a sentence; empty where nothing."""
    if not name:
        return "has no name"
    if not name.isprintable():
        return "has an invisible or steering character in its name"
    if "\\" in name:
        return "has a backslash in its name"
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "has an absolute path"
    return "leads out of the pack" if ".." in name.split("/") else ""


def fault_of(name: str) -> str:
    """What is wrong with the path of a file in a pack, as the end of a sentence; empty where nothing is."""
    astray = leads_astray(name)
    if astray:
        return astray
    parts = name.split("/")
    if len(parts) > MOST_DEPTH:
        return f"lies more than {MOST_DEPTH - 1} folders deep"
    for part in parts:
        if part in ("", "."):
            return "has an empty part in its path"
        if len(part) > MOST_NAME:
            return f"has a name of more than {MOST_NAME} characters"
        if part.endswith((".", " ")) or part.startswith(" "):
            return "has a name that begins or ends with a blank or ends with a dot"
        if _NOT_ON_WINDOWS.search(part):
            return "has a character in its name that not every system allows"
        if is_device(part):
            return f'is named like a device of Windows ("{part.split(".", 1)[0]}")'
    if name.casefold().endswith(_ARCHIVES):
        return "is an archive inside the pack"
    return ""


def clash(names: Iterable[str]) -> tuple[str, str] | None:
    """Two paths that some systems take for one: equal but for capitals or for how accents are written."""
    seen: dict[str, str] = {}
    for name in names:
        plain = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
        if plain in seen:
            return seen[plain], name
        seen[plain] = name
    return None
