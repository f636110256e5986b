"""The league over TLS with a certificate that the lead made."""

from __future__ import annotations

from http.client import HTTPConnection
from pathlib import Path

import pytest

from league_server.certificate import make_certificate
from league_server.play import Server, free_port
from vmdojo.league.home import OutOfReach
from vmdojo.league.http import HttpHome
from vmdojo.league.server.serving import CertificateTrouble, Door, serve
from vmdojo.progress import new_id


def test_a_certificate_of_ones_own_is_trusted_where_it_is_named_and_nowhere_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate, key = make_certificate(tmp_path)
    server = Server(tmp_path / "league", "--certificate", str(certificate), "--key", str(key), "--graders", "0")
    try:
        assert server.address.startswith("https://")
        with pytest.raises(OutOfReach, match=r"cannot be trusted: self-signed certificate.* SSL_CERT_FILE"):
            HttpHome(server.address, new_id(0)).info()
        with pytest.raises(OutOfReach, match=r"no plain HTTP. Does the address begin with https://\?"):
            HttpHome(server.address.replace("https", "http"), new_id(0)).info()
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        home, _ = server.join("Ann")
        assert home.info().name == "Our league"
    finally:
        server.stop()


def test_behind_a_proxy_the_server_answers_to_its_name_and_to_no_other(tmp_path: Path) -> None:
    port = free_port()
    server = Server(tmp_path, "--graders", "0", "--domain", "league.example", "--port", str(port))
    try:
        assert server.address == "https://league.example"
        assert asked(port, "league.example") == 200
        assert asked(port, f"127.0.0.1:{port}") == 200
        assert asked(port, "elsewhere.example") == 400
        with pytest.raises(OutOfReach, match=r"speaks no TLS. Does the address begin with http://\?"):
            HttpHome(f"https://127.0.0.1:{port}", new_id(0)).info()
    finally:
        server.stop()


def asked(port: int, name: str) -> int:
    """The status of an answer to who calls the server by that name."""
    line = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("GET", "/api/info", headers={"Host": name})
        return line.getresponse().status
    finally:
        line.close()


def test_a_certificate_that_cannot_be_used_is_told_before_anything_is_made(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    for pair, told in (
        ((certificate, tmp_path / "none"), "There is no key at"),
        ((key, certificate), "They must be PEM files that belong together"),
    ):
        with pytest.raises(CertificateTrouble, match=told):
            serve(
                tmp_path / "league",
                Door("127.0.0.1", 0, *pair),
                name="X",
                new_codes=False,
                graders=0,
                ready=lambda *_: None,
            )
    assert not (tmp_path / "league").exists()
