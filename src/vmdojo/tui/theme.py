"""The colours: two calm themes, and one that leaves every colour to the terminal.

Pages name roles, never colours: ``$quiet`` for what may be passed over, ``$faint`` for empty cells, ``$bar`` for
scroll bars, ``$lamp`` for the tape, ``$cut`` for the one accent, the moment the buyer presses delete.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

DARK = Theme(
    name="dojo-dark",
    dark=True,
    primary="#c9c2b2",
    secondary="#8f8b81",
    accent="#c9c2b2",
    warning="#c9c2b2",
    error="#c9c2b2",
    success="#c9c2b2",
    foreground="#d9d5ca",
    background="#17181b",
    surface="#17181b",
    panel="#1f2024",
    variables={
        "quiet": "#938f85",
        "faint": "#57554f",
        "bar": "#57554f",
        "bar-held": "#938f85",
        "lamp": "#efe0b9",
        "cut": "#ee5a36",
        "input-cursor-background": "#efe0b9",
        "input-cursor-foreground": "#17181b",
        "input-selection-background": "#4a4638",
        "ansi-background": "#17181b",
        "ansi-foreground": "#d9d5ca",
    },
)

LIGHT = Theme(
    name="dojo-light",
    dark=False,
    primary="#4c4942",
    secondary="#6c685f",
    accent="#4c4942",
    warning="#4c4942",
    error="#4c4942",
    success="#4c4942",
    foreground="#2a2926",
    background="#f6f2e9",
    surface="#f6f2e9",
    panel="#ebe6da",
    variables={
        "quiet": "#6b675e",
        "faint": "#b4aea1",
        "bar": "#b4aea1",
        "bar-held": "#6b675e",
        "lamp": "#3a372f",
        "cut": "#c4311a",
        "input-cursor-background": "#3a372f",
        "input-cursor-foreground": "#f6f2e9",
        "input-selection-background": "#d9cfb4",
        "ansi-background": "#f6f2e9",
        "ansi-foreground": "#2a2926",
    },
)

PLAIN = Theme(
    name="dojo-plain",
    dark=True,
    ansi=True,
    primary="ansi_default",
    secondary="ansi_default",
    accent="ansi_default",
    warning="ansi_default",
    error="ansi_default",
    success="ansi_default",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        # Bright black is invisible in some well-known palettes, so what is quiet is dim instead.
        "quiet": "dim ansi_default",
        "faint": "dim ansi_default",
        "bar": "ansi_default",
        "bar-held": "ansi_default",
        "lamp": "ansi_default",
        "cut": "ansi_red",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-selection-background": "ansi_default",
        "input-selection-foreground": "ansi_default",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
    },
)

THEMES = (DARK, LIGHT, PLAIN)


def choose(wanted: str, colours: str | None, environ: Mapping[str, str]) -> str:
    """The name of the theme to start with.

    ``wanted`` is the player's setting (auto, dark, light or plain), ``colours`` what the terminal can show as
    rich names it (standard, 256, truecolor, windows or None). NO_COLOR goes before everything. Left to itself the
    game is plain where there are 16 colours or fewer, and light where the terminal says that its ground is light.
    """
    named = {"dark": DARK.name, "light": LIGHT.name, "plain": PLAIN.name}
    if "NO_COLOR" in environ:
        return PLAIN.name
    if wanted in named:
        return named[wanted]
    if colours in {None, "standard", "windows"}:
        return PLAIN.name
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if ground in {"7", "15"} else DARK.name
