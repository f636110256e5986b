"""A take comes in: kept once, and every board that it moves brought up to date, all in the same transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from vmdojo.league.board import PASSED, TREND, score_of
from vmdojo.league.court import Judged, week_of
from vmdojo.league.home import TurnedDown
from vmdojo.league.likeness import Run, alike, runs, sample_runs, untyped
from vmdojo.league.server import contests, ranking
from vmdojo.league.server.contests import Contest
from vmdojo.league.wire import By, Competition, Entered, Receipt, Take, canonical, digest
from vmdojo.scenarios.model import Scenario

SORTS: tuple[By, ...] = ("points", "improvement", "calibration")
WINDOW = 1_000
"""Takes of a competition that a new one is compared with, the latest."""

NEAREST = 24
"""Of those that share one run with it: where a thousand say the same, the latest few tell."""


class Shown(msgspec.Struct, frozen=True, array_like=True):
    """What a row of a board tells beside its value: kept with the standing, so that a board reads no takes."""

    points: float
    takes: int
    trend: tuple[float, ...]
    offline: bool
    assisted: bool


class Coming(NamedTuple):
    """A take that was graded and is to be kept."""

    take: Take
    received_ms: int
    points: float


def is_kept(competition: Competition) -> bool:
    """Whether the boards of this competition are kept at every take. Teams and divisions move rows that nobody played
    for, and a Friday round has no board before its end: those are drawn when they are looked at."""
    return competition.kind == "contest" and competition.divisions == 1 and not competition.teams


def receipt_of(connection: sqlite3.Connection, it: Contest, player: int, take: str) -> Receipt | None:
    """The receipt of a take that is there already."""
    row = connection.execute(
        "SELECT digest, received_ms FROM takes WHERE competition = ? AND player = ? AND id = ?", (it.n, player, take)
    ).fetchone()
    return None if row is None else Receipt(take=take, hash=row[0], received_ms=row[1], again=True)


def check_open(connection: sqlite3.Connection, it: Contest, player: int, coming: Take, received_ms: int) -> Take:
    """The take as it will be kept: one with a ticket was opened when the server says.

    TurnedDown where the competition is closed, no try is left, or the ticket is not the player's, or was used.
    """
    if it.closed:
        raise TurnedDown(f"“{it.competition.title}” is closed.")
    week = week_of(it.competition, received_ms)
    tried = connection.execute(
        "SELECT received_ms FROM takes WHERE competition = ? AND player = ? AND hash = ?",
        (it.n, player, coming.scenario_hash),
    ).fetchall()
    if sum(week_of(it.competition, at) == week for (at,) in tried) >= it.competition.tries:
        raise TurnedDown(
            f"You have handed in all you may on this buyer in “{it.competition.title}”: {it.competition.tries}."
        )
    if not coming.ticket:
        if it.competition.official and not coming.offline:
            raise TurnedDown(f"“{it.competition.title}” takes only what was opened with a ticket of this league.")
        return coming
    row = connection.execute(
        "SELECT competition, player, hash, opened_ms, take FROM tickets WHERE id = ?", (coming.ticket,)
    ).fetchone()
    if row is None or row[:3] != (it.n, player, coming.scenario_hash):
        raise TurnedDown("That ticket was not given to you for this buyer. Open the dossier again.")
    if row[4] is not None:
        raise TurnedDown("That ticket was used: one take a ticket.")
    return msgspec.structs.replace(coming, opened_ms=row[3])


class Register:
    """Keeps takes; belongs to the writing thread."""

    def __init__(self) -> None:
        self._windows: dict[int, Window] = {}
        self._boards: dict[tuple[int, str, int], int] = {}
        self._past: dict[int, dict[str, float]] = {}
        self._samples: dict[str, list[frozenset[Run]]] = {}

    def enter(
        self, connection: sqlite3.Connection, id_: str, player: int, coming: Coming, scenarios: Mapping[str, Scenario]
    ) -> Receipt:
        """Keep a take. The same id again gives the first one's receipt. TurnedDown as :func:`check_open` says."""
        it = contests.contest(connection, id_)
        there = receipt_of(connection, it, player, coming.take.id)
        if there is not None:
            return there
        take = check_open(connection, it, player, coming.take, coming.received_ms)
        name = digest(take)
        window = self._window(connection, it)
        alike = window.meet(take, self._samples_of(take, scenarios))
        assisted = alike or untyped(Entered(take, coming.received_ms))
        connection.execute(
            "INSERT INTO takes (competition, player, id, digest, hash, received_ms, points, assisted, body) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                it.n,
                player,
                take.id,
                name,
                take.scenario_hash,
                coming.received_ms,
                coming.points,
                assisted,
                canonical(take),
            ),
        )
        if take.ticket:
            connection.execute("UPDATE tickets SET take = ? WHERE id = ?", (take.id, take.ticket))
        connection.execute("UPDATE players SET used = 1 WHERE n = ? AND NOT used", (player,))
        if is_kept(it.competition):
            self._settle(connection, it, player, take.player, coming, len(scenarios))
        return Receipt(take=take.id, hash=name, received_ms=coming.received_ms)

    def _settle(
        self, connection: sqlite3.Connection, it: Contest, player: int, id_: str, coming: Coming, count: int
    ) -> None:
        week = week_of(it.competition, coming.received_ms)
        if coming.points >= PASSED:
            connection.execute(
                "INSERT INTO goals VALUES (?, ?, 1) "
                "ON CONFLICT (competition, week) DO UPDATE SET reached = reached + 1",
                (it.n, week),
            )
        own = [one for one in judged_of(connection, it, player) if week_of(it.competition, one.received) == week]
        if it.n not in self._past:
            self._past[it.n] = contests.past(connection, it)
        judged = [one.judged for one in own]
        for by in SORTS:
            score = score_of(it.competition, judged, count, by, self._past[it.n].get(id_))
            if score is None:
                continue
            shown = Shown(
                round(score.points, 1),
                len(own),
                tuple(one.points for one in judged[-TREND:]),
                any(one.take.offline for one in judged),
                any(one.assisted for one in own),
            )
            ranking.settle(
                connection,
                self._board(connection, it.n, by, week),
                player,
                round(score.value * ranking.FINE),
                score.at_ms,
                msgspec.json.encode(shown),
            )

    def _samples_of(self, take: Take, scenarios: Mapping[str, Scenario]) -> list[frozenset[Run]]:
        hash_ = take.scenario_hash
        if hash_ not in self._samples:
            self._samples[hash_] = sample_runs(scenarios[hash_])
        return self._samples[hash_]

    def _board(self, connection: sqlite3.Connection, competition: int, by: By, week: int) -> int:
        known = self._boards.get((competition, by, week))
        if known is None:
            known = board_number(connection, competition, by, week)
            if known is None:
                connection.execute(
                    "INSERT INTO boards (competition, by, week) VALUES (?, ?, ?)", (competition, by, week)
                )
                # Not remembered yet: the transaction may still be undone.
                return int(connection.execute("SELECT last_insert_rowid()").fetchone()[0])
            self._boards[competition, by, week] = known
        return known

    def _window(self, connection: sqlite3.Connection, it: Contest) -> Window:
        window = self._windows.get(it.n)
        if window is None:
            rows = connection.execute(
                "SELECT body FROM takes WHERE competition = ? ORDER BY n DESC LIMIT ?", (it.n, WINDOW)
            ).fetchall()
            window = Window(msgspec.json.decode(body, type=Take) for (body,) in reversed(rows))
            self._windows[it.n] = window
        return window


class Kept(NamedTuple):
    """A take with its grade as it is kept."""

    judged: Judged
    assisted: bool

    @property
    def received(self) -> int:
        return self.judged.entered.received_ms


def judged_of(connection: sqlite3.Connection, it: Contest, player: int | None = None) -> list[Kept]:
    """The takes of a player, or of all, with their grades, by time."""
    rows = connection.execute(
        "SELECT body, received_ms, digest, points, assisted FROM takes WHERE competition = ?"
        + ("" if player is None else " AND player = ?"),
        (it.n,) if player is None else (it.n, player),
    ).fetchall()
    found = [
        Kept(Judged(Entered(msgspec.json.decode(body, type=Take), received), name, points), bool(assisted))
        for body, received, name, points, assisted in rows
    ]
    return sorted(found, key=lambda one: (one.received, one.judged.hash))


def board_number(connection: sqlite3.Connection, competition: int, by: By, week: int) -> int | None:
    """The number of a kept board; None where nobody stands on it yet."""
    row = connection.execute(
        "SELECT n FROM boards WHERE competition = ? AND by = ? AND week = ?", (competition, by, week)
    ).fetchone()
    return None if row is None else int(row[0])


class Window:
    """The latest takes of a competition as runs of words, to see which a new one shares."""

    def __init__(self, takes: Iterable[Take]) -> None:
        self._before: list[tuple[str, str, frozenset[Run]]] = []
        self._held: dict[Run, list[int]] = {}
        for take in takes:
            self._add(take, runs(take.text))

    def meet(self, take: Take, samples: Sequence[frozenset[Run]]) -> bool:
        """Whether much of a new take stands in a sample of its scenario, in a take of another player, or in one of the
        player's own on another scenario; and remember it."""
        own = runs(take.text)
        near = {at for run in own for at in self._held.get(run, ())[-NEAREST:]}
        found = any(alike(own, sample) for sample in samples) or any(
            alike(own, other)
            for player, hash_, other in (self._before[at] for at in near)
            if player != take.player or hash_ != take.scenario_hash
        )
        self._add(take, own)
        return found

    def _add(self, take: Take, own: frozenset[Run]) -> None:
        if len(self._before) >= 2 * WINDOW:
            kept = self._before[-WINDOW:]
            self._before, self._held = [], {}
            for one in kept:
                self._put(*one)
        self._put(take.player, take.scenario_hash, own)

    def _put(self, player: str, hash_: str, own: frozenset[Run]) -> None:
        for run in own:
            self._held.setdefault(run, []).append(len(self._before))
        self._before.append((player, hash_, own))
