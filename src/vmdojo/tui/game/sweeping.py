"""The collector of garbage runs while the player reads, not while a page opens."""

from __future__ import annotations

import gc
from typing import Final

from textual.app import App
from textual.timer import Timer

AFTER: Final = 0.4
"""Seconds after a page was turned at which its predecessor is cleared away: nobody has pressed the next key yet."""
_SELDOM: Final = 200
"""How many times the young have been looked through before all are, should the player never pause."""


class Sweeping:
    """Sweeps once a page stands.

    A page that was left is garbage in circles, a few thousand objects. Left alone the collector goes through them, and
    through judge and library with them, in the middle of opening another page: a tenth of a second every few pages.
    """

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._due: Timer | None = None

    def settle(self) -> None:
        """Whatever is here now stays as long as the game does, and is not looked through again."""
        gc.freeze()
        gc.set_threshold(*gc.get_threshold()[:2], _SELDOM)
        gc.enable()

    def later(self) -> None:
        """A page is being turned."""
        if self._due is None:
            self._due = self._app.set_timer(AFTER, self._sweep)
        else:
            self._due.reset()

    def _sweep(self) -> None:
        self._due = None
        gc.collect()
