"""Words are never lost: every way out, the way back, and a record that fails."""

from __future__ import annotations

import pytest

from tui.sample import MESSAGE, memory
from tui.table import left_words, playing, to_the_beep
from vmdojo.coaching.model import Attempt
from vmdojo.progress import Draft, Record, RecordReadOnly
from vmdojo.scenarios.model import Plan
from vmdojo.tui.compose.screen import Compose


async def test_a_draft_is_saved_shortly_after_a_change_and_home_resumes_it() -> None:
    record = memory()
    async with playing(record=record) as table:
        await to_the_beep(table)
        await table.write("Hi Dana, this is half a")
        await table.pilot.pause(1.0)
        draft = record.draft()
        assert draft is not None
        assert draft.text == "Hi Dana, this is half a"
    async with playing(record=record) as table:
        assert "You were mid-sentence with Dana Whitfield." in table.shown
        await table.press("enter")
        assert table.words == "Hi Dana, this is half a"


@pytest.mark.parametrize("way", [("ctrl+q",), ("f10",), ("ctrl+c", "ctrl+c")])
async def test_every_way_out_saves_the_words(way: tuple[str, ...]) -> None:
    record = memory()
    async with playing(record=record) as table:
        await to_the_beep(table)
        await table.write("half a")
        await table.press(*way)
        assert table.app.return_code == 0
    draft = record.draft()
    assert draft is not None
    assert draft.text == "half a"


@pytest.mark.parametrize("page", ["home", "scenarios", "dossier", "predict", "verdict", "help"])
async def test_q_quits_where_nothing_is_typed(page: str) -> None:
    async with playing() as table:
        keys: dict[str, tuple[str, ...]] = {
            "home": (),
            "scenarios": ("b",),
            "dossier": ("enter",),
            "help": ("question_mark",),
        }
        if page in keys:
            await table.press(*keys[page])
        else:
            await left_words(table)
            if page == "verdict":
                await table.press("y", "5", "enter")
        assert table.page == page
        await table.press("q")
        assert table.app.return_code == 0


async def test_q_is_a_letter_where_something_is_typed() -> None:
    async with playing() as table:
        await table.press("b", "slash", "q")
        assert table.page == "scenarios"
        await table.press("escape", "escape", "enter", "p", "q", "enter", "enter", "q")
        assert table.page == "compose"
        assert table.words == "q"
        assert table.app.return_code is None


async def test_one_control_c_only_tells_how_to_quit() -> None:
    async with playing() as table:
        await to_the_beep(table)
        await table.write("half a")
        await table.press("ctrl+c")
        assert "Ctrl+Q" in table.shown
        assert table.app.return_code is None
        assert table.words == "half a"


async def test_control_c_copies_what_is_marked() -> None:
    async with playing() as table:
        await to_the_beep(table)
        await table.write("half a")
        await table.press("f7", "ctrl+c", "ctrl+c")
        assert table.app.clipboard == "half a"
        assert table.app.return_code is None
        assert "OSC 52" in table.shown


async def test_escape_goes_back_and_the_words_wait() -> None:
    async with playing() as table:
        await to_the_beep(table)
        await table.write("half a")
        await table.press("escape")
        assert table.page == "scenarios"
        await table.press("enter")
        assert table.page == "compose"
        assert table.words == "half a"
        await table.press("escape", "escape", "escape")
        assert table.page == "home"
        assert "You were mid-sentence with Dana Whitfield." in table.shown


async def test_the_dossier_opens_over_the_words_and_closes_again() -> None:
    async with playing() as table:
        await to_the_beep(table)
        await table.write("half a")
        await table.press("tab")
        assert table.page == "peek"
        assert "Land on" in table.shown
        await table.press("tab")
        assert table.page == "compose"
        assert table.words == "half a"
        await table.press("x")
        assert table.words == "half ax"


async def test_starting_again_asks_only_when_much_would_go_and_can_be_undone() -> None:
    async with playing() as table:
        await to_the_beep(table)
        await table.write("one two three")
        await table.press("ctrl+r")
        assert table.page == "compose"
        assert table.words == ""
        await table.write(MESSAGE)
        await table.press("ctrl+r")
        assert table.page == "ask"
        await table.press("n")
        assert table.words == MESSAGE
        await table.press("ctrl+r", "y")
        assert table.words == ""
        assert "0:00" in table.shown.splitlines()[-3]
        await table.press("ctrl+z")
        assert table.words == MESSAGE


class ReadOnly(Record):
    """A record that takes nothing while ``broken``."""

    broken = True

    def _refuse(self) -> None:
        if self.broken:
            raise RecordReadOnly("Your record is read-only.", "Give yourself the right to write there.")

    def save_draft(self, draft: Draft) -> None:
        self._refuse()
        super().save_draft(draft)

    def add_attempt(self, attempt: Attempt, *, keep_draft: bool = False) -> bool:
        self._refuse()
        return super().add_attempt(attempt, keep_draft=keep_draft)


async def test_a_record_that_fails_is_one_calm_line_with_the_key_that_tries_again() -> None:
    record = ReadOnly.in_memory()
    async with playing(record=record) as table:
        await left_words(table)
        await table.press("y", "7", "0", "enter")
        assert table.page == "verdict"
        assert "Your record is read-only." in table.shown
        assert "F9" in table.shown
        assert record.count() == 0
        record.broken = False
        await table.press("f9")
        assert "Saved." in table.shown
        assert record.count() == 1
        await table.press("escape")
        assert "read-only" not in table.shown


async def test_quitting_with_words_that_cannot_be_saved_warns_once() -> None:
    record = ReadOnly.in_memory()
    async with playing(record=record) as table:
        await to_the_beep(table)
        await table.write("half a")
        await table.press("ctrl+q")
        assert table.app.return_code is None
        assert "Quit once more" in table.said
        assert table.words == "half a"
        await table.press("ctrl+q")
        assert table.app.return_code == 0


async def test_a_take_that_could_not_be_recorded_outlives_a_new_round_on_the_same_buyer() -> None:
    record = ReadOnly.in_memory()
    async with playing(record=record) as table:
        await left_words(table)
        await table.press("y", "7", "0", "enter", "escape")
        await to_the_beep(table)
        record.broken = False
        await table.press("f9")
        assert record.count() == 1


async def test_a_draft_whose_scenario_is_gone_hides_no_other() -> None:
    record = memory()
    for name, moment in (("tom-sent-me", 1), ("gone", 2)):
        record.save_draft(Draft(name, "", "compose", Plan(), f"words for {name}", moment, moment))
    async with playing(record=record) as table:
        assert "You were mid-sentence with Rafael Ortiz." in table.shown
        await table.press("enter")
        assert table.words == "words for tom-sent-me"


async def test_notices_of_the_record_stand_on_home() -> None:
    async with playing(record=Record.in_memory("The disk is full.")) as table:
        assert "The disk is full." in table.shown
        assert "not kept" in table.shown


async def test_a_fault_saves_the_words_and_prints_none_of_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(self: Compose) -> None:
        raise ZeroDivisionError(self.editor.text)

    monkeypatch.setattr(Compose, "action_dossier", fail)
    record = memory()

    async def play() -> None:
        async with playing(record=record) as table:
            await to_the_beep(table)
            await table.write("my secret words")
            await table.press("tab")

    with pytest.raises(ZeroDivisionError):
        await play()
    draft = record.draft()
    assert draft is not None
    assert draft.text == "my secret words"
    printed = capsys.readouterr()
    assert "secret" not in printed.out + printed.err
