"""Takes on their way to the league: kept on this machine, sent in order, once, and never lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec

from vmdojo.league.folder.files import write_beside
from vmdojo.league.home import OutOfReach, TurnedDown
from vmdojo.league.wire import MOST_BYTES, BadWire, Receipt, Take, canonical, read


class Sent(NamedTuple):
    """What came of one sending."""

    delivered: tuple[Receipt, ...] = ()
    refused: tuple[tuple[Take, str], ...] = ()
    """Takes that the league turned down, with its sentence: set aside, not thrown away."""
    waiting: int = 0
    why: str = ""
    """Why the rest still waits; empty where nothing does."""


class Outbox:
    """One file a take, numbered in the order of handing in. Any method may raise OSError."""

    def __init__(self, folder: Path) -> None:
        self._waiting = folder / "outbox"
        self._sent = folder / "sent"
        self._refused = folder / "refused"

    def put(self, take: Take) -> bool:
        """Keep a take until it is sent; False where it was handed in before. Raises BadWire for text no file holds."""
        if self.knows(take):
            return False
        self._waiting.mkdir(parents=True, exist_ok=True, mode=0o700)
        numbers = [int(path.name[:8]) for path in self._files()]
        name = f"{max(numbers, default=0) + 1:08d}-{_name(take)}"
        write_beside(self._waiting / name, canonical(take))
        return True

    def knows(self, take: Take) -> bool:
        """Whether it waits or was sent."""
        return (self._sent / _name(take)).exists() or any(path.name[9:] == _name(take) for path in self._files())

    def waiting(self) -> list[Take]:
        """Takes that wait, oldest first; a file that cannot be read stays where it is and is left out."""
        return [take for _, take in self._read()]

    def sent(self) -> list[tuple[Take, Receipt]]:
        """What the league has of this player, with its receipts, in the order of the takes' names."""
        found = []
        for path in sorted(self._sent.glob("*.json")) if self._sent.is_dir() else ():
            try:
                said = msgspec.json.decode(path.read_bytes(), type=_Delivered)
                found.append((read(said.take.encode(), Take), said.receipt))
            except (msgspec.DecodeError, BadWire):
                continue
        return found

    def refused(self) -> list[tuple[Take, str]]:
        """What the league turned down, with its sentence."""
        found = []
        for path in sorted(self._refused.glob("*.json")) if self._refused.is_dir() else ():
            try:
                said = msgspec.json.decode(path.read_bytes(), type=_Refused)
                found.append((read(said.take.encode(), Take), said.why))
            except (msgspec.DecodeError, BadWire):
                continue
        return found

    def send(self, submit: Callable[[Take], Receipt]) -> Sent:
        """Send all that waits, in order, up to the first that cannot go now. Two senders at once do no harm: a league
        takes the same take once."""
        delivered: list[Receipt] = []
        refused: list[tuple[Take, str]] = []
        queue = self._read()
        for place, (path, take) in enumerate(queue):
            try:
                receipt = submit(take)
            except OutOfReach as away:
                return Sent(tuple(delivered), tuple(refused), len(queue) - place, str(away))
            except TurnedDown as no:
                self._refused.mkdir(parents=True, exist_ok=True, mode=0o700)
                no_more = _Refused(canonical(take).decode(), str(no))
                write_beside(self._refused / _name(take), msgspec.json.encode(no_more))
                refused.append((take, str(no)))
            else:
                self._sent.mkdir(parents=True, exist_ok=True, mode=0o700)
                said = _Delivered(canonical(take).decode(), receipt)
                write_beside(self._sent / _name(take), msgspec.json.encode(said))
                delivered.append(receipt)
            path.unlink(missing_ok=True)
        return Sent(tuple(delivered), tuple(refused))

    def _files(self) -> list[Path]:
        if not self._waiting.is_dir():
            return []
        return sorted(
            path for path in self._waiting.glob("*.json") if path.name[:8].isascii() and path.name[:8].isdigit()
        )

    def _read(self) -> list[tuple[Path, Take]]:
        found = []
        for path in self._files():
            try:
                if path.stat().st_size <= MOST_BYTES:
                    found.append((path, read(path.read_bytes(), Take)))
            except (BadWire, FileNotFoundError):  # damaged, or sent by another vmdojo a moment ago
                continue
        return found


class _Delivered(msgspec.Struct, frozen=True):
    take: str
    receipt: Receipt


class _Refused(msgspec.Struct, frozen=True):
    take: str
    why: str


def _name(take: Take) -> str:
    """A take may go into several competitions, once into each."""
    return f"{take.id}-{take.competition}.json"
