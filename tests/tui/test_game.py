"""The game played by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events

from tui.sample import BRIGADE, INES, MESSAGE, memory, scenario
from tui.table import Table, playing
from vmdojo.coaching.model import Attempt
from vmdojo.progress import Draft, Record, RecordReadOnly
from vmdojo.scenarios.model import Plan
from vmdojo.tui.compose.screen import Compose
from vmdojo.tui.settings import ThemeWish
from vmdojo.tui.widgets.editor import LONGEST

GOOD = (
    "Hi Dana, Luis Ortega at Coldway. I saw Reno opens in March. One question, who plans trailer moves today? 555-0148."
)


async def _to_the_beep(table: Table) -> None:
    """From home to Dana's beep, by keys."""
    await table.press("b", "slash", *"dana", "enter", "enter")
    assert table.page == "compose"


async def _left(table: Table, text: str = MESSAGE) -> None:
    await _to_the_beep(table)
    await table.write(text)
    await table.press("f5")


# A whole round


async def test_a_round_from_start_to_verdict_by_keys_only_with_the_real_judge() -> None:
    record = memory()
    async with playing(record=record, judge="real", start=scenario()) as table:
        assert table.page == "dossier"
        assert "“You've got Dana." in table.shown
        await table.press("p", *"Reno", "enter", "enter")
        await table.press(*(key if key.isalnum() else _KEYS[key] for key in GOOD[:20]))
        assert table.words == GOOD[:20]
        await table.write(GOOD[20:])
        await table.press("f5")
        assert table.page == "predict"
        await table.press("y", "8", "0", "enter")
        assert table.page == "verdict"
        assert "you said: yes, 80" in table.shown
    (attempt,) = record.attempts()
    assert attempt.text == GOOD
    assert attempt.plan.text == "Reno"
    assert attempt.prediction is not None
    assert (attempt.prediction.would_return, attempt.prediction.guess) == (True, 80)
    assert record.draft() is None


_KEYS = {" ": "space", ",": "comma", ".": "full_stop", "?": "question_mark", "-": "minus", "'": "apostrophe"}


async def test_no_score_is_shown_while_composing_only_time() -> None:
    async with playing() as table:
        await _to_the_beep(table)
        before = table.shown
        await table.write(MESSAGE)
        shown = table.shown
        assert "0:00" in before.splitlines()[-3]
        assert "0:15" in shown
        assert "▪" in shown
        assert "═" in shown
        assert "45" not in shown


async def test_the_verdict_waits_for_both_answers() -> None:
    async with playing() as table:
        await _left(table)
        await table.press("enter")
        assert table.page == "predict"
        await table.press("y", "enter")
        assert table.page == "predict"
        assert "hear the verdict" not in table.shown
        await table.press("7")
        assert "hear the verdict" in table.shown
        await table.press("n", "enter")
        assert table.page == "verdict"
        assert "you said: no, 7" in table.shown


async def test_a_guess_stays_within_a_hundred_and_can_be_mended() -> None:
    async with playing() as table:
        await _left(table)
        await table.press("y", "1", "0", "0", "backspace", "backspace", "backspace", "9", "5", "enter")
        assert "you said: yes, 95" in table.shown


async def test_again_keeps_the_words_and_tells_the_change() -> None:
    async with playing() as table:
        await _left(table)
        await table.press("y", "7", "0", "enter", "enter")
        assert table.page == "compose"
        assert table.words == MESSAGE
        await table.press("f7", "delete")
        await table.write(GOOD)
        await table.press("f5", "y", "8", "0", "enter")
        assert "Take 2" in table.shown
        assert "+39 against the last" in table.shown


async def test_next_goes_to_the_buyer_that_could_count_next_and_escape_home() -> None:
    async with playing() as table:
        await _left(table)
        await table.press("y", "7", "0", "enter", "n")
        assert table.page == "dossier"
        assert "Ines" in table.shown
        await table.press("escape", "escape", "escape")
        assert table.page == "home"
        assert "white belt · day 1" in table.shown
        assert "Yellow: 0 of 6 fresh passes" in table.shown
        assert "Last takes" in table.shown


async def test_all_findings_and_the_strong_versions_open_and_close() -> None:
    async with playing() as table:
        await _left(table)
        await table.press("y", "7", "0", "enter")
        assert "[1]" in table.shown
        await table.press("a", "end")
        assert "68 to begin with, −10 in findings: 58. Held at 45." in table.shown
        await table.press("s")
        assert "A strong version (1 of 2)" in table.shown
        assert "84" in table.shown
        await table.press("s")
        assert "(2 of 2)" in table.shown
        await table.press("s")
        assert "A strong version" not in table.shown
        assert "Well done" in table.shown


async def test_strong_and_own_stand_beside_each_other_in_a_wide_window() -> None:
    async with playing(size=(120, 40)) as table:
        await _left(table)
        await table.press("y", "7", "0", "enter", "s")
        line = next(line for line in table.shown.splitlines() if "A strong version" in line)
        assert line.index("Yours") < line.index("A strong version")


async def test_the_buyer_listens_and_any_key_goes_on() -> None:
    async with playing(still=False) as table:
        await _left(table)
        await table.press("y", "7", "0", "enter")
        assert table.page == "listen"
        assert "Dana listens." in table.shown
        await table.press("x")
        assert table.page == "verdict"


async def test_the_listening_comes_to_its_end_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmdojo.tui.listen.screen.SPEED", 500.0)
    monkeypatch.setattr("vmdojo.tui.listen.screen.LINGER", 0.3)
    async with playing(still=False) as table:
        await _left(table)
        await table.press("y", "7", "0", "enter")
        await table.pilot.pause(0.15)
        assert "✂" in table.shown
        for _ in range(50):
            if table.page == "verdict":
                break
            await table.pilot.pause(0.05)
        assert table.page == "verdict"


async def test_an_enter_held_through_the_listening_does_not_wipe_the_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmdojo.tui.verdict.screen.SETTLE", 30.0)
    async with playing(still=False) as table:
        await _left(table)
        await table.press("y", "7", "0", "enter", "enter", "enter")
        assert table.page == "verdict"


async def test_a_round_taken_up_says_so_once() -> None:
    record = memory()
    async with playing(record=record) as table:
        await _to_the_beep(table)
        await table.write("half a")
        await table.press("ctrl+q")
    async with playing(record=record, start=scenario()) as table:
        assert "You had begun this one" in table.said
        await table.press("enter")
        assert table.words == "half a"
        assert "You had begun this one" not in table.said


# Hanging up


async def test_hanging_up_is_asked_and_judged() -> None:
    record = memory()
    async with playing(record=record, judge="real", start=scenario(INES)) as table:
        await table.press("h")
        assert table.page == "ask"
        await table.press("n")
        assert table.page == "dossier"
        await table.press("h", "y")
        assert table.page == "verdict"
        assert "you hung up" in table.shown
        assert "write one short email on Thursday" in table.shown
    (attempt,) = record.attempts()
    assert not attempt.plan.leave
    assert attempt.text == ""
    assert attempt.grade.total >= 80


async def test_leaving_nothing_says_so_and_stays() -> None:
    async with playing() as table:
        await _to_the_beep(table)
        await table.press("f5")
        assert table.page == "compose"
        assert "There is nothing on the tape yet." in table.shown


# Words are never lost


async def test_a_draft_is_saved_shortly_after_a_change_and_home_resumes_it() -> None:
    record = memory()
    async with playing(record=record) as table:
        await _to_the_beep(table)
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
        await _to_the_beep(table)
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
            await _left(table)
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
        await _to_the_beep(table)
        await table.write("half a")
        await table.press("ctrl+c")
        assert "Ctrl+Q" in table.shown
        assert table.app.return_code is None
        assert table.words == "half a"


async def test_control_c_copies_what_is_marked() -> None:
    async with playing() as table:
        await _to_the_beep(table)
        await table.write("half a")
        await table.press("f7", "ctrl+c", "ctrl+c")
        assert table.app.clipboard == "half a"
        assert table.app.return_code is None
        assert "OSC 52" in table.shown


async def test_escape_goes_back_and_the_words_wait() -> None:
    async with playing() as table:
        await _to_the_beep(table)
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
        await _to_the_beep(table)
        await table.write("half a")
        await table.press("tab")
        assert table.page == "peek"
        assert "Judged on" in table.shown
        await table.press("tab")
        assert table.page == "compose"
        assert table.words == "half a"
        await table.press("x")
        assert table.words == "half ax"


async def test_starting_again_asks_only_when_much_would_go_and_can_be_undone() -> None:
    async with playing() as table:
        await _to_the_beep(table)
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
        await _left(table)
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
        await _to_the_beep(table)
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
        await _left(table)
        await table.press("y", "7", "0", "enter", "escape")
        await _to_the_beep(table)
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
            await _to_the_beep(table)
            await table.write("my secret words")
            await table.press("tab")

    with pytest.raises(ZeroDivisionError):
        await play()
    draft = record.draft()
    assert draft is not None
    assert draft.text == "my secret words"
    printed = capsys.readouterr()
    assert "secret" not in printed.out + printed.err


# Hostile text


@pytest.mark.parametrize(
    "text", ["[bold]x[/]", "\x1b[31mred\x1b[0m", "a\u202eb\u2066c", "\x00\x07\x9b", "[@click=app.quit]x[/]"]
)
async def test_pasted_text_is_inert_and_shown(text: str) -> None:
    async with playing() as table:
        await _to_the_beep(table)
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
        await _to_the_beep(table)
        table.app.post_message(events.Paste("word " * 10_000))
        await table.pilot.pause()
        assert len(table.words) == LONGEST
        assert "were left out" in table.said


async def test_an_endless_message_still_shows_its_fixes_at_once() -> None:
    async with playing(size=(80, 40)) as table:
        await _left(table, f"{MESSAGE} " * 20)
        await table.press("y", "5", "enter")
        assert "lines more; a shows all." in table.shown
        assert "Well done" in table.shown
        await table.press("a")
        assert "lines more" not in table.shown


async def test_a_paste_of_several_lines_keeps_them() -> None:
    async with playing() as table:
        await _to_the_beep(table)
        table.app.post_message(events.Paste("one\r\ntwo\rthree"))
        await table.pilot.pause()
        assert table.words == "one\ntwo\nthree"


# Windows


async def test_a_tiny_window_says_so_and_comes_back_with_the_words() -> None:
    async with playing() as table:
        await _to_the_beep(table)
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
        await _left(table)
        await table.press("y", "7", "0", "enter")
        for size in ((50, 20), (120, 40), (41, 13), (80, 24)):
            await table.pilot.resize_terminal(*size)
            await table.pilot.pause()
            assert "Deleted at" in table.shown


@pytest.mark.parametrize("name", ["dark", "light", "plain"])
async def test_every_theme_has_its_colours(name: ThemeWish) -> None:
    async with playing(theme=name) as table:
        await _left(table)
        await table.press("y", "7", "0", "enter")
        assert "✂" in table.shown


async def test_no_color_leaves_every_colour_to_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with playing(environ={"NO_COLOR": "1"}) as table:
        await _left(table)
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


# Help and filter


async def test_help_comes_over_a_page_and_goes_again() -> None:
    async with playing() as table:
        await _to_the_beep(table)
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
        await _left(table)
        await table.press("y", "7", "0", "enter", "c")
        line, _, words = table.app.clipboard.partition("\n\n")
        assert line.startswith("vmdojo ")
        assert "✂" in line
        assert line.endswith("ask 9")
        assert words.strip() == MESSAGE
        assert "OSC 52" in table.shown
