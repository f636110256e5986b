"""A certificate for this machine, signed by itself alone and made when it is needed: no key lies in the repository."""

from __future__ import annotations

import base64
import hashlib
import random
from collections.abc import Iterable
from pathlib import Path

_SMALL = [n for n in range(3, 2_000, 2) if all(n % d for d in range(3, int(n**0.5) + 1, 2))]
_RSA = bytes.fromhex("300d06092a864886f70d0101010500")  # rsaEncryption, no parameters
_SIGNED = bytes.fromhex("300d06092a864886f70d01010b0500")  # sha256WithRSAEncryption
_SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Certificate and key as PEM files, for 127.0.0.1 and localhost, valid from 2020 to 2049."""
    chance = random.Random(7)
    p, q = _prime(chance), _prime(chance)
    n, e = p * q, 65_537
    d = pow(e, -1, (p - 1) * (q - 1))
    public = _seq(_int(n), _int(e))
    name = _seq(_tag(0x31, _seq(_oid("55 04 03"), _tag(0x0C, b"localhost"))))
    mark = _tag(0x04, hashlib.sha1(public).digest())
    extensions = _seq(
        _extension("55 1d 13", _seq(_tag(0x01, b"\xff")), critical=True),
        _extension("55 1d 0f", _tag(0x03, b"\x02\x84"), critical=True),  # signs data, signs certificates
        _extension("55 1d 0e", mark),
        _extension("55 1d 23", _seq(_tag(0x80, mark[2:]))),
        _extension("55 1d 11", _seq(_tag(0x82, b"localhost"), _tag(0x87, bytes([127, 0, 0, 1])))),
    )
    valid = _seq(_tag(0x17, b"200101000000Z"), _tag(0x17, b"491231235959Z"))
    key_info = _seq(_RSA, _bits(public))
    said = _seq(_tag(0xA0, _int(2)), _int(1), _SIGNED, name, valid, name, key_info, _tag(0xA3, extensions))
    digest = _SHA256 + hashlib.sha256(said).digest()
    padded = b"\x00\x01" + b"\xff" * (256 - 3 - len(digest)) + b"\x00" + digest
    signature = pow(int.from_bytes(padded, "big"), d, n).to_bytes(256, "big")
    private = _seq(*(_int(x) for x in (0, n, e, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))))
    certificate, key = folder / "league.pem", folder / "league.key"
    certificate.write_text(_pem("CERTIFICATE", _seq(said, _SIGNED, _bits(signature))), encoding="ascii")
    key.write_text(_pem("RSA PRIVATE " + "KEY", private), encoding="ascii")
    return certificate, key


def _prime(chance: random.Random) -> int:
    while True:
        number = chance.getrandbits(1024) | (3 << 1022) | 1
        if all(number % small for small in _SMALL) and _is_prime(number, chance):
            return number


def _is_prime(number: int, chance: random.Random) -> bool:
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for _ in range(12):
        x = pow(chance.randrange(2, number - 1), odd, number)
        if x not in (1, number - 1) and all((x := x * x % number) != number - 1 for _ in range(twos - 1)):
            return False
    return True


def _tag(tag: int, body: bytes) -> bytes:
    size = len(body)
    length = (
        bytes([size])
        if size < 128
        else (b := size.to_bytes((size.bit_length() + 7) // 8, "big")) and (bytes([128 + len(b)]) + b)
    )
    return bytes([tag]) + length + body


def _seq(*parts: bytes) -> bytes:
    return _tag(0x30, b"".join(parts))


def _int(number: int) -> bytes:
    return _tag(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def _bits(body: bytes) -> bytes:
    return _tag(0x03, b"\x00" + body)


def _oid(hexes: str) -> bytes:
    return _tag(0x06, bytes.fromhex(hexes))


def _extension(oid: str, value: bytes, *, critical: bool = False) -> bytes:
    return _seq(_oid(oid), *(_critical(critical)), _tag(0x04, value))


def _critical(critical: bool) -> Iterable[bytes]:
    return [_tag(0x01, b"\xff")] if critical else []


def _pem(what: str, body: bytes) -> str:
    text = base64.b64encode(body).decode()
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {what}-----", *lines, f"-----END {what}-----", ""])
