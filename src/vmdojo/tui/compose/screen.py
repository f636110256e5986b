"""After the beep: the words, the tape, the clock. No score is shown here, only time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import TextArea

from vmdojo.message import parse
from vmdojo.rounds import Refused, Round
from vmdojo.rounds import Stage as RoundStage
from vmdojo.scenarios.firms import first_name
from vmdojo.tui import actions
from vmdojo.tui.dossier.page import condensed
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, cut, labelled
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.editor import Editor
from vmdojo.tui.widgets.tape import Tape

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.grading.model import Delivery

SAVE_AFTER: Final = 0.8
"""Seconds after a change at which the draft is saved; a key never waits for the record."""
PARSE_LATER: Final = 4_000
"""Code points beyond which the tape follows a moment behind the keys instead of with each."""
ASK_OVER: Final = 10
"""Starting again asks first where more than this many words would go."""


class Compose(Stage):
    """The stage after the beep."""

    KEY = "compose"
    BINDINGS = actions.bindings("compose")

    def __init__(self, round_: Round) -> None:
        super().__init__()
        self._round = round_
        self._limit = 8
        self._saving = False
        self._drawing = False

    def page(self) -> Iterator[Widget]:
        low, high = self.rubric.target_for(self._round.scenario)
        self._head = Block(self._dossier, id="head")
        self.editor = Editor(self._round.text, still=self.dojo.still, id="words")
        self._plan = Block(self._plan_line, id="plan")
        self.tape = Tape((low, high), id="tape")
        yield self._head
        yield self.editor
        yield self._plan
        yield self.tape

    @property
    def rubric(self) -> Rubric:
        """The rubric by which these words will be judged."""
        return self.dojo.rubric

    def go_on(self) -> None:
        """Show the page of the stage that the round has come to."""
        self.dojo.show_round()

    def on_mount(self) -> None:
        # At once: letters that were typed ahead belong here.
        self.set_focus(self.editor)
        self._draw()
        if news := self.dojo.hand.news():
            self.dojo.notice(news)

    def sized(self, width: int, height: int) -> None:
        """The dossier gives way to the words: they keep at least five lines, four or three in a low window."""
        words = 7 if height >= 30 else 5 if height >= 24 else 4 if height >= 18 else 3
        plan = 2 if self._round.plan_text else 0
        if plan and height < 24:
            words = 3
        # Under the words: the tape with its gap, and the footer, which takes more lines where it has something to say.
        below = 5 + self.foot.lines_in(width)
        air = 3 if height >= 30 else 0
        self._limit = max(1, height - words - plan - below - air)
        self._head.again()
        if self.focused is None:
            # A window that was too small for the page took the cursor from the words.
            self.call_after_refresh(self.editor.focus)

    def _dossier(self, width: int) -> Sequence[Content]:
        return [*condensed(self._round.scenario, width, self._limit), BLANK]

    def _plan_line(self, width: int) -> Sequence[Content]:
        plan = one_line(self._round.plan_text)
        return [BLANK, cut(labelled("Plan", plan, 500)[0], width)] if plan else []

    # Writing

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if not self._saving:
            self._saving = True
            self.set_timer(SAVE_AFTER, self.keep)
        if len(self.editor.text) <= PARSE_LATER:
            self._draw()
        elif not self._drawing:
            self._drawing = True
            self.set_timer(0.25, self._draw)

    @on(Editor.Shortened)
    def _shortened(self, event: Editor.Shortened) -> None:
        self.dojo.notice(f"That paste was longer than any mailbox: the last {event.lost} characters were left out.")

    @on(Editor.Pasted)
    def _pasted(self, event: Editor.Pasted) -> None:
        if self._round.stage is RoundStage.COMPOSE:
            self._round.pasted(event.piece)

    def _draw(self) -> None:
        self._drawing = False
        self.tape.show(self._round.heard(self.editor.text))

    def hand_over(self) -> None:
        """The words as they stand now."""
        if self._round.stage is RoundStage.COMPOSE:
            self._round.write(self.editor.text)

    def keep(self) -> None:
        """Hand the words to the round and save the draft."""
        self._saving = False
        self.hand_over()
        self._round.save()
        self.dojo.report()

    def on_screen_resume(self) -> None:
        """Words that were heard while this page lay below are shown to be mended."""
        if self._round.stage is RoundStage.COMPOSE and self._round.text != self.editor.text:
            self.editor.insert(self._round.text)
            self.editor.focus()

    # What can be done

    def action_leave(self) -> None:
        self._round.write(self.editor.text)
        recording = self.dojo.hand.sound_of(self._round)
        if recording is not None and self._round.message.words and self._round.delivery is None:
            self.dojo.notice("Listening to your take ...")
            self.run_worker(partial(self._measure, recording), thread=True, exclusive=True, name="measure")
            return
        self._leave()

    def _measure(self, recording: Path) -> None:
        """In a thread: a second's work."""
        from vmdojo.voice import VoiceError
        from vmdojo.voice.measuring import measure

        try:
            delivery, problem = measure(recording, self._round.message, called="Your take"), ""
        except VoiceError as trouble:
            delivery, problem = None, f"How it sounds could not be judged: {trouble}"
        self.dojo.call_from_thread(self._measured, delivery, problem)

    def _measured(self, delivery: Delivery | None, problem: str) -> None:
        if not self.is_current or self._round.stage is not RoundStage.COMPOSE:
            return
        self._round.sound(delivery)
        if delivery is None:
            self.dojo.hand.drop_sound(self._round)
        self._leave()
        if problem:
            self.dojo.notice(problem)

    def _leave(self) -> None:
        try:
            self._round.leave()
        except Refused:
            key = actions.footer_keys(next(it for it in actions.of("compose") if it.call == "hang_up"))
            self.dojo.notice(f"There is nothing on the tape yet. Say something, or leave nothing: {key} hangs up.")
            return
        self.go_on()

    def action_hang_up(self) -> None:
        self.keep()
        name = first_name(one_line(self._round.scenario.buyer.name))
        kept = " What you wrote is kept for the next take." if self.editor.text.strip() else ""
        self.dojo.ask(
            f"Hang up on {name} and leave nothing? It is a decision, and it is judged like one.{kept}", self._hang_up
        )

    def _hang_up(self) -> None:
        self._round.hang_up()
        self.go_on()

    def action_hear(self) -> None:
        """Not listening to oneself is one of the common mistakes; it costs nothing and changes nothing."""
        self.keep()
        if parse(self.editor.text, self.rubric.pace).words:
            self.dojo.hear("Your message, as it sounds", self.editor.text)
        else:
            self.dojo.notice("There is nothing on the tape yet.")

    def action_record(self) -> None:
        """Say it instead, or besides."""
        self.keep()
        self.dojo.record_take(self._round)

    def action_dossier(self) -> None:
        self.keep()
        self.dojo.peek(self._round)

    def action_restart(self) -> None:
        words = len(parse(self.editor.text, self.rubric.pace).words)
        if not self.editor.text:
            return
        if words > ASK_OVER:
            self.dojo.ask(
                f"Start again? The {words} words on the tape go. Ctrl+Z would bring them back.", self._restart
            )
        else:
            self._restart()

    def _restart(self) -> None:
        self.editor.clear_all()
        self._round.write("")
        self._round.restart()
        self._draw()
        self.editor.focus()

    def action_back(self) -> None:
        self.keep()
        self.dojo.back()
