"""A question, moving about, and the keys of the app itself."""

from __future__ import annotations

from vmdojo.tui.actions.action import Action
from vmdojo.tui.actions.pages import APP, INBOX, LEAGUE_PAGES, LISTED, PREP, READING, SCROLLING

EVERYWHERE: tuple[Action, ...] = (
    # A question
    Action("ask.yes", "yes", ("y", "enter"), ("ask",), footer=True, shown=2),
    Action("ask.no", "no", ("n", "escape"), ("ask",), footer=True, shown=2),
    # Moving about
    Action("page.up", "up a line", ("up", "k"), SCROLLING),
    Action("page.down", "down a line", ("down", "j"), SCROLLING),
    Action("page.page_up", "a page up", ("pageup",), SCROLLING),
    Action("page.page_down", "a page down", ("pagedown", "space"), SCROLLING),
    Action("page.first", "to the top", ("home",), SCROLLING),
    Action("page.last", "to the end", ("end",), SCROLLING),
    Action(
        "page.back",
        "back",
        ("escape",),
        (*LISTED, "dossier", "disagree", *INBOX, "inbox_listen", *PREP, *LEAGUE_PAGES, "help"),
        footer=True,
    ),
    Action("inbox.help", "help", ("f1",), ("inbox_listen", "inbox_add"), footer=True),
    # Everywhere
    Action("page.quit", "quit", ("q",), READING),
    Action("app.retry", "save again", ("f9",), (APP,), footer=True, priority=True, about="After a save that failed."),
    Action("app.help", "help", ("f1",), (APP,), priority=True),
    Action("page.help", "help", ("question_mark",), tuple(p for p in READING if p != "help"), footer=True),
    Action("app.theme", "dark, light or plain colours", ("f3",), (APP,), priority=True),
    Action(
        "app.still",
        "let things move, or keep them still",
        ("f4",),
        (APP,),
        priority=True,
        about="Kept still, the verdict comes at once.",
    ),
    Action("app.quit", "quit", ("ctrl+q", "f10"), (APP,), priority=True, about="Your words are kept."),
    Action(
        "app.interrupt",
        "copy what is marked",
        ("ctrl+c",),
        (APP,),
        priority=True,
        about="With nothing marked it tells how to quit; twice within two seconds quits.",
    ),
)
