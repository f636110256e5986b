"""The search for fixes: edits are tried on the message, graded again, and taken one on top of the other.

Fixes are found one after the other, each the best step on top of those before it, so that all can be made together.
Only edits that raise the total are given as edits, with the gain that was measured; where none helps, the coach asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vmdojo.coaching.applying import apply_all, overlap
from vmdojo.coaching.bank import Bank, bank
from vmdojo.coaching.candidates import candidates
from vmdojo.coaching.model import Fix
from vmdojo.coaching.notes import note_lines
from vmdojo.coaching.rebuild import rebuilt
from vmdojo.coaching.scene import KNOWN, Candidate, Scene, standing
from vmdojo.coaching.tellable import Line, lines_of, topics
from vmdojo.coaching.wording import inert, spoken
from vmdojo.grading import Grade, Rubric, grade
from vmdojo.grading.model import Finding
from vmdojo.message import WordKind, parse
from vmdojo.message.model import Message
from vmdojo.scenarios.model import About, Scenario

MOST_FIXES = 3
LEAST_GAIN = 0.5
"""Points of the total below which a change is not worth a player's attention."""
LEAST_FOR_MORE = 2.0
"""The same for a line added: more words have to earn their seconds."""
ROUNDS = (13, 8, 6)
"""Edits graded for the first fix, the second and the third."""
LARGE_ROUNDS = (5, 4, 3)
"""The same where larger pieces give way."""
HOLDS_FROM = 75.0
"""Total of a message that holds: from here on the lighter hand is kept."""
ENOUGH = 15.0
"""Points that three fixes should bring; with fewer, larger pieces are tried."""
LEAST_FIRST = 2.0
"""Points that the first fix alone should bring."""
WORTH_MORE = 6.0
WORTH_MUCH_MORE = 12.0
"""Points by which larger pieces must do better than the lighter hand; more where that one brings enough."""
MOST_GRADED_WORDS = 4000
"""Words graded for one advice, so that coaching a hostile text stays quick; a message of 80 words uses 2,400."""
_REASONS = ("reason.requested", "reason.referral")
_ONE_LACK = ("reason.none", "relevance.nothing_used", "brevity.short", "brevity.empty")
"""Four names for having nothing to say: asked about once."""
_EMPTY = ("brevity.short", "brevity.empty")
"""Having nothing to say, told by the seconds: only asked about where nothing else is."""


class _Tried(NamedTuple):
    candidate: Candidate
    grade: Grade


def fixes(
    message: Message,
    scenario: Scenario | About | None,
    result: Grade,
    rubric: Rubric,
    buyer: str,
    earlier: tuple[str, ...],
) -> tuple[Fix, ...]:
    """At most three fixes for a graded message; ``buyer`` is what the coach calls the one it is for."""
    said = bank()
    seed = sum(map(ord, message.text[:400])) % 997
    lines = () if scenario is None else _lines(scenario, said, seed)
    scene = Scene(message, scenario, result, said, buyer, seed, lines)
    found, after = _search(scene, rubric, earlier)
    for finding in _unmended(result, after, found):
        if len(found) == MOST_FIXES:
            break
        found.append(_asked(finding, scene))
    return tuple(found)


def _lines(scenario: Scenario | About, said: Bank, seed: int) -> tuple[Line, ...]:
    """What the coach may put into the player's mouth."""
    made = lines_of(scenario, said, seed) if isinstance(scenario, Scenario) else note_lines(scenario, said, seed)
    return tuple(made)


# -- the search ----------------------------------------------------------------------------------------------------


class _Search:
    """One course of trying: the edits taken so far, on top of each other, and what they came to."""

    def __init__(self, scene: Scene, rubric: Rubric, earlier: tuple[str, ...]) -> None:
        self.scene, self.rubric, self.earlier = scene, rubric, earlier
        self.chosen: list[Candidate] = []
        self.fixes: list[Fix] = []
        self.now = scene.grade
        self.spent = 0
        self.promise: dict[Candidate, float] = {}

    def step(self, pool: Sequence[Candidate], most: int) -> bool:
        """Take the best of ``pool``, of which at most ``most`` are graded; False where none is worth it."""
        tried: list[_Tried] = []
        open_ = [item for item in pool if all(_together(item, other) for other in self.chosen)]
        open_.sort(key=lambda item: -self.promise.get(item, item.weight))
        for item in open_[:most]:
            after = self._graded(item)
            if after is None:
                continue
            self.promise[item] = after.total - self.now.total + 0.1 * (after.uncapped - self.now.uncapped)
            least = LEAST_FOR_MORE if item.edit == "insert" and item.rule != "identity.no_company" else LEAST_GAIN
            if after.total - self.now.total >= least and _keeps(self.scene, self.now, after, item):
                tried.append(_Tried(item, after))
        best = max(tried, key=lambda t: _preference(t, self.now), default=None)
        if best is None:
            return False
        self.chosen.append(best.candidate)
        self.fixes.append(_fix(best.candidate, best.grade.total - self.now.total, self.scene))
        self.now = best.grade
        return True

    def _graded(self, item: Candidate) -> Grade | None:
        text = apply_all(self.scene.message.text, [_plain(c) for c in (*self.chosen, item)])
        words = len(text) // 5 + 1
        if self.spent + words > MOST_GRADED_WORDS:
            return None
        self.spent += words
        return grade(parse(text, self.rubric.pace), self.scene.scenario, self.rubric, earlier=self.earlier)


def _search(scene: Scene, rubric: Rubric, earlier: tuple[str, ...]) -> tuple[list[Fix], Grade]:
    """The edits, and the grade with all of them made.

    Sentence by sentence first, which leaves the most of the player's own. Where that does not come to a message that
    holds, because several sentences each keep the total down, larger pieces give way at once.
    """
    pool = candidates(scene)
    small = _Search(scene, rubric, earlier)
    for most in ROUNDS:
        if not small.step(pool, most):
            break
    gain = small.now.total - scene.grade.total
    if small.now.total >= HOLDS_FROM:
        return small.fixes, small.now
    enough = gain >= ENOUGH and small.fixes[0].gain >= LEAST_FIRST
    large = _Search(scene, rubric, earlier)
    large.spent, large.promise = small.spent, {}
    if not large.step(rebuilt(scene), LARGE_ROUNDS[0]):
        return small.fixes, small.now
    pool.sort(key=lambda item: -small.promise.get(item, item.weight))
    for most in LARGE_ROUNDS[1:]:
        if not large.step(pool, most):
            break
    if large.now.total < small.now.total + (WORTH_MUCH_MORE if enough else WORTH_MORE):
        return small.fixes, small.now
    return large.fixes, large.now


def _preference(tried: _Tried, now: Grade) -> tuple[float, float, int]:
    """The larger total; among near equals the lighter hand."""
    item = tried.candidate
    gain = tried.grade.total - now.total
    return (round((gain + item.favour) / 1.5), tried.grade.uncapped, -len(item.rewrite))


def _together(item: Candidate, other: Candidate) -> bool:
    """Whether two edits can both be made and say different things."""
    if overlap(item.start, item.end, other.start, other.end) or item.uses & other.uses:
        return False
    if any(a.leans[0] < b.end and b.start < a.leans[1] for a, b in ((item, other), (other, item))):
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
    told = {f.rule for f in after.findings if f.kind == "virtue"}
    given = {f.rule for f in before.findings if f.kind == "virtue" and f.rule in _REASONS}
    if given - told and not told & {"relevance.fact_used", *_REASONS}:
        return False  # the only reason for the call went with the fault beside it
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
        why = _why(finding, scene)
    quote = item.quote if len(item.quote) <= 400 else item.quote[:400]
    return Fix(item.rule, item.start, item.end, quote, spoken(why), item.fix, item.rewrite, gain, item.edit)


def _why(finding: Finding, scene: Scene) -> str:
    """A rule's reason, or the coach's own where the rule speaks of strangers and the buyer is none."""
    own = scene.bank.known.get(finding.rule) if standing(scene) in KNOWN else None
    return own or _unquoted(finding)


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
        finding.rule,
        finding.start,
        finding.end,
        finding.quote,
        spoken(_why(finding, scene)),
        question,
        "",
        0.0,
        "ask",
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
        if finding.rule == "tone.casual" and _only_names(finding.quote):
            continue  # "Dana, Lena, Coldway": short, and nothing to mend
        if finding.points > -1.0 and finding.rule not in capped and finding.rule != "relevance.nothing_used":
            continue
        if finding.end > finding.start and any(fix.start <= finding.start < fix.end for fix in fixes):
            continue
        if finding.rule in _EMPTY and fixes:
            continue
        seen.add(finding.rule)
        if finding.rule in _ONE_LACK:
            seen.update(_ONE_LACK)
        found.append(finding)
    return found


def _only_names(quote: str) -> bool:
    """Whether words are a greeting and names, and nothing else that could be too familiar."""
    words = quote.replace(",", " ").replace(".", " ").split()
    return 1 < len(words) <= 6 and all(w[:1].isupper() or w in ("from", "at", "with", "it's", "here") for w in words)
