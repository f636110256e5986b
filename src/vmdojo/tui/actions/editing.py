"""The keys of texts, lines and fields."""

from __future__ import annotations

from vmdojo.tui.actions.action import Action


def _many(rows: tuple[tuple[str, str, str], ...], page: str) -> tuple[Action, ...]:
    return tuple(Action(f"{page}.{call}", label, tuple(keys.split()), (page,)) for call, label, keys in rows)


_TEXT_KEYS = (
    ("cursor_up", "a line up", "up"),
    ("cursor_down", "a line down", "down"),
    ("cursor_left", "a letter left", "left"),
    ("cursor_right", "a letter right", "right"),
    ("cursor_word_left", "a word left", "ctrl+left"),
    ("cursor_word_right", "a word right", "ctrl+right"),
    ("cursor_line_start", "start of line", "home ctrl+a"),
    ("cursor_line_end", "end of line", "end ctrl+e"),
    ("cursor_page_up", "a page up", "pageup"),
    ("cursor_page_down", "a page down", "pagedown"),
    ("mark_up", "mark upwards", "shift+up"),
    ("mark_down", "mark downwards", "shift+down"),
    ("mark_left", "mark to the left", "shift+left"),
    ("mark_right", "mark to the right", "shift+right"),
    ("mark_word_left", "mark a word left", "ctrl+shift+left"),
    ("mark_word_right", "mark a word right", "ctrl+shift+right"),
    ("mark_line_start", "mark to start of line", "shift+home"),
    ("mark_line_end", "mark to end of line", "shift+end"),
    ("select_all", "mark everything", "f7"),
    ("delete_left", "delete left", "backspace"),
    ("delete_right", "delete right", "delete ctrl+d"),
    ("delete_word_left", "delete a word left", "ctrl+w ctrl+backspace alt+backspace"),
    ("delete_word_right", "delete a word right", "alt+delete"),
    ("delete_to_start_of_line", "delete to start of line", "ctrl+u"),
    ("delete_to_end_of_line", "delete to end of line", "ctrl+k"),
    ("cut", "cut what is marked", "ctrl+x"),
    ("paste", "paste what was cut or copied here", "ctrl+v"),
    ("undo", "undo", "ctrl+z"),
    ("redo", "redo", "ctrl+y"),
)
"""Editing keys of every text of several lines."""

_LINE_KEYS = (
    ("cursor_left", "a letter left", "left"),
    ("cursor_right", "a letter right", "right"),
    ("cursor_left_word", "a word left", "ctrl+left"),
    ("cursor_right_word", "a word right", "ctrl+right"),
    ("home", "start", "home ctrl+a"),
    ("end", "end", "end ctrl+e"),
    ("delete_left", "delete left", "backspace"),
    ("delete_right", "delete right", "delete ctrl+d"),
    ("delete_left_word", "delete a word left", "ctrl+w ctrl+backspace alt+backspace"),
    ("delete_left_all", "delete to the start", "ctrl+u"),
    ("delete_right_all", "delete to the end", "ctrl+k"),
    ("paste", "paste what was cut or copied here", "ctrl+v"),
)
"""Editing keys of every line of text."""

EDITING: tuple[Action, ...] = (
    # Editing keys of the message
    *_many(_TEXT_KEYS, "area"),
    # Editing keys of the plan and the filter
    Action("line.done", "keep it", ("enter", "tab"), ("line",), footer=True),
    Action("line.leave", "back", ("escape",), ("line",), footer=True, about="What was typed as a plan stays."),
    *_many(_LINE_KEYS, "line"),
    # A form
    Action(
        "field.next", "next field", ("enter",), ("field", "choice"), priority=True, about="In a list it opens a line."
    ),
    Action("field.below", "field below", ("tab", "down"), ("field", "choice"), priority=True),
    Action("text.below", "field below", ("tab",), ("text",), priority=True),
    Action("text.previous", "field before", ("shift+tab",), ("text",), priority=True),
    Action("text.leave", "back", ("escape",), ("text",), about="What was typed stays."),
    *_many(_TEXT_KEYS, "text"),
    Action("field.previous", "field before", ("shift+tab", "up"), ("field", "choice"), priority=True),
    Action("field.leave", "back", ("escape",), ("field", "choice"), about="What was typed stays."),
    *_many(_LINE_KEYS, "field"),
    Action("choice.turn", "the next choice", ("right", "space"), ("choice",), priority=True),
    Action("choice.turn_back", "the choice before", ("left",), ("choice",), priority=True),
)
