"""What goes over HTTP besides the wire types: joining, pages of long lists, a no. Shared by both sides."""

from __future__ import annotations

import msgspec

from vmdojo.league.wire import Competition, Entered, Hash, Opening, Player


class Talk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Common to all."""


class Joining(Talk, frozen=True):
    """A member comes in, or says anew who one is: then without the code, with the key that one has."""

    code: str
    player: Player


class Joined(Talk, frozen=True):
    """The key to come back with. It is told once."""

    key: str


class Asking(Talk, frozen=True):
    """For a ticket."""

    scenario_hash: Hash


class Announcing(Talk, frozen=True):
    """A competition and what it brings."""

    competition: Competition
    opening: Opening | None = None


class PlayersPage(Talk, frozen=True):
    """Some members, and what to ask for next: None where there are no more."""

    players: tuple[Player, ...]
    next: int | None = None


class TakesPage(Talk, frozen=True):
    """Some takes, and what to ask for next."""

    takes: tuple[Entered, ...]
    next: int | None = None


class Problem(Talk, frozen=True):
    """A no, as a sentence and what to do next."""

    problem: str
