"""Record from the microphone into a WAV file: ``record PATH LONGEST [null]``.

Standard input takes ``stop`` and keeps what was heard; when it closes before, nothing is kept. Answers:
``{"second": s, "level": d}`` a dozen times a second (decibels under full scale), at the end ``{"kept": seconds}``, or
``error`` (``no-recorder``, ``no-microphone``, ``failed``) and ``detail``.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
import threading
import time
import wave
from array import array
from collections.abc import Generator

from vmdojo.voice.children.pipe import Line

RATE = 16_000
BUFFER_MS = 60
TELL_EVERY = 0.08
QUIETEST = -90.0


class Ear:
    """What the microphone has given so far. The device's thread fills it, the main thread looks."""

    def __init__(self) -> None:
        self.samples = array("h")
        self._seen = 0

    def listen(self) -> Generator[None, bytes, None]:
        """Takes every piece that the device gives."""
        while True:
            piece = yield
            heard = array("h")
            heard.frombytes(piece)
            self.samples.extend(heard)

    def level(self) -> float:
        """Decibels under full scale of what came since the last look."""
        piece = self.samples[self._seen :]
        self._seen += len(piece)
        if not piece:
            return QUIETEST
        power = sum(value * value for value in piece) / len(piece) / 32_768**2
        return max(QUIETEST, 10 * math.log10(power)) if power else QUIETEST


def main() -> None:
    """Record one take."""
    line = Line()
    path, longest = sys.argv[1], float(sys.argv[2])
    try:
        import miniaudio
    except (ImportError, OSError) as problem:
        line.fail("no-recorder", problem)
    ear = Ear()
    listening = ear.listen()
    next(listening)
    stopped = threading.Event()
    try:
        device = miniaudio.CaptureDevice(
            input_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=BUFFER_MS,
            backends=[miniaudio.Backend.NULL] if sys.argv[3:] == ["null"] else None,
            app_name="vmdojo",
        )
        device.start(listening)
    except miniaudio.MiniaudioError as problem:
        line.fail("no-microphone", problem)
    threading.Thread(target=_orders, args=(path, stopped), daemon=True).start()
    while not stopped.is_set() and len(ear.samples) < longest * RATE:
        line.tell(second=len(ear.samples) / RATE, level=ear.level())
        stopped.wait(TELL_EVERY)
    with contextlib.suppress(miniaudio.MiniaudioError):  # a microphone that was pulled out has stopped already
        device.stop()
    try:
        with wave.open(path, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            if sys.byteorder == "big":
                ear.samples.byteswap()
            sound.writeframes(ear.samples.tobytes())
    except OSError as problem:
        line.fail("failed", problem)
    line.tell(kept=len(ear.samples) / RATE)
    time.sleep(0.05)
    line.leave()


def _orders(path: str, stopped: threading.Event) -> None:
    for order in sys.stdin:
        if order.strip() == "stop":
            stopped.set()
            return
    # The game is gone: what was said is nobody's.
    with contextlib.suppress(OSError):
        os.unlink(path)  # noqa: PTH108 - pathlib would be the larger part of this process
    os._exit(0)


if __name__ == "__main__":
    main()
