"""Before the verdict: would you return it, and what will it total? Two keys' work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widget import Widget

from vmdojo.rounds import Round
from vmdojo.scenarios.firms import first_name
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, clock, labelled, say, spread, wrap
from vmdojo.tui.widgets.block import Block

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

    def offered(self) -> list[tuple[actions.Action, str]]:
        """The verdict waits for both answers; its key says so until then."""
        return [item for item in super().offered() if item[0].call != "hear" or not self._missing()]

    def _missing(self) -> str:
        """What is still to be answered, as a sentence; empty where all is."""
        if self._would_return is None:
            both = "" if self._guess else ", then a number from 0 to 100"
            return f"First your own word: y or n{both}."
        return "" if self._guess else "Now your guess: a number from 0 to 100."

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
        """A digit that would go past 100 is not taken."""
        longer = str(int(self._guess + digit))
        if int(longer) > 100:
            self.dojo.notice("A total goes up to 100. Backspace takes a digit away.")
            return
        self._guess = longer
        self._answered()

    def action_erase(self) -> None:
        self._guess = self._guess[:-1]
        self._answered()

    def action_back(self) -> None:
        """To the words again: nothing has been judged yet."""
        self._round.take_back()
        self.dojo.report()
        self.go_on()

    def action_hear(self) -> None:
        if missing := self._missing():
            self.dojo.notice(missing)
            return
        assert self._would_return is not None
        self.answered(self._would_return, int(self._guess))

    def answered(self, would_return: bool, guess: int) -> None:
        """Both answers are given: the verdict."""
        self._round.predict(would_return, guess)
        self.dojo.report()
        self.go_on()

    def go_on(self) -> None:
        """Show the page of the stage that the round has come to."""
        self.dojo.show_round()


def _choice(key: str, label: str, chosen: bool) -> Content:
    # The chosen answer is bracketed as well as bold: no colour has to tell it.
    return (
        say(f"[{label}]", "bold") if chosen else Content.assemble(say(f" {key} ", "bold"), say(f"{label} ", "$quiet"))
    )
