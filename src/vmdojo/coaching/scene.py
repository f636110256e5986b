"""What edits are made from, and what the message already does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from vmdojo.coaching.bank import Bank
from vmdojo.coaching.model import Edit
from vmdojo.coaching.tellable import Line
from vmdojo.grading.model import Grade
from vmdojo.message.model import Message, Sentence, WordKind
from vmdojo.scenarios.model import About, Scenario

KNOWN = ("inbound", "met", "customer")
"""Relationships in which the caller is no stranger."""
_STANDS_SO = frozenset(
    "in on at from for with yours attached ready about only free due there here waiting costs takes needs goes".split()
)
"""Behind "it's": something said of a thing that was named before."""
GREETS = frozenset(("hi", "hello", "hey", "good", "dear", "morning", "afternoon", "evening", "greetings", "yo", "hiya"))


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
    leans: tuple[int, int] = (0, 0)
    """The span that it leans on and that has to stay: "that" behind a fact, "a yes is plenty" behind a question."""


class Scene(NamedTuple):
    """What the candidates are made from."""

    message: Message
    scenario: Scenario | About | None
    grade: Grade
    bank: Bank
    buyer: str
    seed: int
    lines: tuple[Line, ...]
    """What the dossier, or the caller's own notes, let the coach say."""

    @property
    def known(self) -> bool:
        """Whether there is a dossier, and not only a caller's notes or nothing."""
        return isinstance(self.scenario, Scenario)


def opens(scene: Scene, index: int) -> bool:
    """Whether a sentence greets or says who is calling: it may lack a verb, and it is never cut whole."""
    message = scene.message
    sentence = message.sentences[index]
    words = [word.folded for word in message.words[sentence.first : sentence.last]]
    if index == 0 and (len(words) <= 6 or words[0] in GREETS or any(w.loose for w in message.words[:3])):
        return True
    said = " ".join(words)
    if any(mark in f" {said} " for mark in (" this is ", " my name is ", " name's ")):
        return True
    if index <= 1 and any(mark in f" {said} " for mark in (" it's ", " here from ", " calling from ", " here at ")):
        return True
    if index == 1 and len(words) <= 8 and "here" in words[1:4]:
        return True
    own = own_company(scene)
    return index <= 2 and bool(own) and own in said


def own_company(scene: Scene) -> str:
    return scene.scenario.brief.your_company.lower() if isinstance(scene.scenario, Scenario) else ""


def lost_number(scene: Scene, start: int, end: int) -> str:
    """The player's telephone number or address, where it stands in this span and nowhere else."""
    inside = [w for w in scene.message.words if w.kind in (WordKind.PHONE, WordKind.ADDRESS)]
    lost = [w for w in inside if start <= w.start < end]
    if not lost or len(lost) < len(inside):
        return ""
    return lost[-1].text.rstrip(".,") + "."


def outside(scene: Scene, sentence: Sentence | None, *rules: str) -> bool:
    return any(
        f.rule in rules and f.kind == "virtue" and (sentence is None or not sentence.start <= f.start < sentence.end)
        for f in scene.grade.findings
    )


def told_elsewhere(scene: Scene, sentence: Sentence | None = None) -> bool:
    return outside(scene, sentence, "relevance.fact_used")


def asked_elsewhere(scene: Scene, sentence: Sentence | None = None) -> bool:
    """Whether the message already asks, with a question or for leave to ring: "May I ring tomorrow at seven?"."""
    if outside(scene, sentence, "next_step.question"):
        return True
    return any(
        f.rule == "next_step.ask"
        and (sentence is None or not sentence.start <= f.start < sentence.end)
        and any(s.start <= f.start < s.end and s.closing == "?" for s in scene.message.sentences)
        and not any(other.rule.startswith("ask.") and other.start == f.start for other in scene.grade.findings)
        for f in scene.grade.findings
    )


def bears(scene: Scene) -> int:
    dimension = scene.grade.dimensions.get("scariness")
    return dimension.tolerated or 0 if dimension is not None else 0


def fresh_lines(scene: Scene, kinds: Sequence[str], gone: Sentence | None = None) -> list[Line]:
    """Lines of the dossier that the message does not say yet, or says only in the sentence that is to go."""
    said = {f.fact for f in scene.grade.findings if f.fact and (gone is None or not gone.start <= f.start < gone.end)}
    return [line for line in scene.lines if line.kind in kinds and line.id not in said]


def one_question(item: Candidate) -> Candidate:
    """A message asks one thing: edits that bring a question exclude each other."""
    return item._replace(uses=item.uses | {"a question"}) if "?" in item.rewrite else item


def leaned_on(scene: Scene, sentence: Sentence) -> bool:
    """Whether the next sentence speaks of something in this one: "It's in your email", and not "It was great"."""
    words = scene.message.words
    after = next((s for s in scene.message.sentences if s.start >= sentence.end), None)
    if after is None:
        return False
    said = [word.folded for word in words[after.first : min(after.last, after.first + 3)]]
    if said[0] in ("they", "they're", "both"):
        return True
    rest = said[2:] if said[:1] == ["it"] and said[1:2] in (["is"], ["was"]) else said[1:]
    return said[0] in ("it", "it's") and bool(rest) and rest[0] in _STANDS_SO


def standing(scene: Scene) -> str:
    """How the buyer stands to the caller: "cold" where nothing is known."""
    scenario = scene.scenario
    if scenario is None:
        return "cold"
    return scenario.brief.relationship if isinstance(scenario, Scenario) else scenario.relationship


def knows(scene: Scene) -> bool:
    """Whether a dossier says that the buyer asked, met or bought."""
    return scene.known and standing(scene) in KNOWN
