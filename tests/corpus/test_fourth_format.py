"""The shape of the fourth set: fields, buyers that exist, sane values, unique texts, numbers that are nobody's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from vmdojo.scenarios import load_library

FOLDER = Path(__file__).parent / "fourth"
COMMON = {"id", "scenario", "about", "relationship", "split"}
FIELDS = {
    "messages": COMMON
    | {"text", "quality", "band", "ask", "findings", "absent", "industry", "register", "rule_breaker"},
    "pairs": COMMON | {"skill", "topic", "better", "worse", "better_ask", "worse_ask"},
    "gaming": COMMON | {"kind", "text", "ceiling"},
}
TEXTS = {"messages": ("text",), "pairs": ("better", "worse"), "gaming": ("text",)}


def lines(name: str) -> list[dict[str, Any]]:
    raw = (FOLDER / f"{name}.jsonl").read_bytes()
    assert b"\r" not in raw
    return [json.loads(line) for line in raw.decode("utf-8").splitlines()]


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_line_has_its_fields_and_a_buyer(name: str) -> None:
    found = lines(name)
    shipped = {scenario.id for scenario in load_library().scenarios}
    texts = [tuple(line[field] for field in TEXTS[name]) for line in found]
    assert len({line["id"] for line in found}) == len(set(texts)) == len(found)
    for line, said in zip(found, texts, strict=True):
        assert set(line) == FIELDS[name], line["id"]
        assert line["scenario"] in shipped | {""}, line["id"]
        assert not (line["scenario"] and line["about"]), line["id"]
        assert all(number.startswith("01") for text in said for number in re.findall(r"\b555-(\d{4})\b", text))


def test_bands_asks_and_ceilings_are_points() -> None:
    for line in lines("messages"):
        low, high = line["band"]
        assert 0 <= low < high <= 100, line["id"]
        assert 0 <= line["ask"] <= 10, line["id"]
    assert all(0 < line["ceiling"] < 60 for line in lines("gaming"))
    assert all(0 <= line[ask] <= 10 for line in lines("pairs") for ask in ("better_ask", "worse_ask") if line[ask])
