"""Grading again: what was handed in, on the scenarios of a competition, by the judge that it pinned and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from vmdojo.league.grades import Grades
from vmdojo.league.home import TurnedDown
from vmdojo.league.wire import Competition, Entered, Entry, Opening, Take, digest, seal_of
from vmdojo.scenarios import UnknownScenario, content_hash
from vmdojo.scenarios.model import Scenario
from vmdojo.scenarios.prepared import is_prepared

if TYPE_CHECKING:
    from vmdojo.grading import Rubric
    from vmdojo.grading.model import Grade
    from vmdojo.rounds.ports import Library


class Judged(NamedTuple):
    """A take that counts, with what it earned here."""

    entered: Entered
    hash: str
    points: float
    """0-100, to one decimal."""

    @property
    def take(self) -> Take:
        return self.entered.take


class Court:
    """Grades takes. ``library`` is asked for it only when a scenario is needed; ``grades`` remembers."""

    def __init__(self, library: Callable[[], Library], grades: Grades | None = None) -> None:
        self._library = library
        self._grades = grades if grades is not None else Grades(None)

    def rubric(self, competition: Competition) -> Rubric:
        """The rubric that a competition pinned. TurnedDown where this vmdojo judges otherwise."""
        from vmdojo.scenarios import ScenarioError

        try:
            rubric = pinned(competition.rubric, competition.team_rubric)
        except ScenarioError as unknown:
            what = "cannot read" if competition.team_rubric else "lacks"
            raise TurnedDown(
                f"“{competition.title}” is judged by a rubric that this vmdojo {what}. {unknown}"
            ) from None
        if rubric.judge != competition.judge:
            raise TurnedDown(
                f"“{competition.title}” is judged by {competition.judge}, this vmdojo judges by {rubric.judge}. "
                "Install the version that your lead has; nothing is graded by another judge."
            )
        return rubric

    def scenarios(self, competition: Competition, opening: Opening | None) -> dict[str, Scenario]:
        """The scenarios of a competition by their hash, in its order.

        TurnedDown while it is sealed, where what was opened does not fit, and where one is not here with that content.
        """
        brought = contents(opening) if opening is not None else {}
        if competition.seal:
            if opening is None or opening.competition != competition.id or seal_of(opening) != competition.seal:
                raise TurnedDown(f"“{competition.title}” is sealed until it starts.")
            return brought
        return {entry.hash: brought.get(entry.hash) or self._own(competition, entry) for entry in competition.entries}

    def _own(self, competition: Competition, entry: Entry) -> Scenario:
        try:
            scenario = self._library().get(entry.scenario)
        except UnknownScenario:
            scenario = None
        if scenario is None or content_hash(scenario) != entry.hash:
            there = "is another version here" if scenario else "is not here"
            raise TurnedDown(
                f"The scenario “{entry.scenario}” of “{competition.title}” {there}. "
                "Install the version of vmdojo, or the pack, that your lead has."
            )
        return scenario

    def counted(
        self, competition: Competition, opening: Opening | None, entered: Iterable[Entered], *, week: int = 0
    ) -> tuple[list[Judged], Counter[str]]:
        """The takes that count, graded, in the order of their time; and why others do not, with how many.

        ``week`` from 1 keeps those of one week. Raises TurnedDown as :meth:`rubric` and :meth:`scenarios` do.
        """
        rubric, scenarios = self.rubric(competition), self.scenarios(competition, opening)
        kept, left_out = sift(competition, scenarios, entered, week=week)
        found = [
            Judged(one, name, self._points(one.take, name, scenarios[one.take.scenario_hash], rubric))
            for name, one in kept
        ]
        self._grades.save()
        return found, left_out

    def _points(self, take: Take, name: str, scenario: Scenario, rubric: Rubric) -> float:
        known = self._grades.get(name, rubric.judge)
        if known is None:
            known = round(grade_of(take, scenario, rubric).total, 1)
            self._grades.put(name, rubric.judge, known)
        return known


@lru_cache(maxsize=16)
def pinned(name: str, text: str) -> Rubric:
    """The rubric of a competition: the shipped profile of that name, or the lead's own file where there is a text.
    Raises ScenarioError."""
    from vmdojo.grading import load_rubric, rubric_of

    return rubric_of(text, name) if text else load_rubric(name)


def grade_of(take: Take, scenario: Scenario, rubric: Rubric) -> Grade:
    """The grade of a take: the same function that a round uses."""
    from vmdojo.message import parse
    from vmdojo.rounds.shipped import ShippedJudge

    judge = ShippedJudge()
    if not take.leave:
        return judge.grade_hang_up(scenario, rubric)
    return judge.grade(parse(take.text, rubric.pace), scenario, rubric, earlier=take.earlier)


def contents(opening: Opening) -> dict[str, Scenario]:
    """What was opened, by its hash. TurnedDown where it is no scenario."""
    found = {}
    for text in opening.scenarios:
        data = text.encode()
        try:
            scenario = msgspec.json.decode(data, type=Scenario)
        except (msgspec.DecodeError, RecursionError) as wrong:
            raise TurnedDown(f"A scenario of “{opening.competition}” cannot be read here: {wrong}.") from wrong
        if is_prepared(scenario.id):
            raise TurnedDown(f"“{opening.competition}” is about a call that somebody prepared: that enters no league.")
        found[sha256(data).hexdigest()] = scenario
    return found


def why_not(competition: Competition, scenarios: Mapping[str, Scenario], one: Entered) -> str:
    """Why a take does not count, as the end of a sentence; empty where nothing about it alone speaks against it."""
    take = one.take
    scenario = scenarios.get(take.scenario_hash)
    moment = take.left_ms if take.offline else one.received_ms
    if take.competition != competition.id:
        return "for another competition"
    if scenario is None or scenario.id != take.scenario:
        return "on a scenario, or a version of it, that is not in this competition"
    if take.judge != competition.judge:
        return "judged by another judge than the pinned one"
    if not competition.starts_ms <= moment < competition.ends_ms:
        return "before the start or after the end"
    if take.offline and not competition.offline:
        return "made offline, which does not count here"
    if competition.official and not (take.official and take.source == "league"):
        return "not declared for it beforehand"
    if take.leave == (not take.text):
        return "neither a message nor a hanging up"
    return ""


def sift(
    competition: Competition, scenarios: Mapping[str, Scenario], entered: Iterable[Entered], *, week: int = 0
) -> tuple[list[tuple[str, Entered]], Counter[str]]:
    """The takes that count with their digests, by time and then digest, whatever the order they came in; and the rest
    as reasons with numbers."""
    left_out: Counter[str] = Counter()
    kept: list[tuple[str, Entered]] = []
    seen: set[tuple[str, str]] = set()
    tries: Counter[tuple[str, str]] = Counter()
    for name, one in sorted(((digest(it.take), it) for it in entered), key=lambda it: (it[1].received_ms, it[0])):
        take = one.take
        reason = why_not(competition, scenarios, one)
        if not reason and (take.player, take.id) in seen:
            reason = "another version of a take that is there"
        if not reason and week and week_of(competition, one.received_ms) != week:
            continue
        if not reason and tries[take.player, take.scenario_hash] >= competition.tries:
            reason = "beyond the tries that one has"
        if reason:
            left_out[reason] += 1
            continue
        seen.add((take.player, take.id))
        tries[take.player, take.scenario_hash] += 1
        kept.append((name, one))
    return kept, left_out


WEEK_MS = 7 * 24 * 60 * 60 * 1000


def week_of(competition: Competition, moment_ms: int) -> int:
    """The week of a competition that a moment falls in, from 1; 0 where its board does not begin anew."""
    if not competition.weekly:
        return 0
    inside = min(max(moment_ms, competition.starts_ms), competition.ends_ms - 1)
    return (inside - competition.starts_ms) // WEEK_MS + 1
