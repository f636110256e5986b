"""Before the verdict: would you return it, and what will it total? Two keys' work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds import Round
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, clock, labelled, say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.words import first_name

_DIGITS = 3


class Predict(Stage):
    """The message is left; nothing can be changed any more."""

    KEY = "predict"
    BINDINGS = actions.bindings("predict")

    def __init__(self, round_: Round) -> None:
        super().__init__()
        self._round = round_
        self._would_return: bool | None = None
        self._guess = ""

    def page(self) -> Iterator[Widget]:
        self._question = Block(self._asked, id="question")
        yield self._question
        yield Block(self._left, id="left")

    def _asked(self, width: int) -> Sequence[Content]:
        name = first_name(one_line(self._round.scenario.buyer.name))
        yes = _choice("y", "yes", self._would_return is True)
        no = _choice("n", "no", self._would_return is False)
        return [
            spread(f"It is on {name}'s phone.", clock(self._round.message.seconds), width),
            BLANK,
            *wrap(say(f"You are {name}. Would you return it?"), width),
            Content.assemble("  ", yes, "   ", no),
            BLANK,
            *wrap(say("What will it total, 0 to 100?"), width),
            Content.assemble("  ", say(self._guess or "", "bold"), say("_" if len(self._guess) < _DIGITS else " ")),
            BLANK,
        ]

    def _left(self, width: int) -> Sequence[Content]:
        return labelled("You said", say(self._round.text, "$quiet"), width)

    def offers(self, call: str) -> bool:
        """The verdict waits for both answers."""
        if call == "hear":
            return self._would_return is not None and self._guess != ""
        return True

    def _answered(self) -> None:
        self._question.again()
        self.refresh_foot()

    def action_yes(self) -> None:
        self._would_return = True
        self._answered()

    def action_no(self) -> None:
        self._would_return = False
        self._answered()

    def action_digit(self, digit: str) -> None:
        """A digit that would go past 100 begins the guess anew."""
        longer = str(int(self._guess + digit))
        self._guess = longer if int(longer) <= 100 else digit
        self._answered()

    def action_erase(self) -> None:
        self._guess = self._guess[:-1]
        self._answered()

    def action_hear(self) -> None:
        assert self._would_return is not None
        self._round.predict(self._would_return, int(self._guess))
        self.dojo.report()
        self.dojo.show_round()


def _choice(key: str, label: str, chosen: bool) -> Content:
    # The chosen answer is bracketed as well as bold: no colour has to tell it.
    return (
        say(f"[{label}]", "bold") if chosen else Content.assemble(say(f" {key} ", "bold"), say(f"{label} ", "$quiet"))
    )
