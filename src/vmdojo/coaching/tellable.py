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
_DOES = little("meets")
_ARTICLES = (
    "the",
    "a",
    "an",
    "since",
    "from",
    "on",
    "in",
    "at",
    "by",
    "after",
    "before",
    "until",
    "for",
    "last",
    "next",
)
_META = {"named", "cleared", "permission", "quoted"}
_NO_GIFT = little("no_gift")
_PAPERS = little("papers")
_GOODS = little("goods")
_TELLING = {"trigger": 0, "market": 1, "referral": 2, "pain": 3, "background": 4}
_NEWS = ("trigger", "market")
_PRESENT = {verb: verb[:-1] for verb in little("does")} | {"is": "are", "was": "were", "has": "have", "goes": "go"}
_PAST = little("did")
_SAYS = little("verbs") | little("did") | little("does") | little("happened") | little("verbish")
_NOT_OWNED = little("not_owned")
_MOST_PROOF_WORDS = 34
"""Words of a peer's story that can still be told in one go."""
_CONTRACTED = ("n't", "'re", "'ve", "'ll", "'d", "'m")
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
    turned = _yours(turned, scenario)
    if {"they", "them"} & {word.lower() for word in _WORD.findall(turned)[:4]}:
        return None  # who "they" are is said elsewhere in the dossier
    parts: list[str] = []
    at = 0
    for match in re.finditer(r"\b(?:[Hh]er|[Hh]is)\b( [^\W\d_]+)?", turned):
        follows = (match.group(1) or "").strip()
        if not follows or follows.lower() in _FUNCTION | _NOT_OWNED or follows.lower().endswith("ly"):
            return None
        parts.append(turned[at : match.start()])
        parts.append(("Your " if match.group(0)[0].isupper() else "your ") + follows)
        at = match.end()
    turned = "".join(parts) + turned[at:]
    if re.search(r"\b(?:hers|theirs)\b|\byour (?:has|have|had|is|was|were|does|did|will|can)\b", turned):
        return None
    return turned[:1].upper() + turned[1:]


def _yours(sentence: str, scenario: Scenario) -> str:
    """ "Northpole opens its second store" as one says it to Northpole: "you open your second store"."""
    firm = scenario.buyer.company
    words = firm.split()
    names = [" ".join(words[:last]) for last in range(len(words), 0, -1)]
    named = "|".join(re.escape(name) for name in names if name.lower() not in _LOWER)
    if not named:
        return sentence
    match = re.match(
        rf"((?:[A-Z]\w+ (?:[\w’']+ ){{0,5}}?)?)(?:{named}) ((?:also |now |still |already )?)([a-z]+)\b", sentence
    )
    verb = _to_you(match.group(3)) if match is not None else None
    if match is None or verb is None or (match.group(1) and match.group(1).split()[0].lower() not in _TIMED):
        return sentence
    if re.search(r"\b(?:and|but|or) (?:was|is|has|does|[a-z]{3,}s) ", sentence[match.end() :]):
        return sentence  # a second verb would have to be turned too
    clause, other, rest = re.match(
        r"(.*?)(\b(?:that|which|who|where|whose|when)\b|$)(.*)", sentence[match.end() :]
    ).groups()  # type: ignore[union-attr]  # matches anything
    rest = re.sub(r"\bits\b", "your", clause) + other + rest
    return f"{match.group(1)}{'you' if match.group(1) else 'You'} {match.group(2)}{verb}{rest}"


def _to_you(verb: str) -> str | None:
    """A verb of the third person behind "you"; None where it may be none."""
    if verb in _PAST or (verb.endswith("ed") and len(verb) > 4):
        return verb
    return _PRESENT.get(verb)


def first_sentence(text: str) -> str:
    """The first sentence of a text, its mark included."""
    message = parse(text)
    if not message.sentences:
        return ""
    first = message.sentences[0]
    return " ".join(text[first.start : first.end].split())


def lowered(sentence: str, scenario: Scenario) -> str | None:
    """A sentence to stand behind a lead: its first letter small, unless it is a name's; None where that is open."""
    first, space, rest = sentence.partition(" ")
    bare = re.split(r"[-’']", first)[0].lower()
    if (first.isupper() and len(first) > 1) or first[:1].isdigit():
        return sentence
    if (bare in _LOWER or bare in _TIMED) and (bare in _ARTICLES or not rest[:1].isupper()):
        return f"{first[:1].lower()}{first[1:]}{space}{rest}"
    written = _writing(scenario)
    if re.search(rf"(?<=[a-z,] ){re.escape(first)}\b", written) is not None:
        return sentence
    if re.search(rf"\b{re.escape(first.lower())}\b", written) is not None:
        return f"{first[:1].lower()}{first[1:]}{space}{rest}"
    return None


def _writing(scenario: Scenario) -> str:
    """The dossier's own prose, one sentence behind another."""
    parts = [*(text for fact in scenario.fact for text in (fact.text, fact.means, fact.why_not) if text)]
    return " ".join((*parts, *(offer.text for offer in scenario.offer), f"of {scenario.buyer.company}"))


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
    if sentence is None or not sentence.endswith(".") or _is_list(sentence) or _leans(sentence):
        return None
    opens = sentence.partition(" ")[0].lower()
    known = scenario.brief.relationship in ("met", "customer")
    if ":" in sentence or ";" in sentence or (known and fact.kind not in _NEWS):
        line = sentence if not known else bank.say["lead_known"][0].replace("{fact}", sentence)
    else:
        small = lowered(sentence, scenario)
        after_colon = (opens in _TIMED and not _counted(sentence)) or small is None
        lead = bank.pick(
            f"lead_{'news' if fact.kind in _NEWS else 'trouble'}_{'timed' if after_colon else 'plain'}", seed
        )
        line = lead.replace("{fact}", small or sentence)
    if fact.means:
        means = address(first_sentence(fact.means), scenario)
        if means is not None:
            line = f"{line} {means}"
    return line


def _leans(sentence: str) -> bool:
    """Whether a sentence says where it was read, or speaks of something said before it: it cannot open a message."""
    words = [word.lower() for word in _WORD.findall(sentence)]
    read = {"show", "shows"} & set(words[:6])
    return words[0] in ("it", "that", "such") or bool(read or {"those", "these"} & set(words))


def _is_list(sentence: str) -> bool:
    """Whether a sentence names things and says nothing of them, as far as common verbs and endings tell."""
    words = [word.lower() for word in _WORD.findall(sentence)]
    said = any(word in _SAYS or (word.endswith("ed") and len(word) > 4) for word in words)
    return not said and (":" in sentence or sentence.count(",") >= 2)


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
    """A peer's story with its result as it may be told, or None."""
    if not fact.may_tell or fact.kind != "proof":
        return None
    told_: list[str] = []
    message = parse(fact.text)
    for sentence in message.sentences[:2]:
        text = " ".join(fact.text[sentence.start : sentence.end].split())
        if text.startswith("You ") or {word.lower() for word in _WORD.findall(text)} & _META:
            continue  # a word to the player on what may be told
        turned = address(text, scenario)
        if turned is None or not turned.endswith("."):
            break
        if sum(len(_WORD.findall(line)) for line in (*told_, turned)) <= _MOST_PROOF_WORDS:
            told_.append(turned)
    return " ".join(told_) or None


def offered(offer: Offer, scenario: Scenario, bank: Bank) -> str | None:
    """An offer in the player's mouth, or None where it is a deed that the coach cannot put into words."""
    text = first_sentence(offer.text).rstrip(".")
    opens, _, rest = text.partition(" ")
    if (opens.lower() not in _THING and not opens[:1].isdigit()) or any(mark in text for mark in '"?') or not rest:
        return None
    thing = f"{opens.lower()} {rest}"
    thing = re.sub(r"\b(?:hers|his|theirs)\b(?= to )", "yours", thing)
    words = {word.lower() for word in _WORD.findall(thing)}
    if (
        words & _NO_GIFT
        or "minutes of" in thing
        or any(part in thing for part in scenario.buyer.name.split() if len(part) > 2)
    ):
        return None
    head = {word.lower() for word in _WORD.findall(re.split(r"[,:;]| that | which | with | for ", thing)[0])}
    by = re.search(r"\bby (text|post|mail|courier)\b", thing)
    if by is not None and by.group(1) == "text":
        kind = "offer_send"
    elif by is not None or not words & _PAPERS or head & _GOODS:
        if not (by is not None or words & _GOODS):
            return None
        kind = "offer_ask"
    else:
        thing = re.sub(r",? by e-?mail\b,?", "", thing)
        kind = "offer_mail"
    return bank.say[kind][0].replace("{thing}", thing)


def second(line: str, bank: Bank) -> str:
    """A told fact without the lead that calls it the reason for the call: another one stands in the message."""
    for manner in ("plain", "timed"):
        reason, aside = (lead.removesuffix("{fact}") for lead in bank.say[f"lead_second_{manner}"])
        if line.startswith(reason):
            return aside + line.removeprefix(reason)
    return line


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
        given = offered(offer, scenario, bank)
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
            if nxt.folded.endswith(_CONTRACTED):
                return None  # "your level don't understand"
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


def _half_said(inner: Sequence[str]) -> bool:
    """Whether a phrase goes on to say something: "the cooler tripped", "the inspectors accept"."""
    if any(word.endswith(("'s", "’s")) for word in inner[:-1]):
        return False
    return inner[-1].endswith("ed") or any(word.endswith("s") and word[-2:] != "ss" for word in inner[:-1])


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
                if any(word.endswith(("'re", "'ve", "'ll", "’re", "’ve", "’ll")) for word in inner):
                    continue
                if _half_said(inner):
                    continue
                if len(inner) >= 2 and opens == "your" and inner[-1] in _DOES:
                    continue  # "your board meets"
                if len(inner) >= 2 and opens == "the" and inner[-1].endswith("s") and not inner[-1].endswith("ss"):
                    continue  # "the spreadsheet locks" is no thing
                found.append((cue[:1].lower() + cue[1:], fact.kind in _NEWS))
                break
            if len(words) == 1 and words[0][:1].isupper() and fact.kind == "trigger":
                found.append((cue, True))
                break
    return found
