"""Lines for the player's mouth made from a caller's own notes ("opening a second store in March").

A note is a scrap, not a sentence. Where its shape is plain it becomes one ("I saw you're opening ..."); any other is
named as it stands, behind a colon. Nothing is added to what it says.
"""

from __future__ import annotations

import re

from vmdojo.coaching.bank import Bank, is_person, little
from vmdojo.coaching.tellable import Line
from vmdojo.scenarios.model import About

MOST_NOTES = 4
_MOST_WORDS = 14
_BEHIND = frozenset("in for from of on at since with until to before after between across near under".split())
_SENT = re.compile(
    r"((?:(?:Mr|Mrs|Ms|Dr|Canon|Principal|Professor)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"
    r"(?: (?:at|from) (?:the )?[\w'’ -]{2,40}?)?) "
    r"(?:suggested (?:the call|calling|that we (?:call|speak|talk))|passed on (?:the|your) (?:name|number)"
    r"|gave (?:us )?(?:the|your) (?:name|number)|recommended (?:us|calling|the call))$"
)
_IS_SOMEBODY = re.compile(r"\bis (?:Dr\. )?[A-Z]")
_DOES = frozenset("added canceled cancelled cut delayed launched lost missed recalled refused rejected".split())
"""What somebody does as well as suffers; behind a thing and before another it is done: "vineyard lost a third"."""
_OBJECT = frozenset("a an the its their his her half another every all".split())
_AUXILIARY = {"up": True, "down": True}


def note_lines(about: About, bank: Bank, seed: int) -> list[Line]:
    """The notes as they could be told to the buyer, in the caller's order."""
    found: list[Line] = []
    for index, phrase in enumerate(about.phrases[:MOST_NOTES]):
        text = told_note(phrase, bank, seed)
        if text is not None:
            kind = "referral" if _of_a_person(phrase.split()) or text.startswith("We met ") else "fact"
            found.append(Line(text, kind, f"about-{index + 1}"))
    return found


def told_note(phrase: str, bank: Bank, seed: int) -> str | None:
    """One note in the caller's mouth, or None where it is about somebody else or is no scrap of speech."""
    note = " ".join(phrase.split()).rstrip(".,;:")
    words = note.split()
    small = [word.lower() for word in words]
    if (
        not 2 <= len(words) <= _MOST_WORDS
        or set(small) & little("apart")
        or "it" in words
        or any(c in note for c in '"“”()[]{}<>:;?!|/')
    ):
        return None
    if not all(character.isprintable() for character in note) or _IS_SOMEBODY.search(note):
        return None
    kind, said = _shaped(words, small)
    return bank.pick(f"note_{kind}", seed).replace("{note}", said)


def _shaped(words: list[str], small: list[str]) -> tuple[str, str]:
    first, follows = small[0], small[1]
    settled = follows in little("determined") or follows[:1].isdigit()
    sent = _of_a_person(words)
    if sent:
        return ("gave" if small[-1] in ("name", "number") else "sent"), sent
    if first == "met" and follows in ("at", "on", "in"):
        return "met", " ".join(words)
    if (
        first.endswith("ing")
        and len(first) > 4
        and settled
        and (first not in little("ing_things") or follows in ("a", "an", "the"))
    ):
        return "doing", " ".join([first, *words[1:]])
    if first in little("asked_us"):
        one = follows not in little("determined") and words[1].islower() and not _many(follows)
        return "asked", " ".join([first, *(["the"] if one and first == "attended" else []), *words[1:]])
    if first in little("did") and (settled or words[1][:1].isupper() or first in little("did_only")):
        return "did", " ".join([first, *words[1:]])
    if first in little("does") and len(words) > 2 and "since" not in small:
        return "do", " ".join([_plain(first), *words[1:]])
    clause = next((at for at, word in enumerate(small[1:], 1) if word in little("happened")), None)
    if clause is not None and not set(small[:clause]) & little("determined"):
        return "fact", _the(words, small, clause) + " ".join(words)
    done = next((at for at, word in enumerate(small[1:], 1) if word in little("done_to")), None)
    if done is not None and not set(small[done:]) & {"since", "still"} and not any(map(_says, small[:done])):
        behind = next((at for at, word in enumerate(small[:done]) if word in _BEHIND), done)
        if not set(small[:done]) & little("adjectives_behind") and behind:
            follows = small[done + 1] if done + 1 < len(small) else ""
            if behind == done and small[done] in _DOES and follows in _OBJECT:
                return "fact", _the(words, small, behind) + " ".join(words)  # "the vineyard lost a third of its crop"
            was = "were" if _many(small[behind - 1]) else "was"
            return "fact", _the(words, small, behind) + " ".join([*words[:done], was, *words[done:]])
    doing = next((at for at, word in enumerate(small[1:], 1) if _going_on(small, at)), None)
    if doing is not None and not any(map(_says, small[:doing])):
        behind = next((at for at, word in enumerate(small[:doing]) if word in _BEHIND), doing)
        if behind and not set(small[:behind]) & little("determined"):
            verb = "are" if _many(small[behind - 1]) else "is"
            return "fact", _the(words, small, behind) + " ".join([*words[:doing], verb, *words[doing:]])
    rise = next((at for at, word in enumerate(small[1:-1], 1) if word in _AUXILIARY), None)
    before = set(small[:rise]) if rise is not None else set()
    if rise is not None and not before & (little("determined") | little("verbs")) and "look" not in before:
        verb = "are" if _many(small[rise - 1]) else "is"
        return "fact", _the(words, small, rise) + " ".join([*words[:rise], verb, *words[rise:]])
    if any(word in ("is", "are", "was", "were", "has", "have", "had") for word in small[1:-1]):
        return "fact", _the(words, small, 1) + " ".join(words)
    named = _named(words, small)
    return ("about", named) if named is not None else ("bare", " ".join(words))


def _going_on(small: list[str], at: int) -> bool:
    """Whether a word says what goes on with the thing before it: "youth section growing", and not "waiting time"."""
    if (
        not small[at].endswith("ing")
        or len(small[at]) < 5
        or small[at] in little("ing_things")
        or small[at - 1] in _BEHIND
    ):
        return False
    follows = small[at + 1] if at + 1 < len(small) else ""
    behind = little("determined") | little("numbers") | _BEHIND | {"", "earlier", "later", "early", "late", "by", "as"}
    return follows in behind or follows[:1].isdigit() or (small[at] == "being" and follows.endswith("ed"))


def _of_a_person(words: list[str]) -> str:
    """Who sent the caller, where a note says no more than that: "Lou Marsh passed on the name" -> "Lou Marsh"."""
    said = " ".join(words)
    match = _SENT.match(said)
    return match.group(1) if match is not None else ""


def _named(words: list[str], small: list[str]) -> str | None:
    """A note that names one thing as one names it to its owner: "new mash tun" -> "your new mash tun".

    None where a word may be a verb, so that the note may say something: "lorries queue to weigh".
    """
    end = next((at for at, word in enumerate(small) if word in _BEHIND), len(small))
    head = small[:end]
    if not 1 <= len(head) <= 4 or (end < len(small) and end + 1 >= len(small)):
        return None
    if any(word[:1].isupper() and not word.isupper() for word in words[:end]) or any(map(_says, small)):
        return None
    if any(_no_thing(word) for word in head):
        return None
    counted = head[0] in little("numbers") or head[0][:1].isdigit()
    inner = head[1:-1] if counted else head[:-1]
    if any(_many(word) for word in inner) or head[0] in ("no", "last", "every", "half", "own"):
        return None
    if counted:
        return f"your {' '.join(words)}" if len(head) > 1 and _many(head[-1]) and _many_owned(head[-1]) else None
    if len(head) == 1 and end == len(small):
        return None
    if head[0] == "new":
        return f"your {' '.join(words)}"
    if is_person(head[-1]) or (len(head) == 1 and _many(head[-1])):
        return None  # "customer since 2018"; and "engraves in store" or "tiles from Valencia"
    many = any(word in little("numbers") or word[:1].isdigit() for word in small[end + 1 :])
    whole = end < len(small) and small[end] in ("of", "with") and many
    return f"{'your' if whole else 'the'} {' '.join(words)}"


def _no_thing(word: str) -> bool:
    if word.endswith("ing"):
        return word not in little("ing_things")
    return word.endswith(("ly", "'", "’")) or word in little("adjectives_behind")


def _says(word: str) -> bool:
    """Whether a word may be what happened to a thing, so that the note says something of it."""
    told = little("verbs") | little("happened") | little("told_of") | little("does")
    return word in told or (word.endswith("ed") and len(word) > 4)


def _many_owned(noun: str) -> bool:
    return noun not in ("staff", "days", "weeks", "months", "years", "hours", "emails", "percent", "no-shows")


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
