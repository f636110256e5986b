"""The inbox."""

from __future__ import annotations

from vmdojo.tui.actions.action import Action

INBOX: tuple[Action, ...] = (
    Action("inbox.open", "listen", ("enter",), ("inbox", "inbox_yours"), footer=True),
    Action("inbox.add", "add one of yours", ("a",), ("inbox", "inbox_yours"), footer=True),
    Action("inbox.remove", "take it away", ("x", "delete"), ("inbox_yours",), footer=True),
    Action(
        "inbox.delete",
        "delete",
        ("d", "delete", "backspace"),
        ("inbox_listen",),
        footer=True,
        about="At the word where you would. Heard out, it is let go.",
    ),
    Action("inbox.keep", "keep it", ("k",), ("inbox_listen",), footer=True, about="You would know the name again."),
    Action("inbox.answer", "answer it", ("r",), ("inbox_listen",), footer=True, about="Ring back, or open the email."),
    Action("inbox.go", "play", ("space", "enter"), ("inbox_listen",), footer=True),
    Action("inbox.slower", "slower", ("minus", "left"), ("inbox_listen",), footer=True),
    Action("inbox.faster", "faster", ("plus", "equals_sign", "right"), ("inbox_listen",), footer=True),
    Action("inbox.next", "next", ("enter",), ("inbox_verdict",), footer=True),
    Action("inbox.done", "done", ("enter",), ("inbox_summary",), footer=True),
    Action("inbox.again", "once more", ("r",), ("inbox_summary",), footer=True),
    Action("add.keep", "keep it", ("f5",), ("inbox_add",), footer=True, priority=True),
    Action("add.next", "next field", ("tab",), ("inbox_add",), footer=True, priority=True),
    Action("add.did", "what you did", ("f2",), ("inbox_add",), footer=True, priority=True),
    Action("add.back", "back", ("escape",), ("inbox_add",), footer=True, priority=True, about="What you typed stays."),
    Action("inbox.up", "up a line", ("up",), ("inbox_listen",)),
    Action("inbox.down", "down a line", ("down",), ("inbox_listen",)),
)
