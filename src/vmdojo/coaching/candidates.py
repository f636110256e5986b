"""Edits worth trying on a graded message, likeliest first. Nothing here is graded: that is the search's part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vmdojo.coaching import trim
from vmdojo.coaching.additions import added
from vmdojo.coaching.model import Edit
from vmdojo.coaching.questions import after, leans_on, picked, questions, with_number
from vmdojo.coaching.scene import (
    GREETS,
    Candidate,
    Scene,
    asked_elsewhere,
    bears,
    fresh_lines,
    leaned_on,
    lost_number,
    one_question,
    opens,
    told_elsewhere,
)
from vmdojo.coaching.sweeping import unwound
from vmdojo.grading.model import Finding
from vmdojo.message.late import late
from vmdojo.message.model import Sentence

_PEOPLE = frozenset(("identity.no_name", "identity.no_company", "relevance.buyer_addressed"))
_ASKS = (
    "ask.grand",
    "ask.too_big",
    "ask.out_of_reach",
    "ask.pressure",
    "ask.stacked",
    "ask.assumptive",
    "ask.chore",
    "ask.vague_important",
    "next_step.passive",
    "close.callback_window",
    "deception.false_history",
)
"""Faults for which a small question stands in."""
_EMPTY = ("value.", "reason.", "relevance.", "tone.guilt", "tone.threat", "tone.insult", "tone.intrusive", "deception.")
"""Faults of sentences that give the buyer nothing: something of the dossier stands in."""
_KEEP_SECONDS = 27.0
_LONG = 33.0
_MOST_FAULTY = 6
"""Sentences mended one by one; beyond that the message is cut, not mended."""
_MOST_FAULTS = 16
_GIVES = ("relevance.", "reason.", "value.")
_PLEAS = ("tone.apologetic", "tone.begging", "tone.guilt", "tone.insult", "tone.intrusive", "tone.threat")
_HEAVY_ENOUGH = 12.0
"""Cost in points from which a sentence goes even where the next one speaks of something in it."""
_HANGS_ON = ("relevance.told_secret", "relevance.invented")
"""Faults on which the rest of their sentence hangs: "so it sounds as if the office is in trouble"."""
_GIFT_FROM = 0.4
"""Part of the message behind which something to keep may stand: first the reason, then the gift."""
_OF_US = late(r",\s*((?:we|we're|we've|we are|our|there's only|there are only)\b[^,.;:!?]*)", re.IGNORECASE)
_SAYS_SOMETHING = 6
"""Words that a trimmed sentence needs to be worth keeping: "This is an opportunity" is not."""
_RAMBLE = 40
"""Words of a sentence that cannot be saved by taking a few out."""
_SENTENCES_FIRST = 14.0
"""Points by which a run-on is made into sentences before anything is added to it."""
_LONGEST = 900
"""Letters of a sentence that is still mended from inside."""


def candidates(scene: Scene) -> list[Candidate]:
    """All edits, likeliest first."""
    found = [one_question(item) for item in (*_mended(scene), *_ranges(scene), *added(scene))]
    found.sort(key=lambda item: (-item.weight, item.start, item.end, item.rule, item.rewrite))
    kept: list[Candidate] = []
    seen: set[tuple[int, int, str]] = set()
    for item in found:
        if (item.start, item.end, item.rewrite) not in seen:
            seen.add((item.start, item.end, item.rewrite))
            kept.append(item)
    return kept


# -- sentences that hold faults ------------------------------------------------------------------------------------


class _Faulty(NamedTuple):
    sentence: Sentence
    text: str
    faults: tuple[Finding, ...]
    worst: Finding
    cost: float
    opening: bool
    worth: float


def _faulty(scene: Scene) -> list[_Faulty]:
    message, grade = scene.message, scene.grade
    capped = {cap.rule: cap.at for cap in grade.caps}
    found: list[_Faulty] = []
    held: dict[int, list[Finding]] = {}
    worth: dict[int, float] = {}
    index = 0
    for finding in sorted(grade.findings, key=lambda f: f.start):
        if finding.end <= finding.start:
            continue
        while index < len(message.sentences) - 1 and finding.start >= message.sentences[index].end:
            index += 1
        if finding.kind == "virtue":
            worth[index] = worth.get(index, 0.0) + finding.points
        elif finding.rule not in _PEOPLE and len(held.setdefault(index, [])) < _MOST_FAULTS:
            held[index].append(finding)
    for index, inside in held.items():
        sentence = message.sentences[index]

        def cost(finding: Finding) -> float:
            return 0.2 - finding.points + (100.0 - capped.get(finding.rule, 100.0)) / 4.0

        worst = max(inside, key=lambda f: (cost(f), -f.start))
        text = message.text[sentence.start : sentence.end]
        opening = opens(scene, index)
        total = sum(map(cost, inside))
        found.append(_Faulty(sentence, text, tuple(inside), worst, total, opening, worth.get(index, 0.0)))
    found.sort(key=lambda item: (-item.cost, item.sentence.start))
    return found[:_MOST_FAULTY]


def _mended(scene: Scene) -> Iterator[Candidate]:
    for item in _faulty(scene):
        yield from _mend(scene, item)


def _mend(scene: Scene, item: _Faulty) -> Iterator[Candidate]:
    bank, sentence = scene.bank, item.sentence
    spans = [(f.start - sentence.start, min(f.end, sentence.end) - sentence.start) for f in item.faults]
    number = lost_number(scene, sentence.start, sentence.end)

    def make(text: str, edit: Edit, do: str, weight: float, uses: frozenset[str] = frozenset()) -> Candidate:
        rewrite = with_number(scene, text, number) if number and number.rstrip(".") not in text else text
        if not rewrite:
            edit = "cut"
        elif edit == "cut":
            edit, do = "replace", bank.do["number"]
        return Candidate(
            item.worst.rule,
            sentence.start,
            sentence.end,
            rewrite,
            edit,
            item.worst.quote,
            "",
            do,
            weight,
            uses,
        )

    if len(item.text) > _LONGEST:
        if not item.opening:
            yield make("", "cut", bank.do["cut"], item.cost * 0.8 - item.worth)
        return
    rambles = len(trim.words_of(item.text)) > _RAMBLE or any(f.rule == "structure.rambling" for f in item.faults)
    gentle = [
        span
        for span, fault in zip(spans, item.faults, strict=True)
        if not rambles  # a ramble without its "um" is still a ramble
        and trim.without_words(item.text, [span], bank, opening=True) is not None
        and fault.rule.startswith(("tone.", "structure.", "brevity."))
    ]
    if (about := _straight_to_it(item)) is not None:
        text, touch = about
        yield make(text, "replace", bank.do["trim"], 4.0 + 0.3 * item.cost)._replace(
            rule=touch.rule, quote=touch.quote, favour=_SENTENCES_FIRST
        )
    if gentle:
        shorter = trim.without_words(item.text, _disjoint(gentle), bank, opening=item.opening)
        if shorter is not None and (item.opening or len(trim.words_of(shorter)) >= _SAYS_SOMETHING):
            mended = next(f for f, s in zip(item.faults, spans, strict=True) if s == gentle[0])
            yield make(shorter, "replace", bank.do["trim"], 3.0 + 0.3 * item.cost)._replace(
                rule=mended.rule, quote=mended.quote
            )
    if rambles and (breath := unwound(scene, sentence, item.opening)) is not None:
        text, first = breath
        said = make(text, "replace", bank.do["unwind"], 3.0 + 0.3 * item.cost)
        yield said._replace(rule=first.rule, quote=first.quote, favour=_SENTENCES_FIRST)
    plain = [span for span in spans if trim.swapped(item.text, [span], bank) is not None]
    if plain:
        swapped = trim.swapped(item.text, _disjoint(plain), bank)
        if swapped is not None:
            fault = next(f for f, s in zip(item.faults, spans, strict=True) if s == plain[0])
            yield make(swapped, "replace", bank.do["replace"], 2.5 + 0.2 * item.cost)._replace(
                rule=fault.rule, quote=fault.quote
            )
    cut = trim.without_clauses(item.text, [*spans, *_more_of_us(item)], opening=item.opening)
    if not item.opening and any(f.rule in _HANGS_ON for f in item.faults):
        cut = None
    if not item.opening and any(f.rule in _PLEAS for f in item.faults) and not _gives(scene, sentence):
        cut = None  # what goes with a plea or a reproach is more of it, unless it gives the buyer something
    if cut is not None:
        yield make(cut, "replace", bank.do["trim"], item.cost * 0.9 + 1.5)
    lead = ""
    if item.opening:
        kept = cut or _greeting(scene, item)
        lead = f"{kept} " if kept else ""
    heavy = item.cost >= _HEAVY_ENOUGH
    if (not item.opening or lead) and (heavy or not leaned_on(scene, sentence)):
        for line, do, bonus, uses, fault in _instead(scene, item):
            weight = item.cost + bonus - 0.5 * item.worth
            favour = 15.0 if line.endswith("?") and fault.rule in _ASKS else 0.0
            made = make(lead + line, "replace", do, weight, uses)
            leans = leans_on(scene, line, sentence.start)
            yield made._replace(rule=fault.rule, quote=fault.quote, favour=favour, leans=leans)
    if not item.opening and (heavy or not leaned_on(scene, sentence)):
        yield make("", "cut", bank.do["cut"], item.cost * 0.8 - item.worth)


def _straight_to_it(item: _Faulty) -> tuple[str, Finding] | None:
    """ "Just circling back about the price" as "about the price", and the fault that goes; or None."""
    touch = next((f for f in item.faults if f.rule == "reason.empty_touch"), None)
    if touch is None or not item.opening or len(item.faults) > 1:
        return None
    worn = re.escape(" ".join(touch.quote.split()))
    said = " ".join(item.text.split())
    pattern = rf",?\s*(?:and )?(?:(?:i'm|i am|i was) )?(?:just |only )?{worn}(?= about (?:the|your|that|those)\b)"
    text, count = re.subn(pattern, ",", said, count=1, flags=re.IGNORECASE)
    return (text, touch) if count and trim.stands(text, opening=True) else None


def _more_of_us(item: _Faulty) -> list[tuple[int, int]]:
    """Clauses beside a fault that say more of the caller's firm: "we're based in Stoke, there's only five of us"."""
    if not any(f.rule == "value.all_about_us" for f in item.faults):
        return []
    return [match.span(1) for match in _OF_US.finditer(item.text)]


def _gives(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence holds something that is the buyer's: a fact, a reason, something to keep."""
    return any(
        f.kind == "virtue" and f.rule.startswith(_GIVES) and sentence.start <= f.start < sentence.end
        for f in scene.grade.findings
    )


def _greeting(scene: Scene, item: _Faulty) -> str:
    """The bare greeting of an opening that says no name: "Hello Priya." """
    said = f" {item.text.lower()} ".replace("\u2019", "'")
    if any(mark in said for mark in ("this is ", "name is ", "it's ", "i'm ", " from ", " at ", " with ")):
        return ""
    words = scene.message.words[item.sentence.first : item.sentence.last]
    last = next((index for index, word in enumerate(words[:4]) if word.loose), None)
    if last is None or words[0].folded not in GREETS:
        return ""
    return scene.message.text[words[0].start : words[last].end] + "."


def _instead(scene: Scene, item: _Faulty) -> Iterator[tuple[str, str, float, frozenset[str], Finding]]:
    """Lines that could stand in a faulty sentence's place, and the fault that each answers."""
    bank, sentence = scene.bank, item.sentence
    ask = next((f for rule in _ASKS for f in item.faults if f.rule == rule), None)
    empty = max(
        (f for f in item.faults if f.rule.startswith(_EMPTY)), key=lambda f: (-f.points, -f.start), default=None
    )
    facts = fresh_lines(scene, ("fact", "referral"), sentence)
    if ask is not None:
        for nth, (question, spent) in enumerate(questions(scene, 2, sentence.start)):
            yield question, bank.do["question"], 4.0 - nth, spent, ask
        meeting = picked(scene, "small_meeting") if bears(scene) >= 5 else None
        if meeting is not None:
            yield meeting, bank.do["question"], 4.5, frozenset((meeting,)), ask
    worst = ask or empty
    if worst is None:
        return
    if facts and not told_elsewhere(scene, sentence):
        line = facts[0]
        if not asked_elsewhere(scene, sentence):
            question = after(scene, line)
            uses = frozenset((line.id, question, "the reason"))
            yield f"{line.text} {question}".strip(), bank.do["replace"], 12.0, uses, worst
        elif empty is not None:
            yield line.text, bank.do["replace"], 8.0, frozenset((line.id, "the reason")), empty
    if empty is not None:
        for line in fresh_lines(scene, ("proof",), sentence)[:1]:
            yield line.text, bank.do["replace"], 3.0, frozenset((line.id,)), empty
    if sentence.start >= len(scene.message.text) * _GIFT_FROM:
        for line in fresh_lines(scene, ("offer",), sentence)[:1]:
            yield (
                line.text,
                bank.do["replace"],
                4.0 if empty is not None else 3.0,
                frozenset((line.id, "a gift")),
                worst,
            )


def _disjoint(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


# -- many sentences at once ----------------------------------------------------------------------------------------


def _ranges(scene: Scene) -> Iterator[Candidate]:
    """For a message that is too long, or that warms up too long: runs of sentences cut."""
    message, bank = scene.message, scene.bank
    sentences = message.sentences
    if len(sentences) < 3:
        return
    rules = {f.rule: f for f in scene.grade.findings if f.kind == "fault"}
    if message.seconds > _LONG:
        over = "brevity.lengthy" if "brevity.lengthy" in rules else "brevity.long"
        first = next(
            (i for i, s in enumerate(sentences) if i >= 2 and message.words[s.last - 1].ends > _KEEP_SECONDS), None
        )
        if first is not None:
            last = len(sentences)
            if lost_number(scene, sentences[first].start, sentences[-1].end) and last - 1 > first:
                last -= 1
            yield _run(scene, over, first, last, 10.0 + message.seconds / 4.0)
        worth = {
            i: sum(f.points for f in scene.grade.findings if s.start <= f.start < s.end and f.end > f.start)
            for i, s in enumerate(sentences[:60])
        }
        dull = sorted((i for i in worth if i > 0 and not opens(scene, i)), key=lambda i: (worth[i], i))
        for i in dull[:3]:
            if (
                worth[i] <= 1.0
                and not _gives(scene, sentences[i])
                and not lost_number(scene, sentences[i].start, sentences[i].end)
            ):
                yield _run(scene, over, i, i + 1, 3.0)
    buried = rules.get("opening.buried_lead")
    if buried is not None:
        lead = next((i for i, s in enumerate(sentences) if s.start <= buried.start < s.end), 0)
        first = 1 if opens(scene, 0) else 0
        while first < lead and opens(scene, first):
            first += 1
        if lead > first:
            yield _run(scene, "opening.buried_lead", first, lead, 8.0)._replace(fix=bank.do["cut_many"])


def _run(scene: Scene, rule: str, first: int, last: int, weight: float) -> Candidate:
    start, end = scene.message.sentences[first].start, scene.message.sentences[last - 1].end
    do = scene.bank.do["cut" if last - first == 1 else "cut_many"]
    return Candidate(rule, start, end, "", "cut", scene.message.text[start:end], "", do, weight, frozenset())
