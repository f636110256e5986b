"""From the words that a player typed to the home of a league."""

from __future__ import annotations

from pathlib import Path

from vmdojo.league.court import Court
from vmdojo.league.home import Home
from vmdojo.progress import Clock


def is_address(place: str) -> bool:
    """Whether a place is a server's address; else it is a folder."""
    return place.startswith(("http://", "https://"))


def home_of(place: str, player: str, court: Court, clock: Clock, *, key: str = "") -> Home:
    """The home at a place, for one member. Raises nothing before it is asked something, but for TurnedDown where it is
    no such place."""
    if is_address(place):
        from vmdojo.league.http import HttpHome

        return HttpHome(place, player, key)
    from vmdojo.league.folder import FolderHome

    return FolderHome(Path(place), player, court, clock)
