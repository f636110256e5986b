"""The files of a league in a shared folder. One immutable file a thing, named by its kind and the digest of its bytes.

::

    league.json                                 the league
    players/PLAYER/player-DIGEST.json           written only by that player
    players/PLAYER/take-DIGEST.json
    players/PLAYER/ballot-DIGEST.json
    competitions/competition-DIGEST.json        written only by the lead
    competitions/opening-DIGEST.json
    competitions/result-DIGEST.json

A reader believes a file whose bytes are the canonical form of the thing, whose name is their digest, and which lies
where its writer writes. Whatever else lies there is passed over, counted, with a reason. A copy that a syncing program
made ("take-... (1).json") is believed for its digest like the original, so it is the same thing once more.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from threading import get_ident
from typing import TypeVar

from vmdojo.league.home import OutOfReach, TurnedDown
from vmdojo.league.wire import (
    MOST_BYTES,
    MOST_RESULT_BYTES,
    BadWire,
    Ballot,
    Competition,
    Opening,
    Player,
    Result,
    Take,
    Wire,
    canonical,
    read,
)

LEAGUE = "league.json"
PLAYERS = "players"
COMPETITIONS = "competitions"
MOST_FILES = 20_000
"""Files read of one folder; more in one player's hands is an attack or a mistake."""
MOST_PLAYERS = 5_000

KINDS: dict[str, type[Wire]] = {
    "player": Player,
    "take": Take,
    "ballot": Ballot,
    "competition": Competition,
    "opening": Opening,
    "result": Result,
}
_OF_PLAYERS = frozenset({"player", "take", "ballot"})
_NAME = re.compile(r"(player|take|ballot|competition|opening|result)-([0-9a-f]{64})(.*)\.json\Z", re.DOTALL)
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_SYSTEM = frozenset({"desktop.ini", "thumbs.db", "icon\r"})

W = TypeVar("W", bound=Wire)
Seen = dict[str, tuple[int, int, Wire | None, str]]
"""What was read before, by path: size, time of the last change, the thing or None, and why it was passed over."""


class Found:
    """What lies in a league's folder: things by type, in the order of their digests, and what was passed over."""

    def __init__(self) -> None:
        self._things: dict[str, dict[str, Wire]] = {kind: {} for kind in KINDS}
        self.passed_over: Counter[str] = Counter()

    def add(self, kind: str, name: str, thing: Wire) -> None:
        """The same thing from a copy is the same thing."""
        self._things[kind][name] = thing

    def all(self, type_: type[W]) -> list[W]:
        """Every thing of a type, by digest."""
        kind = next(kind for kind, known in KINDS.items() if known is type_)
        found = self._things[kind]
        return [one for name in sorted(found) if isinstance(one := found[name], type_)]


def survey(folder: Path, seen: Seen | None = None) -> Found:
    """Read all of it. Raises OutOfReach where the folder itself cannot be read; nothing inside it makes it raise.

    ``seen`` remembers files between two looks; one whose size or time has changed is read again.
    """
    found = Found()
    seen = {} if seen is None else seen
    with in_reach(folder):
        (folder / LEAGUE).stat()
    _read_all(folder / COMPETITIONS, "", found, seen)
    players = _entries(folder / PLAYERS, found)
    for item in players[:MOST_PLAYERS]:
        if _is_folder(item) and _ID.match(item.name):
            _read_all(Path(item.path), item.name, found, seen)
        else:
            found.passed_over["nothing that belongs among players"] += 1
    if len(players) > MOST_PLAYERS:
        found.passed_over[f"more than {MOST_PLAYERS} players"] += len(players) - MOST_PLAYERS
    return found


def _read_all(folder: Path, player: str, found: Found, seen: Seen) -> None:
    items = _entries(folder, found)
    for item in items[:MOST_FILES]:
        reason = _take_in(item, player, found, seen)
        if reason:
            found.passed_over[reason] += 1
    if len(items) > MOST_FILES:
        found.passed_over[f"beyond {MOST_FILES} in one place"] += len(items) - MOST_FILES


def _take_in(item: os.DirEntry[str], player: str, found: Found, seen: Seen) -> str:
    """Why a file is passed over; empty where it was taken in."""
    match = _NAME.match(item.name)
    if match is None or (match[1] in _OF_PLAYERS) != bool(player):
        return "not a file of a league"
    try:
        shape = item.stat(follow_symlinks=False)
    except OSError:
        return "not readable just now"
    before = seen.get(item.path)
    if before is None or before[:2] != (shape.st_size, shape.st_mtime_ns):
        thing, reason = _believe(item.path, shape, match, player)
        seen[item.path] = shape.st_size, shape.st_mtime_ns, thing, reason
    else:
        thing, reason = before[2:]
    if thing is not None:
        found.add(match[1], match[2], thing)
    return reason


def _believe(path: str, shape: os.stat_result, match: re.Match[str], player: str) -> tuple[Wire | None, str]:
    """The thing in a file, or why it is passed over."""
    kind, name, copied = match.groups()
    type_ = KINDS[kind]
    data, reason = _bytes_of(path, shape, MOST_RESULT_BYTES if type_ is Result else MOST_BYTES)
    if reason:
        return None, reason
    if sha256(data).hexdigest() != name:
        return None, "a copy made by a syncing program" if copied else "not what its name says (cut off, or changed)"
    try:
        thing = read(data, type_)
    except BadWire:
        return None, "of another format"
    if player and _writer(thing) != player:
        return None, "not written by the player whose folder it lies in"
    return thing, ""


def _writer(thing: Wire) -> str:
    if isinstance(thing, Player):
        return thing.id
    return thing.player if isinstance(thing, Take | Ballot) else ""


def _entries(folder: Path, found: Found) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name; hidden files and what systems leave behind are left alone."""
    try:
        with os.scandir(folder) as items:
            return sorted(
                (item for item in items if not item.name.startswith(".") and item.name.lower() not in _SYSTEM),
                key=lambda item: item.name,
            )
    except FileNotFoundError:
        return []
    except OSError:
        found.passed_over["in a folder that cannot be read"] += 1
        return []


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _bytes_of(path: str, shape: os.stat_result, most: int) -> tuple[bytes, str]:
    if not stat.S_ISREG(shape.st_mode):
        return b"", "a link or another thing than a file"
    if shape.st_size > most:
        return b"", "too large"
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - the entry's own path, as the system gave it
            data = file.read(most + 1)
    except OSError:
        return b"", "not readable just now"
    return (data, "") if len(data) <= most else (b"", "too large")


def put(folder: Path, league: Path, kind: str, thing: Wire) -> bool:
    """Write a thing beside and rename it to its name; False where it lies there already. Raises OutOfReach, and
    TurnedDown where a link stands in the place of the folder: it could lead anywhere."""
    data = canonical(thing)
    path = folder / f"{kind}-{sha256(data).hexdigest()}.json"
    with in_reach(league):
        (league / LEAGUE).stat()
        folder.mkdir(parents=True, exist_ok=True)
        if folder.is_symlink() or folder.parent.is_symlink():
            raise TurnedDown(f"{folder} is a link, not a folder of this league. Nothing was written.")
        if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
            return False
        write_beside(path, data)
    return True


def write_beside(path: Path, data: bytes) -> None:
    """The file whole or not at all, on the disk when this returns. Threads may write the same one. Raises OSError."""
    beside = path.with_name(f".{path.name[:80]}.{os.getpid()}-{get_ident()}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def in_reach(folder: Path) -> Iterator[None]:
    """Turns what the system says of a league's folder into OutOfReach."""
    try:
        yield
    except FileNotFoundError as gone:
        raise OutOfReach(
            f"There is no league in {folder} just now. Is the drive connected, the folder synced?"
        ) from gone
    except OSError as error:
        raise OutOfReach(f"The league's folder {folder} cannot be used just now: {error.strerror or error}.") from error
