"""A message that only points at another one: "There's an email from me in your inbox. Do have a read." """

from __future__ import annotations

from vmdojo.grading.automaton import Hit
from vmdojo.grading.case import Case

BARE_POINTER, ROUTE = "next_step.bare_pointer", "next_step.email_route"
BESIDE = (
    "value.gift",
    "value.proof",
    "value.insight",
    "value.benefit",
    "next_step.question",
    "next_step.easy_reply",
    "next_step.caller_carries",
)
"""What a message gives or asks beside the pointer."""
SAYING = ("told", "noticed", "proof", "gift", "ask_small", "ask_meeting", "ask_big", "promise_call", "referral")
SAID = -1.0
"""Log-odds of each such act, below which a sentence says nothing. No good message of the dev sets is so bare."""
STRANGERS = ("cold", "referred")
"""To whom it is nothing; whoever asked for the price is glad that it is in the post."""


def bare_pointer(case: Case) -> Hit | None:
    """Where a stranger only points at a mail, or None where anything else is said, given or asked."""
    hits = case.tagged.get(ROUTE)
    if not hits or case.dossier.relationship not in STRANGERS or any(tag in case.tagged for tag in BESIDE):
        return None
    pointing = {case.reading.sentence[hit.first] for hit in hits}
    for sentence, told in enumerate(case.message.sentences):
        if told.closing == "?":
            return None
        if sentence not in pointing and any(case.done.of(sentence, act) >= SAID for act in SAYING):
            return None
    return None if any(case.done.of(sentence, "told") >= SAID for sentence in pointing) else hits[0]
