"""Rubrics that extend the shipped one: profiles, and files of a team's own, put together layer by layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from vmdojo.grading.patterns import PatternError
from vmdojo.grading.reading import Reading
from vmdojo.grading.rubric_changes import OwnRule, RubricFile, Switch, SwitchFile, apply, chosen
from vmdojo.grading.rubric_files import RULES, classic_parts, shipped_as
from vmdojo.grading.rubric_model import Parts, Rule
from vmdojo.message import parse

BANNED = "team.banned"
PRODUCT = "team.product"
"""Rules that a team's lists fill; their words stand in ``rules/team.toml``."""


@lru_cache(maxsize=1)
def switches() -> tuple[Switch, ...]:
    """The disputes, D1 first."""
    file: SwitchFile = shipped_as("switches.toml", SwitchFile)
    return file.switch


@lru_cache(maxsize=1)
def profiles() -> Mapping[str, RubricFile]:
    """The shipped profiles by their id, "classic" first."""
    folder = Path(RULES) / "profiles"
    names = sorted((entry.name for entry in folder.iterdir() if entry.name.endswith(".toml")), key=_classic_first)
    found: list[RubricFile] = [shipped_as(f"profiles/{name}", RubricFile) for name in names]
    return {profile.id: profile for profile in found}


def _classic_first(name: str) -> tuple[bool, str]:
    return name != "classic.toml", name


def position_of(layers: Sequence[RubricFile], switch: Switch) -> str:
    """The position that the last layer with a say takes."""
    taken = (layer.switches[switch.id] for layer in reversed(layers) if switch.id in layer.switches)
    return next(taken, switch.default)


def built(layers: Sequence[RubricFile]) -> Parts:
    """The shipped rubric with each layer's switches and then its own words laid over it, in turn.

    A switch that a later layer sets is left alone by the earlier ones, so that no trace of their choice stays.
    """
    parts = classic_parts()
    for index, layer in enumerate(layers):
        later = {id_ for above in layers[index + 1 :] for id_ in above.switches}
        taken = {id_: position for id_, position in layer.switches.items() if id_ not in later}
        for choice in chosen(switches(), taken):
            parts = apply(parts, choice)
        parts = _with_lists(apply(parts, layer), layer)
    elsewhere = {
        switch.id: position for switch in switches() if (position := position_of(layers, switch)) != switch.default
    }
    last = layers[-1]
    return parts._replace(
        frame=msgspec.structs.replace(parts.frame, id=last.id, title=last.title or last.id, chosen=elsewhere)
    )


def layers_of(own: RubricFile) -> list[RubricFile]:
    """The profile that a file extends, and the file."""
    return [profiles()[own.extends], own]


def profile_parts(name: str) -> Parts:
    """A shipped profile, ready to compile."""
    return built([profiles()[name]])


def _with_lists(parts: Parts, layer: RubricFile) -> Parts:
    """The layer's own rules, classes, banned phrases and products. Lists are sorted: their order says nothing."""
    frame, rules, words, asks = parts
    lists: dict[str, Rule] = {}
    if layer.banned:
        patterns = tuple(sorted({plain_pattern(phrase, inflected=True) for phrase in layer.banned}))
        lists[BANNED] = _filled(rules, BANNED, patterns, layer.banned_why)
    if layer.products:
        names = {plain_pattern(name, inflected=False) for name in layer.products}
        frame = msgspec.structs.replace(frame, products=tuple(sorted({*frame.products, *names})))
        if layer.product_in_message == "fault":
            lists[PRODUCT] = _filled(rules, PRODUCT, frame.products, "")
    rules = tuple(lists.get(rule.id, rule) for rule in rules)
    own = sorted((_ready(rule) for rule in layer.rule), key=lambda rule: rule.id)
    if layer.classes:
        classes = {name: tuple(sorted(phrases)) for name, phrases in layer.classes.items()}
        words = msgspec.structs.replace(words, classes={**words.classes, **classes})
    return Parts(frame, (*rules, *own), words, asks)


def _filled(rules: Sequence[Rule], id_: str, patterns: tuple[str, ...], why: str) -> Rule:
    blank = next(rule for rule in rules if rule.id == id_)
    return msgspec.structs.replace(blank, patterns=patterns, asleep=False, why=why or blank.why)


def _ready(rule: OwnRule) -> Rule:
    said = {name: getattr(rule, name) for name in rule.__struct_fields__}
    for name in ("patterns", "over", "relationships", "unless_relationships"):
        said[name] = tuple(sorted(said[name]))
    return Rule(**said, own=True)


def plain_pattern(phrase: str, *, inflected: bool) -> str:
    """The pattern for a phrase in plain words, read as the judge reads a message. Raises PatternError.

    ``inflected``: every word counts in all its forms, so "circle back" is found in "circling back".
    """
    message = parse(phrase)
    if not message.words:
        raise PatternError(f"{phrase!r} holds no word")
    if len(message.sentences) > 1:
        raise PatternError(f"{phrase!r} is more than one sentence; give each its own place in the list")
    reading = Reading(message)
    odd = next((term for term in reading.terms if any(mark in term for mark in "()[]|<>^$@#?*+~")), None)
    if odd is not None:
        raise PatternError(f"{phrase!r} cannot be looked for because of the marks in {odd!r}; leave them out")
    return " ".join(f"{term}~" if inflected and term.isalpha() else term for term in reading.terms)
