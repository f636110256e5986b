"""Starting the league server: its folder, its codes, the door it listens at."""

from __future__ import annotations

import ipaddress
import socket
import sqlite3
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

    ``ready`` is called once the server listens, with the codes if they are new, and the port. Raises StoreTrouble, and
    OSError where the address cannot be had.
    """
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
        make_app(service, hosts=_names(door.host, port)),
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


def _names(host: str, port: int) -> tuple[str, ...]:
    """The names under which a server for this machine alone may be called: a page of another name that was bent to
    this address is turned away. Any name where others may come in."""
    if not is_local(host):
        return ()
    return tuple(f"{name}{end}" for name in ("127.0.0.1", "localhost", "[::1]", host) for end in ("", f":{port}"))


__all__ = ["Door", "StoreTrouble", "is_local", "serve"]
