from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmdojo.coaching.model import Attempt
from vmdojo.progress import Draft, Record, RecordClash, RecordError
from vmdojo.progress.rows import pack_struct, unpack_struct
from vmdojo.scenarios.model import Plan

Take = Callable[..., Attempt]
Sketch = Callable[..., Draft]

# Everything that a str can hold: lone surrogates, NUL, control and bidi characters included.
anything = st.text(st.characters(exclude_categories=()))


@pytest.fixture
def record(folder: Path) -> Iterator[Record]:
    with Record.open(folder) as record:
        yield record


def test_an_attempt_comes_back_as_it_was_on_the_next_start(folder: Path, make_take: Take) -> None:
    attempt = make_take(1)
    with Record.open(folder) as record:
        assert record.add_attempt(attempt) is True

    with Record.open(folder) as record:
        assert record.attempts() == [attempt]
        assert record.attempt(attempt.id) == attempt
        assert record.notices == ()


@pytest.mark.parametrize(
    "text",
    [
        "\ud800",
        "a\udfffb\ud800",
        "nul\0in the middle",
        "\x1b[31m\x07\x9b",
        "\u202eback\u2069",
        "\r\n\x85\u2028",
        "",
        "🎈",
    ],
)
def test_any_text_comes_back_the_same(record: Record, make_take: Take, make_draft: Sketch, text: str) -> None:
    attempt = make_take(1, text=text, plan=Plan(text=text))
    draft = make_draft(text, plan=Plan(text=text))

    record.add_attempt(attempt)
    record.save_draft(draft)

    assert record.attempts() == [attempt]
    assert record.draft() == draft


def test_a_grade_that_quotes_a_lone_surrogate_comes_back_the_same(record: Record, make_take: Take) -> None:
    plain = make_take(1)
    grade = json.loads(pack_struct(plain.grade))
    grade["findings"][0]["quote"] = "\ud83d"
    attempt = make_take(1, text="\ud83d", grade=unpack_struct(json.dumps(grade), type(plain.grade)))
    assert attempt.grade.findings[0].quote == "\ud83d"

    record.add_attempt(attempt)

    assert record.attempts() == [attempt]


@given(anything, anything)
def test_whatever_a_str_holds_survives_the_record(text: str, plan: str) -> None:
    draft = Draft("any", "ab", "compose", Plan(text=plan), text, 1, 2)
    with Record.in_memory() as record:
        record.save_draft(draft)

        assert record.draft() == draft


def test_the_same_attempt_twice_is_once(record: Record, make_take: Take) -> None:
    assert record.add_attempt(make_take(1)) is True
    assert record.add_attempt(make_take(1)) is False
    assert record.count() == 1


def test_another_attempt_of_the_same_id_is_refused_and_changes_nothing(record: Record, make_take: Take) -> None:
    first, second = make_take(1), make_take(1, text="Other words.")
    record.add_attempt(first)

    with pytest.raises(RecordClash, match="already recorded"):
        record.add_attempt(second)

    assert record.attempts() == [first]


def test_order_is_the_order_of_recording_whatever_the_clock_says(record: Record, make_take: Take) -> None:
    for number, left in [(9, 5_000), (3, 1_000), (7, 9_000), (1, -4_000)]:
        record.add_attempt(make_take(number, left_ms=left))

    assert [a.left_ms for a in record.attempts()] == [-4_000, 9_000, 1_000, 5_000]
    assert [a.left_ms for a in record.attempts(limit=2)] == [-4_000, 9_000]
    assert record.attempts(limit=0) == []


def test_attempts_of_one_scenario_its_best_and_all_bests(record: Record, make_take: Take) -> None:
    for number in (10, 30, 20):
        record.add_attempt(make_take(number))
    other = make_take(5, scenario="roof")
    record.add_attempt(other)
    tie = make_take(80)
    record.add_attempt(tie)

    assert record.best("second-cold-store") == 80.0
    assert record.best("nobody") is None
    assert record.bests() == {"second-cold-store": 80.0, "roof": 55.0}
    assert record.attempts(scenario="roof") == [other]
    assert record.count(scenario="second-cold-store") == 4
    assert record.count() == 5
    assert record.best_attempt("second-cold-store") == make_take(30), "of equal totals the older one"
    assert record.best_attempt("nobody") is None


def test_days_are_those_of_the_player(record: Record, make_take: Take) -> None:
    late = 1_772_580_600_000  # 3 March 2026, 23:30 UTC
    record.add_attempt(make_take(1, left_ms=late, offset_minutes=0))
    record.add_attempt(make_take(2, left_ms=late, offset_minutes=60))
    record.add_attempt(make_take(3, left_ms=late + 1, offset_minutes=60))
    record.add_attempt(make_take(4, left_ms=late, offset_minutes=-24 * 60))
    for number, wild in enumerate((-(2**60), 2**60, -62_200_000_000_000), start=5):
        record.add_attempt(make_take(number, left_ms=wild))

    assert record.days() == [date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4)]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE attempts SET total = 100",
        "UPDATE attempts SET text = 'kinder words' WHERE place = 1",
        "DELETE FROM attempts",
        "INSERT OR REPLACE INTO attempts SELECT * FROM attempts",
        "REPLACE INTO attempts (id, scenario, scenario_hash, judge, total, opened_ms, left_ms, offset_minutes, plan,"
        " text, grade) SELECT id, 's', 'h', 'j', 100, 1, 1, 1, 'p', 't', 'g' FROM attempts",
    ],
)
def test_attempts_are_append_only(folder: Path, make_take: Take, sql: str) -> None:
    with Record.open(folder) as record:
        record.add_attempt(make_take(1))
    raw = sqlite3.connect(folder / "record.sqlite3")

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(sql)

    raw.close()
    with Record.open(folder) as record:
        assert record.attempts() == [make_take(1)]


def test_a_draft_is_one_for_a_scenario_and_the_latest_saved_comes_first(record: Record, make_draft: Sketch) -> None:
    record.save_draft(make_draft("one", saved_ms=900))
    record.save_draft(make_draft("two", scenario="roof", saved_ms=800))
    assert record.draft() == make_draft("two", scenario="roof", saved_ms=800)

    record.save_draft(make_draft("one and more", saved_ms=100))

    assert [d.text for d in record.drafts()] == ["one and more", "two"]
    assert record.draft("roof") == make_draft("two", scenario="roof", saved_ms=800)
    assert record.draft("nobody") is None


def test_clearing_the_latest_draft_or_one_by_name(record: Record, make_draft: Sketch) -> None:
    for name in ("a", "b", "c"):
        record.save_draft(make_draft(scenario=name))

    record.clear_draft("a")
    record.clear_draft()
    record.clear_draft("never-there")

    assert [d.scenario for d in record.drafts()] == ["b"]
    record.clear_draft()
    record.clear_draft()
    assert record.draft() is None


def test_recording_clears_the_draft_of_that_scenario_alone(record: Record, make_take: Take, make_draft: Sketch) -> None:
    record.save_draft(make_draft())
    record.save_draft(make_draft(scenario="roof"))
    record.add_attempt(make_take(1))
    assert [d.scenario for d in record.drafts()] == ["roof"]

    record.save_draft(make_draft())
    record.add_attempt(make_take(2), keep_draft=True)
    assert record.draft() == make_draft()
    record.add_attempt(make_take(2))
    assert [d.scenario for d in record.drafts()] == ["roof"]


def test_a_clash_keeps_the_draft(record: Record, make_take: Take, make_draft: Sketch) -> None:
    record.add_attempt(make_take(1))
    record.save_draft(make_draft())

    with pytest.raises(RecordClash):
        record.add_attempt(make_take(1, text="Other words."))

    assert record.draft() == make_draft()


def test_an_entry_that_cannot_be_read_is_left_out_and_told_once(folder: Path, make_take: Take) -> None:
    with Record.open(folder) as record:
        for number in (1, 2, 3):
            record.add_attempt(make_take(number))
    raw = sqlite3.connect(folder / "record.sqlite3")
    raw.execute("DROP TRIGGER attempts_are_never_changed")
    raw.execute("UPDATE attempts SET grade = '{\"total\":' WHERE place = 2")
    raw.commit()
    raw.close()

    with Record.open(folder) as record:
        assert record.attempts() == [make_take(3), make_take(1)]
        assert record.attempts() == [make_take(3), make_take(1)]
        assert record.count() == 3
        assert len(record.notices) == 1
        assert make_take(2).id in record.notices[0]


def test_a_record_in_memory_plays_along_and_says_so(make_take: Take, make_draft: Sketch) -> None:
    with Record.in_memory("The disk is full.") as record:
        record.add_attempt(make_take(1))
        record.save_draft(make_draft())

        assert record.attempts() == [make_take(1)]
        assert record.draft() == make_draft()
        assert record.path is None
        assert record.notices[0] == "The disk is full."
        assert "not kept" in record.notices[1]


def test_what_no_column_can_hold_is_a_sentence(record: Record, make_take: Take) -> None:
    for wild in (make_take(1, left_ms=2**70), make_take(2, scenario="\ud800")):
        with pytest.raises(RecordError, match="did not take that"):
            record.add_attempt(wild)
    with pytest.raises(RecordError, match="did not take that"):
        record.attempts(scenario="\udcff")

    assert record.count() == 0


def test_threads_share_one_record(record: Record, make_take: Take, make_draft: Sketch) -> None:
    failures: list[BaseException] = []

    def work(first: int) -> None:
        try:
            for number in range(first, first + 20):
                record.save_draft(make_draft(f"draft {number}"))
                record.add_attempt(make_take(number))
        except BaseException as failure:
            failures.append(failure)
            raise

    threads = [threading.Thread(target=work, args=(first,)) for first in (100, 200, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert record.count() == 60


def test_two_records_on_one_file_see_each_other(folder: Path, make_take: Take) -> None:
    with Record.open(folder) as one, Record.open(folder) as other:
        one.add_attempt(make_take(1))
        other.add_attempt(make_take(2))

        assert one.attempts() == other.attempts() == [make_take(2), make_take(1)]


def test_many_first_starts_at_once_make_one_record(folder: Path, make_take: Take) -> None:
    gate = threading.Barrier(6)
    failures: list[BaseException] = []

    def start(number: int) -> None:
        gate.wait()
        try:
            with Record.open(folder) as record:
                record.add_attempt(make_take(number))
        except BaseException as failure:
            failures.append(failure)
            raise

    threads = [threading.Thread(target=start, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with Record.open(folder) as record:
        assert record.count() == 6


def test_closing_twice_is_fine_and_using_it_afterwards_is_a_sentence(folder: Path) -> None:
    record = Record.open(folder)
    record.close()
    record.close()

    with pytest.raises(Exception, match="did not take that"):
        record.attempts()
