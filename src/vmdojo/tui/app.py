"""The app: the first page, and the parts of the game put together."""

from __future__ import annotations

from pathlib import Path

from textual.screen import Screen

from vmdojo.tui import actions
from vmdojo.tui.game.drill import DrillPages
from vmdojo.tui.game.inbox import InboxPages
from vmdojo.tui.game.leaving import Leaving
from vmdojo.tui.game.lists import ListPages
from vmdojo.tui.game.looks import Looks
from vmdojo.tui.game.prep import PrepPages
from vmdojo.tui.home.screen import Home


class Dojo(PrepPages, ListPages, InboxPages, DrillPages, Looks, Leaving, inherit_bindings=False):
    """The game. It owns the record's words only through rounds, and closes nothing that it did not open."""

    TITLE = "vmdojo"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = actions.bindings(actions.APP)
    CSS_PATH = Path(__file__).parent / "styles" / "dojo.tcss"

    def get_default_screen(self) -> Screen[None]:
        """Home is the page under all others."""
        return Home()

    def on_mount(self) -> None:
        self.mind_signals()
        if self.chair.joined:
            from vmdojo.tui.league.watch import Watch

            Watch(self).begin()
        if self._opening is not None:
            self._opening(self)

    def warm_up(self) -> None:
        """Bring in the judge behind the first page, so that the first dossier opens at once."""
        self.run_worker(self._warm, thread=True, name="warm-up", exit_on_error=False)

    def _warm(self) -> None:
        try:
            import vmdojo.tui.hand
            import vmdojo.tui.pages  # noqa: F401 - the import is the work

            self._load_rubric()
        finally:
            if self.sweeping is not None:
                self.sweeping.settle()

    def offers(self, call: str) -> bool:
        """False while an action of the app makes no sense."""
        return call != "retry" or bool(self.problem)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Textual asks before it runs an action."""
        return self.offers(action)
