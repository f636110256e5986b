"""The game in a real terminal: what a kill, a signal and a fault leave behind."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from vmdojo.progress import Record

if sys.platform == "win32":
    pytest.skip("a pseudo terminal needs Unix", allow_module_level=True)

import fcntl
import pty
import struct
import termios

SOURCE = Path(__file__).resolve().parents[2] / "src"
GAME = """
import sys
from vmdojo.progress import Record
from vmdojo.scenarios import load_library
from vmdojo.tui import run_game
def rubric():
    from vmdojo.grading import load_rubric
    return load_rubric()
def begin(game):
    game.begin(game.library.get("second-cold-store"))
with Record.open() as record:
    sys.exit(run_game(record=record, library=load_library(), rubric=rubric, opening=begin))
"""
FAULTY = GAME.replace(
    "with Record",
    """
from vmdojo.tui.compose.screen import Compose
def fail(self):
    raise ZeroDivisionError(self.editor.text)
Compose.action_dossier = fail
with Record""",
)
ALTERNATE_ON, ALTERNATE_OFF = b"\x1b[?1049h", b"\x1b[?1049l"
MOUSE_OFF = b"\x1b[?1000l"
PATIENCE = 60.0
"""Seconds: far more than a slow machine needs, so that only a real hang fails."""


class Terminal:
    """A game in a pseudo terminal of 80 by 24."""

    def __init__(self, code: str, home: Path) -> None:
        self.seen = b""
        self.status: int | None = None
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.environ.update(
                TERM="xterm-256color",
                VMDOJO_HOME=str(home),
                PYTHONPATH=str(SOURCE),
                TEXTUAL_ANIMATIONS="none",
                PYTHONWARNINGS="default",
            )
            os.execv(sys.executable, [sys.executable, "-c", code])
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def until(self, mark: bytes) -> None:
        """Read until ``mark`` has come."""
        end = time.monotonic() + PATIENCE
        while mark not in self.seen:
            if time.monotonic() > end or not self._read(1.0):
                assert time.monotonic() < end, self.seen[-800:]

    def press(self, keys: str) -> None:
        """Type keys. What was seen before is forgotten."""
        self.seen = b""
        os.write(self._fd, keys.encode())

    def kill(self, number: int) -> None:
        """Send a signal."""
        os.kill(self._pid, number)

    def wait(self) -> int:
        """The exit code, as a shell gives it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._read(0.1)
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                while self._read(0.1):
                    pass
                os.close(self._fd)
                code = os.waitstatus_to_exitcode(status)
                return code if code >= 0 else 128 - code
        self.kill(signal.SIGKILL)
        raise AssertionError("the game did not end")

    def _read(self, patience: float) -> bool:
        if not select.select([self._fd], [], [], patience)[0]:
            return False
        try:
            found = os.read(self._fd, 65536)
        except OSError:
            return False
        self.seen += found
        return bool(found)


def _writing(home: Path, code: str = GAME) -> Terminal:
    """A game in mid-sentence, its draft on record."""
    terminal = Terminal(code, home)
    terminal.until(b"hear the beep")
    terminal.press("\r")
    terminal.until(b"leave it")
    terminal.press("Hi Dana, this is half a")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with Record.open(home) as record:
            draft = record.draft()
        if draft is not None and draft.text == "Hi Dana, this is half a":
            return terminal
        terminal._read(0.1)
    raise AssertionError("the draft was never saved")


def test_killed_in_mid_sentence_the_words_are_there_on_the_next_start(tmp_path: Path) -> None:
    terminal = _writing(tmp_path)
    terminal.kill(signal.SIGKILL)
    assert terminal.wait() == 137
    again = Terminal(GAME.replace(", opening=begin", ""), tmp_path)
    again.until(b"mid-sentence")
    again.until(b"Enter")
    again.press("\r")
    again.until(b"this is half a")
    again.press("\x11")
    assert again.wait() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_saves_the_words_and_gives_the_terminal_back(tmp_path: Path, number: int) -> None:
    terminal = _writing(tmp_path)
    terminal.press(" word more")
    terminal.until(b"more")
    terminal.kill(number)
    assert terminal.wait() == 128 + number
    assert ALTERNATE_OFF in terminal.seen
    assert MOUSE_OFF in terminal.seen
    with Record.open(tmp_path) as record:
        draft = record.draft()
    assert draft is not None
    assert draft.text == "Hi Dana, this is half a word more"


def test_a_fault_gives_the_terminal_back_and_shows_no_word_of_the_player(tmp_path: Path) -> None:
    terminal = _writing(
        tmp_path,
        FAULTY.replace("sys.exit(run_game", "try:\n        run_game").replace(
            "opening=begin))",
            "opening=begin)\n    except ZeroDivisionError:\n        sys.exit(70)",
        ),
    )
    terminal.press("\t")
    assert terminal.wait() == 70
    _, _, after = terminal.seen.partition(ALTERNATE_OFF)
    assert after or ALTERNATE_OFF in terminal.seen
    assert b"Traceback" not in terminal.seen
    assert b"half a" not in after


def test_quitting_gives_the_terminal_back(tmp_path: Path) -> None:
    terminal = Terminal(GAME, tmp_path)
    terminal.until(b"hear the beep")
    assert ALTERNATE_ON in terminal.seen
    terminal.press("q")
    assert terminal.wait() == 0
    assert ALTERNATE_OFF in terminal.seen
    assert MOUSE_OFF in terminal.seen
