"""A child's line to the process that started it, kept apart from everything that libraries print."""

from __future__ import annotations

import json
import os
import sys
import threading
from typing import Any, NoReturn


class Line:
    """Answers go out as JSON, one object a line. Standard output and error lead nowhere from now on."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for number in (1, 2):
            os.dup2(nowhere, number)

    def tell(self, **what: Any) -> None:
        """Send one answer. A parent that is gone ends this process."""
        try:
            self._out.write(json.dumps(what) + "\n")
            self._out.flush()
        except OSError:
            os._exit(0)

    def leave(self, code: int = 0) -> NoReturn:
        """End now: the speech and sound libraries do not always survive an orderly end."""
        try:
            self._out.flush()
        finally:
            os._exit(code)

    def fail(self, why: str, detail: object = "") -> NoReturn:
        """Say why this cannot be done and end."""
        self.tell(error=why, detail=str(detail))
        self.leave(3)


def end_with_parent() -> None:
    """End when standard input does. For a child that is told nothing more."""
    threading.Thread(target=_wait, daemon=True).start()


def _wait() -> None:
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)
