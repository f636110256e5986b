"""Help, the filter, a click on the footer, and what is copied."""

from __future__ import annotations

from tui.sample import MESSAGE
from tui.table import left_words, playing, to_the_beep


async def test_help_comes_over_a_page_and_goes_again() -> None:
    async with playing() as table:
        await to_the_beep(table)
        await table.write("half a")
        await table.press("f1")
        assert table.page == "help"
        assert table.shown.splitlines()[0].strip() == "After the beep"
        await table.press("escape")
        assert table.words == "half a"


async def test_the_filter_answers_while_one_types() -> None:
    async with playing() as table:
        await table.press("b")
        assert "The Friday reader" in table.shown
        await table.press("slash", *"north")
        assert "1 of 4" in table.shown
        assert "The Friday reader" not in table.shown
        await table.press("escape")
        assert "The Friday reader" in table.shown
        await table.press("escape")
        assert table.page == "home"


async def test_a_filter_that_fits_nothing_says_so_and_opens_nothing() -> None:
    async with playing() as table:
        await table.press("b", "slash", "z", "z", "z")
        assert "Nobody fits that." in table.shown
        await table.press("enter")
        assert table.page == "scenarios"


async def test_a_click_on_the_footer_does_what_it_says() -> None:
    async with playing() as table:
        row = table.shown.splitlines().index(next(line for line in table.shown.splitlines() if "b browse" in line))
        column = table.shown.splitlines()[row].index("browse")
        await table.pilot.click(offset=(column + 2, row))
        await table.pilot.pause()
        assert table.page == "scenarios"
        await table.pilot.click("#list", offset=(5, 1))
        await table.pilot.pause()
        assert table.page == "dossier"


async def test_copying_a_verdict_gives_the_line_one_shares() -> None:
    async with playing() as table:
        await left_words(table)
        await table.press("y", "7", "0", "enter", "c")
        line, _, words = table.app.clipboard.partition("\n\n")
        assert line.startswith("vmdojo ")
        assert "✂" in line
        assert line.endswith("ask 9")
        assert words.strip() == MESSAGE
        assert "OSC 52" in table.shown
