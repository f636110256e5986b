"""A record in a player's own hands: played, shown, exported, taken in elsewhere, verified, certified, set aside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.cases import Done, run
from vmdojo.cli.console import Refusal
from vmdojo.cli.own_record import write_file

ROUND = "\nHi, Luis Ortega at Coldway. Who plans it today? My page is in your inbox. 555-0148.\n\nyes\n60\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A record with today's take and one take of practice."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path / "one"))
    assert run(monkeypatch, ("today", "--plain"), f"{ROUND}quit\n".encode()).code == 0
    assert run(monkeypatch, ("play", "second-cold-store", "--plain"), f"{ROUND}quit\n".encode()).code == 0
    return tmp_path


def test_a_record_goes_to_another_machine_and_is_the_same_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def vmdojo(*arguments: str, stdin: bytes = b"") -> Done:
        done = run(monkeypatch, arguments, stdin)
        assert done.code == 0, done
        return done

    line = vmdojo("today", "--line").stdout
    assert line.startswith("vmdojo ")
    shown = json.loads(vmdojo("progress", "show", "--json").stdout)
    assert shown["attempts"] == 2
    assert shown["path"]["belt"] == "white"
    assert [take["official"] for take in shown["last"]] == [False, True]
    assert "Yellow: " in vmdojo("progress", "show").stdout
    verified = json.loads(vmdojo("progress", "verify", "--json").stdout)
    assert verified["found"] == {"same": 2}
    assert verified["vouches_for_the_person"] is False
    vmdojo("progress", "export", "all.json")
    vmdojo("progress", "export", "all.csv")
    vmdojo("progress", "certificate", "page.html", "--name", "Luis")
    assert "Luis" in (home / "page.html").read_text(encoding="utf-8")

    for name in ("all.json", "all.csv"):
        monkeypatch.setenv("VMDOJO_HOME", str(home / name.replace(".", "-")))
        assert "4 new" in vmdojo("progress", "import", name).stdout  # the takes, and that they were pasted
        assert vmdojo("today", "--line").stdout == line
        assert vmdojo("progress", "export", "-").stdout == (home / "all.json").read_text(encoding="utf-8")


def test_starting_over_asks_and_loses_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = run(monkeypatch, ("progress", "reset"), b"n\n")
    assert asked.code == 130
    assert "2 takes will be set aside, not deleted" in asked.stderr

    assert run(monkeypatch, ("progress", "reset"), b"y\n").code == 0

    assert run(monkeypatch, ("progress", "show"), b"").stdout == "No takes yet. Play the first: vmdojo\n"
    (aside,) = (home / "one").glob("record-before-reset-*.sqlite3")
    aside.replace(home / "one" / "record.sqlite3")
    assert run(monkeypatch, ("progress", "show"), b"").stdout.startswith("2 takes on ")


def test_an_export_to_a_disk_that_takes_nothing_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("vmdojo.progress.beside.os.open", refused)
    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(Refusal, match="could not be written"):
        write_file(tmp_path / "my.json", b"{}", force=False)


def test_without_a_record_no_words_are_said_to_be_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path / "file"))
    done = run(monkeypatch, ("play", "--plain", "battery-day"), b"/quit\n")
    assert "are not kept" in done.stderr
    assert "words are kept" not in done.stdout
