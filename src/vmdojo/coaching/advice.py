"""The coach: one thing done well, at most three fixes, each tried on the message and graded again before it is given.

Fixes are found one after the other, each the best step on top of those before it, so that all can be made together.
Only edits that raise the total are advised as edits, and the gain shown is the one measured. Nothing is promised but
offers of the dossier, nothing claimed but facts of it that may be told; where the coach has no line, it asks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from vmdojo.coaching.applying import apply_all, overlap
from vmdojo.coaching.bank import bank, little
from vmdojo.coaching.candidates import candidates
from vmdojo.coaching.hangup import advise_broken_wish, advise_hang_up
from vmdojo.coaching.model import Advice, Fix
from vmdojo.coaching.scene import Candidate, Scene
from vmdojo.coaching.tellable import lines_of, topics
from vmdojo.coaching.wording import spoken
from vmdojo.grading import Grade, Rubric, grade
from vmdojo.grading.dossier import dossier_of
from vmdojo.grading.hangup import is_hang_up
from vmdojo.grading.model import Finding
from vmdojo.message import WordKind, parse
from vmdojo.message.model import Message
from vmdojo.scenarios.model import About, Scenario

MOST_FIXES = 3
LEAST_GAIN = 0.5
"""Points of the total below which a change is not worth a player's attention."""
LEAST_FOR_MORE = 2.0
"""The same for a line added: more words have to earn their seconds."""
LEAVE_IT_FROM = 90.0
"""Total from which a message is left as it is."""
ROUNDS = (14, 9, 7)
"""Edits graded for the first fix, the second and the third."""
MOST_GRADED_WORDS = 4000
"""Words graded for one advice, so that coaching a hostile text stays quick; a message of 80 words uses 2,400."""
_PRAISED_FROM = 1.5
_NEEDS_COMPANY = (
    *("reason.trigger", "reason.problem", "reason.requested"),
    *("value.insight", "value.benefit", "value.gift", "value.proof"),
)
_ONE_LACK = ("reason.none", "relevance.nothing_used", "brevity.short")
"""Three names for having nothing to say: asked about once."""
"""Virtues that are worth a word only in a message that is about the buyer and holds up."""


class _Tried(NamedTuple):
    candidate: Candidate
    grade: Grade


def advise(
    message: Message,
    scenario: Scenario | About | None,
    result: Grade,
    rubric: Rubric,
    *,
    earlier: Sequence[str] = (),
) -> Advice:
    """The advice on a graded message, or on a hang-up's grade with an empty message. Pure; grades 30 edits at most."""
    buyer = dossier_of(scenario, rubric).words["buyer"]
    said = bank()
    praise = _well_done(result, buyer)
    if is_hang_up(result):
        return advise_hang_up(result)
    if not message.words:
        empty = [Fix(c.rule, 0, 0, "", c.why, said.ask.get(c.rule, c.fix), "", 0.0, "ask") for c in result.caps[:1]]
        return Advice("", tuple(empty))
    wish = next((cap for cap in result.caps if cap.rule == "wish.broken"), None)
    if wish is not None:
        move = scenario.right_move if isinstance(scenario, Scenario) else None
        return advise_broken_wish(wish, move, buyer)
    if result.total >= LEAVE_IT_FROM:
        return Advice(f"{said.praise['leave_it']} {praise}".strip(), ())
    seed = sum(map(ord, message.text[:400])) % 997
    lines = tuple(lines_of(scenario, said, seed)) if isinstance(scenario, Scenario) else ()
    scene = Scene(message, scenario, result, said, buyer, seed, lines)
    fixes, after = _search(scene, rubric, tuple(earlier))
    for finding in _unmended(result, after, fixes):
        if len(fixes) == MOST_FIXES:
            break
        fixes.append(_asked(finding, scene))
    return Advice(praise, tuple(fixes))


# -- the search ----------------------------------------------------------------------------------------------------


def _search(scene: Scene, rubric: Rubric, earlier: tuple[str, ...]) -> tuple[list[Fix], Grade]:
    """The edits, and the grade with all of them made."""
    pool = candidates(scene)
    chosen: list[Candidate] = []
    fixes: list[Fix] = []
    now = scene.grade
    spent = 0
    promise: dict[Candidate, float] = {item: item.weight for item in pool}
    for most in ROUNDS:
        tried: list[_Tried] = []
        open_ = [item for item in pool if all(_together(item, other) for other in chosen)]
        open_.sort(key=lambda item: -promise[item])
        for item in open_[:most]:
            text = apply_all(scene.message.text, [_plain(c) for c in (*chosen, item)])
            words = len(text) // 5 + 1
            if spent + words > MOST_GRADED_WORDS:
                continue
            spent += words
            after = grade(parse(text, rubric.pace), scene.scenario, rubric, earlier=earlier)
            promise[item] = after.total - now.total + 0.1 * (after.uncapped - now.uncapped)
            least = LEAST_FOR_MORE if item.edit == "insert" and item.rule != "identity.no_company" else LEAST_GAIN
            if after.total - now.total >= least and _keeps(scene, now, after, item):
                tried.append(_Tried(item, after))
        best = max(tried, key=lambda t: _preference(t, now), default=None)
        if best is None:
            break
        chosen.append(best.candidate)
        fixes.append(_fix(best.candidate, best.grade.total - now.total, scene))
        now = best.grade
    return fixes, now


def _preference(tried: _Tried, now: Grade) -> tuple[float, float, int]:
    """The larger total; among near equals the lighter hand."""
    item = tried.candidate
    gain = tried.grade.total - now.total
    return (round((gain + item.favour) / 1.5), tried.grade.uncapped, -len(item.rewrite))


def _together(item: Candidate, other: Candidate) -> bool:
    """Whether two edits can both be made and say different things."""
    if overlap(item.start, item.end, other.start, other.end) or item.uses & other.uses:
        return False
    if item.edit == other.edit == "insert" and item.rule == other.rule:
        return False
    return not (item.rewrite and item.rewrite == other.rewrite)


def _keeps(scene: Scene, before: Grade, after: Grade, item: Candidate) -> bool:
    """Whether an edit leaves the caller's name, firm and number in the message, and something to say."""
    new = {f.rule for f in after.findings} - {f.rule for f in before.findings}
    if any(
        rule in new for rule in ("identity.no_name", "identity.no_company", "sense.repetition", "structure.repeated")
    ):
        return False
    if item.edit == "insert":
        return True
    lost = [
        w.text
        for w in scene.message.words
        if w.kind in (WordKind.PHONE, WordKind.ADDRESS) and item.start <= w.start < item.end
    ]
    kept = scene.message.text[: item.start] + item.rewrite + scene.message.text[item.end :]
    return all(number.rstrip(".,") in kept for number in lost)


def _plain(item: Candidate) -> Fix:
    return Fix(item.rule, item.start, item.end, "", "", "", item.rewrite, 0.0, item.edit)


# -- words for a fix -----------------------------------------------------------------------------------------------


def _fix(item: Candidate, gain: float, scene: Scene) -> Fix:
    finding = next(
        (
            f
            for f in scene.grade.findings
            if f.rule == item.rule and item.start <= f.start < max(item.end, item.start + 1)
        ),
        next((f for f in scene.grade.findings if f.rule == item.rule), None),
    )
    why = item.why
    if not why and finding is not None:
        why = _unquoted(finding)
    quote = item.quote if len(item.quote) <= 400 else item.quote[:400]
    return Fix(item.rule, item.start, item.end, quote, spoken(why), item.fix, item.rewrite, gain, item.edit)


def _unquoted(finding: Finding) -> str:
    """A rule's reason without the words that are shown beside it anyway: '"synergy" needs ...' -> 'That needs ...'."""
    why = finding.why
    short = " ".join(finding.quote.split())
    short = short if len(short) <= 60 else short[:57].rstrip() + "..."
    start = f'"{short}"'
    if not short or not why.startswith(start):
        return why
    rest = why[len(start) :]
    if rest.startswith(": "):
        return rest[2:3].upper() + rest[3:]
    return f"That{rest}"


def _asked(finding: Finding, scene: Scene) -> Fix:
    said = scene.bank
    question = said.ask.get(finding.rule, finding.fix)
    if finding.rule in ("relevance.nothing_used", "reason.none"):
        if isinstance(scene.scenario, Scenario):
            named = [topic for topic, _ in topics(scene.scenario)[:3]]
        else:
            named = [inert(phrase) for phrase in scene.scenario.phrases[:3]] if scene.scenario is not None else []
        if named:
            listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"
            frame = said.ask["which_fact" if len(named) > 1 else "which_fact_one"]
            who = "them" if scene.buyer == "the buyer" else scene.buyer
            question = frame.replace("{buyer}", who).replace("{topics}", listed)
    return Fix(
        finding.rule, finding.start, finding.end, finding.quote, spoken(_unquoted(finding)), question, "", 0.0, "ask"
    )


def _unmended(result: Grade, after: Grade, fixes: Sequence[Fix]) -> list[Finding]:
    """Faults that are still there with every fix made, dearest first, one a rule."""
    seen = {fix.rule for fix in fixes}
    left = {f.rule for f in after.findings}
    if any(fix.rule in _ONE_LACK for fix in fixes):
        seen.update(_ONE_LACK)
    capped = {cap.rule for cap in result.caps}
    found: list[Finding] = []
    for finding in sorted(result.findings, key=lambda f: (f.rule not in capped, f.points, f.start)):
        if finding.kind != "fault" or finding.rule in seen or finding.rule not in left:
            continue
        if finding.points > -1.0 and finding.rule not in capped and finding.rule != "relevance.nothing_used":
            continue
        if finding.end > finding.start and any(fix.start <= finding.start < fix.end for fix in fixes):
            continue
        if finding.rule == "brevity.short" and fixes:
            continue
        seen.add(finding.rule)
        if finding.rule in _ONE_LACK:
            seen.update(_ONE_LACK)
        found.append(finding)
    return found


# -- well done -----------------------------------------------------------------------------------------------------


def _well_done(result: Grade, buyer: str) -> str:
    """One thing that the message really does well, with its words; empty where nothing deserves it."""
    said = bank().praise
    faults = [f for f in result.findings if f.kind == "fault" and f.end > f.start]
    capped = {cap.rule for cap in result.caps}
    if capped & {"deception.false_history", "wish.broken", "sense.no_english", "sense.shuffled"}:
        return ""
    used = any(f.rule == "relevance.fact_used" for f in result.findings) or result.dimensions["relevance"] is None
    best: Finding | None = None
    for finding in result.findings:
        if finding.kind != "virtue" or finding.rule not in said or finding.points < _PRAISED_FROM:
            continue
        if not _quotable(finding) or any(finding.start < f.end and f.start < finding.end for f in faults):
            continue
        if finding.rule in _NEEDS_COMPANY and (not used or result.caps):
            continue  # "I saw you" is no reason, and an aside is no insight, where nothing of theirs is in it
        if best is None or finding.points > best.points:
            best = finding
    if best is None:
        return ""
    who = "this buyer" if buyer == "the buyer" else buyer
    return said[best.rule].replace("{quote}", inert(best.quote)).replace("{buyer}", who)


def _quotable(finding: Finding) -> bool:
    """Whether the words of a virtue can be read back: a phrase of one sentence, or a name or number."""
    quote = inert(finding.quote)
    words = quote.split()
    if not words or len(quote) > 110 or any(mark in quote for mark in ".!?"):
        return False
    telling = any(word[0].isupper() or word[0].isdigit() for word in words)
    if finding.rule == "relevance.fact_used":
        return (len(words) >= 2 or telling) and len(quote) <= 60
    if finding.rule == "next_step.question" and words[0].lower() not in little("asking"):
        return False
    return len(words) >= (5 if finding.rule in ("reason.trigger", "value.proof") else 3)


def inert(text: str) -> str:
    """Words of the player's on one line, without control, bidi or invisible characters."""
    shown = "".join(c if not unicodedata.category(c).startswith(("C", "Z")) else " " for c in text)
    return " ".join(shown.split()).strip(" .,;:")
