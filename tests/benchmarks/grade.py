"""``grade`` in one process beside proselint and write-good, on the same messages; and how its time grows.

    python tests/benchmarks/grade.py [--rounds 4]

Messages are distinct, and each tool's first message is left out of its figures: what it loads once is no time of a
message. A peer that is not installed is named with the line that installs it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from benchmarks.messages import buyer, long_message, messages  # noqa: E402 - runs as a script, from anywhere
from vmdojo.coaching import advise, react  # noqa: E402
from vmdojo.grading import grade, load_rubric  # noqa: E402
from vmdojo.message import parse  # noqa: E402

PEERS = ROOT / ".benchmarks"
WRITE_GOOD = PEERS / "node_modules" / "write-good"
NODE = """
const writeGood = require(process.argv[2]);
const texts = JSON.parse(require('fs').readFileSync(process.argv[3], 'utf8'));
writeGood(texts[0]);
const times = [];
for (let round = 0; round < Number(process.argv[4]); round++) {
  for (const text of texts) {
    const begun = process.hrtime.bigint();
    writeGood(text);
    times.push(Number(process.hrtime.bigint() - begun) / 1e6);
  }
}
console.log(JSON.stringify(times));
"""


def timed(work: Callable[[str], object], texts: list[str], rounds: int) -> list[float]:
    """Milliseconds of each call."""
    work(texts[0])
    times = []
    for _ in range(rounds):
        for text in texts:
            begun = perf_counter()
            work(text)
            times.append((perf_counter() - begun) * 1000)
    return times


def proselint() -> Callable[[str], object]:
    tools, checks = import_module("proselint.tools"), import_module("proselint.checks")
    import_module("proselint.registry").CheckRegistry().register_many(checks.__register__)
    return lambda text: tools.LintFile("<message>", text).lint()


def write_good(texts: list[str], rounds: int) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        script, data = Path(folder, "time.js"), Path(folder, "texts.json")
        script.write_text(NODE, encoding="utf-8")
        data.write_text(json.dumps(texts), encoding="utf-8")
        done = subprocess.run(
            ["node", script, WRITE_GOOD, data, str(rounds)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    times: list[float] = json.loads(done.stdout)
    return times


def row(name: str, times: list[float], own: float) -> str:
    times = sorted(times)
    median, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    return f"{name:<34}{median:>9.3f}{p95:>9.3f}{median / own:>9.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=4)
    rounds = parser.parse_args().rounds
    texts, scenario, rubric = messages(), buyer(), load_rubric()

    def answer(text: str) -> None:
        message = parse(text, rubric.pace)
        judged = grade(message, scenario, rubric)
        react(message, scenario, judged)
        advise(message, scenario, judged, rubric)

    own = timed(lambda text: grade(text, scenario, rubric), texts, rounds)
    middle = statistics.median(own)
    print(f"{len(texts)} messages of 60 to 90 words against {len(scenario.fact)} facts, {rounds} rounds\n")
    print(f"{'':<34}{'median':>9}{'p95':>9}{'ratio':>9}\n{'':<34}{'ms':>9}{'ms':>9}")
    print(row("vmdojo grade", own, middle))
    print(row("vmdojo parse alone", timed(lambda text: parse(text, rubric.pace), texts, rounds), middle))
    print(row("vmdojo grade, reaction and advice", timed(answer, texts[:100], 1), middle))
    if find_spec("proselint") is None:
        print(f"proselint is not installed: {sys.executable} -m pip install proselint==0.16.0")
    else:
        print(row("proselint", timed(proselint(), texts, max(1, rounds // 2)), middle))
    if which("node") is None or not WRITE_GOOD.is_dir():
        print(f"write-good is not installed: npm install --prefix {PEERS} write-good@1.0.8  (it needs Node)")
    else:
        print(row("write-good", write_good(texts, rounds), middle))

    print("\ngrowth of grade" + f"{'words':>19}{'ms':>9}{'us a word':>11}{'ratio':>9}")
    first = 0.0
    for words in (100, 1_000, 10_000):
        text = long_message(words)
        best = min(timed(lambda given: grade(given, scenario, rubric), [text], max(3, 20_000 // words)))
        first = first or best / words
        print(f"{words:>34}{best:>9.2f}{best / words * 1000:>11.2f}{best / words / first:>9.2f}")


if __name__ == "__main__":
    main()
