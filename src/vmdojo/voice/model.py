"""What the voice room hands out. Times are seconds from the first sound."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

Engine = Literal["espeak", "system"]
"""``espeak`` is the same voice on every machine; ``system`` is the one that Windows or macOS speaks with."""

GRADED_RATE = 150
"""Words a minute of eSpeak NG that the graded seconds were fitted to."""
SLOWEST, FASTEST = 80, 320
"""Words a minute between which a reading can be understood; eSpeak NG itself takes 80 to 450."""


class Sounding(msgspec.Struct, frozen=True):
    """When one word of a message sounds, half open."""

    begins: float
    ends: float


class Utterance(msgspec.Struct, frozen=True):
    """A text that was spoken into a file."""

    path: Path
    """A WAV file; whoever asked for it removes it."""
    seconds: float
    words: tuple[Sounding, ...]
    """One for each word of the message."""


class VoiceError(Exception):
    """Something that the machine cannot do now. ``str()`` is a sentence for the player with what to do about it."""
