"""One text, heard once: sounding where the machine can, else walked in silence at the same pace."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
import wave
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

from vmdojo.message.model import Message
from vmdojo.voice import child
from vmdojo.voice.beep import BEEP_SECONDS, with_beep
from vmdojo.voice.model import GRADED_RATE, Engine, Sounding, Utterance, VoiceError
from vmdojo.voice.speaking import Speaker
from vmdojo.voice.timeline import align, carry

State = Literal["ready", "preparing", "playing", "paused", "over", "stopped"]
Sound = Literal["on", "off", "null"]
SOUNDS: tuple[Sound, ...] = get_args(Sound)

OFF = "Sound is off."
NO_DEVICE = "This machine has no sound to play on."
NO_PLAYER = "Nothing here can play sound. `vmdojo doctor` says why."
NO_RECORDING = "The recording cannot be read any more."
BROKE_OFF = "The sound broke off."
WALKED = "You see the words at speaking pace."
DRIFT = 0.06
"""Seconds by which the shown place may differ from the sounding one before it is put right."""


def wished(setting: Sound = "on") -> Sound:
    """What is to be done about sound: ``VMDOJO_SOUND`` (on, off, null) goes before the setting."""
    told = os.environ.get("VMDOJO_SOUND", "").strip().lower()
    return next((known for known in SOUNDS if known == told), setting)


class Performance:
    """A message on its way along the tape. Make one, :meth:`start` it, look at :attr:`at` and :attr:`word` to draw it.

    Nothing here waits and nothing raises: what fails turns the rest into a walk in silence, and :attr:`why` is the
    sentence that says why. Every method may be called from any thread.
    """

    def __init__(
        self,
        message: Message,
        *,
        words_per_minute: int = GRADED_RATE,
        engine: Engine = "espeak",
        sound: Sound = "on",
        beep: bool = False,
        recording: Path | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.message = message
        self.words_per_minute = words_per_minute
        self.why = ""
        """Why nothing sounds, in a sentence; empty while something does or may."""
        self._beep = beep
        self._recording = recording
        self._engine = engine
        self._sound = sound
        self._now = now
        self._lock = threading.RLock()
        self._state: State = "ready"
        self._speaker: Speaker | None = None
        self._player: subprocess.Popen[bytes] | None = None
        self._utterance: Utterance | None = None
        # The walk: at `_second` of the sound when the clock said `_since`.
        self._wanted = 0.0
        self._second = 0.0
        self._since = 0.0
        self._begun = threading.Event()
        self.words, self.seconds = self._estimated()

    def _estimated(self) -> tuple[tuple[Sounding, ...], float]:
        faster = GRADED_RATE / self.words_per_minute
        words = tuple(Sounding(word.begins * faster, word.ends * faster) for word in self.message.words)
        return words, self.message.seconds * faster + (BEEP_SECONDS if self._beep else 0.0)

    # What can be seen

    @property
    def silent(self) -> str:
        """Why nothing sounds, and what is seen instead; empty while something sounds or may."""
        return self.why and f"{self.why} {WALKED}"

    @property
    def state(self) -> State:
        """Where it is; reaching the end is seen by looking."""
        with self._lock:
            if self._state == "playing" and self.why and self.at >= self.seconds:
                self._state = "over"
            return self._state

    @property
    def at(self) -> float:
        """The second that sounds now."""
        with self._lock:
            if self._state == "playing":
                return min(self.seconds, self._second + self._now() - self._since)
            return self.seconds if self._state == "over" else self._second

    @property
    def word(self) -> int | None:
        """Index of the word that sounds now; None in a pause and when nothing plays."""
        if self.state not in ("playing", "paused"):
            return None
        at = self.at
        number = bisect_right(self.words, at, key=lambda word: word.begins) - 1
        return number if number >= 0 and at < self.words[number].ends else None

    def wait_begun(self, seconds: float) -> bool:
        """Wait until the first sound, or the walk, has begun. For tests and for plain mode."""
        return self._begun.wait(seconds)

    @property
    def message_second(self) -> float:
        """The second that sounds now, on the message's own timeline."""
        here, there = self._events()
        return carry(self.at, there, here)

    def _place(self, second: float) -> float:
        """A second of the message's own timeline in this reading."""
        here, there = self._events()
        return carry(second, here, there)

    def _events(self) -> tuple[list[float], list[float]]:
        """The beginnings of the words and the ends, in the message and as they sound."""
        with self._lock:
            own = [0.0, *(word.begins for word in self.message.words), self.message.seconds]
            return own, [0.0, *(word.begins for word in self.words), self.seconds]

    # What can be done

    def start(self, second: float = 0.0) -> None:
        """Begin, from the beginning or from a second of the message's own timeline. Where it is on its way already,
        nothing happens."""
        with self._lock:
            if self.state not in ("ready", "over"):
                return
            self._state = "preparing"
            self._wanted = second
            self._second = self._place(second)
            self._begun.clear()
            if self._sound == "off":
                self._walk(OFF)
                return
        threading.Thread(target=self._perform, name="voice", daemon=True).start()

    def pause(self) -> None:
        """Hold the sound where it is."""
        with self._lock:
            if self._state == "playing":
                self._second = self.at
                self._state = "paused"
                self._order("pause")

    def go_on(self) -> None:
        """Go on after a pause."""
        with self._lock:
            if self._state == "paused":
                self._since = self._now()
                self._state = "playing"
                self._order("go")

    def stop(self) -> None:
        """Silence, now and for good; every process and file of it is gone when this returns."""
        with self._lock:
            self._second = self.at
            self._state = "stopped"
            speaker, player = self._speaker, self._player
            self._speaker = self._player = None
            if speaker is not None:
                speaker.stop()
            if player is not None:
                child.end(player)
            self._forget()

    # Inside

    def _perform(self) -> None:
        """In a thread of its own: speak, then play, then wait for the end."""
        if self._utterance is not None or (self._speak if self._recording is None else self._take_up)():
            self._play()

    def _speak(self) -> bool:
        """Have the message spoken; False where it turned into a walk, or was stopped."""
        speaker = Speaker(self._engine)
        with self._lock:
            if self._state != "preparing":
                return False
            self._speaker = speaker
        try:
            utterance = speaker.speak(self.message, self.words_per_minute)
            if self._beep:
                utterance = with_beep(utterance)
        except VoiceError as problem:
            self._walk(str(problem))
            return False
        with self._lock:
            self._speaker = None
            self._utterance = utterance
            if self._state != "preparing":
                self._forget()
                return False
            self.words, self.seconds = utterance.words, utterance.seconds
        return True

    def _take_up(self) -> bool:
        """Take the recording in place of a synthetic voice; the words are spread over it by their estimate."""
        recording = self._recording
        assert recording is not None
        try:
            with wave.open(str(recording), "rb") as sound:
                seconds = sound.getnframes() / sound.getframerate()
        except (OSError, EOFError, wave.Error):
            self._walk(NO_RECORDING)
            return False
        with self._lock:
            self._utterance = Utterance(recording, seconds, align(self.message, [], seconds))
            self.words, self.seconds = self._utterance.words, seconds
        return True

    def _play(self) -> None:
        with self._lock:
            if self._state != "preparing" or self._utterance is None:
                return
            null = ["null"] if self._sound == "null" else []
            try:
                self._second = self._place(self._wanted)
                path = self._utterance.path
                passing = ["passing"] if path != self._recording else []
                player = self._player = child.start("play", [str(path), f"{self._second:.3f}", *null, *passing])
            except OSError:
                self._walk(NO_PLAYER)
                return
        assert player.stdout is not None
        over = False
        try:
            for line in player.stdout:
                told = json.loads(line)
                with self._lock:
                    if self._player is not player:
                        return
                    if "at" in told:
                        self._hear(told)
                    elif "over" in told:
                        over = True
                    else:
                        self._walk(NO_PLAYER if told.get("error") == "no-player" else NO_DEVICE)
                        return
        except (OSError, ValueError):
            # The pipe was closed under us: stopped, or the child broke off.
            over = False
        with self._lock:
            if self._player is not player:
                return
            if over:
                self._state = "over"
                self._second = self.seconds
                self._player = None
                child.end(player)
            else:
                self._walk(BROKE_OFF)

    def _hear(self, told: dict[str, float]) -> None:
        """The player says where the sound is."""
        second = float(told["at"])
        if self._state == "preparing":
            self._state = "playing"
            self._second, self._since = second, self._now()
            self._begun.set()
        # Between two answers the clock is truer than the moment at which an answer was read; only a drift counts.
        if self._state == "playing" and abs(second - self.at) > DRIFT:
            self._second, self._since = second, self._now()

    def _walk(self, why: str) -> None:
        """Go on in silence from where it is."""
        with self._lock:
            if self._state == "stopped":
                return
            self._second = self.at
            player, self._player = self._player, None
            self._speaker = None
            if player is not None:
                child.end(player)
            self._forget()
            self.why = why
            if self._state != "paused":
                self._state = "playing"
            self._since = self._now()
            self._begun.set()

    def _order(self, order: str) -> None:
        if self._player is None or self._player.stdin is None:
            return
        try:
            self._player.stdin.write(order.encode("ascii") + b"\n")
            self._player.stdin.flush()
        except OSError:
            # It has ended; the reading thread sees that too and goes on in silence.
            return

    def _forget(self) -> None:
        if self._utterance is not None:
            if self._utterance.path != self._recording:
                self._utterance.path.unlink(missing_ok=True)
            self._utterance = None
