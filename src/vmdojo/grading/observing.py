"""Whether a caller states something of the buyer's own world."""

from __future__ import annotations

from vmdojo.grading.case import Case
from vmdojo.grading.reading import Reading

NO_OBSERVATION = frozenset(
    (
        "can could will would should must may might need needs deserve deserves want wants know have been are busy "
        "if to not get do did never for owe ignored ignore see hear compani busi organ organis firm time consider "
        "attent conveni voicemail call number name earliest best phone messag email mailbox thought answer repli "
        "patienc kind help assist decis a the or and guys all folks just really also is of in on at with from as "
        "so happen seem look sound like love hope agre think feel wish prefer care mind day week weekend morning "
        "afternoon even repres new dedicated local account sale"
    ).split()
)
"""What behind "you" or "your" says nothing of the buyer's world: modals, wishes, courtesies (terms and stems)."""


def observation(case: Case) -> tuple[int, int] | None:
    """A plain statement about the buyer's own world: "your ferry ramp sticks", "you ran out on the twelfth"."""
    reading = case.reading
    terms = reading.terms
    for at in reading.yours:
        index = reading.sentence[at]
        span = reading.spans[index]
        if case.message.sentences[index].closing == "?" or len(span) < 4 or index in case.hollow:
            continue
        opens = (
            _begins(reading, at)
            or terms[at - 1] in ("and", "that", "but", "since", "when", "because", "while", "as")
            or (terms[at - 1] == "with" and terms[at] == "your" and _begins(reading, at - 1))
        )
        if not opens or at + 2 >= span.stop or terms[at - 2 : at] == ["you", "and"]:
            continue  # "an hour with you and your board" states nothing
        if terms[at] == "your" and terms[at + 1] not in NO_OBSERVATION and reading.stems[at + 1] not in NO_OBSERVATION:
            return at, min(span.stop, at + 6)
        if (
            terms[at] == "you"
            and terms[at + 1] not in NO_OBSERVATION
            and not (terms[at + 1] == "take" and "care" in terms[at + 2 : at + 6])
            and (at == span.start or terms[at - 1] not in ("if", "as"))
        ):
            return at, min(span.stop, at + 6)
    return None


def _begins(reading: Reading, at: int) -> bool:
    """Whether a term begins its sentence or clause: "With your new wing, ..." and not "to speak with your people"."""
    return at == reading.first_of[reading.sentence[at]] or reading.clause[at] != reading.clause[at - 1]
