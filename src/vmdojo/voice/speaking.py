"""Text into sound, by a child process an utterance."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Any

import msgspec

from vmdojo.message.model import Message
from vmdojo.voice import child
from vmdojo.voice.model import FASTEST, SLOWEST, Engine, Utterance, VoiceError
from vmdojo.voice.timeline import align

LONGEST = 6_000
"""Code points that are spoken at most: about six minutes, more than any mailbox takes."""
PATIENCE = 20.0
"""Seconds to wait for a spoken text; half a minute of speech takes 0.15."""


class Speaker:
    """Speaks one text at a time into files of its own folder. :meth:`stop` may be called from any thread."""

    def __init__(self, engine: Engine = "espeak") -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def speak(self, message: Message, words_per_minute: int) -> Utterance:
        """The message as sound, at ``words_per_minute`` (brought within 80 to 320).

        Raises :class:`VoiceError`; a reading that was stopped raises it too.
        """
        if len(message.text) > LONGEST:
            raise VoiceError("The message is too long to be spoken.")
        number, name = tempfile.mkstemp(prefix="vmdojo-", suffix=".wav")
        os.close(number)
        path = Path(name)
        try:
            told = self._ask(message.text, max(SLOWEST, min(FASTEST, words_per_minute)), path)
            events = [(int(place), float(second)) for place, second in told["words"]]
            seconds = float(told["seconds"])
        except BaseException as problem:
            path.unlink(missing_ok=True)
            if isinstance(problem, OSError | KeyError | TypeError | ValueError | msgspec.MsgspecError):
                raise VoiceError("The voice could not be started.") from problem
            raise
        return Utterance(path, seconds, align(message, events, seconds))

    def _ask(self, text: str, rate: int, path: Path) -> dict[str, Any]:
        # Half a surrogate pair cannot be spoken; a question mark takes its place, so that the places stay.
        text = text.encode("utf-8", "replace").decode("utf-8")
        asked = {"text": text, "rate": rate, "engine": self._engine, "out": str(path)}
        with self._lock:
            if self._stopped:
                raise VoiceError("Stopped.")
            process = self._process = child.start("speak")
        try:
            answer, _ = process.communicate(json.dumps(asked).encode("utf-8"), timeout=PATIENCE)
        except subprocess.TimeoutExpired as late:
            raise VoiceError("The voice did not answer.") from late
        finally:
            child.end(process)
        if self._stopped:
            raise VoiceError("Stopped.")
        told = msgspec.json.decode(answer.strip() or b"{}", type=dict[str, Any])
        if told.get("error") == "no-engine":
            raise VoiceError(NO_ENGINE)
        return told

    def stop(self) -> None:
        """End the child, if one is at work; nothing is spoken any more."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()


NO_ENGINE = "No voice is installed here. `vmdojo doctor` says how to get one."
