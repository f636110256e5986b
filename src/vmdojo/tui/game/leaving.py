"""Saving, and every way out of the game: asked for, by a signal, by a fault."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from time import monotonic
from typing import Final

from textual import events

from vmdojo.tui.game.table import Table
from vmdojo.tui.stage import Stage

TWICE_SECONDS: Final = 2.0
"""A second Ctrl+C within this time quits."""


class Leaving(Table):
    """No way out loses a word that was typed, and none prints one."""

    _interrupted = float("-inf")
    """When Ctrl+C was last pressed with nothing marked, by the monotonic clock."""
    _warned = False
    _signals: tuple[signal.Signals, ...] = ()

    # Saving

    def save_words(self) -> str:
        """Save what is being written, without touching the screen. Why that failed; empty where it did not."""
        for page in self.screen_stack:
            if isinstance(page, Stage):
                page.hand_over()
        drill = self._drills.save() if self._drills is not None else ""
        return (self._hand.save() if self._hand is not None else "") or drill

    def keep_words(self) -> bool:
        """Save what is being written and say so where that fails; True where nothing is left unsaved."""
        problem = self.save_words()
        self.report()
        return not problem

    def action_retry(self) -> None:
        """Try to save again."""
        if self.keep_words():
            self.notice("Saved.")

    def on_app_blur(self, event: events.AppBlur) -> None:  # noqa: ARG002
        """The player looked away: a good moment to save."""
        self.keep_words()

    # Asked for

    async def action_quit(self) -> None:
        """Save every word and leave. Where words cannot be saved, say so first; asking again leaves them."""
        if self.keep_words() or self._warned:
            self.exit()
            return
        self._warned = True
        self.notice(f"{self.problem} Quit once more to go without saving.", stays=True)

    def action_interrupt(self) -> None:
        """Ctrl+C: copies what is marked; else tells how to quit; twice in a row quits."""
        marked = getattr(self.focused, "selected_text", "") or self.screen.get_selected_text()
        if marked:
            self.copy_to_clipboard(marked)
            self.notice("Sent to the clipboard by way of the terminal (OSC 52).")
            return
        now = monotonic()
        if now - self._interrupted <= TWICE_SECONDS:
            self.run_worker(self.action_quit(), name="quit")
            return
        self._interrupted = now
        self.notice("Ctrl+C once more quits; so do Ctrl+Q and F10. Your words are kept.")

    # By a signal

    def mind_signals(self) -> None:
        """A polite kill or a lost line saves the words and leaves the terminal whole."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is None:
                continue
            try:
                loop.add_signal_handler(number, self._called_off, int(number))
            except (NotImplementedError, RuntimeError, ValueError):
                # What asyncio raises on Windows, for a loop outside the main thread, and for a signal that cannot be
                # caught: what is typed is then saved by the draft timer alone, as it is under a kill -9.
                return
            self._signals = (*self._signals, number)

    def _called_off(self, number: int) -> None:
        self.save_words()
        self.exit(return_code=128 + number)

    def on_unmount(self) -> None:
        if self._hand is not None:
            self._hand.drop_sounds()
        loop = asyncio.get_running_loop()
        for number in self._signals:
            loop.remove_signal_handler(number)

    # By a fault

    def _fatal_error(self) -> None:
        # Textual would print a traceback with the values of locals, and so the player's words. The command line
        # writes the report; here the words are saved and the terminal is handed back whole.
        with suppress(Exception):  # a second fault must not hide the first
            self.save_words()
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()

    @property
    def fault(self) -> Exception | None:
        """The error that ended the app, None where it ended well."""
        return self._exception
