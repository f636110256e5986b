"""A take from the microphone, by a child process. The sound stays on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from vmdojo.voice import child
from vmdojo.voice.performance import Sound

State = Literal["ready", "opening", "recording", "done", "failed", "stopped"]
LONGEST = 180.0
"""Seconds that one take may last: three minutes, the most that mailboxes take."""
NO_MICROPHONE = "No microphone answers here. Plug one in, or allow this terminal to use it; typing works as ever."
NO_RECORDER = "Nothing here can record. `vmdojo doctor` says why; typing works as ever."
FAILED = "The recording could not be kept; the disk may be full. Typing works as ever."


class Recording:
    """One take. :meth:`start` it, look at :attr:`second` and :attr:`level`, :meth:`stop` it; :attr:`path` has it then.

    Nothing waits and nothing raises; :attr:`problem` is the sentence where it failed. Whoever made it calls
    :meth:`discard` in the end, or takes the file over with :meth:`hand_over`.
    """

    def __init__(self, *, sound: Sound = "on", told: Callable[[], None] = lambda: None) -> None:
        self.second = 0.0
        self.level = -90.0
        """Decibels under full scale."""
        self.problem = ""
        self.state: State = "ready"
        self.path: Path | None = None
        self._sound = sound
        self._told = told
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Open the microphone."""
        with self._lock:
            if self.state != "ready":
                return
            self.state = "opening"
            try:
                number, name = tempfile.mkstemp(prefix="vmdojo-", suffix=".wav")
                os.close(number)
                self.path = Path(name)
                null = ["null"] if self._sound == "null" else []
                self._process = child.start("record", [name, str(LONGEST), *null])
            except OSError:
                self._fail(FAILED if self.path is None else NO_RECORDER)
                return
        threading.Thread(target=self._listen, args=(self._process,), name="recording", daemon=True).start()

    def stop(self) -> None:
        """Enough: what was said is kept. :attr:`state` is "done" a moment later."""
        with self._lock:
            process = self._process
            if self.state not in ("opening", "recording") or process is None or process.stdin is None:
                return
            try:
                process.stdin.write(b"stop\n")
                process.stdin.flush()
            except OSError:
                # It has ended by itself; the listening thread tells how.
                return

    def discard(self) -> None:
        """Forget it: process and file are gone when this returns."""
        with self._lock:
            process, self._process = self._process, None
            if self.state != "failed":
                self.state = "stopped"
            if process is not None:
                child.end(process)
            if self.path is not None:
                self.path.unlink(missing_ok=True)
                self.path = None

    def hand_over(self) -> Path | None:
        """The file, which is the caller's from now on; None where there is none."""
        with self._lock:
            path, self.path = self.path, None
            return path if self.state == "done" else None

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                told = json.loads(line)
                with self._lock:
                    if self._process is not process:
                        return
                    self._take(told)
                self._told()
        except (OSError, ValueError):
            # Closed under us: discarded.
            return
        with self._lock:
            if self._process is process and self.state not in ("done", "failed"):
                self._fail(FAILED)
        self._told()

    def _take(self, told: dict[str, object]) -> None:
        if "second" in told:
            self.state = "recording"
            self.second, self.level = float(str(told["second"])), float(str(told["level"]))
        elif "kept" in told:
            self.second = float(str(told["kept"]))
            self.state = "done"
        else:
            reasons = {"no-recorder": NO_RECORDER, "no-microphone": NO_MICROPHONE}
            self._fail(reasons.get(str(told.get("error")), FAILED))

    def _fail(self, why: str) -> None:
        self.problem = why
        self.state = "failed"
        self.level = -90.0
        process, self._process = self._process, None
        if process is not None:
            child.end(process)
        if self.path is not None:
            self.path.unlink(missing_ok=True)
            self.path = None
