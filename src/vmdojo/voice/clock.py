"""A clock that runs as the sound does, for whoever plays a message by a clock."""

from __future__ import annotations

from collections.abc import Callable

from vmdojo.voice.performance import Performance


class SoundClock:
    """Seconds that pass only while a message sounds, as fast as it does. It never goes back.

    One message at a time: :meth:`play` it from a second of its own timeline, :meth:`hold` it, call the clock.
    """

    def __init__(self) -> None:
        self._base = 0.0
        self._from = 0.0
        self._speed = 1.0
        self._play: Performance | None = None

    def __call__(self) -> float:
        """Seconds since the clock was made; divided by the speed at which they were heard."""
        if self._play is None:
            return self._base
        return self._base + max(0.0, self._play.message_second - self._from) / self._speed

    @property
    def silent(self) -> str:
        """Why nothing sounds; empty while something does or may."""
        return self._play.silent if self._play is not None else ""

    def play(self, make: Callable[[], Performance], second: float, speed: float) -> None:
        """Let what ``make`` makes sound from ``second`` of the message, ``speed`` times as fast as it is graded."""
        self.hold()
        self._from, self._speed = second, speed
        self._play = make()
        self._play.start(second)

    def hold(self) -> None:
        """Silence; the clock stands."""
        self._base = self()
        if self._play is not None:
            self._play.stop()
            self._play = None
