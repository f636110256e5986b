"""All buyers, the path, and what the record tells."""

from __future__ import annotations

from vmdojo.scenarios.sieve import Sieve
from vmdojo.tui.game.table import Table
from vmdojo.tui.text import counted


class ListPages(Table):
    """The pages that one opens from home to look at something."""

    sieve = Sieve()
    """What the list is narrowed to; it holds while the game runs."""

    def standing(self) -> list[str]:
        """What the record and the library want the player to know, on home for as long as it is so."""
        told = [*self.record.notices, *filter(None, [self.shelf.problem])]
        if broken := len({problem.path for problem in self.library.problems}):
            told.append(f"{counted(broken, 'scenario file')} could not be used; `vmdojo scenarios check` says why.")
        if self.library.pack_problems:
            told.append("Not all of your packs could be used; `vmdojo packs list` says why.")
        return told

    def browse(self) -> None:
        """Show all scenarios."""
        from vmdojo.tui.scenarios.screen import Scenarios

        self.open_page(Scenarios())

    def write_scenario(self) -> None:
        """Open the form for a scenario of the player's own."""
        from vmdojo.tui.author.screen import Author

        self.open_page(Author())

    def show_path(self) -> None:
        """Show the belts, and what the next one asks."""
        from vmdojo.tui.path.screen import Path as PathPage

        self.open_page(PathPage())

    def show_progress(self) -> None:
        """Show what many takes tell."""
        from vmdojo.tui.progress.screen import Progress

        self.open_page(Progress())

    def show_history(self) -> None:
        """Show every take."""
        from vmdojo.tui.progress.history import History

        self.open_page(History())

    def league(self) -> None:
        """Show the league's board."""
        from vmdojo.tui.league.screen import LeaguePage

        self.open_page(LeaguePage())
