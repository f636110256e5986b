"""Whether two versions of the judge give the same grades, to the last digit: after work on speed alone they must.

    python tests/benchmarks/same_grades.py OTHER_CHECKOUT [--show 5]

Both judge every text of the corpus, the library's own samples to their buyers, and three hundred texts made strange by
chance (the same ones each time), and the whole grades are compared: findings, caps, points, words and seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "corpus"
STRANGE = 300
PROFILES = ("classic", "short", "email-first", "call-back")
ODD = (
    "\u00ad",
    "\u200b",
    "\u0430",
    "'",
    "!",
    "?",
    "\n\n",
    "[Name]",
    "40",
    "a hundred and forty",
    "not",
    ". ",
    ", ",
    "-",
)
"""What is thrown into a text to make it strange."""


def corpus() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """A name, a text, and the line that tells of its buyer."""
    for path in sorted(CORPUS.rglob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            told = json.loads(line)
            name = f"{path.relative_to(CORPUS)}:{number}"
            for key in ("text", "better", "worse", "base"):
                if told.get(key):
                    yield f"{name} {key}", told[key], told
            if told.get("add"):
                yield f"{name} added", f"{told['base']} {told['add']}", told


def strange(texts: list[str], draw: Random) -> Iterator[tuple[str, str]]:
    """Texts cut, shuffled, doubled and glued, so that ways are walked which no sensible message takes."""
    for number in range(STRANGE):
        words = draw.choice(texts).split()
        for _ in range(draw.randint(1, 4)):
            at, stop = sorted(draw.randint(0, len(words)) for _ in range(2))
            how = draw.randint(0, 6)
            if how == 0:
                words[at:stop] = []
            elif how == 1:
                words[at:stop] = words[at:stop] * 3
            elif how == 2:
                some = words[at:stop]
                draw.shuffle(some)
                words[at:stop] = some
            elif how == 3:
                words.insert(at, draw.choice(ODD))
            elif how == 4:
                words[at:at] = draw.choice(texts).split()[: draw.randint(3, 60)]
            elif how == 5:
                words[at:stop] = [word.upper() if draw.random() < 0.5 else word.lower() for word in words[at:stop]]
            else:
                words[at:stop] = [word.strip(".,?!") for word in words[at:stop]]
        yield f"strange {number}", " ".join(words)


def judged() -> None:
    """Print the grade of every text, a line each: what the two checkouts are asked for."""
    from msgspec import json as packed

    from vmdojo.grading import grade, load_rubric
    from vmdojo.scenarios import load_library
    from vmdojo.scenarios.model import About

    library = load_library()
    rubrics = [load_rubric(name) for name in PROFILES]
    classic = rubrics[0]
    draw = Random(20261122)

    def say(name: str, text: str, scenario: Any, rubric: Any = classic, earlier: tuple[str, ...] = ()) -> None:
        result = packed.encode(grade(text, scenario, rubric, earlier=earlier)).decode()
        print(json.dumps([name, text, result]), flush=False)

    texts: list[str] = []
    for name, text, line in corpus():
        texts.append(text)
        about = About(tuple(line.get("about") or ()), line.get("relationship") or "cold")
        buyer = library.get(line["scenario"]) if line.get("scenario") else about
        say(name, text, buyer)
        if len(texts) % 7 == 0:
            say(f"{name} other", text, draw.choice(library.scenarios), draw.choice(rubrics), (draw.choice(texts),))
        if len(texts) % 11 == 0:
            say(f"{name} nobody", text, None, draw.choice(rubrics))
    for scenario in library.scenarios:
        for kind, samples in (("strong", scenario.strong), ("weak", getattr(scenario, "weak", ()))):
            for number, sample in enumerate(samples):
                texts.append(sample.text)
                say(f"{scenario.id} {kind} {number}", sample.text, scenario)
                say(f"{scenario.id} {kind} {number} elsewhere", sample.text, draw.choice(library.scenarios))
    for name, text in strange(texts, draw):
        say(name, text, draw.choice(library.scenarios), draw.choice(rubrics))
        say(f"{name} nobody", text, None)


def grades(checkout: Path) -> dict[str, tuple[str, str]]:
    """For each text's name the text and its grade by a checkout."""
    environment = {**os.environ, "PYTHONPATH": str(checkout / "src"), "PYTHONHASHSEED": "0"}
    told = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), "--judge"],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    return {name: (text, result) for name, text, result in map(json.loads, told.splitlines())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("other", type=Path, nargs="?")
    parser.add_argument("--show", type=int, default=5, help="differences to show")
    parser.add_argument("--judge", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.judge:
        judged()
        return
    if options.other is None:
        parser.error("which other checkout?")
    here, there = grades(ROOT), grades(options.other)
    different = [name for name in here if here[name] != there.get(name)]
    for name in different[: options.show]:
        one, other = json.loads(here[name][1]), json.loads(there[name][1]) if name in there else {}
        parts = [key for key in one if one[key] != other.get(key)]
        print(f"{name}: {', '.join(parts)}")
        for key in parts:
            print(f"  here  {one[key]}\n  there {other.get(key)}")
    print(f"{len(here)} grades, {len(different)} of them different")
    sys.exit(1 if different or len(here) != len(there) else 0)


if __name__ == "__main__":
    main()
