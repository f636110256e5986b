"""The drill."""

from __future__ import annotations

from vmdojo.tui.actions.action import Action

DRILL: tuple[Action, ...] = (
    Action("drill.on", "write", ("enter",), ("drill",), footer=True),
    Action("drill.choose", "choose", tuple("123456"), ("drill",), footer=True, each=True),
    Action("drill.yes", "yes, I would", ("y",), ("drill",), footer=True),
    Action("drill.no", "no", ("n",), ("drill",), footer=True),
    Action("drill.dossier", "dossier", ("tab",), ("drill",), footer=True),
    Action("drill.skip", "skip", ("s",), ("drill",), footer=True),
    Action("drill.leave", "back", ("escape",), ("drill",), footer=True, about="Your words stay."),
    Action(
        "write.give",
        "done",
        ("f5", "ctrl+enter"),
        ("drill_write",),
        footer=True,
        shown=2,
        priority=True,
        about="Many terminals keep Ctrl+Enter for themselves; F5 always arrives.",
    ),
    Action("write.dossier", "dossier", ("tab",), ("drill_write",), footer=True, priority=True),
    Action("write.restore", "as it was", ("ctrl+r",), ("drill_write",), footer=True, priority=True),
    Action("write.back", "back", ("escape",), ("drill_write",), footer=True, priority=True, about="Your words stay."),
    Action("drill.next", "next", ("enter", "n"), ("drill_verdict",), footer=True),
    Action("drill.again", "again", ("a",), ("drill_verdict",), footer=True),
    Action("drill.sample", "another way", ("s",), ("drill_verdict",), footer=True),
    Action("drill.home", "home", ("escape",), ("drill_verdict",), footer=True),
    Action("drill_end.home", "home", ("enter", "escape"), ("drill_end",), footer=True),
    Action("drill_end.more", "one more set", ("m",), ("drill_end",), footer=True),
)
