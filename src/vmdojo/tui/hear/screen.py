"""Hearing a text: the word that sounds is lit, in the text and on the tape. Without sound the same walk in silence."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec
from textual.content import Content
from textual.widget import Widget

from vmdojo.message.model import Message
from vmdojo.tui import actions
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, MEASURE, clock, say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.tape import SILENCE, SOUND, owners, reel_lines, reel_step
from vmdojo.voice import FASTEST, GRADED_RATE, SLOWEST, Engine, Performance, wished

LOOK: Final = 1 / 25
"""Seconds between two looks at where the sound is: well under the 150 ms within which light and sound are one."""
STEP: Final = 10
"""Words a minute that one key makes it faster or slower."""
_STATES: Final[Mapping[str, str]] = {
    "preparing": "One moment ...",
    "paused": "Paused.",
    "over": "That was all of it.",
}


class Hear(Stage):
    """One text from its beginning to its end, as often as one likes."""

    KEY = "hear"
    BINDINGS = actions.bindings("hear")

    def __init__(self, title: str, message: Message, *, beep: bool = False, recording: Path | None = None) -> None:
        super().__init__()
        self._title = title
        self._message = message
        self._beep = beep
        self._recording = recording
        self._timed = message

    def page(self) -> Iterator[Widget]:
        self._sheet = Block(self._lines, id="hear")
        yield self._sheet

    def on_mount(self) -> None:
        self._begin()
        self.set_interval(LOOK, self._look)

    def _begin(self) -> None:
        settings = self.dojo.settings
        self._play = Performance(
            self._message,
            words_per_minute=settings.words_per_minute,
            engine=settings.voice,
            sound=wished("on" if settings.sound else "off"),
            beep=self._beep,
            recording=self._recording,
        )
        self._seen: tuple[object, ...] = ()
        self._play.start()

    def on_unmount(self) -> None:
        self._play.stop()

    # Drawing

    def _look(self) -> None:
        play = self._play
        if self._timed.words and (play.words[-1].ends, play.seconds) != (
            self._timed.words[-1].ends,
            self._timed.seconds,
        ):
            self._timed = _timed(self._message, play)
        width = self.sheet.size.width
        cell = int(play.at / reel_step(max(play.seconds, 0.5), width))
        seen = (play.state, play.word, cell, int(play.at), play.silent, play.seconds)
        if seen != self._seen:
            changed_state = not self._seen or self._seen[0] != seen[0]
            self._seen = seen
            self._sheet.again()
            if changed_state:
                self.refresh_foot()

    def _lines(self, width: int) -> Sequence[Content]:
        play, message = self._play, self._timed
        row = min(width, MEASURE)
        times = f"{clock(play.at)} of {clock(play.seconds)}"
        each = reel_step(play.seconds, width)
        cells = owners(message.words, each, 0, max(1, round(play.seconds / each)))
        pattern = "".join(SILENCE if owner is None else SOUND for owner in cells)
        running = play.state in ("playing", "paused")
        lit = min(len(pattern) - 1, int(play.at / each)) if running else None
        return [
            spread(say(self._title, "bold"), say(times, "$quiet"), row),
            BLANK,
            *reel_lines(pattern, each, play.seconds, width, lit=lit),
            BLANK,
            *self._words().wrap(row),
            BLANK,
            *wrap(say(self._told(), "$quiet"), width),
            *(wrap(say(play.silent, "$quiet"), width) if play.silent else ()),
        ]

    def _told(self) -> str:
        if self._recording is not None:
            return f"{_STATES.get(self._play.state, '')} Your own voice.".strip()
        rate = self._play.words_per_minute
        graded = "." if rate == GRADED_RATE else "; the grade keeps to its own pace."
        return f"{_STATES.get(self._play.state, '')} Read at {rate} words a minute{graded}".strip()

    def _words(self) -> Content:
        text = say(self._message.text)
        number = self._play.word
        if number is not None:
            word = self._message.words[number]
            text = text.stylize("bold reverse", word.start, word.end)
        return text

    # What can be done

    def offers(self, call: str) -> bool:
        """A recording has the pace it has."""
        if call == "voice":
            # Linux has no voice of its own.
            return self._recording is None and sys.platform in ("win32", "darwin")
        return self._recording is None or call not in {"faster", "slower"}

    def label(self, action: actions.Action) -> str:
        if action.call == "hold":
            return {"paused": "go on", "over": "hear it again"}.get(self._play.state, "pause")
        if action.call == "sound":
            return "sound off" if self.dojo.settings.sound else "sound on"
        return super().label(action)

    def action_hold(self) -> None:
        state = self._play.state
        if state == "paused":
            self._play.go_on()
        elif state == "over":
            self._play.start()
        else:
            self._play.pause()
        self._look()

    def action_again(self) -> None:
        self._anew()

    def action_faster(self) -> None:
        self._pace(STEP)

    def action_slower(self) -> None:
        self._pace(-STEP)

    def action_sound(self) -> None:
        """Sound on or off, from now on and everywhere."""
        settings = self.dojo.settings
        self.dojo.keep_settings(msgspec.structs.replace(settings, sound=not settings.sound))
        self._anew()

    def action_voice(self) -> None:
        """The voice that came with vmdojo, or the system's own."""
        settings = self.dojo.settings
        other: Engine = "system" if settings.voice == "espeak" else "espeak"
        self.dojo.keep_settings(msgspec.structs.replace(settings, voice=other))
        self._anew()

    def action_close(self) -> None:
        self.dojo.back()

    def _pace(self, change: int) -> None:
        settings = self.dojo.settings
        rate = max(SLOWEST, min(FASTEST, settings.words_per_minute + change))
        if rate != settings.words_per_minute:
            self.dojo.keep_settings(msgspec.structs.replace(settings, words_per_minute=rate))
            self._anew()

    def _anew(self) -> None:
        self._play.stop()
        self._timed = self._message
        self._begin()
        self._look()
        self.refresh_foot()


def _timed(message: Message, play: Performance) -> Message:
    """The message with the seconds at which its words really sound."""
    words = tuple(
        msgspec.structs.replace(word, begins=heard.begins, ends=heard.ends)
        for word, heard in zip(message.words, play.words, strict=True)
    )
    return msgspec.structs.replace(message, words=words, seconds=play.seconds)
