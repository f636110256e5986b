"""How long each screen takes to open, with 2,000 attempts on record, in a pseudo terminal.

    python tests/benchmarks/screens.py [times]

From the key to the last byte of the new page, Esc with the wait that it has in the game, after a first course.
Prints the median and the 95th percentile of each screen (the budget is 150 ms) and, on Linux, the processor's own time,
which tells more where the machine has other work.
Unix only: it needs ``pty``.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from benchmarks.key_latency import drain, fill  # noqa: E402 - runs as a script, from anywhere

GAME = """
from vmdojo.progress import Record
from vmdojo.scenarios import load_library
from vmdojo.tui import run_game
def rubric():
    from vmdojo.grading import load_rubric
    return load_rubric()
run_game(record=Record.open(), library=load_library(), rubric=rubric)
"""
QUIET = 0.12
"""Seconds without a byte after which a page stands."""
UP, DOWN, END, ESCAPE = b"\x1b[A", b"\x1b[B", b"\x1b[F", b"\x1b"
TOUR: tuple[tuple[str, bytes], ...] = (
    ("list", b"b"),
    ("list, filters", b"f"),
    ("list, one filter turned", b"\x1b[C"),
    ("list, all again", b"x"),
    ("list, filters closed", b"\r"),
    ("list, to its end", END),
    ("home", ESCAPE),
    ("path", b"y"),
    ("home", ESCAPE),
    ("progress", b"g"),
    ("every take", b"\r"),
    ("every take, to its end", END),
    ("verdict of an old take", b"\r"),
    ("every take", ESCAPE),
    ("progress", ESCAPE),
    ("home", ESCAPE),
    ("dossier", b"\r"),
    ("home", ESCAPE),
)


def worked(pid: int) -> float:
    """Milliseconds of processor time that the process has used; 0 where the system does not tell."""
    try:
        threads = [each / "schedstat" for each in Path(f"/proc/{pid}/task").iterdir()]
        return sum(int(each.read_text(encoding="ascii").split()[0]) for each in threads) / 1e6
    except OSError:
        return 0.0


def opened(terminal: int, key: bytes) -> float:
    """Milliseconds from the key to the last byte of what it shows."""
    begun = last = time.perf_counter()
    os.write(terminal, key)
    wait = 3.0
    while select.select([terminal], [], [], wait)[0]:
        os.read(terminal, 65536)
        last = time.perf_counter()
        wait = QUIET
    return (last - begun) * 1000


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    with tempfile.TemporaryDirectory() as home:
        fill(Path(home), 2_000)
        pid, terminal = pty.fork()
        if pid == 0:
            os.environ.update(
                TERM="xterm-256color",
                COLORTERM="truecolor",
                VMDOJO_HOME=home,
                PYTHONPATH=str(ROOT / "src"),
                TEXTUAL_ANIMATIONS="none",
            )
            os.execv(sys.executable, [sys.executable, "-c", GAME])
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        taken: dict[str, list[float]] = {}
        used: dict[str, list[float]] = {}
        try:
            drain(terminal, 4.0)
            for course in range(times + 1):
                for name, key in TOUR:
                    before = worked(pid)
                    took = opened(terminal, key)
                    if course:
                        taken.setdefault(name, []).append(took)
                        used.setdefault(name, []).append(worked(pid) - before)
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(terminal)
    for name, ms in taken.items():
        work = statistics.median(used[name])
        late = sorted(ms)[int(len(ms) * 0.95)]
        print(f"{name:<26} median {statistics.median(ms):6.1f} ms, p95 {late:6.1f}; processor {work:6.1f}")
    print("the budget is 150")


if __name__ == "__main__":
    main()
