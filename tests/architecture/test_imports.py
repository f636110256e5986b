"""What a command may import is a promise about how fast it starts; it is kept here, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[2] / "src"

HEAVY = (
    "textual",
    "rich",
    "sqlalchemy",
    "httpx",
    "requests",
    "urllib.request",
    "http.client",
    "sqlite3",
    "vmdojo.league",
    "asyncio",
    "ssl",
)
MESSAGE = "Hi Dana, Luis Ortega at Coldway. Who plans the trailer moves today?"

PROBE = """
import io, sys
sys.stdin = io.TextIOWrapper(io.BytesIO(sys.argv.pop(1).encode()), encoding="utf-8")
from vmdojo.cli.main import main
code = main(sys.argv[1:])
sys.stderr.write("\\n".join(["LOADED", *sys.modules]))
sys.exit(code)
"""

GOOD = (
    "Hi Dana, Luis Ortega at Coldway. Reno opening in March caught my eye: a second store usually doubles the trailer "
    "moves before it halves them. One question, who plans those moves today? I'm emailing the one-page dock plan a "
    'Boise distributor used, subject "Reno docks". 555-0148.'
)

HOME = """
import sys
from vmdojo.progress import Record
from vmdojo.scenarios import load_library
from vmdojo.tui.app import Dojo

class Opened(Dojo):
    def warm_up(self):
        self.exit([name for name in sys.modules if name.startswith("vmdojo")])

game = Opened(record=Record.in_memory(), library=load_library(), rubric=lambda: None)
print("\\n".join(game.run(headless=True)))
"""


def loaded(*arguments: str) -> set[str]:
    """The modules in memory after ``vmdojo`` has run with ``arguments``."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(SRC)!r})\n{PROBE}", MESSAGE, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split("LOADED\n")[1].splitlines())


def heavy(modules: set[str]) -> set[str]:
    return {name for name in modules if any(name == room or name.startswith(f"{room}.") for room in HEAVY)}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--help",),
        ("grade",),
        ("grade", "--json", "--about", "trailer moves"),
        ("grade", "--help"),
        ("scenarios", "list"),
        ("rules",),
    ],
)
def test_a_command_that_draws_nothing_loads_no_screen_no_record_and_no_network(arguments: tuple[str, ...]) -> None:
    assert heavy(loaded(*arguments)) == set()


def test_the_version_is_answered_before_anything_is_imported() -> None:
    bare = subprocess.run(
        [sys.executable, "-I", "-c", "import io, sys; print(*sys.modules, sep='\\n')"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    own = loaded("--version") - set(bare.stdout.split())

    assert {name for name in own if not name.startswith("vmdojo")} <= {"__future__"}
    assert own >= {"vmdojo", "vmdojo.cli", "vmdojo.cli.main"}


def test_a_good_message_brings_no_search_for_fixes() -> None:
    found = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(SRC)!r})\n{PROBE}", GOOD, "grade"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stderr
    assert "vmdojo.coaching.advice" in found
    assert not {"vmdojo.coaching.searching", "vmdojo.grading.grounds"} & set(found.splitlines())


def test_home_is_drawn_before_a_round_comes_in() -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(SRC)!r})\n{HOME}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found = set(done.stdout.split())
    assert "vmdojo.tui.home.screen" in found
    assert not {"vmdojo.rounds.round", "vmdojo.message", "vmdojo.coaching.bank", "vmdojo.grading.rubric"} & found
