"""Where the record lives."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from vmdojo.progress.errors import RecordFolderError, from_os, place

HOME_VARIABLE = "VMDOJO_HOME"
RECORD_NAME = "record.sqlite3"


def data_folder() -> Path:
    """The folder of the record: ``VMDOJO_HOME`` if it is set, else the platform's data folder. It need not exist.

    A leading ``~`` is taken for the home folder even where no shell expanded it; a relative path counts from here.
    Raises :class:`RecordFolderError` where the home folder that ``~name`` stands for is not known.
    """
    chosen = os.environ.get(HOME_VARIABLE, "").strip()
    if not chosen:
        return Path(platformdirs.user_data_dir("vmdojo", appauthor=False))
    return whole(Path(chosen))


def whole(folder: Path) -> Path:
    """``folder`` with ``~`` expanded, absolute. Raises :class:`RecordFolderError` for an unknown ``~name``."""
    try:
        return folder.expanduser().absolute()
    except RuntimeError as unknown:
        raise RecordFolderError(
            f"The folder {place(folder)} cannot be found: nobody here has that home folder.",
            f"Set {HOME_VARIABLE} to a whole path.",
            folder,
        ) from unknown


def make(folder: Path) -> None:
    """Make the folder if it is missing, for its owner alone: it holds what a player wrote. Raises ``RecordError``."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except (OSError, ValueError) as error:
        raise from_os(error if isinstance(error, OSError) else OSError(str(error)), folder) from error
