"""A lead's own rubric file travels with a competition: everybody grades by it, and nobody by another."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from league.leagues import DAY, GOOD, NOON, Club, buyer, competition, entered, id_of, library, take
from league_server.play import Table
from league_server.play import contest as server_contest
from league_server.play import take_of as server_take
from vmdojo.grading import rubric_of
from vmdojo.league.court import Court
from vmdojo.league.ending import conclude, verify
from vmdojo.league.home import TurnedDown
from vmdojo.league.setting import Terms, set_up
from vmdojo.league.wire import MOST_RUBRIC, Competition, canonical, read
from vmdojo.league.words import judged_by

TEAM = """\
format = 1
id = "ovens"
title = "Ovens, by our own lights"
banned = ["trailer moves", "dock plan"]
"""
"""Two phrases of the good message are on this team's wall."""


def own(text: str = TEAM) -> Competition:
    """A week by the team's rubric."""
    made, _ = set_up(
        id="week",
        title="The week",
        lead=id_of(0),
        now_ms=NOON,
        starts_ms=NOON,
        ends_ms=NOON + 7 * DAY,
        scenarios=[buyer()],
        shipped=frozenset({buyer().id}),
        rubric=rubric_of(TEAM, "ovens.toml"),
        team_rubric=text,
        terms=Terms(),
    )
    return made


def test_every_reader_grades_by_the_rubric_that_travels_with_the_competition(tmp_path: Path) -> None:
    club = Club(tmp_path)
    club.lead.announce(own(), None)
    ann = club.join(1, name="Ann")
    ann.sync()
    it = ann.find("week")
    assert it.judge == rubric_of(TEAM, "elsewhere.toml").judge != competition().judge
    assert judged_by(it) == f"judged by the lead's own rubric ovens ({it.judge})"
    ann.home.submit(take(1, 1, judge=it.judge))
    with pytest.raises(TurnedDown, match="judged by another judge"):
        ann.home.submit(take(2, 1))
    (mine,) = ann.home.standings("week").rows
    assert mine.points == club.lead.home.standings("week").rows[0].points
    classic, _ = Court(library).counted(competition(), None, [entered(take(1, 1))])
    assert mine.points < classic[0].points


def test_the_server_grades_by_it_too(tmp_path: Path) -> None:
    rubric = rubric_of(TEAM, "ovens.toml")
    with Table(tmp_path) as table:
        lead = table.join("Ann", lead=True)
        table.announce(lead, rubric="ovens", team_rubric=TEAM, judge=rubric.judge)
        it = table.service.competitions()[0]
        table.do(table.service.submit(lead, server_take(lead.id, it, GOOD)))
        table.announce(lead, id="plain")
        plain = server_contest(lead.id, id="plain")
        table.do(table.service.submit(lead, server_take(lead.id, plain, GOOD)))
        points = [table.do(table.service.standings(lead, id_, "points")).rows[0].points for id_ in (it.id, "plain")]
    assert points[0] < points[1]


def test_a_result_by_an_own_rubric_is_verified_by_a_stranger() -> None:
    it = own()
    takes = [entered(take(1, 1, judge=it.judge))]
    result = conclude(Court(library), it, None, [], takes, [], {}, NOON + 8 * DAY)
    assert verify(Court(library), read(canonical(result), type(result))) == []
    lenient = msgspec.structs.replace(it, team_rubric=TEAM.replace("dock plan", "nothing at all"))
    with pytest.raises(TurnedDown, match="nothing is graded by another judge"):
        Court(library).rubric(lenient)


def test_a_rubric_that_is_none_or_too_long_is_answered_with_a_sentence() -> None:
    with pytest.raises(TurnedDown, match="a rubric that this vmdojo cannot read"):
        Court(library).rubric(msgspec.structs.replace(own(), team_rubric='format = 1\nid = "ovens"\nsilence = ["x"]'))
    with pytest.raises(TurnedDown, match="up to 65536 characters"):
        own(TEAM + "#" * MOST_RUBRIC)
