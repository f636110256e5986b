"""How long until a key shows while composing, with 2,000 attempts on record, in a pseudo terminal.

    python tests/benchmarks/key_latency.py [keys]

Prints the median, the 95th percentile and the worst (the budget is 50 ms). Unix only: it needs ``pty``.
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
WORDS = "Hi Dana, Luis Ortega at Coldway. I saw Reno opens in March, and a second store doubles the trailer moves. "
GAME = """
from vmdojo.progress import Record
from vmdojo.scenarios import load_library
from vmdojo.tui import run_game
def rubric():
    from vmdojo.grading import load_rubric
    return load_rubric()
def begin(game):
    game.begin(game.library.get("second-cold-store"))
run_game(record=Record.open(), library=load_library(), rubric=rubric, opening=begin)
"""


def fill(home: Path, attempts: int) -> None:
    """A record with so many attempts."""
    sys.path.insert(0, str(ROOT / "src"))
    from vmdojo.coaching.model import Attempt, Prediction
    from vmdojo.grading import grade, load_rubric
    from vmdojo.message import parse
    from vmdojo.progress import Record, new_id
    from vmdojo.scenarios import content_hash, load_library
    from vmdojo.scenarios.model import Plan

    rubric, library = load_rubric(), load_library()
    with Record.open(home) as record:
        for number in range(attempts):
            scenario = library.scenarios[number % len(library.scenarios)]
            text = f"{WORDS}Take {number}."
            moment = 1_790_000_000_000 + number * 60_000
            given = grade(parse(text, rubric.pace), scenario, rubric)
            record.add_attempt(
                Attempt(
                    id=new_id(moment),
                    scenario=scenario.id,
                    scenario_hash=content_hash(scenario),
                    judge=given.judge,
                    plan=Plan(text="one question"),
                    text=text,
                    prediction=Prediction(True, 60),
                    grade=given,
                    opened_ms=moment - 50_000,
                    left_ms=moment,
                    offset_minutes=60,
                )
            )


def drain(terminal: int, quiet: float) -> bytes:
    """Read until nothing has come for ``quiet`` seconds."""
    seen = b""
    while select.select([terminal], [], [], quiet)[0]:
        seen += os.read(terminal, 65536)
    return seen


def main() -> None:
    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 200
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
        try:
            drain(terminal, 4.0)
            os.write(terminal, b"\r")
            drain(terminal, 2.0)
            taken = []
            for number in range(keys):
                begun = time.perf_counter()
                os.write(terminal, WORDS[number % len(WORDS)].encode())
                if not select.select([terminal], [], [], 5)[0]:
                    raise TimeoutError(f"key {number} never showed")
                taken.append((time.perf_counter() - begun) * 1000)
                drain(terminal, 0.06)
        finally:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(terminal)
    taken.sort()
    print(
        f"{keys} keys: median {statistics.median(taken):.1f} ms, 95 in 100 within {taken[int(keys * 0.95)]:.1f}, "
        f"worst {taken[-1]:.1f}; the budget is 50"
    )


if __name__ == "__main__":
    main()
