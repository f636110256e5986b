"""The player's words with what was found in them: underlined, numbered in brackets, and the cut."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content

from vmdojo.tui.text import say
from vmdojo.tui.widgets.tape import CUT


class Note(NamedTuple):
    """A span of the message and the sign that is set behind it. Offsets are code points, half open."""

    start: int
    end: int
    sign: str
    style: str = "bold underline"


def annotated(text: str, notes: Iterable[Note], *, cut: int | None = None) -> Content:
    """The message with a bracketed sign behind each noted span, and the scissors before code point ``cut``.

    A note reads without colour: the words are underlined and the sign stands behind them.
    """
    body = say(text)
    added: list[tuple[int, int, Content]] = []
    for order, note in enumerate(notes):
        if 0 <= note.start < note.end <= len(text):
            body = body.stylize(note.style, note.start, note.end)
            added.append((note.end, order, say(f"[{note.sign}]", "bold")))
    if cut is not None:
        added.append((cut, -1, say(CUT, "bold $cut")))
    added.sort(key=lambda entry: entry[:2])
    parts: list[Content] = []
    at = 0
    last: tuple[int, str] | None = None
    for place, _, sign in added:
        if (place, sign.plain) == last:
            # Spans that end together under one sign need it once.
            continue
        parts += [body[at:place], sign]
        at, last = place, (place, sign.plain)
    parts.append(body[at:])
    return Content.assemble(*(part for part in parts if part.plain))
