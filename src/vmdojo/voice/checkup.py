"""What this machine offers for hearing: asked by really doing it, for a list of devices proves nothing."""

from __future__ import annotations

import sys
import wave
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec

from vmdojo.message import parse
from vmdojo.voice import child
from vmdojo.voice.model import GRADED_RATE, VoiceError
from vmdojo.voice.speaking import Speaker


class Finding(NamedTuple):
    """One thing that was tried. ``missing`` is empty where it works, else what to do about it."""

    name: str
    value: str
    missing: str = ""


def examine() -> list[Finding]:
    """Speak a word and play a moment of silence. Takes about a second; raises nothing."""
    return [_voice(), _device()]


def _voice() -> Finding:
    try:
        spoken = Speaker().speak(parse("One."), GRADED_RATE)
    except VoiceError as problem:
        if find_spec("espeakng_loader") is not None:
            return Finding("voice", f"none ({problem})")
        how = (
            "Install eSpeak NG by your system's own means (Debian: sudo apt install libespeak-ng1)."
            if sys.platform.startswith("linux")
            else f"Install it: {Path(sys.executable).name} -m pip install espeakng-loader"
        )
        return Finding("voice", "none: messages are walked through in silence", how)
    spoken.path.unlink(missing_ok=True)
    return Finding("voice", "eSpeak NG")


def _device() -> Finding:
    if find_spec("miniaudio") is None:
        return Finding(
            "sound out",
            "none: messages are walked through in silence",
            f"Install it: {Path(sys.executable).name} -m pip install miniaudio. It may need a C compiler.",
        )
    with TemporaryDirectory(prefix="vmdojo-") as folder:
        silence = Path(folder) / "silence.wav"
        with wave.open(str(silence), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(22_050)
            sound.writeframes(bytes(2 * 2_205))
        try:
            process = child.start("play", [str(silence), "0.0"])
        except OSError as problem:
            return Finding("sound out", f"cannot be tried ({problem})")
        try:
            assert process.stdout is not None
            told = msgspec.json.decode(process.stdout.readline() or b"{}", type=dict[str, object])
        except (OSError, msgspec.DecodeError):
            told = {}
        finally:
            child.end(process)
    if "at" in told or "over" in told:
        return Finding("sound out", "works")
    return Finding("sound out", "no device: messages are walked through in silence")
