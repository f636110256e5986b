"""The Friday round in the game: from the countdown to the votes, and the grades at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from league.leagues import GOOD, NOON, WEAK, Club, buyer, rubric
from league.leagues import library as shipped
from tui.table import Table, playing
from vmdojo.league.friday import Friday
from vmdojo.league.member import Member
from vmdojo.league.setting import FRIDAY_MS, Terms, set_up
from vmdojo.league.sitting import Sitting
from vmdojo.league.wire import Competition
from vmdojo.progress import Record
from vmdojo.tui.compose.screen import Compose
from vmdojo.tui.league import friday as friday_page
from vmdojo.tui.league import watch
from vmdojo.tui.widgets.editor import Burst


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(friday_page, "EVERY_SECONDS", 0.2)
    monkeypatch.setattr(friday_page, "SOON_SECONDS", 0.2)


STARTS = NOON + 60_000
ENDS = STARTS + FRIDAY_MS


def friday(club: Club) -> Competition:
    """A round a minute after noon, sealed."""
    made, opening = set_up(
        id="friday",
        title="Friday round",
        lead=club.lead.player,
        now_ms=NOON,
        starts_ms=STARTS,
        ends_ms=ENDS,
        scenarios=[buyer()],
        shipped=frozenset({buyer().id}),
        rubric=rubric(),
        terms=Terms(sealed=True, kind="friday"),
    )
    return club.lead.announce(made, opening)


async def until(table: Table, words: str) -> None:
    """Wait for words on the screen."""
    for _ in range(100):
        await table.app.workers.wait_for_complete()
        await table.pilot.pause(0.05)
        if words in table.said:
            return
    raise AssertionError(table.shown)


def others_play(club: Club, bob: Member, folder: Path) -> None:
    with Record.open(folder / "bob", clock=club.clock) as record:
        bob.sync()
        sitting = Sitting.begin(bob, bob.find("friday"), record)
        sitting.round.compose()
        sitting.round.write(WEAK)
        sitting.hand_in(False, 20)
        sitting.close()


async def to_the_round(table: Table) -> None:
    await table.press("l")
    await until(table, "Enter goes there.")
    await table.press("enter")


async def test_a_friday_round_from_its_countdown_to_the_grades(tmp_path: Path) -> None:
    club = Club(tmp_path)
    friday(club)
    bob, ann = club.join(2, name="Bob"), club.join(1, name="Ann")
    ann.sync()
    with Record.open(tmp_path / "player1", clock=club.clock) as record:
        async with playing(record=record, scenarios=shipped(), judge="real", clock=club.clock) as table:
            await to_the_round(table)
            await until(table, "1:00 to go A sealed buyer opens then, for eight minutes")
            assert "open the buyer" not in table.said
            club.clock.ms = STARTS
            await until(table, "still sealed: the lead's vmdojo opens it")
            club.lead.sync()
            await until(table, "It is open.")
            await table.press("enter")
            await until(table, "8:00 left")
            assert table.page == "dossier"
            await table.press("enter")
            await table.write(GOOD)
            assert "Friday round, sealed until the close" in table.said
            await table.press("f5", "y", "8", "0")
            assert "hand it in" in table.said
            club.clock.ms = STARTS + 60_000
            await table.press("enter")
            await until(table, "Yours is in. Nothing is graded before the close.")
            assert table.page == "friday"
            assert not record.attempts()
            others_play(club, bob, tmp_path)
            club.clock.ms = ENDS
            await until(table, "Hear them without names")
            assert "close the round" not in table.said
            await table.press("enter")
            await until(table, "of 2")
            for _ in range(2):
                assert "Bob" not in table.said
                assert "Ann" not in table.said
                await table.press("enter" if "your own" in table.said else "y")
            assert "You would return 1 of 1." in table.said
            await table.press("enter")
            await until(table, "Your votes stand")
            Friday(club.lead, club.lead.find("friday")).close()
            await until(table, "The room: would you return it? 1 of 1 Bob")
            assert "Ann" in table.said
            await table.press("enter")
            assert table.page == "verdict"
            assert [one.official for one in record.attempts()] == [True]


async def test_what_stands_on_the_tape_at_the_end_goes_in(tmp_path: Path) -> None:
    club = Club(tmp_path)
    friday(club)
    club.clock.ms = STARTS
    club.lead.sync()
    ann = club.join(1, name="Ann")
    ann.sync()
    with Record.open(tmp_path / "player1", clock=club.clock) as record:
        async with playing(record=record, scenarios=shipped(), judge="real", clock=club.clock) as table:
            await to_the_round(table)
            await until(table, "open the buyer")
            await table.press("enter")
            await until(table, "8:00 left")
            await table.press("enter")
            await table.write(GOOD)
            club.clock.ms = ENDS - 2_000
            await until(table, "Yours is in.")
    club.clock.ms = ENDS
    (one,) = club.lead.home.takes("friday")
    assert (one.take.text, one.take.prediction) == (GOOD, None)


async def test_the_lead_closes_the_round_in_the_game_after_being_asked(tmp_path: Path) -> None:
    club = Club(tmp_path)
    friday(club)
    club.clock.ms = STARTS
    bob = club.join(2, name="Bob")
    club.lead.sync()
    others_play(club, bob, tmp_path)
    club.clock.ms = ENDS
    with Record.open(tmp_path / "player0", clock=club.clock) as record:
        async with playing(record=record, scenarios=shipped(), judge="real", clock=club.clock) as table:
            await to_the_round(table)
            await until(table, "close the round")
            await table.press("c")
            assert "Nobody has voted yet." in table.said
            await table.press("y")
            await until(table, "The room: would you return it? no vote Bob")


async def test_a_paste_is_noted_and_told_to_the_league(tmp_path: Path) -> None:
    from textual import events

    club = Club(tmp_path)
    club.set()
    club.join(1, name="Ann").sync()
    with Record.open(tmp_path / "player1", clock=club.clock) as record:
        async with playing(record=record, scenarios=shipped(), judge="real", clock=club.clock, start=buyer()) as table:
            await table.press("enter")
            assert isinstance(table.app.screen, Compose)
            table.app.post_message(events.Paste(GOOD))
            await table.pilot.pause()
            assert table.words == GOOD
            await table.press("f5", "y", "8", "0", "enter", "i")
            await until(table, "Handed in to The week.")
    (one,) = club.lead.home.takes("week")
    assert one.take.pasted == 100
    assert club.lead.home.standings("week").rows[0].assisted


async def test_an_official_take_is_begun_from_the_leagues_page_and_handed_in_before_the_verdict(tmp_path: Path) -> None:
    club = Club(tmp_path)
    club.set(official=True)
    club.join(1, name="Ann").sync()
    with Record.open(tmp_path / "player1", clock=club.clock) as record:
        async with playing(record=record, scenarios=shipped(), judge="real", clock=club.clock) as table:
            await table.press("l")
            await until(table, "Enter begins an official take")
            await table.press("enter")
            await until(table, "The week, official")
            await table.press("enter")
            await table.write(GOOD)
            await table.press("escape", "enter")
            await until(table, "your words are where you left them")
            await table.press("enter", "f5", "y", "8", "0")
            assert not club.lead.home.takes("week")
            await table.press("enter")
            await until(table, "Well done")
            assert table.page == "verdict"
    (one,) = club.lead.home.takes("week")
    assert one.take.official


def test_letters_that_come_faster_than_hands_are_one_piece_and_typing_is_none() -> None:
    pasted, typed = Burst(), Burst()
    for number, letter in enumerate(GOOD):
        assert not pasted.add(letter, 5 + number * 0.002)
        assert not typed.add(letter, 5 + number * 0.06)
    assert pasted.add("!", 9.0) == GOOD
    assert not typed.end()
    assert not pasted.end()


async def test_a_round_that_opens_elsewhere_in_the_game_is_told_and_opened_by_the_leads_game(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "EVERY_SECONDS", 0.1)
    club = Club(tmp_path)
    friday(club)
    ann = club.join(1, name="Ann")
    with Record.open(tmp_path / "player0", clock=club.clock) as record:
        async with playing(record=record, scenarios=shipped(), judge="real", clock=club.clock, start=buyer()) as table:
            await table.press("enter")
            await table.write("Hi Dana")
            club.clock.ms = STARTS
            await until(table, "Friday round is open until")
            assert table.page == "compose"
            await table.press("!")
            assert table.words == "Hi Dana!"
            ann.sync()
            assert Friday.of(ann).phase == "open"
            await table.press("f1")
            assert "Friday round is open" not in table.said
            club.clock.ms = ENDS
            await until(table, "Friday round is over: hear the takes, and vote. On home l, then Enter.")
            await table.press("escape", "escape", "escape", "l")
            await until(table, "Enter goes there.")
            assert "Friday round is over" not in table.said


async def test_who_waits_is_told_who_opens_the_buyer(tmp_path: Path) -> None:
    club = Club(tmp_path)
    friday(club)
    club.join(1, name="Ann").sync()
    told = ("the lead's vmdojo must be open at that minute.", "on this machine alone: have vmdojo open here")
    for player, words in zip((1, 0), told, strict=True):
        with Record.open(tmp_path / f"player{player}", clock=club.clock) as record:
            async with playing(record=record, scenarios=shipped(), judge="real", clock=club.clock) as table:
                await to_the_round(table)
                await until(table, words)
