"""The calls that the player prepared, and their sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vmdojo.coaching.days import local_day
from vmdojo.tui.game.rounds import RoundPages

if TYPE_CHECKING:
    from vmdojo.coaching.model import Attempt
    from vmdojo.scenarios.model import Scenario


class PrepPages(RoundPages):
    """From the form of a call to its sheet."""

    def prep(self) -> None:
        """Show the calls that the player prepared."""
        from vmdojo.tui.prep.screen import Prep

        self.open_page(Prep())

    def start_prep(self, wanted: str) -> None:
        """Begin on the calls that the player prepared: on the page, on the form for many, or on one of them."""
        from vmdojo.rounds.prep import NEW_LIST
        from vmdojo.scenarios import UnknownScenario

        self.prep()
        if wanted == NEW_LIST:
            self.prep_form(NEW_LIST)
        elif wanted:
            try:
                self.begin(self.book.get(wanted))
            except UnknownScenario as unknown:
                self.notice(str(unknown))

    def prep_form(self, id_: str) -> None:
        """Open the form of a call, or a new one."""
        from vmdojo.tui.prep.form_screen import PrepForm

        self.open_page(PrepForm(id_))

    def call_sheet(self, scenario: Scenario, attempt: Attempt | None = None) -> None:
        """Show the call sheet of a take, of the best one if none is named; a sentence where there is none."""
        from vmdojo.progress import RecordError
        from vmdojo.rounds.prep_sheet import best_take, sheet_of
        from vmdojo.tui.prep.sheet_screen import SheetPage

        today = local_day(self.clock.now_ms(), self.clock.offset_minutes())
        try:
            take = attempt or best_take(self.record, scenario.id)
            if take is None or not take.text.strip():
                self.notice("A call sheet is made of a message. Leave one first.")
                return
            sheet = sheet_of(take, scenario, self.book, self.record, self.rubric, today=today)
        except RecordError as problem:
            self.notice(str(problem))
            return
        self.open_page(SheetPage(sheet, scenario.id))

    def forget_call(self, scenario: Scenario) -> None:
        """Delete a prepared call; its takes stay in the record."""
        from vmdojo.progress import RecordError

        try:
            self.book.remove(scenario.id)
        except RecordError as problem:
            self.notice(str(problem))
            return
        self.notice("Deleted. The takes stay in your record.")
