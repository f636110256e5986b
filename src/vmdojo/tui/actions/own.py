"""What the player writes: calls of their own, scenarios for others."""

from __future__ import annotations

from vmdojo.tui.actions.action import Action

OWN: tuple[Action, ...] = (
    # Your own calls
    Action("prep.play", "beep", ("enter",), ("prep",), footer=True),
    Action("prep.new", "new", ("n",), ("prep",), footer=True),
    Action("prep.edit", "edit", ("e",), ("prep",), footer=True),
    Action("prep.sheet", "sheet", ("s",), ("prep",), footer=True, about="What you take to the phone."),
    Action(
        "prep.followed",
        "followed",
        ("f",),
        ("prep",),
        footer=True,
        about="What became of it when you really left it; your progress sets it against the grades.",
    ),
    Action("followed.pick", "this one", ("enter",), ("followed",), footer=True),
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
    Action("form.help", "help", ("f1",), ("prep_form", "author"), footer=True),
    # Trying a scenario
    Action("trying.more", "more", ("f6",), ("trying",), footer=True, priority=True, about="Then from the top again."),
    Action("trying.restart", "start again", ("ctrl+r",), ("trying",), footer=True, priority=True),
    Action("trying.back", "done", ("escape",), ("trying",), footer=True, priority=True),
    Action("trying.help", "help", ("f1",), ("trying",), footer=True),
)
