"""What time it is, as an argument: every room that needs a time is handed a clock."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time of day. It may jump in either direction: nothing is ever ordered by it."""

    def now_ms(self) -> int:
        """UTC milliseconds since 1970."""
        ...

    def offset_minutes(self) -> int:
        """Minutes by which local time is ahead of UTC at this moment."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def offset_minutes(self) -> int:
        offset = datetime.now().astimezone().utcoffset()
        return round(offset.total_seconds() / 60) if offset is not None else 0
