"""What the Inbox says in sentences, the same on the screen and line by line. Nothing here draws."""

from __future__ import annotations

from vmdojo.coaching import clock
from vmdojo.rounds.inbox_hearing import Hearing
from vmdojo.rounds.inbox_score import AT_ONCE, Summary
from vmdojo.scenarios.firms import first_name
from vmdojo.scenarios.inbox_model import Did, InboxSet
from vmdojo.scenarios.model import Scenario
from vmdojo.tui.inert import one_line
from vmdojo.tui.words import quoted

NOBODY = "The buyer"
"""Where the ears have no name of their own."""
DONE: dict[Did, str] = {
    "deleted": "deleted it",
    "let_go": "heard it out and let it go",
    "kept": "kept it",
    "answered": "answered it",
}


def short_name(set_: InboxSet, scenario: Scenario | None) -> str:
    """What one calls the buyer."""
    if scenario is not None:
        return first_name(one_line(scenario.buyer.name))
    if set_.buyer is None or set_.buyer.name.startswith("A "):
        return NOBODY
    return first_name(one_line(set_.buyer.name))


def did_words(hearing: Hearing, did: Did, at: float | None) -> str:
    """What somebody did, after their name: 'deleted it at 0:05, on “team”'."""
    if did != "deleted" or at is None:
        return DONE[did]
    words = hearing.message.words
    word = next((w for w in reversed(words) if w.begins < at - AT_ONCE), words[0] if words else None)
    on = f", on {quoted(one_line(word.text))}" if word is not None else ""
    return f"deleted it at {clock(at)}{on}"


def patience(summary: Summary, name: str) -> str:
    """Where the player is more patient or harsher than the buyer, in sentences."""
    who = name if name != NOBODY else "the buyer"
    if abs(summary.longer) < 0.75:
        told = [f"You listened about as long as {who}."]
    else:
        more = "longer" if summary.longer > 0 else "less"
        told = [f"You listened {abs(summary.longer):.1f} seconds {more} than {who}, message for message."]
    if summary.harsher:
        told.append(f"You let {_messages(summary.harsher)} go that {who} kept.")
    if summary.kinder:
        told.append(f"You kept {_messages(summary.kinder)} that {who} let go.")
    if not summary.harsher and not summary.kinder:
        told.append("You agree on which ones to keep.")
    return " ".join(told)


def _messages(count: int) -> str:
    return f"{count} message{'' if count == 1 else 's'}"
