"""Lines for the player's mouth made from a caller's own notes ("opening a second store in March").

A note is a scrap, not a sentence. Where its shape is plain it becomes one ("I saw you're opening ..."); any other is
named as it stands, behind a colon. Nothing is added to what it says.
"""

from __future__ import annotations

from vmdojo.coaching.bank import Bank, little
from vmdojo.coaching.tellable import Line
from vmdojo.scenarios.model import About

MOST_NOTES = 4
_MOST_WORDS = 14
_AUXILIARY = {"up": True, "down": True}


def note_lines(about: About, bank: Bank, seed: int) -> list[Line]:
    """The notes as they could be told to the buyer, in the caller's order."""
    found: list[Line] = []
    for index, phrase in enumerate(about.phrases[:MOST_NOTES]):
        text = told_note(phrase, bank, seed)
        if text is not None:
            found.append(Line(text, "fact", f"about-{index + 1}"))
    return found


def told_note(phrase: str, bank: Bank, seed: int) -> str | None:
    """One note in the caller's mouth, or None where it is about somebody else or is no scrap of speech."""
    note = " ".join(phrase.split()).rstrip(".,;:")
    words = note.split()
    small = [word.lower() for word in words]
    if (
        not 2 <= len(words) <= _MOST_WORDS
        or set(small) & little("apart")
        or any(c in note for c in '"“”()[]{}<>:;?!|/')
    ):
        return None
    if not all(character.isprintable() for character in note):
        return None
    kind, said = _shaped(words, small)
    return bank.pick(f"note_{kind}", seed).replace("{note}", said)


def _shaped(words: list[str], small: list[str]) -> tuple[str, str]:
    first, follows = small[0], small[1]
    settled = follows in little("determined") or follows[:1].isdigit()
    if first.endswith("ing") and len(first) > 4 and settled:
        return "doing", " ".join([first, *words[1:]])
    if first in little("did") and (settled or words[1][:1].isupper()):
        return "did", " ".join([first, *words[1:]])
    if first in little("does") and len(words) > 2:
        return "do", " ".join([_plain(first), *words[1:]])
    clause = next((at for at, word in enumerate(small[1:], 1) if word in little("happened")), None)
    if clause is not None and not set(small[:clause]) & little("determined"):
        return "fact", _the(words, small, clause) + " ".join(words)
    rise = next((at for at, word in enumerate(small[1:-1], 1) if word in _AUXILIARY), None)
    if rise is not None and not set(small[:rise]) & little("determined"):
        verb = "are" if _many(small[rise - 1]) else "is"
        return "fact", _the(words, small, rise) + " ".join([*words[:rise], verb, *words[rise:]])
    return "bare", " ".join(words)


def _plain(verb: str) -> str:
    """A verb as it stands behind "you": wants -> want, has -> have."""
    return "have" if verb == "has" else verb[:-1]


def _many(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s"))


def _the(words: list[str], small: list[str], clause: int) -> str:
    """ "the " before one thing without an article; nothing before names, numbers and many things."""
    first = words[0]
    if small[0] in little("determined") or first[:1].isupper() or any(c.isdigit() for c in " ".join(words[:clause])):
        return ""
    return "" if _many(small[clause - 1]) else "the "
