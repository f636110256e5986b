"""Starting the programs that touch sound. They are processes of their own: what goes wrong in them, and whatever they
or the libraries under them print, stays there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Any

# Not in subprocess where there is no Windows.
_NO_WINDOW = 0x0800_0000


def start(name: str, arguments: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    """Start ``vmdojo.voice.children.<name>``; it ends when its standard input does, and so with this process.

    Raises OSError where no process can be started.
    """
    environment = dict(os.environ)
    # The child finds the same vmdojo, wherever this one was found.
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", f"vmdojo.voice.children.{name}", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a child, now, and wait until it is gone. A child that has ended is fine."""
    if process.poll() is None:
        process.kill()
    for pipe in (process.stdin, process.stdout):
        _close(pipe)
    process.wait()


def _close(pipe: IO[Any] | None) -> None:
    if pipe is None:
        return
    with suppress(OSError):  # words for a child that no longer reads
        pipe.close()
