"""The one registry of actions. Bindings, the footer and the help page are all made from it.

An action belongs to pages. Its ``call`` is the method ``action_<call>`` of the page (or of the widget, for the two
editing groups); nothing else in the game binds a key.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding, BindingType

APP = "app"
"""Actions of the app: they work on every page."""
LISTED = ("scenarios", "path", "progress", "history")
"""Pages that one opens from home and leaves again."""
_INBOX = ("inbox", "inbox_yours", "inbox_verdict", "inbox_summary")
_DRILL = ("drill", "drill_verdict", "drill_end")
_PREP = ("prep", "sheet")
_ROUND = ("dossier", "peek", "predict", "verdict", "disagree")
READING = ("home", *LISTED, *_ROUND, "hear", "record", *_DRILL, *_INBOX, *_PREP, "help", "ask")
"""Pages where letters are commands, not text."""
SCROLLING = ("home", *LISTED, *_ROUND, *_DRILL, *_INBOX, *_PREP, "help")
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
    "author": "A scenario of your own",
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

REGISTRY: tuple[Action, ...] = (
    # Home
    Action("home.start", "start", ("enter",), ("home",), footer=True),
    Action("home.browse", "browse", ("b",), ("home",), footer=True, about="All buyers, with filters and a search."),
    Action("home.path", "path", ("y",), ("home",), footer=True, about="Belts, and what the next one asks."),
    Action("home.progress", "progress", ("g",), ("home",), footer=True, about="Skills, plots, days, every take."),
    Action("home.drill", "drill", ("d",), ("home",), about="A few short exercises, five to ten minutes."),
    Action("home.inbox", "inbox", ("i",), ("home",), about="You are the buyer and hold the delete key."),
    Action(
        "home.prep", "prep a real call", ("p",), ("home",), footer=True, about="Your own buyer, on this machine only."
    ),
    # All scenarios
    Action("scenarios.open", "open", ("enter",), ("scenarios",), footer=True),
    Action(
        "scenarios.filter", "search", ("slash",), ("scenarios",), footer=True, about="By buyer, industry, belt, title."
    ),
    Action(
        "scenarios.sieve",
        "filter",
        ("f",),
        ("scenarios",),
        footer=True,
        about="By belt, skill, situation, industry; Left and Right choose.",
    ),
    Action("scenarios.fresh", "not yet passed", ("u",), ("scenarios",), footer=True),
    Action("scenarios.clear", "show all", ("x",), ("scenarios",), footer=True),
    Action("scenarios.sooner", "choose the one before", ("left", "h"), ("scenarios",)),
    Action("scenarios.later", "choose the next", ("right", "l"), ("scenarios",)),
    # Path and progress
    Action("path.open", "open", ("enter",), ("path",), footer=True),
    Action("progress.history", "every take", ("enter", "t"), ("progress",), footer=True),
    Action("progress.path", "path", ("y",), ("progress",), footer=True),
    Action("history.open", "open", ("enter",), ("history",), footer=True, about="The verdict as it was."),
    # Dossier
    Action("dossier.beep", "hear the beep", ("enter",), ("dossier",), footer=True),
    Action("dossier.plan", "plan", ("p",), ("dossier",), footer=True, about="In one line."),
    Action(
        "dossier.hint",
        "hint",
        ("i",),
        ("dossier",),
        footer=True,
        about="One after another. With a hint this buyer is practice and does not count for the belt.",
    ),
    Action(
        "dossier.hang_up",
        "hang up",
        ("h",),
        ("dossier",),
        footer=True,
        about="Leaving no message is a decision, and it is judged like one.",
    ),
    Action("dossier.hear", "hear the greeting", ("l",), ("dossier",), about="What the mailbox says, up to the beep."),
    # Compose
    Action(
        "compose.leave",
        "leave it",
        ("f5", "ctrl+enter"),
        ("compose",),
        footer=True,
        shown=2,
        priority=True,
        about="Many terminals keep Ctrl+Enter for themselves; F5 always arrives.",
    ),
    Action("compose.dossier", "dossier", ("tab",), ("compose",), footer=True, priority=True),
    Action("compose.hear", "hear it", ("ctrl+l", "f6"), ("compose",), footer=True, priority=True),
    Action(
        "compose.record",
        "say it",
        ("f2",),
        ("compose",),
        priority=True,
        about="Into the microphone. The sound stays on this machine, and goes unless you keep it.",
    ),
    Action("compose.restart", "restart", ("ctrl+r",), ("compose",), footer=True, priority=True),
    Action(
        "compose.hang_up",
        "hang up, leave nothing",
        ("f8",),
        ("compose",),
        priority=True,
        about="A decision like any other, and it is judged.",
    ),
    Action("compose.back", "back", ("escape",), ("compose",), footer=True, priority=True, about="Your words stay."),
    Action("peek.close", "back to your words", ("escape", "tab", "enter"), ("peek",), footer=True),
    # Before the verdict
    Action("predict.yes", "yes, I would", ("y",), ("predict",), footer=True),
    Action("predict.no", "no", ("n",), ("predict",), footer=True),
    Action("predict.digit", "your guess", tuple("0123456789"), ("predict",), each=True),
    Action("predict.erase", "erase a digit", ("backspace", "delete"), ("predict",)),
    Action(
        "predict.back",
        "back to your words",
        ("escape",),
        ("predict",),
        footer=True,
        about="Until you hear the verdict, nothing has been judged.",
    ),
    Action("predict.hear", "hear the verdict", ("enter",), ("predict",), footer=True),
    # Drill
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
    # Hearing it
    Action("hear.hold", "pause", ("space", "enter"), ("hear",), footer=True),
    Action("hear.again", "again", ("r",), ("hear",), footer=True),
    Action("hear.slower", "slower", ("minus", "left"), ("hear",), footer=True),
    Action("hear.faster", "faster", ("plus", "equals_sign", "right"), ("hear",), footer=True),
    Action("hear.sound", "sound off", ("s",), ("hear",), footer=True),
    Action("hear.voice", "another voice", ("v",), ("hear",), about="The system's own, or the one that came along."),
    Action("hear.close", "back", ("escape",), ("hear",), footer=True),
    # Saying it
    Action("record.record", "record", ("space",), ("record",), footer=True),
    Action("record.hear", "hear it", ("l",), ("record",), footer=True),
    Action("record.reading", "a reading beside it", ("c",), ("record",), about="The synthetic voice with your words."),
    Action("record.use", "use it", ("enter",), ("record",), footer=True),
    Action("record.close", "back to typing", ("escape",), ("record",), footer=True, about="The recording goes."),
    # The buyer listens
    Action("listen.skip", "go to the verdict", (), ("listen",), footer=True, any_key=True),
    Action("compose.help", "help", ("f1",), ("compose", "listen", "drill_write"), footer=True),
    # Verdict
    Action("verdict.again", "again", ("enter",), ("verdict",), footer=True),
    Action("verdict.next", "next", ("n",), ("verdict",), footer=True),
    Action("verdict.all", "all", ("a",), ("verdict",), footer=True, about="Every finding, and how they add up."),
    Action(
        "verdict.strong",
        "strong",
        ("s",),
        ("verdict",),
        footer=True,
        about="A strong version beside yours, and what it does that yours does not.",
    ),
    Action("verdict.hear", "hear", ("l",), ("verdict",), footer=True),
    Action(
        "verdict.disagree",
        "doubt",
        ("d",),
        ("verdict",),
        footer=True,
        about="Disagree with a finding; it is kept for whoever keeps the rules.",
    ),
    Action(
        "verdict.keep",
        "keep the recording",
        ("w",),
        ("verdict",),
        about="Else it goes when you leave this page.",
    ),
    Action("verdict.sheet", "call sheet", ("p",), ("verdict",), footer=True, about="For a call of your own."),
    Action("verdict.copy", "copy", ("c",), ("verdict",), about="Your words and the line with the tape."),
    Action("verdict.path", "path", ("y",), ("verdict",), footer=True, about="The belt that this take has tied."),
    Action("verdict.home", "home", ("escape",), ("verdict",), footer=True),
    # Your own calls
    Action("prep.play", "beep", ("enter",), ("prep",), footer=True),
    Action("prep.new", "new", ("n",), ("prep",), footer=True),
    Action("prep.edit", "edit", ("e",), ("prep",), footer=True),
    Action("prep.sheet", "sheet", ("s",), ("prep",), footer=True, about="What you take to the phone."),
    Action("prep.new_list", "many", ("l",), ("prep",), footer=True, about="One message to many similar firms."),
    Action("prep.remove", "delete", ("d",), ("prep",), footer=True, about="It asks first; takes stay in your record."),
    Action(
        "prep_form.beep",
        "hear the beep",
        ("f5", "ctrl+enter"),
        ("prep_form",),
        footer=True,
        priority=True,
        about="Keeps the call and begins.",
    ),
    Action("prep_form.keep", "keep", ("f6", "ctrl+s"), ("prep_form",), footer=True, priority=True),
    Action("prep_form.kind", "kind of fact", ("f2",), ("prep_form",), footer=True, priority=True),
    Action("prep_form.back", "back", ("escape",), ("prep_form",), footer=True, about="What was typed stays."),
    Action("prep_form.clear", "clear", ("ctrl+r",), ("prep_form",), footer=True, priority=True, about="It asks first."),
    Action("sheet.copy", "copy", ("c",), ("sheet",), footer=True),
    Action("sheet.write", "write to print", ("w",), ("sheet",), footer=True, about="One page of HTML, and the text."),
    # A scenario of one's own
    Action("scenarios.write", "write your own", ("n",), ("scenarios",), footer=True, about="For others to play."),
    Action("author.forward", "next step", ("f8",), ("author",), footer=True, priority=True),
    Action("author.backward", "step before", ("f7",), ("author",), footer=True, priority=True),
    Action(
        "author.write",
        "write the file",
        ("f6", "ctrl+s"),
        ("author",),
        footer=True,
        priority=True,
        about="Checked first; it tells what is still wrong.",
    ),
    Action("author.back", "back", ("escape",), ("author",), footer=True, about="What was typed stays."),
    # Inbox
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
    # Trying a scenario
    Action("trying.more", "more", ("f6",), ("trying",), footer=True, priority=True, about="Then from the top again."),
    Action("trying.restart", "start again", ("ctrl+r",), ("trying",), footer=True, priority=True),
    Action("trying.back", "done", ("escape",), ("trying",), footer=True, priority=True),
    Action("trying.help", "help", ("f1",), ("trying",), footer=True),
    # A finding one does not share
    Action("disagree.pick", "this one", ("enter",), ("disagree",), footer=True),
    # A question
    Action("ask.yes", "yes", ("y", "enter"), ("ask",), footer=True, shown=2),
    Action("ask.no", "no", ("n", "escape"), ("ask",), footer=True, shown=2),
    # Moving about
    Action("page.up", "up a line", ("up", "k"), SCROLLING),
    Action("inbox.up", "up a line", ("up",), ("inbox_listen",)),
    Action("inbox.down", "down a line", ("down",), ("inbox_listen",)),
    Action("page.down", "down a line", ("down", "j"), SCROLLING),
    Action("page.page_up", "a page up", ("pageup",), SCROLLING),
    Action("page.page_down", "a page down", ("pagedown", "space"), SCROLLING),
    Action("page.first", "to the top", ("home",), SCROLLING),
    Action("page.last", "to the end", ("end",), SCROLLING),
    Action(
        "page.back",
        "back",
        ("escape",),
        (*LISTED, "dossier", "disagree", *_INBOX, "inbox_listen", *_PREP, "help"),
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


def of(page: str) -> tuple[Action, ...]:
    """The actions that belong to ``page``, in the order of the registry."""
    return tuple(action for action in REGISTRY if page in action.pages)


def bindings(page: str) -> list[BindingType]:
    """What a page binds: the whole of ``BINDINGS``, and the only place where keys are bound."""
    found: list[BindingType] = []
    for action in of(page):
        for key in action.keys:
            call = f"{action.call}({key!r})" if action.each else action.call
            found.append(Binding(key, call, action.label, show=False, priority=action.priority, id=action.id))
    return found


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
