"""Record ids: UUID version 7 (RFC 9562, section 5.7). They are unique; their order is never relied upon."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable

_LAST_MS = (1 << 48) - 1

RandomBytes = Callable[[int], bytes]


def uuid7(now_ms: int, random: bytes) -> str:
    """The id for a moment and ten random bytes.

    ``now_ms`` is UTC milliseconds; a time before 1970 or beyond 48 bits is brought to the nearest one that fits, so
    that a wrong clock still gives a valid, unique id. 74 of the 80 random bits are used; version and variant take the
    places of the others.

    Raises ``ValueError`` unless ``random`` is exactly ten bytes.
    """
    if len(random) != 10:
        raise ValueError(f"uuid7 needs 10 random bytes, got {len(random)}")
    moment = min(max(now_ms, 0), _LAST_MS)
    noise = int.from_bytes(random, "big")
    rand_a = (noise >> 64) & 0x0FFF
    rand_b = noise & ((1 << 62) - 1)
    return str(uuid.UUID(int=moment << 80 | 0x7 << 76 | rand_a << 64 | 0b10 << 62 | rand_b))


def new_id(now_ms: int, random_bytes: RandomBytes = os.urandom) -> str:
    """A fresh id: :func:`uuid7` with bytes from the operating system."""
    return uuid7(now_ms, random_bytes(10))
