from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from vmdojo.coaching.model import Attempt
from vmdojo.progress import Clock, Record, RecordDamaged, RecordError, RecordFull, RecordNewer
from vmdojo.progress.migrate import Migration, migrate, shipped, statements

Take = Callable[..., Attempt]
LAST = shipped()[-1].number
NEXT = LAST + 1
PENDING = Migration(NEXT, "next", "ALTER TABLE drafts ADD COLUMN mood TEXT;\nCREATE TABLE belts (name TEXT);\n")


def connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


@pytest.fixture
def path(folder: Path, make_take: Take) -> Path:
    """A record with one take in it."""
    with Record.open(folder) as record:
        record.add_attempt(make_take(1))
    return folder / "record.sqlite3"


def test_shipped_migrations_are_never_edited() -> None:
    # A record out there has been through these very files. A change of the tables is a new file and a new line here.
    digests = {m.number: hashlib.sha256(m.sql.encode("utf-8")).hexdigest()[:16] for m in shipped()}

    assert digests == {1: "ef112d92bc6fa4cc", 2: "674405e04946bf25", 3: "b03971d8d0fd93a9"}


def test_each_migration_is_recorded(path: Path) -> None:
    connection = connect(path)

    assert connection.execute("SELECT number, name FROM migrations").fetchall() == [
        (1, "first"),
        (2, "happenings"),
        (3, "draft_sources"),
    ]
    connection.close()


def test_a_pending_migration_is_applied_once_with_a_copy_from_before(path: Path, clock: Clock, make_take: Take) -> None:
    known = (*shipped(), PENDING)
    connection = connect(path)

    backup = migrate(connection, path, clock, known)
    again = migrate(connection, path, clock, known)

    assert connection.execute("SELECT number FROM migrations ORDER BY number").fetchall() == [
        (n,) for n in range(1, NEXT + 1)
    ]
    assert connection.execute("SELECT mood FROM drafts").fetchall() == []
    connection.close()
    assert backup == path.with_name(f"record-before-{NEXT:04d}-20260303-120000.sqlite3")
    assert again is None
    copy = connect(backup)
    assert copy.execute("SELECT max(number) FROM migrations").fetchone() == (LAST,)
    assert copy.execute("SELECT id FROM attempts").fetchall() == [(make_take(1).id,)]
    copy.close()
    assert sorted(p.name for p in path.parent.iterdir()) == [backup.name, path.name]


def test_a_record_of_the_first_tables_keeps_its_takes(path: Path, folder: Path, make_take: Take) -> None:
    before = folder.parent / "before"
    before.mkdir()
    connection = connect(before / "record.sqlite3")
    for migration in shipped()[:1]:
        connection.executescript(migration.sql)
        connection.execute("INSERT INTO migrations VALUES (?, ?, 1, '0.1.0')", (migration.number, migration.name))
    connection.execute("ATTACH ? AS new", (str(path),))
    columns = [row[1] for row in connection.execute("PRAGMA main.table_info(attempts)")]
    names = ", ".join(columns)
    connection.execute(f"INSERT INTO main.attempts ({names}) SELECT {names} FROM new.attempts")
    connection.close()

    with Record.open(before) as record:
        assert record.attempts() == [make_take(1)]


def test_a_new_record_is_not_copied(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "record.sqlite3"
    connection = connect(path)

    assert migrate(connection, path, clock, (*shipped(), PENDING)) is None

    connection.close()
    assert list(tmp_path.iterdir()) == [path]


def test_a_migration_that_fails_leaves_the_record_as_it_was(path: Path, clock: Clock) -> None:
    broken = Migration(NEXT, "broken", "CREATE TABLE belts (name TEXT);\nINSERT INTO nowhere VALUES (1);\n")
    connection = connect(path)

    with pytest.raises(RecordError, match="could not be brought up to date") as caught:
        migrate(connection, path, clock, (*shipped(), broken))

    assert "A copy from before is at" in caught.value.next_step
    assert connection.execute("SELECT max(number) FROM migrations").fetchone() == (LAST,)
    assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'belts'").fetchone() is None
    connection.close()
    with Record.open(path.parent) as record:
        assert record.count() == 1


def test_a_migration_on_a_full_disk_says_full(path: Path, clock: Clock) -> None:
    connection = connect(path)
    connection.execute("PRAGMA max_page_count = 1")

    with pytest.raises(RecordFull):
        migrate(connection, path, clock, (*shipped(), PENDING))

    connection.close()


def test_copies_of_one_second_do_not_overwrite_each_other(path: Path, clock: Clock) -> None:
    for number in (NEXT, NEXT + 1):
        if number == NEXT + 1:
            path.with_name(f"record-before-{NEXT + 1:04d}-20260303-120000.sqlite3").write_bytes(b"mine")
        connection = connect(path)
        known = tuple(Migration(n, "more", f"CREATE TABLE t{n} (x);") for n in range(NEXT, number + 1))
        migrate(connection, path, clock, (*shipped(), *known))
        connection.close()

    assert path.with_name(f"record-before-{NEXT + 1:04d}-20260303-120000.sqlite3").read_bytes() == b"mine"
    assert path.with_name(f"record-before-{NEXT + 1:04d}-20260303-120000-2.sqlite3").exists()


@pytest.mark.parametrize("rescue", [False, True])
def test_a_record_of_a_newer_vmdojo_is_refused_and_left_untouched(path: Path, rescue: bool) -> None:
    connection = connect(path)
    connection.execute("INSERT INTO migrations VALUES (999, 'of_tomorrow', 1, '9.0')")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(RecordNewer, match="newer vmdojo") as caught:
        Record.open(path.parent, rescue=rescue)

    assert "Install the newest vmdojo" in caught.value.next_step
    assert path.read_bytes() == before
    assert {p.name for p in path.parent.iterdir()} <= {path.name + end for end in ("", "-wal", "-shm")}


def test_a_database_of_another_program_is_refused_and_left_untouched(folder: Path) -> None:
    folder.mkdir()
    path = folder / "record.sqlite3"
    connection = connect(path)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(RecordDamaged, match="not a record of vmdojo"):
        Record.open(folder)

    assert path.read_bytes() == before


def test_statements_keep_a_trigger_whole_and_quotes_and_comments_too() -> None:
    script = (
        "-- first; a comment\nCREATE TABLE a (x);\n"
        "CREATE TRIGGER t BEFORE DELETE ON a\nBEGIN\n    SELECT 1;\n    SELECT 2;\nEND;\n"
        "INSERT INTO a VALUES ('one; two');\nSELECT 1"
    )

    parts = list(statements(script))

    assert "".join(parts) == script
    assert [p.split()[0] for p in parts] == ["--", "CREATE", "INSERT", "SELECT"]
    assert parts[1].count("SELECT") == 2
