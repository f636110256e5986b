"""What is kept beside takes: once, in order, for good."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.coaching.happenings import AnyHappening, Disagreed, ExerciseDone, InboxCut, RealLife
from vmdojo.coaching.model import Attempt
from vmdojo.progress import Clock, Record, RecordClash
from vmdojo.progress.rows import happening_from, happening_row

Take = Callable[..., Attempt]
DONE = ExerciseDone(
    id="e1",
    ref="smaller-ask",
    at_ms=1_772_539_200_000,
    offset_minutes=60,
    kind="ask",
    hash="ab",
    judge="1.1.0",
    answer="Who plans the moves?",
    points=92.5,
    passed=True,
)
CUT = InboxCut(
    id="c1", ref="guilt-3", at_ms=1, set="guilt", hash="cd", judge="1.1.0", pressed_at=None, buyer_at=7.5, points=40.0
)
NO = Disagreed(id="d1", ref="take-1", at_ms=2, rule="tone.hedge", judge="1.1.0", note="That is how we talk here.")


def test_what_is_noted_is_there_after_a_restart_newest_first(folder: Path) -> None:
    with Record.open(folder) as record:
        assert [record.note(it) for it in (DONE, CUT, NO)] == [True, True, True]
    with Record.open(folder) as record:
        assert record.happenings() == [NO, CUT, DONE]
        assert record.happenings(InboxCut) == [CUT]
        assert record.happenings(ref="take-1") == [NO]
        assert record.happenings(limit=1) == [NO]


def test_twice_is_once_and_an_id_is_not_taken_over(folder: Path) -> None:
    with Record.open(folder) as record:
        assert record.note(DONE)
        assert not record.note(DONE)
        with pytest.raises(RecordClash):
            record.note(RealLife(id="e1", ref="take-1", at_ms=3, followed="called_back"))
        assert record.happenings() == [DONE]


def test_they_are_append_only(folder: Path) -> None:
    with Record.open(folder) as record:
        record.note(DONE)
    connection = sqlite3.connect(folder / "record.sqlite3")
    for change in ("UPDATE happenings SET body = ''", "DELETE FROM happenings"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(change)
    connection.close()


def test_an_exercise_makes_a_day_of_practice_and_a_disagreement_does_not(folder: Path) -> None:
    with Record.open(folder) as record:
        record.note(NO)
        assert record.days() == []
        record.note(DONE)
        assert record.days() == [date(2026, 3, 3)]


def test_a_type_of_tomorrow_is_left_out_and_said(folder: Path) -> None:
    with Record.open(folder) as record:
        record.note(CUT)
    connection = sqlite3.connect(folder / "record.sqlite3")
    body = '{"type": "dream", "id": "x", "ref": "y", "at_ms": 1}'
    connection.execute("INSERT INTO happenings VALUES (2, 'x', 'dream', 'y', 1, 0, ?)", (body,))
    connection.commit()
    connection.close()

    with Record.open(folder) as record:
        assert record.happenings() == [CUT]
        assert "cannot be read" in record.notices[-1]


def test_a_damaged_record_gives_them_back(folder: Path, clock: Clock, make_take: Take) -> None:
    with Record.open(folder) as record:
        record.note(DONE)
        for number in range(1, 30):
            record.add_attempt(make_take(number, text="word " * 1_500))
        record.add_attempt(make_take(40, source="today:2026-03-03", official=True))
        record.note(NO)
    path = folder / "record.sqlite3"
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xa5" * 4096
    path.write_bytes(data)

    with Record.open(folder, rescue=True, clock=clock) as record:
        assert record.happenings() == [NO, DONE]
        newest = record.attempts(limit=1)[0]
        assert (newest.source, newest.official) == ("today:2026-03-03", True)


@given(st.text(), st.text())
def test_any_words_come_back_as_they_were(answer: str, note: str) -> None:
    told: list[AnyHappening] = [
        ExerciseDone(
            id="e", ref="r", at_ms=1, kind="repair", hash="", judge="", answer=answer, points=1.0, passed=False
        ),
        Disagreed(id="d", ref="r", at_ms=1, rule="x", judge="", quote=answer, note=note),
    ]

    assert [happening_from((happening_row(it)["body"],)) for it in told] == told
