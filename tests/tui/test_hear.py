"""Hearing a text in the game."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tui.sample import MESSAGE, memory, scenario
from tui.table import Table, playing
from vmdojo.tui.hear.screen import Hear
from vmdojo.tui.record.screen import Record
from vmdojo.voice import Recording, VoiceError
from voice.test_delivery import voice, write


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


# Saying it


@pytest.fixture
def microphone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A microphone that hears silence, and a folder where nothing may be left."""
    monkeypatch.setenv("VMDOJO_SOUND", "null")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


async def _until(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    for _ in range(int(seconds / 0.05)):
        if condition():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came")


def _take(table: Table) -> Recording:
    page = table.app.screen
    assert isinstance(page, Record)
    return page._take


async def _recorded(table: Table) -> None:
    await table.press("f2")
    assert table.page == "record"
    await table.press("space")
    await _until(lambda: _take(table).state == "recording" and _take(table).second > 0.3)
    await table.press("space")
    await _until(lambda: _take(table).state == "done")


async def test_a_take_is_recorded_heard_and_dropped(microphone: Path) -> None:
    async with playing(start=scenario()) as table:
        await table.press("enter")
        await table.write(MESSAGE)
        await _recorded(table)
        assert len(list(microphone.glob("*.wav"))) == 1
        await table.press("l")
        assert table.page == "hear"
        assert "Your own voice." in table.said
        assert "faster" not in table.said
        await table.press("escape")
        assert table.page == "record"
        await table.press("escape")
        assert (table.page, table.words) == ("compose", MESSAGE)
        await _until(lambda: not list(microphone.glob("*.wav")))


async def test_a_take_that_is_used_is_judged_beside_the_total(microphone: Path) -> None:
    record = memory()
    async with playing(start=scenario(), record=record) as table:
        await table.press("enter")
        await table.write(MESSAGE)
        await _recorded(table)
        (path,) = microphone.glob("*.wav")
        await table.press("enter")
        assert table.page == "compose"
        # What a silent microphone cannot give: a voice.
        write(path, voice(2.0, seconds=12.0))
        await table.press("f5")
        await _until(lambda: table.page == "predict")
        await table.press("y", "7", "0", "enter")
        assert table.page == "verdict"
        assert "delivery" in table.said
        assert "words a minute" in table.said
        await table.press("escape")
    (attempt,) = record.attempts()
    assert attempt.grade.delivery is not None
    assert attempt.grade.delivery.measures.seconds == pytest.approx(12.0, abs=0.1)
    assert not list(microphone.glob("*.wav"))


async def test_a_silent_take_does_not_stop_the_round(microphone: Path) -> None:
    async with playing(start=scenario()) as table:
        await table.press("enter")
        await table.write(MESSAGE)
        await _recorded(table)
        await table.press("enter", "f5")
        await _until(lambda: table.page == "predict")
        await _until(lambda: "no voice that stands out" in table.said)
    assert not list(microphone.glob("*.wav"))


async def test_no_microphone_is_said_and_typing_goes_on(microphone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str, arguments: object = ()) -> subprocess.Popen[bytes]:  # noqa: ARG001
        fault = 'print(\'{"error": "no-microphone"}\')'
        return subprocess.Popen([sys.executable, "-c", fault], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    monkeypatch.setattr("vmdojo.voice.child.start", broken)
    async with playing(start=scenario()) as table:
        await table.press("enter")
        await table.write(MESSAGE)
        await table.press("f2", "space")
        await _until(lambda: _take(table).state == "failed")
        await table.pilot.pause(0.2)
        assert "No microphone answers here." in table.said
        await table.press("escape")
        assert table.words == MESSAGE
    assert not list(microphone.glob("*.wav"))


async def test_words_that_are_heard_stand_there_to_be_mended(microphone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmdojo.tui.record.screen.can_recognise", lambda: True)

    def ear(path: Path, model: str, names: Sequence[str]) -> str:
        return f"{path.suffix} {model} Hi {names[0]}."

    monkeypatch.setattr("vmdojo.tui.record.screen.recognise", ear)
    async with playing(start=scenario()) as table:
        await table.press("enter")
        await _recorded(table)
        await table.press("enter")
        await _until(lambda: table.page == "compose")
        await _until(lambda: table.words == ".wav base.en Hi Dana Whitfield.")
        await _until(lambda: "Mend what was misheard" in table.said)
    assert not list(microphone.glob("*.wav"))


async def test_words_that_cannot_be_made_out_are_typed(microphone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deaf(path: Path, model: str, names: Sequence[str]) -> str:
        raise VoiceError(f"{path} {model} {names}")

    monkeypatch.setattr("vmdojo.tui.record.screen.can_recognise", lambda: True)
    monkeypatch.setattr("vmdojo.tui.record.screen.recognise", deaf)
    async with playing(start=scenario()) as table:
        await table.press("enter")
        await _recorded(table)
        await table.press("enter")
        await _until(lambda: table.page == "compose" and "type what you said" in table.said)
        assert table.words == ""
        assert len(list(microphone.glob("*.wav"))) == 1
    assert not list(microphone.glob("*.wav"))
