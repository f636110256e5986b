"""Speak a text into a WAV file: JSON on standard input, one JSON line as the answer.

In: ``text``, ``rate`` (words a minute), ``engine`` (espeak or system), ``out`` (path). Out: ``seconds`` and ``words``,
pairs of the code point at which a word of the text begins and the second at which it sounds (none from an engine that
does not tell); or ``error`` and ``detail``.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from typing import Any

from vmdojo.voice.children.pipe import Line

DONT_EXIT = 0x8000
"""espeakINITIALIZE_DONT_EXIT: without it the library ends the process where its data is missing."""
PATIENCE = 60.0
"""Seconds to wait for an engine; half a minute of speech takes a tenth of one."""


class NoEngineError(Exception):
    """No speech engine can be had."""


def main() -> None:
    """Answer one request."""
    line = Line()
    asked = json.loads(sys.stdin.buffer.read())
    try:
        words = speak(asked["text"], int(asked["rate"]), asked["engine"], asked["out"])
        with wave.open(asked["out"], "rb") as sound:
            seconds = sound.getnframes() / sound.getframerate()
    except NoEngineError as problem:
        line.fail("no-engine", problem)
    except (OSError, EOFError, RuntimeError, ValueError, wave.Error) as problem:
        line.fail("failed", problem)
    line.tell(seconds=seconds, words=words)
    line.leave()


def speak(text: str, rate: int, engine: str, out: str) -> list[tuple[int, float]]:
    """Write ``out`` and give the words' beginnings. Raises :class:`NoEngineError`, OSError, RuntimeError."""
    return _espeak(text, rate, out) if engine == "espeak" else _system(text, rate, out)


def _espeak(text: str, rate: int, out: str) -> list[tuple[int, float]]:
    driver = _driver()
    found: list[tuple[int, float]] = []
    announce: Callable[..., None] = driver.SetSynthCallback

    def listening(callback: Callable[..., int] | None) -> None:
        """pyttsx3 passes on where a word stands in the text, and not when it sounds."""
        if callback is None:
            announce(None)
            return

        def both(sound: Any, samples: int, events: Any) -> int:
            number = 0
            while events[number].type != driver.EVENT_LIST_TERMINATED:
                if events[number].type == driver.EVENT_WORD:
                    found.append((events[number].text_position - 1, events[number].audio_position / 1000))
                number += 1
            return callback(sound, samples, events)

        announce(both)

    driver.SetSynthCallback = listening
    begin = driver.Synth

    def at_that_rate(*arguments: Any, **named: Any) -> Any:
        """On a busy machine the engine may drop the order that sets its pace, without a word."""
        until = time.monotonic() + PATIENCE
        while driver.dll.espeak_GetParameter(driver.RATE, 1) != rate and time.monotonic() < until:
            driver.SetParameter(driver.RATE, rate, 0)
            time.sleep(0.002)
        return begin(*arguments, **named)

    driver.Synth = at_that_rate
    _run("espeak", text, rate, out)
    return found


def _driver() -> Any:
    """pyttsx3's binding to eSpeak NG: the library that came with vmdojo, else the one that the system has."""
    try:
        import espeakng_loader
    except ImportError:
        loader = None
    else:
        loader = espeakng_loader
    load = ctypes.cdll.LoadLibrary
    try:
        if loader is not None:
            library = ctypes.CDLL(loader.get_library_path())
            ctypes.cdll.LoadLibrary = lambda name: library  # type: ignore[method-assign]  # noqa: ARG005
        from pyttsx3.drivers import _espeak
    except (ImportError, OSError, RuntimeError) as problem:
        raise NoEngineError(str(problem)) from problem
    finally:
        ctypes.cdll.LoadLibrary = load  # type: ignore[method-assign]
    if loader is not None:
        data = os.fsencode(loader.get_data_path())
        begin = _espeak.Initialize
        _espeak.Initialize = lambda output, length: begin(output, length, data, DONT_EXIT)
    return _espeak


def _system(text: str, rate: int, out: str) -> list[tuple[int, float]]:
    name = {"win32": "sapi5", "darwin": "nsss"}.get(sys.platform)
    if name is None:
        raise NoEngineError("this system has no voice of its own")
    _run(name, text, rate, out)
    if sys.platform == "darwin":
        # It writes AIFF whatever the file is called; the converter is part of the system.
        converted = f"{out}.converted"
        subprocess.run(["afconvert", "-f", "WAVE", "-d", "LEI16", out, converted], check=True, capture_output=True)
        os.replace(converted, out)  # noqa: PTH105
    return []


def _run(name: str, text: str, rate: int, out: str) -> None:
    try:
        import pyttsx3
    except ImportError as problem:
        raise NoEngineError(str(problem)) from problem
    try:
        engine = pyttsx3.init(name)
    except Exception as problem:  # the drivers raise whatever their system raises
        raise NoEngineError(f"{type(problem).__name__}: {problem}") from problem
    over: list[bool] = []
    engine.connect("finished-utterance", lambda **_: over.append(True))
    engine.setProperty("rate", rate)
    engine.save_to_file(text, out)
    until = time.monotonic() + PATIENCE
    engine.runAndWait()
    # The first call may come back before the file is written.
    while not over and name == "espeak":
        if time.monotonic() > until:
            raise RuntimeError("the engine did not answer in time")
        time.sleep(0.01)


if __name__ == "__main__":
    main()
