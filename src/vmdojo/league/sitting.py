"""One official take: the dossier is opened for it, the message left and guessed at, and handed in before any grade."""

from __future__ import annotations

from typing import Self

from vmdojo.coaching.model import Attempt, Prediction
from vmdojo.league.court import grade_of
from vmdojo.league.handing import LEAGUE_SOURCE
from vmdojo.league.home import OutOfReach, TurnedDown
from vmdojo.league.member import Member
from vmdojo.league.outbox import Sent
from vmdojo.league.pasting import pasted_percent
from vmdojo.league.wire import MOST_TEXT, Competition, Guess, Take
from vmdojo.progress import Record, new_id
from vmdojo.rounds import Round
from vmdojo.scenarios.model import Plan, Scenario


class Sitting:
    """Play :attr:`round` up to its prediction, then :meth:`hand_in` or :meth:`hang_up`; the round is not judged.

    In a contest the verdict may be had afterwards (:meth:`judged`); in a Friday round nobody has it before the close.
    """

    def __init__(
        self,
        member: Member,
        competition: Competition,
        scenario: Scenario,
        hash_: str,
        record: Record,
        *,
        ticket: str,
        opened_ms: int,
        offline: bool,
    ) -> None:
        self.competition = competition
        self.scenario = scenario
        self._member = member
        self._hash = hash_
        self._record = record
        self._ticket = ticket
        self._opened_ms = opened_ms
        self._offline = offline
        self.rubric = member.court.rubric(competition)
        # Words of an official take wait in a place of their own: the game must not go on with them and judge them.
        self._drafts = member.drafts()
        self.round = Round.begin(
            scenario,
            rubric=self.rubric,
            record=self._drafts,
            clock=member.clock,
            source=f"{LEAGUE_SOURCE}{competition.id}",
            official=True,
        )

    @classmethod
    def begin(cls, member: Member, competition: Competition, record: Record, scenario: str = "") -> Self:
        """Open the dossier. Without ``scenario`` the first one that still has a try is taken.

        TurnedDown where the competition is not open or sealed, where its judge or a scenario is not here, or where no
        try is left; RecordError where words cannot be kept. :meth:`close` it in the end.
        """
        now = member.clock.now_ms()
        if not competition.starts_ms <= now < competition.ends_ms:
            raise TurnedDown(f"“{competition.title}” is not open now.")
        scenarios = member.court.scenarios(competition, member.opening(competition))
        mine = member.handed_in(competition)
        left = {
            hash_: one
            for hash_, one in scenarios.items()
            if sum(take.scenario_hash == hash_ for take in mine) < competition.tries
        }
        chosen = next((hash_ for hash_, one in left.items() if scenario in ("", one.id)), None)
        if chosen is None:
            what = f"“{scenario}”" if scenario else "any buyer"
            raise TurnedDown(f"You have no try left on {what} in “{competition.title}”.")
        ticket, opened, offline = "", now, False
        try:
            given = member.home.ticket(competition.id, chosen)
            ticket, opened = given.id, given.opened_ms
        except OutOfReach:
            if not competition.offline:
                raise
            offline = True
        return cls(
            member,
            competition,
            left[chosen],
            chosen,
            record,
            ticket=ticket,
            opened_ms=opened,
            offline=offline,
        )

    def hand_in(self, would_return: bool, guess: int) -> tuple[Take, Sent]:
        """At the prediction: the take goes into the outbox and on its way. TurnedDown; OSError."""
        return self._post(self.round.text, leave=True, guess=Guess(would_return, min(max(guess, 0), 100)))

    def time_up(self) -> tuple[Take, Sent] | None:
        """The mailbox closes: what stands on the tape goes in as it is, without a guess; None where nothing does.

        TurnedDown; OSError.
        """
        return self._post(self.round.text, leave=True) if self.round.message.words else None

    @property
    def left_ms(self) -> int:
        """Milliseconds until the competition ends."""
        return max(0, self.competition.ends_ms - self._member.clock.now_ms())

    def hang_up(self) -> tuple[Take, Sent]:
        """Leave no message: a decision, handed in like one."""
        return self._post("", leave=False)

    def judged(self, take: Take) -> Attempt:
        """The take with its grade, put on record. TurnedDown in a Friday round before its result."""
        if self.competition.kind == "friday":
            raise TurnedDown("A Friday round is graded when it is closed.")
        return record_take(take, self.scenario, self._member, self.competition, self._record)

    def _post(self, text: str, *, leave: bool, guess: Guess | None = None) -> tuple[Take, Sent]:
        if len(text) > MOST_TEXT:
            raise TurnedDown(f"A league takes messages of up to {MOST_TEXT} characters. Shorten yours.")
        now = self._member.clock.now_ms()
        take = Take(
            id=new_id(now),
            player=self._member.player,
            competition=self.competition.id,
            scenario=self.scenario.id,
            scenario_hash=self._hash,
            judge=self.competition.judge,
            text=text,
            plan=self.round.plan_text[:1_000],
            leave=leave,
            prediction=guess,
            opened_ms=self._opened_ms,
            left_ms=now,
            source="league",
            official=True,
            offline=self._offline,
            pasted=pasted_percent(self._drafts, self.scenario.id, text, now),
            ticket=self._ticket,
        )
        sent = self._member.post(take)
        self._drafts.clear_draft(self.scenario.id)
        return take, sent

    def close(self) -> None:
        """Leave the words where they are: the next sitting for this buyer takes them up."""
        self._drafts.close()


def record_take(take: Take, scenario: Scenario, member: Member, competition: Competition, record: Record) -> Attempt:
    """Put a take of one's own on record, graded here by the pinned judge; the same one twice is once.

    TurnedDown where that judge is not here; RecordError.
    """
    attempt = Attempt(
        id=take.id,
        scenario=take.scenario,
        scenario_hash=take.scenario_hash,
        judge=take.judge,
        plan=Plan(text=take.plan, leave=take.leave),
        text=take.text,
        prediction=None if take.prediction is None else Prediction(take.prediction.would_return, take.prediction.guess),
        grade=grade_of(take, scenario, member.court.rubric(competition)),
        opened_ms=take.opened_ms,
        left_ms=take.left_ms,
        offset_minutes=member.clock.offset_minutes(),
        source=f"{LEAGUE_SOURCE}{competition.id}",
        official=True,
    )
    known = record.attempt(take.id)
    if known is not None:
        return known
    record.add_attempt(attempt, keep_draft=True)
    return attempt
