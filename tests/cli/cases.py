"""Running the command line in this process, and cases of it as data."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from vmdojo.cli.main import main

SRC = Path(__file__).resolve().parents[2] / "src"
FOLDER = Path(__file__).with_name("cases")


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One run of the command line and all that it must do. stderr is empty where a case says nothing of it."""

    name: str
    args: tuple[str, ...]
    exit: int = 0
    stdin: str = ""
    stdin_hex: str = ""
    """Bytes that TOML cannot hold."""
    files: dict[str, str] = {}
    files_hex: dict[str, str] = {}
    env: dict[str, str] = {}
    stdout: str | None = None
    """The whole of it."""
    stdout_has: tuple[str, ...] = ()
    stdout_lacks: tuple[str, ...] = ()
    stderr: str | None = None
    stderr_has: tuple[str, ...] = ()


class CaseFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cases on one matter."""

    case: tuple[Case, ...]


def read_cases() -> list[tuple[str, Case]]:
    """Every case with its place: the file's name and its own."""
    return [
        (f"{path.stem}: {case.name}", case)
        for path in sorted(FOLDER.glob("*.toml"))
        for case in msgspec.toml.decode(path.read_bytes(), type=CaseFile).case
    ]


def environment(**extra: str) -> dict[str, str]:
    """The environment of a child process that runs this checkout's vmdojo."""
    return os.environ | {"PYTHONPATH": str(SRC), "PYTHONSAFEPATH": "1"} | extra


def run(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], stdin: bytes = b"", encoding: str = "utf-8"
) -> Done:
    """``vmdojo`` with ``arguments`` as a process would see it: bytes in, bytes out."""
    out, err = io.BytesIO(), io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding=encoding))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, encoding=encoding))
    code = main(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return Done(code, out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8"))
