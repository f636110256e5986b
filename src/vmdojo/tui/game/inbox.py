"""The inbox, in which the player holds the delete key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vmdojo.tui.game.table import Table

if TYPE_CHECKING:
    from vmdojo.rounds.inbox import InboxRun
    from vmdojo.tui.inbox.desk import Desk

_PAGES: Final = frozenset({"inbox_listen", "inbox_verdict", "inbox_summary"})


class InboxPages(Table):
    """From the list of sets to what came of one."""

    _desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The sets of the inbox and what is kept of them."""
        if self._desk is None:
            from vmdojo.tui.inbox.desk import Desk

            self._desk = Desk(self.record, self.library, self._load_rubric)
        return self._desk

    def inbox(self, opens: str | None = None, *, anew: bool = False) -> None:
        """Show all sets, and play one of them at once where it is named."""
        from vmdojo.tui.inbox.sets import InboxSets

        self.open_page(InboxSets(opens, anew=anew))

    def open_inbox(self, set_id: str) -> None:
        """Play a set where it was left; one's own are listed first."""
        from vmdojo.scenarios.inbox_model import SLUG_OF_YOURS

        if set_id != SLUG_OF_YOURS:
            self.inbox_listen(set_id)
            return
        from vmdojo.tui.inbox.yours import InboxYours

        self.open_page(InboxYours())

    def inbox_listen(self, set_id: str, *, anew: bool = False) -> None:
        """Play a set where it was left, or from its first message."""
        set_ = self.desk.set(set_id)
        run = self.desk.open(set_, anew=anew) if set_ is not None else None
        if run is None:
            self.notice(self.desk.problem or "That set is not there any more.")
        else:
            self.show_inbox(run)

    def show_inbox(self, run: InboxRun) -> None:
        """The page of a run's stage, in the place of its last one."""
        from vmdojo.tui.inbox.pages import page_of

        self.turn_to(page_of(run), _PAGES)

    def inbox_add(self) -> None:
        """The form for a voicemail that the player received."""
        from vmdojo.tui.inbox.add import InboxAdd

        self.open_page(InboxAdd())
