"""Hearing a text in the game."""

from __future__ import annotations

import asyncio

import pytest

from tui.sample import MESSAGE, scenario
from tui.table import Table, playing
from vmdojo.tui.hear.screen import Hear


@pytest.fixture(autouse=True)
def _silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMDOJO_SOUND", "off")


def _lit(table: Table) -> str:
    """The words that are shown lit, in the text."""
    page = table.app.screen
    assert isinstance(page, Hear)
    text = page._words()
    return "".join(text.plain[span.start : span.end] for span in text.spans if "reverse" in str(span.style))


async def test_ones_own_message_is_heard_from_the_beep_and_from_the_verdict() -> None:
    async with playing(start=scenario()) as table:
        await table.press("enter", "ctrl+l")
        assert table.page == "compose"
        assert "nothing on the tape" in table.said
        await table.write(MESSAGE)
        await table.press("f6")
        assert table.page == "hear"
        assert "Your message, as it sounds" in table.shown
        assert "Sound is off" in table.said
        await table.press("escape")
        assert (table.page, table.words) == ("compose", MESSAGE)
        await table.press("f5", "y", "7", "0", "enter", "l")
        assert table.page == "hear"
        await table.press("escape")
        assert table.page == "verdict"


async def test_the_greeting_is_heard_before_the_beep() -> None:
    async with playing(start=scenario()) as table:
        await table.press("l")
        assert table.page == "hear"
        assert "Dana's mailbox" in table.shown
        assert "If it's a truck, call dispatch." in table.said


async def test_the_word_that_sounds_is_lit_and_a_pause_holds_it() -> None:
    async with playing(start=scenario()) as table:
        await table.press("enter")
        await table.write(MESSAGE)
        await table.press("f6")
        page = table.app.screen
        assert isinstance(page, Hear)
        for _ in range(200):
            if page._play.word is not None and page._play.at > 0.5:
                break
            await asyncio.sleep(0.02)
        await table.press("space")
        lit, at = _lit(table), page._play.at
        number = page._play.word
        assert number is not None
        assert lit == page._play.message.words[number].text
        assert "Paused." in table.shown
        assert "Space go on" in table.shown
        await asyncio.sleep(0.1)
        assert page._play.at == at
        await table.press("r")
        assert page._play.at < at


async def test_pace_and_sound_are_kept_and_heard_at_once() -> None:
    async with playing(start=scenario()) as table:
        await table.press("l", "plus", "plus", "minus", "plus")
        assert "170 words a minute; the grade keeps to its own pace" in table.said
        assert table.app.settings.words_per_minute == 170
        await table.press("s")
        assert table.app.settings.sound is False
        assert "s sound on" in table.said


async def test_leaving_the_page_stops_the_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMDOJO_SOUND", "null")
    async with playing(start=scenario()) as table:
        await table.press("l")
        page = table.app.screen
        assert isinstance(page, Hear)
        await asyncio.to_thread(page._play.wait_begun, 20)
        await table.press("escape")
        await table.pilot.pause()
        assert page._play.state == "stopped"


async def test_markup_in_a_message_is_only_text() -> None:
    async with playing(start=scenario()) as table:
        await table.press("enter")
        await table.write("[bold]Hi[/bold] [red]Dana")
        await table.press("f6")
        assert "[bold]Hi[/bold] [red]Dana" in table.shown
