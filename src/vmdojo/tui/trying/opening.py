"""Opening the page from the command line, without a record: nothing that an author tries is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.tui.trying.screen import Read


def run_trying(read: Read, rubric: Callable[[], Rubric], text: str = "") -> int:
    """Try messages until the author has had enough; the exit code.

    ``read`` is asked about once a second, so that a file that is edited beside is tried as it is now.
    """
    from vmdojo.progress import Record
    from vmdojo.scenarios import Library
    from vmdojo.tui import run_game
    from vmdojo.tui.trying.screen import Trying

    with Record.in_memory() as record:
        return run_game(
            record=record,
            library=Library(()),
            rubric=rubric,
            opening=lambda game: game.open_page(Trying(read, text)),
        )
