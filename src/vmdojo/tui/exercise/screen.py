"""The pages of a drill: shown and chosen, written, judged, and the end of the set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import TextArea

from vmdojo.message import parse
from vmdojo.rounds import Refused
from vmdojo.rounds.drill import DrillRun
from vmdojo.rounds.exercise import ExerciseRound, ExerciseStage
from vmdojo.scenarios.exercise_model import Compare
from vmdojo.tui import actions
from vmdojo.tui.exercise import page as draw
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, say, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.editor import Editor
from vmdojo.tui.widgets.tape import Tape

SAVE_AFTER: Final = 0.8
"""Seconds after a change at which the words are saved; a key never waits for the record."""


def page_of(run: DrillRun) -> Stage:
    """The page for the stage that the exercise in hand is at."""
    it = run.current
    if it.stage is ExerciseStage.VERDICT:
        return DrillVerdict(run)
    if it.written and it.stage is ExerciseStage.ANSWER:
        return DrillWrite(run)
    return DrillShow(run)


class DrillShow(Stage):
    """What is to be done; here one chooses, ticks reasons, and says whether one would return it."""

    KEY = "drill"
    BINDINGS = actions.bindings("drill")

    def __init__(self, run: DrillRun) -> None:
        super().__init__()
        self._run = run

    @property
    def _it(self) -> ExerciseRound:
        return self._run.current

    def page(self) -> Iterator[Widget]:
        self._sheet = Block(self._lines, id="exercise")
        yield self._sheet

    def on_mount(self) -> None:
        self.wide = isinstance(self._it.exercise, Compare)
        if self._it.notices:
            self.dojo.notice(" ".join(self._it.notices))

    def _lines(self, width: int) -> Sequence[Content]:
        it = self._it
        if it.stage is ExerciseStage.PREDICT:
            return [
                *draw.head(self._run, width),
                *wrap(say("Before the verdict: would you return it now?", "bold"), width),
                BLANK,
                *wrap(say(it.text.strip(), "$quiet"), width),
            ]
        if isinstance(it.exercise, Compare) and it.stage is ExerciseStage.ANSWER:
            narrow = min(width, 78)
            asked = [*draw.head(self._run, narrow), *draw.reasons(it, narrow), BLANK]
            return [*draw.centred(asked, width, narrow), *draw.messages(it, width)]
        return draw.shown(self._run, width)

    def offers(self, call: str) -> bool:
        stage, written = self._it.stage, self._it.written
        choosing = stage is ExerciseStage.SHOW and not written
        match call:
            case "on":
                return (stage is ExerciseStage.SHOW and written) or stage is ExerciseStage.ANSWER
            case "choose":
                return choosing or stage is ExerciseStage.ANSWER
            case "yes" | "no":
                return stage is ExerciseStage.PREDICT
            case "skip":
                return stage is ExerciseStage.SHOW and self._run.count > 1
            case "dossier":
                # The other kinds show all of it.
                return stage is not ExerciseStage.PREDICT and isinstance(self._it.exercise, Compare)
            case _:
                return True

    def label(self, action: actions.Action) -> str:
        compare = isinstance(self._it.exercise, Compare)
        if action.call == "on":
            return "that is why" if compare else "write"
        if action.call == "choose":
            # The footer names the first key; the others stand in the words.
            exercise = self._it.exercise
            if isinstance(exercise, Compare) and self._it.stage is ExerciseStage.ANSWER:
                return f"to {len(exercise.reason)} tick"
            return "or 2 the one you would return" if compare else "leave one, 2 hang up"
        return super().label(action)

    def action_on(self) -> None:
        if self._it.stage is ExerciseStage.ANSWER:
            self._it.give()
        else:
            self._it.answer()
        self.dojo.drills.show()

    def action_choose(self, key: str) -> None:
        it, number = self._it, int(key)
        if it.stage is ExerciseStage.ANSWER:
            assert isinstance(it.exercise, Compare)
            if number <= len(it.exercise.reason):
                it.tick(number - 1)
                self._sheet.again()
        elif number <= 2:
            sides = ("one", "other") if isinstance(it.exercise, Compare) else ("leave", "hang-up")
            it.pick(sides[number - 1])
            if it.stage is ExerciseStage.VERDICT:
                self.dojo.drills.show()
            else:
                self._sheet.again()
                self.sheet.scroll_home(animate=False)
                self.refresh_foot()

    def action_yes(self) -> None:
        self._foretell(True)

    def action_no(self) -> None:
        self._foretell(False)

    def _foretell(self, would_return: bool) -> None:
        self._it.predict(would_return)
        self.dojo.drills.show()

    def action_skip(self) -> None:
        self.dojo.drills.next()

    def action_dossier(self) -> None:
        self.dojo.drills.peek(self._it)

    def action_leave(self) -> None:
        """One step back, or off the page."""
        it = self._it
        if it.stage is ExerciseStage.SHOW:
            self.dojo.back()
            return
        it.take_back()
        self.dojo.drills.show()


class DrillWrite(Stage):
    """Writing: the words, the tape, the clock. No score."""

    KEY = "drill_write"
    BINDINGS = actions.bindings("drill_write")

    def __init__(self, run: DrillRun) -> None:
        super().__init__()
        self._run = run
        self._limit = 8
        self._rest = 2
        self._saving = False

    @property
    def _it(self) -> ExerciseRound:
        return self._run.current

    def page(self) -> Iterator[Widget]:
        self._head = Block(lambda width: draw.above(self._it, self._run, width, self._limit), id="head")
        self.editor = Editor(self._it.text, still=self.dojo.still, id="words")
        self._then = Block(lambda width: draw.below(self._it, width, self._rest), id="then")
        self.tape = Tape(self._it.target, whole=bool(self._it.given), id="tape")
        yield self._head
        yield self.editor
        yield self._then
        yield self.tape

    def on_mount(self) -> None:
        # At once: letters that were typed ahead belong here.
        self.set_focus(self.editor)
        self._draw()

    def sized(self, width: int, height: int) -> None:
        """What stands above gives way to the words: a given message needs most of the page, an ask little."""
        given = len(self._it.given) // max(20, min(width, 73)) + 3 if self._it.given else 3
        self._rest = 2 if height >= 20 else 0
        below = 4 + self.foot.lines_in(width) + (self._rest if draw.below(self._it, width, self._rest) else 0)
        air = 3 if height >= 30 else 0
        self._limit = max(3, height - min(given, max(4, height // 2)) - below - air)
        self._head.again()
        self._then.again()
        if self.focused is None:
            self.call_after_refresh(self.editor.focus)

    @on(TextArea.Changed)
    def _changed(self) -> None:
        if not self._saving:
            self._saving = True
            self.set_timer(SAVE_AFTER, self.keep)
        self._draw()

    @on(Editor.Shortened)
    def _shortened(self, event: Editor.Shortened) -> None:
        self.dojo.notice(f"That paste was longer than any mailbox: the last {event.lost} characters were left out.")

    def _draw(self) -> None:
        self.tape.show(parse(self.editor.text, self.dojo.rubric.pace))

    def hand_over(self) -> None:
        """The words as they stand now."""
        if self._it.written and self._it.stage is ExerciseStage.ANSWER:
            self._it.write(self.editor.text)

    def keep(self) -> None:
        """Hand the words to the exercise and save them."""
        self._saving = False
        self.hand_over()
        self._it.save()
        self.dojo.report()

    def label(self, action: actions.Action) -> str:
        if action.call == "restore" and not self._it.given:
            return "start again"
        return super().label(action)

    def action_give(self) -> None:
        self.hand_over()
        try:
            self._it.give()
        except Refused as refusal:
            self.dojo.notice(str(refusal))
            return
        self.dojo.drills.show()

    def action_restore(self) -> None:
        """The words as they were given; an undo brings one's own back."""
        if self.editor.text == self._it.given:
            return
        self.hand_over()
        self._it.restore()
        self.editor.history.checkpoint()
        document = self.editor.document
        self.editor.replace(self._it.text, document.start, document.end, maintain_selection_offset=False)
        self._draw()

    def action_dossier(self) -> None:
        self.keep()
        self.dojo.drills.peek(self._it)

    def action_back(self) -> None:
        self.keep()
        self.dojo.back()


class DrillVerdict(Stage):
    """How it went, what to change, and a way to do it beside one's own."""

    KEY = "drill_verdict"
    BINDINGS = actions.bindings("drill_verdict")

    def __init__(self, run: DrillRun) -> None:
        super().__init__()
        self._run = run
        self._sample = 0

    def page(self) -> Iterator[Widget]:
        self._sheet = Block(self._lines, id="verdict")
        yield self._sheet

    def on_mount(self) -> None:
        self.wide = bool(self._run.current.verdict.samples) or isinstance(self._run.current.exercise, Compare)
        self.dojo.report()

    def _lines(self, width: int) -> Sequence[Content]:
        return draw.verdict(self._run, self._run.current.verdict, self._sample, width)

    @property
    def _last(self) -> bool:
        return self._run.place == self._run.count

    def offers(self, call: str) -> bool:
        if call == "sample":
            return len(self._run.current.verdict.samples) > 1
        return True

    def label(self, action: actions.Action) -> str:
        if action.call == "next" and self._last:
            return "finish"
        return super().label(action)

    def action_next(self) -> None:
        self.dojo.drills.next()

    def action_again(self) -> None:
        self._run.note()
        self._run.current.again()
        self.dojo.drills.show()

    def action_sample(self) -> None:
        self._sample += 1
        self._sheet.again()

    def action_home(self) -> None:
        self._run.note()
        self.dojo.go_home()


class DrillEnd(Stage):
    """The end of a set."""

    KEY = "drill_end"
    BINDINGS = actions.bindings("drill_end")

    def __init__(self, run: DrillRun) -> None:
        super().__init__()
        self._run = run

    def page(self) -> Iterator[Widget]:
        yield Block(lambda width: draw.summary(self._run, width), id="summary")

    def action_home(self) -> None:
        self.dojo.go_home()

    def action_more(self) -> None:
        self.dojo.drills.open(anew=True)
