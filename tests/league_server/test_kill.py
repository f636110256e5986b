"""Killed in mid-load, the server has every take that it acknowledged, once, on the board."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import msgspec
import pytest

from league_server.play import GOOD, SECOND, Server, contest, take_of
from vmdojo.league.home import OutOfReach
from vmdojo.league.http import HttpHome
from vmdojo.league.wire import Competition, Receipt, Take, digest
from vmdojo.progress import SystemClock


class Player:
    """Hands in without pause; what got no answer is handed in again, as the outbox does."""

    def __init__(self, home: HttpHome, id_: str, competition: Competition, tries: int) -> None:
        self.home = home
        self.id = id_
        self.waiting = [
            take_of(id_, competition, f"{GOOD} Take {n}.", left_ms=competition.starts_ms, **on)
            for n in range(tries)
            for on in ({}, {"on": SECOND})
        ]
        self.sure: list[Receipt] = []
        self.last: Take | None = None

    def play(self) -> None:
        while self.waiting:
            try:
                receipt = self.home.submit(self.waiting[0])
            except OutOfReach:
                return
            self.sure.append(receipt)
            self.last = self.waiting.pop(0)
            time.sleep(0.02)

    def doubt(self) -> None:
        """Hand in again what was acknowledged, as one does whose answer was lost: the first receipt comes back."""
        if self.last is not None:
            assert self.home.submit(self.last) == msgspec.structs.replace(self.sure[-1], again=True)


def kill_often(folder: Path, kills: int, players: int, tries: int, seconds: float) -> int:
    """So many kills under load, then the rest in peace. Gives the number of takes, all of which are there once."""
    now = SystemClock().now_ms()
    server = Server(folder, "--graders", "1")
    lead, lead_id = server.join(lead=True)
    competition = contest(lead_id, starts_ms=now - 1, ends_ms=now + 3_600_000, tries=20)
    lead.announce(competition, None)
    everybody = [Player(*server.join(f"P{n}"), competition, tries) for n in range(players)]
    wanted: dict[str, list[Take]] = {player.id: list(player.waiting) for player in everybody}
    for round_ in range(kills + 1):
        threads = [threading.Thread(target=player.play) for player in everybody]
        for thread in threads:
            thread.start()
        if round_ < kills:
            time.sleep(seconds)
            server.kill()
        for thread in threads:
            thread.join()
        if round_ < kills:
            server = Server(folder, "--graders", "1")
            for player in everybody:
                key = player.home.key
                player.home = HttpHome(server.address, player.id, key)
                player.doubt()

    try:
        for player in everybody:
            assert not player.waiting
            kept = player.home.takes(competition.id)
            assert sorted(one.take.id for one in kept) == sorted(take.id for take in wanted[player.id])
            assert sorted(receipt.take for receipt in player.sure) == sorted(one.take.id for one in kept)
            assert {(receipt.take, receipt.hash, receipt.received_ms) for receipt in player.sure} == {
                (one.take.id, digest(one.take), one.received_ms) for one in kept
            }
            own = next(row for row in player.home.standings(competition.id).rows if row.player == player.id)
            assert own.takes == len(kept)
    finally:
        server.stop()
    return sum(map(len, wanted.values()))


def test_killed_in_mid_load_every_acknowledged_take_is_there_once(tmp_path: Path) -> None:
    takes = kill_often(tmp_path, kills=1, players=3, tries=9, seconds=0.3)

    assert takes == 54


@pytest.mark.slow
def test_killed_twenty_times_in_mid_load(tmp_path: Path) -> None:
    takes = kill_often(tmp_path, kills=20, players=12, tries=20, seconds=0.2)

    assert takes == 480
