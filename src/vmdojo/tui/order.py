"""Keys take effect in the order in which they were pressed, also where they arrive in one piece."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from time import monotonic
from typing import Final

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.widget import Widget

from vmdojo.tui.stage import Stage

PATIENCE: Final = 0.5
"""Seconds that a key waits at most for what came before it: a page that hangs must not hold the game."""


class InOrder(App[None], inherit_bindings=False):
    """An app whose keys wait for the letters pressed before them.

    A letter goes through the text's own queue, a key of the page (F5, Esc) is acted on at once. Over a slow line both
    arrive in one piece, and without the wait the page would take a text that lacks its last words. A page that is still
    being opened is waited for, too: whoever knows the way types ahead.
    """

    def get_driver_class(self) -> type[Driver]:
        """See ``App.get_driver_class``. On a Unix terminal with the keyboard that does not keep Esc waiting."""
        driver = super().get_driver_class()
        if driver.__module__ != "textual.drivers.linux_driver":
            return driver
        from vmdojo.tui.keyboard import Keyboard

        return Keyboard

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._ahead: deque[events.Key] = deque()
        """Keys pressed while another still acts."""
        self._acting_since = float("-inf")
        """When the key that acts was pressed, by the monotonic clock."""

    async def on_event(self, event: events.Event) -> None:
        """See ``App.on_event``."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
            return
        self._ahead.append(event)
        if monotonic() - self._acting_since >= PATIENCE:
            await self._next()

    async def _next(self) -> None:
        """Give out keys up to one that acts: what it opens has those behind it."""
        self._acting_since = float("-inf")
        while self._ahead and self._acting_since < 0:
            event = self._ahead.popleft()
            if isinstance(self.screen, Stage) and self.screen.opening:
                # Until a page stands nothing on it has the cursor, and a letter would be a command or be lost.
                await _done_with(self.screen)
            if self.focused is None:
                # The key goes to the page, and comes back from there to be acted on.
                self._acting_since = monotonic()
                await super().on_event(event)
                if not self.screen.call_later(self.call_later, self._next):
                    self._acting_since = float("-inf")
                continue
            if not event.is_printable and self.focused.message_queue_size:
                await _done_with(self.focused)
            await super().on_event(event)


async def _done_with(widget: Widget) -> None:
    """Return when the widget has done what came before, or after a moment."""
    done = asyncio.Event()
    if widget.call_later(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), PATIENCE)
