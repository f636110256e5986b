"""What strangers stumbled over when they first played."""

from __future__ import annotations

import msgspec

from tui.sample import INES, MESSAGE, HandCoach, HandJudge, memory, scenario
from tui.table import Table, playing
from vmdojo.grading import load_rubric
from vmdojo.grading.model import Cap, Finding
from vmdojo.rounds import Round
from vmdojo.tui.dossier.page import condensed
from vmdojo.tui.verdict import page as draw
from vmdojo.tui.verdict.findings import by_place


async def _left(table: Table) -> None:
    await table.press("enter")
    await table.write(MESSAGE)
    await table.press("f5")


async def test_a_strong_version_is_not_held_down_as_a_copy_of_itself() -> None:
    async with playing(start=scenario(), judge="real") as table:
        one = scenario()
        for strong in one.strong:
            assert table.app.hand.measure(one, strong).total > 50


async def test_escape_in_the_findings_and_the_strong_version_goes_back_before_it_goes_home() -> None:
    async with playing(start=scenario()) as table:
        await _left(table)
        await table.press("y", "7", "0", "enter")
        for key in ("a", "s"):
            await table.press(key)
            assert "Esc back" in table.shown
            await table.press("escape")
            assert table.page == "verdict"
            assert "Well done" in table.shown
            assert "Esc home" in table.shown
        await table.press("escape")
        assert table.page == "home"


async def test_a_plan_being_written_shows_and_outlives_escape() -> None:
    async with playing(start=scenario()) as table:
        await table.press("p", *"Reno")
        assert "you are writing it" in table.shown
        assert "Enter keep it   Esc back" in table.shown
        assert "hear the beep" not in table.shown
        await table.press("f1")
        assert table.shown.startswith(" In a line of text")
        await table.press("escape", "escape")
        assert "hear the beep" in table.shown
        assert "Reno" in table.shown
        await table.press("enter")
        assert "Plan       Reno" in table.shown


async def test_the_dossier_says_how_to_read_on_only_while_there_is_more() -> None:
    async with playing(start=scenario()) as table:
        assert "You have" in table.shown
        assert "Number" in table.shown
        assert "PgDn more" in table.shown
        await table.press("end")
        assert "PgDn more" not in table.shown


async def test_a_new_search_begins_empty_and_the_footer_says_how_to_leave_it() -> None:
    async with playing() as table:
        await table.press("b", "slash", *"dana", "enter")
        assert table.page == "dossier"
        await table.press("escape", "slash", *"mei")
        assert "1 of 4" in table.shown
        assert "Esc end the search" in table.shown


async def test_before_the_verdict_one_may_go_back_and_is_told_what_is_missing() -> None:
    async with playing(start=scenario()) as table:
        await _left(table)
        await table.press("enter")
        assert "y or n" in table.said
        await table.press("y", "enter")
        assert "Now your guess" in table.said
        await table.press("5", "5", "0")
        assert "55_" in table.shown
        assert "A total goes up to 100." in table.said
        await table.press("escape")
        assert table.page == "compose"
        assert table.words == MESSAGE


async def test_one_can_hang_up_after_the_beep_and_the_notice_names_the_key() -> None:
    async with playing(start=scenario(INES), judge="real") as table:
        await table.press("enter", "f5")
        assert "F8 hangs up" in table.said
        await table.press("f8", "y")
        assert table.page == "verdict"
        assert "you hung up" in table.shown
        assert "And now" in table.shown
        assert "email on Thursday" in table.said
        assert "to begin with" not in table.shown
        assert "a all" not in table.shown


def test_while_writing_the_greeting_is_whole_and_a_secret_is_marked() -> None:
    one = scenario()
    told = " ".join(" ".join(line.plain for line in condensed(one, 78, 13)).split())
    assert one.buyer.greeting in told
    assert "The one-page dock plan that a Boise distributor used" in told
    assert "left this year (not to say)" in told
    small = " ".join(" ".join(line.plain for line in condensed(one, 48, 8)).split())
    assert one.buyer.greeting in small


def test_only_a_ceiling_that_binds_gives_its_number() -> None:
    round_ = Round.begin(
        scenario(), rubric=load_rubric(), record=memory(), judge=HandJudge(), coach=HandCoach(), dossier_seen=True
    )
    round_.write(MESSAGE)
    round_.leave()
    grade = round_.predict(True, 70).grade
    both = msgspec.structs.replace(grade, caps=(*grade.caps, Cap("x", 60.0, "A reason so long that it wraps. " * 4)))
    lines = [line.plain for line in draw.caps(both, 78)]
    assert lines[0].startswith("Held at 45 ")
    assert lines[1].startswith("Also ")
    assert "60" not in " ".join(lines)
    assert not any("…" in line for line in lines)


def _finding(rule: str, start: int, end: int, points: float) -> Finding:
    return Finding(rule, "tone", "fault", start, end, "x", points, "why", "fix")


def test_findings_that_only_repeat_are_left_out_and_signs_follow_the_words() -> None:
    found = by_place(
        [
            _finding("a", 0, 30, -5.0),
            _finding("b", 3, 9, -2.0),
            _finding("b", 40, 44, 0.0),
            _finding("c", 4, 8, 0.0),
            _finding("d", 50, 54, 0.0),
        ]
    )
    assert [(sign, finding.rule) for sign, finding in found] == [("1", "b"), ("2", "a"), ("3", "d")]


def test_a_wrong_message_is_told_why_once() -> None:
    one = scenario(INES)
    round_ = Round.begin(one, rubric=load_rubric(), record=memory(), dossier_seen=True)
    round_.write("Hi Ines, I sell filters.")
    round_.leave()
    verdict = round_.predict(True, 70)
    assert one.right_move is not None
    told = [*draw.right_move(one, 200), *draw.caps(verdict.grade, 200, told={one.right_move.why})]
    told += draw.advice(draw.advised(verdict, one), 200)
    page = " ".join(" ".join(line.plain for line in told).split())
    assert page.count(one.right_move.why) == 1
