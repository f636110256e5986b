"""What an action is, and how its keys are called."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a player can do."""

    id: str
    """Unique and permanent: a keymap may name it one day."""
    label: str
    """Two or three words, for the footer and for help."""
    keys: tuple[str, ...]
    """Textual's names of the keys, the one to show first."""
    pages: tuple[str, ...]
    footer: bool = False
    """True where the footer offers it. The order of the registry is the order of the footer."""
    shown: int = 1
    """How many of the keys the footer names."""
    priority: bool = False
    """True where the key works even while a text takes the keys."""
    each: bool = False
    """True where the method is told which key it was."""
    any_key: bool = False
    """True where no key is bound because every key does it."""
    about: str = ""
    """A sentence for help where the label does not say it all."""

    @property
    def call(self) -> str:
        """The name of the method, without ``action_``."""
        return self.id.rpartition(".")[2]


_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "slash": "/",
    "question_mark": "?",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "backspace": "Backspace",
    "delete": "Del",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "space": "Space",
    "minus": "-",
    "plus": "+",
    "equals_sign": "=",
    "left": "Left",
    "right": "Right",
    "ctrl": "Ctrl",
    "shift": "Shift",
    "alt": "Alt",
}


def key_name(key: str) -> str:
    """A key as people write it: ``ctrl+enter`` is Ctrl+Enter."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last, last.upper() if len(last) > 1 or modifiers else last)
    return "+".join([*(_NAMES[modifier] for modifier in modifiers), name])


def footer_keys(action: Action, shown: int = 1) -> str:
    """The keys as the footer names them, the first ``shown`` of them."""
    return "any key" if action.any_key else " or ".join(key_name(key) for key in action.keys[:shown])
