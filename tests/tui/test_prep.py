"""A call of one's own in the game: the form, the beep, the sheet, and nothing lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from coaching.takes import attempt
from tui.sample import memory
from tui.table import Table, game, playing
from vmdojo.coaching.happenings import ListTake, RealLife
from vmdojo.rounds.prep import NEW, PrepBook
from vmdojo.scenarios.firms import Firm
from vmdojo.scenarios.guessing import KINDS
from vmdojo.scenarios.prepared import Known, Prep
from vmdojo.tui.author.screen import Author
from vmdojo.tui.form.fields import FormLine
from vmdojo.tui.prep.form_screen import PrepForm

MESSAGE = (
    "Hi Dana, Luis Ortega at Coldway. I saw Reno opens in March, and a second store usually doubles the trailer moves "
    "before it halves them. Who plans those moves today? I'll email you the dock plan."
)
CALL = Prep(
    name="Dana Whitfield",
    company="Northpole Foods",
    knows=(Known("second cold store opens in Reno in March", "trigger"),),
    offers=("the one-page dock plan",),
    your_name="Luis Ortega",
    your_company="Coldway",
)


async def _type(table: Table, *parts: str) -> None:
    """Put texts where the cursor stands; a part that is a key is pressed."""
    for part in parts:
        if part in {"enter", "tab", "f2", "f5", "f6"}:
            await table.press(part)
        else:
            assert isinstance(table.app.focused, FormLine)
            table.app.focused.insert_text_at_cursor(part)
            await table.pilot.pause()


async def test_from_home_to_the_beep_to_the_sheet_by_keys_alone() -> None:
    record = memory()
    async with playing(record=record, judge="real") as table:
        await table.press("p")
        assert table.page == "prep"
        assert "A real call tomorrow?" in table.said
        await table.press("n")
        await _type(table, "Dana Whitfield", "enter", "Northpole Foods", "tab", "tab")
        await _type(table, "second cold store opens in Reno in March", "enter", "late loads", "tab")
        assert "it happened" in table.shown
        assert "it hurts" in table.shown
        await _type(table, "the one-page dock plan", "f5")
        assert table.page == "compose"
        assert "second cold store opens in Reno in March" in table.said
        await table.write(MESSAGE)
        await table.press("f5", "y", "8", "0", "enter")
        assert table.page == "verdict"
        assert "call sheet" in table.shown
        await table.press("p")
        assert table.page == "sheet"
        assert "Hi Dana, Luis Ortega at Coldway. /" in table.shown
        assert "Subject    Second cold store in Reno" in table.shown
        await table.press("w")
        assert "Written to" in table.said
        await table.press("escape", "escape")
        # Both the page of the calls and home know the take.
        await table.press("p")
        assert "best" in table.shown
    (attempt,) = record.attempts()
    assert attempt.source == "prep"
    assert attempt.scenario == "prep-dana-whitfield-northpole-foods"
    assert attempt.grade.total >= 75
    folder = PrepBook().folder
    assert {path.suffix for path in folder.glob("prep-dana*")} == {".toml", ".html", ".md"}


async def test_a_kind_is_guessed_while_one_types_and_stays_as_the_player_turns_it() -> None:
    async with playing() as table:
        await table.press("p", "n", "tab", "tab", "tab")
        await _type(table, "they open a store in March")
        assert "it happened" in table.shown
        await table.press("f2")
        assert "their market" in table.shown
        await _type(table, " late loads", "f6")
    (entry,) = PrepBook().entries()
    assert [fact.kind for fact in entry.scenario.fact] == ["market"]
    assert entry.scenario.fact[0].cues == ()


async def test_without_a_fact_there_is_no_call_and_a_sentence_says_so() -> None:
    async with playing() as table:
        await table.press("p", "n")
        await _type(table, "Dana", "f5")
        assert table.page == "prep_form"
        assert "Write one thing that you know of the buyer" in table.said
        focused = table.app.focused
        assert isinstance(focused, FormLine)
        assert focused.listed


async def test_what_was_typed_is_there_after_the_game_was_killed() -> None:
    async with playing() as table:
        await table.press("p", "n")
        await _type(table, "Dana Whitfield")
        page = table.app.screen
        assert isinstance(page, PrepForm)
        page.keep_draft()  # what its timer does
        draft = PrepBook().draft(NEW)
        assert draft is not None
        assert draft.prep.name == "Dana Whitfield"
        page._done = True  # a killed game saves nothing more
    async with playing() as table:
        await table.press("p", "n")
        assert "Dana Whitfield" in table.shown
        assert "it is as you left it" in table.said


async def test_keys_that_come_in_a_burst_reach_their_fields() -> None:
    app = game()
    async with app.run_test(size=(80, 24)) as pilot:
        table = Table(app, pilot)
        await table.press("p", "n")
        page = app.screen
        assert isinstance(page, PrepForm)
        for key in [*"Dana", "enter", *"Northpole", "enter", "enter", *"one", "enter", *"two", "tab", *"plan"]:
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _ in range(5):
            await pilot.pause()
        assert page.form.values["name"] == ("Dana",)
        assert page.form.values["company"] == ("Northpole",)
        assert page.form.values["knows"] == ("one", "two")
        assert page.form.values["offers"] == ("plan",)


async def test_lines_that_are_pasted_into_a_list_become_facts_and_markup_stays_text() -> None:
    async with playing() as table:
        await table.press("p", "n", "tab", "tab", "tab")
        assert table.app.focused is not None
        table.app.focused.post_message(events.Paste("[bold]one[/bold]\r\n\ntwo \x1b[31mred\nthree"))
        await table.pilot.pause()
        page = table.app.screen
        assert isinstance(page, PrepForm)
        assert page.form.values["knows"] == ("[bold]one[/bold]", "two ␛[31mred", "three")
        assert "[bold]one[/bold]" in table.shown


async def test_an_edited_call_is_played_as_it_is_now_with_the_words_kept() -> None:
    scenario = PrepBook().add(CALL)
    async with playing() as table:
        await table.press("p", "enter", "enter")
        assert table.page == "compose"
        await table.write("Hi Dana, half a thought")
        await table.press("escape", "e")
        assert table.page == "prep_form"
        await _type(table, "tab", "tab", "two dispatchers left", "f5")
        assert table.page == "compose"
        assert table.words == "Hi Dana, half a thought"
        assert "two dispatchers left" in table.said
    assert len(PrepBook().get(scenario.id).fact) == 2


async def test_a_call_is_deleted_after_a_question_and_its_takes_stay() -> None:
    PrepBook().add(CALL)
    async with playing() as table:
        await table.press("p", "d")
        assert table.page == "ask"
        await table.press("n")
        assert PrepBook().entries()
        await table.press("d", "y")
        assert not PrepBook().entries()
        assert "A real call tomorrow?" in table.said


async def test_a_message_for_many_is_judged_as_one_of_them_hears_it() -> None:
    record = memory()
    firms = (Firm(company="Kettle Heating"), Firm(name="Maja Lind", company="Lind Plumbing", line="you hired in May"))
    PrepBook().add(
        Prep(many=True, role="two-van plumbers", knows=(Known("missed calls go to the next name"),), firms=firms)
    )
    async with playing(record=record) as table:
        await table.press("p", "enter", "enter")
        await table.write("Hi {first name}, I saw {line}. Who picks up for {company}?")
        await table.press("f5", "y", "5", "0", "enter", "p")
        assert table.page == "sheet"
        assert "Hi Maja, I saw you hired in May." in table.said
        await table.press(*["down"] * 8)
        assert "{line} is still open" in table.said
    (attempt,) = record.attempts()
    assert attempt.text == "Hi Maja, I saw you hired in May. Who picks up for Lind Plumbing?"
    (written,) = record.happenings(ListTake)
    assert written.ref == attempt.id
    assert written.template == "Hi {first name}, I saw {line}. Who picks up for {company}?"


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_every_page_fits_its_window(size: tuple[int, int]) -> None:
    PrepBook().add(CALL)
    app = game()
    async with app.run_test(size=size) as pilot:
        table = Table(app, pilot)
        for keys, page in ((("p",), "prep"), (("e",), "prep_form"), (("escape", "l"), "prep_form")):
            await table.press(*keys)
            assert table.page == page
            assert "Esc" in table.shown
            assert all(len(line) <= size[0] for line in table.shown.split("\n"))


def test_every_kind_of_a_guess_has_a_name_in_the_form() -> None:
    from vmdojo.rounds.prep_form import KIND_NAMES

    assert {kind for kind, _ in KIND_NAMES} == set(KINDS)


async def test_a_scenario_of_ones_own_is_kept_on_the_way_and_told_what_it_lacks(tmp_path: Path) -> None:
    async with playing() as table:
        await table.press("b", "n")
        assert table.page == "author"
        await _type(table, "Rent for paper", "tab")
        await table.press("right", "f8")
        assert "The buyer" in table.shown
        await table.press("f6")
        assert "The exercise" in table.shown
        assert "Not yet:" in table.said
        await table.press("escape", "n")
        assert "Rent for paper" in table.shown
        assert "yellow" in table.shown
    assert not list((tmp_path / "scenarios").glob("*.toml"))


async def test_a_form_that_still_stands_does_not_blank_the_step_that_comes() -> None:
    async with playing() as table:
        await table.press("b", "n")
        await _type(table, "Rent for paper", "tab")
        await table.press("right", "f8")
        screen = table.app.screen
        assert isinstance(screen, Author)
        screen._step(-1)
        screen.keep()  # the save that was under way when the key was pressed
        for _ in range(40):  # the form before is put up again when the machine gets to it
            await table.pilot.pause(0.05)
            if "Rent for paper" in table.shown:
                break
        assert "Rent for paper" in table.shown
        assert "yellow" in table.shown


async def test_a_long_fact_shows_its_beginning_once_the_cursor_has_left_it() -> None:
    fact = "A second cold store opens in Reno in March, and two dispatchers have left since"
    async with playing() as table:
        await table.press("p", "n", "tab", "tab", "tab", *fact.replace(",", ""))
        assert "A second cold" not in table.shown
        await table.press("tab")
        assert "A second cold store" in table.shown
        await table.press("shift+tab")
        assert "have left since" in table.shown


async def test_what_followed_is_noted_beside_the_best_take_and_plotted_against_its_grade() -> None:
    call = PrepBook().add(CALL)
    record = memory()
    async with playing(record=record) as table:
        await table.press("p", "f")
        assert "no take on this call yet" in table.said
        record.add_attempt(attempt(1, scenario=call.id, total=64.0, source="prep"))
        record.add_attempt(attempt(2, scenario=call.id, total=82.0, source="prep"))
        await table.press("escape", "p", "f")
        assert table.page == "followed"
        await table.press("down", "enter", *"on Friday", "enter")
        assert table.page == "prep"
        await table.press("escape", "g", "end")
        assert "called back" in table.shown
        assert "Something came back on 1 of 1." in table.said
    (noted,) = record.happenings(RealLife)
    assert (noted.ref, noted.followed, noted.note) == ("take-2", "called_back", "on Friday")
