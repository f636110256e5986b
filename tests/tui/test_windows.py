"""Every page in every window and in every colour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tui.sample import MESSAGE
from tui.table import left_words, playing, to_the_beep
from vmdojo.tui.settings import ThemeWish


async def test_a_tiny_window_says_so_and_comes_back_with_the_words() -> None:
    async with playing() as table:
        await to_the_beep(table)
        await table.write("half a")
        await table.pilot.resize_terminal(38, 10)
        await table.pilot.pause()
        assert "40 columns and 12 lines" in table.said
        await table.pilot.resize_terminal(80, 24)
        await table.pilot.pause()
        await table.press("x")
        assert table.words == "half ax"


@pytest.mark.parametrize("size", [(40, 12), (50, 20), (66, 30), (80, 24), (120, 40), (200, 60)])
async def test_every_page_stands_at_every_size(size: tuple[int, int]) -> None:
    async with playing(size=size) as table:
        seen: list[Callable[[], str]] = []
        await table.press("b", "slash", *"dana", "enter")
        assert "Dana Whitfield" in table.shown
        await table.press("enter")
        await table.write(MESSAGE)
        assert "0:17" in table.shown
        assert "leave it" in table.shown
        await table.press("tab", "tab", "f1", "escape", "f5", "y", "7", "enter")
        assert "Deleted at" in table.shown
        await table.press("a", "end", "s", "s", "s", "escape")
        assert table.page == "home"
        # The smallest window has room for what is next, and no more.
        assert "45" in table.shown or size == (40, 12)
        assert not seen


async def test_resizing_in_the_middle_keeps_everything() -> None:
    async with playing() as table:
        await left_words(table)
        await table.press("y", "7", "0", "enter")
        for size in ((50, 20), (120, 40), (41, 13), (80, 24)):
            await table.pilot.resize_terminal(*size)
            await table.pilot.pause()
            assert "Deleted at" in table.shown


@pytest.mark.parametrize("name", ["dark", "light", "plain"])
async def test_every_theme_has_its_colours(name: ThemeWish) -> None:
    async with playing(theme=name) as table:
        await left_words(table)
        await table.press("y", "7", "0", "enter")
        assert "✂" in table.shown


async def test_no_color_leaves_every_colour_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with playing(environ={"NO_COLOR": "1"}) as table:
        await left_words(table)
        await table.press("y", "7", "0", "enter")
        colours = {
            (segment.style.color, segment.style.bgcolor)
            for strip in table.app.screen._compositor.render_strips()
            for segment in strip.apply_filter(table.app._filters[-1], table.app.screen.background_colors[1])
            if segment.style is not None
        }
        names = {colour.name for pair in colours for colour in pair if colour is not None}
        assert names <= {"default"}


async def test_colours_and_stillness_are_set_by_a_key_and_said() -> None:
    async with playing() as table:
        await table.press("f3")
        assert "Colours: light." in table.shown
        await table.press("f4")
        assert "plays" in table.shown
        assert not table.app.settings.still


async def test_a_setting_that_cannot_be_kept_holds_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    async with playing() as table:
        table.app._settings_path = tmp_path / "file" / "settings.json"
        await table.press("f3")
        assert "Colours: light. The setting holds until you quit" in table.said
        assert table.app.theme == "dojo-light"
