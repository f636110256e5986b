"""Small tools for laying out lines of text. Everything drawn goes through :func:`say`, so nothing is markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from vmdojo.coaching.wording import clock, points
from vmdojo.tui.inert import inert

__all__ = [
    "BLANK",
    "MEASURE",
    "STACKED",
    "TWO_TEXTS",
    "WIDEST",
    "clock",
    "counted",
    "cut",
    "fill",
    "join",
    "labelled",
    "points",
    "say",
    "spread",
    "stack",
    "wrap",
]

MEASURE = 72
"""No line of prose is longer than this many columns."""

WIDEST = 78
"""Columns of a page at its design width; a wider window has air on both sides."""
TWO_TEXTS = 102
"""Columns of a page with two texts beside each other."""
STACKED = 56
"""Below this many columns a label stands above its text."""
BLANK = Content("")


def say(text: str, style: str = "") -> Content:
    """Any text as content, inert; ``style`` names roles and attributes: ``"bold $quiet"``."""
    content = Content(inert(text), strip_control_codes=False)
    return content.stylize(style) if style and text else content


def join(parts: Iterable[Content | str]) -> Content:
    """Parts one after another."""
    return Content.assemble(*(say(part) if isinstance(part, str) else part for part in parts))


def wrap(content: Content | str, width: int, *, indent: int = 0, first: int | None = None) -> list[Content]:
    """Lines of at most ``width`` columns, never past the measure, indented by ``indent``, the first by ``first``."""
    if isinstance(content, str):
        content = say(content)
    first = indent if first is None else first
    room = max(8, min(width, MEASURE) - max(indent, first))
    lines = [line.rstrip() for line in content.wrap(room)]
    return [line.pad_left(first if number == 0 else indent) for number, line in enumerate(lines)]


def labelled(
    label: str, content: Content | str, width: int, *, column: int = 11, limit: int = 0, bullet: str = ""
) -> list[Content]:
    """``label`` in its own column and the text wrapped beside it; stacked where there is no room beside.

    ``bullet`` begins the text, whose further lines hang under its first word. With ``limit`` at most so many lines are
    given, and the last ends in an ellipsis if text was left out.
    """
    if isinstance(content, str):
        content = say(content)
    name = say(label, "$quiet")
    content = Content.assemble(say(bullet, "$quiet"), content)
    hang = len(bullet)
    if width < STACKED:
        lines = [name, *wrap(content, width, indent=2 + hang, first=2)]
    else:
        # The label stands outside the measure of prose.
        lines = [line.pad_left(column) for line in wrap(content, width - column, indent=hang, first=0)]
        lines[0] = Content.assemble(name, " " * (column - name.cell_length), lines[0][column:])
    if limit and len(lines) > limit:
        last = lines[limit - 1]
        room = min(width, MEASURE + column)
        last = last if last.cell_length < room - 1 else last.truncate(room - 2).rstrip()
        lines = [*lines[: limit - 1], Content.assemble(last, " …")]
    return lines


def spread(left: Content | str, right: Content | str, width: int) -> Content:
    """One line: ``left`` at the left, ``right`` right-aligned; the left part gives way where both do not fit."""
    left = say(left) if isinstance(left, str) else left
    right = say(right) if isinstance(right, str) else right
    room = max(0, width - right.cell_length - 2)
    if left.cell_length > room:
        left = left.truncate(room, ellipsis=True)
    gap = max(1, width - left.cell_length - right.cell_length)
    return Content.assemble(left, " " * gap, right)


def cut(content: Content | str, width: int) -> Content:
    """One line of at most ``width`` columns, ending in an ellipsis where it was longer."""
    content = say(content) if isinstance(content, str) else content
    return content.truncate(max(0, width), ellipsis=True) if content.cell_length > width else content


def fill(content: Content | str, width: int) -> Content:
    """One line of exactly ``width`` columns."""
    content = cut(content, width)
    return content.pad_right(max(0, width - content.cell_length))


def stack(lines: Sequence[Content]) -> Content:
    """Lines as one content."""
    return Content("\n").join(lines)


def counted(number: int, one: str, many: str = "") -> str:
    """``number`` with its noun: 1 take, 3 takes."""
    return f"{number} {one if number == 1 else many or one + 's'}"
