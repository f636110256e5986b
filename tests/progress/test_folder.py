from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from vmdojo.coaching.model import Attempt
from vmdojo.progress import Record, RecordFolderError, data_folder

Take = Callable[..., Attempt]


def test_vmdojo_home_overrides_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path / "dojo"))

    assert data_folder() == tmp_path / "dojo"
    with Record.open() as record:
        assert record.path == tmp_path / "dojo" / "record.sqlite3"


def test_an_empty_vmdojo_home_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMDOJO_HOME", "  ")

    assert data_folder().name == "vmdojo"


def test_a_tilde_that_no_shell_expanded_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("VMDOJO_HOME", "~/dojo")

    assert data_folder() == tmp_path / "dojo"
    with Record.open(Path("~/elsewhere")) as record:
        assert record.path == tmp_path / "elsewhere" / "record.sqlite3"


def test_a_relative_home_counts_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VMDOJO_HOME", "dojo")

    assert data_folder() == tmp_path / "dojo"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes up a home folder for any name")
def test_the_home_of_nobody_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMDOJO_HOME", "~nobody-of-that-name/dojo")

    with pytest.raises(RecordFolderError, match="cannot be found"):
        data_folder()


def test_a_path_that_does_not_exist_is_made(tmp_path: Path, make_take: Take) -> None:
    deep = tmp_path / "one" / "two" / "três 100% #1&mode=rw"
    for number in (1, 2):
        with Record.open(deep) as record:
            record.add_attempt(make_take(number))
            assert record.count() == number

    assert (deep / "record.sqlite3").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file name is Unicode")
def test_a_name_that_is_no_unicode(tmp_path: Path, make_take: Take) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9?")
    for number in (1, 2):
        with Record.open(odd) as record:
            record.add_attempt(make_take(number))
            assert record.count() == number


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_the_folder_is_its_owners_alone(folder: Path) -> None:
    Record.open(folder).close()

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_is_a_file_is_a_sentence_and_stays(tmp_path: Path) -> None:
    file = tmp_path / "data"
    file.write_text("my notes", encoding="utf-8")

    with pytest.raises(RecordFolderError, match="a file of that name is in the way") as caught:
        Record.open(file)
    with pytest.raises(RecordFolderError, match="a file of that name is in the way"):
        Record.open(file / "below")

    assert "VMDOJO_HOME" in caught.value.next_step
    assert file.read_text(encoding="utf-8") == "my notes"


def test_a_path_with_a_nul_or_an_endless_name_is_a_sentence(tmp_path: Path) -> None:
    for name in ("a\0b", "x" * 5_000):
        with pytest.raises(RecordFolderError, match="cannot be used"):
            Record.open(tmp_path / name)


def test_a_hostile_name_is_shown_inert(tmp_path: Path) -> None:
    file = tmp_path / "da\x1b[31mta\u202e"
    file.write_text("", encoding="utf-8")

    with pytest.raises(RecordFolderError) as caught:
        Record.open(file)

    assert "\x1b" not in str(caught.value)
    assert "\u202e" not in str(caught.value)
    assert "\\x1b[31m" in str(caught.value)
