"""Where a league lives: one interface, two homes. A shared folder (``vmdojo.league.folder``), or a server."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from vmdojo.league.wire import (
    Ballot,
    Board,
    By,
    Competition,
    Entered,
    LeagueInfo,
    Opening,
    Player,
    Receipt,
    Result,
    Take,
    Ticket,
)


class LeagueError(Exception):
    """Base of all. ``str()`` is what happened and what to do next, ready to be shown inert."""


class OutOfReach(LeagueError):
    """The league cannot be asked now (drive not there, no network, a server that fails): try again later."""


class TurnedDown(LeagueError):
    """The league, or what it pinned, says no, and will say so again."""


class Home(Protocol):
    """A league as a member sees it. Any method may raise OutOfReach, and TurnedDown where the answer is no.

    A home is made for one member: it knows the player's id and, for a server, the key that :meth:`join` gave.
    Sequences come in an order that is the same for every reader.
    """

    def info(self) -> LeagueInfo:
        """The league itself: also the cheapest way to see whether it is in reach."""
        ...

    def join(self, code: str, player: Player) -> str:
        """Become a member, or say anew who one is. Returns the key to come back with; empty where none is needed.

        TurnedDown for a wrong code.
        """
        ...

    def players(self) -> Sequence[Player]:
        """Every member, as last said."""
        ...

    def competitions(self) -> Sequence[Competition]:
        """All competitions, the latest start first."""
        ...

    def opening(self, competition: str) -> Opening | None:
        """The content that a competition brought with it; None where there is none, or while it is sealed."""
        ...

    def ticket(self, competition: str, scenario_hash: str) -> Ticket:
        """Leave to write one official take; its time is when the dossier was opened."""
        ...

    def submit(self, take: Take) -> Receipt:
        """Hand in a take. The same one again gives the first receipt with ``again`` True.

        TurnedDown: competition unknown, not open or closed; scenario or judge not the pinned ones; no tries left;
        offline or not official where that is asked.
        """
        ...

    def takes(self, competition: str) -> Sequence[Entered]:
        """What was handed in. Of a Friday round nothing before its end, and then ordered by digest, not by time."""
        ...

    def standings(self, competition: str, by: By = "points") -> Board:
        """The board, graded by the pinned judge. TurnedDown where that judge is not here, and for a Friday round
        before its result."""
        ...

    def vote(self, ballot: Ballot) -> None:
        """Answer "would you return it?", between the end of a Friday round and its result."""
        ...

    def ballots(self, competition: str) -> Sequence[Ballot]:
        """The ballot of each voter, as last said."""
        ...

    def result(self, competition: str) -> Result | None:
        """How it ended; None while it is open."""
        ...

    # The lead's own.

    def announce(self, competition: Competition, opening: Opening | None) -> None:
        """Set a competition. A sealed one's ``opening`` is held back; a server opens it by itself at the minute, in a
        folder the lead does with :meth:`reveal`."""
        ...

    def reveal(self, opening: Opening) -> None:
        """Open what was sealed. TurnedDown before the minute, and where it does not fit the seal."""
        ...

    def close(self, competition: str, now_ms: int) -> Result:
        """End a competition for good. TurnedDown before its end; once closed, gives the same result again."""
        ...
