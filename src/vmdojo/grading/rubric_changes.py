"""What a rubric may change, and how a change is applied. Switches, profiles and files of one's own share these words.

An effect that is known here needs no Python to be used by a new position of a switch: see ``rules/switches.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, field

from vmdojo.grading.model import DimensionName
from vmdojo.grading.rubric_model import Ceiling, Data, Evidence, Parts, Rule, RuleData, RuleId
from vmdojo.scenarios.model import FactKind, Relationship, Slug

Seconds = Annotated[float, Meta(ge=0, le=600)]
Points = Annotated[float, Meta(ge=0, le=100)]
Share = Annotated[float, Meta(ge=0, le=1)]
OwnPoints = Annotated[float, Meta(ge=-100, le=100)]


class BrevityChange(Data, frozen=True):
    curve: Annotated[tuple[tuple[Seconds, Points], ...], Meta(min_length=2, max_length=20)] | None = None
    empty_share: Share | None = None
    caps: Annotated[tuple[tuple[Seconds, Ceiling], ...], Meta(max_length=20)] | None = None
    tight: tuple[Seconds, Seconds] | None = None


class ScarinessChange(Data, frozen=True):
    points: Annotated[tuple[Points, ...], Meta(min_length=11, max_length=11)] | None = None
    out_of_reach: Annotated[int, Meta(ge=1, le=10)] | None = None
    welcome: tuple[str, ...] | None = None
    vague: bool | None = None


class RelevanceChange(Data, frozen=True):
    shares: Annotated[tuple[Points, ...], Meta(min_length=1, max_length=10)] | None = None
    addressed: Points | None = None
    unlinked: Share | None = None
    kinds: dict[FactKind | Literal["phrase"], Share] | None = None


class OpeningChange(Data, frozen=True):
    reason_by: Annotated[float, Meta(ge=1, le=60)] | None = None
    company_by: Annotated[float, Meta(ge=1, le=60)] | None = None


class LeavingChange(Data, frozen=True):
    most: Annotated[int, Meta(ge=1, le=20)] | None = None
    always: bool | None = None


class Changes(Data, frozen=True):
    """Everything that may be said otherwise than in the rubric below. What is left out stays as it is."""

    words_per_minute: Annotated[float, Meta(ge=80, le=300)] | None = None
    target: tuple[Annotated[int, Meta(ge=1, le=120)], Annotated[int, Meta(ge=1, le=120)]] | None = None
    """Seconds to land in, whatever the scenario says."""
    weights: dict[DimensionName, Points] = field(default_factory=dict)
    tolerated: dict[Relationship, Annotated[int, Meta(ge=0, le=10)]] = field(default_factory=dict)
    brevity: BrevityChange | None = None
    scariness: ScarinessChange | None = None
    relevance: RelevanceChange | None = None
    opening: OpeningChange | None = None
    leaving: LeavingChange | None = None
    silence: tuple[RuleId, ...] = ()
    """Rules that are not looked for; those that hold in every rubric stay."""
    wake: tuple[RuleId, ...] = ()
    """Rules that sleep in the shipped rubric and are looked for here."""
    points: dict[str, OwnPoints] = field(default_factory=dict)
    """Other points for a rule, by its id; what further places cost moves with them."""
    caps: dict[str, Ceiling] = field(default_factory=dict)
    """Another ceiling for a rule, by its id; 100 lifts it."""
    weaken: dict[str, Share] = field(default_factory=dict)
    """Share of its points that a rule keeps, by its id; its ceiling rises with it. 0.5 is half as bad."""


class Position(Changes, frozen=True, kw_only=True):
    """One side of a dispute, and what it changes in the shipped rubric."""

    id: Slug
    says: str
    """What this side holds, in a sentence."""
    who: str
    """Who holds it."""
    bears_on: tuple[RuleId, ...] = ()
    """Rules that it moves through numbers, without naming them in its changes."""
    evidence: Evidence = "E"


class Switch(Data, frozen=True, kw_only=True):
    """A dispute between schools of selling: D1 to D13 of what is known about voicemail."""

    id: Slug
    ref: str
    question: str
    default: str = ""
    """Id of the position that the shipped rubric takes; it changes nothing. Empty where nothing can be chosen."""
    voice: bool = False
    """A matter of the voice, which words on a page do not show: nothing can be chosen."""
    note: str = ""
    """What the switch leaves out, and why."""
    position: tuple[Position, ...] = ()


class SwitchFile(Data, frozen=True, kw_only=True):
    """``switches.toml``."""

    format: Literal[1]
    switch: tuple[Switch, ...]


class OwnRule(RuleData, frozen=True, kw_only=True, omit_defaults=True):
    """A rule of a team's file: found by its phrases."""

    points: OwnPoints
    patterns: Annotated[tuple[str, ...], Meta(min_length=1)]


class RubricFile(Changes, frozen=True, kw_only=True):
    """A rubric of one's own, or a shipped profile: it extends another and says only what differs."""

    format: Literal[1]
    id: Slug
    title: str = ""
    about: str = ""
    """Whose view it is, in a sentence or two."""
    extends: str = "classic"
    """The shipped profile that it starts from."""
    switches: dict[str, str] = field(default_factory=dict)
    """The position to take in a dispute, by the switch's id."""
    banned: Annotated[tuple[str, ...], Meta(max_length=500)] = ()
    """Phrases that nobody here says, in plain words; every inflection counts."""
    banned_why: str = ""
    products: Annotated[tuple[str, ...], Meta(max_length=200)] = ()
    """Names that may be said without counting as jargon, as a pitch or as unknown words."""
    product_in_message: Literal["fine", "fault"] = "fine"
    rule: tuple[OwnRule, ...] = ()
    """Further rules, found by their phrases."""
    classes: dict[str, tuple[str, ...]] = field(default_factory=dict)


def apply(parts: Parts, changes: Changes) -> Parts:
    """``parts`` with the changes made."""
    frame, rules, words, asks = parts
    merged: dict[str, Any] = {
        name: _merged(getattr(frame, name), getattr(changes, name))
        for name in ("brevity", "scariness", "relevance", "opening", "leaving")
    }
    if changes.relevance is not None and changes.relevance.kinds is not None:
        kinds: dict[str, float] = {str(kind): worth for kind, worth in changes.relevance.kinds.items()}
        kinds = {**frame.relevance.kinds, **kinds}
        merged["relevance"] = msgspec.structs.replace(merged["relevance"], kinds=kinds)
    if changes.words_per_minute is not None:
        merged["pace"] = msgspec.structs.replace(frame.pace, words_per_minute=changes.words_per_minute)
    if changes.target is not None:
        merged["target"] = changes.target
    frame = msgspec.structs.replace(
        frame,
        weights={**frame.weights, **changes.weights},
        tolerated={**frame.tolerated, **changes.tolerated},
        **merged,
    )
    return Parts(frame, tuple(_changed(rule, changes) for rule in rules), words, asks)


def _merged(old: msgspec.Struct, new: msgspec.Struct | None) -> msgspec.Struct:
    """``old`` with what ``new`` says."""
    if new is None:
        return old
    said = {name: value for name in new.__struct_fields__ if (value := getattr(new, name)) is not None}
    return msgspec.structs.replace(old, **said)


def _changed(rule: Rule, changes: Changes) -> Rule:
    new: dict[str, Any] = {}
    if rule.id in changes.wake:
        new["asleep"] = False
    if rule.id in changes.silence:
        new["asleep"] = True
    if rule.id in changes.points:
        new |= _scaled(rule, changes.points[rule.id])
    if rule.id in changes.caps:
        new |= _capped(rule, changes.caps[rule.id])
    rule = msgspec.structs.replace(rule, **new) if new else rule
    share = changes.weaken.get(rule.id)
    if share is None:
        return rule
    new = {"share": rule.share * share} if rule.measured else _scaled(rule, rule.points * share)
    if rule.id not in changes.caps:
        new |= _softened(rule, share)
    return msgspec.structs.replace(rule, **new)


def _scaled(rule: Rule, points: float) -> dict[str, Any]:
    by = points / rule.points if rule.points else 1.0
    return {"points": points, "each": rule.each * by, "most": None if rule.most is None else rule.most * by}


def _capped(rule: Rule, at: float) -> dict[str, Any]:
    """All ceilings of a rule at one height; where it had none, a plain one."""
    ceiling = None if at >= 100.0 else at
    new: dict[str, Any] = {}
    if rule.formal_cap is not None:
        new["formal_cap"] = ceiling
    if rule.crowd is not None:
        new["crowd"] = None if ceiling is None else (rule.crowd[0], ceiling)
    if rule.cap is not None or not new:
        new["cap"] = ceiling
    return new


def _softened(rule: Rule, share: float) -> dict[str, Any]:
    def risen(at: float) -> float | None:
        height = 100.0 - (100.0 - at) * share
        return None if height >= 100.0 else height

    new: dict[str, Any] = {}
    if rule.cap is not None:
        new["cap"] = risen(rule.cap)
    if rule.formal_cap is not None:
        new["formal_cap"] = risen(rule.formal_cap)
    if rule.crowd is not None:
        height = risen(rule.crowd[1])
        new["crowd"] = None if height is None else (rule.crowd[0], height)
    return new


_TABLES = ("brevity", "scariness", "relevance", "opening", "leaving")


def rules_of(changes: Changes) -> set[str]:
    """Ids of the rules that the changes name."""
    return {*changes.silence, *changes.wake, *changes.points, *changes.caps, *changes.weaken}


def touched(changes: Changes) -> Iterator[str]:
    """What the changes move, each thing by a name of its own: ``rule tone.fillers``, ``brevity.curve``."""
    yield from sorted(f"rule {id_}" for id_ in rules_of(changes))
    yield from (name for name in ("words_per_minute", "target") if getattr(changes, name) is not None)
    yield from sorted(f"weights.{name}" for name in changes.weights)
    yield from sorted(f"tolerated.{name}" for name in changes.tolerated)
    for table in _TABLES:
        change = getattr(changes, table)
        if change is not None:
            yield from (f"{table}.{name}" for name in change.__struct_fields__ if getattr(change, name) is not None)


def chosen(switches: Iterable[Switch], taken: dict[str, str]) -> Iterator[Position]:
    """The positions that ``taken`` names, in the order of the switches."""
    for switch in switches:
        yield from (position for position in switch.position if taken.get(switch.id) == position.id)
