"""``vmdojo league`` as a player types it."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from cli.cases import Done, run
from league.leagues import DAY, GOOD, NOON, Club, buyer, rubric
from vmdojo.league.friday import Friday
from vmdojo.league.setting import FRIDAY_MS, Terms, set_up
from vmdojo.league.sitting import Sitting
from vmdojo.league.wire import Competition
from vmdojo.progress import Record, SystemClock

HOSTILE = "\x1b[2J[bold]Eve\u202e"


def at(monkeypatch: pytest.MonkeyPatch, home: Path, *arguments: str) -> Done:
    monkeypatch.setenv("VMDOJO_HOME", str(home))
    return run(monkeypatch, ("league", *arguments))


def test_without_a_league_every_command_says_how_to_join_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = at(monkeypatch, tmp_path / "x", "create", str(tmp_path / "share"), "--name", "Ov\udcffens")
    assert odd == Done(3, "", "That cannot be kept: it holds a character that no file can hold.\n")
    for command in ("status", "sync", "standings", "submit", "leave", "friday", "vote"):
        done = at(monkeypatch, tmp_path / "x", command)
        assert done == Done(3, "", "You are in no league. Join one: vmdojo league join FOLDER-or-URL CODE\n"), command


def test_a_league_begins_is_joined_and_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lead, eve, share = tmp_path / "lead", tmp_path / "eve", tmp_path / "share"
    begun = at(monkeypatch, lead, "create", str(share), "--name", "Ovens", "--as", "Lena")
    assert begun.code == 0
    code = begun.stdout.split("FOLDER ")[1].split()[0]
    assert at(monkeypatch, lead, "create", str(share), "--name", "Other").code == 3
    assert "not the code" in at(monkeypatch, eve, "join", str(share), "NOPE").stderr
    joined = at(monkeypatch, eve, "join", str(share), code.lower(), "--as", HOSTILE)
    assert joined.code == 0
    assert "Only the lead" in at(monkeypatch, eve, "compete", "new", "Mine", "second-cold-store").stderr
    new = at(monkeypatch, lead, "compete", "new", "The week", "--draw", "3", "--seed", "7", "--tries", "2")
    again = at(monkeypatch, lead, "compete", "new", "The week", "--id", "more", "--draw", "3", "--seed", "7")
    assert new.stdout.splitlines()[2:] == again.stdout.splitlines()[2:]
    assert len(new.stdout.splitlines()) == 5
    assert "already" in at(monkeypatch, lead, "compete", "new", "The week", "second-cold-store").stderr
    status = at(monkeypatch, eve, "status")
    assert "\x1b" not in status.stdout + joined.stdout
    assert "the-week" in status.stdout
    told = json.loads(at(monkeypatch, eve, "status", "--json").stdout)
    assert (told["league"], told["reached"], told["waiting"]) == ("Ovens", True, [])
    assert "Several are open" in at(monkeypatch, eve, "standings").stderr
    board = json.loads(at(monkeypatch, eve, "standings", "more", "--json").stdout)
    assert board["rows"] == []
    assert "no take on record" in at(monkeypatch, eve, "submit").stderr
    assert "not open" not in at(monkeypatch, lead, "compete", "close", "more").stdout
    assert at(monkeypatch, eve, "leave").stdout == "You have left Ovens.\n"
    assert at(monkeypatch, eve, "status").code == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--for", "soon", "second-cold-store"), "not a length of time"),
        (("no-such-buyer",), "There is no scenario"),
        ((), "needs a buyer"),
        (("--sealed", "second-cold-store"), "opens at once"),
        (("--rubric", "nope", "second-cold-store"), "no profile"),
        (("--id", "Not So", "second-cold-store"), "small letters"),
        (("--from", "2020-01-01", "second-cold-store"), "over already"),
        (("--from", "25:99", "second-cold-store"), '"25:99" is no time. Write 15:00'),
        (("--draw", "2", "--belt", "purple"), 'There is no belt "purple". There are: white, yellow'),
        (("--draw", "50", "--belt", "yellow"), "of the yellow belt to draw from"),
    ],
)
def test_terms_that_make_no_sense_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    at(monkeypatch, tmp_path / "lead", "create", str(tmp_path / "share"), "--name", "Ovens")
    done = at(monkeypatch, tmp_path / "lead", "compete", "new", "Week", *arguments)
    assert done.code in (2, 3)
    assert told in done.stderr
    assert not list((tmp_path / "share").glob("competitions/*"))


def test_a_closed_round_is_shown_while_the_next_one_is_set_and_by_its_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    club = Club(tmp_path)
    first, second = (friday_of(club, id_, days) for id_, days in (("first", 1), ("second", 8)))
    club.clock.ms = first.starts_ms
    club.lead.sync()
    ann = club.join(1, name="Ann")
    ann.sync()
    with Record.in_memory() as record, closing(Sitting.begin(ann, first, record)) as sitting:
        sitting.round.compose()
        sitting.round.write(GOOD)
        sitting.hand_in(True, 80)
    club.clock.ms = first.ends_ms
    Friday(club.lead, first).close()
    monkeypatch.setattr(SystemClock, "now_ms", lambda _: club.clock.ms)
    for asked in ((), ("first",)):
        done = at(monkeypatch, tmp_path / "player1", "friday", *asked)
        assert done.code == 0
        assert "The grade of one's take, of 100." in done.stdout
        assert "no vote   Ann" in done.stdout
        assert ("Next: Friday round" in done.stdout) == (asked == ())
    assert "the lead's vmdojo must be open at that minute" in " ".join(
        at(monkeypatch, tmp_path / "player1", "friday").stdout.split()
    )
    assert "There is no competition “third”" in at(monkeypatch, tmp_path / "player1", "friday", "third").stderr

    monkeypatch.setattr("time.sleep", lambda _: setattr(club.clock, "ms", club.clock.ms + 30_000))
    club.clock.ms = second.starts_ms - 400_000
    waited = at(monkeypatch, tmp_path / "player1", "friday", "second")
    assert "in 6 minutes 40 seconds." in waited.stderr
    assert "It opens in 5 minutes." in waited.stderr
    assert "call your lead: the minutes run. 7 minutes 10 seconds left." in waited.stderr
    assert "The buyer was never opened: nobody could play this round." in waited.stderr


def test_the_minutes_left_are_told_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    club = Club(tmp_path)
    made = friday_of(club, "first", 1)
    club.clock.ms = made.starts_ms + 60_000
    club.lead.sync()
    club.join(1, name="Ann")
    monkeypatch.setattr(SystemClock, "now_ms", lambda _: club.clock.ms)
    monkeypatch.setenv("VMDOJO_HOME", str(tmp_path / "player1"))
    done = run(monkeypatch, ("league", "friday"), stdin=f"plan\n{GOOD}\n.\nyes\n80\n".encode())
    assert "\n7 minutes left.\nYour plan in one line" in done.stdout
    assert "The takes play after" in done.stdout
    assert "in 7 minutes: vmdojo league friday" in done.stdout


def friday_of(club: Club, id_: str, days: int) -> Competition:
    """A round of eight minutes, sealed, so many days after noon."""
    made, opening = set_up(
        id=id_,
        title="Friday round",
        lead=club.lead.player,
        now_ms=NOON,
        starts_ms=NOON + days * DAY,
        ends_ms=NOON + days * DAY + FRIDAY_MS,
        scenarios=[buyer()],
        shipped=frozenset({buyer().id}),
        rubric=rubric(),
        terms=Terms(sealed=True, kind="friday"),
    )
    return club.lead.announce(made, opening)


def test_a_file_that_is_no_result_does_not_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r.json").write_text("{}", encoding="utf-8")
    assert at(monkeypatch, tmp_path, "verify", str(tmp_path / "r.json")).code == 1
    assert at(monkeypatch, tmp_path, "verify", str(tmp_path / "none.json")).code == 3
