"""The shape of the later sets: fields, buyers that exist, sane values, unique texts, numbers that are nobody's."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from vmdojo.scenarios import load_library

HERE = Path(__file__).parent
COMMON = {"id", "scenario", "about", "relationship", "split"}
MESSAGE = COMMON | {"text", "quality", "band", "ask", "findings", "absent", "industry", "register", "rule_breaker"}
PAIR = COMMON | {"skill", "topic", "better", "worse", "better_ask", "worse_ask"}
ATTACK = COMMON | {"kind", "text", "ceiling"}
FIELDS = {
    "third/messages": COMMON | {"text", "quality", "band", "register"},
    "third/gaming": ATTACK,
    "fourth/messages": MESSAGE,
    "fourth/pairs": PAIR,
    "fourth/gaming": ATTACK,
    "fifth/messages": MESSAGE,
    "fifth/pairs": PAIR,
    "fifth/gaming": ATTACK,
    "sixth/messages": MESSAGE,
    "sixth/pairs": PAIR,
    "sixth/gaming": ATTACK,
    "seventh/messages": MESSAGE,
    "seventh/pairs": PAIR,
    "eighth/messages": MESSAGE,
    "eighth/pairs": PAIR,
    "eighth/gaming": ATTACK,
    "ninth/messages": MESSAGE,
    "ninth/pairs": PAIR,
    "tenth/messages": MESSAGE,
    "tenth/pairs": PAIR,
    "tenth/gaming": ATTACK,
    "eleventh/messages": MESSAGE,
    "eleventh/pairs": PAIR,
    "eleventh/gaming": ATTACK,
    "twelfth/messages": MESSAGE,
    "thirteenth/messages": MESSAGE,
    "thirteenth/pairs": PAIR,
    "thirteenth/gaming": ATTACK,
    "fourteenth/messages": MESSAGE,
    "fourteenth/pairs": PAIR,
    "fourteenth/gaming": ATTACK,
    "rules/messages": MESSAGE,
}
ASKS = ("ask", "better_ask", "worse_ask")


def lines(name: str) -> list[dict[str, Any]]:
    raw = (HERE / f"{name}.jsonl").read_bytes()
    assert b"\r" not in raw
    return [json.loads(line) for line in raw.decode("utf-8").splitlines()]


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_line_has_its_fields_and_a_buyer(name: str) -> None:
    found = lines(name)
    shipped = {scenario.id for scenario in load_library().scenarios}
    texts = [tuple(line[field] for field in ("text", "better", "worse") if field in line) for line in found]
    assert len({line["id"] for line in found}) == len(set(texts)) == len(found)
    for line, said in zip(found, texts, strict=True):
        assert set(line) == FIELDS[name], line["id"]
        assert line["split"] in ("dev", "held"), line["id"]
        assert line["scenario"] in shipped | {""}, line["id"]
        assert not (line["scenario"] and line["about"]), line["id"]
        assert line["scenario"] or line["about"] or not name.startswith("third/"), line["id"]
        assert all(number.startswith("01") for text in said for number in re.findall(r"\b555-(\d{4})\b", text))


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_bands_asks_and_ceilings_are_points(name: str) -> None:
    for line in lines(name):
        low, high = line.get("band", (0, 100))
        assert 0 <= low < high <= 100, line["id"]
        assert all(0 <= line[ask] <= 10 for ask in ASKS if line.get(ask) is not None), line["id"]
        assert 0 < line.get("ceiling", 30) < 65, line["id"]


def test_the_fifth_set_has_a_half_set_aside() -> None:
    for name in ("messages", "pairs", "gaming"):
        splits = [line["split"] for line in lines(f"fifth/{name}")]
        assert splits.count("dev") == splits.count("held") > 40


@pytest.mark.parametrize("file", sorted((HERE / "notes").glob("*.jsonl")), ids=lambda file: file.stem)
def test_every_note_has_uses_in_other_words_and_neighbours(file: Path) -> None:
    found = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert found
    for line in found:
        assert set(line) == {"note", "uses", "near"}
        assert all(isinstance(text, str) and text.strip() for text in (line["note"], *line["uses"], *line["near"]))
        assert line["uses"], line["note"]
        assert line["note"] not in line["uses"]
