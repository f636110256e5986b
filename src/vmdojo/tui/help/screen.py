"""Help: every key, read from the registry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.widget import Widget

from vmdojo.tui import actions
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, say, wrap
from vmdojo.tui.widgets.block import Block

_KEYS = 20


def order(page: str) -> list[str]:
    """The groups of help, the page one comes from first."""
    editing = ["area"] if page == "compose" else ["line"] if page in {"dossier", "scenarios"} else []
    first = [page, actions.APP, *editing]
    return [*first, *(name for name in actions.PAGES if name not in first)]


def lines(page: str, width: int) -> list[Content]:
    """Every group with its keys."""
    found: list[Content] = []
    for name in order(page):
        group = actions.of(name)
        if not group:
            continue
        found += [*([BLANK] if found else []), say(actions.PAGES[name], "bold")]
        for action in group:
            found += _entry(action, width)
    return found


def _entry(action: actions.Action, width: int) -> list[Content]:
    keys = _keys(action)
    told = action.label if not action.about else f"{action.label}. {action.about}"
    told = told[:1].upper() + told[1:]
    if width < 56:
        return [say(keys, "$quiet"), *wrap(say(told), width, indent=2)]
    rest = wrap(say(told), width - _KEYS)
    names = [keys, *[""] * (len(rest) - 1)]
    return [Content.assemble(say(f"{name:<{_KEYS}}", "$quiet"), line) for name, line in zip(names, rest, strict=True)]


def _keys(action: actions.Action) -> str:
    if action.any_key:
        return "any key"
    if action.each:
        return f"{action.keys[0]} to {action.keys[-1]}"
    return ", ".join(actions.key_name(key) for key in action.keys[:2])


class Help(Stage):
    """Over the page it was asked from."""

    KEY = "help"
    BINDINGS = actions.bindings("help")

    def __init__(self, about: str) -> None:
        super().__init__()
        self._about = about

    def page(self) -> Iterator[Widget]:
        yield Block(self._lines, id="help")

    def _lines(self, width: int) -> Sequence[Content]:
        return lines(self._about, width)
