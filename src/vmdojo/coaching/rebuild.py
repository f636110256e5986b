"""Larger pieces that give way at once: where several sentences each keep the total down, mending one gains nothing.

What the player did well is kept: the greeting, the names, the number, a sentence that tells a fact, one question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from vmdojo.coaching import trim
from vmdojo.coaching.bank import little
from vmdojo.coaching.questions import after, questions, with_number
from vmdojo.coaching.scene import GREETS, Candidate, Scene, lost_number, one_question, opens, own_company
from vmdojo.coaching.sweeping import swept
from vmdojo.grading.model import Cap, Finding
from vmdojo.message.late import late
from vmdojo.message.model import Sentence

_MOST_KEPT_WORDS = 34
"""Words of a player's sentence that is kept whole."""
_MOST_HELLO_WORDS = 26
_GOOD = (
    "relevance.fact_used",
    "reason.referral",
    "reason.requested",
    "value.gift",
    "value.proof",
    "next_step.question",
)
_NEAR = 12
"""Letters between a name and its "from"."""
_HEAVY = 8.0
"""Cost in points from which a sentence goes even if it says who is calling."""
_BREATHS = ("tone.fillers", "tone.hedging")
"""Faults that go by themselves where a hello is cut out."""
_NO_REASON = (
    "reason.none",
    "relevance.nothing_used",
    "relevance.only_named",
    "brevity.long",
    "brevity.lengthy",
    "sense.interrogation",
)
"""Faults of a whole message for which larger pieces give way."""
_HARMLESS = -1.0
"""Points of a fault that a kept sentence may carry."""
_FIRM = late(
    r"\b(?:from|at|with|of|for|over at|called|it's)\s+"
    r"(?:(?:er|um|uh|a|an|the|and|company|firm|small|outfit|called|here)\b,?\s+)*"
    r"[A-Z][\w'’-]*(?:\s+(?:&\s+|and\s+)?[A-Z][\w'’-]*){0,3}"
)
_NAMED = late(
    r"(?:\b(?:this is|my name is|my name's|name's|it's|i'm|i am)\s+(?:er|um|uh)?,?\s*"
    r"[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*)?)"
    r"|(?:\b[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?,?\s+(?:here\s+)?(?:from|at|with|of)\s+[A-Z])"
    r"|(?:,\s+[A-Z][\w'’-]+\s+[A-Z][\w'’-]+,\s+[A-Z])"
)
_CALLER = late(
    r"\b(this is|my name is|it's|i'm|i am)\s+(?P<name>[a-z][\w'’-]+,?(?: (?!from\b|at\b|with\b)[a-z][\w'’-]+)?)"
    r"(?:(?:,? [a-z'’-]+){0,3}?,? (?:from|at|with),? (?P<firm>[a-z][\w'’-]+(?: [a-z][\w'’-]+)?))?",
    re.IGNORECASE,
)
_HAIL = late(
    r"((?:hello|hi|dear|(?:good )?(?:morning|afternoon|evening))"
    r"(?-i:,? (?:(?:Dr|Mr|Mrs|Ms)\. )?(?:van |de |von )?(?!I['’]|IT['’]|It['’]|I\b)[A-Z][\w'’-]+){0,2})(?=[ ,.!])",
    re.IGNORECASE,
)
_NO_NAME = frozenset(("", "sure", "sorry", "glad", "happy", "quick", "great", "afraid", "not", "about", "yes", "no"))
_SAYS_NAME = ("this is", "my name is")
_STRAY_CAPITALS = 2
"""Capitals with which a text is still a transcript without any: a name in small letters is a name only there."""


class _Body(NamedTuple):
    text: str
    uses: frozenset[str]
    kept: bool


def rebuilt(scene: Scene) -> list[Candidate]:
    """Larger edits, lightest first: the run of faulty sentences, all behind the opening, the message but its hello."""
    found = [item for item in (*_swept(scene), *_runs(scene), *_behind_opening(scene), *_whole(scene)) if item.rewrite]
    kept: dict[tuple[int, int, str], Candidate] = {}
    for item in found:
        kept.setdefault((item.start, item.end, item.rewrite), one_question(item))
    return list(kept.values())


def _swept(scene: Scene) -> Iterator[Candidate]:
    """Every faulty sentence mended or gone at once, and a question where none is left."""
    for found in swept(scene):
        run = scene.message.sentences[found.first : found.last]
        bare = Candidate(
            found.worst.rule,
            run[0].start,
            run[-1].end,
            found.text,
            "replace",
            found.worst.quote,
            "",
            scene.bank.do["sweep"],
            20.5,
            frozenset(),
        )
        if not found.asks:
            for question, uses in questions(scene, 1, run[0].start + 1):
                yield bare._replace(rewrite=f"{found.text} {question}", uses=uses, weight=21.0)
        yield bare


def _runs(scene: Scene) -> Iterator[Candidate]:
    """From the first faulty sentence behind the opening to the last one."""
    bad = [
        i
        for i, s in enumerate(scene.message.sentences[:60])
        if _cost(scene, s) > (_HEAVY if opens(scene, i) else 1.0) and i > 0
    ]
    if len(bad) >= 2:
        yield from _edit(scene, bad[0], bad[-1] + 1, "", "instead_all", 20.0)


def _behind_opening(scene: Scene) -> Iterator[Candidate]:
    sentences = scene.message.sentences
    first = 0
    while first < min(3, len(sentences)) and opens(scene, first) and _sound(scene, sentences[first]):
        first += 1
    if 0 < first < len(sentences):
        yield from _edit(scene, first, len(sentences), "", "rebuild", 19.0)


def _whole(scene: Scene) -> Iterator[Candidate]:
    """The message but a hello made of its own first words."""
    hello = _hello(scene) or plain_hello(scene)
    if hello:
        yield from _edit(scene, 0, len(scene.message.sentences), hello, "rebuild", 18.0)


def _edit(scene: Scene, first: int, last: int, hello: str, do: str, weight: float) -> Iterator[Candidate]:
    message = scene.message
    run = message.sentences[first:last]
    start, end = run[0].start, run[-1].end
    number = lost_number(scene, start, end)
    if _nothing_wrong(scene, start, end):
        return
    worst = _worst(scene, start, end)
    for nth, body in enumerate(_bodies(scene, first, last)):
        text = " ".join(part for part in (hello, body.text) if part)
        if number and number.rstrip(".") not in text:
            text = with_number(scene, text, number)
        told = scene.bank.do["rebuild_kept" if body.kept and do == "rebuild" else do]
        yield Candidate(
            worst.rule, start, end, text, "replace", worst.quote, worst.why, told, weight - nth / 2.0, body.uses
        )


def _bodies(scene: Scene, first: int, last: int) -> Iterator[_Body]:
    """What may stand there: the player's own good sentences, a fact where none is told, one question."""
    run = range(first, last)
    heard = any(cap.rule.startswith("repeat.") for cap in scene.grade.caps)  # the player's own words are the old ones
    kept = [i for i in run if not heard and not opens(scene, i) and _worth_keeping(scene, scene.message.sentences[i])]
    told = [i for i in kept if _has(scene, i, "relevance.fact_used", "reason.referral", "reason.requested")]
    asked = [i for i in kept if _text(scene, i).endswith("?")][:1]
    given = [i for i in kept if i not in told and i not in asked and not _text(scene, i).endswith("?")]
    outside = {f.fact for f in scene.grade.findings if f.fact and not _inside(scene, f, first, last)}
    elsewhere = any(
        f.rule == "relevance.fact_used" and not _inside(scene, f, first, last) for f in scene.grade.findings
    )
    own = [_text(scene, i) for i in sorted({*told[:2], *given[:1]})]
    question = _text(scene, asked[0]) if asked else ""
    if (told or elsewhere) and not heard:
        for ask, uses in ((question, frozenset[str]()),) if question else _asks(scene, first):
            yield _Body(" ".join([*own, ask]).strip(), uses, bool(own))
    lines = [line for line in scene.lines if line.kind in ("fact", "referral") and line.id not in outside]
    if not (told or elsewhere or lines or heard):
        for ask, uses in _asks(scene, first)[:1]:
            yield _Body(" ".join([*own, ask]), uses, bool(own))
    for line in lines[: 4 if heard else 2]:
        ask = question or after(scene, line)
        rest = [] if told else [_text(scene, i) for i in given[:1]]
        yield _Body(
            " ".join([line.text, *rest, ask]).strip(), frozenset((line.id, ask, "the reason")), bool(rest or question)
        )


def _asks(scene: Scene, first: int) -> list[tuple[str, frozenset[str]]]:
    return questions(scene, 2, scene.message.sentences[first].start + 1)


def _hello(scene: Scene) -> str:
    """The greeting and who is calling, cut out of a longer opening; empty where it cannot be told for sure."""
    message = scene.message
    sentences = message.sentences
    if not sentences:
        return ""
    words = message.words[:_MOST_HELLO_WORDS]
    limit = words[-1].end
    text = message.text[sentences[0].start : limit]
    own = own_company(scene)
    at = text.lower().find(own) if own else -1
    end = at + len(own) if at >= 0 else 0
    if not end:
        end = _named_until(text)
    if not end or (_NAMED.search(text[: end + 1]) is None and at < 0):
        return ""
    begin = sentences[0].start
    if any(s.start < begin + end and not opens(scene, i) for i, s in enumerate(sentences[:4])):
        return ""
    faults = [
        (f.start - begin, f.end - begin)
        for f in scene.grade.findings
        if f.kind == "fault" and f.rule not in _BREATHS and begin <= f.start < f.end <= begin + end
    ]
    if faults:
        mended = trim.swapped(text[:end], faults, scene.bank) or trim.without_clauses(text[:end], faults, opening=True)
        text, end = (mended, len(mended)) if mended is not None else ("", 0)
    said = _breathless(text[:end]).rstrip(".!")
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def _named_until(text: str) -> int:
    """Where the caller's name and firm end; 0 where none is said. "It's Dan" is a firm only where none follows."""
    found = list(_FIRM.finditer(text))
    if not found:
        return 0
    first = found[0]
    if first.group().lower().startswith("it's"):
        behind = next((m for m in found[1:] if m.start() - first.end() <= _NEAR), None)
        first = behind or first
    return first.end()


def plain_hello(scene: Scene) -> str:
    """The same out of a run-on or a transcript without capitals: "Hello, this is Greg from Mobus."; empty in doubt."""
    words = scene.message.words[:_MOST_HELLO_WORDS]
    if not words:
        return ""
    said = _breathless(scene.message.text[: words[-1].end])
    shouted = sum(word.text[:1].isupper() and word.folded not in ("i", "i'm") for word in scene.message.words[:60])
    for found in _CALLER.finditer(said):
        name = _proper(found.group("name").split())
        firm = _proper((found.group("firm") or "").split())
        small = found.group("name")[:1].islower()
        if name.removesuffix(".") in ("Mr", "Mrs", "Ms", "Dr") or "_" in name:
            continue
        if name and not (
            small and (shouted > _STRAY_CAPITALS or (not firm and found.group(1).lower() not in _SAYS_NAME))
        ):
            break
    else:
        return ""
    hail = _HAIL.match(said)
    if hail is not None and name.split()[0] in hail.group(1):
        hail = None  # it greeted with the caller's own name
    start = f"{hail.group(1)[:1].upper()}{hail.group(1)[1:]}, this is" if hail is not None else "This is"
    return f"{start} {name}{f' from {firm}' if firm else ''}."


def _proper(words: list[str]) -> str:
    """The leading words that may be a name, with capitals."""
    kept: list[str] = []
    for word in words:
        bare = word.strip(",.").lower()
        if bare in little("function") | little("clause") | little("joins") or bare.endswith("ing") or bare in _NO_NAME:
            break
        kept.append(word.strip(",.") if not word.islower() else bare.capitalize())
        if word[-1:] in ",.":
            break
    return " ".join(kept[:2])


def _breathless(text: str) -> str:
    """Words without the "um"s between them."""
    text = re.sub(
        r"[,\s]*\b(?:um+|uh+|er+|erm+|yeah|like|you know)\b[,]?", "", " ".join(text.split()), flags=re.IGNORECASE
    )
    return text.strip(" ,")


# -- what a sentence is worth --------------------------------------------------------------------------------------


def _text(scene: Scene, index: int) -> str:
    sentence = scene.message.sentences[index]
    text = " ".join(scene.message.text[sentence.start : sentence.end].split())
    return text if text[-1:] in ".?!" else text + "."


def _has(scene: Scene, index: int, *rules: str) -> bool:
    sentence = scene.message.sentences[index]
    return any(
        f.rule in rules and f.kind == "virtue" and sentence.start <= f.start < sentence.end
        for f in scene.grade.findings
    )


def _worth_keeping(scene: Scene, sentence: Sentence) -> bool:
    if sentence.last - sentence.first > _MOST_KEPT_WORDS or not _sound(scene, sentence):
        return False
    text = scene.message.text[sentence.start : sentence.end]
    words = {word.folded for word in scene.message.words[sentence.first : sentence.last]}
    if text.rstrip().endswith("?") and words & little("diary"):
        return False  # it asks for the meeting that has just gone
    good = any(
        f.rule in _GOOD and f.kind == "virtue" and sentence.start <= f.start < sentence.end
        for f in scene.grade.findings
    )
    asks = text.rstrip().endswith("?") and sentence.last - sentence.first >= 4
    first = scene.message.words[sentence.first].folded
    return (good or asks) and first not in little("bad_start") and first not in GREETS


def _sound(scene: Scene, sentence: Sentence) -> bool:
    """Whether no fault of any weight and no ceiling lies in a sentence."""
    return _cost(scene, sentence) <= -_HARMLESS


def _cost(scene: Scene, sentence: Sentence) -> float:
    capped = {cap.rule for cap in scene.grade.caps}
    return sum(
        -f.points + (10.0 if f.rule in capped else 0.0)
        for f in scene.grade.findings
        if f.kind == "fault" and f.end > f.start and f.start < sentence.end and sentence.start < f.end
    ) + sum(
        10.0
        for cap in scene.grade.caps
        if cap.end > cap.start and cap.start < sentence.end and sentence.start < cap.end
    )


def _inside(scene: Scene, finding: Finding, first: int, last: int) -> bool:
    sentences = scene.message.sentences
    return sentences[first].start <= finding.start < sentences[last - 1].end


def _nothing_wrong(scene: Scene, start: int, end: int) -> bool:
    """Whether a run has no fault of its own, in a message that says why it was left: it is not to be thrown away."""
    return not any(
        f.kind == "fault" and (f.rule in _NO_REASON or (f.end > f.start and start < f.end and f.start < end))
        for f in scene.grade.findings
    )


class _Worst(NamedTuple):
    rule: str
    quote: str
    why: str


def _worst(scene: Scene, start: int, end: int) -> _Worst:
    """What weighs most in a span, or in the message: the lowest ceiling, else the dearest fault."""
    caps: list[Cap] = sorted(scene.grade.caps, key=lambda cap: cap.at)
    if caps:
        cap = caps[0]
        quote = cap.quote if start <= cap.start < cap.end <= end else ""
        return _Worst(cap.rule, quote, cap.why)
    faults = [f for f in scene.grade.findings if f.kind == "fault" and (f.end > f.start or f.rule in _NO_REASON)]
    if not faults:
        return _Worst("reason.none", "", scene.bank.add["fact"].why.replace("{buyer}", scene.buyer))
    fault = min(faults, key=lambda f: (not start <= f.start < end, f.points, f.start))
    quote = fault.quote if start <= fault.start < fault.end <= end else ""
    return _Worst(fault.rule, quote, fault.why)
