"""Keys as the terminal sends them: Esc acts when it is pressed, not a tenth of a second later."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from typing import Final

from textual import constants
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

POLL: Final = 0.1
"""Seconds after which the thread looks whether the game has ended."""
_READ: Final = 4096
_SLACK: Final = 0.002
"""Seconds by which a look comes later than the end of the wait, so that it is over then for certain."""


class Keyboard(LinuxDriver):
    """Textual's driver, whose thread waits for the rest of a sequence as long as it was told to.

    Esc and the beginning of an arrow key are the same byte. Textual waits ``ESCDELAY`` milliseconds for a second one,
    but looks only every tenth of a second, so that Esc takes a tenth of a second however short the wait is.
    """

    def run_input_thread(self) -> None:
        """See ``LinuxDriver.run_input_thread``; only when it looks is different."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")().decode
        wait = POLL
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = selector.select(wait)
                wait = POLL
                if ready:
                    data = os.read(self.fileno, _READ)
                    if not data:
                        # Nothing will come any more, and the selector would say so without end.
                        self.exit_event.wait(POLL)
                    for event in parser.feed(text) if (text := decode(data)) else ():
                        self.process_message(event)
                    # A sequence may be half here: look again as soon as its rest is overdue.
                    wait = min(POLL, constants.ESCAPE_DELAY + _SLACK)
                for event in parser.tick():
                    self.process_message(event)
