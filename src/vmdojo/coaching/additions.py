"""Edits that add what is missing: the reason, something to keep, proof, the firm, a question."""

from __future__ import annotations

from collections.abc import Iterator

from vmdojo.coaching.bank import little
from vmdojo.coaching.questions import after, leans_on, questions
from vmdojo.coaching.scene import (
    Candidate,
    Scene,
    asked_elsewhere,
    fresh_lines,
    leaned_on,
    lost_number,
    opens,
    outside,
    told_elsewhere,
)
from vmdojo.coaching.tellable import Line, address, first_sentence, second
from vmdojo.message.model import Message, Sentence, WordKind
from vmdojo.scenarios.model import Scenario

_FAVOUR = (4.5, 1.5, 0.0)
"""Preference for the dossier's best facts, in order, in points."""
_AGAIN = 8.0
"""Points by which a second fact stands back where one is well told: whatever else the message lacks goes first."""


def added(scene: Scene) -> Iterator[Candidate]:
    message, grade, scenario = scene.message, scene.grade, scene.scenario
    if not message.sentences:
        return
    rules = {f.rule for f in grade.findings}
    early = _after_opening(scene)
    late = _before_farewell(scene)
    if isinstance(scenario, Scenario):
        yield from _meanings(scene, scenario)
    if scene.lines:
        rule = next((r for r in ("relevance.nothing_used", "reason.none") if r in rules), "relevance.fact_used")
        told_well = told_elsewhere(scene)
        more = told_well or outside(scene, None, "relevance.fact_named")
        kind = "fact_again" if told_well else "fact_more" if more else "fact" if scene.known else "note"
        lag = _AGAIN if told_well else 0.0
        for nth, line in enumerate(_reasons(scene, told_well, more)):
            weight = (6.0 if more else 18.0) - 3.0 * nth
            question = after(scene, line)
            if not more and question and not asked_elsewhere(scene):
                used = frozenset((line.id, question, "the reason"))
                told = _add(scene, kind, rule, early, f"{line.text} {question}", weight + 1.0, used)
                yield told._replace(favour=_FAVOUR[nth])
            told = _add(
                scene,
                kind,
                rule,
                early,
                line.text,
                weight,
                frozenset((line.id,) if told_well else (line.id, "the reason")),
            )
            yield told._replace(favour=_FAVOUR[nth] - lag)
        rule = "value.none" if "value.none" in rules else "value.gift"
        if "value.gift" not in rules:
            for nth, line in enumerate(fresh_lines(scene, ("offer",))[:2]):
                yield _add(scene, "offer", rule, late, line.text, 9.0 - 3.0 * nth, frozenset((line.id, "a gift")))
        if "value.proof" not in rules:
            for line in fresh_lines(scene, ("proof",))[:1]:
                yield _add(
                    scene, "proof", "value.proof", _before_question(scene, late), line.text, 5.0, frozenset((line.id,))
                )
    # A firm in small letters is none: "your company" stands where the player gave no name.
    named = isinstance(scenario, Scenario) and not scenario.brief.your_company[:1].islower()
    if isinstance(scenario, Scenario) and named and "identity.no_company" in rules:
        at = _behind_name(scene)
        if at is not None:
            text = scene.bank.say["company"][0].replace("{company}", scenario.brief.your_company)
            yield _add(scene, "company", "identity.no_company", at, text, 1.2, frozenset(("company",)))
    rule = "next_step.none" if "next_step.none" in rules else "next_step.question"
    if asked_elsewhere(scene):
        yield from _easy(scene)
        if "reason.none" in rules:
            yield from _about_them(scene)
        return
    for nth, (question, used) in enumerate(questions(scene, 2, late)):
        asked = _add(scene, "question", rule, late, question, 9.0 - 3.0 * nth, used)
        yield asked._replace(leans=leans_on(scene, question, late))


def _reasons(scene: Scene, told_well: bool, more: bool) -> list[Line]:
    """Facts worth adding. A second one comes without the lead that announces the reason for the call, and a bare note
    makes no second one."""
    lines = fresh_lines(scene, ("fact", "referral"))[:3]
    if not more:
        return lines
    if not scene.known:
        return []
    return [line._replace(text=second(line.text, scene.bank)) for line in lines] if told_well else lines


def _easy(scene: Scene) -> Iterator[Candidate]:
    """Behind a question of the player's: the small answer that it wants."""
    message = scene.message
    asked = next((f for f in scene.grade.findings if f.rule == "next_step.question" and f.kind == "virtue"), None)
    if asked is None or outside(scene, None, "next_step.easy_reply"):
        return
    sentence = _sentence_at(message, asked.end - 1)
    if sentence is None or sentence.closing != "?":
        return
    last = max(
        (
            at
            for at in range(sentence.first, sentence.last)
            if not at or message.words[at - 1].loose or at == sentence.first
        ),
        key=lambda at: (message.words[at].folded in little("asking"), at),
    )
    opens_with = message.words[last].folded
    kind = "easy_name" if opens_with == "who" else "easy" if opens_with in little("yes_or_no") else ""
    if kind:
        line = scene.bank.pick(kind, scene.seed)
        easy = _add(scene, "easy", "next_step.easy_reply", sentence.end, line, 4.0, frozenset((line,)))
        yield easy._replace(leans=(sentence.start, sentence.end))


def _about_them(scene: Scene) -> Iterator[Candidate]:
    """In place of a question for a way through, where nothing says why: one about the buyer's own work."""
    asked = next((f for f in scene.grade.findings if f.rule == "next_step.question" and f.kind == "virtue"), None)
    sentence = None if asked is None else _sentence_at(scene.message, asked.start)
    if sentence is None or sentence.closing != "?" or lost_number(scene, sentence.start, sentence.end):
        return
    said = scene.message.text[sentence.start : sentence.end]
    for question, used in questions(scene, 1, sentence.start):
        yield Candidate(
            "reason.none",
            sentence.start,
            sentence.end,
            question,
            "replace",
            said,
            "",
            scene.bank.do["ask_theirs"],
            9.0,
            used,
        )


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
            leans=(sentence.start, sentence.end),
        )


def _add(scene: Scene, kind: str, rule: str, at: int, text: str, weight: float, uses: frozenset[str]) -> Candidate:
    reason = scene.bank.add[kind]
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
        if not opens(scene, index):
            break
        at = sentence.end
    for sentence in scene.message.sentences:
        if at and sentence.end >= at and leaned_on(scene, sentence):
            at = next(s for s in scene.message.sentences if s.start >= sentence.end).end
        elif sentence.end >= at:
            break
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
