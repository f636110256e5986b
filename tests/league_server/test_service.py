"""What the server does with what members ask, at a clock that stands still."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from operator import methodcaller
from pathlib import Path
from typing import Any

import msgspec
import pytest

from league_server.play import DANA, GOOD, JUDGE, LIBRARY, SECOND, START, Table, sealed, take_of
from vmdojo.league.board import draw
from vmdojo.league.court import WEEK_MS, Court
from vmdojo.league.ending import verify
from vmdojo.league.home import TurnedDown
from vmdojo.league.likeness import assisted
from vmdojo.league.server.entering import SORTS
from vmdojo.league.server.members import Member
from vmdojo.league.wire import Ballot, Board, By, Competition, Entry, Player, Result, Vote, digest, read
from vmdojo.progress import new_id
from vmdojo.scenarios import content_hash

OTHERS = (
    "Hello Dana, this is Bo Lindqvist from Coldway. Two grocers fine you for late loads already. What does one late "
    "load cost you in a bad week?",
    "Hi, I would love to become your global logistics partner and I was hoping to get an hour this week.",
    "Dana, Ann Marsh, Coldway. A frozen distributor in Boise cut late docks by half in ten weeks. I will email the "
    "page they used; is the yard or the dock the worse half?",
    "Good morning. We are a premier provider of innovative solutions. Call me back at your earliest convenience.",
    "Hi there, it's Cy at Coldway: your spreadsheet locks when two people open it. Who waits for whom then?",
)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with Table(tmp_path) as made:
        yield made


@pytest.fixture
def lead(table: Table) -> Member:
    return table.join("Ann", "north", lead=True)


def board_of(table: Table, member: Member | None, competition: Competition, by: By = "points") -> Board:
    return table.do(table.service.standings(member, competition.id, by))


def by_the_book(table: Table, competition: Competition, by: By, week: int = 0) -> Board:
    """The same board as everybody else draws it: all takes graded again, all rows sorted."""
    entered = table.everything(competition)
    court = Court(lambda: LIBRARY)
    judged, _ = court.counted(competition, None, entered, week=week)
    scenarios = court.scenarios(competition, None)
    players = [player for _, player in table.service.players(0)]
    return draw(
        competition,
        players,
        judged,
        count=len(scenarios),
        by=by,
        assisted=assisted([(one.hash, one.entered) for one in judged], scenarios),
        week=week,
    )


@pytest.mark.parametrize(
    "terms",
    [{}, {"best_of": 1}, {"weekly": True, "ends_ms": START + 3 * WEEK_MS}, {"teams": True}, {"divisions": 2}],
    ids=["plain", "best of", "weekly", "teams", "divisions"],
)
def test_the_kept_board_is_the_one_that_everybody_draws(table: Table, lead: Member, terms: dict[str, Any]) -> None:
    chance = random.Random(5)
    competition = table.announce(lead, **terms)
    players = [lead, *(table.join(f"P{n}", chance.choice(["north", "south"])) for n in range(5))]
    for member in players:
        for scenario in (DANA, SECOND):
            for _ in range(chance.randint(0, 3)):
                table.clock.ms += chance.choice([0, 1, 50_000])
                if competition.weekly and chance.random() < 0.3:
                    table.clock.ms += WEEK_MS // 6
                text = chance.choice([GOOD, *OTHERS])
                table.hand_in(
                    member, competition, text, on=scenario, offline=chance.random() < 0.2, left_ms=table.clock.ms
                )
    week = (table.clock.ms - START) // WEEK_MS + 1 if competition.weekly else 0

    for by in SORTS:
        assert board_of(table, None, competition, by) == by_the_book(table, competition, by, week)


def test_a_take_handed_in_twice_is_kept_once(table: Table, lead: Member) -> None:
    competition = table.announce(lead)
    take = take_of(lead.id, competition)
    first = table.do(table.service.submit(lead, take))
    table.clock.ms += 5
    again = table.do(table.service.submit(lead, msgspec.structs.replace(take, offline=True)))

    assert again == msgspec.structs.replace(first, again=True)
    assert board_of(table, lead, competition).rows[0].takes == 1


def test_takes_cannot_be_changed_or_removed(table: Table, lead: Member) -> None:
    competition = table.announce(lead)
    table.hand_in(lead, competition)

    for statement in ("UPDATE takes SET points = 100", "DELETE FROM takes"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            table.do(table.service.write(methodcaller("execute", statement)))


def test_a_take_is_refused_with_a_sentence(table: Table, lead: Member) -> None:
    bo, competition = table.join("Bo"), table.announce(lead, tries=1, offline=False)
    good = take_of(bo.id, competition)
    change = msgspec.structs.replace
    cases = {
        "judged by another judge": change(good, judge="0.9.0/rapidfuzz-3.14/abc"),
        "not in this competition": change(good, scenario_hash="0" * 64),
        "by the player who left it": change(good, player=lead.id),
        "made offline": change(good, offline=True),
        "no competition": change(good, competition="december"),
        "neither a message nor a hanging up": change(good, text=""),
        "ticket was not given to you": change(good, ticket=new_id(START)),
    }
    for why, take in cases.items():
        with pytest.raises(TurnedDown, match=why):
            table.do(table.service.submit(bo, take))
    table.hand_in(bo, competition)
    with pytest.raises(TurnedDown, match="all you may"):
        table.hand_in(bo, competition)
    table.clock.ms = competition.ends_ms
    with pytest.raises(TurnedDown, match="after the end"):
        table.hand_in(bo, competition, on=SECOND)


def test_a_competition_whose_judge_or_scenario_is_not_here_is_not_set(table: Table, lead: Member) -> None:
    bo = table.join("Bo")
    with pytest.raises(TurnedDown, match="Only the lead"):
        table.announce(bo)
    with pytest.raises(TurnedDown, match="nothing is graded by another judge"):
        table.announce(lead, judge=f"{JUDGE}x")
    with pytest.raises(TurnedDown, match="another version"):
        table.announce(lead, entries=(Entry(DANA.id, "0" * 64),))
    table.announce(lead)
    with pytest.raises(TurnedDown, match="already"):
        table.announce(lead)


def test_a_ticket_is_stamped_once_and_good_for_one_take(table: Table, lead: Member) -> None:
    competition = table.announce(lead, official=True, tries=2)
    bo, hash_ = table.join("Bo"), content_hash(DANA)
    first = table.do(table.service.ticket(bo, competition.id, hash_))
    table.clock.ms += 60_000
    assert table.do(table.service.ticket(bo, competition.id, hash_)) == first

    with pytest.raises(TurnedDown, match="with a ticket"):
        table.hand_in(bo, competition, official=True)
    with pytest.raises(TurnedDown, match="not given to you"):
        table.hand_in(lead, competition, official=True, ticket=first.id)
    take = table.hand_in(bo, competition, official=True, ticket=first.id, opened_ms=START + 59_000)
    (_, kept) = table.service.takes(bo, competition.id, 0)[0]
    assert (kept.take.id, kept.take.opened_ms, kept.received_ms) == (take.id, START, START + 60_000)
    with pytest.raises(TurnedDown, match="one take a ticket"):
        table.hand_in(bo, competition, official=True, ticket=first.id)

    second = table.do(table.service.ticket(bo, competition.id, hash_))
    assert second.id != first.id
    table.hand_in(bo, competition, official=True, ticket=second.id)
    with pytest.raises(TurnedDown, match="all you may"):
        table.do(table.service.ticket(bo, competition.id, hash_))


def test_what_is_sealed_stays_sealed_until_its_minute(table: Table, lead: Member) -> None:
    opening, terms = sealed("secret")
    with pytest.raises(TurnedDown, match="brings what it seals"):
        table.announce(lead, None, **terms)
    competition = table.announce(lead, opening, **terms, starts_ms=START + 1_000, official=True)

    assert table.do(table.service.opening(lead, "secret")) is None
    with pytest.raises(TurnedDown, match="not open"):
        table.do(table.service.ticket(lead, "secret", content_hash(DANA)))
    with pytest.raises(TurnedDown, match="sealed"):
        table.hand_in(lead, competition)
    table.clock.ms += 1_000
    assert table.do(table.service.opening(lead, "secret")) == opening
    table.clock.ms += 30_000
    # The words were seen half a minute before the ticket was asked for.
    assert table.do(table.service.ticket(lead, "secret", content_hash(DANA))).opened_ms == START + 1_000
    bo = table.join("Bo")
    assert table.do(table.service.ticket(bo, "secret", content_hash(DANA))).opened_ms == START + 31_000


def test_a_friday_round_is_graded_and_named_after_the_vote(table: Table, lead: Member) -> None:
    opening, terms = sealed("friday-1")
    competition = table.announce(lead, opening, **terms, kind="friday", tries=1)
    bo = table.join("Bo")
    own = [table.hand_in(lead, competition), table.hand_in(bo, competition, OTHERS[1])]
    with pytest.raises(TurnedDown, match="before the room has voted"):
        board_of(table, bo, competition)
    assert table.service.takes(bo, "friday-1", 0) == []
    votes = tuple(Vote(digest(take), take.player == lead.id) for take in own)
    early = Ballot(competition="friday-1", player=bo.id, votes=votes, at_ms=START)
    with pytest.raises(TurnedDown, match="still open"):
        table.do(table.service.vote(bo, early))
    with pytest.raises(TurnedDown, match="still open"):
        table.do(table.service.end(lead, "friday-1"))

    table.clock.ms = competition.ends_ms
    assert len(table.service.takes(bo, "friday-1", 0)) == 2
    for member in (bo, lead):
        table.do(table.service.vote(member, msgspec.structs.replace(early, player=member.id)))
    assert [one.player for one in table.service.ballots(bo, "friday-1")] == [bo.id]
    with pytest.raises(TurnedDown, match="Only the lead"):
        table.do(table.service.end(bo, "friday-1"))
    result = read(table.do(table.service.end(lead, "friday-1")), Result)

    assert verify(Court(lambda: LIBRARY), result) == []
    assert [(row.player, row.yes, row.votes) for row in result.votes] == [(lead.id, 1, 1), (bo.id, 0, 1)]
    assert table.do(table.service.end(lead, "friday-1")) == table.service.result("friday-1")
    assert [row.player for row in board_of(table, bo, competition).rows] == [lead.id, bo.id]
    with pytest.raises(TurnedDown, match="closed"):
        table.do(table.service.vote(bo, early))


def test_words_of_a_sample_or_of_another_are_shown_as_assisted_and_count(table: Table, lead: Member) -> None:
    competition = table.announce(lead)
    bo, cy = table.join("Bo"), table.join("Cy")
    table.hand_in(lead, competition, GOOD)
    table.hand_in(lead, competition, GOOD)
    table.hand_in(bo, competition, GOOD.replace("Luis Ortega", "Bo Berg"))
    table.hand_in(cy, competition, DANA.strong[0].text)

    rows = {row.player: row for row in board_of(table, None, competition).rows}
    assert {id_: row.assisted for id_, row in rows.items()} == {lead.id: False, bo.id: True, cy.id: True}
    assert all(row.value > 0 for row in rows.values())


def test_who_knows_an_id_and_the_code_is_not_that_player(table: Table) -> None:
    assert table.codes is not None
    bo = table.join("Bo")
    thief = Player(id=bo.id, name="Mallory", since_ms=START)
    # A key that was never used may have been lost on its way: joining again gives another.
    key = table.do(table.service.join(table.codes.team, Player(id=bo.id, name="Bo", since_ms=START), ""))
    member = table.service.member(key)
    assert member is not None
    table.do(table.service.was_used(member))

    with pytest.raises(TurnedDown, match="another key"):
        table.do(table.service.join(table.codes.team, thief, ""))
    with pytest.raises(TurnedDown, match="another key"):
        table.do(table.service.join(table.codes.team, thief, "guessed"))
    assert table.do(table.service.join("", Player(id=bo.id, name="Robert", since_ms=START), key)) == key
    assert [player.name for _, player in table.service.players(0)] == ["Robert"]


def test_names_are_ones_own_and_can_be_seen(table: Table) -> None:
    table.join("Ann")
    for name, why in (("ann ", "called"), ("Bo\u202eb", "cannot be seen"), ("B\x1b[31mo", "cannot be seen")):
        with pytest.raises(TurnedDown, match=why):
            table.join(name)
    table.join("")
    table.join("")
    with pytest.raises(TurnedDown, match="not the code"):
        table.do(table.service.join("AAAA-BBBB-CCCC", Player(id=new_id(START), since_ms=START), ""))


def test_the_leads_code_works_once(table: Table, lead: Member) -> None:
    assert table.service.info().lead == lead.id
    with pytest.raises(TurnedDown, match="not the code"):
        table.join("Mallory", lead=True)


def test_keys_and_codes_are_not_in_the_file(table: Table, tmp_path: Path) -> None:
    assert table.codes is not None
    key = table.do(table.service.join(table.codes.team, Player(id=new_id(START), name="Bo", since_ms=START), ""))
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())

    assert b"Bo" in everything
    for secret in (key, *table.codes):
        assert secret.encode() not in everything
        assert secret.replace("-", "").encode() not in everything


def test_a_long_board_shows_its_head_and_ones_neighbours(
    table: Table, lead: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vmdojo.league.server.service.TOP", 3)
    competition = table.announce(lead)
    players = []
    for n in range(12):
        players.append(table.join(f"P{n}"))
        table.clock.ms += 1
        table.hand_in(players[-1], competition)

    board = board_of(table, players[8], competition)
    assert [row.rank for row in board.rows] == [1, 2, 3, 7, 8, 9, 10, 11]
    assert [row.rank for row in board_of(table, players[1], competition).rows] == [1, 2, 3, 4]
    assert board.told == ("Shown are 8 of 12: the first 3, and your own neighbours.",)
