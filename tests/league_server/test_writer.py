"""The one thread that writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from vmdojo.league.server.writer import Closed, Job, Writer


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    connection = sqlite3.connect(tmp_path / "it.db", isolation_level=None, check_same_thread=False, timeout=0.1)
    connection.execute("CREATE TABLE it (n INTEGER UNIQUE)")
    return Writer(connection)


def put(n: int) -> Job[int]:
    """A job that adds one row; it gives their number."""
    return lambda connection: connection.execute("INSERT INTO it VALUES (?)", (n,)).rowcount


def kept(tmp_path: Path) -> list[int]:
    connection = sqlite3.connect(tmp_path / "it.db")
    try:
        return [n for (n,) in connection.execute("SELECT n FROM it ORDER BY n")]
    finally:
        connection.close()


def test_a_job_that_fails_is_undone_alone(writer: Writer, tmp_path: Path) -> None:
    def twice(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO it VALUES (50)")
        connection.execute("INSERT INTO it VALUES (50)")

    jobs = [writer.submit(put(n)) for n in range(40)]
    bad = writer.submit(twice)
    jobs += [writer.submit(put(n)) for n in range(60, 80)]

    assert {job.result(10) for job in jobs} == {1}
    with pytest.raises(sqlite3.IntegrityError):
        bad.result(10)
    assert kept(tmp_path) == [*range(40), *range(60, 80)]
    writer.close()


def test_what_is_answered_is_on_the_disk(writer: Writer, tmp_path: Path) -> None:
    writer.submit(put(1)).result(10)

    assert kept(tmp_path) == [1]
    writer.close()


def test_closing_finishes_what_waits_and_takes_no_more(writer: Writer, tmp_path: Path) -> None:
    waiting = [writer.submit(put(n)) for n in range(9)]
    writer.close()

    assert [one.result(0) for one in waiting] == [1] * 9
    assert kept(tmp_path) == list(range(9))
    with pytest.raises(Closed):
        writer.submit(put(3))


def test_a_group_that_the_disk_refuses_is_told_to_everyone_in_it(writer: Writer, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "it.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    job = writer.submit(put(1))

    with pytest.raises(sqlite3.OperationalError):
        job.result(20)
    other.execute("ROLLBACK")
    other.close()
    writer.submit(put(2)).result(10)
    assert kept(tmp_path) == [2]
    writer.close()
