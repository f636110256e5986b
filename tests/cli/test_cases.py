"""The command line, case by case as ``cases/*.toml`` tells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.cases import Case, read_cases, run

CASES = read_cases()


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[place for place, _ in CASES])
def test_case(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for name, text in case.files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(text.encode("utf-8"))
    for name, data in case.files_hex.items():
        Path(name).write_bytes(bytes.fromhex(data))
    for name, value in case.env.items():
        monkeypatch.setenv(name, value)

    done = run(monkeypatch, case.args, bytes.fromhex(case.stdin_hex) or case.stdin.encode("utf-8"))

    assert done.code == case.exit, done
    if case.stdout is not None:
        assert done.stdout == case.stdout
    for part in case.stdout_has:
        assert part in done.stdout
    for part in case.stdout_lacks:
        assert part not in done.stdout
    if case.stderr is not None or not case.stderr_has:
        assert done.stderr == (case.stderr or "")
    for part in case.stderr_has:
        assert part in done.stderr
    assert "Traceback" not in done.stderr


def test_the_names_of_cases_are_all_different() -> None:
    places = [place for place, _ in CASES]

    assert len(set(places)) == len(places)
