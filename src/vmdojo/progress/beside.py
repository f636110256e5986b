"""Writing a file so that it is there whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_beside(path: Path, data: bytes, *, mode: int = 0o600, to_disk: bool = True) -> None:
    """Write ``data`` beside ``path`` and rename it; its folder must be there. Raises OSError, and leaves nothing then.

    ``mode`` is that of a new file where the system knows modes: its owner's alone unless told otherwise. ``to_disk``
    waits until it would outlast a power cut; without it, it outlasts the program.
    """
    beside = path.with_name(f".{path.name[:80]}.{os.getpid()}.part")
    try:
        # Without O_BINARY Windows would change the ends of lines.
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(beside, flags, mode), "wb") as file:
            file.write(data)
            if to_disk:
                file.flush()
                os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
