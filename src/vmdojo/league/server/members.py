"""Who belongs to the league: codes to join with, keys to come back with. Of both only digests are kept."""

from __future__ import annotations

import secrets
import sqlite3
import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

import msgspec

from vmdojo.league.home import TurnedDown
from vmdojo.league.server import tables
from vmdojo.league.wire import LeagueInfo, Player, canonical, code_check
from vmdojo.progress import new_id

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of a code: nothing that is read for something else over a telephone."""
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


class Codes(NamedTuple):
    """What the server tells the lead once, when it is made."""

    team: str
    """Joins a member."""
    lead: str
    """Joins the lead, the one who sets competitions; it works for one player."""
    wall: str
    """Opens the board in a browser and nothing else."""


class Member(NamedTuple):
    """Who is asking."""

    n: int
    id: str
    used: bool


def found(connection: sqlite3.Connection, name: str, now_ms: int) -> Codes:
    """Make the league of an empty file. Inside a transaction."""
    id_ = new_id(now_ms)
    # Nobody has this id: there is no lead until the lead's code was used.
    info = LeagueInfo(id=id_, name=name, lead=new_id(now_ms), made_ms=now_ms, honour=False)
    _put(connection, "league", canonical(info))
    return change_codes(connection)


def change_codes(connection: sqlite3.Connection) -> Codes:
    """New codes in the place of the old ones. Whoever is a member stays one."""
    codes = Codes(_code(), _code(), secrets.token_urlsafe(18))
    id_ = info(connection).id
    _put(connection, "team code", code_check(id_, codes.team).encode())
    _put(connection, "lead code", code_check(id_, codes.lead).encode())
    _put(connection, "wall code", hashed(codes.wall))
    return codes


def info(connection: sqlite3.Connection) -> LeagueInfo:
    """The league. Raises StoreTrouble for a file without one."""
    (value,) = connection.execute("SELECT value FROM about WHERE key = 'league'").fetchone() or (None,)
    if value is None:
        raise tables.StoreTrouble("There is no league in this file. Choose another folder with --data.")
    return msgspec.json.decode(value, type=LeagueInfo)


def exists(connection: sqlite3.Connection) -> bool:
    """Whether the file holds a league already."""
    return connection.execute("SELECT 1 FROM about WHERE key = 'league'").fetchone() is not None


def join(connection: sqlite3.Connection, code: str, player: Player, key: str) -> str:
    """Become a member, or say anew who one is; gives the key to come back with. Inside a transaction.

    Whoever knows a member's id and the code is not that member: a name is changed only with ``key``. A key that was
    never used may have been lost on its way; then joining again gives another.
    """
    league = info(connection)
    name, team = tidy(player.name, "name"), tidy(player.team, "team")
    row = connection.execute("SELECT n, key, used FROM players WHERE id = ?", (player.id,)).fetchone()
    known = row is not None and secrets.compare_digest(row[1], hashed(key))
    if not known:
        check = code_check(league.id, code).encode()
        team_code, lead_code = (_get(connection, which) for which in ("team code", "lead code"))
        leads = secrets.compare_digest(check, lead_code)
        if not leads and not secrets.compare_digest(check, team_code):
            raise TurnedDown(f"That is not the code of “{league.name}”. Ask your lead for it.")
        if row is not None and row[2]:
            raise TurnedDown(
                f"This player is in “{league.name}” already, with another key. Ask your lead for help, "
                "or join as a new player."
            )
        if leads:
            _put(connection, "league", canonical(msgspec.structs.replace(league, lead=player.id)))
            _put(connection, "lead code", b"used")
        key = secrets.token_urlsafe(32)
    folded = name.casefold() or None
    try:
        connection.execute(
            "INSERT INTO players (id, name, folded, team, since_ms, key) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded = excluded.folded, team = excluded.team, "
            "since_ms = excluded.since_ms, key = excluded.key",
            (player.id, name, folded, team, player.since_ms, hashed(key)),
        )
    except sqlite3.IntegrityError as clash:
        if "folded" not in str(clash):
            raise
        raise TurnedDown(f"Somebody in “{league.name}” is called “{name}” already. Choose another name.") from None
    return key


def member_of(connection: sqlite3.Connection, key: str) -> Member | None:
    """Whose key it is."""
    row = connection.execute("SELECT n, id, used FROM players WHERE key = ?", (hashed(key),)).fetchone()
    return None if row is None else Member(row[0], row[1], bool(row[2]))


def opens_wall(connection: sqlite3.Connection, key: str) -> bool:
    """Whether it is the key of the board on the wall."""
    return secrets.compare_digest(hashed(key), _get(connection, "wall code"))


def players(connection: sqlite3.Connection, after: int, many: int) -> list[tuple[int, Player]]:
    """Members with their numbers, in the order of joining, from beyond number ``after``."""
    rows = connection.execute(
        "SELECT n, id, name, team, since_ms FROM players WHERE n > ? ORDER BY n LIMIT ?", (after, many)
    )
    return [(n, Player(id=id_, name=name, team=team, since_ms=since)) for n, id_, name, team, since in rows]


def called(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """Id, name and team of the members of those numbers."""
    rows = connection.execute(
        f"SELECT n, id, name, team FROM players WHERE n IN ({','.join('?' * len(numbers))})", tuple(numbers)
    )
    return {n: (id_, name, team) for n, id_, name, team in rows}


def tidy(name: str, what: str) -> str:
    """A name without blanks at its ends. TurnedDown where it holds something that cannot be seen."""
    plain = unicodedata.normalize("NFC", " ".join(name.split(" "))).strip()
    if any(unicodedata.category(sign) in _HIDDEN for sign in plain):
        raise TurnedDown(f"Your {what} holds a sign that cannot be seen. Leave it out.")
    return plain


def hashed(key: str) -> bytes:
    """What is kept of a key: it is long and random, so one plain digest is enough."""
    return sha256(key.encode("utf-8", "surrogatepass")).digest()


def _code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return "-".join(letters[at : at + 4] for at in range(0, 12, 4))


def _get(connection: sqlite3.Connection, key: str) -> bytes:
    return bytes(connection.execute("SELECT value FROM about WHERE key = ?", (key,)).fetchone()[0])


def _put(connection: sqlite3.Connection, key: str, value: bytes) -> None:
    connection.execute(
        "INSERT INTO about VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
    )
