"""Delivery measures beside Praat's, on speech made here: ``python tests/benchmarks/delivery.py``.

Needs praat-parselmouth (GPL; for this comparison only, never a dependency). Prints a table; fails nothing.
"""

from __future__ import annotations

import numpy as np
import parselmouth

from vmdojo.message import parse
from vmdojo.message.reading import read
from vmdojo.scenarios import load_library
from vmdojo.voice import Speaker
from vmdojo.voice.measuring import measure

TEXTS = 12


def main() -> None:
    """Speak samples at three paces and compare."""
    library = load_library().scenarios
    texts = [scenario.strong[0].text.strip() for scenario in library if scenario.strong][:: len(library) // TEXTS]
    print("wpm   syllables  counted  error    pitch spread  Praat   pauses  Praat (-25 dB)")
    errors, gaps = [], []
    for text in texts[:TEXTS]:
        message = parse(text)
        true = sum(read(word.text).syllables for word in message.words)
        for rate in (120, 160, 220):
            spoken = Speaker().speak(message, rate)
            ours = measure(spoken.path)
            sound = parselmouth.Sound(str(spoken.path))
            spoken.path.unlink()
            talking = ours.ends - ours.begins - sum(pause.seconds for pause in ours.pauses)
            counted = ours.syllables_per_second * talking
            hertz = sound.to_pitch().selected_array["frequency"]
            hertz = hertz[hertz > 0]
            praat = float(np.std(12 * np.log2(hertz / np.median(hertz))))
            silences = parselmouth.praat.call(
                sound, "To TextGrid (silences)", 100, 0, -25, 0.25, 0.1, "silent", "sounding"
            )
            count = parselmouth.praat.call(silences, "Count intervals where", 1, "is equal to", "silent")
            errors.append(abs(counted / true - 1))
            gaps.append(abs((ours.pitch_spread or 0) - praat))
            print(
                f"{rate:3}   {true:9}  {counted:7.0f}  {counted / true - 1:+6.1%}  {ours.pitch_spread or 0:12.2f}"
                f"  {praat:5.2f}  {len(ours.pauses):7}  {count:5}"
            )
    print(f"syllables: mean error {np.mean(errors):.1%}, worst {max(errors):.1%}")
    print(f"pitch spread: mean gap to Praat {np.mean(gaps):.2f} semitones, worst {max(gaps):.2f}")


if __name__ == "__main__":
    main()
