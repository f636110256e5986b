"""A whole round played by keys, and hanging up."""

from __future__ import annotations

import pytest

from tui.sample import INES, MESSAGE, memory, scenario
from tui.table import left_words, playing, to_the_beep

GOOD = (
    "Hi Dana, Luis Ortega at Coldway. I saw Reno opens in March. One question, who plans trailer moves today? 555-0148."
)


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
        await to_the_beep(table)
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
        await left_words(table)
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
        await left_words(table)
        await table.press("y", "1", "0", "0", "backspace", "backspace", "backspace", "9", "5", "enter")
        assert "you said: yes, 95" in table.shown


async def test_again_keeps_the_words_and_tells_the_change() -> None:
    async with playing() as table:
        await left_words(table)
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
        await left_words(table)
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
        await left_words(table)
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
        await left_words(table)
        await table.press("y", "7", "0", "enter", "s")
        line = next(line for line in table.shown.splitlines() if "A strong version" in line)
        assert line.index("Yours") < line.index("A strong version")


async def test_the_buyer_listens_and_any_key_goes_on() -> None:
    async with playing(still=False) as table:
        await left_words(table)
        await table.press("y", "7", "0", "enter")
        assert table.page == "listen"
        assert "Dana listens." in table.shown
        await table.press("x")
        assert table.page == "verdict"


async def test_the_listening_comes_to_its_end_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmdojo.tui.listen.screen.SPEED", 500.0)
    monkeypatch.setattr("vmdojo.tui.listen.screen.LINGER", 0.3)
    async with playing(still=False) as table:
        await left_words(table)
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
        await left_words(table)
        await table.press("y", "7", "0", "enter", "enter", "enter")
        assert table.page == "verdict"


async def test_a_round_taken_up_says_so_once() -> None:
    record = memory()
    async with playing(record=record) as table:
        await to_the_beep(table)
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
        await to_the_beep(table)
        await table.press("f5")
        assert table.page == "compose"
        assert "There is nothing on the tape yet." in table.shown
