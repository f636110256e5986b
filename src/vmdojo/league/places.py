"""From the words that a player typed to the home of a league."""

from __future__ import annotations

from pathlib import Path

from vmdojo.league.court import Court
from vmdojo.league.home import Home, TurnedDown
from vmdojo.progress import Clock


def is_address(place: str) -> bool:
    """Whether a place is a server's address; else it is a folder."""
    return place.startswith(("http://", "https://"))


def home_of(place: str, player: str, court: Court, clock: Clock, *, key: str = "") -> Home:  # noqa: ARG001
    """The home at a place, for one member. Raises nothing before it is asked something, but for TurnedDown where this
    vmdojo does not know such a place."""
    if is_address(place):
        raise TurnedDown("This vmdojo joins leagues in shared folders; a league on a server wants a newer one.")
    from vmdojo.league.folder import FolderHome

    return FolderHome(Path(place), player, court, clock)
