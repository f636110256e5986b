"""How near the lit word is to the sounding one, and how fast stopping is: ``python tests/benchmarks/hearing.py``.

Plays to a device that exists everywhere and sounds nowhere. The player says where the sound is and when that was; the
game is looked at just as often as it draws (25 times a second). Prints two lines; fails nothing. A number behind it is
how often to start and stop (50).
"""

from __future__ import annotations

import statistics
import sys
import time

from vmdojo.message import parse
from vmdojo.voice import Performance

TEXT = (
    "Hi Dana, Luis Ortega at Coldway. I saw your second cold store opens in Reno in March. "
    "One question: who plans the trailer moves today? I'll email you the dock plan."
)
LOOK = 1 / 25


class Watched(Performance):
    """Remembers what the player said and when."""

    told: list[tuple[float, float]]

    def _hear(self, told: dict[str, float]) -> None:
        self.told.append((told["clock"], told["at"]))
        super()._hear(told)


def main(count: int) -> None:
    """Play a message, then start and stop many."""
    it = Watched(parse(TEXT), sound="null")
    it.told = []
    it.start()
    it.wait_begun(30)
    seen = []
    while it.state == "playing":
        seen.append((time.monotonic(), it.at))
        time.sleep(LOOK)
    it.stop()
    gaps = []
    for moment, shown in seen:
        before = [pair for pair in it.told if pair[0] <= moment]
        if before and moment - before[-1][0] < 0.2:
            gaps.append(abs(before[-1][1] + moment - before[-1][0] - shown))
    # A word is drawn up to one look late.
    print(f"lit word against sound, {len(gaps)} looks: median {statistics.median(gaps) * 1000:.0f} ms, ", end="")
    print(f"worst {max(gaps) * 1000:.0f} ms; drawn within {LOOK * 1000:.0f} ms more")
    stops = []
    for number in range(count):
        each = Performance(parse(TEXT), sound="null")
        each.start()
        if number % 3:
            each.wait_begun(30)
        begun = time.perf_counter()
        each.stop()
        stops.append(time.perf_counter() - begun)
    print(f"stopping, {count} times: median {statistics.median(stops) * 1000:.1f} ms, worst {max(stops) * 1000:.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 50)
