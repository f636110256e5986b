"""The board: a pure function of takes graded again."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from league.leagues import DAY, GOOD, NOON, WEAK, buyer, competition, entered, id_of, library, take
from vmdojo.league.board import around, count_votes, divide, draw, past_of
from vmdojo.league.court import Court
from vmdojo.league.ending import conclude, verify
from vmdojo.league.home import TurnedDown
from vmdojo.league.likeness import assisted, percent_of, untyped
from vmdojo.league.wire import Ballot, Board, By, Competition, Player, Take, Vote, digest
from vmdojo.rounds.pasting import FASTEST
from vmdojo.scenarios import content_hash

COURT = Court(library)
PLAYERS = [
    Player(id=id_of(1), name="Ann", team="North", since_ms=1),
    Player(id=id_of(2), name="Bob", team="South", since_ms=1),
    Player(id=id_of(3), name="ann", team="South", since_ms=1),
]


def board(takes: list[Take], it: Competition | None = None, by: By = "points", **more: object) -> Board:
    it = it or competition()
    judged, _ = COURT.counted(it, None, [entered(one) for one in takes])
    return draw(it, PLAYERS, judged, count=1, by=by, **more)  # type: ignore[arg-type]  # past, assisted


def reasons(takes: list[Take], it: Competition | None = None) -> set[str]:
    return set(COURT.counted(it or competition(), None, [entered(one) for one in takes])[1])


def test_the_best_of_the_tries_counts_and_equals_go_to_the_earlier() -> None:
    drawn = board([take(1, 1, at=5, text=WEAK), take(2, 1, at=9), take(3, 2, at=7), take(4, 4, at=8, text=WEAK)])
    assert [(row.rank, row.name, row.takes) for row in drawn.rows] == [
        (1, "Bob", 1),
        (2, "Ann", 2),
        (3, f"player {id_of(4)[-6:]}", 1),
    ]
    assert drawn.rows[0].value == drawn.rows[1].value > 90 > 40 > drawn.rows[2].value
    assert drawn.rows[1].trend[0] < drawn.rows[1].trend[1]


def test_what_does_not_count_is_left_out_with_a_reason() -> None:
    assert reasons([take(n, 1, at=n) for n in range(1, 5)]) == {"beyond the tries that one has"}
    assert reasons([take(1, 1, judge="9.9/x")]) == {"judged by another judge than the pinned one"}
    assert reasons([take(1, 1, at=8 * DAY), take(2, 1, at=-1)]) == {"before the start or after the end"}
    assert reasons([take(1, 1, scenario_hash="0" * 64)]) == {
        "on a scenario, or a version of it, that is not in this competition"
    }
    assert reasons([take(1, 1), take(1, 1, at=4)]) == {"another version of a take that is there"}
    assert reasons([take(1, 1, offline=True)], competition(offline=False)) == {
        "made offline, which does not count here"
    }
    assert reasons([take(1, 1)], competition(official=True)) == {"not declared for it beforehand"}
    assert reasons([take(1, 1, leave=False)]) == {"neither a message nor a hanging up"}


def test_another_judge_than_the_pinned_one_grades_nothing() -> None:
    with pytest.raises(TurnedDown, match="nothing is graded by another judge"):
        COURT.counted(msgspec.structs.replace(competition(), judge="0.9/old"), None, [])


def test_a_scenario_that_is_another_version_here_is_not_taken_in_its_place() -> None:
    it = competition()
    other = msgspec.structs.replace(it.entries[0], hash="1" * 64)
    with pytest.raises(TurnedDown, match="another version here"):
        COURT.scenarios(msgspec.structs.replace(it, entries=(other,)), None)


def test_improvement_and_calibration_have_boards_of_their_own() -> None:
    takes = [take(1, 1, at=1, text=WEAK), take(2, 1, at=2), take(3, 2, at=3, guess=99)]
    gained = board(takes, by="improvement")
    assert [row.name for row in gained.rows] == ["Ann"]
    assert gained.rows[0].value == pytest.approx(gained.rows[0].trend[1] - gained.rows[0].trend[0], abs=0.05)
    assert board(takes, by="calibration").rows[0].name == "Bob"
    once = competition(tries=1)
    assert board(takes[2:], once, by="improvement").rows == ()
    assert board(takes[2:], once, by="improvement", past={id_of(2): 50.0}).rows[0].value > 40


def test_teams_stand_by_the_mean_of_their_members() -> None:
    drawn = board([take(1, 1), take(2, 2, at=2), take(3, 3, at=3, text=WEAK)], competition(teams=True))
    assert [row.name for row in drawn.teams] == ["North", "South"]
    assert {row.name for row in drawn.rows} == {f"Ann ({id_of(1)[-6:]})", "Bob", f"ann ({id_of(3)[-6:]})"}


def test_divisions_are_of_like_ability_and_newcomers_start_in_the_last() -> None:
    past = {id_of(n): 100.0 - n for n in range(6)}
    divided = divide([id_of(n) for n in range(8)], past, 3)
    assert [divided[id_of(n)] for n in range(8)] == [1, 1, 2, 2, 3, 3, 3, 3]


def test_one_sees_the_first_few_and_ones_neighbours_and_not_the_bottom() -> None:
    drawn = board([take(n, n, at=n) for n in range(1, 31)])
    seen = [row.rank if row else 0 for row in around(drawn, id_of(15))]
    assert seen == [1, 2, 3, 0, 13, 14, 15, 16, 17]
    assert [row.rank if row else 0 for row in around(drawn, id_of(99))] == [1, 2, 3]


def test_a_weekly_board_begins_anew() -> None:
    it = msgspec.structs.replace(competition(weekly=True, tries=1), ends_ms=NOON + 21 * DAY)
    takes = [entered(take(1, 1, at=1)), entered(take(2, 1, at=8 * DAY)), entered(take(3, 2, at=9 * DAY))]
    assert [one.take.id for one in COURT.counted(it, None, takes, week=1)[0]] == [id_of(1)]
    assert [one.take.id for one in COURT.counted(it, None, takes, week=2)[0]] == [id_of(2), id_of(3)]


def test_words_of_a_sample_or_of_another_are_shown_as_assisted() -> None:
    sample = buyer().strong[0].text
    own = "Dana, a short one about the two people who left dispatch this spring and what it did to the board."
    takes = [
        ("a", take(1, 1)),
        ("b", take(2, 1)),
        ("c", take(3, 2)),
        ("d", take(4, 3, text=sample)),
        ("e", take(5, 4, text=own)),
    ]
    scenarios = {content_hash(buyer()): buyer()}
    assert assisted([(name, entered(one)) for name, one in takes], scenarios) == {"c", "d"}


def test_pasted_words_and_words_that_came_too_fast_are_shown_as_assisted() -> None:
    seconds = len(GOOD) / FASTEST
    official: dict[str, Any] = {"source": "league", "official": True}
    takes = [
        ("typed", take(1, 1, at=round(seconds * 1000) + 1, text=GOOD, **official)),
        ("at once", take(2, 1, at=round(seconds * 1000) - 1, text=GOOD, **official)),
        ("practised before", take(3, 1, at=1)),
        ("a name", take(4, 1, at=1, text="Hi Dana, it is Luis.", **official)),
        ("half pasted", take(5, 1, pasted=50)),
        ("a line pasted", take(6, 1, pasted=49)),
    ]
    assert {name for name, one in takes if untyped(entered(one))} == {"at once", "half pasted"}
    assert percent_of(GOOD, [GOOD[:60]]) in range(25, 50)
    assert percent_of(GOOD, ["something else that was pasted and then written anew"]) == 0


@settings(max_examples=25)
@given(st.randoms(use_true_random=False), st.data())
def test_every_reader_draws_the_same_board_whatever_the_order(shuffle: random.Random, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, 12))
    takes = [
        take(
            n,
            data.draw(st.integers(1, 4)),
            at=data.draw(st.integers(1, 4)),
            text=data.draw(st.sampled_from([GOOD, WEAK])),
        )
        for n in range(number)
    ]
    again = list(takes)
    shuffle.shuffle(again)
    assert board(takes) == board(again)


def test_a_result_can_be_checked_by_anybody_and_a_changed_one_does_not_hold() -> None:
    takes = [entered(take(1, 1)), entered(take(2, 2, at=2, text=WEAK))]
    result = conclude(COURT, competition(), None, PLAYERS, takes, [], {}, NOON + 8 * DAY)
    fresh = Court(library)
    assert verify(fresh, result) == []
    assert verify(fresh, msgspec.structs.replace(result, points=(result.points[1], result.points[0])))
    assert verify(fresh, msgspec.structs.replace(result, standings=result.standings[::-1]))
    assert verify(fresh, msgspec.structs.replace(result, takes=(*result.takes, entered(take(3, 3, at=9 * DAY)))))
    assert verify(fresh, msgspec.structs.replace(result, closed_ms=NOON))
    assert past_of([result], NOON + 9 * DAY)[id_of(1)] > 90
    assert past_of([result], NOON + 1) == {}


def test_votes_count_once_a_voter_and_never_for_oneself() -> None:
    one, two = take(1, 1), take(2, 2, at=2)
    first, second = digest(one), digest(two)

    def ballot(player: int, at: int, **votes: bool) -> Ballot:
        chosen = tuple(Vote(first if name == "first" else second, yes) for name, yes in votes.items())
        return Ballot(competition="week", player=id_of(player), votes=chosen, at_ms=at)

    ballots = [ballot(1, 5, first=True, second=True), ballot(3, 5, first=True), ballot(3, 9, first=False, second=True)]
    rows = count_votes([entered(one), entered(two)], ballots)
    assert [(row.take, row.yes, row.votes) for row in rows] == [(second, 2, 2), (first, 0, 1)]
    assert rows == count_votes([entered(two), entered(one)], ballots[::-1])
