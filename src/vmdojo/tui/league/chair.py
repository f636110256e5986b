"""The game's chair in the league. Whoever never joined one pays for a look at a file that is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vmdojo.coaching.model import Attempt
    from vmdojo.league.member import Member
    from vmdojo.league.wire import Competition, Take
    from vmdojo.progress import Clock, Record
    from vmdojo.scenarios import Library


class Chair:
    """Asks and tells the league. Every call makes a member of its own, so that any thread may call."""

    def __init__(self, record: Record, library: Library, clock: Clock) -> None:
        """There is no league where ``record`` has no folder."""
        self.record = record
        self._data = record.path.parent if record.path is not None else None
        self._library = library
        self.clock = clock

    @property
    def joined(self) -> bool:
        """Whether the player belongs to a league."""
        return self._data is not None and (self._data / "league" / "membership.json").is_file()

    def member(self) -> Member | None:
        """The member; None for a player without a league."""
        if self._data is None or not self.joined:
            return None
        from vmdojo.league.member import Member

        return Member.open(self._data, lambda: self._library, self.clock)

    def line(self) -> str:
        """The one line that home has for a member; empty for everybody else. Asks nobody."""
        member = self.member()
        if member is None:
            return ""
        from vmdojo.league.words import home_line

        try:
            return home_line(member)
        except OSError:  # the league's page says why; home stays calm
            return ""

    def sync(self) -> str:
        """Send what waits and hear what is new; why that failed, empty where it did not."""
        member = self.member()
        if member is None:
            return ""
        from vmdojo.league.home import LeagueError

        try:
            return member.sync().why
        except (LeagueError, OSError) as problem:
            return str(problem)

    def judge(self, take: Take) -> str:
        """Put an official take of a contest on record with its grade; why that failed, empty where it did not."""
        member = self.member()
        if member is None:
            return ""
        from vmdojo.league.home import LeagueError
        from vmdojo.league.sitting import record_take
        from vmdojo.progress import RecordError

        try:
            competition = member.find(take.competition)
            scenario = member.court.scenarios(competition, member.opening(competition))[take.scenario_hash]
            record_take(take, scenario, member, competition, self.record)
        except (LeagueError, RecordError, OSError) as problem:
            return str(problem)
        return ""

    def vote(self, competition: Competition, answers: Mapping[str, bool]) -> str:
        """Say what one would return of a Friday round; why that failed, empty where it did not."""
        member = self.member()
        if member is None:
            return ""
        from vmdojo.league.friday import Friday
        from vmdojo.league.home import LeagueError

        try:
            Friday(member, competition).vote(answers)
        except (LeagueError, OSError) as problem:
            return str(problem)
        return ""

    def fitting(self, attempt: Attempt) -> Competition | None:
        """The open competition that takes an attempt, the one that ends first; None where there is none."""
        member = self.member()
        try:
            return next(iter(member.fitting(attempt)), None) if member is not None else None
        except OSError:
            return None

    def hand_in(self, attempt: Attempt, competition: Competition) -> str:
        """Hand in; a sentence about what came of it."""
        member = self.member()
        if member is None:
            return ""
        from vmdojo.league.home import LeagueError
        from vmdojo.league.pasting import pasted_percent
        from vmdojo.league.words import pasted_words

        try:
            pasted = pasted_percent(self.record, attempt.scenario, attempt.text, attempt.left_ms)
            sent = member.hand_in(attempt, competition, pasted=pasted)
        except (LeagueError, OSError) as problem:
            return str(problem)
        refused = next((why for take, why in sent.refused if take.id == attempt.id), "")
        if refused:
            return refused
        if sent.waiting:
            return f"Kept here for {competition.title}: it is sent as soon as the league is in reach."
        return f"Handed in to {competition.title}. {pasted_words(pasted)}".strip()
