"""``vmdojo league serve``: a league on this machine, for others to join over the network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vmdojo.cli import console

if TYPE_CHECKING:
    from vmdojo.league.server.members import Codes

PORT = 8642


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the league's file; else beside your record.")
@click.option("--name", default="Our league", show_default=True, help="What a new league is called.")
@click.option("--public", is_flag=True, help="Listen where other machines can come in.")
@click.option("--certificate", type=click.Path(path_type=Path), help="TLS certificate, PEM; wants --key.")
@click.option("--key", type=click.Path(path_type=Path), help="The certificate's private key, PEM.")
@click.option(
    "--domain",
    "domains",
    multiple=True,
    metavar="NAME",
    help="The name of a proxy with a certificate before it: league.example.",
)
@click.option("--graders", type=click.IntRange(0, 64), help="Processes that grade; 0 grades in the server itself.")
@click.option("--new-codes", is_flag=True, help="Make new codes; the old ones stop working, members stay.")
def serve(
    host: str,
    port: int,
    data: Path | None,
    name: str,
    public: bool,
    certificate: Path | None,
    key: Path | None,
    domains: tuple[str, ...],
    graders: int | None,
    new_codes: bool,
) -> int:
    """Serve a league until you press Ctrl+C. Everything is kept in one SQLite file.

    The first start makes the league and shows its codes, once. Every take is graded here, by the judge that the
    competition pinned. Other machines are let in with --public and an address of this machine; without a certificate
    the keys of your players cross the network in the clear, so give one, or put a proxy with one before it and tell its
    name with --domain.
    """
    try:
        from vmdojo.league.server.serving import CertificateTrouble, Door, StoreTrouble, is_local, reached_at
        from vmdojo.league.server.serving import serve as run
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("litestar", "uvicorn"):
            raise
        console.refuse("The league server is an extra. Install it: pip install 'vmdojo[server]'")
    from vmdojo.progress import data_folder

    if not is_local(host) and not public:
        console.refuse(
            f"At {host} other machines can come in. If you mean that, add --public; "
            "without it the league is served on 127.0.0.1."
        )
    if (certificate is None) != (key is None):
        console.refuse("A certificate and its key go together: --certificate FILE --key FILE")
    if not 1 <= len(name.strip()) <= 60:
        console.refuse("A league's name has 1 to 60 characters.")
    folder = data if data is not None else data_folder() / "league-server"
    told = reached_at(host)
    shown = f"[{told}]" if ":" in told else told
    scheme = "http" if certificate is None else "https"

    def ready(codes: Codes | None, bound: int) -> None:
        address = f"https://{domains[0]}" if domains else f"{scheme}://{shown}:{bound}"
        console.say(f"The league is at {address} and its file in {console.inert_line(str(folder))}")
        if codes is not None:
            console.say("These codes are shown once; --new-codes makes others.")
            console.say(f"  the lead    vmdojo league join {address} {codes.lead}")
            console.say(f"  the team    vmdojo league join {address} {codes.team}")
            console.say(f"  the wall    {address}/board#{codes.wall}")
        console.say("Ctrl+C ends it.")
        if sys.stdout is not None:
            sys.stdout.flush()

    try:
        run(
            folder,
            Door(host, port, certificate, key, domains),
            name=name.strip(),
            new_codes=new_codes,
            graders=graders,
            ready=ready,
        )
    except (StoreTrouble, CertificateTrouble) as trouble:
        console.refuse(str(trouble))
    except OSError as error:
        reason = error.strerror or str(error)
        console.refuse(f"The league cannot be served at {shown}:{port}: {reason}. Choose another --port.")
    return 0
