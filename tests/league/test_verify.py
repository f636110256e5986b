"""A result that was changed afterwards is told from a machine that lacks what it takes to check one."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from league.leagues import DAY, GOOD, NOON, WEAK, buyer, competition, entered, id_of, library, rubric, take
from vmdojo.grading import rubric_of
from vmdojo.league.court import Court
from vmdojo.league.ending import conclude, verify
from vmdojo.league.home import TurnedDown
from vmdojo.league.setting import Terms, set_up
from vmdojo.league.wire import Ballot, Result, Vote, digest, seal_of

change = msgspec.structs.replace
OWN = 'format = 1\nid = "ovens"\ntitle = "Ovens"\nbanned = ["dock plan"]\n'


def friday(own: str = "") -> Result:
    """A Friday round of two, sealed and opened, with a vote."""
    made, opening = set_up(
        id="week",
        title="Friday round",
        lead=id_of(0),
        now_ms=NOON,
        starts_ms=NOON + 1,
        ends_ms=NOON + DAY,
        scenarios=[buyer()],
        shipped=frozenset({buyer().id}),
        rubric=rubric_of(own, "ovens.toml") if own else rubric(),
        team_rubric=own,
        terms=Terms(sealed=True, kind="friday"),
    )
    assert opening is not None
    opening = change(opening, salt="0" * 32)
    made = change(made, seal=seal_of(opening))
    takes = [
        change(take(number, number, at=number + 1, text=text), judge=made.judge, source="league", official=True)
        for number, text in ((1, GOOD), (2, WEAK))
    ]
    ballot = Ballot(competition="week", player=id_of(2), votes=(Vote(digest(takes[0]), True),), at_ms=NOON + DAY)
    return conclude(
        Court(library), made, opening, [], [entered(one) for one in takes], [ballot], {}, closed_ms=NOON + DAY
    )


def _other_buyer(it: Result) -> Result:
    assert it.opening is not None
    return change(it, opening=change(it.opening, scenarios=(it.opening.scenarios[0].replace("Reno", "Elko"),)))


def _words(it: Result) -> Result:
    one = it.takes[0]
    return change(it, takes=(change(one, take=change(one.take, text=f"{one.take.text} ")), *it.takes[1:]))


def _judge(it: Result) -> Result:
    return change(it, competition=change(it.competition, judge=f"{it.competition.judge}0"))


CHANGED: dict[str, tuple[Callable[[Result], Result], str]] = {
    "another buyer": (_other_buyer, "not the one that was sealed"),
    "another seal": (lambda it: change(it, competition=change(it.competition, seal="f" * 64)), "not the one that was"),
    "no buyer": (lambda it: change(it, opening=None), "sealed is missing"),
    "another judge": (_judge, "No take in it was left for the judge"),
    "a grade": (lambda it: change(it, points=(99.0, it.points[1])), "earns"),
    "the words of a take": (_words, "A take in it is not the one that was voted on"),
    "a vote": (lambda it: change(it, votes=it.votes[:1]), "votes are not counted right"),
    "a ballot twice": (lambda it: change(it, ballots=it.ballots * 2), "more than one ballot"),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_was_changed_in_a_friday_rounds_result_is_named(what: str) -> None:
    it = friday()
    assert verify(Court(library), it) == []
    changed, told = CHANGED[what]
    assert told in verify(Court(library), changed(it))[0]


@pytest.mark.parametrize(("text", "told"), [(OWN + "# mild\n[", "damaged"), (OWN.replace("dock", "deck"), "not the")])
def test_a_leads_rubric_that_was_changed_is_named(text: str, told: str) -> None:
    it = friday(OWN)
    assert verify(Court(library), it) == []
    changed = change(it, competition=change(it.competition, team_rubric=text))
    assert told in verify(Court(library), changed)[0]


def test_what_this_machine_lacks_is_no_fault_of_the_result() -> None:
    it = competition()
    result = conclude(Court(library), it, None, [], [], [], {}, closed_ms=it.ends_ms)
    entry = change(it.entries[0], hash="a" * 64)
    with pytest.raises(TurnedDown, match="is another version here"):
        verify(Court(library), change(result, competition=change(it, entries=(entry,))))
    with pytest.raises(TurnedDown, match="Install the version"):
        verify(Court(library), change(result, competition=change(it, judge="0.9/rapidfuzz-3.0/abc")))
