"""Letters and a key of the page that arrive in one piece, as over a slow line."""

from __future__ import annotations

from textual import events

from tui.sample import MESSAGE, scenario
from tui.table import Table, playing
from vmdojo.tui.prep.form_screen import PrepForm


async def _burst(table: Table, text: str, *keys: str) -> None:
    """Everything lies in the queue before the first of it is looked at."""
    for letter in text:
        table.app.post_message(events.Key("space" if letter == " " else letter, letter))
    for key in keys:
        table.app.post_message(events.Key(key, None))
    await table.pilot.pause()
    await table.pilot.pause()


async def test_the_last_words_before_the_message_is_left_are_on_the_tape() -> None:
    async with playing(start=scenario()) as table:
        await table.press("enter")
        await _burst(table, MESSAGE, "f5")
        assert table.page == "predict"
        assert " ".join(MESSAGE.split()[-3:]) in table.said


async def test_the_last_words_before_escape_are_kept() -> None:
    async with playing(start=scenario()) as table:
        await table.press("enter")
        await _burst(table, MESSAGE, "escape")
        assert table.page == "home"
        await table.press("enter")
        assert table.words == MESSAGE


async def test_a_form_is_kept_with_the_last_letter_of_its_last_line() -> None:
    async with playing() as table:
        await table.press("p", "n", *"Dana", "tab", "tab", "tab")
        await _burst(table, "A second cold store opens in Reno in March", "f6")
        assert not isinstance(table.app.screen, PrepForm)
        (call,) = table.app.book.entries()
        assert table.app.book.prep(call.scenario.id).knows[0].text.endswith("in March")


async def test_letters_typed_ahead_of_the_beep_are_words_and_no_commands() -> None:
    async with playing(start=scenario()) as table:
        table.app.post_message(events.Key("enter", "\r"))
        await _burst(table, "Hi Dana, hip")
        await table.pilot.pause()
        assert table.page == "compose"
        assert table.words == "Hi Dana, hip"
