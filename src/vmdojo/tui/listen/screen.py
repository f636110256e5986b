"""The buyer listens along the tape. Any key goes to the verdict; set to be still, the game comes there at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from textual import events
from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds import Round
from vmdojo.scenarios.firms import first_name
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, MEASURE, clock, say, spread
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.tape import STAGE, reel_lines, reel_step, shades

SPEED: Final = 3.0
"""Seconds of message heard in a second."""
STEPS: Final = 72
"""Steps that the listening takes at most; a message too long for them is heard faster."""
LINGER: Final = 1.2
"""Seconds that the end stays in sight."""


class Listen(Stage):
    """The tape plays up to the cut, or to the end."""

    KEY = "listen"
    BINDINGS = actions.bindings("listen")

    def __init__(self, round_: Round) -> None:
        super().__init__()
        self._round = round_
        self._now = 0.0
        verdict = round_.verdict
        deleted = verdict.reaction.deleted_at
        self._end = verdict.message.seconds if deleted is None else deleted
        self._over = False

    def page(self) -> Iterator[Widget]:
        self._heard = Block(self._lines, id="heard")
        yield self._heard

    def on_mount(self) -> None:
        self._timer = self.set_interval(STAGE / SPEED, self._on)

    def _on(self) -> None:
        self.hear_until(self._now + max(STAGE, self._end / STEPS))

    def hear_until(self, second: float) -> None:
        """Play the tape on to a second of the message; at its end the cut falls, where there is one."""
        self._now = min(self._end, second)
        if self._now >= self._end and not self._over:
            self._over = True
            self._timer.stop()
            self.set_timer(LINGER, self._done)
        self._heard.again()

    def _lines(self, width: int) -> Sequence[Content]:
        verdict = self._round.verdict
        message, reaction = verdict.message, verdict.reaction
        name = first_name(one_line(self._round.scenario.buyer.name))
        each = reel_step(message.seconds, width)
        cut = reaction.deleted_at if self._over else None
        whole = shades(reaction.attention, message.seconds, each, cut=cut)
        played = min(len(whole), int(self._now / each + 0.5))
        shown = whole if self._over else whole[:played] + " " * (len(whole) - played)
        lit = None if self._over or not played else played - 1
        return [
            spread(f"{name} listens.", clock(self._now), min(width, MEASURE)),
            BLANK,
            *reel_lines(shown, each, message.seconds, width, lit=lit),
            BLANK,
            *self._words().wrap(min(width, MEASURE)),
        ]

    def _words(self) -> Content:
        """The message as far as it has been heard, the sounding word lit."""
        message = self._round.verdict.message
        heard = say(message.text)
        sounding = next((word for word in message.words if word.begins <= self._now < word.ends), None)
        end = max((word.end for word in message.words if word.begins <= self._now), default=0)
        heard = heard.stylize("$faint", end, len(message.text))
        if sounding is not None and not self._over:
            heard = heard.stylize("bold reverse", sounding.start, sounding.end)
        return heard

    def on_key(self, event: events.Key) -> None:
        """Any key will do."""
        event.stop()
        self._done()

    def action_skip(self) -> None:
        self._done()

    def _done(self) -> None:
        if self.is_current:
            self.dojo.show_verdict()
