"""The questions that the coach may put into the player's mouth, each in a frame that fits what it asks about.

A phrase cut out of a dossier or a message may be a thing, a person, an event or half a sentence, and "Are you ready for
your foreman?" is what comes of not asking which. A phrase gets a frame only where its last word says what it is; any
other is not asked about, and a plainer question stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from vmdojo.coaching.bank import Bank, is_person, little
from vmdojo.coaching.scene import KNOWN, Scene, bears, knows, opens, outside, standing
from vmdojo.coaching.tellable import Line, own_topic
from vmdojo.grading.model import Finding
from vmdojo.message import Message
from vmdojo.message.model import Word
from vmdojo.scenarios.model import Fact, Scenario

Sort = Literal["ahead", "work", "place"]
"""Something that comes on a day; something that somebody looks after; a place that was opened."""
_MOST_TOPIC_WORDS = 4
_MOST_GOODS_WORDS = 3
_MASS = ("ware", "ing")
"""Endings of things that have no number: software, packaging."""
_LIKE = ("ive", "able", "ible", "ic", "ed", "ful", "ous", "est", "less", "ly", "class", "al")
"""Endings of words that say what a thing is like; a thing that ends so is given up with them."""
_BREATHS = ("um", "uh", "er", "erm")
_OPENED = re.compile(r"\b(?:open|opens|opened|opening|office|store|clinic|shop|depot|branch|warehouse)\b")
_AHEAD = re.compile(
    r"\b(?:opens?|starts?|begins?|comes?|arrives?|must|will|due|takes?|goes|fines?|drops?|wants?|moves?|shuts?|closes?)\b"
    r"|\b(?:from|by|until) (?:\d|January|February|March|April|May|June|July|August|September|October|November|December)"
)
_OF_THEIR_TRADE = frozenset(("value.feature_list", "value.price"))
"""Faults of sentences that at least say what is sold."""
_SAID = ("reason.", "value.", "relevance.fact")
_OVER = re.compile(r"\b(?:yesterday|last|ago|since|was|were)\b")


# -- what a phrase is ----------------------------------------------------------------------------------------------


def sort_of(phrase: str, fact: Fact | None = None) -> Sort | None:
    """What may be asked about a phrase such as "the winter show", or None where that cannot be told."""
    words = phrase.split()
    if len(words) == 1 and fact is not None and words[0][:1].isupper():
        said = f"{fact.text} {fact.means}"
        here = re.search(rf"\bin {re.escape(words[0])}\b", fact.text) is not None
        return "place" if here and _OPENED.search(said) else None
    if not 2 <= len(words) <= _MOST_TOPIC_WORDS or words[0].lower() not in ("your", "the"):
        return None
    if any(mark in phrase for mark in ".,;:!?\"'’") or not all(word.isprintable() for word in words):
        return None
    head = words[-1].lower()
    if any(is_person(word.lower()) for word in words[1:]):
        return None
    if head in little("ahead"):
        return "ahead" if fact is None or _AHEAD.search(fact.text) else None
    return "work" if head in little("looked_after") else None


def askable(scenario: Scenario) -> list[tuple[str, Sort]]:
    """Phrases of the dossier that a question may name, in the dossier's order of strength."""
    order = ("trigger", "market", "pain", "background", "role")
    found: list[tuple[str, Sort]] = []
    for fact in sorted(scenario.fact, key=lambda fact: order.index(fact.kind) if fact.kind in order else 9):
        if not fact.may_tell or fact.kind not in order:
            continue
        for cue in fact.cues:
            sort = sort_of(cue, fact)
            if sort is not None:
                found.append((cue if sort == "place" else cue[:1].lower() + cue[1:], sort))
                break
    return found


def owned(message: Message, spared: Sequence[tuple[int, int]]) -> str | None:
    """A thing of the buyer's that the message itself names and that somebody looks after ("your trailer moves")."""
    topic = own_topic(message, spared)
    if topic is None:
        return None
    said = [word.lower() for word in topic.split()[1:]]
    for word, follows in pairwise(said):
        if word.endswith("s") and word[-2:] not in ("ss", "'s") and follows not in little("looked_after"):
            return None  # "your boilers warm"
    if len(said) == 1 and said[0] not in little("looked_after") and not said[0].endswith("ing"):
        return None  # "your boots" may be what they sell
    both = said[:-1] if len(said) > 1 and said[-1] in little("deeds") else said  # "your trailer moves"
    if is_person(said[-1]) or any(word in _nothing() or word.removesuffix("s") in _nothing() for word in both):
        return None
    return topic


def _nothing() -> frozenset[str]:
    """Words that make a phrase no thing that anybody looks after: felt or said; or what happened to it."""
    told = little("happened") | little("did") | little("told_of") | little("verbs")
    return little("not_looked_after") | (told - {"work", "stop", "text", "order", "back"}) | little("adjectives_behind")


def goods(message: Message, spared: Sequence[tuple[int, int]]) -> str | None:
    """What the caller sells, in the caller's own words: "we do striping", "need any zips", "our catalogue software".

    Only a run of small words that ends in a thing: many things, or one that has no number. None where in doubt.
    """
    words = message.words
    for index in range(len(words) - 1):
        if not _leads(words, index):
            continue
        taken = _taken(words, index + 1)
        if taken is None or any(start < taken[-1].end and taken[0].start < end for start, end in spared):
            continue
        return " ".join(word.text for word in taken)
    return _alone(message) or _by_kind(words) or _by_name(words)


def _alone(message: Message) -> str | None:
    """A thing that is a sentence by itself: "Floors." """
    for sentence in message.sentences[:20]:
        if sentence.last - sentence.first == 1:
            word = message.words[sentence.first]
            small = word.folded
            named = word.text[1:].islower() and small.endswith("s") and small[-2:] not in ("ss", "us", "is", "'s")
            if named and small not in little("said_alone") | little("no_goods") | little("vague"):
                return None if is_person(small) else small
    return None


def _by_kind(words: Sequence[Word]) -> str | None:
    """What stands before a word for its kind: "packaging solutions", "your energy bill", "payroll services"."""
    for index, word in enumerate(words[1:120], 1):
        before = words[index - 1]
        if word.folded not in little("kinds") or before.loose or before.sentence != word.sentence:
            continue
        taken = [before]
        earlier = words[index - 2] if index > 1 else None
        if earlier is not None and not earlier.loose and earlier.sentence == word.sentence and _plain_noun(earlier):
            taken.insert(0, earlier)
        if _plain_noun(before):
            return " ".join(w.text for w in taken)
    return None


def _by_name(words: Sequence[Word]) -> str | None:
    """What a firm deals in by its name or by what it is called: "Wynn Tiles", "a wallpaper house"."""
    for index, word in enumerate(words[1:60], 1):
        before = words[index - 1]
        if before.loose or before.sentence != word.sentence or word.kind.value != "word":
            continue
        small = word.folded
        thing = (small.endswith("s") and not small.endswith(("ss", "us", "is"))) or small.endswith("ing")
        if word.text[:1].isupper() and before.text[:1].isupper() and index > 1 and (thing or small in little("mass")):
            barred = little("vague") | little("no_goods") | little("function")
            if "'" not in small and not {small} & barred and not is_person(small) and _after_from(words, index):
                return small
        if small in ("house", "people", "firm", "company", "outfit", "business", "maker", "supplier"):
            named = [w for w in words[max(0, index - 3) : index] if w.sentence == word.sentence]
            at = next((i for i, w in enumerate(named) if w.folded in ("a", "an", "the")), None)
            goods_ = named[at + 1 :] if at is not None else []
            if goods_ and all(_plain_noun(w) for w in goods_):
                return " ".join(w.text for w in goods_)
    return None


def _after_from(words: Sequence[Word], index: int) -> bool:
    """Whether a name stands behind "from", "at" or "with", or is what the caller started."""
    return any(
        w.folded in ("from", "at", "with", "of", "started", "run", "represent")
        for w in words[max(0, index - 4) : index - 1]
    )


def _plain_noun(word: Word) -> bool:
    small = word.folded
    barred = little("vague") | little("no_goods") | little("function") | little("verbs") | little("adjectives")
    puffed = little("verbish") | little("kinds") | little("numbers") | little("joins")
    if not (word.text.isascii() and word.text.islower() and word.text.isalpha()) or is_person(small):
        return False
    return small not in barred | puffed and not small.endswith(_LIKE)


def _leads(words: Sequence[Word], index: int) -> bool:
    """Whether a word stands in front of what is sold: "we sell", "we've", "our", "need any", "a session on"."""
    word = words[index]
    if word.loose:
        return False
    before = words[index - 1] if index else None
    near = before.folded if before is not None and before.sentence == word.sentence and not before.loose else ""
    if word.folded in ("our", "we've"):
        return True
    if word.folded == "any":
        return near in ("need", "want", "buy", "use", "order", "take", "stock")
    if word.folded in little("sells") or (word.folded == "got" and near == "we've"):
        return near in ("we", "i", "that", "also", "just", "and", "we've", "we'll")
    if word.folded == "are":
        return near == "there"
    if word.folded == "on":
        return near in ("session", "demo", "talk", "webinar", "presentation", "seminar", "brochure")
    return word.folded == "about" and near in ("calling", "ringing", "call", "it's", "is", "message")


def _taken(words: Sequence[Word], start: int) -> list[Word] | None:
    taken: list[Word] = []
    stops = little("function") | little("verbish") | little("verbs")
    for word in words[start : start + _MOST_GOODS_WORDS + 2]:
        small = word.folded
        if small in _BREATHS and not taken:
            continue
        if word.sentence != words[start].sentence or word.kind.value != "word" or not word.text.isascii():
            break
        if small in stops or "'" in small:
            break
        taken.append(word)
        if word.loose:
            break
    while len(taken) > 1 and (taken[0].folded.endswith(_LIKE) or taken[0].folded in little("adjectives")):
        taken.pop(0)
    if not 1 <= len(taken) <= _MOST_GOODS_WORDS:
        return None
    return taken if _is_goods(taken) else None


def _is_goods(taken: Sequence[Word]) -> bool:
    head = taken[-1].folded
    many = head.endswith("s") and not head.endswith(("ss", "us", "is"))
    if not many and not head.endswith(_MASS) and head not in little("mass"):
        return False
    barred = little("vague") | little("no_goods") | little("numbers")
    return not any(
        word.folded in barred or is_person(word.folded) or word.folded.endswith("ly") or word.text[:1].isupper()
        for word in taken
    )


# -- the questions -------------------------------------------------------------------------------------------------


def leans_on(scene: Scene, question: str, at: int) -> tuple[int, int]:
    """The span that "this" in a question stands for: the last sentence before ``at`` that says anything."""
    if " this" not in question:
        return (0, 0)
    said = [s for i, s in enumerate(scene.message.sentences) if s.end <= at and not opens(scene, i)]
    return (said[-1].start, said[-1].end) if said else (0, 0)


def questions(scene: Scene, most: int, at: int) -> list[tuple[str, frozenset[str]]]:
    """Small questions that fit at ``at``: about the message's own words first, then the dossier's.

    Where neither names a thing, "this" has to do, and only where the message says something that it can stand for.
    """
    found: list[tuple[str, frozenset[str]]] = []
    known = standing(scene) in KNOWN
    for kind, topic in _topics(scene):
        if known and kind != "about_ahead":
            continue  # they know who looks after it, and so should the caller
        line = picked(scene, kind)
        if line is not None:
            found.append((line.replace("{topic}", topic), frozenset((topic, line))))
    if _says_something(scene, at):
        plain = picked(
            scene, {"inbound": "about_asked"}.get(standing(scene), "about_known" if known else "about_nothing")
        )
        if plain is not None:
            found.append((plain, frozenset((plain,))))
    return found[:most]


def _topics(scene: Scene) -> Iterator[tuple[str, str]]:
    """Frames of the bank with what they may ask about."""
    faults = [f for f in scene.grade.findings[:200] if f.kind == "fault" and f.end > f.start]
    own = owned(scene.message, [(f.start, f.end) for f in faults if not _only_round_it(f)])
    if own is not None:
        yield "about_own", own
    if isinstance(scene.scenario, Scenario):
        for topic, sort in askable(scene.scenario)[:2]:
            yield f"about_{sort}", topic
        return
    sold = goods(scene.message, [(f.start, f.end) for f in scene.grade.findings[:200] if _spoils(f)])
    if sold is not None:
        yield "about_goods", sold


def _only_round_it(fault: Finding) -> bool:
    """Whether a fault lies in a whole sentence, and not in the thing that it happens to name."""
    wide = len(fault.quote.split()) > 5
    return wide and fault.rule.startswith(("tone.", "structure.", "sense.", "next_step.", "reason.", "value."))


def _spoils(fault: Finding) -> bool:
    """Whether a fault's own words make no name for what is sold: puffed up, pasted in, or no English."""
    return (
        fault.kind == "fault"
        and fault.end > fault.start
        and fault.rule in ("tone.pitch_words", "tone.jargon", "tone.flattery", "tone.insult", "template.leftover")
    )


def _of_trade(scene: Scene, start: int, end: int) -> bool:
    return any(f.rule in _OF_THEIR_TRADE and start <= f.start < end for f in scene.grade.findings)


def _says_something(scene: Scene, at: int) -> bool:
    """Whether "this" would stand for something: a sentence before ``at``, in a message that says why it was left."""
    rules = {f.rule for f in scene.grade.findings}
    if rules & {"sense.no_english", "sense.shuffled"}:
        return False
    if "reason.none" in rules:
        return bool(rules & _OF_THEIR_TRADE) and any(
            s.end <= at and not opens(scene, i) and _of_trade(scene, s.start, s.end)
            for i, s in enumerate(scene.message.sentences[:40])
        )
    sent = {line.id for line in scene.lines if line.kind == "referral"}
    said = [
        f.rule
        for f in scene.grade.findings
        if f.kind == "virtue" and f.rule.startswith(_SAID) and (not f.fact or f.fact not in sent)
    ]
    if set(said) <= {"reason.referral"}:
        return False  # nothing said, or who sent the caller and not yet why
    return any(s.start < at and not opens(scene, i) for i, s in enumerate(scene.message.sentences[:40]))


def after(scene: Scene, line: Line) -> str:
    """A question to follow a fact: about the fact to a stranger, for ten minutes to those who asked or know.

    Empty where "that" would stand for nothing: behind the name of who sent the caller.
    """
    if line.kind == "referral":
        return ""
    if not scene.known:
        own = standing(scene) == "inbound" or line.text.startswith("I'm calling because you")
        return picked(scene, "after_request" if own else "after_note") or ""
    if bears(scene) >= 5 and knows(scene):
        return picked(scene, "small_meeting") or picked(scene, "after_fact") or ""
    fact = _fact(scene, line.id)
    if fact is not None and fact.kind == "trigger" and scene.scenario is not None and _asked_for(scene, line):
        return picked(scene, "after_request") or ""
    news = fact is not None and fact.kind in ("trigger", "market")
    ahead = news and _AHEAD.search(line.text) is not None and _OVER.search(line.text) is None
    return picked(scene, "after_ahead" if ahead else "after_fact") or ""


def with_number(scene: Scene, text: str, number: str) -> str:
    """``text`` and the number that would go with the words it stands for; behind a question the small answer, too."""
    if not text.endswith("?") or "@" in number or outside(scene, None, "next_step.easy_reply"):
        return f"{text} {number}".strip()
    asks = re.split(r"(?<=[.?!]) ", text)[-1]
    first = asks.partition(" ")[0].lower()
    if first not in little("yes_or_no") | {"who"}:
        return f"{text} {number}"
    kind = "easy_number_name" if first == "who" else "easy_number_either" if " or " in asks else "easy_number"
    said = picked(scene, kind)
    return f"{text} {said.replace('{number}', number.rstrip('.'))}" if said is not None else f"{text} {number}"


def _asked_for(scene: Scene, line: Line) -> bool:
    start = scene.bank.say["asked"][0].partition("{")[0]
    return line.text.startswith(start) and isinstance(scene.scenario, Scenario)


def _fact(scene: Scene, name: str) -> Fact | None:
    facts = scene.scenario.fact if isinstance(scene.scenario, Scenario) else ()
    return next((fact for fact in facts if fact.id == name), None)


def picked(scene: Scene, kind: str) -> str | None:
    """A line of the bank that says nothing that was just called a fault; None where each one does."""
    return first_clean(scene.bank, kind, scene.seed, faulted(scene.grade.findings))


def first_clean(bank: Bank, kind: str, seed: int, called: Sequence[str]) -> str | None:
    """The line that ``seed`` picks, or the next one without any of the words ``called`` a fault."""
    lines = bank.say[kind]
    turned = [lines[(seed + step) % len(lines)] for step in range(len(lines))]
    return next((line for line in turned if not any(_shares(line, words) for words in called)), None)


def faulted(findings: Sequence[Finding]) -> list[str]:
    """Words that were called pressure, or too much to ask: no line of the coach's may say them again."""
    return [
        f.quote.lower()
        for f in findings[:200]
        if f.kind == "fault" and f.quote and f.rule.startswith(("ask.", "close.", "next_step.cancelled"))
    ]


def _shares(line: str, words: str) -> bool:
    """Whether two words in a row of ``words`` stand in the line, or a day does."""
    said = re.findall(r"[a-z']+", line.lower())
    other = re.findall(r"[a-z']+", words)
    pairs = set(pairwise(other)) - _COMMON
    days = {word for word in other if word.endswith("day")} & set(said)
    return bool(days or pairs & set(pairwise(said)))


_COMMON = {("on", "your"), ("your", "side"), ("is", "that"), ("do", "you"), ("are", "you"), ("have", "you")}
