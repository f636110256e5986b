"""How often somebody may ask. Kept in memory: a server that starts again forgives."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable


class Limits:
    """A bucket for each name: ``burst`` at once, ``rate`` a second after that."""

    MOST = 200_000
    """Names remembered; the one that was quiet longest is forgotten first."""

    def __init__(self, rate: float, burst: float, now: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._now = now
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allow(self, name: str) -> bool:
        """Whether one more is allowed now; it is counted then."""
        now = self._now()
        left, then = self._left.pop(name, (self._burst, now))
        left = min(self._burst, left + (now - then) * self._rate)
        allowed = left >= 1
        self._left[name] = (left - 1 if allowed else left, now)
        if len(self._left) > self.MOST:
            self._left.popitem(last=False)
        return allowed
