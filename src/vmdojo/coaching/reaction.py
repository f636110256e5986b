"""The buyer listens: attention along the message, the moment of deletion or what follows, derived from the findings.

Nothing here is random. A fault costs attention when its words have sounded, a virtue earns some back, time itself
wears it down, faster while nothing has been said that is the buyer's. A message that totals 60 or more is never
deleted, and one that is deleted never totals 60.

The bands are chances that the buyer answers in any way, low to high. Published figures for cold messages run from 0
to 22 %, most of them 1 to 5 % for a call back; beside an email, replies went from 2.73 % to 5.87 % in the largest set
(300 million calls, observational, a vendor's). No one has measured them by the quality of a message: how the range is
spread over the outcomes, and what acquaintance adds, is this game's estimate, and a single figure is never shown.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from typing import NamedTuple

from vmdojo.coaching.hangup import react_to_hang_up
from vmdojo.coaching.lines import said
from vmdojo.coaching.model import Outcome, Reaction
from vmdojo.coaching.wording import clock
from vmdojo.grading.hangup import is_hang_up
from vmdojo.grading.model import Cap, Finding, Grade
from vmdojo.message.model import Message, WordKind
from vmdojo.scenarios.model import About, Scenario

KEPT_FROM = 60.0
"""Total from which a message is never deleted; the same number as in the rubric's agreement of total and reaction."""
SURELY_DELETED_BELOW = 45.0
STEP = 0.5
"""Seconds of one value of attention: a column of the tape."""
DELETES_AT = 0.25
"""Attention at which the thumb goes down."""
STARTS_AT = 0.85
LISTENS = {"any": 9.0, "brisk": 8.0, "swamped": 7.0, "wary": 9.0, "formal": 11.0, "warm": 12.0}
"""Seconds that a temperament gives a message in which nothing is theirs. A choice of the game; experts' windows for
saying the reason run from 5 to 10 seconds."""
_WEIGHT = 1.0 / 26.0
"""Attention for a point of the total."""
_CAP_WEIGHT = 0.5
"""Attention that a cap at zero costs."""

BANDS: dict[str, tuple[float, float]] = {
    "deleted": (0.0, 0.01),
    "wish_broken": (0.0, 0.01),
    "heard_out": (0.0, 0.02),
    "remembered": (0.01, 0.03),
    "email_opened": (0.03, 0.07),
    "next_call_taken": (0.02, 0.06),
    "called_back": (0.05, 0.1),
    "spared": (0.0, 0.0),
}
WARMTH = {"cold": 1.0, "referred": 2.0, "inbound": 5.0, "met": 3.0, "customer": 5.0}
"""Factor on the band for those who know the caller. An estimate of this game: no published figures were found."""
ABSENT = (
    "sense.no_english",
    "sense.shuffled",
    "sense.repetition",
    "reason.none",
    "relevance.nothing_used",
    "relevance.only_named",
    "repeat.same_message",
    "value.none",
    "identity.no_name",
    "next_step.none",
    "brevity.long",
    "ask.nothing_to_fear",
    "brevity.short",
    "brevity.empty",
)
"""What loses a buyer by not being there, in the order in which they would name it."""
PREVIEW_LETTERS = 132
"""Two lines of a phone's transcript preview."""
_KEPT = ("remembered", "email_opened", "next_call_taken", "called_back")
_PRYING = ("relevance.told_secret", "relevance.decoy", "relevance.wrong_name", "deception.", "tone.intrusive")
_SOUR = (
    *_PRYING,
    *("tone.guilt", "tone.apologetic", "tone.shouting", "tone.flattery", "tone.threat", "tone.insult", "tone.begging"),
    *("ask.pressure", "ask.vague_important", "ask.assumptive"),
)
"""Faults of manner: whoever keeps the message all the same does not praise it."""
_SALES = ("value.", "ask.", "tone.pitch_words", "tone.scripted", "reason.introduction", "reason.empty_touch")


class _Event(NamedTuple):
    """Something heard: the word with which it has sounded, what it does to attention, and the rule behind it."""

    word: int
    by: float
    rule: str
    first: int
    """The word with which it begins."""


class _Cut(NamedTuple):
    word: int
    rule: str
    """The fault that lost them."""


def react(message: Message, scenario: Scenario | About | None, grade: Grade) -> Reaction:
    """How this buyer listens to a graded message, or to a hang-up's grade with an empty message. Pure."""
    temperament: str = scenario.buyer.temperament if isinstance(scenario, Scenario) else "any"
    relationship = "cold"
    if isinstance(scenario, Scenario):
        relationship = scenario.brief.relationship
    elif isinstance(scenario, About):
        relationship = scenario.relationship
    if is_hang_up(grade):
        return react_to_hang_up(grade, temperament)
    if not message.words:
        line = said("silence", temperament)
        return Reaction("deleted", BANDS["spared"], None, None, (), "Silence, then a click. Deleted.", line, "")
    events = _events(message, grade)
    outcome = _outcome(grade, relationship)
    cut: _Cut | None = None
    if outcome == "wish_broken":
        cut = _Cut(_clear_by(message, scenario, grade), "wish.broken")
    elif outcome == "deleted":
        cut = _lost(message, grade, events, temperament)
    if cut is not None:
        cut = cut._replace(word=_before_number(message, cut.word))
    manner: str = outcome
    fault = ""
    if outcome in ("deleted", "heard_out"):
        fault = cut.rule if cut is not None else _worst(grade)
    elif outcome in _KEPT:
        manner, fault = _kept_manner(outcome, grade)
    low, high = BANDS[outcome]
    warmth = WARMTH[relationship]
    return Reaction(
        outcome=outcome,
        band=(min(0.9, round(low * warmth, 2)), min(0.95, round(high * warmth, 2))),
        deleted_at=message.words[cut.word].ends if cut is not None else None,
        deleted_word=cut.word if cut is not None else None,
        attention=_attention(message, grade, events, temperament, cut),
        did=_did(outcome, message, cut),
        line=said(manner, temperament, fault, sum(map(ord, message.text[:400]))),
        preview=_preview(message),
    )


def _outcome(grade: Grade, relationship: str) -> Outcome:
    total = grade.total
    if total < KEPT_FROM and any(cap.rule == "wish.broken" for cap in grade.caps):
        return "wish_broken"
    if total < SURELY_DELETED_BELOW:
        return "deleted"
    if total < KEPT_FROM:
        return "heard_out"
    rules = {finding.rule for finding in grade.findings if finding.kind == "virtue"}
    if total >= 85.0 and relationship != "cold":
        return "called_back"
    if total >= 72.0 and "next_step.email_route" in rules:
        return "email_opened"
    if total >= 78.0:
        return "next_call_taken"
    return "remembered"


# -- listening -----------------------------------------------------------------------------------------------------


def _events(message: Message, grade: Grade) -> list[_Event]:
    """What has words, in the order in which it has sounded."""
    starts = [word.start for word in message.words]

    def event(place: Finding | Cap, by: float) -> _Event:
        last = max(0, bisect_right(starts, max(place.start, place.end - 1)) - 1)
        return _Event(last, by, place.rule, min(last, max(0, bisect_right(starts, place.start) - 1)))

    events = [event(f, f.points * _WEIGHT) for f in grade.findings if f.end > f.start and f.points]
    events.extend(event(cap, -_CAP_WEIGHT * (1.0 - cap.at / 100.0)) for cap in grade.caps if cap.end > cap.start)
    return sorted(events, key=lambda event: (event.word, event.by, event.rule))


def _wear(message: Message, events: list[_Event], temperament: str) -> list[float]:
    """Attention lost to time alone, by column: fast until something of the buyer's is heard, slow after."""
    theirs = [e.word for e in events if e.by > 0.0 and e.rule.startswith(("relevance.", "value.", "reason."))]
    heard = message.words[theirs[0]].begins if theirs else message.seconds
    patience = LISTENS[temperament]
    worn: list[float] = []
    lost = 0.0
    for column in range(_columns(message)):
        second = column * STEP
        idle = (STARTS_AT - DELETES_AT) / patience if second < heard else 0.012
        if second > 30.0:
            idle = max(idle, 0.03)
        lost += idle * STEP * (0.45 if second < 2.5 else 1.0)
        worn.append(lost)
    return worn


def _columns(message: Message) -> int:
    return max(1, int(message.seconds / STEP + 0.999))


def _attention(
    message: Message, grade: Grade, events: list[_Event], temperament: str, cut: _Cut | None
) -> tuple[float, ...]:
    """Attention by column. Where delete is pressed it stands lowest, and nothing is heard behind it."""
    columns = _columns(message)
    change = [0.0] * columns
    for event in events:
        change[min(columns - 1, int(message.words[event.word].ends / STEP))] += event.by
    worn = _wear(message, events, temperament)
    level, before = STARTS_AT, 0.0
    raw: list[float] = []
    for column in range(columns):
        level = min(1.0, max(0.0, level + change[column] - (worn[column] - before)))
        before = worn[column]
        raw.append(level)
    if cut is None:  # whoever hears it out never reached for the key
        floor = DELETES_AT + 0.05 + max(0.0, grade.total - 45.0) / 110.0
        return tuple(round(max(floor, value), 3) for value in raw)
    last = min(columns - 1, int(message.words[cut.word].ends / STEP))
    heard: list[float] = []
    for column in range(last):
        near = (last - column) * STEP  # the last second slides down, it does not drop off a table
        heard.append(max(raw[column], DELETES_AT + 0.05 + 0.12 * min(near, 1.5)))
    return tuple(round(value, 3) for value in (*heard, DELETES_AT, *([0.0] * (columns - last - 1))))


def _lost(message: Message, grade: Grade, events: list[_Event], temperament: str) -> _Cut:
    """Where this buyer presses delete, and what lost them: words that were too much, or patience run out."""
    absent = _absent(grade)
    worn = _wear(message, events, temperament)
    level, at, before = STARTS_AT, 0, 0.0
    for column in range(_columns(message)):
        until = (column + 1) * STEP
        level -= worn[column] - before
        before = worn[column]
        if level <= DELETES_AT:
            coming = [
                e
                for e in events[at:]
                if e.by <= -0.1
                and message.words[e.first].begins <= until + 1.0
                and message.words[e.word].ends <= until + 4.0
            ]
            if coming:  # the thumb is out; these words bring it down
                last = min(coming, key=lambda e: (e.by, e.word))
                return _Cut(last.word, last.rule)
            worst = min(events[:at], key=lambda e: e.by, default=None)
            blamed = worst.rule if worst is not None and worst.by < -0.1 and not absent else absent or _worst(grade)
            return _Cut(_breath(message, until), blamed)
        while at < len(events) and message.words[events[at].word].ends <= until:
            event = events[at]
            at += 1
            level = min(1.0, level + event.by)
            if event.by < 0.0 and level <= DELETES_AT:
                return _Cut(event.word, event.rule)
    worst = min(events, key=lambda e: (e.by, e.word), default=None)
    if worst is not None and worst.by <= -0.1:
        return _Cut(worst.word, worst.rule)
    return _Cut(len(message.words) - 1, absent or _worst(grade))


def _breath(message: Message, seconds: float) -> int:
    """The last word of the clause that ends nearest, since thumbs move in pauses; else the word that is sounding."""
    ends = [
        (abs(word.ends - seconds), index)
        for index, word in enumerate(message.words)
        if word.ends >= 1.0 and (word.loose or index == message.sentences[word.sentence].last - 1)
    ]
    far, index = min(ends, default=(99.0, 0))
    if far <= 3.0:
        return index
    return min(len(message.words) - 1, bisect_right([word.ends for word in message.words], seconds))


def _clear_by(message: Message, scenario: Scenario | About | None, grade: Grade) -> int:
    """The word with which it is clear that this is the call the mailbox asked not to get."""
    places = [f.end for f in grade.findings if f.kind == "fault" and f.end > f.start and f.rule.startswith(_SALES)]
    first = message.sentences[0].last - 1
    if len(message.sentences) > 1 and first <= 3:  # "Hi Ines." tells nothing yet
        first = message.sentences[1].last - 1
    if places:
        starts = [word.start for word in message.words]
        first = min(first, max(0, bisect_right(starts, min(places) - 1) - 1))
    if isinstance(scenario, Scenario):
        own = scenario.brief.your_company.lower().split()
        for index in range(len(message.words) - len(own) + 1):
            said = [word.folded.removesuffix("'s") for word in message.words[index : index + len(own)]]
            if said == own:
                return min(first, index + len(own) - 1) if index else first
    return first


def _before_number(message: Message, index: int) -> int:
    """The word itself, or the last one before it that is no telephone number or address: no thumb waits for digits."""
    before = index
    while before > 0 and message.words[before].kind in (WordKind.PHONE, WordKind.ADDRESS):
        before -= 1
    return index if message.words[before].kind in (WordKind.PHONE, WordKind.ADDRESS) else before


def _kept_manner(outcome: Outcome, grade: Grade) -> tuple[str, str]:
    """How a buyer speaks of a message that was kept, and the fault spoken of: praise only for what is there."""
    faults = [f for f in grade.findings if f.kind == "fault" and f.rule.startswith(_SOUR)]
    if faults or any(cap.rule.startswith(_SOUR) for cap in grade.caps):
        known = min((f for f in faults if f.rule.startswith(_PRYING)), key=lambda f: f.points, default=None)
        return "mixed", known.rule if known is not None else ""
    ask = grade.dimensions.get("scariness")
    large = ask is not None and ask.level is not None and ask.tolerated is not None and ask.level > ask.tolerated
    asked = any(f.rule == "next_step.question" for f in grade.findings)
    return ("noted" if outcome == "next_call_taken" and (large or not asked) else outcome), ""


def _absent(grade: Grade) -> str:
    """What is missing, by its rule; empty where nothing of weight is."""
    found = {f.rule for f in grade.findings if f.kind == "fault" and f.end == f.start}
    return next((rule for rule in ABSENT if rule in found), "")


def _worst(grade: Grade) -> str:
    """The costliest fault of all, absent or not; empty where there is none."""
    capped = {cap.rule: cap.at for cap in grade.caps}
    faults = [f for f in grade.findings if f.kind == "fault"]
    if not faults:
        return grade.caps[0].rule if grade.caps else ""

    def cost(finding: Finding) -> tuple[float, int]:
        order = ABSENT.index(finding.rule) if finding.rule in ABSENT else -1
        return (finding.points - (100.0 - capped.get(finding.rule, 100.0)) / 4.0, order)

    return min(faults, key=cost).rule


# -- what is said and shown ----------------------------------------------------------------------------------------


def _did(outcome: Outcome, message: Message, cut: _Cut | None) -> str:
    if cut is not None:
        word = message.words[cut.word]
        shown = "".join(c for c in word.text if not unicodedata.category(c).startswith(("C", "Z")) and c not in '"“”')
        shown = shown if len(shown) <= 24 else f"{shown[:23]}…"
        at = clock(word.ends)
        return f'Deleted at {at}, on "{shown}".' if shown else f"Deleted at {at}."
    return {
        "heard_out": "Heard to the end, then forgotten.",
        "remembered": "Heard to the end. Would know the name again.",
        "email_opened": "Heard to the end, and looks out for the email.",
        "next_call_taken": "Heard to the end. Takes the next call, one hopes.",
        "called_back": "Heard to the end, and rings back.",
    }[outcome]


def _preview(message: Message) -> str:
    """The phone's transcript: two lines, lower case, no punctuation."""
    words: list[str] = []
    length = 0
    for word in message.words:
        shown = "".join(c for c in word.text.lower() if c.isalnum() or c in "'’@-%$") or word.folded
        shown = "".join(c for c in shown if not unicodedata.category(c).startswith("C"))
        if not shown:
            continue
        if length + len(shown) + 1 > PREVIEW_LETTERS:
            break
        words.append(shown)
        length += len(shown) + 1
    return " ".join(words)
