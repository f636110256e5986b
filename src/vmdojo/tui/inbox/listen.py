"""A voicemail plays and the player holds the delete key. Set to be still, one hears on breath by breath."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import Final

from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds.inbox import InboxRun, InboxStage
from vmdojo.scenarios.inbox_model import Did
from vmdojo.tui import actions
from vmdojo.tui.inbox import page as draw
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, say, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.voice import GRADED_RATE, Performance, SoundClock, wished

FRAME: Final = 0.05
"""Seconds between two looks at the clock: a word sounds for about 0.3."""


class InboxListen(Stage):
    """One message; no score before it is over."""

    KEY = "inbox_listen"
    BINDINGS = actions.bindings("inbox_listen")

    def __init__(self, run: InboxRun, now: Callable[[], float] | None = None) -> None:
        super().__init__()
        self._run = run
        self._sound = SoundClock() if now is None else None
        self._now: Callable[[], float] = now or self._sound or monotonic
        self._drawn: tuple[object, ...] = ()

    def page(self) -> Iterator[Widget]:
        self._tape = Block(self._lines, id="heard")
        yield self._tape

    def on_mount(self) -> None:
        self.set_interval(FRAME, self.look)
        if self._run.taken_up and self._run.number == self._run.taken_up + 1:
            heard = self._run.taken_up
            self.dojo.notice(f"You had heard {heard} of {self._run.count}. It goes on with the next one.")

    def look(self) -> None:
        """Draw what has sounded since the last look."""
        if self._run.stage is not InboxStage.PLAYING:
            return
        stage = self._run.tick(self._now())
        second = self._run.second(self._now())
        begun = sum(word.begins <= second for word in self._run.hearing.message.words)
        over = sum(word.ends <= second for word in self._run.hearing.message.words)
        state = (stage, begun, over, int(second * 2))
        if state != self._drawn:
            self._drawn = state
            self._tape.again()
            # The newest words stay in sight in a low window.
            self.sheet.scroll_end(animate=False)
        if stage is InboxStage.ENDED:
            self.refresh_foot()

    def _lines(self, width: int) -> Sequence[Content]:
        run = self._run
        top = [draw.head(run, width), BLANK]
        if run.stage is InboxStage.READY:
            return [*top, *draw.card(run, width)]
        lines = [*top, *draw.playing(run, run.second(self._now()), width)]
        if self._sound is not None and self._sound.silent and self.dojo.settings.sound:
            lines += [BLANK, *wrap(say(self._sound.silent, "$quiet"), width)]
        if run.stage is InboxStage.ENDED:
            lines += [BLANK, *wrap(say("That was all of it. What becomes of it?", "italic"), width)]
        return lines

    # What can be done

    def offers(self, call: str) -> bool:
        stage = self._run.stage
        if call == "delete":
            return stage is not InboxStage.READY
        if call in ("keep", "answer"):
            return stage is InboxStage.ENDED
        if call == "go":
            return stage is not InboxStage.ENDED
        if call in ("faster", "slower"):
            return not self.dojo.still and stage in (InboxStage.PLAYING, InboxStage.PAUSED)
        return True

    def label(self, action: actions.Action) -> str:
        stage = self._run.stage
        if action.call == "go":
            if self.dojo.still:
                return "hear on"
            return "pause" if stage is InboxStage.PLAYING else "play"
        if action.call == "delete" and stage is InboxStage.ENDED:
            return "let it go"
        return super().label(action)

    def action_go(self) -> None:
        now = self._now()
        if self.dojo.still:
            self._run.hear_on(now)
        elif self._run.stage is InboxStage.PLAYING:
            self._run.pause(now)
        else:
            self._run.play(now)
        self._follow()
        self._show()

    def action_faster(self) -> None:
        self._faster(1)

    def action_slower(self) -> None:
        self._faster(-1)

    def _faster(self, steps: int) -> None:
        self._run.faster(self._now(), steps)
        self._follow()
        self._show()

    def _follow(self) -> None:
        """The sound goes where the run goes."""
        if self._sound is None:
            return
        run, settings = self._run, self.dojo.settings
        if run.stage is not InboxStage.PLAYING:
            self._sound.hold()
            return
        self._sound.play(
            lambda: Performance(
                run.hearing.message,
                words_per_minute=round(GRADED_RATE * run.speed),
                engine=settings.voice,
                sound=wished("on" if settings.sound else "off"),
            ),
            run.second(self._now()),
            run.speed,
        )

    def on_unmount(self) -> None:
        if self._sound is not None:
            self._sound.hold()

    def action_delete(self) -> None:
        self._run.delete(self._now())
        self.dojo.show_inbox(self._run)

    def action_keep(self) -> None:
        self._choose("kept")

    def action_answer(self) -> None:
        self._choose("answered")

    def _choose(self, did: Did) -> None:
        self._run.choose(did)
        self.dojo.show_inbox(self._run)

    def _show(self) -> None:
        self._tape.again()
        self.refresh_foot()

    def action_back(self) -> None:
        """What was heard so far of the set is recorded; this message starts again."""
        self.dojo.back()
