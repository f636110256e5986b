"""A round from the dossier to the verdict."""

from __future__ import annotations

from vmdojo.tui.actions.action import Action

ROUND: tuple[Action, ...] = (
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
    Action(
        "verdict.hand_in",
        "hand in",
        ("i",),
        ("verdict",),
        footer=True,
        about="To the league: your words, your plan, your guess; the league grades again.",
    ),
    Action("verdict.home", "home", ("escape",), ("verdict",), footer=True),
    # A finding one does not share
    Action("disagree.pick", "this one", ("enter",), ("disagree",), footer=True),
)
