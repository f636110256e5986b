"""Rounds: beginning one, going on with one, and the pages of its stages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from vmdojo.coaching.path import next_buyers
from vmdojo.scenarios.model import PREPARED
from vmdojo.tui.dossier.page import Criteria, criteria_of
from vmdojo.tui.game.table import Table
from vmdojo.tui.home.suggest import following
from vmdojo.tui.inert import one_line
from vmdojo.tui.text import counted

if TYPE_CHECKING:
    from vmdojo.rounds import Round
    from vmdojo.rounds.today import Today
    from vmdojo.scenarios.model import Scenario

_PAGES: Final = frozenset({"dossier", "compose", "predict", "listen", "verdict"})


class RoundPages(Table):
    """From the dossier to the verdict, and again."""

    def waiting(self) -> tuple[str, str] | None:
        """Whom one was in mid-sentence with, and in which scenario; None where nothing waits."""
        it = self._hand.unfinished() if self._hand is not None else None
        if it is not None:
            return one_line(it.scenario.buyer.name), _told(it.scenario, it.text)
        draft = self.shelf.draft()
        scenario = self.shelf.scenario(draft.scenario) if draft is not None else None
        if draft is None or scenario is None:
            return None
        return one_line(scenario.buyer.name), _told(scenario, draft.text)

    def resume(self) -> None:
        """Go on with what waits."""
        if self.hand.unfinished() is None:
            draft = self.shelf.draft()
            if draft is None:
                return
            self.hand.resume(draft)
        self.show_round()

    def begin(self, scenario: Scenario, *, known: bool = False) -> None:
        """Open the dossier of a scenario, or go on where a round on it waits; ``known`` goes straight to the beep."""
        if scenario.id.startswith(PREPARED):
            from vmdojo.rounds.prep import PREP, foreword

            it = self.hand.begin(scenario, source=PREP, foreword=foreword(scenario))
        else:
            it = self.hand.begin(scenario)
        if known and it.stage.value == "dossier":
            it.compose()
        self.show_round()

    def today(self) -> Today | None:
        """Today's buyer by the player's own date; None where the library is empty."""
        return self.shelf.today()

    def begin_today(self) -> None:
        """Open today's buyer, and say whether the take counts."""
        from vmdojo.rounds.today import declare

        today = self.today()
        if today is not None:
            self.hand.begin(today.scenario, source=today.source, official=today.counts, foreword=declare(today))
            self.show_round()

    def next_after(self, scenario: Scenario) -> Scenario | None:
        """What comes after a verdict."""
        overview = self.shelf.overview()
        fresh = next_buyers(overview.standing, self.library.shipped, overview.today, passed_over={scenario.id})
        return fresh[0] if fresh else following(self.library.scenarios, self.shelf.bests(), scenario.id)

    def criteria(self, scenario: Scenario) -> Criteria:
        """What a message in this scenario is judged on."""
        told = criteria_of(self.rubric, scenario)
        # Weights and a scale of asks mean nothing before one verdict has shown a message on them.
        return told if self.record.count() else told._replace(weights=(), bears=None)

    def show_round(self) -> None:
        """Show the page of the round's stage."""
        from vmdojo.tui.pages import page_of

        it = self.hand.current
        assert it is not None
        self.turn_to(page_of(it, still=self.still), _PAGES)

    def show_verdict(self) -> None:
        """From the listening to the verdict."""
        from vmdojo.tui.verdict.screen import VerdictPage

        it = self.hand.current
        assert it is not None
        self._turn()
        self.switch_screen(VerdictPage(it))

    def open_take(self, id_: str) -> None:
        """Show a recorded take on the verdict page once more."""
        from vmdojo.progress import RecordError
        from vmdojo.tui.verdict.screen import VerdictPage

        try:
            attempt = self.record.attempt(id_)
            scenario = self.shelf.scenario(attempt.scenario) if attempt is not None else None
            if attempt is None or scenario is None:
                self.notice("This buyer is not in the library any more; the take stays in your record.")
                return
            it = self.hand.reopen(attempt, scenario)
        except RecordError as problem:
            self.notice(str(problem))
            return
        self.open_page(VerdictPage(it, reopened=True))

    def peek(self, it: Round, criteria: Criteria | None = None) -> None:
        """Show the whole dossier over the words; ``criteria`` where another rubric than the game's judges them."""
        from vmdojo.tui.dossier.screen import Peek

        self.open_page(Peek(it, criteria))

    def disagree(self, it: Round) -> None:
        """Ask which finding the player does not share."""
        from vmdojo.tui.disagree.screen import Disagree

        self.open_page(Disagree(it))

    def hear(self, title: str, text: str, *, beep: bool = False, recording: Path | None = None) -> None:
        """Let a text be heard, or the recording in which it was said."""
        from vmdojo.message import parse
        from vmdojo.tui.hear.screen import Hear

        self.open_page(Hear(title, parse(text, self.rubric.pace), beep=beep, recording=recording))

    def record_take(self, it: Round) -> None:
        """Say the message into the microphone."""
        from vmdojo.tui.record.screen import Record

        self.open_page(Record(it))


def _told(scenario: Scenario, text: str) -> str:
    return f"{one_line(scenario.title)}, {counted(len(text.split()), 'word')}"
