"""The shape of the second set: fields, ranges, unique texts, numbers that are nobody's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "second"
RELATIONSHIPS = {"cold", "referred", "inbound", "met", "customer"}
FIELDS = {
    "messages": {
        "id", "text", "about", "relationship", "quality", "band", "ask", "findings", "absent", "industry", "register",
        "rule_breaker", "split",
    },
    "pairs": {
        "id", "skill", "topic", "better", "worse", "about", "relationship", "better_ask", "worse_ask", "split",
    },
    "gaming": {"id", "kind", "text", "about", "relationship", "ceiling", "split"},
    "laws": {"id", "base", "add", "law", "where", "about", "relationship", "split"},
}  # fmt: skip
TEXTS = {"messages": ("text",), "pairs": ("better", "worse"), "gaming": ("text",), "laws": ("base", "add")}


def lines(name: str) -> list[dict[str, Any]]:
    raw = (FOLDER / f"{name}.jsonl").read_bytes()
    assert b"\r" not in raw
    return [json.loads(line) for line in raw.decode("utf-8").splitlines()]


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_line_has_its_fields_and_sane_values(name: str) -> None:
    found = lines(name)
    assert len({line["id"] for line in found}) == len(found)
    assert len({tuple(line[field] for field in TEXTS[name]) for line in found}) == len(found)
    for line in found:
        assert set(line) == FIELDS[name], line["id"]
        assert line["relationship"] in RELATIONSHIPS, line["id"]
        assert line["split"] in {"dev", "held"}, line["id"]
        for field in TEXTS[name]:
            numbers = re.findall(r"\b555-(\d{4})\b", line[field])
            assert all(number.startswith("01") for number in numbers), line["id"]


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_half_of_each_file_is_set_aside(name: str) -> None:
    found = lines(name)
    held = sum(line["split"] == "held" for line in found)
    assert 0.4 <= held / len(found) <= 0.6


def test_bands_and_ceilings_are_points() -> None:
    for line in lines("messages"):
        low, high = line["band"]
        assert 0 <= low < high <= 100, line["id"]
        assert 0 <= line["ask"] <= 10, line["id"]
    for line in lines("gaming"):
        assert 0 < line["ceiling"] < 60, line["id"]
