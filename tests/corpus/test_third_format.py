"""The shape of the third set: fields, buyers that exist, unique texts, numbers that are nobody's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from vmdojo.scenarios import load_library

FOLDER = Path(__file__).parent / "third"
COMMON = {"id", "text", "scenario", "about", "relationship", "split"}
FIELDS = {"messages": COMMON | {"quality", "band", "register"}, "gaming": COMMON | {"kind", "ceiling"}}


def lines(name: str) -> list[dict[str, Any]]:
    raw = (FOLDER / f"{name}.jsonl").read_bytes()
    assert b"\r" not in raw
    return [json.loads(line) for line in raw.decode("utf-8").splitlines()]


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_line_has_its_fields_and_a_buyer(name: str) -> None:
    found = lines(name)
    shipped = {scenario.id for scenario in load_library().scenarios}
    assert len({line["id"] for line in found}) == len({line["text"] for line in found}) == len(found)
    for line in found:
        assert set(line) == FIELDS[name], line["id"]
        assert bool(line["scenario"]) != bool(line["about"]), line["id"]
        assert line["scenario"] in shipped | {""}, line["id"]
        assert all(number.startswith("01") for number in re.findall(r"\b555-(\d{4})\b", line["text"])), line["id"]


def test_bands_and_ceilings_are_points() -> None:
    assert all(0 <= low < high <= 100 for low, high in (line["band"] for line in lines("messages")))
    assert all(0 < line["ceiling"] < 60 for line in lines("gaming"))
