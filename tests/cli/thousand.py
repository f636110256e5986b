"""A thousand lines for ``grade --jsonl``: messages of every kind, and every way in which a line can be broken."""

from __future__ import annotations

import json
from random import Random
from typing import NamedTuple

OPENINGS = (
    "Hi Dana, Luis Ortega at Coldway.",
    "Good morning, this is Luis.",
    "Dana, Luis at Coldway, 555-0148.",
    "Hey! Just touching base.",
    "Guten Morgen, hier ist José — from Coldway’s office.",
    "\u202eHi Dana\u202c \x1b[31mred\x1b[0m",
)
MIDDLES = (
    "Reno opening in March caught my eye: a second store usually doubles the trailer moves.",
    "We'd love to become your strategic partner across all of your sites.",
    "When a frozen distributor adds a site, late-load fines are often the first thing to rise.",
    "Saw you ran Chicago, that's awesome, I'm a runner too!",
    "I was hoping to get an hour with you and your team this week.",
    "One in Boise halved its late docks in ten weeks.",
    "Hello {first_name}, we at [Company] help people like you.",
)
CLOSES = (
    "Who plans those moves today?",
    "Please call me back at your earliest convenience.",
    'I\'m emailing the one-page dock plan, subject "Reno docks". 555-0148.',
    "Give me a shout whenever.",
    "",
)
SCENARIOS = ("second-cold-store", "two-vans", "tom-sent-me", "second-knock", "pump-hunt")
BROKEN: tuple[bytes, ...] = (
    b"not json at all",
    b'{"text": "cut off',
    b'{"text": "trailing",}',
    b'["a", "list"]',
    b'"a string"',
    b"42",
    b"null",
    b"{}",
    b'{"id": 1}',
    b'{"id": 2, "text": null}',
    b'{"id": 3, "text": 5}',
    b'{"id": 4, "text": ["x"]}',
    b'{"id": 5, "txet": "x"}',
    b'{"id": 6, "text": "x", "colour": "red"}',
    b'{"id": 7, "text": "x", "text": "y"}',
    b'{"id": 8, "id": 9, "text": "x"}',
    b'{"id": {"a": 1, "a": 2}, "text": "x"}',
    b'{"id": 10, "text": "x", "scenario": "second-cold-stor"}',
    b'{"id": 11, "text": "x", "scenario": 7}',
    b'{"id": 12, "text": "x", "scenario": "two-vans", "about": ["vans"]}',
    b'{"id": 13, "text": "x", "about": "vans"}',
    b'{"id": 14, "text": "x", "about": [""]}',
    b'{"id": 15, "text": "x", "relationship": "frosty"}',
    b'{"id": 16, "text": "x", "relationship": ["cold"]}',
    b'{"id": 17, "text": "x", "earlier": "once"}',
    b'{"id": 18, "text": "x", "earlier": [3]}',
    b'{"id": NaN, "text": "x"}',
    b'{"id": Infinity, "text": "x"}',
    b'{"id": 19, "text": "caf\xe9"}',
    b'\xff\xfe{"id": 20}',
    b'{"id": 21, "text": "\\ud800"}',
    b'{"id": 22, "text": "\x01"}',
    b'{"id": 23, "text": "x"} {"id": 24, "text": "y"}',
    b'{"id": ' + b"[" * 5000 + b"]" * 5000 + b', "text": "x"}',
    b'{"id": 25, "text": "' + b"long " * (1 << 18) + b'"}',
)
"""Each of these is an error of its line and of no other."""


class Made(NamedTuple):
    """The input, and for each line that is not blank its number and whether it is broken."""

    data: bytes
    lines: tuple[tuple[int, bool], ...]
    ids: tuple[object, ...]
    """The id of each of those lines; None for a broken one (some broken lines have one, too)."""


def make(count: int = 1000) -> Made:
    """The same lines on every call: a BOM first, ends of both kinds, some lines blank, the last without an end."""
    draw = Random(20261122)
    pieces = [b"\xef\xbb\xbf"]
    lines: list[tuple[int, bool]] = []
    ids: list[object] = []
    breakages = list(BROKEN)
    draw.shuffle(breakages)
    at = sorted(draw.sample(range(count), len(breakages)))
    for index in range(count):
        number = index + 1
        end = draw.choice((b"\n", b"\r\n"))
        if index in at:
            data, broken, id_ = breakages.pop(), True, None
        elif draw.random() < 0.03:
            pieces += [draw.choice((b"", b"  ", b"\t")), end]
            continue
        else:
            value = _message(draw, index)
            data, broken, id_ = json.dumps(value, ensure_ascii=draw.random() < 0.5).encode(), False, value.get("id")
        lines.append((number, broken))
        ids.append(id_)
        pieces += [data, end]
    return Made(b"".join(pieces).removesuffix(b"\r\n").removesuffix(b"\n"), tuple(lines), tuple(ids))


def _message(draw: Random, index: int) -> dict[str, object]:
    words = [draw.choice(OPENINGS), *draw.sample(MIDDLES, draw.randint(0, 3)), draw.choice(CLOSES)]
    value: dict[str, object] = {"text": draw.choice((" ", "\n", "  ")).join(words) if draw.random() < 0.98 else ""}
    kind = draw.random()
    if kind < 0.6:
        value["id"] = draw.choice((index, f"m-{index}", 1.5, [index, None], {"n": index}, True, None))
    if kind < 0.4:
        value["scenario"] = draw.choice(SCENARIOS)
    elif kind < 0.8:
        value["about"] = draw.sample(["second cold store in Reno", "late loads", "lost two dispatchers"], 2)
    if 0.3 < kind < 0.9:
        value["relationship"] = draw.choice(("cold", "referred", "inbound", "met", "customer"))
    if draw.random() < 0.2:
        value["earlier"] = ["Dana, Luis at Coldway. Reno opens in March; who plans the moves?"]
    return value
