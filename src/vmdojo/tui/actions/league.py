"""The league's board."""

from __future__ import annotations

from vmdojo.tui.actions.action import Action

LEAGUE: tuple[Action, ...] = (
    Action("league.play", "play", ("enter",), ("league",), footer=True, about="The next buyer you have a try on."),
    Action("league.by", "another board", ("b", "tab"), ("league",), footer=True, about="Points, gains, calibration."),
    Action("league.another", "another competition", ("n",), ("league",), footer=True),
)
