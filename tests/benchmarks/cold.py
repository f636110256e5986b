"""Cold starts of the command line, in times of a bare ``python -c pass``.

    python tests/benchmarks/cold.py [--rounds 15]

The commands take turns, so that a slow minute of the machine is everyone's. Compare the ratios, not the times.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
PEERS = ROOT / ".benchmarks"
MESSAGE = (
    "Hi Dana, Luis Ortega at Coldway. Reno opening in March caught my eye: a second store usually doubles the trailer "
    "moves before it halves them. One question, who plans those moves today? I'm emailing the one-page dock plan a "
    'Boise distributor used, subject "Reno docks". 555-0148.'
)
ENTRY = "import sys; from vmdojo.cli.main import main; sys.exit(main())"
"""What an installed ``vmdojo`` runs."""


def commands(file: str) -> dict[str, list[str]]:
    """Name to command; those of peers only where they are installed."""
    vmdojo = [sys.executable, "-c", ENTRY]
    found = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "vmdojo --version": [*vmdojo, "--version"],
        "vmdojo --help": [*vmdojo, "--help"],
        "vmdojo grade FILE": [*vmdojo, "grade", file],
        "vmdojo grade FILE --scenario": [*vmdojo, "grade", file, "--scenario", "second-cold-store"],
        "vmdojo grade FILE --json": [*vmdojo, "grade", file, "--json"],
    }
    if find_spec("proselint") is not None:
        found["proselint check"] = [sys.executable, "-m", "proselint", "check", file]
    write_good = PEERS / "node_modules" / "write-good" / "bin" / "write-good.js"
    if which("node") is not None and write_good.is_file():
        found["write-good"] = ["node", str(write_good), file]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "message.txt")
        file.write_text(MESSAGE, encoding="utf-8")
        environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "VMDOJO_HOME": folder}
        times: dict[str, list[float]] = {name: [] for name in commands(str(file))}
        for turn in range(rounds + 1):
            for name, command in commands(str(file)).items():
                begun = perf_counter()
                subprocess.run(
                    command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
                )
                if turn:  # the first turn writes the .pyc files and fills the disk cache
                    times[name].append((perf_counter() - begun) * 1000)
    bare = statistics.median(times["python -c pass"])
    least = min(times["python -c pass"])
    print(f"{'':<32}{'median ms':>10}{'x bare':>8}{'best ms':>10}{'x best':>8}")
    for name, found in times.items():
        median, best = statistics.median(found), min(found)
        print(f"{name:<32}{median:>10.0f}{median / bare:>8.1f}{best:>10.0f}{best / least:>8.1f}")


if __name__ == "__main__":
    main()
