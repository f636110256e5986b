"""Which league this player belongs to: a small file beside the record. No file, no league."""

from __future__ import annotations

from pathlib import Path

import msgspec

from vmdojo.league.folder.files import write_beside

FOLDER = "league"
NAME = "membership.json"


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """Joined state."""

    place: str
    """The shared folder, a whole path; or the address of a server."""
    league: str
    league_name: str
    player: str
    name: str = ""
    """Empty: the board shows an alias."""
    team: str = ""
    key: str = ""
    """What a server gave to come back with; never shown."""
    code: str = ""
    """The joining code, so that a lead can tell it on and a member can change a name."""


def load(data: Path) -> Membership | None:
    """The membership in a data folder; None where there is none or it cannot be read."""
    try:
        return msgspec.json.decode((data / FOLDER / NAME).read_bytes(), type=Membership)
    except (OSError, msgspec.DecodeError):
        return None


def store(data: Path, membership: Membership) -> None:
    """Write it. Raises OSError."""
    folder = data / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_beside(folder / NAME, msgspec.json.encode(membership))


def forget(data: Path) -> None:
    """Leave. What waits to be sent stays. Raises OSError."""
    (data / FOLDER / NAME).unlink(missing_ok=True)


def own_folder(data: Path, membership: Membership) -> Path:
    """Where the outbox of a league lies."""
    return data / FOLDER / membership.league
