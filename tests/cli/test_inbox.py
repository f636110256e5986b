"""``vmdojo scenarios check`` on sets of the Inbox, and a whole set through a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.cases import run
from vmdojo.coaching.happenings import InboxCut
from vmdojo.progress import Record

SET = """format = 1
id = "odd"
title = "Odd"
theme = "Odd ones."
belt = "white"
scenario = "second-cold-store"

[[message]]
id = "m-1"
from = "Bob"
text = "Hi Dana, I wanted to touch base."
deletes = "touch bass"
because = ["reason.empty_touch"]
note = "So."
"""


@pytest.mark.parametrize("what", ["inbox/odd.toml", ""])
def test_a_set_is_checked_by_itself_or_with_its_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str
) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "odd.toml").write_text(SET, encoding="utf-8")
    if not what:
        (tmp_path / "torn.toml").write_text("x", encoding="utf-8")

    done = run(monkeypatch, ("scenarios", "check", str(tmp_path / what)), b"")

    assert done.code == 1
    assert "odd.toml:12:11: These words do not stand in the text." in done.stdout
    assert "There are 1 messages." in done.stdout
    told = (
        "1 set of the inbox checked, 3 problems." if what else "1 scenario and 1 set of the inbox checked, 4 problems."
    )
    assert told in done.stdout


def test_a_whole_set_through_a_pipe_ends_in_its_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, ("inbox", "guilt-trip", "--plain"), b"\nd\n" * 20)

    assert done.code == 0, done
    assert "That was the whole set." in done.stdout
    assert "Your cuts fell on" in done.stdout
    with Record.open() as record:
        assert len(record.happenings(InboxCut)) == 6
