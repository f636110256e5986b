"""The pages and editing groups that actions belong to."""

from __future__ import annotations

APP = "app"
"""Actions of the app: they work on every page."""
LISTED = ("scenarios", "path", "progress", "history")
"""Pages that one opens from home and leaves again."""
INBOX = ("inbox", "inbox_yours", "inbox_verdict", "inbox_summary")
_DRILL = ("drill", "drill_verdict", "drill_end")
PREP = ("prep", "sheet", "followed")
LEAGUE_PAGES = ("league", "friday", "room")
_ROUND = ("dossier", "peek", "predict", "verdict", "disagree")
READING = ("home", *LISTED, *_ROUND, "hear", "record", *_DRILL, *INBOX, *PREP, *LEAGUE_PAGES, "help", "ask")
"""Pages where letters are commands, not text."""
SCROLLING = ("home", *LISTED, *_ROUND, *_DRILL, *INBOX, *PREP, *LEAGUE_PAGES, "help")
"""Pages that scroll, or where one picks a row."""

PAGES: dict[str, str] = {
    APP: "Everywhere",
    "home": "Home",
    "scenarios": "All scenarios",
    "path": "Your path",
    "progress": "Progress",
    "history": "Every take",
    "dossier": "Dossier",
    "peek": "Dossier, while you write",
    "compose": "After the beep",
    "predict": "Before the verdict",
    "hear": "Hearing it",
    "record": "Saying it",
    "listen": "The buyer listens",
    "verdict": "Verdict",
    "drill": "Drill",
    "drill_write": "Drill, while you write",
    "drill_verdict": "Drill: how it went",
    "drill_end": "Drill: the whole set",
    "inbox": "Inbox",
    "inbox_yours": "Inbox: yours",
    "inbox_listen": "Inbox: while it plays",
    "inbox_verdict": "Inbox: the comparison",
    "inbox_summary": "Inbox: the whole set",
    "inbox_add": "Inbox: a voicemail of yours",
    "prep": "Your own calls",
    "prep_form": "A call of your own",
    "sheet": "Call sheet",
    "followed": "What followed",
    "author": "A scenario of your own",
    "league": "The league",
    "friday": "The Friday round",
    "room": "The room votes",
    "trying": "Trying a scenario",
    "disagree": "A finding you do not share",
    "ask": "A question",
    "help": "Help",
    "area": "While you write",
    "line": "In a line of text",
    "field": "In a field of a form",
    "choice": "In a field with a choice",
    "text": "In a longer text of a form",
}
"""Every page and editing group with the name that help gives it, in the order of help."""
