"""The rubric: rules, weights, bands and switches as data, made ready to judge with.

The shipped rubric is "classic". A file of one's own extends it: other weights, silenced or softened rules, rules of its
own. It can never lift the caps for deception and stated wishes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import rapidfuzz
from msgspec import Meta

from vmdojo.grading.ask_model import Lexicon, ObjectKind, Raise
from vmdojo.grading.automaton import Automaton, PatternError
from vmdojo.grading.model import DimensionName
from vmdojo.grading.reading import stem
from vmdojo.grading.requests import Verbs
from vmdojo.message.model import Pace
from vmdojo.scenarios.model import Relationship
from vmdojo.scenarios.problem import Keys, ScenarioError
from vmdojo.scenarios.toml import load_toml, loads_toml

JUDGE_VERSION = "1.0.0"
"""Version of the judging code: raised whenever the same words may earn another grade."""

RuleId = Annotated[str, Meta(pattern=r"^[a-z_]+\.[a-z_0-9]+$", max_length=64)]


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Rule(_Data, frozen=True, omit_defaults=True):
    """One fault or virtue to look for. Points are points (of 100) of its dimension."""

    id: RuleId
    dimension: DimensionName
    kind: Literal["fault", "virtue"]
    why: str
    fix: str
    points: float
    each: float = 0.0
    """Points for each further place where it is found."""
    most: float | None = None
    """The most that all its places together may move."""
    min: Annotated[int, Meta(ge=1)] = 1
    """Places needed before it counts."""
    detect: Literal["phrase", "computed"] = "phrase"
    """``computed``: found by the judge's own measures, so the file holds only its words and points."""
    patterns: tuple[str, ...] = ()
    where: Literal["anywhere", "opening", "closing"] = "anywhere"
    reason: bool = False
    """It gives the buyer a reason for the call."""
    no_reason: bool = False
    """Its words are no reason, even where another rule would take them for one."""
    offer: bool = False
    """It promises something, which must then be among the dossier's offers."""
    cap: Annotated[float, Meta(ge=0, le=100)] | None = None
    """Ceiling on the total where it is found."""
    formal_cap: Annotated[float, Meta(ge=0, le=100)] | None = None
    """Ceiling where it is found and the buyer is a formal one."""
    crowd: tuple[Annotated[int, Meta(ge=2)], Annotated[float, Meta(ge=0, le=100)]] | None = None
    """(places, ceiling): found that often, it is no slip any more and caps the total."""
    fixed_cap: bool = False
    """A rubric that extends this one cannot lift the cap."""
    evidence: Literal["M1", "M2", "M3", "R", "E"] = "E"
    """Strength of evidence: controlled experiment, vendor data, small count, repeated number, expert opinion."""
    disputed: str = ""
    """Who disagrees, and what they say."""
    ref: str = ""
    relationships: tuple[Relationship, ...] = ()
    """Only for these; empty for all."""
    unless_relationships: tuple[Relationship, ...] = ()
    hits: tuple[str, ...] = ()
    """Proof: sentences in which it must be found."""
    misses: tuple[str, ...] = ()
    """Proof: near misses in which it must not be found."""

    @property
    def who_disagrees(self) -> str:
        """Alias of ``disputed``, for the rule's card."""
        return self.disputed


class RuleFile(_Data, frozen=True):
    """One family of rules."""

    format: Literal[1]
    family: str
    rule: tuple[Rule, ...]


class _Words(_Data, frozen=True):
    format: Literal[1]
    classes: dict[str, tuple[str, ...]]
    little: dict[str, tuple[str, ...]]
    order: dict[str, tuple[str, ...]]
    stop: dict[str, tuple[str, ...]]
    synonyms: dict[str, tuple[tuple[str, ...], ...]]


class _Patterns(_Data, frozen=True):
    patterns: tuple[str, ...]


class _Object(_Data, frozen=True):
    size: Annotated[int, Meta(ge=0, le=10)]
    name: str
    license: Literal["any", "frame", "verb", "become", "question"]
    patterns: tuple[str, ...]


class _Raise(_Data, frozen=True):
    by: int
    most: int
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()


class _Lower(_Data, frozen=True):
    patterns: tuple[str, ...]
    only: tuple[str, ...] = ()


class _OrderTable(_Data, frozen=True):
    format: Literal[1]
    classes: tuple[str, ...]
    after: dict[str, tuple[int, ...]]


class _Asks(_Data, frozen=True):
    format: Literal[1]
    frame: dict[str, tuple[str, ...]]
    object: tuple[_Object, ...]
    raised: dict[str, _Raise]
    lowered: dict[str, _Lower]
    pressure: _Patterns
    vague: _Patterns
    negation: _Patterns
    verbs: dict[Literal["small", "light", "small_nouns"], tuple[str, ...]]


class Brevity(_Data, frozen=True):
    curve: tuple[tuple[float, float], ...]
    """(seconds, points), straight lines between."""
    empty_share: float
    caps: tuple[tuple[float, float], ...] = ()
    """(seconds, ceiling on the total) beyond which nothing else in the message saves it."""


class Scariness(_Data, frozen=True):
    points: tuple[float, ...]
    """For levels 0-10 where level 3 is tolerated."""
    out_of_reach: int
    """Levels above the tolerated one from which the total is capped."""


class Relevance(_Data, frozen=True):
    shares: tuple[float, ...]
    addressed: float
    unlinked: float
    kinds: dict[str, float]


class _Frame(_Data, frozen=True):
    """``rubric.toml`` of the shipped rubric."""

    format: Literal[1]
    id: str
    title: str
    version: str
    pace: Pace
    weights: dict[DimensionName, float]
    start: dict[DimensionName, float]
    brevity: Brevity
    scariness: Scariness
    tolerated: dict[Relationship, int]
    relevance: Relevance


class RubricFile(_Data, frozen=True):
    """A rubric of one's own: it extends "classic" and says only what differs."""

    format: Literal[1]
    id: str
    title: str = ""
    extends: Literal["classic"] = "classic"
    words_per_minute: Annotated[float, Meta(ge=80, le=300)] | None = None
    weights: dict[DimensionName, Annotated[float, Meta(ge=0, le=100)]] = {}
    tolerated: dict[Relationship, Annotated[int, Meta(ge=0, le=10)]] = {}
    brevity: Brevity | None = None
    silence: tuple[RuleId, ...] = ()
    """Rules that are not looked for; those that guard against deception and broken wishes stay."""
    points: dict[str, float] = {}
    """Other points for a rule, by its id."""
    rule: tuple[Rule, ...] = ()
    """Further rules, found by their phrases."""
    classes: dict[str, tuple[str, ...]] = {}


class Rubric:
    """All that decides a grade, compiled. Make one with :func:`load_rubric`."""

    def __init__(self, frame: _Frame, rules: tuple[Rule, ...], words: _Words, asks: _Asks) -> None:
        self.id = frame.id
        self.title = frame.title
        self.pace = frame.pace
        self.weights: Mapping[DimensionName, float] = frame.weights
        self.start: Mapping[DimensionName, float] = frame.start
        self.brevity = frame.brevity
        self.scariness = frame.scariness
        self.tolerated: Mapping[Relationship, int] = frame.tolerated
        self.relevance = frame.relevance
        self.rules: Mapping[str, Rule] = {rule.id: rule for rule in rules}
        from hashlib import sha256  # several milliseconds that a start without hashes keeps

        canonical = msgspec.json.encode([frame, rules, words, asks], order="sorted")
        self.hash = sha256(canonical).hexdigest()
        self.judge = f"{JUDGE_VERSION}/rapidfuzz-{rapidfuzz.__version__}/{self.hash[:12]}"
        self.little: Mapping[str, str] = {word: kind for kind, some in words.little.items() for word in some}
        self.stop = frozenset(self.little) | frozenset(words.stop["words"])
        self.order_classes: Mapping[str, str] = {word: kind for kind, some in words.order.items() for word in some}
        self.synonyms = _synonyms(words.synonyms["groups"])
        self.automaton = Automaton(words.classes)
        self.phrase_rules = tuple(rule for rule in rules if rule.detect == "phrase")
        for rule in self.phrase_rules:
            self.automaton.add(rule.id, rule.patterns)
        self.lexicon = self._lexicon(asks)

    def _lexicon(self, asks: _Asks) -> Lexicon:
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


def _synonyms(groups: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
    """The stems that may stand for each stem, in the order of the file: of two in a message the first counts."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        stems = dict.fromkeys(stem(word) for word in group)
        for one in stems:
            found.setdefault(one, {}).update((other, None) for other in stems if other != one)
    return {one: tuple(others) for one, others in found.items()}


def _shipped(name: str) -> str:
    return (Path(__file__).parent / "rules" / name).read_text(encoding="utf-8")


def _shipped_as(name: str, kind: Any) -> Any:
    return loads_toml(_shipped(name), kind, name=name).require()


@lru_cache(maxsize=1)
def order_table() -> Mapping[str, Mapping[str, int]]:
    """Which class of words follows which: see ``order.py``."""
    table: _OrderTable = _shipped_as("order.toml", _OrderTable)
    return {left: dict(zip(table.classes, row, strict=True)) for left, row in table.after.items()}


@lru_cache(maxsize=1)
def known_stems() -> frozenset[str]:
    """Stems of the 20,000 commonest English words, by the order of the GloVe 6B vocabulary (public domain)."""
    return frozenset(_shipped("known.txt").split())


@lru_cache(maxsize=1)
def _classic_parts() -> tuple[_Frame, tuple[Rule, ...], _Words, _Asks]:
    frame: _Frame = _shipped_as("rubric.toml", _Frame)
    words: _Words = _shipped_as("words.toml", _Words)
    asks: _Asks = _shipped_as("ask.toml", _Asks)
    rules: list[Rule] = []
    for family in FAMILIES:
        found: RuleFile = _shipped_as(f"{family}.toml", RuleFile)
        rules.extend(found.rule)
    return frame, tuple(rules), words, asks


FAMILIES = ("relevance", "scariness", "reason", "value", "structure", "tone", "next_step")
"""The families of rules, one file each."""


@lru_cache(maxsize=1)
def _classic() -> Rubric:
    return Rubric(*_classic_parts())


def load_rubric(path: Path | None = None) -> Rubric:
    """The shipped rubric, or one's own from ``path``.

    Raises ScenarioError with every problem of the file: a wrong key or type, an unknown rule, a phrase that cannot
    be read, an attempt to silence a rule that guards against deception.
    """
    if path is None:
        return _classic()
    loaded = load_toml(path, RubricFile)
    own = loaded.require()
    frame, rules, words, asks = _classic_parts()
    known = {rule.id: rule for rule in rules}
    problems = []
    for index, id_ in enumerate(own.silence):
        if id_ not in known:
            problems.append(
                loaded.problem(("silence", index), f"there is no rule {id_!r}", nearest=_nearest(id_, known))
            )
        elif known[id_].fixed_cap:
            problems.append(
                loaded.problem(
                    ("silence", index), f"{id_!r} guards every league against deception and cannot be silenced"
                )
            )
    problems.extend(
        loaded.problem(("points", id_), f"there is no rule {id_!r}", nearest=_nearest(id_, known), at_key=True)
        for id_ in own.points
        if id_ not in known
    )
    for index, rule in enumerate(own.rule):
        if rule.id in [other.id for other in own.rule[:index]]:
            problems.append(loaded.problem(("rule", index, "id"), f"the file has two rules {rule.id!r}"))
        if rule.id in known:
            problems.append(loaded.problem(("rule", index, "id"), f"the classic rubric already has a rule {rule.id!r}"))
        if rule.detect != "phrase" or not rule.patterns:
            problems.append(
                loaded.problem(("rule", index), "a rule of one's own is found by its phrases: give it patterns")
            )
    trial = Automaton({**words.classes, **own.classes})
    places: list[tuple[Keys, tuple[str, ...]]]
    places = [(("classes", name), (f"@{name}",)) for name in own.classes]  # a class may stand in classic rules too
    places += [(("rule", index, "patterns"), rule.patterns) for index, rule in enumerate(own.rule)]
    for place, patterns in places:
        try:
            trial.add("trial", patterns)
        except PatternError as error:
            problems.append(loaded.problem(place, str(error)))
    if problems:
        raise ScenarioError(f"{path} cannot be used as a rubric.", tuple(problems))
    changed = tuple(
        msgspec.structs.replace(rule, points=own.points.get(rule.id, rule.points))
        for rule in rules
        if rule.id not in own.silence
    )
    frame = msgspec.structs.replace(
        frame,
        id=own.id,
        title=own.title or own.id,
        pace=msgspec.structs.replace(frame.pace, words_per_minute=own.words_per_minute or frame.pace.words_per_minute),
        weights={**frame.weights, **own.weights},
        tolerated={**frame.tolerated, **own.tolerated},
        brevity=own.brevity or frame.brevity,
    )
    return Rubric(
        frame, changed + own.rule, msgspec.structs.replace(words, classes={**words.classes, **own.classes}), asks
    )


def _nearest(id_: str, known: Mapping[str, Rule]) -> str:
    from rapidfuzz import process

    best = process.extractOne(id_, list(known), score_cutoff=60)
    return best[0] if best else ""
