"""How long until home can be used, beside a hello-world Textual app, in a pseudo terminal.

    python tests/benchmarks/game_start.py [rounds]

Prints the medians and their ratio (the budget is 1.8). Unix only: it needs ``pty``.
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

SOURCE = Path(__file__).resolve().parents[2] / "src"
HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello there")
Hello().run()
"""
GAME = """
from vmdojo.progress import Record
from vmdojo.scenarios import load_library
from vmdojo.tui import run_game
def rubric():
    from vmdojo.grading import load_rubric
    return load_rubric()
run_game(record=Record.open(), library=load_library(), rubric=rubric)
"""


def until(code: str, mark: bytes, home: str) -> float:
    """Milliseconds from the start of the process until ``mark`` is on the screen."""
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        # An installed vmdojo has its bytecode at hand, as Textual has; here the first turn writes it, for both.
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "VMDOJO_HOME": home}
        environment |= {"PYTHONPATH": str(SOURCE), "PYTHONPYCACHEPREFIX": home}
        os.execve(sys.executable, [sys.executable, "-c", code], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    try:
        while mark not in seen:
            if not select.select([terminal], [], [], 20)[0]:
                raise TimeoutError(seen[-400:])
            seen += os.read(terminal, 65536)
        return (time.perf_counter() - begun) * 1000
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    hello: list[float] = []
    game: list[float] = []
    with tempfile.TemporaryDirectory() as home:
        until(GAME, b"browse", home)
        for _ in range(rounds):
            hello.append(until(HELLO, b"hello there", home))
            game.append(until(GAME, b"browse", home))
    one, other = statistics.median(hello), statistics.median(game)
    print(f"hello {one:.0f} ms ({min(hello):.0f} at best)   home {other:.0f} ms ({min(game):.0f})")
    print(f"ratio of medians {other / one:.2f}, of the best {min(game) / min(hello):.2f}; the budget is 1.8")


if __name__ == "__main__":
    main()
