"""Reading aloud behind what is said line by line: by the very object that the game's page plays with."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from vmdojo.cli.console import wrapped
from vmdojo.voice import Performance, wished

if TYPE_CHECKING:
    from vmdojo.message import Message
    from vmdojo.tui.settings import Settings

PATIENCE = 30.0
"""Seconds to wait for the first sound: the voice itself gives up after 20."""
_LOOK = 0.05


class Aloud:
    """Reads one text at a time. Whoever made it calls :meth:`hush` in the end."""

    def __init__(self, settings: Settings, say: Callable[[str], None]) -> None:
        self._settings = settings
        self._say = say
        self._play: Performance | None = None

    def read(self, message: Message, *, beep: bool = False, stops: bool = True) -> bool:
        """Let the message sound, with the mailbox's ``beep`` behind it if wished; say why where it cannot. Whether it
        could.

        For a player at a terminal it goes on while they read or type; ``stops`` tells that Enter ends it. A pipe is not
        waited for by anybody: there it is heard to its end.
        """
        self.hush()
        if not message.words:
            self._say("There is nothing to hear yet.")
            return True
        play = self._play = Performance(
            message,
            words_per_minute=self._settings.words_per_minute,
            engine=self._settings.voice,
            sound=wished("on" if self._settings.sound else "off"),
            beep=beep,
        )
        play.start()
        begun = play.wait_begun(PATIENCE)
        if begun and not play.why and sys.stdin is not None and sys.stdin.isatty():
            if stops:
                self._say("You hear it. Enter stops it.")
            return True
        while begun and not play.why and play.state == "playing":
            time.sleep(_LOOK)
        self.hush()
        if begun and not play.why:
            return True
        for line in wrapped(play.why or "The voice did not answer."):
            self._say(line)
        return False

    def hush(self) -> bool:
        """Silence, at once. Whether something was still sounding."""
        play, self._play = self._play, None
        if play is None:
            return False
        sounding = play.state in ("preparing", "playing")
        play.stop()
        return sounding
