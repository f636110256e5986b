"""Keys take effect in the order in which they were pressed, also where they arrive in one piece."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final

from textual import events
from textual.app import App
from textual.driver import Driver

PATIENCE: Final = 0.5
"""Seconds that a key waits at most for the letters before it: a text that hangs must not hold the game."""


class InOrder(App[None], inherit_bindings=False):
    """An app whose keys wait for the letters pressed before them.

    A letter goes through the text's own queue, a key of the page (F5, Esc) is acted on at once. Over a slow line both
    arrive in one piece, and without the wait the page would take a text that lacks its last words.
    """

    def get_driver_class(self) -> type[Driver]:
        """See ``App.get_driver_class``. On a Unix terminal with the keyboard that does not keep Esc waiting."""
        driver = super().get_driver_class()
        if driver.__module__ != "textual.drivers.linux_driver":
            return driver
        from vmdojo.tui.keyboard import Keyboard

        return Keyboard

    async def on_event(self, event: events.Event) -> None:
        """See ``App.on_event``."""
        if isinstance(event, events.Key) and not event.is_forwarded and not event.is_printable:
            await self._typed()
        await super().on_event(event)

    async def _typed(self) -> None:
        """Return when the text with the cursor has taken what was pressed so far."""
        text = self.focused
        if text is None or not text.message_queue_size:
            return
        taken = asyncio.Event()
        if text.call_later(taken.set):
            with suppress(TimeoutError):
                await asyncio.wait_for(taken.wait(), PATIENCE)
