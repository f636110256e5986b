"""A league on a table: a shared folder, members with data folders of their own, one clock moved by hand."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from vmdojo.coaching.model import Attempt, Prediction
from vmdojo.grading import Rubric, grade, load_rubric
from vmdojo.league.folder import create
from vmdojo.league.member import Member
from vmdojo.league.setting import Terms, set_up
from vmdojo.league.wire import Competition, Entered, Guess, LeagueInfo, Take, code_check
from vmdojo.progress.ids import uuid7
from vmdojo.scenarios import Library, Scenario, content_hash, load_library
from vmdojo.scenarios.model import Plan

NOON = 1_795_435_200_000
"""A Monday noon, UTC milliseconds."""
DAY = 86_400_000
CODE = "ABCD2345"
GOOD = (
    "Hi Dana, Luis at Coldway. Reno opens in March; a second store doubles trailer moves. I am emailing you the "
    "one-page dock plan from Boise. Who plans those moves today?"
)
WEAK = "Hi, I would love an hour of your time to talk about a partnership across all of your sites."


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.ms = NOON

    def now_ms(self) -> int:
        return self.ms

    def offset_minutes(self) -> int:
        return 0


@lru_cache(maxsize=1)
def library() -> Library:
    return load_library()


@lru_cache(maxsize=1)
def rubric() -> Rubric:
    return load_rubric()


def buyer(id_: str = "second-cold-store") -> Scenario:
    return library().get(id_)


def id_of(number: int, moment: int = NOON) -> str:
    """The same id for the same number."""
    return uuid7(moment, number.to_bytes(10, "big"))


def competition(**changes: object) -> Competition:
    """A week on one buyer, three tries."""
    terms = {"tries": 3} | {name: changes.pop(name) for name in list(changes) if name in Terms.__struct_fields__}
    made, _ = set_up(
        id="week",
        title="The week",
        lead=id_of(0),
        now_ms=NOON,
        starts_ms=NOON,
        ends_ms=NOON + 7 * DAY,
        scenarios=[buyer()],
        shipped=frozenset({buyer().id}),
        rubric=rubric(),
        terms=msgspec.convert(terms, Terms),
    )
    return msgspec.structs.replace(made, **changes)


def take(number: int, player: int, *, at: int = 1, text: str = GOOD, guess: int | None = 70, **changes: object) -> Take:
    """A take left so many milliseconds after noon."""
    made = Take(
        id=id_of(number),
        player=id_of(player),
        competition="week",
        scenario=buyer().id,
        scenario_hash=content_hash(buyer()),
        judge=rubric().judge,
        text=text,
        prediction=None if guess is None else Guess(True, guess),
        opened_ms=NOON,
        left_ms=NOON + at,
        source="play",
    )
    return msgspec.structs.replace(made, **changes)


def entered(one: Take) -> Entered:
    return Entered(one, one.left_ms)


def attempt(number: int, *, text: str = GOOD, at: int = 1, source: str = "", official: bool = False) -> Attempt:
    """A take as the record has it, graded."""
    return Attempt(
        id=id_of(number),
        scenario=buyer().id,
        scenario_hash=content_hash(buyer()),
        judge=rubric().judge,
        plan=Plan(text="Reno, one question"),
        text=text,
        prediction=Prediction(True, 70),
        grade=grade(text, buyer(), rubric()),
        opened_ms=NOON,
        left_ms=NOON + at,
        offset_minutes=0,
        source=source,
        official=official,
    )


class Club:
    """A folder league with a lead."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.share = folder / "share"
        self.clock = HandClock()
        info = LeagueInfo(
            id=id_of(900), name="Ovens", lead=id_of(0), made_ms=NOON, code_check=code_check(id_of(900), CODE)
        )
        create(self.share, info)
        self.lead = self.join(0, name="Lena", team="North")

    def join(self, number: int, *, name: str = "", team: str = "") -> Member:
        """A member with a data folder of their own."""
        return Member.join(
            self.folder / f"player{number}",
            library,
            str(self.share),
            CODE,
            name=name,
            team=team,
            clock=self.clock,
            player=id_of(number),
        )

    def set(self, **terms: object) -> Competition:
        """A competition of the lead's, which everybody there has heard of."""
        made = competition(**terms)
        return self.lead.announce(made, None)
