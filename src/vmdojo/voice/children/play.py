"""Play a WAV file and tell where the sound is: ``play PATH SECOND [null] [passing]``.

Standard input takes ``pause`` and ``go``, a line each, and ends the sound when it closes; a ``passing`` file goes then,
for nobody is left to remove it. Answers:
``{"at": second, "clock": seconds of the monotonic clock}``
about thirty times a second, ``{"over": true}``, or ``error`` and ``detail``. With ``null`` it plays to nobody, in time.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
import wave
from array import array
from collections.abc import Generator

from vmdojo.voice.children.pipe import Line

BUFFER_MS = 60
"""What the device has in hand: a word is lit at most this much before it sounds, and stopping takes no longer."""
TELL_EVERY = 0.03


class Reel:
    """The sound with a place in it. The device's thread reads on, the main thread looks where it is."""

    def __init__(self, path: str, second: float) -> None:
        with wave.open(path, "rb") as sound:
            if sound.getsampwidth() != 2:
                raise ValueError("only 16-bit sound is played")
            self.rate = sound.getframerate()
            self.channels = sound.getnchannels()
            self._samples = array("h", sound.readframes(sound.getnframes()))
        if sys.byteorder == "big":
            self._samples.byteswap()
        self._place = max(0, int(second * self.rate)) * self.channels
        self.going = threading.Event()
        self.going.set()

    @property
    def at(self) -> float:
        """Second up to which the device has taken the sound."""
        return self._place / self.channels / self.rate

    @property
    def over(self) -> bool:
        """True once the device has taken all of it."""
        return self._place >= len(self._samples)

    def frames(self) -> Generator[array[int], int, None]:
        """What the device asks for, silence while paused and after the end."""
        wanted = yield array("h")
        while True:
            count = wanted * self.channels
            piece = self._samples[self._place : self._place + count] if self.going.is_set() else array("h")
            self._place += len(piece)
            piece.extend([0] * (count - len(piece)))
            wanted = yield piece


def main() -> None:
    """Play one file."""
    line = Line()
    try:
        import miniaudio
    except (ImportError, OSError) as problem:
        line.fail("no-player", problem)
    try:
        reel = Reel(sys.argv[1], float(sys.argv[2]))
    except (OSError, EOFError, ValueError, wave.Error) as problem:
        line.fail("failed", problem)
    backends = [miniaudio.Backend.NULL] if "null" in sys.argv[3:] else None
    try:
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=reel.channels,
            sample_rate=reel.rate,
            buffersize_msec=BUFFER_MS,
            backends=backends,
            app_name="vmdojo",
        )
        frames = reel.frames()
        next(frames)
        device.start(frames)
    except miniaudio.MiniaudioError as problem:
        line.fail("no-device", problem)
    threading.Thread(target=_orders, args=(reel,), daemon=True).start()
    while not reel.over:
        line.tell(at=reel.at, clock=time.monotonic())
        time.sleep(TELL_EVERY)
    time.sleep(BUFFER_MS / 1000)
    line.tell(over=True)
    line.leave()


def _orders(reel: Reel) -> None:
    for order in sys.stdin:
        if order.strip() == "pause":
            reel.going.clear()
        elif order.strip() == "go":
            reel.going.set()
    if "passing" in sys.argv[3:]:
        with contextlib.suppress(OSError):
            os.unlink(sys.argv[1])  # noqa: PTH108 - pathlib would be the larger part of this process
    os._exit(0)


if __name__ == "__main__":
    main()
