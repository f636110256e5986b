"""Home, all scenarios, the path and the progress."""

from __future__ import annotations

from vmdojo.tui.actions.action import Action

LISTS: tuple[Action, ...] = (
    # Home
    Action("home.start", "start", ("enter",), ("home",), footer=True),
    Action("home.browse", "browse", ("b",), ("home",), footer=True, about="All buyers, with filters and a search."),
    Action("home.path", "path", ("y",), ("home",), footer=True, about="Belts, and what the next one asks."),
    Action("home.progress", "progress", ("g",), ("home",), footer=True, about="Skills, plots, days, every take."),
    Action("home.drill", "drill", ("d",), ("home",), about="A few short exercises, five to ten minutes."),
    Action("home.inbox", "inbox", ("i",), ("home",), about="You are the buyer and hold the delete key."),
    Action(
        "home.prep", "prep a real call", ("p",), ("home",), footer=True, about="Your own buyer, on this machine only."
    ),
    Action("home.league", "league", ("l",), ("home",), footer=True, about="For teams that compete."),
    # All scenarios
    Action("scenarios.open", "open", ("enter",), ("scenarios",), footer=True),
    Action(
        "scenarios.filter", "search", ("slash",), ("scenarios",), footer=True, about="By buyer, industry, belt, title."
    ),
    Action(
        "scenarios.sieve",
        "filter",
        ("f",),
        ("scenarios",),
        footer=True,
        about="By belt, skill, situation, industry; Left and Right choose.",
    ),
    Action("scenarios.fresh", "not yet passed", ("u",), ("scenarios",), footer=True),
    Action("scenarios.clear", "show all", ("x",), ("scenarios",), footer=True),
    Action("scenarios.sooner", "choose the one before", ("left", "h"), ("scenarios",)),
    Action("scenarios.later", "choose the next", ("right", "l"), ("scenarios",)),
    # Path and progress
    Action("path.open", "open", ("enter",), ("path",), footer=True),
    Action("progress.history", "every take", ("enter", "t"), ("progress",), footer=True),
    Action("progress.path", "path", ("y",), ("progress",), footer=True),
    Action("history.open", "open", ("enter",), ("history",), footer=True, about="The verdict as it was."),
)
