"""One round as a state machine. It draws nothing, reads no keyboard and knows the time only through its clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Self, Unpack

import msgspec

from vmdojo.coaching.happenings import Pasted
from vmdojo.coaching.model import Attempt, Prediction
from vmdojo.progress import Draft
from vmdojo.rounds.disagreement import Contested, contestable, disagreement
from vmdojo.rounds.errors import Refused, ScenarioGone
from vmdojo.rounds.history import past_of
from vmdojo.rounds.ports import Library
from vmdojo.rounds.round_state import RoundState, Table
from vmdojo.rounds.stage import Stage
from vmdojo.rounds.verdict import Verdict
from vmdojo.scenarios import UnknownScenario
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.prepared import is_prepared

if TYPE_CHECKING:
    from vmdojo.grading.model import Delivery


class Round(RoundState):
    """From dossier to verdict, and again. Make one with :meth:`begin` or :meth:`resume`.

    A move at the wrong stage raises :class:`WrongStage` and changes nothing. Reading attributes never raises, except
    :attr:`verdict` before there is one. A record that fails never stops a round: see :attr:`save_problem` and
    ``verdict.saved``.
    """

    # -- beginning ---------------------------------------------------------------------------------------------------

    @classmethod
    def begin(
        cls,
        scenario: Scenario,
        *,
        dossier_seen: bool = False,
        source: str = "",
        official: bool = False,
        fill: Callable[[str], str] | None = None,
        **table: Unpack[Table],
    ) -> Self:
        """A new round at ``DOSSIER`` (at ``COMPOSE`` where the dossier was just seen, as in a drill).

        Words that an earlier round on this scenario left unfinished are there, with a notice: starting anew overwrites
        nothing. ``source`` and ``official`` go into the next take; those after it (:meth:`again`) have the source only.
        ``fill`` makes of the written words those that are heard and judged, where one message goes to many.
        """
        it = cls(scenario, source=source, official=official, fill=fill, **table)
        draft = it._keeping.draft_of(scenario.id, *scenario.was)
        if draft is not None:
            it._take_up(draft)
            it._carry_over(draft)
            it._notices.append("You had begun this one: your words are where you left them.")
        if dossier_seen:
            it._stage = Stage.COMPOSE
        return it

    @classmethod
    def resume(
        cls,
        draft: Draft,
        library: Library,
        *,
        fill: Callable[[str], str] | None = None,
        **table: Unpack[Table],
    ) -> Self:
        """The round that ``draft`` was saved from, in mid-sentence, at its stage.

        A scenario that has changed since gives a notice; the message will be graded against what it is now.
        Raises :class:`ScenarioGone`, which carries the draft, where the library does not know the scenario any more.
        """
        try:
            scenario = library.get(draft.scenario)
        except UnknownScenario as unknown:
            raise ScenarioGone(draft, unknown.nearest) from unknown
        it = cls(scenario, source=draft.source, official=draft.official, fill=fill, **table)
        it._take_up(draft)
        it._stage = Stage(draft.stage)
        if it._stage is Stage.PREDICT:
            if it.message.words:
                it._left = (
                    draft.left_ms if draft.left_ms is not None else draft.saved_ms,
                    draft.offset_minutes,
                )
            else:
                it._stage = Stage.COMPOSE
        it._carry_over(draft)
        return it

    def _carry_over(self, draft: Draft) -> None:
        """A draft under a former id moves to the present one."""
        if draft.scenario != self._scenario.id and self.save():
            self._keeping.forget_draft(draft.scenario)

    def _take_up(self, draft: Draft) -> None:
        self._text = draft.text
        self._plan = draft.plan.text
        self._opened_ms = draft.opened_ms
        self._keeping.dirty = draft.scenario != self._scenario.id
        if draft.scenario_hash != self._hash:
            self._notices.append(
                "This scenario has changed since you wrote this. Read the dossier again before you leave it."
            )

    @classmethod
    def reopen(cls, attempt: Attempt, scenario: Scenario, **table: Unpack[Table]) -> Self:
        """A recorded take at its verdict, with the grade that it was given; :meth:`again` goes on from its words.

        The buyer listens and the coach advises anew, with the rubric of today. Raises ``RecordError``.
        """
        it = cls(scenario, **table)
        it._plan, it._text, it._opened_ms = attempt.plan.text, attempt.text, attempt.opened_ms
        before = past_of(it._record, scenario, attempt)
        it._verdict = it._told(attempt, before, ())
        it._stage = Stage.VERDICT
        return it

    # -- moves -------------------------------------------------------------------------------------------------------

    def write_plan(self, text: str) -> None:
        """Keep the line of plan. At ``DOSSIER`` and ``COMPOSE``; saves itself like :meth:`write`."""
        self._only("write_plan", Stage.DOSSIER, Stage.COMPOSE)
        if text != self._plan:
            self._plan = text
            self._keeping.dirty = True
        self._save_if_due()

    def compose(self) -> None:
        """The beep: ``DOSSIER`` -> ``COMPOSE``."""
        self._only("compose", Stage.DOSSIER)
        self._stage = Stage.COMPOSE

    def write(self, text: str) -> None:
        """Keep the words as they stand now. At ``COMPOSE``. Saves itself a second after the last save."""
        self._only("write", Stage.COMPOSE)
        if text != self._text:
            self._text = text
            # A recording of other words tells nothing of these.
            self._delivery = None
            self._keeping.dirty = True
        self._save_if_due()

    def pasted(self, piece: str) -> None:
        """Note a long piece that came in at once. At ``COMPOSE``. A call of one's own enters no league: nothing is kept
        of it."""
        self._only("pasted", Stage.COMPOSE)
        if not is_prepared(self._scenario.id):
            now = self._clock.now_ms()
            self._keeping.note(
                Pasted(
                    id=self._ids(now),
                    ref=self._scenario.id,
                    at_ms=now,
                    offset_minutes=self._clock.offset_minutes(),
                    text=piece,
                )
            )

    def sound(self, delivery: Delivery | None) -> None:
        """Say how the words sound where they were spoken; None for a written take. At ``COMPOSE``.

        Other words, written later, undo it. It is recorded with the grade and does not outlive this process before.
        """
        self._only("sound", Stage.COMPOSE)
        self._delivery = delivery

    def save(self) -> bool:
        """Store the draft if anything changed since the last save; True where nothing is left unsaved.

        At every stage: call it on each pause and when the player goes away. Never raises; the reason of a failure is in
        :attr:`save_problem`.
        """
        if self._stage is Stage.VERDICT:
            return self.retry_save()
        takes = self._keeping.record_waiting()
        draft = self._save_draft() if self._keeping.dirty else True
        return takes and draft

    def restart(self) -> str:
        """Start again after the beep, plan kept. At ``COMPOSE``. Gives back the words that it cleared, for an undo."""
        self._only("restart", Stage.COMPOSE)
        cleared, self._text = self._text, ""
        self._keeping.dirty |= bool(cleared)
        self.save()
        return cleared

    def leave(self) -> None:
        """Leave the message: ``COMPOSE`` -> ``PREDICT``. Until a verdict is heard, :meth:`take_back` undoes it.

        Raises :class:`Refused` for a message without a word: hanging up is a decision of its own.
        """
        self._only("leave", Stage.COMPOSE)
        if not self.message.words:
            raise Refused(
                "There is nothing on the tape yet. Say something, or hang up if leaving nothing is your move."
            )
        self._left = (self._clock.now_ms(), self._clock.offset_minutes())
        self._stage = Stage.PREDICT
        self._keeping.dirty = True
        self.save()

    def take_back(self) -> None:
        """Record again: ``PREDICT`` -> ``COMPOSE``, every word kept. Nothing has been judged yet."""
        self._only("take_back", Stage.PREDICT)
        self._left = None
        self._stage = Stage.COMPOSE
        self._keeping.dirty = True
        self.save()

    def hang_up(self) -> Verdict:
        """Leave no message: ``DOSSIER`` or ``COMPOSE`` -> ``VERDICT``, graded with the plan and recorded.

        The take is recorded with ``plan.leave`` False, no words and no prediction. Words written so far are not part of
        it; they stay in :attr:`text`, for :meth:`again`.
        """
        self._only("hang_up", Stage.DOSSIER, Stage.COMPOSE)
        grade = self._the_judge().grade_hang_up(self._scenario, self._rubric)
        moment = (self._clock.now_ms(), self._clock.offset_minutes())
        return self._end(self._attempt("", grade, moment, prediction=None))

    def predict(self, would_return: bool, guess: int) -> Verdict:
        """Say whether you would return it and guess the total (0-100): ``PREDICT`` -> ``VERDICT``.

        Grades, plays the buyer, coaches and records. Raises :class:`Refused` for a guess outside 0-100. A record that
        fails gives a verdict with ``saved`` False; the draft is kept then.
        """
        self._only("predict", Stage.PREDICT)
        if isinstance(guess, bool) or not isinstance(guess, int) or not 0 <= guess <= 100:
            raise Refused("A guess is a whole number from 0 to 100.")
        assert self._left is not None
        grade = self._the_judge().grade(self.message, self._scenario, self._rubric, earlier=())
        if self._delivery is not None:
            from vmdojo.grading.delivery import judge_delivery  # only a spoken take pays for it

            grade = msgspec.structs.replace(grade, delivery=judge_delivery(self._delivery))
        words = self._filled(self._text)
        return self._end(self._attempt(words, grade, self._left, prediction=Prediction(would_return, guess)))

    def retry_save(self) -> bool:
        """Try again to record what could not be recorded; True where nothing is left unsaved. At ``VERDICT``."""
        self._only("retry_save", Stage.VERDICT)
        verdict = self.verdict
        done = self._keeping.record_waiting(verdict.attempt)
        saved = verdict.attempt not in self._keeping.waiting
        self._verdict = msgspec.structs.replace(verdict, saved=saved, problem="" if saved else self.save_problem)
        return done

    def contestable(self) -> list[Contested]:
        """What was found in this take and may be disagreed with. At ``VERDICT``."""
        return contestable(self.verdict.grade)

    def disagree(self, rule: str, quote: str = "", note: str = "") -> str:
        """Record that the player does not share a finding or a ceiling, for whoever keeps the rubric. At ``VERDICT``.

        Changes nothing about the grade. Gives back why it could not be recorded; empty where it was. Raises
        :class:`Refused` for a rule that was not found in this take.
        """
        self._only("disagree", Stage.VERDICT)
        moment = (self._clock.now_ms(), self._clock.offset_minutes())
        return self._keeping.note(disagreement(self.verdict.attempt, rule, quote, note, moment, self._ids(moment[0])))

    def again(self) -> None:
        """The same buyer once more: ``VERDICT`` -> ``COMPOSE`` with words and plan to edit; the dossier is skipped.

        A take that could not be recorded is tried once more here, and again with every later one.
        """
        self._only("again", Stage.VERDICT)
        recorded = self._keeping.record_waiting(self.verdict.attempt)
        self._verdict = None
        self._left = None
        self._delivery = None
        # One take was declared, and that one has been judged.
        self._official = False
        self._opened_ms = self._clock.now_ms()
        self._notices.clear()
        # Words that stand in the record need no draft; the draft of a take that waits should say where the player is.
        self._keeping.dirty = not recorded
        self._stage = Stage.COMPOSE
