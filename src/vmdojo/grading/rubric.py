"""The rubric: rules, weights, bands and switches as data, made ready to judge with.

The shipped rubric is "classic"; other profiles stand beside it. A file of one's own extends one of them: other
positions in a dispute, other weights, silenced or softened rules, rules of its own. None can lift the caps for
deception and stated wishes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec
import rapidfuzz

from vmdojo.grading.ask_model import BESIDE_OFFER, Lexicon, ObjectKind, Raise
from vmdojo.grading.automaton import Automaton
from vmdojo.grading.model import DimensionName
from vmdojo.grading.reading import stem
from vmdojo.grading.requests import Verbs
from vmdojo.grading.rubric_files import FAMILIES, classic_parts, fitted, known_stems
from vmdojo.grading.rubric_model import Asks, Frame, Rule, Words
from vmdojo.scenarios.model import Relationship, Scenario
from vmdojo.scenarios.problem import ScenarioError

__all__ = [
    "FAMILIES",
    "JUDGE_VERSION",
    "NAMED",
    "Rubric",
    "Rule",
    "known_stems",
    "load_rubric",
]

JUDGE_VERSION = "1.0.0"
"""Version of the judging code: raised whenever the same words may earn another grade."""

NAMED = "product"
"""Tag of the names that a team may say, in the automaton."""


class Rubric:
    """All that decides a grade, compiled. Make one with :func:`load_rubric`."""

    def __init__(self, frame: Frame, rules: tuple[Rule, ...], words: Words, asks: Asks) -> None:
        self.id = frame.id
        self.title = frame.title
        self.pace = frame.pace
        self.weights: Mapping[DimensionName, float] = frame.weights
        self.start: Mapping[DimensionName, float] = frame.start
        self.brevity = frame.brevity
        self.scariness = frame.scariness
        self.tolerated: Mapping[Relationship, int] = frame.tolerated
        self.relevance = frame.relevance
        self.opening = frame.opening
        self.leaving = frame.leaving
        self.target = frame.target
        self.products = frame.products
        self.chosen: Mapping[str, str] = frame.chosen
        """Switches that stand elsewhere than in the shipped rubric."""
        awake = tuple(rule for rule in rules if not rule.asleep)
        self.rules: Mapping[str, Rule] = {rule.id: rule for rule in awake}
        self.silent: Mapping[str, Rule] = {rule.id: rule for rule in rules if rule.asleep}
        """Rules that are not looked for: silenced, or asleep until a switch wakes them."""
        self.hash = _hash(frame, awake, words, asks)
        self.judge = f"{JUDGE_VERSION}/rapidfuzz-{rapidfuzz.__version__}/{self.hash[:12]}"
        self.little: Mapping[str, str] = {word: kind for kind, some in words.little.items() for word in some}
        self.stop = frozenset(self.little) | frozenset(words.stop["words"])
        self.order_classes: Mapping[str, str] = {word: kind for kind, some in words.order.items() for word in some}
        self.synonyms = _synonyms(words.synonyms["groups"])
        self.automaton = Automaton(words.classes)
        self.phrase_rules = tuple(rule for rule in awake if rule.detect != "computed")
        for rule in self.phrase_rules:
            self.automaton.add(rule.id, rule.patterns)
            if rule.beside_offer:
                self.automaton.add(rule.id + BESIDE_OFFER, rule.beside_offer)
        self.lexicon = self._lexicon(asks)
        if self.products:
            self.automaton.add(NAMED, self.products)
        self.explained: Mapping[str, frozenset[str]] = {
            rule.id: frozenset(rule.over) for rule in self.phrase_rules if rule.over
        }
        """For a rule, those that are not charged for its words."""
        stays = (rule.id for rule in awake if rule.own or rule.fixed_cap or rule.detect == "listed")
        self.unmasked = frozenset([NAMED, *stays])
        """Tags that are looked for inside the name of a product too."""

    @cached_property
    def known(self) -> frozenset[str]:
        """Stems that an English reader, or this team, knows."""
        stems = known_stems()
        return stems | {stem(term) for name in self.products for term in name.split()} if self.products else stems

    def target_for(self, scenario: Scenario) -> tuple[int, int]:
        """The seconds to land in: the rubric's own where it has some, else the scenario's."""
        return self.target or scenario.brief.target_seconds

    def _lexicon(self, asks: Asks) -> Lexicon:
        objects: dict[str, ObjectKind] = {}
        raises: dict[str, Raise] = {}
        lowers: dict[str, frozenset[str]] = {}
        for name, patterns in asks.frame.items():
            self.automaton.add(f"frame.{name}", patterns)
        for index, thing in enumerate(asks.object):
            tag = f"object.{index}"
            objects[tag] = ObjectKind(thing.name, thing.size, thing.license)
            self.automaton.add(tag, thing.patterns)
        for name, raised in asks.raised.items():
            raises[f"raise.{name}"] = Raise(raised.by, raised.most, frozenset(raised.unless))
            self.automaton.add(f"raise.{name}", raised.patterns)
        for name, lowered in asks.lowered.items():
            lowers[f"lower.{name}"] = frozenset(lowered.only)
            self.automaton.add(f"lower.{name}", lowered.patterns)
        self.automaton.add("vague", asks.vague.patterns)
        self.automaton.add("pressure", asks.pressure.patterns)
        self.automaton.add("negation", asks.negation.patterns)
        verbs = Verbs(
            frozenset(stem(verb) for verb in asks.verbs["small"]),
            frozenset(stem(verb) for verb in asks.verbs["light"]),
            frozenset(asks.verbs["small_nouns"]),
        )
        return Lexicon(objects, raises, lowers, verbs)


def _hash(frame: Frame, rules: tuple[Rule, ...], words: Words, asks: Asks) -> str:
    """SHA-256 of all that can move a grade or its words; proofs, sources, titles and sleeping rules cannot."""
    said = [
        msgspec.structs.replace(rule, hits=(), misses=(), evidence="E", disputed="", ref="", own=False)
        for rule in rules
    ]
    plain = msgspec.structs.replace(frame, title="", chosen={}, target=None)
    canonical = msgspec.json.encode([plain, said, words, asks, fitted()], order="sorted")
    return hashlib.sha256(canonical).hexdigest()


def _synonyms(groups: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
    """The stems that may stand for each stem, in the order of the file: of two in a message the first counts."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        stems = dict.fromkeys(stem(word) for word in group)
        for one in stems:
            found.setdefault(one, {}).update((other, None) for other in stems if other != one)
    return {one: tuple(others) for one, others in found.items()}


@lru_cache(maxsize=1)
def _classic() -> Rubric:
    return Rubric(*classic_parts())


@lru_cache(maxsize=8)
def _profile(name: str) -> Rubric:
    from vmdojo.grading.rubric_own import profile_parts

    return Rubric(*profile_parts(name))


def load_rubric(which: Path | str | None = None) -> Rubric:
    """The shipped rubric "classic", a shipped profile by its name, or one's own from a file (a ``Path``).

    Raises ScenarioError: for an unknown name, or with every problem of the file: a wrong key or type, an unknown rule
    or switch, a phrase that cannot be read, an attempt to silence a rule that guards against deception.
    """
    if which is None or which == "classic":
        return _classic()
    if isinstance(which, str):
        from vmdojo.grading.rubric_own import profiles

        if which not in profiles():
            raise ScenarioError(f"There is no rubric {which!r}. There are {', '.join(profiles())}, or a file of yours.")
        return _profile(which)
    from vmdojo.grading.rubric_check import read_own, refuse, unproven
    from vmdojo.grading.rubric_own import built, layers_of

    loaded = read_own(which)
    own = loaded.require()
    rubric = Rubric(*built(layers_of(own)))
    refuse(which, unproven(loaded, rubric, own.rule))
    return rubric
