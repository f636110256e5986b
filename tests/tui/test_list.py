"""The list of all scenarios: filters that answer while one turns them, and stay while the game runs."""

from __future__ import annotations

from tui.table import playing


async def test_filters_narrow_the_list_while_they_are_turned() -> None:
    async with playing() as table:
        await table.press("b", "f", "right")
        assert "‹ white ›" in table.shown
        assert "2 of 4" in table.shown
        assert "Tom sent me" in table.shown
        assert "Dana" not in table.shown
        await table.press("down", "down", "right", "right")
        assert "1 of 4" in table.shown
        await table.press("left", "left", "left")
        assert "‹ leave-or-not ›" in table.shown
        assert "The Friday reader" in table.shown
        await table.press("enter")
        assert "white · leave-or-not" in table.shown
        await table.press("enter")
        assert table.page == "dossier"


async def test_what_was_chosen_holds_until_it_is_taken_back() -> None:
    async with playing() as table:
        await table.press("b", "f", "right", "escape", "escape")
        assert table.page == "home"
        await table.press("b")
        assert "2 of 4" in table.shown
        await table.press("x")
        assert "4 scenarios" in table.shown
        assert "x show all" not in table.shown


async def test_a_filter_that_nobody_meets_says_what_to_do() -> None:
    async with playing() as table:
        await table.press("b", "f", "right", "down", "right", "enter")
        assert "Nobody fits that. Esc ends a search, x takes the filters back." in table.shown
        await table.press("enter", "x")
        assert "4 scenarios" in table.shown


async def test_not_yet_passed_leaves_out_what_was_passed() -> None:
    async with playing() as table:
        await table.press("b", "slash", *"dana", "enter", "enter")
        await table.write("Hi Dana, I saw Reno opens in March. Who plans trailer moves today?")
        await table.press("f5", "y", "8", "enter", "escape", "b")
        assert "1 of 1 passed" in table.shown
        await table.press("u")
        assert "3 of 4" in table.shown
        assert "Dana" not in table.shown
        await table.press("u")
        assert "4 scenarios" in table.shown


async def test_a_search_goes_within_the_filters() -> None:
    async with playing() as table:
        await table.press("b", "f", "right", "enter", "slash", *"dana")
        assert "Nobody fits that" in table.shown
        await table.press("escape", "x", "slash", *"dana")
        assert "1 of 4" in table.shown
