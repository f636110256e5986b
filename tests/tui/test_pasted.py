"""Text from elsewhere: hostile, endless, of several lines."""

from __future__ import annotations

import pytest
from textual import events

from tui.sample import BRIGADE, MESSAGE, scenario
from tui.table import left_words, playing, to_the_beep
from vmdojo.tui.widgets.editor import LONGEST


@pytest.mark.parametrize(
    "text", ["[bold]x[/]", "\x1b[31mred\x1b[0m", "a\u202eb\u2066c", "\x00\x07\x9b", "[@click=app.quit]x[/]"]
)
async def test_pasted_text_is_inert_and_shown(text: str) -> None:
    async with playing() as table:
        await to_the_beep(table)
        table.app.post_message(events.Paste(f"Hi {text}"))
        await table.pilot.pause()
        await table.press("f5", "y", "5", "enter")
        shown = table.shown
        assert table.page == "verdict"
        assert not set(shown) & set("\x1b\x00\x07\x9b\u202e\u2066")
        assert table.app.return_code is None
    if text.isprintable() and text.isascii():
        assert text in shown


async def test_hostile_names_in_a_pack_are_inert_on_every_page() -> None:
    async with playing(start=scenario(BRIGADE)) as table:
        assert "[red]Busy[/red]" in table.shown
        assert "\u202e" not in table.shown
        await table.press("escape", "b")
        assert "Two [bold]vans[/]" in table.shown
        assert "\u202e" not in table.shown


async def test_a_paste_longer_than_any_mailbox_is_cut_and_says_so() -> None:
    async with playing() as table:
        await to_the_beep(table)
        table.app.post_message(events.Paste("word " * 10_000))
        await table.pilot.pause()
        assert len(table.words) == LONGEST
        assert "were left out" in table.said


async def test_an_endless_message_still_shows_its_fixes_at_once() -> None:
    async with playing(size=(80, 40)) as table:
        await left_words(table, f"{MESSAGE} " * 20)
        await table.press("y", "5", "enter")
        assert "lines more; a shows all." in table.shown
        assert "Well done" in table.shown
        await table.press("a")
        assert "lines more" not in table.shown


async def test_a_paste_of_several_lines_keeps_them() -> None:
    async with playing() as table:
        await to_the_beep(table)
        table.app.post_message(events.Paste("one\r\ntwo\rthree"))
        await table.pilot.pause()
        assert table.words == "one\ntwo\nthree"
