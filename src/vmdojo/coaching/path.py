"""The path: which belt a history has earned, what the next one asks, and what to do after the last. Pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from vmdojo.coaching.days import local_day
from vmdojo.coaching.happenings import Happening
from vmdojo.coaching.summary import Summary
from vmdojo.coaching.today import day_of
from vmdojo.scenarios.library import BELTS
from vmdojo.scenarios.model import Belt, Scenario


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a belt asks."""

    name: Belt
    passes: int
    """So many fresh buyers passed, since the belt before."""
    takes: int
    """In at most so many takes on each."""
    situations: int
    """From at least so many kinds of relationship."""


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``belts.toml``."""

    format: int
    pass_: int = msgspec.field(name="pass")
    """The total that is a pass."""
    rest_days: int
    """After so many days without a take on it a buyer is fresh again."""
    belt: tuple[Rule, ...]


@cache
def rules() -> Rules:
    """The rules that vmdojo ships."""
    import tomli

    read = tomli.loads(files("vmdojo.coaching").joinpath("belts.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read, Rules)


def passed(bests: Mapping[str, float]) -> set[str]:
    """The scenarios whose best total is a pass."""
    return {scenario for scenario, total in bests.items() if total >= rules().pass_}


class Earned(msgspec.Struct, frozen=True):
    """A belt, and the take that tied it."""

    belt: Belt
    day: date
    take: str
    """Id of the attempt."""


class Standing(msgspec.Struct, frozen=True):
    """Where a player stands on the path."""

    belt: Belt
    earned: tuple[Earned, ...]
    """Oldest first; white needs no earning."""
    next: Rule | None
    """None with the black belt on."""
    fresh: tuple[str, ...]
    """Scenarios that count towards the next belt; with the black belt on, those passed fresh since."""
    situations: int
    """Kinds of relationship among them."""
    met: dict[str, tuple[date, int]]
    """For each scenario the day of its last take, and how many it has had since it was fresh."""
    hinted: dict[str, date]
    """For each scenario on which a hint was given the day of the last one."""

    @property
    def missing(self) -> str:
        """What the passes lack besides their number; empty where nothing."""
        if self.next is None or self.situations >= self.next.situations or len(self.fresh) < self.next.passes:
            return ""
        return f"one of another kind: the passes must come from {self.next.situations} kinds of relationship"


_NEVER = 1_000_000
"""Takes after a hint: no rule allows so many."""


def standing(
    takes: Iterable[Summary],
    scenarios: Iterable[Scenario],
    hints: Iterable[Happening] = (),
    *,
    by: Rules | None = None,
) -> Standing:
    """What a history (oldest first) has earned on these scenarios.

    ``hints`` is what told the player something of a scenario, its id in ``ref``: hints, exercises; in any order.

    Only takes on ``scenarios`` count: those that everyone has. A buyer is fresh until the first take on it, and again
    after the rest; whoever had a hint on it in that time has it for practice.
    """
    by = by or rules()
    known = {name: scenario for scenario in scenarios for name in (*scenario.was, scenario.id)}
    rank = {name: BELTS.index(scenario.belt) for name, scenario in known.items()}
    told = _by_scenario(hints, known)
    worn = 0
    earned: list[Earned] = []
    counted: dict[str, str] = {}
    met: dict[str, tuple[date, int]] = {}
    for take in takes:
        scenario = known.get(take.scenario)
        if scenario is None:
            continue
        today = take.day
        number = _takes(met.get(scenario.id), today, by.rest_days)
        if any(0 <= (today - day).days < by.rest_days and ms <= take.left_ms for day, ms in told.get(scenario.id, ())):
            number += _NEVER
        met[scenario.id] = (today, number)
        rule = by.belt[worn] if worn < len(by.belt) else by.belt[-1]
        high = rank[take.scenario] >= min(worn, len(BELTS) - 2)
        if not (high and take.total >= by.pass_ and number <= rule.takes and _counts(take)):
            continue
        counted.setdefault(scenario.id, scenario.brief.relationship)
        if worn < len(by.belt) and len(counted) >= rule.passes and len(set(counted.values())) >= rule.situations:
            earned.append(Earned(rule.name, today, take.id))
            counted = {}
            worn += 1
    return Standing(
        belt=BELTS[worn] if worn < len(BELTS) else BELTS[-1],
        earned=tuple(earned),
        next=by.belt[worn] if worn < len(by.belt) else None,
        fresh=tuple(counted),
        situations=len(set(counted.values())),
        met=met,
        hinted={id_: max(day for day, _ in given) for id_, given in told.items()},
    )


def _counts(take: Summary) -> bool:
    """Free play and today's buyer count; drills and prepared calls are practice."""
    return take.source == "" or day_of(take.source) is not None


def is_fresh(standing: Standing, scenario: Scenario, today: date, *, by: Rules | None = None) -> bool:
    """Whether the next take on a scenario could count towards the next belt."""
    by = by or rules()
    rule = standing.next or by.belt[-1]
    before = standing.met.get(scenario.id)
    high = BELTS.index(scenario.belt) >= min(BELTS.index(standing.belt), len(BELTS) - 2)
    hint = standing.hinted.get(scenario.id)
    if hint is not None and 0 <= (today - hint).days < by.rest_days:
        return False
    return high and scenario.id not in standing.fresh and _takes(before, today, by.rest_days) <= rule.takes


def next_buyers(
    standing: Standing, scenarios: Sequence[Scenario], today: date, *, passed_over: Collection[str] = ()
) -> list[Scenario]:
    """The buyers that could count next: those of one's own belt first, never met before met, kinds of relationship
    that are still missing before others; then in the order of the library."""
    kinds = {scenario.brief.relationship for scenario in scenarios if scenario.id in standing.fresh}
    short = standing.next is not None and len(kinds) < standing.next.situations
    found = [s for s in scenarios if s.id not in passed_over and is_fresh(standing, s, today)]
    return sorted(
        found,
        key=lambda s: (BELTS.index(s.belt), short and s.brief.relationship in kinds, s.id in standing.met),
    )


def _takes(before: tuple[date, int] | None, day: date, rest_days: int) -> int:
    """Which take on a buyer this is since it was fresh."""
    if before is None or (day - before[0]).days >= rest_days:
        return 1
    return before[1] + 1


def _by_scenario(hints: Iterable[Happening], known: Mapping[str, Scenario]) -> dict[str, list[tuple[date, int]]]:
    found: dict[str, list[tuple[date, int]]] = {}
    for hint in hints:
        scenario = known.get(hint.ref)
        if scenario is not None:
            found.setdefault(scenario.id, []).append((local_day(hint.at_ms, hint.offset_minutes), hint.at_ms))
    return found


def sentence(rule: Rule, *, by: Rules | None = None) -> str:
    """A belt's rule as a player reads it beforehand."""
    by = by or rules()
    worn = BELTS[BELTS.index(rule.name) - 1]
    which = f"buyers of {worn} belt or above" if worn != BELTS[0] else "buyers of any belt"
    how = "on the first take" if rule.takes == 1 else f"in at most {_NUMBERS[rule.takes]} takes each"
    kinds = f", from {_NUMBERS[rule.situations]} kinds of relationship" if rule.situations > 1 else ""
    return f"{rule.passes} fresh {which} passed {how}{kinds}."


def small_print(*, by: Rules | None = None) -> str:
    """What the words in the rules mean."""
    by = by or rules()
    return f"A pass is {by.pass_} or more. Fresh: no take and no hint on that buyer for {by.rest_days} days."


_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}

AFTER_BLACK = (
    "Call somebody real. vmdojo prep turns what you know of tomorrow's buyer into a round; write down what followed.",
    "Write the buyer who beats you. vmdojo scenarios new asks for the facts, and your colleagues play it.",
    "Teach one person. Sit beside them for three rounds and say nothing until the verdict.",
    "Stay honest. Today's buyer, one take a day; buyers grow fresh again after two weeks.",
)
"""What to do after the last belt."""
