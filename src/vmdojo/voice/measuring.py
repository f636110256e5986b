"""A recording into plain measures, by a child process; the words, where they are known, make the rate exact."""

from __future__ import annotations

import json
import subprocess
from bisect import bisect_left
from pathlib import Path
from typing import Any

import msgspec

from vmdojo.grading.delivery import Delivery, Pause
from vmdojo.message.model import Message, WordKind
from vmdojo.message.reading import read
from vmdojo.voice import child
from vmdojo.voice.model import VoiceError

LONGEST = 600.0
"""Seconds of sound that are measured at most: no mailbox takes ten minutes."""
MOST_BYTES = 200 * 1024 * 1024
"""Of a file: ten minutes of uncompressed stereo are 110 MB."""
PATIENCE = 120.0
"""Seconds to wait for the measures; ten minutes of sound take about fifteen."""
_LEAST_DIGITS = 5


def measure(path: Path, message: Message | None = None, *, called: str = "") -> Delivery:
    """How the recording at ``path`` (wav, mp3, flac, ogg) sounds; ``message`` is what was said in it, ``called`` how
    sentences name it (else by its file's name).

    Raises :class:`VoiceError` with a sentence for a file that holds no sound, is too long or cannot be read, and where
    this machine lacks what measuring needs.
    """
    name = called or path.name.encode("utf-8", "replace").decode("utf-8")
    try:
        if not path.is_file():
            raise VoiceError(f"There is no recording {name}.")
        if path.stat().st_size > MOST_BYTES:
            raise VoiceError(f"{name} is too large for a voicemail.")
        if path.stat().st_size == 0:
            raise VoiceError(f"{name} is empty.")
        process = child.start("measure")
    except OSError as problem:
        raise VoiceError(f"{name} cannot be read ({problem.strerror or problem}).") from problem
    try:
        asked = json.dumps({"path": str(path), "longest": LONGEST}).encode("utf-8")
        answer, _ = process.communicate(asked, timeout=PATIENCE)
        told = msgspec.json.decode(answer.strip() or b"{}", type=dict[str, Any])
    except (subprocess.TimeoutExpired, OSError, msgspec.DecodeError) as problem:
        raise VoiceError(f"{name} could not be measured. Is it a whole recording?") from problem
    finally:
        child.end(process)
    if "seconds" not in told:
        raise VoiceError(f"{name} {_REASONS.get(told.get('error', ''), _UNREADABLE)}")
    delivery = delivery_of(told, message)
    if delivery.words_per_minute is not None and not _SLOWEST < delivery.syllables_per_second < _FASTEST:
        assert message is not None
        voice, words = delivery.ends - delivery.begins, len(message.words)
        raise VoiceError(
            f"{name} has {voice:.0f} seconds of voice and its text {words} words: the two are not the same take."
        )
    return delivery


_SLOWEST, _FASTEST = 1.0, 9.5
"""Syllables a second of talking outside of which no words were said: readers at 240 words a minute reach 6, the fastest
talkers 9."""
_UNREADABLE = "is no sound that vmdojo can read: it takes wav, mp3, flac and ogg."
_REASONS = {
    "no-numpy": "cannot be measured here yet. Install what it needs: pip install 'vmdojo[voice]'",
    "no-player": "cannot be read here: this machine has no miniaudio. `vmdojo doctor` says how to get it.",
    "too-long": "is longer than ten minutes, and a voicemail is not.",
    "cut-off": "breaks off before its end. Save or download it again.",
    "silent": "holds no voice that stands out of the noise.",
    "unreadable": _UNREADABLE,
}


def delivery_of(told: dict[str, Any], message: Message | None) -> Delivery:
    """The child's measures with what the words add to them."""
    begins, ends = float(told["begins"]), float(told["ends"])
    pauses = tuple(Pause(float(at), float(seconds)) for at, seconds in told["pauses"])
    nuclei = [float(second) for second in told["nuclei"]]
    talking = max(0.1, ends - begins - sum(pause.seconds for pause in pauses))
    syllables = sum(read(word.text).syllables for word in message.words) if message is not None else 0
    number_at, digits = _number(message, nuclei, ends) if message is not None and syllables else (None, None)
    known = message is not None and syllables > 0
    return Delivery(
        seconds=float(told["seconds"]),
        begins=begins,
        ends=ends,
        syllables_per_second=(syllables if known else len(nuclei)) / talking,
        words_per_minute=60 * len(message.words) / max(0.1, ends - begins) if known and message else None,
        speeding_up=_speeding_up(nuclei, pauses, begins, ends),
        pauses=pauses,
        pitch_spread=told["pitch_spread"],
        loudness_trend=float(told["loudness_trend"]),
        clipped=float(told["clipped"]),
        above_noise=float(told["above_noise"]),
        digits_per_second=digits,
        number_at=number_at,
    )


def _speeding_up(nuclei: list[float], pauses: tuple[Pause, ...], begins: float, ends: float) -> float:
    """Syllables a second of talking in the last third against the first, less one."""
    third = (ends - begins) / 3
    rates = []
    for low, high in ((begins, begins + third), (ends - third, ends)):
        count = bisect_left(nuclei, high) - bisect_left(nuclei, low)
        still = sum(max(0.0, min(high, p.at + p.seconds) - max(low, p.at)) for p in pauses)
        rates.append(count / max(0.1, high - low - still))
    return rates[1] / rates[0] - 1 if rates[0] > 0 else 0.0


def _number(message: Message, nuclei: list[float], ends: float) -> tuple[float | None, float | None]:
    """Where the last phone number begins and its digits a second, by its share of the syllables."""
    counts = [read(word.text).syllables for word in message.words]
    place = next((n for n in reversed(range(len(counts))) if message.words[n].kind is WordKind.PHONE), None)
    if place is None or len(nuclei) < 5:
        return None, None
    digits = sum(letter.isdecimal() for letter in message.words[place].text)
    if digits < _LEAST_DIGITS:
        return None, None
    whole = sum(counts)
    before, behind = sum(counts[:place]) / whole, sum(counts[: place + 1]) / whole
    first = min(len(nuclei) - 1, round(before * len(nuclei)))
    last = min(len(nuclei), round(behind * len(nuclei)))
    until = nuclei[last] if last < len(nuclei) else ends
    return nuclei[first], digits / max(0.3, until - nuclei[first])
