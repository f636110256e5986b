"""The pages of the Inbox: nothing can be read ahead, the cut is compared, one's own are kept."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.content import Content

from rounds.test_inbox import BAD, GOOD, SET
from tui.sample import library, memory
from tui.table import Table
from vmdojo.coaching.happenings import InboxCut
from vmdojo.grading import load_rubric
from vmdojo.progress import Record
from vmdojo.rounds.inbox import InboxRun
from vmdojo.rounds.inbox_yours import Yours
from vmdojo.scenarios import load_library
from vmdojo.scenarios.inbox_library import load_inbox
from vmdojo.tui.app import Dojo
from vmdojo.tui.inbox import page as draw
from vmdojo.tui.inbox.add import InboxAdd
from vmdojo.tui.inbox.listen import InboxListen
from vmdojo.tui.settings import Settings


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmdojo.tui.inbox.verdict.SETTLE", 0.0)


@asynccontextmanager
async def inbox(
    record: Record | None = None, *, still: bool = True, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Table]:
    app = Dojo(
        record=record or memory(),
        library=library(),
        rubric=load_rubric,
        settings=Settings(theme="dark", still=still),
        environ={},
    )
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        table = Table(app, pilot)
        await table.press("i")
        yield table


async def test_a_set_from_the_list_to_the_comparison() -> None:
    record = memory()
    async with inbox(record) as table:
        assert table.page == "inbox"
        assert "You are the buyer." in table.said
        await table.press("enter")
        assert table.page == "inbox_listen"
        assert "You are Petra Amadi" in table.said
        await table.press("d")
        assert table.page == "inbox_listen"  # nothing has sounded yet
        await table.press("space")
        assert "Hello there," in table.said
        assert "wonderful" not in table.said
        assert "Kenny" not in table.said
        await table.press("space", "space", "d")
        assert table.page == "inbox_verdict"
        assert "You deleted it at" in table.said
        assert "Kenny Stroud, Panwise" in table.said
        assert "how near" in table.said
        assert len(record.happenings(InboxCut)) == 1
        await table.press("enter")
        assert "Message 2 of 8" in table.said
        await table.press("escape")
        assert "1 of 8 heard" in table.said
        await table.press("enter")
        assert "Message 2 of 8" in table.said


async def test_time_plays_and_space_stops_it() -> None:
    now = [100.0]
    async with inbox(still=False) as table:
        await table.press("enter")
        page = table.app.screen
        assert isinstance(page, InboxListen)
        page._now = lambda: now[0]
        await table.press("space")
        now[0] += 3.0
        page.look()
        await table.pilot.pause()
        assert "0:03" in table.shown
        assert "I hope you're having" in table.said
        assert "week" not in table.said
        await table.press("right", "space")
        assert "1.25 times" in table.said
        now[0] += 60.0
        page.look()
        assert "0:03" in table.shown
        await table.press("space")
        now[0] += 60.0
        page.look()
        await table.pilot.pause()
        assert "What becomes of it?" in table.said
        await table.press("r")
        assert "You answered it." in table.said


async def test_one_of_ones_own_is_typed_kept_heard_and_taken_away(tmp_path: Path) -> None:
    async with inbox() as table:
        await table.press("a", *"Bob")
        assert table.page == "inbox_add"
        await table.press("escape", "a", "tab")
        page = table.app.screen
        assert isinstance(page, InboxAdd)
        assert page.begun.caller == "Bob"  # what was begun is there again
        page.editor.insert("Hi, we do [bold]roofs[/].")
        await table.press("f2", "f5")
        assert table.page == "inbox"
        (one,) = Yours(tmp_path).messages()
        assert (one.caller, one.did, one.text) == ("Bob", "let_go", "Hi, we do [bold]roofs[/].")
        await table.press("end", "enter")
        assert table.page == "inbox_yours"
        await table.press("enter", "space", "space")
        assert "[bold]roofs[/]" in table.said
        await table.press("escape", "x", "y")
        assert Yours(tmp_path).messages() == ()


async def test_nothing_is_kept_without_words() -> None:
    async with inbox() as table:
        await table.press("a", "f5")
        assert table.page == "inbox_add"
        assert "There are no words to keep." in table.said


def _run(record: Record) -> InboxRun:
    return InboxRun.open(SET, None, rubric=load_rubric(), record=record)


def _fits(lines: Sequence[Content], width: int) -> None:
    for line in lines:
        assert line.cell_length <= width, line.plain


@pytest.mark.parametrize("width", [38, 48, 66, 78])
def test_every_page_fits_its_width(width: int) -> None:
    run = _run(memory())
    _fits([draw.head(run, width), *draw.card(run, width)], width)
    run.play(0.0)
    _fits(draw.playing(run, 4.0, width), width)
    run.delete(4.0)
    _fits(draw.verdict(run, width), width)
    run.next()
    run.play(0.0)
    run.tick(99.0)
    run.choose("kept")
    _fits(draw.verdict(run, width), width)
    run.next()
    _fits(draw.over(run, width), width)


def test_a_voicemail_with_an_escape_in_it_is_shown_inert() -> None:
    run = _run(memory())
    run.play(0.0)
    assert "\x1b" not in "".join(line.plain for line in draw.playing(run, 3.0, 78))
    assert BAD.startswith(draw.heard(run.hearing, 3.0).plain)
    assert draw.heard(run.hearing, run.seconds).plain == BAD
    assert GOOD not in draw.heard(run.hearing, run.seconds).plain


def test_the_card_of_every_set_fits_the_design_size() -> None:
    library_ = load_library()
    for set_ in load_inbox().sets:
        scenario = library_.get(set_.scenario) if set_.scenario else None
        run = InboxRun.open(set_, scenario, rubric=load_rubric(), record=memory())
        assert len(draw.card(run, 78)) <= 19, set_.id
