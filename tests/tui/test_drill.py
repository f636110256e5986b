"""Drills played by keys: every kind on its page, words kept, nothing said twice."""

from __future__ import annotations

import pytest

from tui.table import Table
from vmdojo.coaching.happenings import ExerciseDone
from vmdojo.grading import load_rubric
from vmdojo.progress import Record
from vmdojo.scenarios import load_library
from vmdojo.tui.app import Dojo
from vmdojo.tui.settings import Settings
from vmdojo.tui.widgets.editor import Editor

SIZES = [(80, 24), (120, 40), (50, 20), (40, 12)]


def _game(record: Record, only: str = "") -> Dojo:
    return Dojo(
        record=record,
        library=load_library(),
        rubric=load_rubric,
        settings=Settings(still=True),
        opening=(lambda game: game.drill(only=only)) if only else None,
        environ={},
    )


def _words(app: Dojo) -> str:
    return app.screen.query_one("#words", Editor).text


async def test_home_leads_into_a_drill_and_back() -> None:
    app = _game(Record.in_memory())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        table = Table(app, pilot)
        assert table.page == "drill"
        first = table.shown
        assert "1 of " in first
        await pilot.press("s")
        await pilot.pause()
        assert "2 of " in table.shown
        await pilot.press("escape", "d")
        await pilot.pause()
        assert "2 of " in table.shown


async def test_a_repair_by_keys() -> None:
    record = Record.in_memory()
    app = _game(record, "who-is-this")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        table = Table(app, pilot)
        assert "two faults planted" in table.shown
        await pilot.press("enter", "f5")
        await pilot.pause()
        assert "Nothing has changed yet" in table.shown
        await pilot.press("f7", "delete", *"Ishbel")
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert _words(app).startswith("Hi Ishbel, it's me again")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert _words(app) == "Ishbel"
        await pilot.press("f5")
        await pilot.pause()
        assert "would you return it now?" in table.shown
        await pilot.press("n")
        await pilot.pause()
        assert table.page == "drill_verdict"
        assert "you would not return it" in table.shown
        await pilot.press("a")
        await pilot.pause()
        assert _words(app) == "Ishbel"
    (kept,) = record.happenings(ExerciseDone)
    assert kept.answer == "Ishbel"
    assert kept.would_return is False


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_compare_fits_every_window(size: tuple[int, int]) -> None:
    record = Record.in_memory()
    app = _game(record, "a-box-or-a-mystery")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        table = Table(app, pilot)
        if size[0] >= 120:
            line = next(line for line in table.shown.splitlines() if "Hello Emrys, this is Ruta" in line)
            assert "Hello Emrys, Ruta Kalnina" in line
        await pilot.press("2", "1", "2", "enter")
        await pilot.pause()
        assert "The right one, for the right" in table.said
        await pilot.press("enter")
        await pilot.pause()
        assert table.page == "drill_end"
        assert "1 of 1 exercise passed." in table.shown
    (kept,) = record.happenings(ExerciseDone)
    assert kept.answer == "other 1,2"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
@pytest.mark.parametrize("only", ["one-name-please", "in-that-order", "a-water-break"])
async def test_the_words_and_the_clock_stay_in_sight(only: str, size: tuple[int, int]) -> None:
    app = _game(Record.in_memory(), only)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        table = Table(app, pilot)
        editor = app.screen.query_one("#words")
        assert editor.region.height >= 3
        assert editor.region.bottom <= app.screen.query_one("#tape").region.y
        assert app.screen.query_one("#tape").region.bottom <= app.screen.query_one("#foot").region.y + 1
        assert "0:" in table.shown


async def test_what_is_to_be_cut_is_seen_against_its_mat() -> None:
    app = _game(Record.in_memory(), "a-water-break")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        shown = Table(app, pilot).shown
        assert "═" in shown
        assert "0:00" in shown
        assert "0:49" in shown


async def test_words_are_there_again_after_the_game_went_down() -> None:
    record = Record.in_memory()
    app = _game(record, "one-name-please")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *"Who")
        app.save_words()
    again = _game(record, "one-name-please")
    async with again.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "where you left them" in Table(again, pilot).shown
        await pilot.press("enter")
        await pilot.pause()
        assert _words(again) == "Who"


async def test_home_offers_no_exercise_as_a_round_to_go_on_with() -> None:
    record = Record.in_memory()
    app = _game(record, "one-name-please")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", *"Who", "escape")
        await pilot.pause()
        table = Table(app, pilot)
        assert table.page == "home"
        assert "mid-sentence" not in table.shown
