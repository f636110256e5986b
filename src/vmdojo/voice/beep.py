"""The tone after which a mailbox records."""

from __future__ import annotations

import math
import sys
import wave
from array import array

import msgspec

from vmdojo.voice.model import Utterance, VoiceError

HERTZ = 1000
TONE_SECONDS = 0.35
PAUSE_SECONDS = 0.3
BEEP_SECONDS = PAUSE_SECONDS + TONE_SECONDS
_LOUDNESS = 0.25
_EDGE_SECONDS = 0.01
"""The tone swells and fades this long, so that it does not click."""


def with_beep(utterance: Utterance) -> Utterance:
    """The utterance with the beep behind it, in the same file. Raises :class:`VoiceError`."""
    path = str(utterance.path)
    try:
        with wave.open(path, "rb") as sound:
            form = sound.getparams()
            spoken = sound.readframes(sound.getnframes())
        with wave.open(path, "wb") as sound:
            sound.setparams(form)
            sound.writeframes(spoken + _tone(form.framerate, form.nchannels))
    except (OSError, EOFError, wave.Error) as problem:
        utterance.path.unlink(missing_ok=True)
        raise VoiceError("The voice could not be kept for playing.") from problem
    return msgspec.structs.replace(utterance, seconds=utterance.seconds + BEEP_SECONDS)


def _tone(rate: int, channels: int) -> bytes:
    samples = array("h", [0] * (int(PAUSE_SECONDS * rate) * channels))
    count = int(TONE_SECONDS * rate)
    for number in range(count):
        edge = min(1.0, number / (_EDGE_SECONDS * rate), (count - number) / (_EDGE_SECONDS * rate))
        value = int(32_767 * _LOUDNESS * edge * math.sin(2 * math.pi * HERTZ * number / rate))
        samples.extend([value] * channels)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()
