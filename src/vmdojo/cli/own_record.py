"""The player's record as commands read it: looking makes no file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmdojo.cli import console

if TYPE_CHECKING:
    from pathlib import Path

    from vmdojo.progress import Record


def record_path() -> Path:
    """Where the record is, or would be. Raises ``RecordError``."""
    from vmdojo.progress import data_folder
    from vmdojo.progress.folder import RECORD_NAME

    return data_folder() / RECORD_NAME


def existing_record() -> Record | None:
    """The record, None where nothing was recorded yet. Raises ``RecordError``."""
    from vmdojo.progress import Record

    return Record.open() if record_path().exists() else None


def told(record: Record) -> Record:
    """The record, after its notices were said."""
    for notice in record.notices:
        console.warn(notice)
    return record


def write_file(path: Path, data: bytes, *, force: bool) -> None:
    """Write beside and rename; refuses to take the place of a file unless ``force``."""
    from vmdojo.progress.beside import write_beside

    if path.is_dir():
        console.refuse(f"{path} is a folder. Name a file in it.")
    if path.exists() and not force:
        console.refuse(f"There is a file {path} already. Name another, or say --force to replace it.")
    try:
        write_beside(path, data, mode=0o666, to_disk=False)
    except OSError as problem:
        console.refuse(f"{path} could not be written ({problem.strerror or problem}). Name a file in another folder.")
