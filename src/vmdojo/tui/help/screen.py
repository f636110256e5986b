"""Help: every key, read from the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.content import Content
from textual.widget import Widget

from vmdojo.tui import actions
from vmdojo.tui.stage import Stage
from vmdojo.tui.text import BLANK, say, wrap
from vmdojo.tui.widgets.block import Block

_KEYS = 20
Works = Callable[[actions.Action], bool]
"""Whether an action does anything at this moment."""
Called = Callable[[actions.Action], str]
"""What an action does, in two or three words."""
_WORDS: tuple[tuple[str, str], ...] = (
    ("ask 3 of 10", "How much you ask of the buyer. 0 asks nothing, 1 is one easy question, 10 is a partner for life."),
    ("bears 3", "The largest ask that this buyer takes from you: little from a stranger, more from one they know."),
    ("land on", "The seconds in which the message should end. The double line over the tape shows them."),
    ("held at 45", "One thing was so bad that the total may not go higher, whatever else was good."),
    ("belt", "How hard a scenario is: white is the easiest, black the hardest."),
    ("the tape", "Full blocks: the buyer listens. Thin ones: the mind wanders. Scissors: deleted there."),
)
"""What the screens say and a newcomer may not know."""


def order(page: str) -> list[str]:
    """The groups of help, the page one comes from first."""
    editing = ["area"] if page == "compose" else ["line"] if page in {"dossier", "scenarios"} else []
    if page in {"prep_form", "author"}:
        editing = ["field", "choice", "text"]
    first = [page, actions.APP, *editing]
    return [*first, *(name for name in actions.PAGES if name not in first)]


def lines(
    page: str, width: int, works: Works = lambda _: True, called: Called = lambda action: action.label
) -> list[Content]:
    """Every group with its keys; of the page one comes from, and of the game, those that ``works`` is true of, as the
    page calls them now."""
    found: list[Content] = []
    for name in order(page):
        group = [action for action in actions.of(name) if works(action)]
        if not group:
            continue
        found += [*([BLANK] if found else []), say(actions.PAGES[name], "bold")]
        for action in group:
            found += _entry(action, called(action), width)
        if name == page:
            found += [BLANK, say("What the words mean", "bold")]
            for word, meaning in _WORDS:
                found += _beside(word, meaning, width)
    return found


def _entry(action: actions.Action, label: str, width: int) -> list[Content]:
    # The sentence belongs to what the key does by itself; called otherwise, it does something else now.
    told = f"{label}. {action.about}" if action.about and label == action.label else label
    return _beside(_keys(action), told[:1].upper() + told[1:], width)


def _beside(keys: str, told: str, width: int) -> list[Content]:
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

    def __init__(self, about: str, works: Works = lambda _: True, called: Called = lambda action: action.label) -> None:
        super().__init__()
        self._about = about
        self._works = works
        self._called = called

    def page(self) -> Iterator[Widget]:
        yield Block(self._lines, id="help")

    def _lines(self, width: int) -> Sequence[Content]:
        return lines(self._about, width, self._works, self._called)
