"""The league over HTTP. Thin: who asks, how often, in which words; what happens is ``service``'s.

Everything under ``/api`` but joining wants ``Authorization: Bearer KEY``: a member's key, or the key of the wall, which
opens the boards alone. A no is status 409 with ``{"problem": "a sentence"}``.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any

from litestar import Litestar, Request, Response, get, post
from litestar.config.allowed_hosts import AllowedHostsConfig
from litestar.datastructures import ResponseHeader, State
from litestar.di import Provide
from litestar.enums import MediaType
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.params import Parameter
from litestar.response import Redirect, Stream

from vmdojo import __version__
from vmdojo.league.home import TurnedDown
from vmdojo.league.server.changes import TooManyWatchers
from vmdojo.league.server.guards import Limits
from vmdojo.league.server.members import Member
from vmdojo.league.server.pages import page
from vmdojo.league.server.service import Service
from vmdojo.league.server.writer import Closed
from vmdojo.league.talk import Announcing, Asking, Joined, Joining, PlayersPage, Problem, TakesPage
from vmdojo.league.wire import (
    MOST_BYTES,
    BadWire,
    Ballot,
    Board,
    By,
    Competition,
    LeagueInfo,
    Opening,
    Receipt,
    Take,
    Ticket,
)

Ask = Request[Any, Any, State]
After = Annotated[int, Parameter(ge=0, le=(1 << 62))]
"""The number behind which a page begins."""
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
BOUNDARY = 1.0
"""Seconds after which a start or an end is noticed, and the watchers are told."""


def _key(request: Ask) -> str:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.casefold() == "bearer" else ""


def _stranger(request: Ask, state: State) -> None:
    host = request.client.host if request.client is not None else ""
    if not state.strangers.allow(host):
        raise HTTPException(status_code=429, detail="That is too often. Wait a minute and try again.")


async def who(request: Ask, state: State) -> Member:
    """The member who asks."""
    key = _key(request)
    found: Member | None = state.service.member(key) if key else None
    if found is None:
        _stranger(request, state)
        raise HTTPException(status_code=401, detail="The league does not know this key. Join again with the code.")
    if not state.members.allow(found.id):
        raise HTTPException(status_code=429, detail="That is too often. Wait a moment and try again.")
    if not found.used:
        await state.service.was_used(found)
    return found


async def viewer(request: Ask, state: State) -> Member | None:
    """The member who looks, or None for the board on the wall."""
    key = _key(request)
    if key and state.service.opens_wall(key):
        if not state.members.allow("wall"):
            raise HTTPException(status_code=429, detail="That is too often. Wait a moment and try again.")
        return None
    return await who(request, state)


# -- the league ------------------------------------------------------------------------------------------------------


@post("/api/join", status_code=200, security=[{}, {"key": []}])
async def join(request: Ask, state: State, data: Joining) -> Joined:
    """Become a member with the code, or change name and team with one's key."""
    key = _key(request)
    if not (key and state.service.member(key)):
        _stranger(request, state)
    return Joined(await state.service.join(data.code, data.player, key))


@get("/api/info", security=[{}])
async def info(request: Ask, state: State) -> LeagueInfo:
    """The league itself: whoever wants to join looks here first."""
    if not _key(request):
        _stranger(request, state)
    found: LeagueInfo = state.service.info()
    return found


@get("/api/players")
async def players(state: State, who: Member, after: After = 0) -> PlayersPage:  # noqa: ARG001
    """Members, a page at a time."""
    found = state.service.players(after)
    return PlayersPage(tuple(player for _, player in found), _next(found, state))


@get("/api/changes", media_type="text/event-stream")
async def changes(state: State, viewer: Member | None) -> Stream:  # noqa: ARG001
    """Server-sent events: "changed" when a board may have changed, never what."""
    try:
        return Stream(
            state.service.changes.watch(),
            media_type="text/event-stream",
            headers={"X-Accel-Buffering": "no"},  # a proxy passes each event on at once
        )
    except TooManyWatchers:
        raise HTTPException(status_code=503, detail="Too many are watching. Ask now and then instead.") from None


# -- competitions ----------------------------------------------------------------------------------------------------


@get("/api/competitions")
async def competitions(state: State, viewer: Member | None) -> list[Competition]:  # noqa: ARG001
    """All competitions, the latest start first."""
    found: list[Competition] = state.service.competitions()
    return found


@post("/api/competitions", status_code=204)
async def announce(state: State, who: Member, data: Announcing) -> None:
    """The lead's: set a competition. What is sealed is opened by the server at its minute."""
    await state.service.announce(who, data.competition, data.opening)


@get("/api/competitions/{competition:str}/opening")
async def opening(state: State, who: Member, competition: str) -> Opening | None:
    """The content that a competition brought; null where there is none, or while it is sealed."""
    found: Opening | None = await state.service.opening(who, competition)
    return found


@post("/api/openings", status_code=204)
async def reveal(state: State, who: Member, data: Opening) -> None:
    """The lead's: hold an opening against what was sealed."""
    state.service.reveal(who, data)


@post("/api/competitions/{competition:str}/tickets", status_code=200)
async def ticket(state: State, who: Member, competition: str, data: Asking) -> Ticket:
    """Leave to write one official take, stamped with the time. An unused one is given again."""
    found: Ticket = await state.service.ticket(who, competition, data.scenario_hash)
    return found


@post("/api/takes", status_code=200)
async def submit(state: State, who: Member, data: Take) -> Receipt:
    """Hand in a take. It is graded here; the same id again gives the first receipt."""
    found: Receipt = await state.service.submit(who, data)
    return found


@get("/api/competitions/{competition:str}/takes")
async def takes(state: State, who: Member, competition: str, after: After = 0) -> TakesPage:
    """Takes, a page at a time: one's own while it runs, everybody's after the end."""
    found = state.service.takes(who, competition, after)
    return TakesPage(tuple(entered for _, entered in found), _next(found, state))


@get("/api/competitions/{competition:str}/standings")
async def standings(state: State, viewer: Member | None, competition: str, by: By = "points") -> Board:
    """The first hundred, and one's own place with its neighbours."""
    found: Board = await state.service.standings(viewer, competition, by)
    return found


@post("/api/ballots", status_code=204)
async def vote(state: State, who: Member, data: Ballot) -> None:
    """Answer "would you return it?" after a Friday round."""
    await state.service.vote(who, data)


@get("/api/competitions/{competition:str}/ballots")
async def ballots(state: State, who: Member, competition: str) -> list[Ballot]:
    """Everybody's ballots once it is closed; one's own before."""
    found: list[Ballot] = state.service.ballots(who, competition)
    return found


@get("/api/competitions/{competition:str}/result")
async def result(state: State, who: Member, competition: str) -> Response[bytes]:  # noqa: ARG001
    """The result in its canonical form; null while it is open."""
    return Response(state.service.result(competition) or b"null", media_type=MediaType.JSON)


@post("/api/competitions/{competition:str}/result", status_code=200)
async def close(state: State, who: Member, competition: str) -> Response[bytes]:
    """The lead's: close it for good. Once closed, the same result again."""
    return Response(await state.service.end(who, competition), media_type=MediaType.JSON)


def _next(found: Sequence[tuple[int, object]], state: State) -> int | None:
    return found[-1][0] if len(found) >= state.page else None


# -- pages -----------------------------------------------------------------------------------------------------------


@get("/", include_in_schema=False)
async def front() -> Redirect:
    """The board is the front page."""
    return Redirect("/board")


@get(["/board", "/board/{name:str}"], include_in_schema=False, media_type=MediaType.HTML)
async def board(name: str = "board.html") -> Response[bytes]:
    """The board on the office wall. It holds nothing of the league: its script asks with the key of the wall."""
    found = page(name)
    if found is None:
        raise HTTPException(status_code=404, detail="There is no such page.")
    return Response(found.body, media_type=found.type)


# -- a no ------------------------------------------------------------------------------------------------------------


def _no(_: Ask, no: TurnedDown) -> Response[Problem]:
    return Response(Problem(str(no)), status_code=409)


def _wrong(_: Ask, wrong: HTTPException) -> Response[Problem]:
    said = wrong.detail
    if wrong.status_code == 400 and isinstance(wrong.extra, list) and wrong.extra:
        first = wrong.extra[0]
        said = f"What was sent does not fit: {first.get('key', '')} {first.get('message', '')}".strip()
    return Response(Problem(said), status_code=wrong.status_code)


def _unreadable(_: Ask, wrong: Exception) -> Response[Problem]:  # noqa: ARG001
    return Response(Problem("What was sent cannot be read."), status_code=400)


def _ours(_: Ask, wrong: Exception) -> Response[Problem]:
    import sys
    import traceback

    # Where it happened and no more: an exception's own words may quote a player's.
    where = "".join(traceback.format_tb(wrong.__traceback__)[-3:])
    sys.stderr.write(f"The league server failed: {type(wrong).__name__}\n{where}")
    return Response(Problem("The league server failed. Nothing was kept of this; try again later."), status_code=500)


def _disk(_: Ask, wrong: Exception) -> Response[Problem]:
    import sys

    sys.stderr.write(f"The league's file cannot be written: {wrong}\n")
    return Response(Problem("The league server cannot keep anything now. Try again later."), status_code=503)


# -- together --------------------------------------------------------------------------------------------------------


def make_app(service: Service, *, limits: bool = True, hosts: Sequence[str] = ()) -> Litestar:
    """The application around a service, which it closes when it ends. ``hosts`` are the names that it answers to;
    any if empty. ``limits`` False asks nobody to wait, for measuring."""
    often = 1.0 if limits else 1e9

    @contextlib.asynccontextmanager
    async def run(_: Litestar) -> AsyncIterator[None]:
        ticking = asyncio.create_task(_tell_of_boundaries(service))
        try:
            yield
        finally:
            ticking.cancel()
            service.close()

    from vmdojo.league.server.service import PAGE

    return Litestar(
        route_handlers=[
            join,
            info,
            players,
            changes,
            competitions,
            announce,
            opening,
            reveal,
            ticket,
            submit,
            takes,
            standings,
            vote,
            ballots,
            result,
            close,
            front,
            board,
        ],
        dependencies={"who": Provide(who), "viewer": Provide(viewer)},
        state=State(
            {
                "service": service,
                "members": Limits(10 * often, 60 * often),
                "strangers": Limits(1 * often, 60 * often),
                "page": PAGE,
            }
        ),
        lifespan=[run],
        exception_handlers={
            TurnedDown: _no,
            HTTPException: _wrong,
            sqlite3.Error: _disk,
            Closed: _disk,
            BadWire: _unreadable,
            RecursionError: _unreadable,
            UnicodeDecodeError: _unreadable,
            Exception: _ours,
        },
        allowed_hosts=AllowedHostsConfig(allowed_hosts=list(hosts), www_redirect=False) if hosts else None,
        request_max_body_size=MOST_BYTES,
        response_headers=[ResponseHeader(name=name, value=value) for name, value in _HEADERS.items()],
        logging_config=None,
        openapi_config=OpenAPIConfig(
            title="vmdojo league",
            version=__version__,
            path="/schema",
            render_plugins=[JsonRenderPlugin(path=["/", "/openapi.json"])],
            use_handler_docstrings=True,
            components=Components(security_schemes={"key": SecurityScheme(type="http", scheme="bearer")}),
            security=[{"key": []}],
        ),
    )


async def _tell_of_boundaries(service: Service) -> None:
    """What opens and ends by itself changes boards without anybody's doing."""
    before = service.now_ms()
    while True:
        await asyncio.sleep(BOUNDARY)
        now = service.now_ms()
        if any(before < at <= now for it in service.competitions() for at in (it.starts_ms, it.ends_ms)):
            service.changes.tell()
        before = now
