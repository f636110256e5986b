"""The league on the screen: nothing for a solo player, a line, a page and a key for a member."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from league.leagues import GOOD, WEAK, Club, attempt
from league.leagues import library as shipped
from tui.table import Table, playing
from vmdojo.league.member import Member
from vmdojo.progress import Record


async def _until(table: Table, words: str) -> None:
    for _ in range(100):
        await table.app.workers.wait_for_complete()
        await table.pilot.pause()
        if words in table.said:
            return
    raise AssertionError(table.shown)


async def test_a_solo_player_meets_no_trace_but_a_page_that_says_how(tmp_path: Path) -> None:
    with Record.open(tmp_path / "solo") as record:
        async with playing(record=record) as table:
            assert "league" not in table.shown
            await table.press("l")
            assert "need none" in table.said
            await table.press("escape")
            assert table.page == "home"


def test_the_game_of_a_solo_player_never_imports_the_league() -> None:
    code = (
        "import sys, vmdojo.tui.app, vmdojo.tui.home.screen, vmdojo.tui.verdict.screen\n"
        "print(*[name for name in sys.modules if name.startswith('vmdojo.league')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split() == []


async def test_a_member_has_a_line_a_board_and_hands_in_from_the_verdict(tmp_path: Path) -> None:
    club = Club(tmp_path)
    bob = club.join(2, name="Bob [bold]\x1b[2J")
    club.set(teams=True)
    bob.sync()
    bob.hand_in(attempt(2, text=WEAK), bob.find("week"))
    club.join(1, name="Ann", team="North").sync()
    member = Member.open(tmp_path / "player1", shipped, club.clock)
    assert member is not None
    with Record.open(tmp_path / "player1", clock=club.clock) as record:
        async with playing(record=record, scenarios=shipped(), judge="real", clock=club.clock) as table:
            await table.press("l")
            await _until(table, "On The second cold store. i on a verdict hands the take in.")
            await table.press("enter")
            assert table.page == "dossier"
            await table.press("enter")
            await table.write(GOOD)
            await table.press("f5", "y", "8", "0", "enter")
            assert table.page == "verdict"
            assert "hand in" in table.said
            await table.press("i")
            await _until(table, "Handed in to The week.")
            assert "hand in" not in table.said
            await table.press("escape")
            assert "The week, 1 take" in table.said
            await table.press("l")
            await _until(table, "By points")
            rows = [line for line in table.shown.splitlines() if "Ann" in line or "Bob" in line]
            assert rows[0].startswith(" ›  1  Ann")
            assert "Bob [bold]␛[2J" in rows[1]
            assert "runs on honour" in table.said
            await table.press("b")
            await _until(table, "By improvement")
    assert len(club.lead.home.takes("week")) == 2


async def test_a_league_out_of_reach_is_a_sentence_and_the_page_stays_calm(tmp_path: Path) -> None:
    club = Club(tmp_path)
    club.set()
    club.join(1).sync()
    club.share.rename(tmp_path / "away")
    with Record.open(tmp_path / "player1") as record:
        async with playing(record=record, size=(50, 20)) as table:
            await table.press("l")
            await _until(table, "Is the drive connected")
            assert "The week" in table.shown
