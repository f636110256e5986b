"""How long the library takes to load, alone and with packs.

    python tests/benchmarks/library.py [--times 15]

Each figure is taken in a process of its own, so that nothing is remembered from one to the next. Beside the time on the
clock stands the processor's, which hardly changes when others use the machine.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))

from vmdojo.scenarios import library_folder, load_library  # noqa: E402 - runs as a script, from anywhere
from vmdojo.scenarios.packs.reading import read_pack  # noqa: E402
from vmdojo.scenarios.packs.shelf import PackShelf  # noqa: E402

PROBE = """
import sys
from pathlib import Path
from time import perf_counter, process_time
sys.path.insert(0, sys.argv[1])
from vmdojo.scenarios import load_library
packs = Path(sys.argv[2]) if sys.argv[2] else None
clock, begun = perf_counter(), process_time()
library = load_library(packs=packs)
print((perf_counter() - clock) * 1000, (process_time() - begun) * 1000)
assert not library.problems and not library.pack_problems
"""


def milliseconds(packs: str, times: int) -> tuple[float, float, float]:
    """The clock's least and median, and the processor's median, over so many processes."""
    command = [sys.executable, "-c", PROBE, str(ROOT / "src"), packs]
    done = [subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True) for _ in range(times)]
    clock, processor = zip(*(map(float, one.stdout.split()) for one in done), strict=True)
    return min(clock), statistics.median(clock), statistics.median(processor)


def fill(shelf: PackShelf, folder: Path, packs: int, scenarios: int) -> None:
    """Put packs on a shelf, made of the library's own scenarios under other ids."""
    files = sorted(library_folder().glob("*.toml"))
    for pack in range(packs):
        source = folder / f"pack-{pack}"
        source.mkdir()
        for number in range(scenarios):
            file = files[(pack * scenarios + number) % len(files)]
            text = file.read_text(encoding="utf-8")
            own = text.replace(f'id = "{file.stem}"', f'id = "pack-{pack}-{number}"', 1)
            (source / f"pack-{pack}-{number}.toml").write_text(own, encoding="utf-8", newline="\n")
        shelf.add(read_pack(source), source, ())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15)
    times = parser.parse_args().times
    own = len(load_library().scenarios)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shelf = PackShelf(folder / "packs")
        print(f"{'scenarios':>10} {'packs':>6} {'least ms':>10} {'median ms':>10} {'processor ms':>13}")
        for packs in (0, 1, 5):
            if packs:
                work = folder / f"work-{packs}"
                work.mkdir()
                for one in shelf.installed():
                    shelf.remove(one.id)
                fill(shelf, work, packs, 14)
            least, median, processor = milliseconds(str(shelf.folder), times)
            print(f"{own + 14 * packs:>10} {packs:>6} {least:>10.1f} {median:>10.1f} {processor:>13.1f}")


if __name__ == "__main__":
    main()
