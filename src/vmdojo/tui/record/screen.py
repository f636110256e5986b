"""Saying it: the microphone, a level, the clock. Nothing is judged here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds import Round
from vmdojo.tui import actions
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, MEASURE, clock, labelled, say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.tape import SOUND, ruler
from vmdojo.voice import Recording, VoiceError, wished
from vmdojo.voice.recognising import can_recognise, names_of, recognise

LOOK: Final = 1 / 12
"""Seconds between two looks at the level."""
QUIET, LOUD = -45.0, -6.0
"""Decibels under full scale: below the first a microphone is too far away, above the second it begins to crackle."""
_BAR: Final = 30
_FLOOR: Final = -60.0


class Record(Stage):
    """One take after another, until one of them will do."""

    KEY = "record"
    BINDINGS = actions.bindings("record")

    def __init__(self, round_: Round) -> None:
        super().__init__()
        self._round = round_
        self._take = self._fresh()
        self._hearing = False

    def _fresh(self) -> Recording:
        # Recording is wished for by being here; only the tests' setting is heeded.
        return Recording(sound="null" if wished() == "null" else "on")

    def page(self) -> Iterator[Widget]:
        self._sheet = Block(self._lines, id="record")
        yield self._sheet

    def on_mount(self) -> None:
        self.set_interval(LOOK, self._look)
        self._seen: tuple[object, ...] = ()

    def on_unmount(self) -> None:
        self._take.discard()

    # Drawing

    def _look(self) -> None:
        take = self._take
        seen = (take.state, int(take.second * 2), round(take.level), take.problem)
        if seen != self._seen:
            changed = not self._seen or self._seen[0] != seen[0]
            self._seen = seen
            self._sheet.again()
            if changed:
                self.refresh_foot()

    def _lines(self, width: int) -> Sequence[Content]:
        take, row = self._take, min(width, MEASURE)
        low, high = self.dojo.rubric.target_for(self._round.scenario)
        room = max(10, row - 8)
        each = 0.5 if high <= room * 0.5 else 1.0
        strip = SOUND * min(room, int(take.second / each))
        return [
            spread(say(_HEADS[take.state], "bold"), say(clock(take.second), "bold"), row),
            BLANK,
            ruler(each, 0, room, (low, high), max(float(high), take.second)).truncate(row),
            say(strip or " ", "$lamp"),
            BLANK,
            *self._level(),
            *(wrap(say(take.problem, "italic"), row) if take.problem else ()),
            BLANK,
            *self._script(width),
        ]

    def _level(self) -> list[Content]:
        take = self._take
        if self._hearing:
            return [say("Listening for the words ... The first time a model is fetched; that takes a while.", "$quiet")]
        if take.state != "recording":
            return [say(_NEXT[take.state], "$quiet")] if _NEXT[take.state] else []
        filled = round(max(0.0, min(1.0, (take.level - _FLOOR) / -_FLOOR)) * _BAR)
        word = "quiet" if take.level < QUIET else "too loud" if take.level > LOUD else "good"
        return [
            Content.assemble(
                say("level  ", "$quiet"), say("█" * filled, "$lamp"), say("░" * (_BAR - filled), "$faint"), f"  {word}"
            )
        ]

    def _script(self, width: int) -> Sequence[Content]:
        text = self._round.text.strip()
        if text:
            return labelled("Your words", say(text), width)
        return wrap(say("You typed nothing yet. Talk now; type what you said afterwards.", "$quiet"), width)

    # What can be done

    def offers(self, call: str) -> bool:
        """Hearing and using want a take; a reading wants words."""
        if call in {"hear", "use"}:
            return self._take.state == "done"
        if call == "reading":
            return bool(self._round.text.strip()) and self._take.state != "recording"
        return True

    def label(self, action: actions.Action) -> str:
        if action.call == "record":
            return {"recording": "stop", "opening": "stop", "ready": "record"}.get(self._take.state, "take it again")
        return super().label(action)

    def action_record(self) -> None:
        """Begin, stop, or take it again."""
        if self._take.state in ("opening", "recording"):
            self._take.stop()
            return
        if self._take.state != "ready":
            self._take.discard()
            self._take = self._fresh()
        self._take.start()
        self._look()

    def action_hear(self) -> None:
        self.dojo.hear("Your take", self._round.text, recording=self._take.path)

    def action_reading(self) -> None:
        self.dojo.hear("A reading of your words", self._round.text)

    def action_use(self) -> None:
        """Keep this take for the verdict and go back to the words."""
        if self._hearing:
            return
        path = self._take.hand_over()
        if path is None:
            return
        self.dojo.hand.keep_sound(self._round, path)
        if not self._round.text.strip() and can_recognise():
            self._hearing = True
            self._sheet.again()
            self.run_worker(partial(self._recognise, path), thread=True, name="recognise")
            return
        self._to_words()

    def _recognise(self, path: Path) -> None:
        """In a thread: some seconds, and minutes where the model is fetched first."""
        try:
            heard = recognise(path, self.dojo.settings.recogniser, names_of(self._round.scenario))
        except VoiceError:
            heard = ""
        self.dojo.call_from_thread(self._heard, heard)

    def _heard(self, text: str) -> None:
        if not self.is_current:
            return
        if not text:
            self._to_words("The words could not be made out: type what you said. Your take is kept for the verdict.")
            return
        self._round.write(text)
        self._to_words("These are the words as they were heard. Mend what was misheard, then leave it.")

    def _to_words(self, notice: str = "") -> None:
        self.dojo.back()
        if notice:
            self.dojo.notice(notice)
            return
        self.dojo.notice(
            "Your take is kept for the verdict."
            if self._round.text.strip()
            else "Your take is kept for the verdict. Now type what you said: the words are what is graded."
        )

    def action_close(self) -> None:
        self.dojo.back()


_HEADS: Final = {
    "ready": "Say it",
    "opening": "Say it",
    "recording": "Recording",
    "done": "Your take",
    "failed": "Say it",
    "stopped": "Say it",
}
_NEXT: Final = {
    "ready": "Space starts the recording. It stays on this machine.",
    "opening": "One moment ...",
    "recording": "",
    "done": "Listen to it once before you use it. Most people hear the one thing to change.",
    "failed": "",
    "stopped": "",
}
