"""The one registry of actions. Bindings, the footer and the help page are all made from it.

An action belongs to pages. Its ``call`` is the method ``action_<call>`` of the page (or of the widget, for the editing
groups); nothing else in the game binds a key. The rows stand in one module a room.
"""

from __future__ import annotations

from functools import cache

from textual.binding import Binding, BindingType

from vmdojo.tui.actions.action import Action, footer_keys, key_name
from vmdojo.tui.actions.drill import DRILL
from vmdojo.tui.actions.editing import EDITING
from vmdojo.tui.actions.everywhere import EVERYWHERE
from vmdojo.tui.actions.inbox import INBOX
from vmdojo.tui.actions.league import LEAGUE
from vmdojo.tui.actions.lists import LISTS
from vmdojo.tui.actions.own import OWN
from vmdojo.tui.actions.pages import APP, PAGES, READING, SCROLLING
from vmdojo.tui.actions.round import ROUND

__all__ = [
    "APP",
    "PAGES",
    "READING",
    "REGISTRY",
    "SCROLLING",
    "Action",
    "bindings",
    "footer_keys",
    "key_name",
    "of",
]

REGISTRY = (*LISTS, *DRILL, *ROUND, *OWN, *INBOX, *LEAGUE, *EVERYWHERE, *EDITING)
"""Every action. Of one page, the order is that of its footer and its help."""


@cache
def of(page: str) -> tuple[Action, ...]:
    """The actions that belong to ``page``, in the order of the registry."""
    return tuple(action for action in REGISTRY if page in action.pages)


def bindings(page: str) -> list[BindingType]:
    """What a page binds: the whole of ``BINDINGS``, and the only place where keys are bound."""
    found: list[BindingType] = []
    for action in of(page):
        for key in action.keys:
            call = f"{action.call}({key!r})" if action.each else action.call
            found.append(Binding(key, call, action.label, show=False, priority=action.priority, id=action.id))
    return found
