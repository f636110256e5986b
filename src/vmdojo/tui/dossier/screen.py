"""The dossier: everything the player may know before the beep, and how it will be judged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from vmdojo.rounds import Round
from vmdojo.rounds import Stage as RoundStage
from vmdojo.rounds.exercise import ExerciseRound
from vmdojo.rounds.hinting import PRICE, Hinting
from vmdojo.scenarios.firms import first_name
from vmdojo.tui import actions
from vmdojo.tui.dossier.page import Criteria, whole
from vmdojo.tui.inert import one_line
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, labelled, say
from vmdojo.tui.widgets.block import Block
from vmdojo.tui.widgets.line import Line


class Dossier(Stage):
    """Read, plan in one line if you like, then the beep; or hang up."""

    KEY = "dossier"
    BINDINGS = actions.bindings("dossier")

    def __init__(self, round_: Round) -> None:
        super().__init__()
        self._round = round_

    def page(self) -> Iterator[Widget]:
        scenario = self._round.scenario
        criteria = self.criteria()
        self._hints = Hinting(scenario, self.dojo.record, self.dojo.clock)
        yield Block(lambda width: whole(scenario, criteria, None, width), id="dossier")
        self._hinted = Block(self._hint_lines, id="hints")
        yield self._hinted
        self._label = Block(self._plan_label, id="plan-label")
        yield self._label
        hint = "reason, ask, what follows"
        self._plan = Line(self._round.plan_text, hint=hint, still=self.dojo.still, id="plan")
        yield self._plan

    def criteria(self) -> Criteria:
        """What a message here is judged on."""
        return self.dojo.criteria(self._round.scenario)

    def go_on(self) -> None:
        """Show the page of the stage that the round has come to."""
        self.dojo.show_round()

    def on_mount(self) -> None:
        if news := self.dojo.hand.news():
            # What was declared stays in sight while one reads.
            self.dojo.notice(news, stays=self._round.official)

    def _plan_label(self, width: int) -> Sequence[Content]:  # noqa: ARG002
        if isinstance(self.focused, Line):
            return [BLANK, Content.assemble(say("Plan ", "bold"), say("you are writing it; Enter keeps it", "italic"))]
        return [BLANK, say("Plan" if self._round.plan_text else "Plan  p writes it; skip it if you like", "$quiet")]

    def _hint_lines(self, width: int) -> Sequence[Content]:
        lines: list[Content] = []
        for number, hint in enumerate(self._hints.given, 1):
            label = f"Hint {number}"
            lines += [*([BLANK] if number == 1 else []), *labelled(label, one_line(hint), width)]
        return lines

    def offers(self, call: str) -> bool:
        """No hint on the take that counts, and none where all are told."""
        return call != "hint" or (not self._round.official and self._hints.left > 0)

    def label(self, action: actions.Action) -> str:
        return "another hint" if action.call == "hint" and self._hints.given else super().label(action)

    def action_hint(self) -> None:
        """The first one has a price, and a letter may come by mistake: so it asks."""
        if self._hints.given:
            self._hint()
        else:
            self.dojo.ask(f"A hint? {PRICE}", self._hint)

    def _hint(self) -> None:
        self._hints.ask()
        self._hinted.again()
        self.refresh_foot()
        if self._hints.problem:
            self.dojo.notice(self._hints.problem)
        self.call_after_refresh(self.sheet.scroll_end, animate=False)

    def hand_over(self) -> None:
        """The plan as it stands now."""
        if self._round.stage is RoundStage.DOSSIER:
            self._round.write_plan(self._plan.value)

    def keep(self) -> None:
        """Hand the plan to the round and save the draft."""
        self.hand_over()
        self._round.save()
        self.dojo.report()

    @on(Line.Left)
    def _planned(self, event: Line.Left) -> None:
        # Esc keeps what was typed, too: no word goes without being asked.
        self.keep()
        self.set_focus(None)
        event.stop()

    def on_descendant_focus(self) -> None:
        self._label.again()

    def on_descendant_blur(self) -> None:
        self._label.again()

    @on(Input.Changed)
    def _plan_changed(self) -> None:
        self.refresh_foot()

    def action_plan(self) -> None:
        self._plan.focus()
        self._plan.cursor_position = len(self._plan.value)
        self.sheet.scroll_end(animate=False)

    def action_hear(self) -> None:
        buyer = self._round.scenario.buyer
        self.keep()
        self.dojo.hear(f"{first_name(one_line(buyer.name))}'s mailbox", buyer.greeting, beep=True)

    def action_beep(self) -> None:
        self.keep()
        self._round.compose()
        self.go_on()

    def action_hang_up(self) -> None:
        self.keep()
        name = first_name(one_line(self._round.scenario.buyer.name))
        self.dojo.ask(
            f"Hang up on {name} and leave nothing? It is a decision, and it is judged like one, with your plan.",
            self._hang_up,
        )

    def _hang_up(self) -> None:
        self._round.hang_up()
        self.go_on()

    def action_back(self) -> None:
        self.keep()
        self.dojo.back()


class Peek(Stage):
    """The whole dossier over the words."""

    KEY = "peek"
    BINDINGS = actions.bindings("peek")

    def __init__(self, round_: Round | ExerciseRound, criteria: Criteria | None = None) -> None:
        super().__init__()
        self._round = round_
        self._criteria = criteria

    def page(self) -> Iterator[Widget]:
        scenario = self._round.scenario
        criteria = self._criteria or self.dojo.criteria(scenario)
        yield Block(lambda width: whole(scenario, criteria, self._round.plan_text, width), id="dossier")

    def action_close(self) -> None:
        self.dojo.back()
