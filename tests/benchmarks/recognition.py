"""Typed against recognised: ``python tests/benchmarks/recognition.py MODEL [COUNT]``.

Strong and weak samples of the library are spoken by eSpeak NG, recognised by the model (a name or a folder) with the
scenario's names at hand, as the game does it, and graded both ways. Needs ``vmdojo[transcribe]``. Prints a table; fails
nothing.
"""

from __future__ import annotations

import re
import statistics
import sys

import msgspec
from rapidfuzz.distance import Levenshtein

from vmdojo.grading import grade
from vmdojo.message import parse
from vmdojo.message.reading import spoken
from vmdojo.scenarios import load_library
from vmdojo.voice import Speaker
from vmdojo.voice.recognising import names_of, recognise


def main(model: str, count: int) -> None:
    """Speak, recognise, grade twice."""
    scenarios = [scenario for scenario in load_library().scenarios if scenario.strong and scenario.weak]
    wrong, moved = [], []
    print("typed  heard  moved    WER  sample")
    for scenario in scenarios[:: max(1, len(scenarios) // count)][:count]:
        for name, text in (("s1", scenario.strong[0].text.strip()), ("w1", scenario.weak[0].text.strip())):
            utterance = Speaker().speak(parse(text), 160)
            heard = recognise(utterance.path, model, names_of(scenario))
            utterance.path.unlink()
            said, made_out = words(text), words(heard)
            rate = Levenshtein.distance(said, made_out) / len(said)
            # A sample is a copy of itself, and copies are held down.
            fresh = msgspec.structs.replace(scenario, strong=())
            typed, recognised = grade(text, fresh).total, grade(heard, fresh).total
            wrong.append(rate)
            moved.append(abs(typed - recognised))
            print(f"{typed:5.1f}  {recognised:5.1f}  {recognised - typed:+5.1f}  {rate:5.1%}  {scenario.id} {name}")
    print(f"word error rate {statistics.mean(wrong):.1%}; grade moved by {statistics.mean(moved):.1f} on average,")
    print(f"median {statistics.median(moved):.1f}, worst {max(moved):.1f}, over {len(moved)} samples")


def words(text: str) -> list[str]:
    """What is said, in lower case, numbers read aloud."""
    return re.findall(r"[a-z']+", spoken(text).lower())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if sys.argv[2:] else 12)
