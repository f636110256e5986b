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
from vmdojo.voice.recognising import can_recognise
from vmdojo.voice.speaking import Speaker


class Finding(NamedTuple):
    """One thing that was tried."""

    name: str
    value: str
    missing: str = ""
    """What to do about something that a whole install has; empty where it is there."""
    more: str = ""
    """How to come by something that the game goes on without; empty where it is there."""


_IN_SILENCE = "none: messages are walked through in silence"


def examine() -> list[Finding]:
    """Speak a word, play a moment of silence, open the microphone for another. Takes about a second; raises nothing."""
    return [_voice(), _loudspeaker(), _microphone(), _measures(), _words()]


def _voice() -> Finding:
    try:
        spoken = Speaker().speak(parse("One."), GRADED_RATE)
    except VoiceError as problem:
        if find_spec("espeakng_loader") is not None:
            return Finding(
                "voice", f"none ({problem})", f"{_install('--force-reinstall espeakng-loader')} brings it anew."
            )
        return Finding("voice", _IN_SILENCE, more=_how_to_speak())
    spoken.path.unlink(missing_ok=True)
    return Finding("voice", "eSpeak NG")


def _how_to_speak() -> str:
    if sys.platform.startswith("linux"):
        return (
            "Install eSpeak NG by your system's own means (Debian, Ubuntu: sudo apt install libespeak-ng1; Fedora: "
            "sudo dnf install espeak-ng; Alpine: apk add espeak-ng), then run vmdojo doctor again."
        )
    return f"{_install('espeakng-loader')} brings it."


def _loudspeaker() -> Finding:
    name = "sound out"
    if find_spec("miniaudio") is None:
        return _no_miniaudio(name, _IN_SILENCE)
    with TemporaryDirectory(prefix="vmdojo-") as folder:
        silence = Path(folder) / "silence.wav"
        with wave.open(str(silence), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(22_050)
            sound.writeframes(bytes(2 * 2_205))
        told = _tried("play", str(silence), "0.0")
    if "at" in told or "over" in told:
        return Finding(name, "works")
    return Finding(
        name,
        _IN_SILENCE,
        more="No loudspeaker or headphones answer. Plug some in, pick them in the sound settings of your system, and "
        "run vmdojo doctor again. Over ssh, in a container and on many servers there is none to be had; the game loses "
        "nothing else.",
    )


def _microphone() -> Finding:
    name, typed = "microphone", "none: takes are typed"
    if find_spec("miniaudio") is None:
        return _no_miniaudio(name, typed)
    with TemporaryDirectory(prefix="vmdojo-") as folder:
        told = _tried("record", str(Path(folder) / "try.wav"), "0.05")
    if "second" in told or "kept" in told:
        return Finding(name, "works")
    return Finding(
        name,
        typed,
        more="No microphone answers. Plug one in, and allow this terminal to use it in the privacy settings of your "
        "system.",
    )


def _measures() -> Finding:
    if find_spec("numpy") is not None:
        return Finding("delivery", "can be measured")
    return Finding("delivery", "cannot be measured", more=f"{_install('numpy')} adds how a spoken take sounds.")


def _words() -> Finding:
    if can_recognise():
        return Finding("words", "can be heard")
    return Finding(
        "words",
        "are typed or confirmed by you",
        more=f"{_install('faster-whisper numpy')} lets this machine write down what you say.",
    )


def _no_miniaudio(name: str, value: str) -> Finding:
    return Finding(name, value, more=f"{_install('miniaudio')} brings it. It may need a C compiler here.")


def _install(what: str) -> str:
    # The whole path: vmdojo runs from an environment that need not be the one that the shell finds.
    return f"{sys.executable} -m pip install {what}"


def _tried(child_name: str, *arguments: str) -> dict[str, object]:
    """The first thing that the child says; nothing where it says none."""
    try:
        process = child.start(child_name, arguments)
    except OSError:
        return {}
    try:
        assert process.stdout is not None
        return msgspec.json.decode(process.stdout.readline() or b"{}", type=dict[str, object])
    except (OSError, msgspec.DecodeError):
        return {}
    finally:
        child.end(process)
