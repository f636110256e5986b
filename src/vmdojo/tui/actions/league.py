"""The league's board, and the Friday round."""

from __future__ import annotations

from vmdojo.tui.actions.action import Action

LEAGUE: tuple[Action, ...] = (
    Action("league.play", "play", ("enter",), ("league",), footer=True, about="The next buyer you have a try on."),
    Action("league.by", "another board", ("b", "tab"), ("league",), footer=True, about="Points, gains, calibration."),
    Action("league.another", "another competition", ("n",), ("league",), footer=True),
    # The Friday round
    Action(
        "friday.go",
        "go on",
        ("enter",),
        ("friday",),
        footer=True,
        about="What is due: the buyer, the takes to hear, or your verdict.",
    ),
    Action(
        "friday.close",
        "close the round",
        ("c",),
        ("friday",),
        footer=True,
        about="The lead's: the votes are counted, grades and names appear.",
    ),
    # The room votes
    Action("room.yes", "yes, I would", ("y",), ("room",), footer=True),
    Action("room.no", "no", ("n",), ("room",), footer=True),
    Action("room.go_on", "next", ("enter", "right"), ("room",), footer=True, about="At the end: cast your votes."),
    Action("room.go_back", "one back", ("backspace", "left"), ("room",), footer=True),
    Action("room.hear", "hear", ("l",), ("room",), footer=True),
)
