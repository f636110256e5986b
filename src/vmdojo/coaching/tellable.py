"""Lines for the player's mouth made from the dossier: only facts that may be told, only offers that are there.

A fact is a sentence in the third person, written for the player. It becomes a line to the buyer only where simple
rules can turn it round safely ("her docks" -> "your docks"); where they cannot, there is no line, and the coach asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from vmdojo.coaching.bank import Bank, little
from vmdojo.message import Message, parse
from vmdojo.message.late import late
from vmdojo.scenarios.model import Fact, Offer, Scenario

MOST_WORDS = 30
"""Words of a fact that can still be said in one breath."""
_REPORTS = little("reports")
_FUNCTION = little("function")
_TIMED = little("timed")
_LOWER = little("lower")
_THING = little("thing")
_VAGUE = little("vague")
_VERBISH = little("verbish")
_TELLING = {"trigger": 0, "market": 1, "referral": 2, "pain": 3, "background": 4}
_NEWS = ("trigger", "market")
_NAME = late(r"^((?:(?:Dr|Mr|Mrs|Ms)\. )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2})\b")
_WORD = late(r"[^\W_]+(?:['’-][^\W_]+)*")


class Line(NamedTuple):
    """Words that could stand in the message, from one fact or offer."""

    text: str
    kind: str
    """``fact``, ``proof``, ``offer`` or ``referral``."""
    id: str


def address(sentence: str, scenario: Scenario) -> str | None:
    """A sentence about the buyer as one would say it to them, or None where that is not safe."""
    if any(mark in sentence for mark in '"“”()[]{}<>'):
        return None
    words = _WORD.findall(sentence)
    if not 3 <= len(words) <= MOST_WORDS or any(word.lower() in _REPORTS for word in words):
        return None
    name = [re.escape(part) for part in scenario.buyer.name.split() if part[:1].isupper() and not part.endswith(".")]
    whole = rf"(?:(?:Dr|Mr|Mrs|Ms)\. )?(?:{'|'.join(name)})(?: (?:{'|'.join(name)}))?" if name else r"(?!)"
    turned = re.sub(rf"\b{whole}['’]s\b", "your", sentence)
    turned = re.sub(rf"\b(to|for|with|from|by|at|against|under) {whole}\b", r"\1 you", turned)
    if re.search(rf"\b{whole}\b", turned):
        return None
    parts: list[str] = []
    at = 0
    for match in re.finditer(r"\b(?:[Hh]er|[Hh]is)\b( [^\W\d_]+)?", turned):
        follows = (match.group(1) or "").strip()
        if not follows or follows.lower() in _FUNCTION:
            return None
        parts.append(turned[at : match.start()])
        parts.append(("Your " if match.group(0)[0].isupper() else "your ") + follows)
        at = match.end()
    turned = "".join(parts) + turned[at:]
    if re.search(r"\b(?:hers|theirs)\b", turned):
        return None
    return turned[:1].upper() + turned[1:]


def first_sentence(text: str) -> str:
    """The first sentence of a text, its mark included."""
    message = parse(text)
    if not message.sentences:
        return ""
    first = message.sentences[0]
    return " ".join(text[first.start : first.end].split())


def lowered(sentence: str) -> str:
    """A sentence to stand behind a lead: its first letter small, unless it is a name's."""
    first, space, rest = sentence.partition(" ")
    return f"{first.lower()}{space}{rest}" if first.lower() in _LOWER else sentence


def told(fact: Fact, scenario: Scenario, bank: Bank, seed: int) -> str | None:
    """A fact told to the buyer with what it leads to, or None where it cannot be told well."""
    if not fact.may_tell or fact.kind not in _TELLING:
        return None
    if fact.kind == "referral":
        return _referred(fact, bank)
    if fact.kind == "trigger" and scenario.brief.relationship == "inbound":
        own = next((cue for cue in fact.cues if cue.startswith("your ")), None)
        if own is not None:
            return bank.say["asked"][0].replace("{topic}", own)
    if fact.kind == "background" and scenario.buyer.company.split()[0] not in fact.text:
        return None  # it may be about the seller's own work
    sentence = address(first_sentence(fact.text), scenario)
    if sentence is None or not sentence.endswith("."):
        return None
    opens = sentence.partition(" ")[0].lower()
    if ":" in sentence or ";" in sentence:
        line = sentence
    else:
        manner = "timed" if opens in _TIMED and not _counted(sentence) else "plain"
        lead = bank.pick(f"lead_{'news' if fact.kind in _NEWS else 'trouble'}_{manner}", seed)
        line = lead.replace("{fact}", lowered(sentence))
    if fact.means:
        means = address(first_sentence(fact.means), scenario)
        if means is not None:
            line = f"{line} {means}"
    return line


def _counted(sentence: str) -> bool:
    """Whether a sentence that opens with a number counts things ("Two grocers ..."), not time ("Two weeks ago ...")."""
    words = [word.lower() for word in _WORD.findall(sentence)[:4]]
    numbers = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return words[0] in numbers and not any(
        word.rstrip("s") in ("day", "week", "month", "year", "hour", "minute") for word in words[1:2]
    )


def _referred(fact: Fact, bank: Bank) -> str | None:
    name = _NAME.match(fact.text)
    asked = {word.lower() for word in _WORD.findall(fact.text)}
    if name is None or not asked & {"ring", "call", "phone", "speak", "talk", "try"}:
        return None
    return bank.say["referred"][0].replace("{name}", name.group(1))


def proof(fact: Fact, scenario: Scenario) -> str | None:
    """A peer's result as it may be told, or None."""
    if not fact.may_tell or fact.kind != "proof":
        return None
    sentence = address(first_sentence(fact.text), scenario)
    return sentence if sentence is not None and sentence.endswith(".") else None


def offered(offer: Offer, bank: Bank) -> str | None:
    """An offer in the player's mouth, or None where it is a deed that the coach cannot put into words."""
    text = first_sentence(offer.text).rstrip(".")
    opens, _, rest = text.partition(" ")
    if (opens.lower() not in _THING and not opens[:1].isdigit()) or '"' in text or not rest:
        return None
    thing = f"{opens.lower()} {rest}"
    thing = re.sub(r"\b(?:hers|his|theirs)\b(?= to )", "yours", thing)
    if re.search(r"\b(?:his|hers?|he|she|him|they|their|theirs|you|your|call|visit|look|minutes of)\b", thing):
        return None
    kind = "offer_mail"
    if re.search(r"\bby (?:text|phone)\b", thing):
        kind = "offer_send"
    elif re.search(r"\bby (?:post|mail|courier)\b|\b(?:sample|dispenser|box|kit|bottle|pair|set)\b", thing):
        kind = "offer_ask"
    return bank.say[kind][0].replace("{thing}", thing)


def lines_of(scenario: Scenario, bank: Bank, seed: int) -> list[Line]:
    """All that the dossier lets the coach say, best first within each kind."""
    found: list[Line] = []
    facts = sorted(scenario.fact, key=lambda fact: _TELLING.get(fact.kind, 9))
    for fact in facts:
        line = told(fact, scenario, bank, seed)
        if line is not None:
            found.append(Line(line, "referral" if fact.kind == "referral" else "fact", fact.id))
        shown = proof(fact, scenario)
        if shown is not None:
            found.append(Line(shown, "proof", fact.id))
    for offer in scenario.offer:
        given = offered(offer, bank)
        if given is not None:
            found.append(Line(given, "offer", offer.id))
    return found


def own_topic(message: Message, spared: Sequence[tuple[int, int]]) -> str | None:
    """A thing of the buyer's that the message itself names ("your trailer moves"), outside the ``spared`` spans."""
    words = message.words
    for index, word in enumerate(words):
        if word.folded != "your" or word.loose:
            continue
        taken: list[str] = []
        last = word.end
        for nxt in words[index + 1 : index + 5]:
            if nxt.sentence != word.sentence or nxt.folded in _FUNCTION or nxt.folded in _VERBISH:
                break
            if nxt.kind.value not in ("word", "acronym", "number") or not nxt.text.isascii():
                break
            taken.append(nxt.text)
            last = nxt.end
            if nxt.loose:
                break
        if not 1 <= len(taken) <= 3 or any(
            part.lower() in _VAGUE or part.endswith(("ly", "ed", "'s")) for part in taken
        ):
            continue
        if len(taken) == 1 and (not taken[0].endswith(("s", "ing")) or taken[0].endswith("ss")):
            continue  # "your docks" is work of theirs; "your rise" may be anything
        if any(start < last and word.start < end for start, end in spared):
            continue
        return " ".join(["your", *taken])
    return None


def topics(scenario: Scenario) -> list[tuple[str, bool]]:
    """Things of the dossier that a question may name, and whether each is news; best first."""
    found: list[tuple[str, bool]] = []
    for fact in sorted(scenario.fact, key=lambda fact: _TELLING.get(fact.kind, 5)):
        if not fact.may_tell or fact.kind not in ("trigger", "market", "pain", "role", "background"):
            continue
        for cue in fact.cues:
            words = cue.split()
            opens = words[0].lower()
            if opens in ("your", "the") and 2 <= len(words) <= 4:
                inner = [word.lower() for word in words[1:]]
                if any(word in _FUNCTION or word in _VERBISH or word in _VAGUE for word in inner):
                    continue
                if len(inner) >= 2 and opens == "the" and inner[-1].endswith("s") and not inner[-1].endswith("ss"):
                    continue  # "the spreadsheet locks" is no thing
                found.append((cue[:1].lower() + cue[1:], fact.kind in _NEWS))
                break
            if len(words) == 1 and words[0][:1].isupper() and fact.kind == "trigger":
                found.append((cue, True))
                break
    return found
