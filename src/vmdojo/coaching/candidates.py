"""Edits worth trying on a graded message, likeliest first. Nothing here is graded: that is the search's part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vmdojo.coaching import trim
from vmdojo.coaching.bank import Bank
from vmdojo.coaching.model import Edit
from vmdojo.coaching.tellable import Line, address, first_sentence, own_topic, topics
from vmdojo.grading.model import Finding, Grade
from vmdojo.message.model import Message, Sentence, WordKind
from vmdojo.scenarios.model import About, Scenario

_PEOPLE = frozenset(("identity.no_name", "identity.no_company", "relevance.buyer_addressed", "tone.human"))
_ASKS = (
    "ask.grand",
    "ask.too_big",
    "ask.out_of_reach",
    "ask.pressure",
    "ask.stacked",
    "ask.assumptive",
    "ask.vague_important",
    "next_step.passive",
    "close.callback_window",
    "deception.false_history",
)
"""Faults for which a small question stands in."""
_EMPTY = ("value.", "reason.", "relevance.", "tone.guilt", "deception.")
"""Faults of sentences that give the buyer nothing: something of the dossier stands in."""
_GREETS = frozenset(
    ("hi", "hello", "hey", "good", "dear", "morning", "afternoon", "evening", "greetings", "yo", "hiya")
)
_KEEP_SECONDS = 27.0
_LONG = 33.0
_MOST_FAULTY = 6
"""Sentences mended one by one; beyond that the message is cut, not mended."""
_MOST_FAULTS = 16
_LONGEST = 900
"""Letters of a sentence that is still mended from inside."""


class Candidate(NamedTuple):
    """One edit. ``weight`` orders them: the points that the coach expects from it."""

    rule: str
    start: int
    end: int
    rewrite: str
    edit: Edit
    quote: str
    why: str
    """Empty: the rule's own."""
    fix: str
    """Empty: the rule's own."""
    weight: float
    uses: frozenset[str]
    """Facts, offers and questions of the dossier or the bank that it spends: no two fixes spend the same."""
    favour: float = 0.0
    """Points by which it is preferred to an equal gain: a small ask in a big one's place before anything else."""


class Scene(NamedTuple):
    """What the candidates are made from."""

    message: Message
    scenario: Scenario | About | None
    grade: Grade
    bank: Bank
    buyer: str
    seed: int
    lines: tuple[Line, ...]
    """What the dossier lets the coach say."""


def candidates(scene: Scene) -> list[Candidate]:
    """All edits, likeliest first."""
    found = [*_mended(scene), *_ranges(scene), *_added(scene)]
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
        opening = _opens(scene, index)
        total = sum(map(cost, inside))
        found.append(_Faulty(sentence, text, tuple(inside), worst, total, opening, worth.get(index, 0.0)))
    found.sort(key=lambda item: (-item.cost, item.sentence.start))
    return found[:_MOST_FAULTY]


def _opens(scene: Scene, index: int) -> bool:
    """Whether a sentence greets or says who is calling: it may lack a verb, and it is never cut whole."""
    message = scene.message
    sentence = message.sentences[index]
    words = [word.folded for word in message.words[sentence.first : sentence.last]]
    if index == 0 and (len(words) <= 6 or words[0] in _GREETS or any(w.loose for w in message.words[:3])):
        return True
    said = " ".join(words)
    if any(mark in f" {said} " for mark in (" this is ", " my name is ", " name's ")):
        return True
    if index <= 1 and any(mark in f" {said} " for mark in (" it's ", " here from ", " calling from ", " here at ")):
        return True
    own = _own_company(scene)
    return index <= 2 and bool(own) and own in said


def _own_company(scene: Scene) -> str:
    return scene.scenario.brief.your_company.lower() if isinstance(scene.scenario, Scenario) else ""


def _mended(scene: Scene) -> Iterator[Candidate]:
    for item in _faulty(scene):
        yield from _mend(scene, item)


def _mend(scene: Scene, item: _Faulty) -> Iterator[Candidate]:
    bank, sentence = scene.bank, item.sentence
    spans = [(f.start - sentence.start, min(f.end, sentence.end) - sentence.start) for f in item.faults]
    number = _lost_number(scene, sentence.start, sentence.end)

    def make(text: str, edit: Edit, do: str, weight: float, uses: frozenset[str] = frozenset()) -> Candidate:
        rewrite = f"{text} {number}".strip() if number and number.rstrip(".") not in text else text
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
    gentle = [
        span
        for span, fault in zip(spans, item.faults, strict=True)
        if trim.without_words(item.text, [span], bank, opening=True) is not None
        and fault.rule.startswith(("tone.", "structure.", "brevity."))
    ]
    if gentle:
        shorter = trim.without_words(item.text, _disjoint(gentle), bank, opening=item.opening)
        if shorter is not None:
            mended = next(f for f, s in zip(item.faults, spans, strict=True) if s == gentle[0])
            yield make(shorter, "replace", bank.do["trim"], 3.0 + 0.3 * item.cost)._replace(
                rule=mended.rule, quote=mended.quote
            )
    plain = [span for span in spans if trim.swapped(item.text, [span], bank) is not None]
    if plain:
        swapped = trim.swapped(item.text, _disjoint(plain), bank)
        if swapped is not None:
            fault = next(f for f, s in zip(item.faults, spans, strict=True) if s == plain[0])
            yield make(swapped, "replace", bank.do["replace"], 2.5 + 0.2 * item.cost)._replace(
                rule=fault.rule, quote=fault.quote
            )
    cut = trim.without_clauses(item.text, spans, opening=item.opening)
    if cut is not None:
        yield make(cut, "replace", bank.do["trim"], item.cost * 0.9 + 1.5)
    lead = ""
    if item.opening:
        kept = cut or _greeting(scene, item)
        lead = f"{kept} " if kept else ""
    if not item.opening or lead:
        for line, do, bonus, uses, fault in _instead(scene, item):
            weight = item.cost + bonus - 0.5 * item.worth
            favour = 15.0 if line.endswith("?") and fault.rule in _ASKS else 0.0
            made = make(lead + line, "replace", do, weight, uses)
            yield made._replace(rule=fault.rule, quote=fault.quote, favour=favour)
    if not item.opening:
        yield make("", "cut", bank.do["cut"], item.cost * 0.8 - item.worth)


def _greeting(scene: Scene, item: _Faulty) -> str:
    """The bare greeting of an opening that says no name: "Hello Priya." """
    said = f" {item.text.lower()} ".replace("\u2019", "'")
    if any(mark in said for mark in ("this is ", "name is ", "it's ", "i'm ", " from ", " at ", " with ")):
        return ""
    words = scene.message.words[item.sentence.first : item.sentence.last]
    last = next((index for index, word in enumerate(words[:4]) if word.loose), None)
    if last is None or words[0].folded not in _GREETS:
        return ""
    return scene.message.text[words[0].start : words[last].end] + "."


def _instead(scene: Scene, item: _Faulty) -> Iterator[tuple[str, str, float, frozenset[str], Finding]]:
    """Lines that could stand in a faulty sentence's place, and the fault that each answers."""
    bank, sentence = scene.bank, item.sentence
    ask = next((f for rule in _ASKS for f in item.faults if f.rule == rule), None)
    empty = max(
        (f for f in item.faults if f.rule.startswith(_EMPTY)), key=lambda f: (-f.points, -f.start), default=None
    )
    facts = _fresh_lines(scene, ("fact", "referral"), sentence)
    if ask is not None:
        for nth, (question, spent) in enumerate(_questions(scene, 2, sentence.start)):
            yield question, bank.do["question"], 4.0 - nth, spent, ask
        if _bears(scene) >= 5:
            question = bank.pick("small_meeting", scene.seed)
            yield question, bank.do["question"], 4.5, frozenset((question,)), ask
    worst = ask or empty
    if worst is None:
        return
    if facts and not _told_elsewhere(scene, sentence):
        line = facts[0]
        if not _asked_elsewhere(scene, sentence):
            question = _after_fact(scene)
            uses = frozenset((line.id, question))
            yield f"{line.text} {question}", bank.do["replace"], 12.0, uses, worst
        elif empty is not None:
            yield line.text, bank.do["replace"], 8.0, frozenset((line.id,)), empty
    if empty is not None:
        for kind, bonus in (("proof", 3.0), ("offer", 4.0)):
            for line in _fresh_lines(scene, (kind,), sentence)[:1]:
                yield line.text, bank.do["replace"], bonus, frozenset((line.id,)), empty
    elif ask is not None:
        for line in _fresh_lines(scene, ("offer",), sentence)[:1]:
            yield line.text, bank.do["replace"], 3.0, frozenset((line.id,)), ask


def _after_fact(scene: Scene) -> str:
    """A question to follow a fact: about the fact to a stranger, for ten minutes to those who asked or know."""
    return scene.bank.pick("small_meeting" if _bears(scene) >= 5 and _knows(scene) else "after_fact", scene.seed)


def _knows(scene: Scene) -> bool:
    scenario = scene.scenario
    return isinstance(scenario, Scenario) and scenario.brief.relationship in ("inbound", "met", "customer")


def _disjoint(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _lost_number(scene: Scene, start: int, end: int) -> str:
    """The player's telephone number or address, where it stands in this span and nowhere else."""
    inside = [w for w in scene.message.words if w.kind in (WordKind.PHONE, WordKind.ADDRESS)]
    lost = [w for w in inside if start <= w.start < end]
    if not lost or len(lost) < len(inside):
        return ""
    return lost[-1].text.rstrip(".,") + "."


# -- what the message does elsewhere -------------------------------------------------------------------------------


def _outside(scene: Scene, sentence: Sentence | None, *rules: str) -> bool:
    return any(
        f.rule in rules and f.kind == "virtue" and (sentence is None or not sentence.start <= f.start < sentence.end)
        for f in scene.grade.findings
    )


def _told_elsewhere(scene: Scene, sentence: Sentence | None = None) -> bool:
    return _outside(scene, sentence, "relevance.fact_used")


def _asked_elsewhere(scene: Scene, sentence: Sentence | None = None) -> bool:
    return _outside(scene, sentence, "next_step.question")


def _bears(scene: Scene) -> int:
    dimension = scene.grade.dimensions.get("scariness")
    return dimension.tolerated or 0 if dimension is not None else 0


def _fresh_lines(scene: Scene, kinds: Sequence[str], gone: Sentence | None = None) -> list[Line]:
    """Lines of the dossier that the message does not say yet, or says only in the sentence that is to go."""
    said = {f.fact for f in scene.grade.findings if f.fact and (gone is None or not gone.start <= f.start < gone.end)}
    return [line for line in scene.lines if line.kind in kinds and line.id not in said]


def _questions(scene: Scene, most: int, at: int) -> list[tuple[str, frozenset[str]]]:
    """Small questions that fit at ``at``: about the message's own words first, then the dossier's.

    Where neither names a thing, "this" has to do, and only behind a sentence that says something.
    """
    bank = scene.bank
    found: list[tuple[str, frozenset[str]]] = []
    faults = [(f.start, f.end) for f in scene.grade.findings[:200] if f.kind == "fault" and f.end > f.start]
    own = own_topic(scene.message, faults)
    if own is not None:
        found.append((bank.pick("about_topic", scene.seed).replace("{topic}", own), frozenset((own,))))
    if isinstance(scene.scenario, Scenario):
        for topic, news in topics(scene.scenario)[:2]:
            line = bank.pick("about_news" if news else "about_thing", scene.seed)
            found.append((line.replace("{topic}", topic), frozenset((topic, line))))
    if any(s.start < at and not _opens(scene, i) for i, s in enumerate(scene.message.sentences[:40])):
        plain = bank.pick("about_nothing", scene.seed)
        found.append((plain, frozenset((plain,))))
    return found[:most]


# -- many sentences at once ----------------------------------------------------------------------------------------


def _ranges(scene: Scene) -> Iterator[Candidate]:
    """For a message that is too long, or that warms up too long: runs of sentences cut."""
    message, bank = scene.message, scene.bank
    sentences = message.sentences
    if len(sentences) < 3:
        return
    rules = {f.rule: f for f in scene.grade.findings if f.kind == "fault"}
    if message.seconds > _LONG:
        first = next(
            (i for i, s in enumerate(sentences) if i >= 2 and message.words[s.last - 1].ends > _KEEP_SECONDS), None
        )
        if first is not None:
            last = len(sentences)
            if _lost_number(scene, sentences[first].start, sentences[-1].end) and last - 1 > first:
                last -= 1
            yield _run(scene, "brevity.long", first, last, 10.0 + message.seconds / 4.0)
        worth = {
            i: sum(f.points for f in scene.grade.findings if s.start <= f.start < s.end and f.end > f.start)
            for i, s in enumerate(sentences[:60])
        }
        dull = sorted((i for i in worth if i > 0 and not _opens(scene, i)), key=lambda i: (worth[i], i))
        for i in dull[:3]:
            if worth[i] <= 1.0 and not _lost_number(scene, sentences[i].start, sentences[i].end):
                yield _run(scene, "brevity.long", i, i + 1, 3.0)
    buried = rules.get("opening.buried_lead")
    if buried is not None:
        lead = next((i for i, s in enumerate(sentences) if s.start <= buried.start < s.end), 0)
        first = 1 if _opens(scene, 0) else 0
        while first < lead and _opens(scene, first):
            first += 1
        if lead > first:
            yield _run(scene, "opening.buried_lead", first, lead, 8.0)._replace(fix=bank.do["cut_many"])


def _run(scene: Scene, rule: str, first: int, last: int, weight: float) -> Candidate:
    start, end = scene.message.sentences[first].start, scene.message.sentences[last - 1].end
    do = scene.bank.do["cut" if last - first == 1 else "cut_many"]
    return Candidate(rule, start, end, "", "cut", scene.message.text[start:end], "", do, weight, frozenset())


# -- what is missing ----------------------------------------------------------------------------------------------


def _added(scene: Scene) -> Iterator[Candidate]:
    message, grade, scenario = scene.message, scene.grade, scene.scenario
    if not message.sentences:
        return
    rules = {f.rule for f in grade.findings}
    early = _after_opening(scene)
    late = _before_farewell(scene)
    if isinstance(scenario, Scenario):
        yield from _meanings(scene, scenario)
        rule = next((r for r in ("relevance.nothing_used", "reason.none") if r in rules), "relevance.fact_used")
        more = _told_elsewhere(scene) or _outside(scene, None, "relevance.fact_named")
        for nth, line in enumerate(_fresh_lines(scene, ("fact", "referral"))[:3]):
            weight = (6.0 if more else 18.0) - 3.0 * nth
            kind = "fact_more" if more else "fact"
            if not more and not _asked_elsewhere(scene):
                question = _after_fact(scene)
                used = frozenset((line.id, question))
                yield _add(scene, kind, rule, early, f"{line.text} {question}", weight + 1.0, used)
            yield _add(scene, kind, rule, early, line.text, weight, frozenset((line.id,)))
        rule = "value.none" if "value.none" in rules else "value.gift"
        if "value.gift" not in rules:
            for nth, line in enumerate(_fresh_lines(scene, ("offer",))[:2]):
                yield _add(scene, "offer", rule, late, line.text, 9.0 - 3.0 * nth, frozenset((line.id,)))
        if "value.proof" not in rules:
            for line in _fresh_lines(scene, ("proof",))[:1]:
                yield _add(
                    scene, "proof", "value.proof", _before_question(scene, late), line.text, 5.0, frozenset((line.id,))
                )
        if "identity.no_company" in rules:
            at = _behind_name(scene)
            if at is not None:
                text = scene.bank.say["company"][0].replace("{company}", scenario.brief.your_company)
                yield _add(scene, "company", "identity.no_company", at, text, 1.2, frozenset(("company",)))
    rule = "next_step.none" if "next_step.none" in rules else "next_step.question"
    for nth, (question, used) in enumerate(_questions(scene, 2, late)):
        weight = (4.0 if _asked_elsewhere(scene) else 9.0) - 3.0 * nth
        yield _add(scene, "question", rule, late, question, weight, used)


def _meanings(scene: Scene, scenario: Scenario) -> Iterator[Candidate]:
    """A fact named and left lying: what it leads to, right behind it."""
    for finding in scene.grade.findings:
        if finding.rule != "relevance.fact_named" or not finding.fact:
            continue
        fact = next((f for f in scenario.fact if f.id == finding.fact), None)
        means = address(first_sentence(fact.means), scenario) if fact is not None and fact.means else None
        sentence = _sentence_at(scene.message, finding.end - 1)
        if means is None or sentence is None or not sentence.closing:
            continue
        yield Candidate(
            finding.rule,
            sentence.end,
            sentence.end,
            means,
            "insert",
            "",
            finding.why,
            finding.fix,
            12.0,
            frozenset((finding.fact,)),
        )


def _add(scene: Scene, kind: str, rule: str, at: int, text: str, weight: float, uses: frozenset[str]) -> Candidate:
    reason = scene.bank.add[kind]
    before = scene.message.text[:at].rstrip()
    if kind != "company" and before and before[-1] not in ".?!:,;-–—":
        text = f". {text}" if at == len(scene.message.text.rstrip()) else text
    return Candidate(
        rule,
        at,
        at,
        text,
        "insert",
        "",
        reason.why.replace("{buyer}", scene.buyer),
        reason.fix,
        weight,
        uses,
    )


def _sentence_at(message: Message, offset: int) -> Sentence | None:
    return next((s for s in message.sentences if s.start <= offset < s.end), None)


def _after_opening(scene: Scene) -> int:
    """Behind the greeting and the names; 0 where the message opens with something else."""
    at = 0
    for index, sentence in enumerate(scene.message.sentences[:3]):
        if not _opens(scene, index):
            break
        at = sentence.end
    return at


def _before_farewell(scene: Scene) -> int:
    """The place for a last line: before a telephone number or thanks that stand alone at the end."""
    message = scene.message
    at = message.sentences[-1].end
    for index in range(len(message.sentences) - 1, 0, -1):
        sentence = message.sentences[index]
        words = message.words[sentence.first : sentence.last]
        alone = len(words) <= 4 and any(word.kind is WordKind.PHONE for word in words)
        thanks = len(words) <= 8 and words[0].folded in ("thanks", "thank", "bye", "goodbye", "cheers", "best")
        if not (alone or thanks):
            break
        at = sentence.start
    return at


def _before_question(scene: Scene, late: int) -> int:
    """In front of a question that ends the message, so that the question stays last."""
    for index, sentence in enumerate(scene.message.sentences):
        if sentence.end == late and sentence.closing == "?" and index > 0:
            return sentence.start
    return late


def _behind_name(scene: Scene) -> int | None:
    """Where the firm goes: behind the caller's name in "this is Joon" or "it's Luis"."""
    words = scene.message.words
    for index in range(len(words) - 2):
        pair = f"{words[index].folded} {words[index + 1].folded}"
        if pair in ("this is", "name is") or words[index].folded in ("it's", "i'm", "name's"):
            at = index + (2 if pair in ("this is", "name is") else 1)
            if not words[at].text[:1].isupper() or words[at].kind is not WordKind.WORD:
                continue
            while at + 1 < len(words) and not words[at].loose and words[at + 1].text[:1].isupper():
                at += 1
            after = words[at + 1].folded if at + 1 < len(words) else ""
            if after in ("from", "at", "with", "of", "calling", "here"):
                return None
            return words[at].end
    return None
