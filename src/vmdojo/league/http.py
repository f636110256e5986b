"""A league behind an address: the home of ``vmdojo.league.home`` that speaks HTTP, with the standard library alone."""

from __future__ import annotations

import ssl
import urllib.error
import urllib.request
from collections.abc import Sequence
from http.client import HTTPException, HTTPMessage
from typing import IO, Any, Final, TypeVar
from urllib.parse import quote, urlsplit

import msgspec

from vmdojo.league.home import OutOfReach, TurnedDown
from vmdojo.league.talk import Announcing, Asking, Joined, Joining, PlayersPage, Problem, TakesPage
from vmdojo.league.wire import (
    MOST_BYTES,
    MOST_RESULT_BYTES,
    BadWire,
    Ballot,
    Board,
    By,
    Competition,
    Entered,
    LeagueInfo,
    Opening,
    Player,
    Receipt,
    Result,
    Take,
    Ticket,
    canonical,
    digest,
)

PATIENCE: Final = 10.0
"""Seconds to wait for an answer."""
_NO_TLS: Final = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"})
"""What OpenSSL calls an answer that is no TLS."""
MOST_PAGES: Final = 4_000

T = TypeVar("T")
_MAYBE_OPENING: Any = Opening | None
_MAYBE_RESULT: Any = Result | None


class HttpHome:
    """A league on a server, as one of its members sees it.

    An answer that is no answer of a league (a login page, a proxy's error, bytes cut off) is OutOfReach: it says
    nothing about the league.
    """

    def __init__(self, address: str, player: str, key: str = "") -> None:
        """``address`` as told by the lead, https://league.example:8642; TurnedDown where it is no such address."""
        try:
            parts = urlsplit(address)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
            _ = parts.port
        except ValueError:
            sound = False
        if not sound or parts.query or parts.fragment:
            raise TurnedDown(f"{address} is not the address of a league. It looks like https://league.example:8642")
        self._address = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"
        self._player = player
        self.key = key
        """To come back with; never shown."""
        handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
        if parts.scheme == "https":
            handlers.append(urllib.request.HTTPSHandler(context=ssl.create_default_context()))
        if parts.hostname in ("localhost", "127.0.0.1", "::1"):
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    # -- Home --------------------------------------------------------------------------------------------------------

    def info(self) -> LeagueInfo:
        return self._get("/api/info", LeagueInfo)

    def join(self, code: str, player: Player) -> str:
        self.key = self._post("/api/join", Joining(code, player), Joined).key
        return self.key

    def players(self) -> Sequence[Player]:
        found: list[Player] = []
        after: int | None = 0
        for _ in range(MOST_PAGES):
            page = self._get(f"/api/players?after={after}", PlayersPage)
            found += page.players
            after = page.next
            if after is None:
                break
        return sorted(found, key=lambda it: it.id)

    def competitions(self) -> Sequence[Competition]:
        return self._get("/api/competitions", list[Competition])

    def opening(self, competition: str) -> Opening | None:
        found: Opening | None = self._get(f"{_of(competition)}/opening", _MAYBE_OPENING)
        return found

    def ticket(self, competition: str, scenario_hash: str) -> Ticket:
        return self._post(f"{_of(competition)}/tickets", Asking(scenario_hash), Ticket)

    def submit(self, take: Take) -> Receipt:
        return self._post("/api/takes", take, Receipt)

    def takes(self, competition: str) -> Sequence[Entered]:
        it = next((one for one in self.competitions() if one.id == competition), None)
        found: list[Entered] = []
        after: int | None = 0
        for _ in range(MOST_PAGES):
            page = self._get(f"{_of(competition)}/takes?after={after}", TakesPage)
            found += page.takes
            after = page.next
            if after is None:
                break
        if it is not None and it.kind == "friday":
            return sorted(found, key=lambda one: digest(one.take))
        return sorted(found, key=lambda one: (one.received_ms, digest(one.take)))

    def standings(self, competition: str, by: By = "points") -> Board:
        return self._get(f"{_of(competition)}/standings?by={by}", Board)

    def vote(self, ballot: Ballot) -> None:
        self._post("/api/ballots", ballot, type(None))

    def ballots(self, competition: str) -> Sequence[Ballot]:
        return self._get(f"{_of(competition)}/ballots", list[Ballot])

    def result(self, competition: str) -> Result | None:
        found: Result | None = self._get(f"{_of(competition)}/result", _MAYBE_RESULT)
        return found

    def announce(self, competition: Competition, opening: Opening | None) -> None:
        self._post("/api/competitions", Announcing(competition, opening), type(None))

    def reveal(self, opening: Opening) -> None:
        self._post("/api/openings", opening, type(None))

    def close(self, competition: str, now_ms: int) -> Result:  # noqa: ARG002 - the server has its own time
        return self._post(f"{_of(competition)}/result", None, Result, patience=120.0)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _get(self, path: str, type_: type[T]) -> T:
        return self._ask(urllib.request.Request(f"{self._address}{path}"), type_, PATIENCE)

    def _post(self, path: str, thing: msgspec.Struct | None, type_: type[T], patience: float = PATIENCE) -> T:
        try:
            body = b"" if thing is None else canonical(thing)
        except BadWire as bad:
            raise TurnedDown(f"This cannot be sent: {bad}.") from bad
        if len(body) > MOST_BYTES:
            raise TurnedDown("This is too large to be sent: a league takes up to 1 MiB at once.")
        request = urllib.request.Request(f"{self._address}{path}", data=body, method="POST")
        request.add_header("Content-Type", "application/json")
        return self._ask(request, type_, patience)

    def _ask(self, request: urllib.request.Request, type_: type[T], patience: float) -> T:
        if self.key:
            request.add_header("Authorization", f"Bearer {self.key}")
        request.add_header("User-Agent", "vmdojo")
        try:
            with self._opener.open(request, timeout=patience) as answer:
                body = _body(answer)
                if answer.status == 204 and type_ is type(None):
                    return None
        except urllib.error.HTTPError as no:
            with no:
                raise self._no(no) from None
        except (OSError, HTTPException, ValueError) as away:
            raise OutOfReach(self._away(getattr(away, "reason", away))) from away
        try:
            return msgspec.json.decode(body, type=type_)
        except (msgspec.DecodeError, RecursionError) as wrong:
            raise OutOfReach(f"What answers at {self._address} is not a league of this format.") from wrong

    def _away(self, reason: object) -> str:
        """Why the league could not be asked, and what to do where that can be known."""
        if isinstance(reason, ssl.SSLCertVerificationError):
            return (
                f"The certificate of {self._address} cannot be trusted: {reason.verify_message.rstrip('.')}. "
                "Nothing was sent. If your lead made it, ask for the file and let SSL_CERT_FILE name it."
            )
        if isinstance(reason, ssl.SSLError) and reason.reason in _NO_TLS:
            return f"What answers at {self._address} speaks no TLS. Does the address begin with http://?"
        if isinstance(reason, HTTPException | ConnectionResetError) and self._address.startswith("http://"):
            return f"What answers at {self._address} speaks no plain HTTP. Does the address begin with https://?"
        return f"The league at {self._address} does not answer: {_plain(reason)}."

    def _no(self, no: urllib.error.HTTPError) -> OutOfReach | TurnedDown:
        """What the league, or something before it, said instead of an answer."""
        try:
            said = msgspec.json.decode(_body(no), type=Problem).problem
        except (msgspec.DecodeError, OSError, HTTPException, ValueError):
            return OutOfReach(f"What answers at {self._address} is not a league (status {no.code}). Ask your lead.")
        if no.code in (400, 401, 403, 404, 409, 413):
            return TurnedDown(said)
        return OutOfReach(said)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key is for one address: nobody sends it elsewhere."""

    def redirect_request(
        self,
        req: urllib.request.Request,  # noqa: ARG002
        fp: IO[bytes],  # noqa: ARG002
        code: int,  # noqa: ARG002
        msg: str,  # noqa: ARG002
        headers: HTTPMessage,  # noqa: ARG002
        newurl: str,  # noqa: ARG002
    ) -> None:
        return None


def _body(answer: IO[bytes]) -> bytes:
    body = answer.read(MOST_RESULT_BYTES + 1)
    if len(body) > MOST_RESULT_BYTES:
        raise ValueError("its answer is too large")
    return body


def _of(competition: str) -> str:
    return f"/api/competitions/{quote(competition, safe='')}"


def _plain(reason: object) -> str:
    """A reason as the end of a sentence."""
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror[:1].lower() + reason.strerror[1:]
    return str(reason).rstrip(".") or "no reason given"
