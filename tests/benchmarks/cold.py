"""Cold starts of the command line, in times of a bare ``python -c pass``.

    python tests/benchmarks/cold.py [--rounds 15]

The commands take turns, so that a slow minute of the machine is everyone's. Compare the ratios, not the times; where
others use the machine, trust the processor's time (cpu) more than the clock on the wall. Unix only.
"""

from __future__ import annotations

import argparse
import os
import resource
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
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        # An installed vmdojo has its bytecode at hand; here the first turn writes it.
        environment |= {"PYTHONPATH": str(ROOT / "src"), "PYTHONPYCACHEPREFIX": folder, "VMDOJO_HOME": folder}
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands(str(file))}
        for turn in range(rounds + 1):
            for name, command in commands(str(file)).items():
                used = cpu_of_children()
                begun = perf_counter()
                subprocess.run(
                    command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
                )
                wall = (perf_counter() - begun) * 1000
                if turn:  # the first turn writes the .pyc files and fills the disk cache
                    times[name].append((wall, cpu_of_children() - used))
    print(f"{'':<32}{'wall ms':>9}{'x bare':>8}{'cpu ms':>9}{'x bare':>8}")
    bare_wall, bare_cpu = medians(times["python -c pass"])
    for name, found in times.items():
        wall, cpu = medians(found)
        print(f"{name:<32}{wall:>9.0f}{wall / bare_wall:>8.1f}{cpu:>9.0f}{cpu / bare_cpu:>8.1f}")


def medians(found: list[tuple[float, float]]) -> tuple[float, float]:
    return statistics.median(wall for wall, _ in found), statistics.median(cpu for _, cpu in found)


def cpu_of_children() -> float:
    """Milliseconds of processor time that finished children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


if __name__ == "__main__":
    main()
