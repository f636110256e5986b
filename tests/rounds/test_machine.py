"""Any order of moves: a round never breaks, and the record holds what was seen."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from vmdojo.rounds import Refused, Round, Stage, Verdict, WrongStage

if TYPE_CHECKING:
    from collections.abc import Callable

    from rounds.conftest import Table

# Everything that a str can hold, and some words.
words = st.one_of(
    st.sampled_from(["Hi Dana, about Reno.", "one two three", ""]), st.text(st.characters(exclude_categories=()))
)


class Player(RuleBasedStateMachine):
    """Presses every key at every time, pulls the plug and fills the disk."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table, self.record, self.clock = table, table.record, table.clock
        self.round: Round = table.begin()
        self.seen: list[Verdict] = []

    def see(self, verdict: Verdict) -> None:
        assert verdict.attempt.grade.total >= 0
        self.seen.append(verdict)

    @rule(text=words)
    def write(self, text: str) -> None:
        try:
            self.round.write(text)
        except WrongStage:
            assert self.round.stage is not Stage.COMPOSE
        else:
            assert self.round.text == text

    @rule(text=words)
    def write_plan(self, text: str) -> None:
        try:
            self.round.write_plan(text)
        except WrongStage:
            assert self.round.stage in (Stage.PREDICT, Stage.VERDICT)

    @rule()
    def compose(self) -> None:
        try:
            self.round.compose()
        except WrongStage:
            assert self.round.stage is not Stage.DOSSIER

    @rule()
    def leave(self) -> None:
        try:
            self.round.leave()
        except WrongStage:
            assert self.round.stage is not Stage.COMPOSE
        except Refused:
            assert not self.round.message.words

    @rule()
    def restart(self) -> None:
        before = self.round.text
        try:
            assert self.round.restart() == before
        except WrongStage:
            assert self.round.stage is not Stage.COMPOSE

    @rule()
    def hang_up(self) -> None:
        try:
            self.see(self.round.hang_up())
        except WrongStage:
            assert self.round.stage in (Stage.PREDICT, Stage.VERDICT)

    @rule(would=st.booleans(), guess=st.integers(-5, 105))
    def predict(self, would: bool, guess: int) -> None:
        try:
            self.see(self.round.predict(would, guess))
        except WrongStage:
            assert self.round.stage is not Stage.PREDICT
        except Refused:
            assert not 0 <= guess <= 100

    @rule()
    def again(self) -> None:
        text = self.round.text
        try:
            self.round.again()
        except WrongStage:
            assert self.round.stage is not Stage.VERDICT
        else:
            assert self.round.text == text

    @rule()
    def save(self) -> None:
        assert self.round.save() is (self.round.save_problem == "")

    @rule(seconds=st.floats(-1e6, 1e6))
    def time_passes(self, seconds: float) -> None:
        self.clock.pass_(seconds)

    @rule(full=st.booleans())
    def disk(self, full: bool) -> None:
        self.record.full = full

    @precondition(lambda self: not self.record.full)
    @rule()
    def come_back(self) -> None:
        """Gone after a save: the next start finds the words."""
        assert self.round.save()
        text, plan, stage = self.round.text, self.round.plan_text, self.round.stage
        if stage is Stage.VERDICT or not (text.strip() or plan.strip()) or self.record.draft() is None:
            self.round = self.table.begin()
            return
        self.round = self.table.resume()
        assert (self.round.text, self.round.plan_text) == (text, plan)

    @rule()
    def look(self) -> None:
        assert self.round.scenario.id == "second-cold-store"
        assert self.round.message.text == self.round.text
        if self.round.stage is Stage.VERDICT:
            assert self.round.verdict.attempt.id == self.seen[-1].attempt.id
            self.round.retry_save()

    @invariant()
    def the_record_holds_what_was_seen(self) -> None:
        recorded = [attempt.id for attempt in reversed(self.record.attempts())]
        seen = [verdict.attempt.id for verdict in self.seen]
        assert recorded == seen[: len(recorded)], "each take once, in its order"
        waiting = len(seen) - len(recorded)
        assert not waiting or self.round.save_problem, "what is not recorded is told"

    def teardown(self) -> None:
        self.record.full = False
        if self.round.stage is Stage.VERDICT:
            assert self.round.save()
            assert self.round.verdict.saved
            assert self.record.count() == len(self.seen)
        self.record.close()


def test_any_order_of_moves(lay: Callable[[], Table]) -> None:
    games = itertools.count()

    class Game(Player):
        def __init__(self) -> None:
            next(games)
            super().__init__(lay())

    run_state_machine_as_test(Game, settings=settings(max_examples=60, stateful_step_count=40, deadline=None))

    assert next(games) >= 60
