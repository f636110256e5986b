"""Choosing among many scenarios: by words, belt, skill, situation, trade, and whether they were passed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from vmdojo.scenarios.library import BELTS
from vmdojo.scenarios.model import Relationship, Scenario

Situation = Literal["cold", "referred", "inbound", "met", "customer", "follow-up", "leave-or-not"]
"""What lies between caller and buyer; ``follow-up``: this buyer has heard from you before; ``leave-or-not``: hanging up
is one of the answers."""
SITUATIONS: tuple[Situation, ...] = get_args(Situation)
_BONDS: dict[Relationship, Situation] = {
    "cold": "cold",
    "referred": "referred",
    "inbound": "inbound",
    "met": "met",
    "customer": "customer",
}
_SAID = {"inbound": "they asked", "met": "you have met"}
"""How the pages call a relationship where that is another word."""
OTHER = "other"


class Sieve(msgspec.Struct, frozen=True):
    """What is wanted; an empty string keeps everything."""

    words: str = ""
    """Each of them stands somewhere: title, buyer, role, company, industry and its group, belt, situation, skill."""
    belt: str = ""
    skill: str = ""
    situation: str = ""
    industry: str = ""
    """A group of :func:`groups`."""
    not_passed: bool = False

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is chosen besides the words, as it may be told."""
        kept = "not yet passed" if self.not_passed else ""
        return tuple(filter(None, (self.belt, self.skill, self.situation, self.industry, kept)))


def sift(scenarios: Iterable[Scenario], sieve: Sieve, passed: Collection[str] = ()) -> list[Scenario]:
    """The scenarios that the sieve keeps, in their order. ``passed`` are the ids of those passed."""
    words = sieve.words.casefold().split()
    return [
        scenario
        for scenario in scenarios
        if (not sieve.belt or scenario.belt == sieve.belt)
        and (not sieve.skill or sieve.skill in scenario.skills)
        and (not sieve.situation or sieve.situation in situations_of(scenario))
        and (not sieve.industry or group_of(scenario.buyer.industry) == sieve.industry)
        and not (sieve.not_passed and scenario.id in passed)
        and (not words or all(word in _hay(scenario) for word in words))
    ]


def situations_of(scenario: Scenario) -> tuple[Situation, ...]:
    """The situations of a scenario, the relationship first."""
    found = [_BONDS[scenario.brief.relationship]]
    if scenario.earlier:
        found.append("follow-up")
    if scenario.kind == "leave-or-not":
        found.append("leave-or-not")
    return tuple(found)


def belts_in(scenarios: Iterable[Scenario]) -> list[str]:
    """The belts that have a scenario, first to last."""
    there = {scenario.belt for scenario in scenarios}
    return [belt for belt in BELTS if belt in there]


def skills_in(scenarios: Iterable[Scenario]) -> list[str]:
    """The skills that a scenario trains, by name."""
    return sorted({skill for scenario in scenarios for skill in scenario.skills})


def situations_in(scenarios: Iterable[Scenario]) -> list[str]:
    """The situations there are."""
    there = {situation for scenario in scenarios for situation in situations_of(scenario)}
    return [situation for situation in SITUATIONS if situation in there]


def groups_in(scenarios: Iterable[Scenario]) -> list[str]:
    """The groups of industries there are, in the order of the file, what fits nowhere last."""
    there = {group_of(scenario.buyer.industry) for scenario in scenarios}
    return [group for group in (*groups(), OTHER) if group in there]


def groups() -> tuple[str, ...]:
    """Every group of industries, ``other`` left out."""
    return tuple(name for name, _ in _table())


@cache
def group_of(industry: str) -> str:
    """The group that an industry, free text, belongs to."""
    heard = f" {' '.join(''.join(c if c.isalnum() else ' ' for c in industry.casefold()).split())} "
    best, name = 0, OTHER
    for group, phrases in _table():
        longest = max((len(phrase) for phrase in phrases if f" {phrase} " in heard), default=0)
        if longest > best:
            best, name = longest, group
    return name


@cache
def _table() -> Sequence[tuple[str, tuple[str, ...]]]:
    import tomli

    read = tomli.loads(files("vmdojo.scenarios").joinpath("trades.toml").read_text(encoding="utf-8"))
    return tuple((group["name"], tuple(group["words"])) for group in read["group"])


@cache
def _hay(scenario: Scenario) -> str:
    buyer = scenario.buyer
    return " ".join(
        (
            scenario.title,
            buyer.name,
            buyer.role,
            buyer.company,
            buyer.industry,
            group_of(buyer.industry),
            scenario.belt,
            *situations_of(scenario),
            _SAID.get(scenario.brief.relationship, ""),
            *scenario.skills,
        )
    ).casefold()
