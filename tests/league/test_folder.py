"""A league in a shared folder that others, and their syncing programs, write into."""

from __future__ import annotations

import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from league.leagues import (
    CODE,
    DAY,
    GOOD,
    NOON,
    WEAK,
    Club,
    HandClock,
    attempt,
    buyer,
    competition,
    id_of,
    library,
    take,
)
from vmdojo.cli.league_board import board_lines
from vmdojo.league.court import Court
from vmdojo.league.folder import FolderHome
from vmdojo.league.friday import Friday
from vmdojo.league.grades import Grades
from vmdojo.league.home import OutOfReach, TurnedDown
from vmdojo.league.member import Member
from vmdojo.league.setting import Terms, set_up
from vmdojo.league.sitting import Sitting
from vmdojo.league.wire import Board, Competition, Player, canonical
from vmdojo.progress import Record


@pytest.fixture
def club(tmp_path: Path) -> Club:
    return Club(tmp_path)


def reader(share: Path, player: int, clock: HandClock | None = None) -> FolderHome:
    return FolderHome(share, id_of(player), Court(library), clock or HandClock())


def drawn(share: Path, player: int = 0) -> Board:
    return reader(share, player).standings("week")


def test_join_play_hand_in_and_all_see_the_same_board(club: Club) -> None:
    ann, bob = club.join(1, name="Ann", team="North"), club.join(2)
    club.set(teams=True)
    ann.sync(), bob.sync()
    club.clock.ms += 10
    first = ann.hand_in(attempt(1), ann.fitting(attempt(1))[0])
    assert (len(first.delivered), first.waiting) == (1, 0)
    assert ann.fitting(attempt(1)) == []
    with pytest.raises(TurnedDown, match="handed in already"):
        ann.hand_in(attempt(1), ann.find("week"))
    bob.hand_in(attempt(2, text=WEAK), bob.find("week"))
    boards = {canonical(one.home.standings("week")) for one in (ann, bob, club.lead)}
    assert len(boards) == 1
    rows = drawn(club.share).rows
    assert [row.name for row in rows] == ["Ann", f"player {id_of(2)[-6:]}"]
    assert any("honour" in told for told in drawn(club.share).told)


def test_the_code_and_the_league_itself_are_asked_for(club: Club, tmp_path: Path) -> None:
    with pytest.raises(TurnedDown, match="not the code"):
        Member.join(tmp_path / "x", library, str(club.share), "WRONG", clock=club.clock)
    Member.join(tmp_path / "x", library, str(club.share), " abcd 2345 ", clock=club.clock)
    with pytest.raises(OutOfReach, match="no league"):
        Member.join(tmp_path / "y", library, str(tmp_path / "elsewhere"), CODE, clock=club.clock)
    (club.share / "league.json").write_bytes(b"{")
    with pytest.raises(TurnedDown, match="not a league"):
        club.lead.home.info()


def test_only_the_lead_sets_and_closes(club: Club) -> None:
    club.set()
    ann = club.join(1)
    with pytest.raises(TurnedDown, match="Only the lead"):
        ann.home.announce(msgspec.structs.replace(competition(), id="mine"), None)
    with pytest.raises(TurnedDown, match="Only the lead"):
        ann.home.close("week", NOON + 8 * DAY)
    with pytest.raises(TurnedDown, match="still open"):
        club.lead.home.close("week", club.clock.ms)
    club.clock.ms += 8 * DAY
    result = club.lead.home.close("week", club.clock.ms)
    assert ann.home.result("week") == result == club.lead.home.close("week", club.clock.ms + 5)


def test_takes_made_offline_are_sent_later_once_and_in_order(club: Club) -> None:
    ann = club.join(1)
    club.set()
    ann.sync()
    away = club.share.rename(club.folder / "away")
    for number in (1, 2, 3):
        sent = ann.hand_in(attempt(number, at=number), ann.find("week"))
        assert sent.waiting == number
        assert "drive connected" in sent.why
    assert not club.share.exists()
    fresh = Member.open(club.folder / "player1", library, club.clock)
    assert fresh is not None
    assert [one.id for one in fresh.outbox.waiting()] == [id_of(1), id_of(2), id_of(3)]
    away.rename(club.share)
    receipts = fresh.sync().delivered
    assert [receipt.take for receipt in receipts] == [id_of(1), id_of(2), id_of(3)]
    assert fresh.sync().delivered == ()
    row = drawn(club.share).rows[0]
    assert (row.takes, row.offline) == (3, True)


def test_a_take_that_is_turned_down_is_set_aside_with_the_reason(club: Club) -> None:
    ann = club.join(1)
    club.set(tries=1)
    ann.sync()
    ann.hand_in(attempt(1), ann.find("week"))
    sent = ann.hand_in(attempt(2, at=2), ann.find("week"))
    assert "all you may" in sent.refused[0][1]
    assert [(one.id, why) for one, why in ann.outbox.refused()] == [(id_of(2), sent.refused[0][1])]
    assert ann.outbox.waiting() == []


def test_a_sending_that_ends_halfway_sends_nothing_twice(club: Club) -> None:
    ann = club.join(1)
    club.set()
    ann.sync()
    one = take(1, 1)
    ann.outbox.put(one)
    ann.home.submit(one)  # and the machine stops before it is noted here
    sent = ann.sync()
    assert [receipt.again for receipt in sent.delivered] == [True]
    assert drawn(club.share).rows[0].takes == 1


def _mischief(share: Path, draw: st.DataObject) -> None:
    """One thing that others or syncing programs do to a folder."""
    players = sorted((share / "players").iterdir())
    place = draw.draw(st.sampled_from([*players, share / "competitions"]))
    files = sorted(path for path in place.iterdir() if path.suffix == ".json")
    kind = draw.draw(
        st.sampled_from(["copy", "cut copy", "foreign", "forged", "stolen", "huge", "folder", "link", "stray"])
    )
    if kind == "copy" and files:
        shutil.copy(files[0], place / f"{files[0].stem} (1).json")
    elif kind == "cut copy" and files:
        data = files[0].read_bytes()
        name = f"{files[0].stem} (conflicted copy).json"
        (place / name).write_bytes(data[: draw.draw(st.integers(0, max(0, len(data) - 1)))])
    elif kind == "foreign":
        name = draw.draw(st.sampled_from(["take.json", "notes.txt", "take-" + "0" * 64 + ".json", "\x1b[2J.json"]))
        (place / name).write_bytes(draw.draw(st.binary(max_size=50)))
    elif kind == "forged" and files:
        (place / f"take-{sha256(draw.draw(st.binary(max_size=8))).hexdigest()}.json").write_bytes(files[0].read_bytes())
    elif kind == "stolen":  # a whole take in the folder of somebody who did not write it
        data = canonical(take(500, 77))
        (place / f"take-{sha256(data).hexdigest()}.json").write_bytes(data)
    elif kind == "huge":
        with (place / ("take-" + "a" * 64 + ".json")).open("wb") as file:
            file.truncate(1 << 30)
    elif kind == "folder":
        (place / ("take-" + "b" * 64 + ".json")).mkdir(exist_ok=True)
    elif kind == "link":
        link = place / ("take-" + "c" * 64 + ".json")
        if not link.is_symlink():
            link.symlink_to("/dev/zero")
    else:
        (share / "players" / "..%2f").mkdir(exist_ok=True)


_CLEAN: dict[str, Path] = {}


def _clean() -> Path:
    """A league with three takes, made once."""
    if "share" not in _CLEAN:
        club = Club(Path(tempfile.mkdtemp()))
        club.set()
        for number, text in ((1, GOOD), (2, WEAK), (3, GOOD)):
            member = club.join(number, name="\x1b[31mred" if number == 3 else "")
            member.sync()
            member.hand_in(attempt(number, text=text, at=number), member.find("week"))
        _CLEAN["share"] = club.share
        _CLEAN["folder"] = club.folder
    return _CLEAN["share"]


@pytest.fixture(scope="module", autouse=True)
def _sweep() -> object:
    yield
    if "folder" in _CLEAN:
        shutil.rmtree(_CLEAN.pop("folder"))
        _CLEAN.clear()


@settings(max_examples=20)
@given(st.data(), st.integers(1, 4))
def test_whatever_lies_in_the_folder_every_reader_draws_the_same_board(data: st.DataObject, number: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        share = Path(place) / "share"
        shutil.copytree(_clean(), share)
        clean = drawn(share)
        for _ in range(number):
            _mischief(share, data)
        boards = [drawn(share, player) for player in (0, 1, 99)]
        assert boards[0] == boards[1] == boards[2]
        assert boards[0].rows == clean.rows
        shown = "\n".join(board_lines(boards[0], competition(), id_of(1), whole=True))
        assert "\x1b" not in shown
        assert "red" in shown


def test_what_is_passed_over_is_counted_with_a_reason(club: Club) -> None:
    club.set()
    ann = club.join(1)
    ann.sync()
    ann.hand_in(attempt(1), ann.find("week"))
    own = club.share / "players" / id_of(1)
    whole = next(own.glob("take-*"))
    (own / ("take-" + "0" * 64 + ".json")).write_bytes(whole.read_bytes())
    (own / f"{whole.stem} conflicted copy.json").write_bytes(whole.read_bytes()[:40])
    told = drawn(club.share).told
    assert "1 file left out: not what its name says (cut off, or changed)." in told
    assert "1 file left out: a copy made by a syncing program." in told


def test_a_copy_stands_in_for_an_original_that_is_still_on_its_way(club: Club) -> None:
    club.set()
    ann = club.join(1)
    ann.sync()
    ann.hand_in(attempt(1), ann.find("week"))
    whole = next((club.share / "players" / id_of(1)).glob("take-*"))
    whole.with_name(f"{whole.stem} (1).json").write_bytes(whole.read_bytes())
    whole.write_bytes(b"")
    assert drawn(club.share).rows[0].takes == 1


def test_a_forged_result_is_nobodys_result(club: Club) -> None:
    club.set()
    ann = club.join(1)
    ann.sync()
    ann.hand_in(attempt(1, text=WEAK), ann.find("week"))
    club.clock.ms += 8 * DAY
    true = club.lead.home.close("week", club.clock.ms)
    places = club.share / "competitions"
    forged = canonical(msgspec.structs.replace(true, points=(99.0,), closed_ms=true.closed_ms - 1))
    (places / f"result-{sha256(forged).hexdigest()}.json").write_bytes(forged)
    assert ann.home.result("week") == true


def test_grades_are_remembered_and_a_damaged_memory_is_only_slower(tmp_path: Path) -> None:
    grades = Grades(tmp_path)
    grades.put("a" * 64, "judge", 71.5)
    grades.save()
    assert Grades(tmp_path).get("a" * 64, "judge") == 71.5
    assert Grades(tmp_path).get("a" * 64, "another judge") is None
    next(tmp_path.iterdir()).write_bytes(b'{"judge"')
    assert Grades(tmp_path).get("a" * 64, "judge") is None


def test_a_name_is_seen_only_where_it_was_given(club: Club) -> None:
    ann = club.join(1)
    assert ann.home.players()[1] == Player(id=id_of(1), since_ms=NOON)
    club.clock.ms += 1
    club.join(1, name="Ann")
    assert ann.home.players()[1].name == "Ann"


def test_the_round_that_is_due_goes_before_one_that_nobody_closed(club: Club) -> None:
    def round_(id_: str, starts_ms: int) -> Competition:
        made = competition(kind="friday")
        return msgspec.structs.replace(made, id=id_, starts_ms=starts_ms, ends_ms=starts_ms + 480_000)

    for id_, starts_ms in (("old", NOON), ("new", NOON + 7_200_000)):
        club.lead.announce(round_(id_, starts_ms), None)
    for minutes, found in ((5, "old"), (30, "old"), (61, "new"), (121, "new"), (140, "new")):
        club.clock.ms = NOON + minutes * 60_000
        assert Friday.of(club.lead).competition.id == found, minutes
    club.clock.ms = NOON + 61 * 60_000
    assert Friday.of(club.lead, over=True).competition.id == "old"
    assert Friday.of(club.lead, "new", over=True).competition.id == "new"


def test_a_friday_round_from_the_sealed_buyer_to_the_votes(club: Club) -> None:
    ann, bob = club.join(1, name="Ann"), club.join(2, name="Bob")
    start = NOON + 60_000
    made, opening = set_up(
        id="friday",
        title="Friday round",
        lead=club.lead.player,
        now_ms=NOON,
        starts_ms=start,
        ends_ms=start + 480_000,
        scenarios=[buyer()],
        shipped=frozenset({buyer().id}),
        rubric=club.lead.court.rubric(competition()),
        terms=Terms(kind="friday", sealed=True),
    )
    club.lead.announce(made, opening)
    for path in club.share.rglob("*.json"):
        assert b"second-cold-store" not in path.read_bytes()
    ann.sync(), bob.sync()
    assert Friday.of(ann).phase == "coming"
    club.clock.ms = start
    assert Friday.of(ann).phase == "unopened"
    club.lead.sync()
    for member, text in ((ann, GOOD), (bob, WEAK)):
        member.sync()
        assert Friday.of(member).phase == "open"
        with Record.in_memory() as record:
            sitting = Sitting.begin(member, member.find("friday"), record)
            sitting.round.compose()
            sitting.round.write(text)
            sitting.round.leave()
            sitting.close()  # stopped in the middle: the words are there when it goes on
            sitting = Sitting.begin(member, member.find("friday"), record)
            assert sitting.round.text == text
            sitting.round.compose()
            sitting.round.leave()
            _, sent = sitting.hand_in(True, 80)
            sitting.close()
            assert record.drafts() == []
            assert len(sent.delivered) == 1
            assert record.count() == 0
            with pytest.raises(TurnedDown, match="no try left"):
                Sitting.begin(member, member.find("friday"), record)
        assert list(member.home.takes("friday")) == []
        with pytest.raises(TurnedDown, match="no grades before"):
            member.home.standings("friday")
    with pytest.raises(TurnedDown, match="still open"):
        Friday.of(bob).vote({})
    club.clock.ms = start + 480_000
    bob.sync()
    heard = Friday.of(bob).to_hear()
    assert sorted(one.own for one in heard) == [False, True]
    assert not (club.folder / "player2" / "league" / "grades").exists()
    Friday.of(bob).vote({one.hash: True for one in heard})
    with pytest.raises(TurnedDown, match="no grades before"):
        bob.home.standings("friday")
    result = Friday.of(club.lead).close()
    assert [(row.yes, row.votes) for row in result.votes] == [(1, 1), (0, 0)]
    bob.sync()
    assert Friday.of(bob).phase == "closed"
    assert bob.home.standings("friday").rows == result.standings
    with Record.in_memory() as record:
        Friday.of(bob).settle(result, record)
        Friday.of(bob).settle(result, record)
        kept = record.attempts()
    assert [(one.source, one.official, one.text) for one in kept] == [("league:friday", True, WEAK)]
