"""The spoken seconds that grading estimates against the same words synthesised: ``python tests/benchmarks/seconds.py``.

Every strong and weak sample of the library is spoken by eSpeak NG at 150 words a minute, the pace the estimate was
fitted at, and its length compared. Prints a table; fails nothing.
"""

from __future__ import annotations

import statistics
from concurrent.futures import ThreadPoolExecutor

from vmdojo.message import parse
from vmdojo.message.model import Pace
from vmdojo.scenarios import load_library
from vmdojo.voice import GRADED_RATE, Speaker

PACE = Pace(words_per_minute=float(GRADED_RATE))


def main() -> None:
    """Speak the library and print the errors."""
    samples = []
    for scenario in load_library().scenarios:
        samples += [(f"{scenario.id} s{number}", one.text) for number, one in enumerate(scenario.strong, 1)]
        samples += [(f"{scenario.id} w{number}", one.text) for number, one in enumerate(scenario.weak, 1)]
    with ThreadPoolExecutor(2) as pool:
        errors = list(pool.map(lambda item: (error(item[1]), item[0]), samples))
    absolute = sorted((abs(value), value, name) for value, name in errors)
    sizes = [size for size, _, _ in absolute]
    print(f"samples           {len(sizes)}")
    print(f"mean error        {statistics.mean(sizes):.1%}")
    print(f"bias              {statistics.mean(value for value, _ in errors):+.1%}")
    print(f"95th percentile   {sizes[int(len(sizes) * 0.95)]:.1%}")
    print("worst")
    for _, value, name in reversed(absolute[-8:]):
        print(f"  {value:+6.1%}  {name}")


def error(text: str) -> float:
    """Estimate less sound, as a share of the sound."""
    message = parse(text.strip(), PACE)
    spoken = Speaker().speak(message, GRADED_RATE)
    spoken.path.unlink()
    return message.seconds / spoken.seconds - 1


if __name__ == "__main__":
    main()
