"""Home, the path, progress and every take: what is due, where one stands, and what was."""

from __future__ import annotations

import pytest

from coaching.takes import DAY_MS, NOON, attempt
from tui.careers import SHIPPED, career, filled, mastery
from tui.sample import DANA, RAFAEL, Still, library, memory, scenario
from tui.table import Table, playing
from vmdojo.coaching.happenings import Hinted

WORDS = "Hi Dana, I saw Reno opens in March. Who plans trailer moves today?"


async def _left(table: Table, good: bool = True) -> None:
    await table.press("enter")
    await table.write(WORDS if good else "We'd love to become your logistics partner.")
    await table.press("f5", "y", "8", "0", "enter")
    assert table.page == "verdict"


async def test_a_first_time_player_sees_one_thing_to_do() -> None:
    async with playing(scenarios=SHIPPED) as table:
        assert table.shown.count("›") == 1
        assert "Your first buyer" in table.shown
        assert "Today's buyer" not in table.shown
        assert "y path" not in table.shown
        assert "A buyer, a mailbox, half a minute." in table.shown
        await table.press("enter")
        assert table.page == "dossier"


def _due(table: Table, count: int) -> list[str]:
    """The first rows of what is offered."""
    lines = table.shown.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(" Today ")) + 1
    return [line[3:].rstrip() for line in lines[first : first + count]]


async def test_home_offers_todays_buyer_first_and_then_what_trains() -> None:
    async with playing(record=career(), scenarios=SHIPPED) as table:
        rows = _due(table, 4)
        assert [row[:18].rstrip() for row in rows][:2] == ["Today's buyer", "Next buyer"]
        assert "short exercises, " in rows[2]
        assert rows[3].startswith("Inbox ")
        assert rows[0].endswith("one try")
        for keys, page in ((("down", "down", "enter"), "drill"), (("down", "down", "down", "enter"), "inbox_listen")):
            await table.press(*keys)
            assert table.page == page
            await table.press("escape")


async def test_once_the_exercises_of_the_day_are_done_a_round_for_the_weakest_skill_is_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("vmdojo.tui.shelf.Shelf.drill_due", lambda *_: None)
    async with playing(record=career(), scenarios=SHIPPED) as table:
        assert "Something to keep" in table.shown, "value is the weakest skill"
        assert len({row[18:40] for row in _due(table, 3)}) == 3


async def test_todays_take_counts_once_and_its_line_can_be_copied() -> None:
    record = memory()
    record.add_attempt(attempt(1, scenario="tom-sent-me"))
    async with playing(record=record, scenarios=library(DANA)) as table:
        await table.press("enter")
        assert "it is the one that counts" in table.said
        assert "i hint" not in table.shown
        await _left(table)
        assert "c copies the line" in table.said
        await table.press("c")
        assert table.app.clipboard.startswith("vmdojo 18 Nov   84   ")
        assert "Reno" not in table.app.clipboard
        await table.press("enter")
        await table.press("f5", "y", "8", "0", "enter", "escape")
        assert table.page == "home"
        assert [take.official for take in record.attempts()[:2]] == [False, True]
        row = next(line for line in table.shown.splitlines() if "Today's buyer" in line)
        assert row.endswith("84")
        await table.press("enter")
        assert table.page == "verdict", "the take of today opens again"
        await table.press("escape")
        assert table.page == "home"


async def test_the_path_tells_the_rules_and_who_could_count() -> None:
    async with playing(record=filled(attempt(1, scenario="battery-day", total=90.0)), scenarios=SHIPPED) as table:
        assert "Yellow: 1 of 6 fresh passes" in table.shown
        await table.press("y")
        assert "1 of 6" in table.shown
        assert "first take" in table.shown
        assert "A pass is 75 or more." in table.said
        assert "Battery day" not in table.shown
        await table.press("down", "enter")
        assert table.page == "dossier"


async def test_after_the_black_belt_there_is_an_ending_and_something_to_do() -> None:
    async with playing(record=mastery(), scenarios=SHIPPED, size=(80, 30)) as table:
        assert "black belt" in table.shown
        assert "Black belt: " in table.shown
        await table.press("y")
        assert "That was the last belt." in table.shown
        assert "vmdojo prep" in table.shown
        assert "Enter open" not in table.shown


async def test_the_take_that_ties_a_belt_says_so() -> None:
    five = [attempt(n, scenario=f"buyer-{n}", total=90.0, day=200 + n) for n in range(5)]
    texts = [RAFAEL.replace("tom-sent-me", f"buyer-{n}").replace("Tom sent me", f"Buyer {n}") for n in range(5)]
    async with playing(record=filled(*five), scenarios=library(DANA, *texts), start=scenario()) as table:
        await _left(table)
        assert "This take ties your yellow belt." in table.said
        await table.press("y")
        assert table.page == "path"
        assert "yellow belt" in table.shown


async def test_progress_shows_skills_days_and_trends_and_every_take_opens_again() -> None:
    record = career()
    async with playing(record=record, scenarios=SHIPPED, judge="real", clock=Still(NOON + 60 * DAY_MS)) as table:
        await table.press("g")
        for part in ("60 takes on 60 buyers", "relevance", "Over your takes", "Guesses off by", "points off", "Mon"):
            assert part in table.said, part
        await table.press("enter")
        assert table.page == "history"
        assert "60 takes" in table.shown
        await table.press("end", "enter")
        assert table.page == "verdict"
        assert "40" in table.shown
        assert "Another judge graded this take" in table.said
        await table.press("escape")
        assert table.page == "history"
        await table.press("escape", "escape")
        assert table.page == "home"
        assert record.count() == 60


async def test_a_take_whose_buyer_is_gone_stays_in_the_list_and_says_why_it_does_not_open() -> None:
    async with playing(record=filled(attempt(1, scenario="a-pack-that-is-gone"))) as table:
        await table.press("g", "enter", "enter")
        assert table.page == "history"
        assert "not in the library any more" in table.said


async def test_again_from_an_old_take_keeps_the_words_that_wait() -> None:
    record = filled(attempt(1, total=90.0))
    async with playing(record=record, start=scenario()) as table:
        await table.press("enter")
        await table.write("Half a")
        await table.press("escape", "escape", "g", "enter", "enter", "enter")
        assert table.page == "compose"
        assert table.words == "Half a"


async def test_hints_come_on_request_and_say_their_price() -> None:
    record = memory()
    async with playing(record=record, start=scenario()) as table:
        await table.press("i")
        assert "not for the belt" in table.said
        await table.press("n")
        assert "Hint 1" not in table.shown
        assert not record.happenings(Hinted)
        await table.press("i", "y")
        assert "Hint 1" in table.shown
        await table.press("i", "i")
        assert "Hint 3" in table.shown
        assert "i another hint" not in table.shown
        assert len(record.happenings(Hinted)) == 3


@pytest.mark.parametrize("size", [(40, 12), (50, 20), (80, 24), (120, 40)])
async def test_every_page_stands_at_every_size(size: tuple[int, int]) -> None:
    async with playing(record=career(), scenarios=SHIPPED, size=size) as table:
        assert "Today's buyer" in table.shown
        # The smallest window has room for what is next, and no more.
        assert "fresh passes" in table.shown or size == (40, 12)
        for keys, page in ((("y",), "path"), (("escape", "g"), "progress"), (("enter",), "history")):
            await table.press(*keys)
            assert table.page == page
            assert max(len(line) for line in table.shown.splitlines()) <= size[0]
            await table.press("end", "home")
