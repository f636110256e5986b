"""Starting the league server: its folder, its codes, the door it listens at."""

from __future__ import annotations

import ipaddress
import socket
import sqlite3
import ssl
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import uvicorn

from vmdojo.league.server import members
from vmdojo.league.server.app import make_app
from vmdojo.league.server.graders import Graders
from vmdojo.league.server.members import Codes
from vmdojo.league.server.service import Service
from vmdojo.league.server.tables import StoreTrouble, open_tables
from vmdojo.progress import SystemClock


class Door(NamedTuple):
    """Where the server listens."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None
    domains: tuple[str, ...] = ()
    """Names by which a proxy before the server is called."""


def reached_at(host: str) -> str:
    """The address to tell others: of a server that listens everywhere, the one by which this machine goes out."""
    if host not in ("0.0.0.0", "::"):
        return host
    family = socket.AF_INET6 if host == "::" else socket.AF_INET
    away = "2001:db8::1" if host == "::" else "192.0.2.1"  # for documents: nobody is there, and nothing is sent
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as asked:
            asked.connect((away, 9))
            return str(asked.getsockname()[0])
    except OSError:
        return socket.gethostname()


class CertificateTrouble(Exception):  # noqa: N818 - what it is
    """The certificate or its key cannot be used. ``str()`` is a sentence and what to do next."""


def is_local(host: str) -> bool:
    """Whether only this machine can come in at that address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(
    folder: Path,
    door: Door,
    *,
    name: str,
    new_codes: bool,
    graders: int | None,
    ready: Callable[[Codes | None, int], None],
) -> None:
    """Serve the league of ``folder`` until it is interrupted; make it first where there is none.

    ``ready`` is called once the server listens, with the codes if they are new, and the port. Raises StoreTrouble,
    CertificateTrouble, and OSError where the address cannot be had.
    """
    _try_certificate(door)
    bound = _bind(door)
    clock = SystemClock()
    try:
        connection = open_tables(folder)
    except StoreTrouble:
        bound.close()
        raise
    codes = open_league(connection, name, new_codes=new_codes, now_ms=clock.now_ms())
    service = Service(folder, connection, clock=clock, graders=Graders(graders))
    port = bound.getsockname()[1]
    config = uvicorn.Config(
        make_app(service, hosts=_names(door, port)),
        ssl_certfile=door.certificate,
        ssl_keyfile=door.key,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    try:
        service.warm()
        ready(codes, port)
        _Server(config, service).run(sockets=[bound])
    finally:
        bound.close()
        service.close()


def open_league(connection: sqlite3.Connection, name: str, *, new_codes: bool, now_ms: int) -> Codes | None:
    """Make the league of an empty file; gives the codes if they are new."""
    codes: Codes | None = None
    connection.execute("BEGIN IMMEDIATE")
    if not members.exists(connection):
        codes = members.found(connection, name, now_ms)
    elif new_codes:
        codes = members.change_codes(connection)
    connection.execute("COMMIT")
    return codes


class _Server(uvicorn.Server):
    """Lets those go who watch for changes: their lines would else be held open to the last second."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._service.changes.end()
        super().handle_exit(sig, frame)


def _bind(door: Door) -> socket.socket:
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    bound = socket.create_server((door.host, door.port), family=family, backlog=1024)
    bound.set_inheritable(False)
    return bound


def _try_certificate(door: Door) -> None:
    """A certificate that cannot be used is told before anything is made."""
    if door.certificate is None or door.key is None:
        return
    for what, path in (("certificate", door.certificate), ("key", door.key)):
        if not path.is_file():
            raise CertificateTrouble(f"There is no {what} at {path}. Name a PEM file.")
    try:
        # An empty pass phrase: a key that wants one is told instead of asked for at the terminal.
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(door.certificate, door.key, password="")
    except (OSError, ValueError) as wrong:
        reason = getattr(wrong, "reason", None) or getattr(wrong, "strerror", None) or str(wrong)
        said = str(reason).replace("_", " ").lower()
        raise CertificateTrouble(
            f"{door.certificate} and {door.key} cannot be used: {said}. They must be PEM files that "
            "belong together, the key without a pass phrase."
        ) from None


def _names(door: Door, port: int) -> tuple[str, ...]:
    """The names under which a server for this machine alone may be called: a page of another name that was bent to
    this address is turned away. Any name where others may come in."""
    if not is_local(door.host):
        return ()
    names = ("127.0.0.1", "localhost", "[::1]", door.host)
    return (*(f"{name}{end}" for name in names for end in ("", f":{port}")), *door.domains)


__all__ = ["CertificateTrouble", "Door", "StoreTrouble", "is_local", "reached_at", "serve"]
