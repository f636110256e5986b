"""The coach: one thing done well, at most three fixes, each tried on the message and graded again before it is given.

A fix is a small edit: words cut, a sentence dropped or replaced, a line added from the dossier. Only edits that raise
the total are advised, and the gain shown is the one measured. Nothing is promised but offers of the dossier, nothing
claimed but its facts; where the coach cannot write the line (your name, your reason) it asks instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vmdojo.coaching.model import Advice, Fix
from vmdojo.grading import Grade, Rubric, grade
from vmdojo.grading.model import Finding
from vmdojo.message.model import Message, Sentence
from vmdojo.scenarios.model import About, Fact, Scenario

MOST_FIXES = 3
LEAST_GAIN = 0.5
"""Points of the total below which a change is not worth a player's attention."""
MOST_TRIED = 24
"""Edits graded for one advice, so that coaching a hostile text stays quick."""
CUT_WORDS = frozenset(
    (
        "tone.hedging",
        "tone.fillers",
        "tone.pitch_words",
        "tone.jargon",
        "tone.casual",
        "structure.restarts",
        "tone.flattery",
    )
)
"""Faults of single words: the words go, the sentence stays."""
QUESTION = "Who looks after that on your side today?"


class _Edit(NamedTuple):
    finding: Finding | None
    rule: str
    text: str
    """The whole message as it would be."""
    line: str
    """The line as it would stand."""
    start: int
    end: int


def advise(
    message: Message,
    scenario: Scenario | About | None,
    result: Grade,
    rubric: Rubric,
    *,
    earlier: Sequence[str] = (),
) -> Advice:
    """The advice on a graded message. Pure; grades at most ``MOST_TRIED`` edits."""
    tried: list[tuple[float, _Edit]] = []
    for edit in _edits(message, scenario, result)[:MOST_TRIED]:
        if edit.text.strip() == message.text.strip() or not edit.text.strip():
            continue
        after = grade(edit.text, scenario, rubric, earlier=earlier)
        gain = after.total - result.total
        if gain >= LEAST_GAIN:
            tried.append((gain, edit))
    tried.sort(key=lambda item: (-item[0], item[1].start, item[1].rule))
    fixes: list[Fix] = []
    for gain, edit in tried:
        if any(edit.rule == fix.rule or _overlap(edit, fix) for fix in fixes):
            continue
        fixes.append(_fix(edit, gain, message, rubric, result))
        if len(fixes) == MOST_FIXES:
            break
    for finding in _unfixed(result, fixes):
        if len(fixes) == MOST_FIXES:
            break
        fixes.append(
            Fix(finding.rule, finding.start, finding.end, finding.quote, finding.why, finding.fix, "", -finding.points)
        )
    return Advice(_well_done(result), tuple(fixes))


def _fix(edit: _Edit, gain: float, message: Message, rubric: Rubric, result: Grade) -> Fix:
    finding = edit.finding
    if finding is None:
        finding = next((f for f in result.findings if f.rule == edit.rule), None)
    if finding is not None:
        why, fix = finding.why, finding.fix
    else:
        rule = rubric.rules[edit.rule]
        why, fix = rule.why, rule.fix
    return Fix(edit.rule, edit.start, edit.end, message.text[edit.start : edit.end], why, fix, edit.line, gain)


def _overlap(edit: _Edit, fix: Fix) -> bool:
    return edit.end > edit.start and fix.end > fix.start and edit.start < fix.end and fix.start < edit.end


def _unfixed(result: Grade, fixes: Sequence[Fix]) -> list[Finding]:
    """Faults that no edit of the coach's mends: told with a question, dearest first."""
    seen = {fix.rule for fix in fixes}
    faults = []
    for finding in sorted(result.findings, key=lambda f: (f.points, f.start)):
        if (
            finding.kind == "fault"
            and finding.rule not in seen
            and (finding.points < -LEAST_GAIN or _capped(finding, result))
        ):
            seen.add(finding.rule)
            faults.append(finding)
    return faults


def _capped(finding: Finding, result: Grade) -> bool:
    return any(cap.rule == finding.rule for cap in result.caps)


def _well_done(result: Grade) -> str:
    best = max(
        (f for f in result.findings if f.kind == "virtue" and f.points > 0), key=lambda f: f.points, default=None
    )
    if best is None:
        return ""
    quote = " ".join(best.quote.split())
    if quote and len(quote) <= 60:
        return f'"{quote}": {best.why[:1].lower()}{best.why[1:]}' if best.why[:2] != "I " else f'"{quote}": {best.why}'
    return best.why


def _edits(message: Message, scenario: Scenario | About | None, result: Grade) -> list[_Edit]:
    text = message.text
    edits: list[_Edit] = []
    seen: set[tuple[str, int, int]] = set()
    for finding in sorted(result.findings, key=lambda f: (f.points, f.start)):
        if finding.kind != "fault" or finding.end <= finding.start:
            continue
        if (finding.rule, finding.start, finding.end) in seen:
            continue
        seen.add((finding.rule, finding.start, finding.end))
        sentence = _sentence_of(message, finding)
        if sentence is None:
            continue
        if finding.rule in CUT_WORDS:
            places = [(f.start, f.end) for f in result.findings if f.rule == finding.rule and f.end > f.start]
            cut = _without(text, places)
            line = _line_at(text, cut, sentence)
            edits.append(_Edit(finding, finding.rule, cut, line, finding.start, finding.end))
        if finding.rule.startswith("ask.") and isinstance(scenario, Scenario):
            replaced = text[: sentence.start] + QUESTION + text[sentence.end :]
            edits.append(_Edit(finding, finding.rule, replaced, QUESTION, sentence.start, sentence.end))
        dropped = (text[: sentence.start].rstrip() + " " + text[sentence.end :].lstrip()).strip()
        edits.append(_Edit(finding, finding.rule, dropped, "", sentence.start, sentence.end))
    if isinstance(scenario, Scenario):
        edits.extend(_additions(message, scenario, result))
    return edits


def _additions(message: Message, scenario: Scenario, result: Grade) -> list[_Edit]:
    """Lines from the dossier: an offer not made, a fact not used, a question not asked."""
    text = message.text.strip()
    used = {finding.fact for finding in result.findings if finding.kind == "virtue"}
    edits: list[_Edit] = []
    end = len(message.text)
    rules = {finding.rule for finding in result.findings}
    for offer in scenario.offer[:2]:
        if offer.id not in used and "value.gift" not in rules:
            line = f"I'm emailing you {_lowered(offer.text)}"
            edits.append(
                _Edit(None, "value.none" if "value.none" in rules else "value.gift", f"{text} {line}", line, end, end)
            )
    if "next_step.question" not in rules:
        rule = "next_step.none" if "next_step.none" in rules else "next_step.question"
        edits.append(_Edit(None, rule, f"{text} {QUESTION}", QUESTION, end, end))
    if not any(f.rule == "relevance.fact_used" for f in result.findings):
        for fact in _best_facts(scenario)[:2]:
            line = f"{_told(fact)} {fact.means}".strip()
            at = message.sentences[0].end if message.sentences else 0
            edits.append(
                _Edit(
                    None,
                    "relevance.nothing_used" if "relevance.nothing_used" in rules else "relevance.fact_used",
                    f"{message.text[:at]} {line} {message.text[at:].strip()}".strip(),
                    line,
                    at,
                    at,
                )
            )
    return edits


def _best_facts(scenario: Scenario) -> list[Fact]:
    order = {"trigger": 0, "referral": 1, "market": 2, "pain": 3, "role": 4}
    facts = [fact for fact in scenario.fact if fact.may_tell and fact.kind in order]
    return sorted(facts, key=lambda fact: order[fact.kind])


def _told(fact: Fact) -> str:
    return f"I saw that {fact.text}" if fact.kind == "trigger" else fact.text


def _lowered(text: str) -> str:
    first, _, rest = text.partition(" ")
    return f"{first.lower()} {rest}" if first in ("The", "A", "An", "Our", "One", "Two", "Three") else text


def _sentence_of(message: Message, finding: Finding) -> Sentence | None:
    for sentence in message.sentences:
        if sentence.start <= finding.start < sentence.end:
            return sentence
    return None


def _without(text: str, places: Sequence[tuple[int, int]]) -> str:
    kept: list[str] = []
    at = 0
    for start, end in sorted(places):
        if start < at:
            continue
        kept.append(text[at:start])
        at = end
    kept.append(text[at:])
    joined = " ".join("".join(kept).split())
    for mark in (" ,", " .", " ?", " !"):
        joined = joined.replace(mark, mark[1])
    return joined.replace(",,", ",").replace(",.", ".").strip(" ,")


def _line_at(text: str, cut: str, sentence: Sentence) -> str:
    """The sentence of an edit as it stands after words were cut from it."""
    before = " ".join(text[: sentence.start].split())
    share = len(before) / max(1, len(text))
    parts = [
        part.strip()
        for part in cut.replace("?", "?|").replace("!", "!|").replace(". ", ".|").split("|")
        if part.strip()
    ]
    if not parts:
        return cut
    return parts[min(len(parts) - 1, round(share * len(parts)))]
