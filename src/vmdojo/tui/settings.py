"""What a player has set on the screen: colours, stillness, sound. A small file beside the record, never in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

import msgspec

from vmdojo.progress.beside import write_beside

ThemeWish = Literal["auto", "dark", "light", "plain"]
WISHES: tuple[ThemeWish, ...] = get_args(ThemeWish)


class Settings(msgspec.Struct, frozen=True):
    """Unknown keys are passed over: a newer game may have written the file."""

    theme: ThemeWish = "auto"
    still: bool = False
    """True: nothing moves; the verdict comes at once and the cursor does not blink."""
    rubric: str = ""
    """Name of a profile or path of a file to be judged by; empty for the shipped rubric."""
    sound: bool = True
    """False: messages are walked through in silence."""
    words_per_minute: int = 150
    """How fast messages are read out; grading has a pace of its own."""
    voice: Literal["espeak", "system"] = "espeak"
    """The voice that comes with vmdojo, or the one that Windows or macOS speaks with."""
    recogniser: str = "base.en"
    """faster-whisper's name of a model, or a folder with one; asked only where that extra is installed."""


def load(path: Path | None) -> Settings:
    """The settings at ``path``; the defaults where there is no readable file of settings."""
    if path is None:
        return Settings()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        return Settings()


def store(path: Path | None, settings: Settings) -> str:
    """Write the settings beside and rename. The reason where that failed, empty where it did not."""
    if path is None:
        return ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_beside(path, msgspec.json.encode(settings) + b"\n", to_disk=False)
    except OSError as problem:
        return f"The setting holds until you quit; it could not be written ({problem.strerror or problem})."
    return ""
