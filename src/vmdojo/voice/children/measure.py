"""Measure how a message sounds: JSON on standard input, one JSON line as the answer.

In: ``path`` (wav, mp3, flac or ogg), ``longest`` (seconds taken at most). Out: plain measures, see :func:`measure`; or
``error`` (``no-numpy``, ``no-player``, ``unreadable``, ``too-long``, ``cut-off``, ``silent``) and ``detail``.

Nothing here knows words, and nothing tells one voice or accent from another.
"""

from __future__ import annotations

import json
import sys
import wave
from typing import TYPE_CHECKING, Any

from vmdojo.voice.children.pipe import Line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

RATE = 16_000
"""Samples a second that everything is brought to."""
HOP, FRAME = RATE // 100, RATE // 40
"""Loudness is looked at every 10 ms through 25 ms."""
PITCH_FRAME = RATE // 20
"""50 ms hold three periods of the deepest voice that is looked for."""
LOWEST, HIGHEST = 65.0, 450.0
"""Hertz between which a voice is looked for."""
VOICED = 0.5
"""Least normalised autocorrelation of a voiced frame (Praat's default is 0.45)."""
SHARE = 0.25
"""Sound is what lies above the noise by this share of the range: finds gaps down to 5 dB of signal to noise."""
LEAST_RANGE = 8.0
"""Decibels between noise and speech below which there is nothing to measure."""
LEAST_PAUSE = 0.25
"""Seconds of silence that are a pause; shorter ones are stops inside words."""
DIP = 3.0
"""Decibels by which loudness falls between two syllables (de Jong and Wempe, 2009)."""


def main() -> None:
    """Answer one request."""
    line = Line()
    asked = json.loads(sys.stdin.buffer.read())
    try:
        import numpy
    except ImportError as problem:
        line.fail("no-numpy", problem)
    try:
        import miniaudio
    except (ImportError, OSError) as problem:
        line.fail("no-player", problem)
    try:
        seconds = miniaudio.get_file_info(asked["path"]).duration
        if seconds > asked["longest"]:
            line.fail("too-long", seconds)
        sound = miniaudio.decode_file(
            asked["path"], output_format=miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE
        )
    except (miniaudio.MiniaudioError, OSError, ValueError, MemoryError) as problem:
        line.fail("unreadable", problem)
    samples = numpy.asarray(sound.samples, dtype=numpy.float64) / 32_768
    if cut_off(asked["path"], len(samples) / RATE):
        line.fail("cut-off")
    found = measure(samples)
    if found is None:
        line.fail("silent")
    line.tell(**found)
    line.leave()


def cut_off(path: str, seconds: float) -> bool:
    """Whether a WAV file promises more sound than the ``seconds`` it holds, as after a broken download.

    A recorder that could not know the length beforehand promises hours; that is no promise.
    """
    try:
        with wave.open(path, "rb") as sound:
            promised = sound.getnframes() / sound.getframerate()
    except (OSError, EOFError, wave.Error):
        return False
    return seconds + 0.5 < promised < 3_600


def measure(samples: Array) -> dict[str, Any] | None:
    """Plain measures of mono sound at :data:`RATE`; None where nothing stands out of the noise.

    ``seconds``; ``begins`` and ``ends`` of the speech; ``nuclei``, the seconds at which syllables peak; ``pauses``,
    pairs of second and length; ``pitch_spread`` (standard deviation in semitones, null with too little voice);
    ``loudness_trend`` (decibels of the last quarter of the speech against the rest); ``clipped`` (share of samples at
    the limit); ``above_noise`` (decibels).
    """
    import numpy as np

    if len(samples) < RATE // 2:
        return None
    loud = _loudness(samples)
    noise, peak = float(np.percentile(loud, 10)), float(np.percentile(loud, 95))
    if peak - noise < LEAST_RANGE or peak < -60:
        return None
    threshold = noise + SHARE * (peak - noise)
    heard = np.flatnonzero(loud > threshold)
    first, last = int(heard[0]), int(heard[-1]) + 1
    step = HOP / RATE
    pauses = [(at * step, length * step) for at, length in _gaps(loud[first:last] <= threshold, first)]
    spans = [(at, length) for at, length in pauses if length >= LEAST_PAUSE]
    pitch = _pitch(samples, loud, threshold)
    voiced = pitch[~np.isnan(pitch)]
    spread = None
    if len(voiced) >= 50:
        semitones = 12 * np.log2(voiced / np.median(voiced))
        # An octave too high or low is the tracker's slip, not the voice's.
        semitones = semitones[np.abs(semitones) < 9]
        spread = float(np.std(semitones))
    quarter = first + (last - first) * 3 // 4
    speaking = loud > threshold
    late, early = loud[quarter:last][speaking[quarter:last]], loud[first:quarter][speaking[first:quarter]]
    return {
        "seconds": len(samples) / RATE,
        "begins": first * step,
        "ends": last * step,
        "nuclei": [frame * step for frame in _nuclei(loud, pitch, peak, threshold)],
        "pauses": spans,
        "pitch_spread": spread,
        "loudness_trend": float(np.mean(late) - np.mean(early)) if len(late) and len(early) else 0.0,
        "clipped": _clipped(samples),
        "above_noise": peak - noise,
    }


def _loudness(samples: Array) -> Array:
    """Decibels under full scale, a value every 10 ms."""
    import numpy as np

    power = np.concatenate([[0.0], np.cumsum(samples**2)])
    starts = np.arange(0, max(1, len(samples) - FRAME), HOP)
    mean = (power[starts + FRAME] - power[starts]) / FRAME if len(samples) > FRAME else power[-1:] / len(samples)
    return np.asarray(10 * np.log10(np.maximum(mean, 1e-10)))


def _gaps(quiet: Any, offset: int) -> list[tuple[int, int]]:
    """Runs of quiet frames as (first frame, count)."""
    found = []
    start = None
    for number, still in enumerate([*quiet.tolist(), False]):
        if still and start is None:
            start = number
        elif not still and start is not None:
            found.append((offset + start, number - start))
            start = None
    return found


def _pitch(samples: Array, loud: Array, threshold: float) -> Array:
    """Hertz every 10 ms by normalised autocorrelation, NaN where no voice sounds."""
    import numpy as np

    found = np.full(len(loud), np.nan)
    shortest, longest = int(RATE / HIGHEST), int(RATE / LOWEST)
    window = np.hanning(PITCH_FRAME)
    size = 1 << (2 * PITCH_FRAME - 1).bit_length()
    own = np.fft.irfft(np.abs(np.fft.rfft(window, size)) ** 2)[: longest + 2]
    own /= own[0]
    for frame in np.flatnonzero(loud > threshold):
        start = max(0, int(frame) * HOP + FRAME // 2 - PITCH_FRAME // 2)
        piece = samples[start : start + PITCH_FRAME]
        if len(piece) < PITCH_FRAME:
            continue
        piece = (piece - piece.mean()) * window
        power = np.fft.irfft(np.abs(np.fft.rfft(piece, size)) ** 2)[: longest + 2]
        if power[0] <= 0:
            continue
        # Divided by the window's own, as Boersma (1993) does, so that long periods are not at a disadvantage.
        curve = power / power[0] / own
        part = curve[shortest : longest + 1]
        # The first period that is nearly as like as the best: its multiples are as like.
        high = np.flatnonzero((part[1:-1] >= part[:-2]) & (part[1:-1] >= part[2:])) + 1
        if not len(high):
            continue
        best = float(part[high].max())
        if best < VOICED:
            continue
        lag = int(high[np.flatnonzero(part[high] >= best - 0.05)[0]]) + shortest
        left, here, right = curve[lag - 1], curve[lag], curve[lag + 1]
        bend = left - 2 * here + right
        found[frame] = RATE / (lag + (0.5 * (left - right) / bend if bend else 0.0))
    return _smooth(found)


def _smooth(pitch: Array) -> Array:
    """The median of five neighbours: single slips go."""
    import numpy as np

    padded = np.concatenate([[np.nan] * 2, pitch, [np.nan] * 2])
    stacked = np.stack([padded[shift : shift + len(pitch)] for shift in range(5)])
    enough = (~np.isnan(stacked)).sum(axis=0) >= 3
    found = np.full(len(pitch), np.nan)
    found[enough] = np.nanmedian(stacked[:, enough], axis=0)
    found[np.isnan(pitch)] = np.nan
    return found


def _nuclei(loud: Array, pitch: Array, peak: float, threshold: float) -> list[int]:
    """Frames of voiced peaks of loudness with a dip before each."""
    import numpy as np

    smooth = np.convolve(loud, np.hanning(9)[1:-1] / np.hanning(9)[1:-1].sum(), "same")
    floor = max(threshold, peak - 25)
    found: list[int] = []
    lowest = -np.inf
    for frame in range(1, len(smooth) - 1):
        lowest = min(lowest, smooth[frame])
        if not (smooth[frame] >= smooth[frame - 1] and smooth[frame] > smooth[frame + 1] and smooth[frame] > floor):
            continue
        if np.isnan(pitch[max(0, frame - 2) : frame + 3]).all():
            continue
        if found and smooth[frame] - lowest < DIP:
            # No dip since the last: the higher of the two is the nucleus.
            if smooth[frame] > smooth[found[-1]]:
                found[-1] = frame
                lowest = smooth[frame]
            continue
        if found and smooth[found[-1]] - lowest < DIP:
            continue
        found.append(frame)
        lowest = smooth[frame]
    return found


def _clipped(samples: Array) -> float:
    """Share of samples that stand at the limit beside another that does."""
    import numpy as np

    at_limit = np.abs(samples) >= 0.998
    return float(np.mean(at_limit[1:] & at_limit[:-1]))


if __name__ == "__main__":
    main()
