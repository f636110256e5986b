"""The room votes: takes without names, one after another. Would you return it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

from vmdojo.league.nameless import TOLD
from vmdojo.message import parse
from vmdojo.scenarios.firms import first_name
from vmdojo.tui import actions
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, MEASURE, WIDEST, counted, say, spread, wrap
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.tape import STAGE, stage_lines

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.league.friday import Hearing, Played
    from vmdojo.league.wire import Competition
    from vmdojo.message.model import Message
    from vmdojo.scenarios.model import Scenario

SPEED: Final = 3.0
"""Seconds of message that play in a second; l plays it in its own time."""


class Room(Stage):
    """Each take plays along its tape. Whoever wants to hear it aloud presses l."""

    KEY = "room"
    BINDINGS = actions.bindings("room")

    def __init__(
        self, competition: Competition, hearing: Hearing, rubric: Rubric, scenarios: Mapping[str, Scenario]
    ) -> None:
        super().__init__()
        self._it = competition
        self._hearing = hearing
        self._rubric = rubric
        self._scenarios = scenarios
        self._now = 0.0
        self._casting = False

    def page(self) -> Iterator[Widget]:
        self._sheet = Block(self._lines, id="room")
        yield self._sheet

    def on_mount(self) -> None:
        self._begin()
        self.set_interval(STAGE / SPEED, self._on)

    # The take that plays

    def _begin(self) -> None:
        playing = self._hearing.now
        self._message = parse(playing.take.text, self._rubric.pace) if playing is not None else None
        self._now = self._message.seconds if self._message is not None and self.dojo.still else 0.0
        self._sheet.again()
        self.sheet.scroll_home(animate=False)
        self.refresh_foot()

    def _on(self) -> None:
        if self.is_current and self._message is not None and self._now < self._message.seconds:
            self._now = min(self._message.seconds, self._now + STAGE)
            self._sheet.again()

    def _lines(self, width: int) -> Sequence[Content]:
        hearing = self._hearing
        if hearing.now is None or self._message is None:
            return self._all_heard(width)
        return self._take(hearing.now, self._message, min(width, WIDEST))

    def _take(self, playing: Played, message: Message, width: int) -> Sequence[Content]:
        hearing, scenario = self._hearing, self._scenarios[playing.take.scenario_hash]
        whose = ", your own" if playing.own else ""
        at = say(f"Take {hearing.at + 1} of {len(hearing.takes)}{whose}", "bold")
        name = first_name(one_line(scenario.buyer.name))
        return [
            spread(at, say(f"on {name}'s phone", "$quiet"), width),
            BLANK,
            *stage_lines(message, self._rubric.target_for(scenario), width, whole=True),
            BLANK,
            *self._words(message).wrap(min(width, MEASURE)),
            BLANK,
            *self._question(playing, name, width),
            *([BLANK, *wrap(say(TOLD, "$quiet"), width)] if not playing.own else []),
        ]

    def _words(self, message: Message) -> Content:
        """The message as far as it has played, the sounding word lit."""
        heard = say(message.text)
        if self._now >= message.seconds:
            return heard
        end = max((word.end for word in message.words if word.begins <= self._now), default=0)
        heard = heard.stylize("$faint", end, len(message.text))
        sounding = next((word for word in message.words if word.begins <= self._now < word.ends), None)
        return heard.stylize("bold reverse", sounding.start, sounding.end) if sounding is not None else heard

    def _question(self, playing: Played, name: str, width: int) -> Sequence[Content]:
        if playing.own:
            return wrap(say("Your own: the others vote on it."), width)
        said = self._hearing.said
        return [
            *wrap(say(f"You are {name}. Would you return it?"), width),
            Content.assemble("  ", _choice("y", "yes", said is True), "   ", _choice("n", "no", said is False)),
        ]

    def _all_heard(self, width: int) -> Sequence[Content]:
        answers = self._hearing.answers
        given, of = len(answers), self._hearing.to_answer
        lines = [say("All takes have played", "bold"), BLANK]
        if not of:
            return [*lines, *wrap(say("There was only your own: nothing to vote on."), width)]
        yes = sum(answers.values())
        told = f"You would return {yes} of {of}."
        if given < of:
            told += f" {counted(of - given, 'take')} without an answer: a vote that is not given does not count."
        after = "Until the close you may come back and vote anew."
        return [*lines, *wrap(say(told), width), BLANK, *wrap(say(after, "$quiet"), width)]

    # What can be done

    def offers(self, call: str) -> bool:
        """Nobody votes on a take of their own, and there is nothing before the first."""
        playing = self._hearing.now
        if call in ("yes", "no"):
            return playing is not None and not playing.own
        if call == "hear":
            return playing is not None
        return self._hearing.at > 0 if call == "go_back" else True

    def label(self, action: actions.Action) -> str:
        if action.call == "go_on" and self._hearing.now is None:
            return "cast your votes" if self._hearing.answers else "back"
        if action.call == "go_on" and self._hearing.said is None:
            playing = self._hearing.now
            return "next" if playing is not None and playing.own else "pass it over"
        return super().label(action)

    def action_yes(self) -> None:
        self._hearing.answer(True)
        self._begin()

    def action_no(self) -> None:
        self._hearing.answer(False)
        self._begin()

    def action_go_on(self) -> None:
        if self._hearing.now is not None:
            self._hearing.go_on()
            self._begin()
        elif self._hearing.answers:
            self._cast()
        else:
            self.dojo.back()

    def action_go_back(self) -> None:
        self._hearing.go_back()
        self._begin()

    def action_hear(self) -> None:
        if self._message is not None:
            self._now = self._message.seconds
            self.dojo.hear(f"Take {self._hearing.at + 1} of {len(self._hearing.takes)}", self._message.text)

    def _cast(self) -> None:
        if not self._casting:
            self._casting = True
            self.run_worker(self._vote, thread=True, exit_on_error=False)

    def _vote(self) -> None:
        problem = self.dojo.chair.vote(self._it, self._hearing.answers)
        self.app.call_from_thread(self._voted, problem)

    def _voted(self, problem: str) -> None:
        self._casting = False
        if problem:
            self.dojo.notice(f"{one_line(problem)} Your answers are still here.")
            return
        if self.is_current:
            self.dojo.back()
        number = len(self._hearing.answers)
        self.dojo.notice("Your vote stands." if number == 1 else f"Your {number} votes stand.")


def _choice(key: str, label: str, chosen: bool) -> Content:
    return (
        say(f"[{label}]", "bold") if chosen else Content.assemble(say(f" {key} ", "bold"), say(f"{label} ", "$quiet"))
    )
