"""A real server on loopback, as its members and as strangers meet it."""

from __future__ import annotations

import json
import re
import socket
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator
from http.client import HTTPConnection
from importlib.resources import files
from typing import Any

import msgspec
import pytest

from league_server.play import DANA, GOOD, JUDGE, Server, contest, sealed, take_of
from vmdojo.league.court import Court
from vmdojo.league.ending import verify
from vmdojo.league.home import Home, OutOfReach, TurnedDown
from vmdojo.league.http import HttpHome
from vmdojo.league.wire import Ballot, Competition, Player, Vote, canonical, digest
from vmdojo.progress import SystemClock, new_id
from vmdojo.scenarios import content_hash, load_library


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("league"), "--graders", "1")
    yield made
    assert made.stop() in (0, 130)


@pytest.fixture(scope="module")
def lead(server: Server) -> tuple[HttpHome, str]:
    return server.join("Ann", lead=True)


def now() -> int:
    return SystemClock().now_ms()


def open_contest(lead: tuple[HttpHome, str], **changed: Any) -> Competition:
    given = {"starts_ms": now() - 1, "ends_ms": now() + 600_000, "announced_ms": now()}
    return contest(lead[1], **(given | changed))


def ask(server: Server, path: str, *, key: str = "", body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    request = urllib.request.Request(server.address + path, data=body, headers=headers)
    if key:
        request.add_header("Authorization", f"Bearer {key}")
    if body is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as no:
        with no:
            return no.code, no.read()


def announced_size(server: Server, key: str, size: int) -> int:
    """The answer to a body of that size, of which nothing is sent yet."""
    line = HTTPConnection(server.address.removeprefix("http://"), timeout=10)
    try:
        line.putrequest("POST", "/api/takes")
        line.putheader("Authorization", f"Bearer {key}")
        line.putheader("Content-Type", "application/json")
        line.putheader("Content-Length", str(size))
        line.endheaders()
        return line.getresponse().status
    finally:
        line.close()


def test_a_contest_from_joining_to_a_result_that_holds(server: Server, lead: tuple[HttpHome, str]) -> None:
    home: Home = lead[0]
    bo, bo_id = server.join("Bo <b>[red]")
    competition = open_contest(lead, id="short", ends_ms=now() + 2_500, official=True, goal=3)
    home.announce(competition, None)
    assert bo.competitions() == home.competitions()
    assert bo.opening("short") is None
    assert bo.result("short") is None

    ticket = bo.ticket("short", content_hash(DANA))
    take = take_of(bo_id, competition, official=True, ticket=ticket.id, opened_ms=ticket.opened_ms, left_ms=now())
    first = bo.submit(take)
    assert bo.submit(take) == msgspec.structs.replace(first, again=True)
    (row,) = bo.standings("short").rows
    assert (row.player, row.name, row.takes) == (bo_id, "Bo <b>[red]", 1)
    assert bo.standings("short").reached == (row.trend[0] >= 70)
    assert home.takes("short") == []
    with pytest.raises(TurnedDown, match="still open"):
        home.close("short", now())

    time.sleep(max(0.0, (competition.ends_ms - now()) / 1000 + 0.05))
    with pytest.raises(TurnedDown, match="Only the lead"):
        bo.close("short", now())
    result = home.close("short", now())
    assert [one.take.id for one in bo.takes("short")] == [take.id]
    assert bo.result("short") == result
    assert verify(Court(load_library), result) == []


def test_a_friday_round(server: Server, lead: tuple[HttpHome, str]) -> None:
    opening, terms = sealed("friday-1")
    competition = open_contest(lead, **terms, starts_ms=now() + 700, ends_ms=now() + 2_200, kind="friday")
    lead[0].announce(competition, opening)
    bo, bo_id = server.join()
    assert bo.opening("friday-1") is None
    while bo.opening("friday-1") is None:
        assert now() < competition.ends_ms
        time.sleep(0.1)
    lead[0].reveal(opening)
    take = take_of(bo_id, competition, left_ms=now())
    bo.submit(take)
    with pytest.raises(TurnedDown, match="before the room has voted"):
        lead[0].standings("friday-1")
    time.sleep(max(0.0, (competition.ends_ms - now()) / 1000 + 0.05))
    ballot = Ballot(competition="friday-1", player=lead[1], votes=(Vote(digest(take), True),), at_ms=now())
    lead[0].vote(ballot)
    result = lead[0].close("friday-1", now())

    assert [(row.yes, row.votes) for row in result.votes] == [(1, 1)]
    assert [one.player for one in bo.ballots("friday-1")] == [lead[1]]
    assert bo.standings("friday-1").rows[0].name == f"player {bo_id[-6:]}"


def test_the_server_grades_and_nobody_else(server: Server, lead: tuple[HttpHome, str]) -> None:
    competition = open_contest(lead, id="graded")
    lead[0].announce(competition, None)
    bo, bo_id = server.join()
    take = take_of(bo_id, competition, left_ms=now())
    scored = json.loads(canonical(take)) | {"points": 100.0}
    assert ask(server, "/api/takes", key=bo.key, body=json.dumps(scored).encode())[0] == 400
    with pytest.raises(TurnedDown, match="judged by another judge"):
        bo.submit(msgspec.structs.replace(take, judge=f"{JUDGE}x"))
    bo.submit(take)

    from vmdojo.grading import grade

    assert bo.standings("graded").rows[0].trend == (round(grade(GOOD, DANA).total, 1),)


def test_strangers_and_the_wall_see_no_more_than_they_may(server: Server, lead: tuple[HttpHome, str]) -> None:
    assert server.codes is not None
    wall = server.codes.wall
    private = ("/api/players", "/api/competitions/graded/takes", "/api/competitions/graded/opening")
    for path in ("/api/competitions", "/api/competitions/graded/standings", "/api/changes", *private):
        assert ask(server, path)[0] == 401
        assert ask(server, path, key="x" * 43)[0] == 401
    for path in private:
        assert ask(server, path, key=wall)[0] == 401
    assert ask(server, "/api/competitions", key=wall)[0] == 200
    assert ask(server, "/api/takes", key=wall, body=b"{}")[0] == 401
    with pytest.raises(TurnedDown, match="not the code"):
        HttpHome(server.address, "").join("AAAA-AAAA-AAAA", Player(id=new_id(now()), since_ms=now()))
    with pytest.raises(TurnedDown, match="does not know this key"):
        HttpHome(server.address, "", "wrong").competitions()
    assert lead[0].info().code_check == ""


def test_what_is_too_large_or_not_of_the_format_is_turned_away(server: Server) -> None:
    bo, _ = server.join()
    take = canonical(take_of(new_id(now()), contest(new_id(now()))))
    broken = [take.replace(b"Hi Dana", odd) for odd in (b"\\ud800", b"\xff", b"\\q")]
    for body in (*broken, b"", b"{", b"[]", b'{"type":"take"}', b"\xff\xfe", b"[" * 60_000):
        status, said = ask(server, "/api/takes", key=bo.key, body=body)
        assert status == 400, body[:9]
        assert msgspec.json.decode(said)["problem"]
    assert announced_size(server, bo.key, (1 << 20) + 1) == 413
    assert ask(server, "/api/players?after=-1", key=bo.key)[0] == 400
    assert ask(server, "/api/competitions/x/standings?by=age", key=bo.key)[0] == 400
    assert ask(server, "/api/competitions/nothing/standings", key=bo.key)[0] == 409
    assert ask(server, "/nowhere", key=bo.key)[0] == 404


def test_a_member_who_asks_without_end_is_asked_to_wait(server: Server) -> None:
    bo, _ = server.join()
    for _ in range(50):
        bo.competitions()
    with pytest.raises(OutOfReach, match="too often"):
        deque((bo.competitions() for _ in range(400)), maxlen=0)
    other, _ = server.join()
    assert other.competitions()


def test_watchers_hear_that_something_changed_and_not_what(server: Server, lead: tuple[HttpHome, str]) -> None:
    assert server.codes is not None
    request = urllib.request.Request(f"{server.address}/api/changes")
    request.add_header("Authorization", f"Bearer {server.codes.wall}")
    with urllib.request.urlopen(request, timeout=10) as lines:
        heard = [lines.readline() for _ in range(3)]
        lead[0].announce(open_contest(lead, id="watched"), None)
        heard += [lines.readline() for _ in range(3)]

    assert heard == [b"event: changed\n", b"data: changed\n", b"\n"] * 2


def test_another_name_bent_to_this_machine_is_turned_away(server: Server) -> None:
    assert ask(server, "/api/info", Host="evil.example")[0] == 400
    assert ask(server, "/api/info", Host=server.address.removeprefix("http://"))[0] == 200


def test_the_schema_tells_every_route_and_the_pages_name_no_other_host(server: Server) -> None:
    schema = msgspec.json.decode(ask(server, "/schema")[1])
    assert {"/api/join", "/api/takes", "/api/competitions/{competition}/standings"} <= set(schema["paths"])
    assert {"Take", "Receipt", "Board"} <= {name.split("_")[-1] for name in schema["components"]["schemas"]}
    for name in ("board.html", "board.js", "board.css"):
        status, body = ask(server, f"/board/{name}")
        assert status == 200
        assert body == files("vmdojo.league.server.pages").joinpath(name).read_bytes()
        assert not re.search(rb"https?:|//[a-z]+\.|innerHTML|insertAdjacentHTML|document\.write", body)
    assert ask(server, "/board/__init__.py")[0] == 404


def test_what_answers_but_is_no_league_is_out_of_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
    for address in (f"http://127.0.0.1:{port}", "http://localhost:1"):
        with pytest.raises(OutOfReach, match="does not answer"):
            HttpHome(address, "").info()
    for address in ("ftp://league.example", "http://", "http://me:secret@league.example", "http://league.example:x"):
        with pytest.raises(TurnedDown, match="not the address"):
            HttpHome(address, "")


def test_a_public_door_is_opened_only_where_it_is_asked_for(tmp_path: Any) -> None:
    with pytest.raises(AssertionError, match="--public"):
        Server(tmp_path, "--host", "0.0.0.0")
    assert not list(tmp_path.iterdir())
