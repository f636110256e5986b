"""The verdict: what the buyer did, the number, why, and at most three things to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final, Literal

from textual.content import Content
from textual.widget import Widget

from vmdojo.coaching.strip import share_line
from vmdojo.coaching.today import day_of
from vmdojo.rounds import Round, Verdict
from vmdojo.rounds import Stage as RoundStage
from vmdojo.scenarios.prepared import is_prepared
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, MEASURE, WIDEST
from vmdojo.tui.verdict import page as draw
from vmdojo.tui.verdict.beside import Sample, column, lacking, side_by_side
from vmdojo.tui.verdict.findings import by_place, findings
from vmdojo.tui.verdict.sounding import sounding
from vmdojo.tui.widgets.block import Block

if TYPE_CHECKING:
    from vmdojo.league.wire import Competition

SETTLE: Final = 0.4
"""Seconds in which Enter does nothing yet: whoever held it to skip the listening still gets to see the verdict."""
WORDS: Final = 12
"""Lines of the message that are shown before the fixes; no message worth leaving has more."""
View = Literal["fixes", "all", "strong"]


class VerdictPage(Stage):
    """One judgement, two faces: the buyer's and the judge's."""

    KEY = "verdict"
    BINDINGS = actions.bindings("verdict")

    def __init__(self, round_: Round, *, reopened: bool = False) -> None:
        super().__init__()
        self._round = round_
        self._shown = round_.verdict
        self._reopened = reopened
        self._tied = ""
        self._competition: Competition | None = None
        """The one of the league that this take could be handed into."""
        self._view: View = "fixes"
        self._strong = 0
        self._samples: list[Sample] | None = None
        self._since = monotonic()

    @property
    def verdict(self) -> Verdict:
        """What is shown. It stays while the next page is on its way and the round has gone on already."""
        if self._round.stage is RoundStage.VERDICT:
            self._shown = self._round.verdict
        return self._shown

    def page(self) -> Iterator[Widget]:
        self._sheet = Block(self._lines, id="verdict")
        yield self._sheet

    def on_mount(self) -> None:
        attempt = self.verdict.attempt
        self._competition = self.dojo.chair.fitting(attempt)
        if self._reopened:
            if attempt.judge != self.dojo.rubric.judge:
                self.dojo.notice("Another judge graded this take; its grade stands as it was given.", stays=True)
            return
        self.dojo.report()
        earned = self.dojo.shelf.overview().standing.earned
        self._tied = next((one.belt for one in earned if one.take == attempt.id), "")
        if self._tied and not self.dojo.problem:
            now = "y shows what comes after it." if self._tied == "black" else "y shows what the next one asks."
            self.dojo.notice(f"This take ties your {self._tied} belt. {now}", stays=True)
        elif attempt.official and day_of(attempt.source) is not None and not self.dojo.problem:
            self.dojo.notice("That one counts. c copies the line for your colleagues, without your words.", stays=True)

    def _lines(self, width: int) -> Sequence[Content]:
        verdict, scenario = self.verdict, self._round.scenario
        if verdict.hung_up:
            return self._hung_up(width)
        numbered = by_place(verdict.grade.findings)
        spans = (
            [(sign, found.start, found.end) for sign, found in numbered]
            if self._view == "all"
            else [(str(n), fix.start, fix.end) for n, fix in enumerate(draw.advised(verdict, scenario).advice.fixes, 1)]
        )
        found, marks = draw.notes(spans, verdict)
        narrow = min(width, WIDEST)
        top = [*draw.head(verdict, narrow), BLANK, *draw.tape(verdict, marks, narrow)]
        if self._view == "strong":
            own = draw.words(verdict, found, column(width))
            place = f" ({self._strong + 1} of {len(scenario.strong)})" if len(scenario.strong) > 1 else ""
            # The head stays where it stood while the two texts take more of a wide window.
            at = max(0, (width - WIDEST) // 2)
            top = [line.pad_left(at) for line in top]
            sample = self.samples[self._strong]
            differs = lacking(verdict, sample, column(width))
            return [*top, BLANK, *side_by_side(own, sample, place, width, differs)]
        words = draw.words(verdict, found, narrow)
        if self._view != "all":
            words = draw.beginning(words, WORDS, narrow)
        bars = draw.dimensions(verdict, scenario, self.dojo.rubric.target_for(scenario), narrow)
        moved = draw.change(verdict, narrow, most=99 if self._view == "all" else 3)
        moved += draw.habit(verdict, narrow)
        told = (
            findings(verdict, numbered, narrow)
            if self._view == "all"
            else draw.advice(draw.advised(verdict, scenario), narrow)
        )
        move = draw.right_move(scenario, narrow)
        why = {scenario.right_move.why} if move and scenario.right_move else set()
        held = [*draw.caps(verdict.grade, narrow, told=why), *move]
        phone = draw.phone(verdict, narrow, 2)
        heard = verdict.grade.delivery
        sound = sounding(heard, narrow, most=None if self._view == "all" else 1) if heard is not None else []
        if self._view == "all":
            return [*top, *words, *phone, BLANK, *bars, *moved, *held, *sound, BLANK, *told]
        # What to change comes before how it was counted: not every window has everything in sight at once.
        return [*top, *words, *held, *moved, BLANK, *told, *sound, BLANK, *phone, *bars]

    def _hung_up(self, width: int) -> list[Content]:
        verdict, scenario = self.verdict, self._round.scenario
        lines = [*draw.head(verdict, width), BLANK]
        if self._view == "strong":
            return [*lines, *side_by_side([], self.samples[self._strong], "", min(width, MEASURE))]
        if well := draw.well_hung_up(verdict, scenario, width):
            return [*lines, *well]
        return [*lines, *draw.advice(verdict, width)]

    @property
    def samples(self) -> list[Sample]:
        """The scenario's strong versions, judged like a take; measured when first asked for."""
        if self._samples is None:
            self._samples = [
                self.dojo.hand.measure(self._round.scenario, strong) for strong in self._round.scenario.strong
            ]
        return self._samples

    # What can be done

    def offers(self, call: str) -> bool:
        """No strong version where the scenario has none; no next where it is the only one."""
        if call == "strong":
            return bool(self._round.scenario.strong)
        if call in {"all", "hear"}:
            # Hanging up is one decision: there are no words to find anything in.
            return not self.verdict.hung_up
        if call == "hand_in":
            return self._competition is not None
        if call == "path":
            return bool(self._tied)
        if call == "disagree":
            return self._round.stage is RoundStage.VERDICT and bool(self._round.contestable())
        prepared = is_prepared(self._round.scenario.id)
        if call == "sheet":
            return prepared and not self.verdict.hung_up
        if call == "keep":
            return self.dojo.hand.sound_of(self._round) is not None
        if call == "next":
            return not prepared and self.dojo.next_after(self._round.scenario) is not None
        return True

    def label(self, action: actions.Action) -> str:
        if action.call == "all" and self._view == "all":
            return "fixes"
        if action.call == "strong" and self._view == "strong":
            return "another" if self._strong + 1 < len(self._round.scenario.strong) else "your fixes"
        if action.call == "home" and (self._view != "fixes" or self._reopened):
            return "back"
        if action.call == "again" and self.verdict.hung_up:
            return "try it"
        return super().label(action)

    def _show(self, view: View) -> None:
        self._view = view
        self._sheet.again()
        self.wide = view == "strong"
        self.sheet.scroll_home(animate=False)
        self.refresh_foot()

    def action_all(self) -> None:
        self._show("fixes" if self._view == "all" else "all")

    def action_strong(self) -> None:
        if self._view != "strong":
            self._strong = 0
            self._show("strong")
        elif self._strong + 1 < len(self._round.scenario.strong):
            self._strong += 1
            self._show("strong")
        else:
            self._show("fixes")

    def action_disagree(self) -> None:
        self.dojo.disagree(self._round)

    def action_again(self) -> None:
        if monotonic() - self._since < SETTLE:
            return
        self.dojo.hand.drop_sound(self._round)
        self.dojo.hand.again(self._round)
        self.dojo.report()
        self.dojo.show_round()

    def action_next(self) -> None:
        following = self.dojo.next_after(self._round.scenario)
        if following is not None:
            self.dojo.begin(following)

    def action_path(self) -> None:
        self.dojo.show_path()

    def action_hear(self) -> None:
        if self._view == "strong":
            self.dojo.hear("A strong version, as it sounds", self.samples[self._strong].text)
        else:
            own = self.dojo.hand.sound_of(self._round)
            title = "Your message, as it sounds" if own is None else "Your take"
            self.dojo.hear(title, self.verdict.message.text, recording=own)

    def action_keep(self) -> None:
        """The recording stays; a file of the player's own."""
        folder = self.dojo.record.path
        if folder is None:
            self.dojo.notice("There is no folder to keep it in: this session is not recorded.")
            return
        try:
            kept = self.dojo.hand.file_sound(self._round, folder.parent / "sound")
        except OSError as problem:
            self.dojo.notice(f"It could not be kept ({problem.strerror or problem}); it is still here.")
            return
        self.dojo.notice(f"Kept: {one_line(str(kept))}")
        self.refresh_foot()

    def action_hand_in(self) -> None:
        """Into the outbox and on its way, in a thread of its own."""
        competition, self._competition = self._competition, None
        if competition is not None:
            self.refresh_foot()
            self.run_worker(partial(self._hand_in, competition), thread=True, exit_on_error=False)

    def _hand_in(self, competition: Competition) -> None:
        told = self.dojo.chair.hand_in(self.verdict.attempt, competition)
        self.app.call_from_thread(self.dojo.notice, one_line(told))

    def action_sheet(self) -> None:
        self.dojo.call_sheet(self._round.scenario, self.verdict.attempt)

    def action_copy(self) -> None:
        verdict = self.verdict
        line = share_line(verdict.attempt, verdict.reaction)
        if day_of(verdict.attempt.source) is not None:
            # Colleagues have the same buyer before them: the line gives nothing away, the words would.
            self.dojo.copy_to_clipboard(f"{line}\n")
            self.dojo.notice(f"Sent to the clipboard, without your words: {line}")
            return
        self.dojo.copy_to_clipboard(f"{line}\n\n{verdict.message.text}\n" if verdict.message.words else f"{line}\n")
        self.dojo.notice("Sent to the clipboard by way of the terminal (OSC 52); some terminals keep it from arriving.")

    def action_home(self) -> None:
        """First back to the fixes, then home."""
        if self._view != "fixes":
            self._show("fixes")
        elif self._reopened:
            self.dojo.back()
        else:
            self.dojo.go_home()
