"""Telling those who watch a board that it changed; never what: nobody is shown what they may not see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

PAUSE = 0.5
"""Seconds between two tellings: a busy minute is a few redraws, not hundreds."""
BEAT = 20.0
"""Seconds after which a silent line is kept open by a comment, and a reader that went away is noticed."""
MOST_WATCHERS = 2_000


class TooManyWatchers(Exception):  # noqa: N818 - what it is
    """No further line can be held open now."""


class Changes:
    """Belongs to one event loop."""

    def __init__(self) -> None:
        self._watchers: set[asyncio.Event] = set()
        self._ended = False

    def tell(self) -> None:
        """Something changed."""
        for watcher in self._watchers:
            watcher.set()

    def end(self) -> None:
        """Let every watcher go: the server closes."""
        self._ended = True
        self.tell()

    def watch(self) -> AsyncIterator[bytes]:
        """Server-sent events: "changed" at once and after every change. Raises TooManyWatchers."""
        if len(self._watchers) >= MOST_WATCHERS:
            raise TooManyWatchers
        return self._lines()

    async def _lines(self) -> AsyncIterator[bytes]:
        changed = asyncio.Event()
        changed.set()
        self._watchers.add(changed)
        try:
            while not self._ended:
                try:
                    await asyncio.wait_for(changed.wait(), BEAT)
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                changed.clear()
                if not self._ended:
                    yield b"event: changed\ndata: changed\n\n"
                    await asyncio.sleep(PAUSE)
        finally:
            self._watchers.discard(changed)
