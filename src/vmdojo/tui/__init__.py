"""The game on the screen. Importing this costs nothing: Textual comes with :func:`run_game`."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmdojo.grading import Rubric
    from vmdojo.progress import Record
    from vmdojo.scenarios import Library
    from vmdojo.tui.app import Dojo

ESCAPE_MS: Final = 40
"""Milliseconds: as long as editors wait, and longer than the bytes of one key are apart on a slow line."""

__all__ = ["run_game"]


def run_game(
    *,
    record: Record,
    library: Library,
    rubric: Callable[[], Rubric],
    opening: Callable[[Dojo], None] | None = None,
) -> int:
    """Play until the player quits; the exit code: 0 where they quit, 128 and the number of the signal that ended it.

    ``rubric`` loads the rubric (``vmdojo.grading.load_rubric``); it is called once the first page stands, for it costs
    more than the page, and then more than once, so it should remember what it loaded. ``opening`` is done with the
    game as soon as home stands (a round begun, a page shown). What the record and the library have to tell (their
    notices and problems) is shown on home.

    A fault inside the game is raised here after the terminal has been handed back whole and the words in hand have been
    saved.
    """
    # How long Esc may be the beginning of another key, unless the player has set it. Textual reads it when it
    # is imported, and waits a tenth of a second by itself.
    os.environ.setdefault("ESCDELAY", str(ESCAPE_MS))

    # All that a start brings in stays until the end: nothing is looked through for garbage until the game has settled.
    collecting = gc.isenabled()
    gc.disable()
    try:
        app = _laid_out(record, library, rubric, opening)
        app.run()
    finally:
        if collecting:
            gc.enable()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0


def _laid_out(
    record: Record, library: Library, rubric: Callable[[], Rubric], opening: Callable[[Dojo], None] | None
) -> Dojo:
    from vmdojo.progress import data_folder
    from vmdojo.tui import settings
    from vmdojo.tui.app import Dojo
    from vmdojo.tui.game.sweeping import Sweeping

    path = data_folder() / "settings.json"
    app = Dojo(
        record=record,
        library=library,
        rubric=rubric,
        settings=settings.load(path),
        settings_path=path,
        opening=opening,
    )
    app.sweeping = Sweeping(app)
    return app
