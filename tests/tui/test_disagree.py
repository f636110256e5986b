"""A finding the player does not share: picked, noted in a line, kept; and what changed shown on the next verdict."""

from __future__ import annotations

import asyncio
import re

from tui.sample import memory
from tui.table import playing
from vmdojo.coaching.happenings import Disagreed
from vmdojo.tui.verdict.screen import SETTLE

BIG = "Hi Dana, Luis Ortega at Coldway. Reno opens in March. We'd love to become your partner in all of it. 555-0148."


async def test_a_finding_is_picked_noted_and_kept() -> None:
    record = memory()
    async with playing(record=record, judge="real") as table:
        await table.press("enter", "enter")
        await table.write(BIG)
        await table.press("f5", "y", "7", "0", "enter")
        assert table.page == "verdict"
        await table.press("d")
        assert table.page == "disagree"
        assert "Which finding do you not share?" in table.shown
        await table.press("down", "enter", "n", "o", "escape")
        assert table.page == "disagree"
        assert record.happenings(Disagreed) == []
        await table.press("enter", "t", "enter")
        assert table.page == "verdict"
        assert "Kept." in table.said
    (kept,) = record.happenings(Disagreed)
    assert kept.note == "not"
    assert kept.rule


async def test_the_question_why_is_whole_in_a_small_window() -> None:
    async with playing(judge="real", size=(50, 20)) as table:
        await table.press("enter", "enter")
        await table.write(BIG)
        await table.press("f5", "y", "7", "0", "enter", "d", "enter")
        assert "why, in one line; or only Enter" in table.shown


async def test_the_next_verdict_shows_what_changed() -> None:
    async with playing(judge="real", size=(120, 40)) as table:
        await table.press("enter", "enter")
        await table.write(BIG)
        await table.press("f5", "y", "7", "0", "enter")
        await table.app.workers.wait_for_complete()
        await asyncio.sleep(SETTLE + 0.1)  # Enter settles only after a moment
        await table.press("enter", "ctrl+a", "f7", "delete")
        await table.write(BIG.replace("We'd love to become your partner in all of it.", "Who plans the trailer moves?"))
        await table.press("f5", "y", "7", "0", "enter")
        assert "Take 2" in table.shown
        assert "against the last. Your best here." in table.said
        assert re.search(r"No longer held at 2\d: “", table.said)
        assert "mended" in table.said
        assert "a shows all" in table.said
        await table.press("a")
        assert "a shows all" not in table.said
