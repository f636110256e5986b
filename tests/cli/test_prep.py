"""``vmdojo prep`` line by line: asked, kept, played, taken to the phone, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.cases import run
from vmdojo.coaching.happenings import RealLife
from vmdojo.progress import Record

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ANSWERS = (
    "Dana Whitfield", "Northpole Foods", "Director of Logistics", "second cold store opens in Reno in March",
    "late loads cost them fines", "", "the one-page dock plan", "", "dock scheduling", "Luis Ortega", "Coldway",
    "555-0142", "never spoken", "", "nothing",
)  # fmt: skip
MESSAGE = (
    "Hi Dana, Luis Ortega at Coldway. I saw Reno opens in March, and a second store usually doubles the trailer moves.",
    "Who plans those moves today? I'll email you the dock plan.",
)
ID = "prep-dana-whitfield-northpole-foods"


def _lines(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def test_a_call_from_the_questions_to_what_became_of_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = run(monkeypatch, ("prep", "new"), _lines(*ANSWERS))
    assert (asked.code, asked.stdout) == (0, f"{ID}\n")

    shown = run(monkeypatch, ("prep", "show", "dana-whitfield-northpole-foods"))
    assert "- it happened: second cold store opens in Reno in March" in shown.stdout
    assert "- it hurts: late loads cost them fines" in shown.stdout

    early = run(monkeypatch, ("prep", "sheet", ID))
    assert early.code == 3
    assert "Leave one first" in early.stderr

    played = run(monkeypatch, ("prep", "play", ID, "--plain"), _lines("", *MESSAGE, ".", "yes", "80", "quit"))
    assert played.code == 0
    assert "Total " in played.stdout
    with Record.open() as record:
        (attempt,) = record.attempts()
    assert (attempt.scenario, attempt.source) == (ID, "prep")

    listed = run(monkeypatch, ("prep", "list"))
    assert f"best {attempt.grade.total:.0f}  Dana Whitfield, Northpole Foods" in listed.stdout
    # What is prepared is in no list of the library.
    assert ID not in run(monkeypatch, ("scenarios", "list")).stdout

    told = run(monkeypatch, ("prep", "sheet", ID))
    assert "Subject: Second cold store in Reno" in told.stdout
    page = tmp_path / "sheet.html"
    assert run(monkeypatch, ("prep", "sheet", ID, "--out", str(page))).code == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")

    assert run(monkeypatch, ("prep", "followed", ID, "called_back", "--note", "on Tuesday")).code == 0
    with Record.open() as record:
        (happened,) = record.happenings(RealLife)
    assert (happened.ref, happened.followed, happened.note) == (attempt.id, "called_back", "on Tuesday")

    assert run(monkeypatch, ("prep", "remove", ID), b"no\n").stderr.endswith("Nothing was deleted.\n")
    assert run(monkeypatch, ("prep", "remove", ID, "--yes")).code == 0
    assert run(monkeypatch, ("prep", "list")).stdout == ""
