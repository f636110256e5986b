"""The buyer listens: attention along the message, the moment of deletion or what follows, derived from the findings.

Nothing here is random. A fault costs attention when its words have sounded, a virtue earns some back, time itself
wears it down. A message that totals 60 or more is never deleted, and one that is deleted never totals 60.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import msgspec
import tomli

from vmdojo.coaching.model import Outcome, Reaction
from vmdojo.grading.model import Finding, Grade
from vmdojo.message.model import Message, Word
from vmdojo.scenarios.model import About, Scenario, Temperament

KEPT_FROM = 60.0
"""Total from which a message is never deleted; the same number as in the rubric's agreement of total and reaction."""
SURELY_DELETED_BELOW = 45.0
STEP = 0.5
"""Seconds of one value of attention: a column of the tape."""
DELETES_AT = 0.3
PATIENCE: dict[str, float] = {"brisk": 0.9, "swamped": 0.85, "wary": 0.95, "formal": 1.0, "warm": 1.1}
"""How long a temperament listens, as a factor on attention lost: lower gives up sooner. A choice of the game."""
PREVIEW_LETTERS = 132
"""Two lines of a phone's transcript preview."""

# Probability of any answer, low to high. Cold call-backs are reported at 1 to 5 %; an email beside a voicemail went
# from 2.73 % to 5.87 % replies in the largest published set (observational). Someone who asked answers far more often.
BANDS: dict[str, tuple[float, float]] = {
    "deleted": (0.0, 0.01),
    "wish_broken": (0.0, 0.01),
    "heard_out": (0.0, 0.02),
    "remembered": (0.01, 0.03),
    "email_opened": (0.03, 0.07),
    "next_call_taken": (0.03, 0.08),
    "called_back": (0.04, 0.1),
    "spared": (0.0, 0.05),
}
WARMTH = {"cold": 1.0, "referred": 2.0, "inbound": 5.0, "met": 3.0, "customer": 5.0}
"""Factor on the band for those who know the caller. An estimate of ours: no published figures were found."""


class _Lines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: int
    fault: dict[str, dict[str, str]]
    outcome: dict[str, dict[str, str]]


@lru_cache(maxsize=1)
def _lines() -> _Lines:
    text = (files("vmdojo.coaching") / "lines.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomli.loads(text), _Lines)


def react(message: Message, scenario: Scenario | About | None, grade: Grade) -> Reaction:
    """How this buyer listens to a graded message. Pure."""
    temperament: Temperament = scenario.buyer.temperament if isinstance(scenario, Scenario) else "brisk"
    relationship = (
        scenario.brief.relationship
        if isinstance(scenario, Scenario)
        else (scenario.relationship if isinstance(scenario, About) else "cold")
    )
    attention, blamed = _attention(message, grade, temperament)
    cut: int | None = None
    outcome = _outcome(grade, relationship)
    if any(cap.rule == "wish.broken" for cap in grade.caps):
        outcome = "wish_broken"
    if message.words and outcome in ("deleted", "wish_broken"):
        cut = _cut(message, grade, attention)
        attention = _after_cut(attention, message.words[cut].ends)
    low, high = BANDS[outcome]
    warmth = WARMTH[relationship]
    deleted_at = message.words[cut].ends if cut is not None else None
    fault = _fault_at(message, grade, cut) if cut is not None else None
    return Reaction(
        outcome=outcome,
        band=(min(0.9, round(low * warmth, 2)), min(0.95, round(high * warmth, 2))),
        deleted_at=deleted_at,
        deleted_word=cut,
        attention=tuple(round(value, 3) for value in attention),
        did=_did(outcome, message, cut),
        line=_line(outcome, fault, temperament, blamed),
        preview=_preview(message),
    )


def _attention(message: Message, grade: Grade, temperament: Temperament) -> tuple[list[float], Finding | None]:
    columns = max(1, int(message.seconds / STEP + 0.999)) if message.words else 0
    events = [0.0] * (columns + 1)
    patience = PATIENCE[temperament]
    blamed: Finding | None = None
    for finding in grade.findings:
        if finding.start == finding.end:
            continue
        word = _word_at(message, finding.end - 1)
        if word is None:
            continue
        weight = finding.points / 22.0
        if finding.points < 0:
            weight /= patience
            if blamed is None or finding.points < blamed.points:
                blamed = finding
        events[min(columns, int(word.ends / STEP))] += weight
    for cap in grade.caps:
        word = _word_at(message, cap.end - 1) if cap.end > cap.start else None
        if word is not None:
            events[min(columns, int(word.ends / STEP))] -= 0.6 * (1.0 - cap.at / 100.0)
    level = 0.85
    wear = 0.006 / patience + (0.012 if grade.total < KEPT_FROM else 0.0)
    attention: list[float] = []
    for column in range(columns):
        level += events[column]
        level -= wear * (2.5 if column * STEP > 30 else 1.0)
        level = max(0.05, min(1.0, level))
        attention.append(level)
    if grade.total >= KEPT_FROM:  # whoever hears it out never reached for the key
        floor = DELETES_AT + 0.1 + (grade.total - KEPT_FROM) / 160.0
        attention = [max(floor, value) for value in attention]
    return attention, blamed


def _outcome(grade: Grade, relationship: str) -> Outcome:
    total = grade.total
    if total < SURELY_DELETED_BELOW:
        return "deleted"
    if total < KEPT_FROM:
        return "heard_out"
    rules = {finding.rule for finding in grade.findings if finding.kind == "virtue"}
    if total >= 85 and relationship in ("inbound", "met", "customer", "referred"):
        return "called_back"
    if total >= 72 and "next_step.email_route" in rules:
        return "email_opened"
    if total >= 78:
        return "next_call_taken"
    return "remembered"


def _cut(message: Message, grade: Grade, attention: list[float]) -> int:
    """The word at which delete is pressed: where attention runs out, else at the worst words, else near the end."""
    for column, level in enumerate(attention):
        if level <= DELETES_AT:
            word = _word_sounding(message, (column + 1) * STEP)
            if word is not None:
                return word
    worst = min((f for f in grade.findings if f.end > f.start and f.points < 0), key=lambda f: f.points, default=None)
    if worst is not None:
        for index in range(len(message.words) - 1, -1, -1):
            if message.words[index].start < worst.end:
                return index
    return max(0, min(len(message.words) - 1, round(len(message.words) * 0.7)))


def _after_cut(attention: list[float], at: float) -> list[float]:
    last = int(at / STEP)
    return [value if column <= last else 0.0 for column, value in enumerate(attention)]


def _word_at(message: Message, offset: int) -> Word | None:
    for word in message.words:
        if word.end > offset:
            return word
    return message.words[-1] if message.words else None


def _word_sounding(message: Message, seconds: float) -> int | None:
    last: int | None = None
    for index, word in enumerate(message.words):
        if word.begins <= seconds:
            last = index
    return last


def _fault_at(message: Message, grade: Grade, cut: int) -> Finding | None:
    """The costliest fault that had sounded by the cut."""
    end = message.words[cut].end
    heard = [f for f in grade.findings if f.kind == "fault" and f.end > f.start and f.start < end]
    heard.extend(f for f in grade.findings if f.kind == "fault" and f.end == f.start)
    return min(heard, key=lambda f: (f.points, f.rule), default=None)


def clock(seconds: float) -> str:
    """Seconds as a phone shows them: 0:07."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def _did(outcome: Outcome, message: Message, cut: int | None) -> str:
    if outcome in ("deleted", "wish_broken") and cut is not None:
        word = message.words[cut]
        return f'Deleted at {clock(word.ends)}, on "{word.text}".'
    if not message.words and outcome == "deleted":
        return "Silence, then a click. Deleted."
    return {
        "heard_out": "Heard to the end, then forgotten.",
        "remembered": "Heard to the end. Would know your name again.",
        "email_opened": "Heard to the end, and opened the email.",
        "next_call_taken": "Heard to the end. Takes your next call, we hope.",
        "called_back": "Heard to the end, and rang back.",
        "spared": "No message, and that was right.",
    }.get(outcome, "Deleted.")


def _line(outcome: Outcome, fault: Finding | None, temperament: str, blamed: Finding | None) -> str:
    lines = _lines()
    fault = fault or (blamed if outcome == "heard_out" else None)
    if outcome in ("deleted", "heard_out") and fault is not None and fault.rule in lines.fault:
        said = lines.fault[fault.rule]
    else:
        said = lines.outcome[outcome]
    return said.get(temperament) or said["any"]


def _preview(message: Message) -> str:
    words: list[str] = []
    length = 0
    for word in message.words:
        said = "".join(c for c in word.text.lower() if c.isalnum() or c in "'’@-") or word.folded
        if length + len(said) + 1 > PREVIEW_LETTERS:
            break
        words.append(said)
        length += len(said) + 1
    return " ".join(words)
