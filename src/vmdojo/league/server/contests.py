"""Competitions as the server holds them: what was announced, when it opens, tickets, ballots, the end."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from vmdojo.league.board import past_of
from vmdojo.league.home import TurnedDown
from vmdojo.league.wire import (
    Ballot,
    Competition,
    Entered,
    Opening,
    Player,
    Result,
    Take,
    Ticket,
    canonical,
    seal_of,
)
from vmdojo.progress import new_id


class Contest(NamedTuple):
    """One competition with its number in the file."""

    n: int
    competition: Competition
    closed: bool


def contest(connection: sqlite3.Connection, id_: str) -> Contest:
    """The competition of that id. TurnedDown where there is none."""
    row = connection.execute("SELECT n, body, result IS NOT NULL FROM competitions WHERE id = ?", (id_,)).fetchone()
    if row is None:
        raise TurnedDown(f"There is no competition “{id_}” in this league. vmdojo league status names them.")
    return Contest(row[0], msgspec.json.decode(row[1], type=Competition), bool(row[2]))


def competitions(connection: sqlite3.Connection) -> list[Competition]:
    """All of them, the latest start first."""
    rows = connection.execute("SELECT body FROM competitions").fetchall()
    return sorted(
        (msgspec.json.decode(body, type=Competition) for (body,) in rows), key=lambda it: (-it.starts_ms, it.id)
    )


def announce(connection: sqlite3.Connection, competition: Competition, opening: Opening | None) -> None:
    """Keep a competition. TurnedDown for an id that is taken."""
    try:
        connection.execute(
            "INSERT INTO competitions (id, body, opening) VALUES (?, ?, ?)",
            (competition.id, canonical(competition), None if opening is None else canonical(opening)),
        )
    except sqlite3.IntegrityError:
        raise TurnedDown(f"There is a competition “{competition.id}” already. Give this one another name.") from None


def fits(competition: Competition, opening: Opening | None) -> None:
    """TurnedDown where a competition and what it brings do not belong together, or its times make no sense."""
    if competition.ends_ms <= competition.starts_ms:
        raise TurnedDown(f"“{competition.title}” ends before it starts.")
    if opening is not None and opening.competition != competition.id:
        raise TurnedDown(f"The scenarios were brought for “{opening.competition}”, not for “{competition.id}”.")
    if competition.seal:
        if opening is None:
            raise TurnedDown("A sealed competition brings what it seals: the server opens it at its minute.")
        if seal_of(opening) != competition.seal:
            raise TurnedDown(f"That is not what was sealed for “{competition.title}”.")
        if competition.entries:
            raise TurnedDown(f"“{competition.title}” is sealed and names its scenarios: one of the two.")
    elif not competition.entries:
        raise TurnedDown(f"“{competition.title}” has no scenario.")


def opening_of(connection: sqlite3.Connection, it: Contest) -> Opening | None:
    """What the competition brought, sealed or not: whoever shows it asks :func:`is_sealed` first."""
    (body,) = connection.execute("SELECT opening FROM competitions WHERE n = ?", (it.n,)).fetchone()
    return None if body is None else msgspec.json.decode(body, type=Opening)


def is_sealed(competition: Competition, now_ms: int) -> bool:
    """Whether its content is still held back."""
    return bool(competition.seal) and now_ms < competition.starts_ms


def see(connection: sqlite3.Connection, it: Contest, player: int, now_ms: int) -> None:
    """Note that the player was shown what was held back. Inside a transaction."""
    connection.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", (it.n, player, now_ms))


def ticket(
    connection: sqlite3.Connection, it: Contest, player: tuple[int, str], scenario_hash: str, now_ms: int
) -> Ticket:
    """A ticket, or the one that the player has not used yet: opening a dossier twice is opening it once.

    Its time is when the server showed what was held back, or now. TurnedDown where no tries are left.
    Inside a transaction.
    """
    n, id_ = player
    rows = connection.execute(
        "SELECT id, opened_ms, take FROM tickets WHERE competition = ? AND player = ? AND hash = ?",
        (it.n, n, scenario_hash),
    ).fetchall()
    unused = next((row for row in rows if row[2] is None), None)
    if unused is not None:
        name, opened_ms = unused[0], unused[1]
    else:
        if len(rows) >= it.competition.tries and not it.competition.weekly:
            raise TurnedDown(
                f"You have handed in all you may on this buyer in “{it.competition.title}”: {it.competition.tries}."
            )
        name, opened_ms = new_id(now_ms), now_ms
        if it.competition.seal and not rows:
            (shown,) = connection.execute(
                "SELECT min(at_ms) FROM seen WHERE competition = ? AND player = ?", (it.n, n)
            ).fetchone()
            opened_ms = now_ms if shown is None else shown
        connection.execute(
            "INSERT INTO tickets VALUES (?, ?, ?, ?, ?, NULL)", (name, it.n, n, scenario_hash, opened_ms)
        )
    return Ticket(id=name, competition=it.competition.id, scenario_hash=scenario_hash, player=id_, opened_ms=opened_ms)


def past(connection: sqlite3.Connection, it: Contest) -> dict[str, float]:
    """What players had reached before. Fixed when it is first asked for after the start, so that no competition that is
    closed late moves anybody. Inside a transaction."""
    (kept,) = connection.execute("SELECT past FROM competitions WHERE n = ?", (it.n,)).fetchone()
    if kept is not None:
        return msgspec.json.decode(kept, type=dict[str, float])
    bodies = connection.execute("SELECT result FROM competitions WHERE result IS NOT NULL AND n <> ?", (it.n,))
    found = past_of((msgspec.json.decode(body, type=Result) for (body,) in bodies), it.competition.starts_ms)
    connection.execute("UPDATE competitions SET past = ? WHERE n = ?", (msgspec.json.encode(found), it.n))
    return found


def vote(connection: sqlite3.Connection, it: Contest, player: int, ballot: Ballot) -> None:
    """Keep a ballot in the place of the player's earlier one. Inside a transaction."""
    connection.execute(
        "INSERT INTO ballots VALUES (?, ?, ?) ON CONFLICT (competition, player) DO UPDATE SET body = excluded.body",
        (it.n, player, canonical(ballot)),
    )


def ballots(connection: sqlite3.Connection, it: Contest) -> list[Ballot]:
    """The ballot of each voter, as last said, by voter."""
    rows = connection.execute("SELECT body FROM ballots WHERE competition = ?", (it.n,)).fetchall()
    return sorted((msgspec.json.decode(body, type=Ballot) for (body,) in rows), key=lambda it: it.player)


def takes(
    connection: sqlite3.Connection, it: Contest, *, player: int | None, after: int, many: int
) -> list[tuple[int, Entered]]:
    """Takes with their numbers, in the order of receipt, from beyond number ``after``; of one player, or of all."""
    rows = connection.execute(
        "SELECT n, body, received_ms FROM takes "
        "WHERE competition = ? AND n > ? AND (? IS NULL OR player = ?) ORDER BY n LIMIT ?",
        (it.n, after, player, player, many),
    )
    return [(n, Entered(msgspec.json.decode(body, type=Take), received)) for n, body, received in rows]


def playing(connection: sqlite3.Connection, it: Contest) -> Sequence[Player]:
    """The members who handed something in or voted."""
    rows = connection.execute(
        "SELECT id, name, team, since_ms FROM players WHERE n IN "
        "(SELECT player FROM takes WHERE competition = ? UNION SELECT player FROM ballots WHERE competition = ?) "
        "ORDER BY id",
        (it.n, it.n),
    )
    return [Player(id=id_, name=name, team=team, since_ms=since) for id_, name, team, since in rows]


def result(connection: sqlite3.Connection, it: Contest) -> bytes | None:
    """The result in its canonical form; None while there is none."""
    (body,) = connection.execute("SELECT result FROM competitions WHERE n = ?", (it.n,)).fetchone()
    return None if body is None else bytes(body)


Seen = tuple[int, tuple[bytes, ...]]
"""What a result rests on: the number of the last take, and the ballots."""


def come_so_far(connection: sqlite3.Connection, it: Contest) -> Seen:
    """How far the competition has come."""
    (last,) = connection.execute("SELECT coalesce(max(n), 0) FROM takes WHERE competition = ?", (it.n,)).fetchone()
    ballots = connection.execute("SELECT body FROM ballots WHERE competition = ? ORDER BY player", (it.n,))
    return last, tuple(bytes(body) for (body,) in ballots)


def close(connection: sqlite3.Connection, it: Contest, seen: Seen, body: bytes) -> bool:
    """Keep the first result that anybody brings; False where something came in after it was made, and nothing is kept.
    Inside a transaction."""
    if result(connection, it) is None:
        if come_so_far(connection, it) != seen:
            return False
        connection.execute("UPDATE competitions SET result = ? WHERE n = ?", (body, it.n))
    return True
