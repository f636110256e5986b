"""vmdojo as the operating system sees it: pipes that close, keys that interrupt, odd encodings, faults of ours."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.cases import environment, run

VMDOJO = [sys.executable, "-m", "vmdojo"]
SECRET = "Dana the raspberry contract"
POSIX = os.name == "posix"


def vmdojo(*arguments: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*VMDOJO, *arguments], input=stdin, env=environment(**env), capture_output=True, check=False, timeout=60
    )


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    lines = b'{"text": "Hi Dana, who plans the moves?"}\n' * 400
    with subprocess.Popen(
        [*VMDOJO, "grade", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(lines[: len(lines) // 2])
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(lines[len(lines) // 2 :])
            process.stdin.flush()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        assert process.wait(timeout=60) == 0
        assert process.stderr.read() == b""


@pytest.mark.parametrize("arguments", [("--help",), ("scenarios", "list"), ("rules",), ("grade", "--json")])
def test_a_closed_stdout_is_no_fault_of_ours(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [*VMDOJO, *arguments], input=b"Hi", stdout=writing, stderr=subprocess.PIPE, env=environment(), check=False
        )
    finally:
        os.close(writing)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where the system has a full disk to lend")
@pytest.mark.parametrize("arguments", [("scenarios", "list"), ("grade", "--json"), ("grade",)])
def test_a_full_disk_is_told_in_a_sentence(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*VMDOJO, *arguments], input=b"Hi", stdout=full, stderr=subprocess.PIPE, env=environment(), check=False
        )

    assert done.returncode == 3
    assert done.stderr.decode() == "The result could not be written: there is no room left where stdout goes.\n"


@pytest.fixture
def _interrupts() -> Iterator[None]:
    """Whoever runs the tests in the background of a shell has them ignored, and a child would inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interrupts")
def test_an_interrupt_ends_with_130_and_no_traceback() -> None:
    with subprocess.Popen(
        [*VMDOJO, "grade", "--jsonl", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b'{"text": "Hi"}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(getattr(signal, "CTRL_BREAK_EVENT", signal.SIGINT))
        assert process.wait(timeout=60) == 130 or not POSIX
        assert b"Traceback" not in process.stderr.read()


def test_a_code_page_does_not_end_a_result(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(monkeypatch, ("grade",), "Hi “Dana” — 你好, who plans the moves?".encode(), encoding="cp1252")

    assert done.code == 0
    assert "█" in done.stdout


def test_plain_ascii_surroundings_get_utf8_as_well() -> None:
    done = vmdojo("grade", stdin="Hi “Dana”".encode(), PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")

    assert done.returncode == 0
    assert "█" in done.stdout.decode("utf-8")


def test_a_fault_of_ours_is_a_sentence_and_a_report_without_words(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import vmdojo.cli.answer as answer\n"
        "def judge(text, *_): raise RuntimeError(f'cannot judge {text}')\n"
        "answer.judge = judge\n",
        encoding="utf-8",
    )
    home = tmp_path / "home"
    paths = os.pathsep.join([str(tmp_path), environment()["PYTHONPATH"]])

    done = vmdojo("grade", "--about", SECRET, stdin=SECRET.encode(), PYTHONPATH=paths, VMDOJO_HOME=str(home))

    (report,) = (home / "crash").iterdir()
    written = report.read_text(encoding="utf-8")
    said = done.stderr.decode()
    assert done.returncode == 70
    assert done.stdout == b""
    assert said.startswith("vmdojo made a mistake (RuntimeError) and had to stop.")
    assert str(report) in said
    assert "Traceback" not in said
    assert "builtins.RuntimeError" in written
    assert "in judge" in written
    for text in (said, written):
        assert SECRET not in text
        assert "raspberry" not in text


def test_only_the_last_ten_reports_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from vmdojo.cli import crash

    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path))
    for number in range(13):
        crash.report(ValueError(number))
        time.sleep(0.001)

    kept = sorted((tmp_path / "crash").iterdir())
    assert len(kept) == crash.KEPT == 10


def test_a_report_that_cannot_be_written_beside_the_record_goes_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vmdojo.cli import crash

    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "temporary"))

    sentence = crash.report(ValueError("x"))

    (report,) = (tmp_path / "temporary" / "vmdojo-crash").iterdir()
    assert str(report) in sentence


def test_the_way_to_a_fault_is_told_cause_by_cause() -> None:
    from vmdojo.cli import crash

    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise ValueError(SECRET) from cause
    except ValueError as fault:
        told = crash.describe(fault)

    assert told.index("builtins.ValueError") < told.index("caused by") < told.index("builtins.KeyError")
    assert SECRET not in told


def test_module_and_command_are_the_same() -> None:
    done = vmdojo("--version")

    assert done.stdout.decode().split() == [
        "vmdojo",
        json.loads(vmdojo("doctor", "--json").stdout)["vmdojo"]["version"],
    ]


def test_a_damaged_table_is_named_and_not_called_a_mistake(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from vmdojo.cli import main as module
    from vmdojo.grading.blocks import TableError

    def damaged(_: list[str]) -> int:
        raise TableError("The table acts.bin that came with vmdojo is damaged. Install vmdojo again.")

    monkeypatch.setattr(module, "_grade", damaged)
    assert module.main(["grade", "-"]) == module.INPUT_ERROR
    assert "Install vmdojo again" in capsys.readouterr().err
