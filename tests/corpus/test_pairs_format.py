"""The shape of the pairs, gaming attempts and laws: fields, splits, counts, and that a pair differs in one thing."""

from __future__ import annotations

import json
import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SKILLS = {"scariness", "relevance", "brevity", "value", "tone", "next_step"}
LAWS = {
    "bigger_ask",
    "filler",
    "cliche",
    "apology",
    "placeholder",
    "pressure",
    "jargon",
    "padding",
    "flattery",
    "guilt",
}
RELATIONSHIPS = {"cold", "referred", "inbound", "met", "customer"}
FIELDS = {
    "pairs": {
        "id",
        "skill",
        "topic",
        "better",
        "worse",
        "about",
        "relationship",
        "better_ask",
        "worse_ask",
        "split",
    },
    "gaming": {"id", "kind", "text", "about", "relationship", "ceiling", "split"},
    "laws": {"id", "base", "add", "law", "where", "about", "relationship", "split"},
}
TEXTS = {"pairs": ("better", "worse"), "gaming": ("text",), "laws": ("base", "add")}
AT_LEAST = {"pairs": 200, "gaming": 80, "laws": 60}
FILES = sorted(FIELDS)
DIGITS = re.compile(r"\d{3}-\d{4}")


def lines(name: str) -> list[dict[str, Any]]:
    """The objects of one file, in order."""
    with (HERE / f"{name}.jsonl").open(encoding="utf-8", newline="") as file:
        return [json.loads(line) for line in file]


def joined(law: dict[str, Any]) -> str:
    """The message that a law speaks of: ``base`` with ``add`` put in at ``where``."""
    base, add = law["base"], law["add"]
    if law["where"] == "start":
        return f"{add} {base}"
    if law["where"] == "end":
        return f"{base} {add}"
    ends = [match.end() for match in re.finditer(r"[.?!](?=\s)", base)]
    cut = min(ends, key=lambda end: abs(end - len(base) / 2))
    return f"{base[:cut]} {add}{base[cut:]}"


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_utf8_with_plain_line_ends(name: str) -> None:
    data = (HERE / f"{name}.jsonl").read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"}\n")
    assert not data.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", FILES)
def test_every_line_has_exactly_its_fields(name: str) -> None:
    for line in lines(name):
        assert set(line) == FIELDS[name], line["id"]
        assert line["relationship"] in RELATIONSHIPS, line["id"]
        assert line["about"] == [] or 2 <= len(line["about"]) <= 5, line["id"]
        assert all(isinstance(phrase, str) and phrase.strip() for phrase in line["about"]), line["id"]


@pytest.mark.parametrize("name", FILES)
def test_ids_count_up_and_every_third_is_held(name: str) -> None:
    found = lines(name)
    assert len(found) >= AT_LEAST[name]
    for number, line in enumerate(found, start=1):
        assert line["id"] == f"{name[0]}{number:03d}"
        assert line["split"] == ("dev" if number % 3 else "held"), line["id"]


@pytest.mark.parametrize("name", FILES)
def test_no_two_lines_say_the_same(name: str) -> None:
    wholes = Counter(tuple(line[field] for field in TEXTS[name]) for line in lines(name))
    assert [whole for whole, count in wholes.items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_phone_numbers_are_nobodys(name: str) -> None:
    for line in lines(name):
        for field in TEXTS[name]:
            for number in DIGITS.findall(line[field]):
                assert number.startswith("555-01"), (line["id"], number)


def test_a_pair_is_of_one_skill_and_has_levels_where_it_is_about_the_ask() -> None:
    for pair in lines("pairs"):
        assert pair["skill"] in SKILLS, pair["id"]
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", pair["topic"]), pair["id"]
        if pair["skill"] == "scariness":
            assert 0 <= pair["better_ask"] < pair["worse_ask"] <= 10, pair["id"]
            assert pair["worse_ask"] >= 6, pair["id"]
        else:
            assert pair["better_ask"] is None, pair["id"]
            assert pair["worse_ask"] is None, pair["id"]


def test_the_two_texts_of_a_pair_share_most_of_their_words() -> None:
    for pair in lines("pairs"):
        better, worse = pair["better"].split(), pair["worse"].split()
        assert better != worse, pair["id"]
        blocks = SequenceMatcher(None, better, worse, autojunk=False).get_matching_blocks()
        # A rewrite in another tone shares its facts but few runs of words.
        least = 0.12 if pair["skill"] == "tone" else 0.25
        assert sum(block.size for block in blocks) >= least * min(len(better), len(worse)), pair["id"]


def test_skills_are_covered() -> None:
    count = Counter(pair["skill"] for pair in lines("pairs"))
    least = {"scariness": 70, "relevance": 35, "brevity": 20, "value": 30, "tone": 30, "next_step": 25}
    assert {skill: count[skill] for skill in least if count[skill] < least[skill]} == {}
    held = Counter(pair["skill"] for pair in lines("pairs") if pair["split"] == "held")
    assert {skill for skill in SKILLS if held[skill] < 6} == set()


def test_a_ceiling_is_below_a_pass() -> None:
    for attempt in lines("gaming"):
        assert isinstance(attempt["ceiling"], int), attempt["id"]
        assert 5 <= attempt["ceiling"] <= 50, attempt["id"]
    assert len({attempt["kind"] for attempt in lines("gaming")}) >= 20


def test_a_law_adds_words_in_a_known_place() -> None:
    found = lines("laws")
    assert {law["law"] for law in found} == LAWS
    for law in found:
        assert law["where"] in {"start", "middle", "end"}, law["id"]
        assert law["add"].strip() == law["add"] != "", law["id"]
        whole = joined(law)
        assert len(whole) == len(law["base"]) + 1 + len(law["add"]), law["id"]
        assert law["add"] in whole, law["id"]
