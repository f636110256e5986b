"""Hearing a message. All sound is made and played in child processes; nothing here needs a sound card."""

from __future__ import annotations

from vmdojo.voice.clock import SoundClock
from vmdojo.voice.model import FASTEST, GRADED_RATE, SLOWEST, Engine, Sounding, Utterance, VoiceError
from vmdojo.voice.performance import Performance, Sound, State, wished
from vmdojo.voice.recording import Recording
from vmdojo.voice.speaking import Speaker

__all__ = [
    "FASTEST",
    "GRADED_RATE",
    "SLOWEST",
    "Engine",
    "Performance",
    "Recording",
    "Sound",
    "SoundClock",
    "Sounding",
    "Speaker",
    "State",
    "Utterance",
    "VoiceError",
    "wished",
]
