"""A scenario that is being typed: its answers kept on disk after each, and the finished file."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from vmdojo.scenarios.form import Answers
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.writing import write_scenario

DRAFT = "new-scenario.json"
"""Beside the record."""
_MOST_BYTES = 1024 * 1024


def load_draft(file: Path) -> Answers:
    """The answers that were kept; none where there is no draft, or none that can be read."""
    try:
        with file.open("rb") as opened:
            return msgspec.json.decode(opened.read(_MOST_BYTES), type=dict[str, str])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def keep_draft(file: Path, answers: Answers) -> None:
    """Keep the answers. Raises OSError where the disk does not allow it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    _write(file, msgspec.json.encode({key: text.encode(errors="replace").decode() for key, text in answers.items()}))


def drop_draft(file: Path) -> None:
    """Forget the answers. Raises OSError where the disk does not allow it."""
    file.unlink(missing_ok=True)


def save_scenario(folder: Path, scenario: Scenario) -> Path:
    """Write a scenario as ``<id>.toml`` into a folder.

    Raises FileExistsError where there is such a file, and other OSErrors where the disk does not allow it.
    """
    file = folder / f"{scenario.id}.toml"
    if file.exists():
        raise FileExistsError(17, "there is such a file already", str(file))
    buyer = scenario.buyer
    about = f"{scenario.title}: {scenario.brief.relationship}, {buyer.role} at {buyer.company}."
    _write(file, write_scenario(scenario, about=about).encode("utf-8"))
    return file


def _write(file: Path, data: bytes) -> None:
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        beside.write_bytes(data)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
