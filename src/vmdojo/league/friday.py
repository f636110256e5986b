"""The Friday round from the room's side: takes without names, the votes, and grades and names at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from vmdojo.league.court import sift
from vmdojo.league.home import TurnedDown
from vmdojo.league.member import Member
from vmdojo.league.nameless import nameless
from vmdojo.league.sitting import record_take
from vmdojo.league.wire import Ballot, Competition, Result, Take, Vote, digest
from vmdojo.progress import Record

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.scenarios.model import Scenario

Phase = Literal["coming", "unopened", "open", "handed_in", "voting", "closed"]


class Played(NamedTuple):
    """A take as the room hears it."""

    hash: str
    """The digest of the take as it was handed in: what one votes on."""
    take: Take
    """Another's with its player's own name taken out of the words."""
    own: bool
    """One's own take plays too, and is not voted on."""


class Friday:
    """One Friday round, for a member. Every method may raise LeagueError."""

    def __init__(self, member: Member, competition: Competition) -> None:
        if competition.kind != "friday":
            raise TurnedDown(f"“{competition.title}” is no Friday round.")
        self.member = member
        self.competition = competition

    @classmethod
    def of(cls, member: Member, id_: str = "", *, over: bool = False) -> Friday:
        """The round of that id; else the one that is due (:meth:`Member.due`), or the next one, or the last. ``over``
        looks first for one that has ended and is not closed: to vote on, or to close.

        One that nobody closed stands back where another is open or opens within an hour, and a day after its end where
        another is coming at all.
        """
        if id_:
            return cls(member, member.find(id_))
        rounds = [one for one in member.known.competitions if one.kind == "friday"]
        if not rounds:
            raise TurnedDown("There is no Friday round yet. The lead sets one: vmdojo league friday new")
        now = member.clock.now_ms()
        alive = [one for one in rounds if one.id not in member.known.closed]
        ended = [one for one in alive if one.ends_ms <= now]
        if over and ended:
            return cls(member, max(ended, key=lambda it: it.ends_ms))
        if (due := member.due()) is not None:
            return cls(member, due)
        coming = min((one for one in alive if now < one.starts_ms), key=lambda it: it.starts_ms, default=None)
        begun = max((one for one in alive if one.starts_ms <= now), key=lambda it: it.ends_ms, default=None)
        return cls(member, coming or begun or rounds[0])

    @classmethod
    def closed_last(cls, member: Member) -> Friday | None:
        """The round that ended last of those that are closed, None where there is none."""
        over = [one for one in member.known.competitions if one.kind == "friday" and one.id in member.known.closed]
        return cls(member, max(over, key=lambda it: it.ends_ms)) if over else None

    @property
    def phase(self) -> Phase:
        """Where the round is, by the clock and by what was last heard."""
        now = self.member.clock.now_ms()
        if self.competition.id in self.member.known.closed:
            return "closed"
        if now < self.competition.starts_ms:
            return "coming"
        if now >= self.competition.ends_ms:
            return "voting"
        if self.member.handed_in(self.competition):
            return "handed_in"
        return "open" if self.member.opening(self.competition) or not self.competition.seal else "unopened"

    @property
    def left_ms(self) -> int:
        """Milliseconds until the round opens, or until it ends; 0 after that."""
        now = self.member.clock.now_ms()
        boundary = self.competition.starts_ms if now < self.competition.starts_ms else self.competition.ends_ms
        return max(0, boundary - now)

    def ballots(self) -> tuple[int, bool]:
        """How many have voted, as far as one may know, and whether one is among them."""
        cast = self.member.home.ballots(self.competition.id)
        return len(cast), any(one.player == self.member.player for one in cast)

    def rubric(self) -> Rubric:
        """The rubric that the round pinned."""
        return self.member.court.rubric(self.competition)

    def scenarios(self) -> dict[str, Scenario]:
        """The buyer, by the hash of the content. After the opening."""
        return self.member.court.scenarios(self.competition, self.member.opening(self.competition))

    def hearing(self) -> Hearing:
        """The takes, to be heard one after another. After the end."""
        return Hearing(self.to_hear())

    def to_hear(self) -> list[Played]:
        """The messages that count, without names, in an order that tells nothing; who hung up left none. After the
        end. One's own is as one left it; of the others see :func:`~vmdojo.league.nameless.nameless`."""
        opening = self.member.opening(self.competition)
        if self.phase == "voting" and self.competition.seal and opening is None:
            raise TurnedDown("The buyer was never opened: nobody could play this round.")
        takes = self.member.home.takes(self.competition.id)
        scenarios = self.member.court.scenarios(self.competition, opening)
        kept, _ = sift(self.competition, scenarios, takes)
        own = self.member.player
        called = {one.id: one.name for one in self.member.home.players()}
        heard = []
        for name, one in sorted(kept, key=lambda it: it[0]):
            if not one.take.leave:
                continue
            take = one.take
            if take.player != own:
                keep = (scenarios[take.scenario_hash].buyer.name,)
                words = nameless(take.text, called.get(take.player, ""), keep)
                take = msgspec.structs.replace(take, text=words)
            heard.append(Played(name, take, take.player == own))
        return heard

    def vote(self, answers: Mapping[str, bool]) -> None:
        """Say what one would return, by the digest of the take. A later ballot takes the place of an earlier one."""
        votes = tuple(Vote(take, yes) for take, yes in sorted(answers.items()))
        now = self.member.clock.now_ms()
        self.member.home.vote(
            Ballot(competition=self.competition.id, player=self.member.player, votes=votes, at_ms=now)
        )

    def close(self) -> Result:
        """End the round: the lead's part. TurnedDown before its end and for anybody else."""
        result = self.member.home.close(self.competition.id, self.member.clock.now_ms())
        self.member.sync()
        return result

    def settle(self, result: Result, record: Record) -> None:
        """Put one's own takes on record, now that they are graded. RecordError."""
        scenarios = self.member.court.scenarios(result.competition, result.opening)
        for one in result.takes:
            if one.take.player == self.member.player:
                scenario = scenarios[one.take.scenario_hash]
                record_take(one.take, scenario, self.member, result.competition, record)


class Hearing:
    """The takes one after another, and what one would return: the same for every front end. Draws nothing."""

    def __init__(self, takes: Sequence[Played]) -> None:
        self.takes = tuple(takes)
        self.at = 0
        """The take that plays; the number of takes where all have played."""
        self.answers: dict[str, bool] = {}

    @property
    def now(self) -> Played | None:
        """The take that plays, None at the end."""
        return self.takes[self.at] if self.at < len(self.takes) else None

    @property
    def said(self) -> bool | None:
        """What was answered on it so far."""
        return self.answers.get(self.now.hash) if self.now is not None else None

    @property
    def to_answer(self) -> int:
        """How many takes of others there are."""
        return sum(not one.own for one in self.takes)

    def answer(self, yes: bool) -> None:
        """Say it of the take that plays, and go on. One's own is passed over."""
        if self.now is not None and not self.now.own:
            self.answers[self.now.hash] = yes
        self.go_on()

    def go_on(self) -> None:
        """The next take; what was answered on this one stands."""
        self.at = min(self.at + 1, len(self.takes))

    def go_back(self) -> None:
        """The take before."""
        self.at = max(0, self.at - 1)


def named_votes(result: Result) -> list[tuple[str, int, int, float]]:
    """The room's board with the grades beside: name of the player, yes, votes, points."""
    from vmdojo.league.board import shown_names

    points = {digest(one.take): value for one, value in zip(result.takes, result.points, strict=True)}
    names = shown_names({one.id: one for one in result.players}, {row.player for row in result.votes})
    return [(names[row.player], row.yes, row.votes, points[row.take]) for row in result.votes]
