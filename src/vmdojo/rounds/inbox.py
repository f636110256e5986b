"""The Inbox as a state machine without a screen: the player is the buyer and holds the delete key.

The second of the tape is a function of the ``now`` that every move is handed (seconds of any clock that only goes
forward); the wall clock stamps what is recorded, and nothing else::

    run = InboxRun.open(set_, scenario, rubric=rubric, record=record)
    run.play(now)
    run.tick(now)             # often; at the end of the message it stops by itself
    run.delete(now)           # or, heard out: run.choose("kept")
    run.cut, run.hearing      # the comparison
    run.next()                # the next message, or the summary
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from vmdojo.coaching.happenings import InboxCut
from vmdojo.progress import Clock, Record, RecordError, SystemClock, new_id
from vmdojo.rounds.errors import RoundError
from vmdojo.rounds.inbox_hearing import Hearing, hear
from vmdojo.rounds.inbox_score import Summary, nearness, summarize
from vmdojo.rounds.inbox_shelf import SetState, Suggestion, hash_of, last_run, set_states, suggest
from vmdojo.scenarios.inbox_model import Did, InboxSet, Voicemail

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.scenarios.model import Scenario

__all__ = [
    "SPEEDS",
    "InboxRun",
    "InboxStage",
    "SetState",
    "Suggestion",
    "WrongMove",
    "set_states",
    "suggest",
]

SPEEDS = (0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
"""How many seconds of a message are heard in one; 1.0 is the pace of the judge, about 160 words a minute."""


class InboxStage(StrEnum):
    """Where a run stands."""

    READY = "ready"  # a message waits
    PLAYING = "playing"
    PAUSED = "paused"
    ENDED = "ended"  # heard out: let it go, keep it, answer it
    JUDGED = "judged"  # compared with the buyer
    SUMMARY = "summary"


class WrongMove(RoundError):  # noqa: N818 - as WrongStage
    """A move that this stage does not know: a mistake of the front end, not of the player."""


class InboxRun:
    """One go through a set. A record that fails stops nothing: :attr:`problem` says why, and it is tried again."""

    def __init__(
        self,
        set_: InboxSet,
        scenario: Scenario | None,
        *,
        rubric: Rubric,
        record: Record,
        clock: Clock,
        ids: Callable[[int], str],
        run: str,
        earlier: dict[str, InboxCut],
    ) -> None:
        self.set = set_
        self.scenario = scenario
        self._rubric = rubric
        self._record = record
        self._clock = clock
        self._ids = ids
        self._run = run
        self._cuts = earlier
        self._waiting: list[InboxCut] = []
        self._hearings: dict[str, Hearing] = {}
        self._speed = SPEEDS.index(1.0)
        self._from = 0.0
        self._since: float | None = None
        self.problem = ""
        """Why the last cut could not be recorded; empty while the record works."""
        self.taken_up = len(earlier)
        """Messages of this run that had been heard before it was opened."""
        self._at = 0
        self._stage = InboxStage.SUMMARY
        self._settle()

    @classmethod
    def open(
        cls,
        set_: InboxSet,
        scenario: Scenario | None,
        *,
        rubric: Rubric,
        record: Record,
        clock: Clock | None = None,
        ids: Callable[[int], str] = new_id,
        anew: bool = False,
    ) -> Self:
        """A run through a set, taken up where the last one was left, else (or ``anew``) from the first message.

        ``scenario`` is the one that the set names; None where it brings its own buyer. A message that has changed
        since it was heard is heard again.
        """
        clock = clock or SystemClock()
        problem = ""
        run: str = ""
        heard: dict[str, InboxCut] = {}
        try:
            if not anew:
                run, heard = last_run(set_, record)
        except RecordError as error:
            problem = str(error)
        if not run or len(heard) == len(set_.message):
            run, heard = ids(clock.now_ms()), {}
        it = cls(set_, scenario, rubric=rubric, record=record, clock=clock, ids=ids, run=run, earlier=heard)
        it.problem = problem
        return it

    # -- what can be seen --------------------------------------------------------------------------------------------

    @property
    def stage(self) -> InboxStage:
        return self._stage

    @property
    def number(self) -> int:
        """Place of the message in hand in the set, from 1."""
        return self._at + 1

    @property
    def count(self) -> int:
        return len(self.set.message)

    @property
    def voicemail(self) -> Voicemail:
        return self.set.message[self._at]

    @property
    def hearing(self) -> Hearing:
        """The message in hand as the buyer hears it. Not for showing before ``JUDGED``."""
        return self._heard(self.voicemail)

    @property
    def seconds(self) -> float:
        """Length of the message in hand."""
        return self.hearing.message.seconds

    @property
    def speed(self) -> float:
        return SPEEDS[self._speed]

    def second(self, now: float) -> float:
        """The second of the message that sounds now."""
        if self._since is None:
            return self._from
        return min(self.seconds, self._from + max(0.0, now - self._since) * self.speed)

    @property
    def cut(self) -> InboxCut:
        """What was done with the message in hand, and what the buyer does. At ``JUDGED``."""
        self._only(InboxStage.JUDGED)
        return self._cuts[self.voicemail.id]

    @property
    def summary(self) -> Summary:
        """At ``SUMMARY``."""
        self._only(InboxStage.SUMMARY)
        return summarize([(self._heard(one), self._cuts[one.id]) for one in self.set.message])

    # -- moves -------------------------------------------------------------------------------------------------------

    def play(self, now: float) -> None:
        """``READY`` or ``PAUSED`` -> ``PLAYING``."""
        self._only(InboxStage.READY, InboxStage.PAUSED)
        self._since = now
        self._stage = InboxStage.PLAYING

    def pause(self, now: float) -> None:
        """``PLAYING`` -> ``PAUSED``, or ``ENDED`` where it had just ended."""
        self._only(InboxStage.PLAYING)
        if self.tick(now) is InboxStage.PLAYING:
            self._hold(now)
            self._stage = InboxStage.PAUSED

    def tick(self, now: float) -> InboxStage:
        """Let time pass; at the end of the message ``PLAYING`` -> ``ENDED``. At every stage."""
        if self._stage is InboxStage.PLAYING and self.second(now) >= self.seconds:
            self._hold(now)
            self._stage = InboxStage.ENDED
        return self._stage

    def faster(self, now: float, steps: int = 1) -> float:
        """The next speed up (down where ``steps`` is negative), from this second on. The speed that holds then."""
        if self._since is not None:
            self._from, self._since = self.second(now), now
        self._speed = max(0, min(len(SPEEDS) - 1, self._speed + steps))
        return self.speed

    def hear_on(self, now: float) -> None:
        """Without motion: hear on to the next breath, a comma or the end of a sentence, and stop there.

        ``READY``, ``PLAYING`` or ``PAUSED`` -> ``PAUSED``, or ``ENDED`` at the end of the message.
        """
        self._only(InboxStage.READY, InboxStage.PLAYING, InboxStage.PAUSED)
        self._hold(now)
        message = self.hearing.message
        last = len(message.words) - 1
        for place, word in enumerate(message.words):
            breath = word.loose or place == message.sentences[word.sentence].last - 1
            if word.ends > self._from and (breath or place == last):
                self._from = self.seconds if place == last else word.ends
                self._stage = InboxStage.ENDED if place == last else InboxStage.PAUSED
                return
        self._from = self.seconds
        self._stage = InboxStage.ENDED

    def delete(self, now: float) -> InboxCut:
        """Press delete: ``PLAYING`` or ``PAUSED`` -> ``JUDGED``; where it has just ended, it is let go."""
        self._only(InboxStage.PLAYING, InboxStage.PAUSED, InboxStage.ENDED)
        if self.tick(now) is InboxStage.ENDED:
            return self.choose("let_go")
        self._hold(now)
        return self._judge("deleted", self._from)

    def choose(self, did: Did) -> InboxCut:
        """After hearing it out: let it go, keep it or answer it. ``ENDED`` -> ``JUDGED``."""
        self._only(InboxStage.ENDED)
        if did == "deleted":
            raise WrongMove("A message that was heard out is let go, kept or answered.")
        return self._judge(did, None)

    def next(self) -> InboxStage:
        """``JUDGED`` -> ``READY`` with the next message, or ``SUMMARY`` after the last."""
        self._only(InboxStage.JUDGED)
        self.save()
        self._settle()
        return self._stage

    def save(self) -> bool:
        """Record what could not be recorded yet; True where nothing waits. Never raises."""
        while self._waiting:
            try:
                self._record.note(self._waiting[0])
            except RecordError as error:
                self.problem = str(error)
                return False
            self._waiting.pop(0)
        self.problem = ""
        return True

    # -- inside ------------------------------------------------------------------------------------------------------

    def _only(self, *stages: InboxStage) -> None:
        if self._stage not in stages:
            known = " or ".join(stage.value for stage in stages)
            raise WrongMove(f"This belongs to stage {known}; the inbox is at {self._stage.value}.")

    def _hold(self, now: float) -> None:
        self._from, self._since = self.second(now), None

    def _heard(self, one: Voicemail) -> Hearing:
        if one.id not in self._hearings:
            self._hearings[one.id] = hear(self.set, one, self.scenario, self._rubric)
        return self._hearings[one.id]

    def _settle(self) -> None:
        """Take up the first message that has not been heard."""
        self._from, self._since = 0.0, None
        left = next((n for n, one in enumerate(self.set.message) if one.id not in self._cuts), None)
        self._stage = InboxStage.SUMMARY if left is None else InboxStage.READY
        self._at = len(self.set.message) - 1 if left is None else left

    def _judge(self, did: Did, at: float | None) -> InboxCut:
        hearing = self.hearing
        now_ms = self._clock.now_ms()
        cut = InboxCut(
            id=self._ids(now_ms),
            ref=hearing.voicemail.id,
            at_ms=now_ms,
            offset_minutes=self._clock.offset_minutes(),
            set=self.set.id,
            hash=hash_of(self.set, hearing.voicemail),
            judge=hearing.grade.judge,
            pressed_at=None if at is None else round(at, 2),
            buyer_at=None if hearing.at is None else round(hearing.at, 2),
            points=nearness(did, at, hearing.did, hearing.at, hearing.message.seconds),
            run=self._run,
            did=did,
            buyer_did=hearing.did,
        )
        self._cuts[hearing.voicemail.id] = cut
        self._waiting.append(cut)
        self._stage = InboxStage.JUDGED
        self.save()
        return cut
