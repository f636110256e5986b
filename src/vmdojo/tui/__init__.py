"""The game on the screen. Importing this costs nothing: Textual comes with :func:`run_game`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from vmdojo.grading import Rubric
    from vmdojo.progress import Record
    from vmdojo.scenarios import Library
    from vmdojo.tui.app import Dojo

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
    from vmdojo.progress import data_folder
    from vmdojo.tui import settings
    from vmdojo.tui.app import Dojo

    path = data_folder() / "settings.json"
    app = Dojo(
        record=record,
        library=library,
        rubric=rubric,
        settings=settings.load(path),
        settings_path=path,
        opening=opening,
    )
    app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
