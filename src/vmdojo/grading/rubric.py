"""The rubric: rules, weights, bands and switches as data, made ready to judge with.

The shipped rubric is "classic"; other profiles stand beside it. A file of one's own extends one of them: other
positions in a dispute, other weights, silenced or softened rules, rules of its own. None can lift the caps for
deception and stated wishes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vmdojo.grading.ask_model import BESIDE_OFFER, Lexicon, ObjectKind, Raise
from vmdojo.grading.automaton import Automaton, Net
from vmdojo.grading.kept import kept
from vmdojo.grading.letters import Letters
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.model import DIMENSIONS, DimensionName
from vmdojo.grading.reading import stem
from vmdojo.grading.requests import Verbs
from vmdojo.grading.rubric_files import FAMILIES, classic_parts, fitted
from vmdojo.grading.rubric_model import Asks, Frame, Rule, Words
from vmdojo.grading.spelling import rapidfuzz_version
from vmdojo.scenarios.model import Relationship, Scenario
from vmdojo.scenarios.problem import ScenarioError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "FAMILIES",
    "JUDGE_VERSION",
    "NAMED",
    "Rubric",
    "Rule",
    "load_rubric",
]

JUDGE_VERSION = "1.17.0"
"""Version of the judging code: raised whenever the same words may earn another grade."""

NAMED = "product"
"""Tag of the names that a team may say, in the automaton."""


class Made(NamedTuple):
    """What takes long to make of the parts of a rubric."""

    hash: str
    net: Net


class Opened(NamedTuple):
    """Where every judgement starts from."""

    weights: Mapping[DimensionName, float]
    """Of a hundred, over the dimensions that are judged."""
    points: Mapping[DimensionName, float]
    base: float
    """The total before anything was found."""


class Rubric:
    """All that decides a grade, compiled. Make one with :func:`load_rubric`."""

    def __init__(
        self, frame: Frame, rules: tuple[Rule, ...], words: Words, asks: Asks, made: Made | None = None
    ) -> None:
        """``made`` is what was made of the very same parts before."""
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
        self.hash = made.hash if made is not None else _hash(frame, awake, words, asks)
        self.judge = f"{JUDGE_VERSION}/rapidfuzz-{rapidfuzz_version()}/{self.hash[:12]}"
        self.little: Mapping[str, str] = {word: kind for kind, some in words.little.items() for word in some}
        self.stop = frozenset(self.little) | frozenset(words.stop["words"])
        self.order_classes: Mapping[str, str] = {word: kind for kind, some in words.order.items() for word in some}
        self.synonyms = _synonyms(words.synonyms["groups"])
        self.phrase_rules = tuple(rule for rule in awake if rule.detect != "computed")
        self.places: Mapping[str, int] = {rule.id: at for at, rule in enumerate(self.phrase_rules)}
        """The place of each of them by its id."""
        self.promises = tuple(rule for rule in self.phrase_rules if rule.offer and rule.kind == "virtue")
        """Those that promise something, which the dossier must then hold."""
        self.lexicon = _lexicon(asks)
        if made is not None:
            self.automaton = Automaton(net=made.net)
        else:
            self.automaton = Automaton(words.classes)
            for tag, patterns in _patterns(self.phrase_rules, asks, self.products):
                self.automaton.add(tag, patterns)
        self.explained: Mapping[str, frozenset[str]] = {
            rule.id: frozenset(rule.over) for rule in self.phrase_rules if rule.over
        }
        """For a rule, those that are not charged for its words."""
        stays = (rule.id for rule in awake if rule.own or rule.fixed_cap or rule.detect == "listed")
        self.unmasked = frozenset([NAMED, *stays])
        """Tags that are looked for inside the name of a product too."""
        self._standing: dict[tuple[Relationship, bool], Mapping[str, Rule]] = {}
        self._opened: dict[bool, Opened] = {}

    @cached_property
    def known(self) -> Mapping[str, str]:
        """For any term without a kind its letter (``letters.py``): what it is to an English reader, or to this team."""
        own = frozenset(stem(term) for name in self.products for term in name.split())
        return Letters(shipped_meaning().stems, own, little=self.little)

    def standing(self, relationship: Relationship, later: bool) -> Mapping[str, Rule]:
        """The rules that count in that acquaintance, in a first or a ``later`` message; worked out once."""
        found = self._standing.get((relationship, later))
        if found is None:
            found = self._standing[relationship, later] = {
                rule.id: rule
                for rule in self.rules.values()
                if (not rule.relationships or relationship in rule.relationships)
                and relationship not in rule.unless_relationships
                and (rule.touch == "any" or (rule.touch == "later") is later)
            }
        return found

    def opened(self, *, judged: bool) -> Opened:
        """Weights and points before a word is read; ``judged``: relevance is among them."""
        found = self._opened.get(judged)
        if found is None:
            names = [name for name in DIMENSIONS if name != "relevance" or judged]
            whole = sum(self.weights[name] for name in names)
            weights = {name: 100.0 * self.weights[name] / whole if whole else 0.0 for name in names}
            points = {name: float(self.start[name]) for name in names}
            base = sum(weights[name] * points[name] / 100.0 for name in names)
            found = self._opened[judged] = Opened(weights, points, base)
        return found

    def target_for(self, scenario: Scenario) -> tuple[int, int]:
        """The seconds to land in: the rubric's own where it has some, else the scenario's."""
        return self.target or scenario.brief.target_seconds


def _patterns(rules: Iterable[Rule], asks: Asks, products: Sequence[str]) -> Iterator[tuple[str, Sequence[str]]]:
    """All that is looked for, by the tag under which it is found."""
    for rule in rules:
        yield rule.id, rule.patterns
        if rule.beside_offer:
            yield rule.id + BESIDE_OFFER, rule.beside_offer
    for name, patterns in asks.frame.items():
        yield f"frame.{name}", patterns
    for index, thing in enumerate(asks.object):
        yield f"object.{index}", thing.patterns
    for name, raised in asks.raised.items():
        yield f"raise.{name}", raised.patterns
    for name, lowered in asks.lowered.items():
        yield f"lower.{name}", lowered.patterns
    yield "vague", asks.vague.patterns
    yield "pressure", asks.pressure.patterns
    yield "deadline", asks.deadline.patterns
    yield "negation", asks.negation.patterns
    if products:
        yield NAMED, products


def _lexicon(asks: Asks) -> Lexicon:
    """The parts of an ask, by the tags of :func:`_patterns`."""
    return Lexicon(
        {f"object.{at}": ObjectKind(thing.name, thing.size, thing.license) for at, thing in enumerate(asks.object)},
        {f"raise.{name}": Raise(it.by, it.most, frozenset(it.unless)) for name, it in asks.raised.items()},
        {f"lower.{name}": frozenset(it.only) for name, it in asks.lowered.items()},
        Verbs(
            frozenset(stem(verb) for verb in asks.verbs["small"]),
            frozenset(stem(verb) for verb in asks.verbs["light"]),
            frozenset(asks.verbs["small_nouns"]),
        ),
    )


def _hash(frame: Frame, rules: tuple[Rule, ...], words: Words, asks: Asks) -> str:
    """SHA-256 of all that can move a grade or its words; proofs, sources, titles and sleeping rules cannot."""
    from hashlib import sha256  # several milliseconds that a start without hashes keeps

    said = [
        msgspec.structs.replace(rule, hits=(), misses=(), evidence="E", disputed="", ref="", own=False)
        for rule in rules
    ]
    plain = msgspec.structs.replace(frame, title="", chosen={}, target=None)
    canonical = msgspec.json.encode([plain, said, words, asks, fitted()], order="sorted")
    return sha256(canonical).hexdigest()


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
    held = kept("rubric", _Kept, _kept_classic)
    return Rubric(held.frame, held.rules, held.words, held.asks, Made(held.hash, held.net))


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """The shipped rubric between two starts."""

    frame: Frame
    rules: tuple[Rule, ...]
    words: Words
    asks: Asks
    hash: str
    net: Net


def _kept_classic() -> _Kept:
    parts = classic_parts()
    rubric = Rubric(*parts)
    return _Kept(*parts, rubric.hash, rubric.automaton.net)


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
    return _own(which)


def rubric_of(text: str, name: str) -> Rubric:
    """The rubric that a file of this text would make; ``name`` stands for the file in problems. Raises ScenarioError
    as :func:`load_rubric` does."""
    return _own(name, text)


def _own(path: Path | str, text: str | None = None) -> Rubric:
    from vmdojo.grading.rubric_check import read_own, refuse, unproven
    from vmdojo.grading.rubric_own import built, layers_of

    loaded = read_own(path, text)
    own = loaded.require()
    rubric = Rubric(*built(layers_of(own)))
    refuse(path, unproven(loaded, rubric, own.rule))
    return rubric
