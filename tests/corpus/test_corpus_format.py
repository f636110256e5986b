"""The labelled messages are well formed: a judge can be measured by them without surprises."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
KEYS = {
    "id", "text", "about", "relationship", "quality", "band", "ask", "findings", "absent",
    "industry", "register", "rule_breaker", "split",
}  # fmt: skip
RELATIONSHIPS = {"cold", "referred", "inbound", "met", "customer"}
REGISTERS = {
    "plain", "warm", "formal", "dry", "non-native", "rushed", "over-casual", "corporate", "transcript", "blunt",
}  # fmt: skip
RULES = {
    "ask": "too_big grand pressure stacked vague_important assumptive",
    "deception": "false_history",
    "reason": "none empty_touch introduction",
    "relevance": "nothing_used generic",
    "value": "none all_about_us needs_fishing gift proof insight about_one_thing",
    "tone": "pitch_words apologetic hedging casual scripted jargon fillers flattery guilt shouting",
    "identity": "no_name no_company",
    "opening": "throat_clearing buried_lead",
    "close": "clutter callback_window",
    "next_step": "none passive question email_route easy_reply easy_out caller_carries number",
    "brevity": "long short",
    "structure": "rambling many_topics repeated",
    "template": "leftover",
}
RULE_IDS = {f"{family}.{slug}" for family, slugs in RULES.items() for slug in slugs.split()}


def read() -> list[dict[str, Any]]:
    raw = (FOLDER / "messages.jsonl").read_bytes().decode("utf-8")
    return [json.loads(line) for line in raw.splitlines()]


MESSAGES = read()


def test_file_is_plain_utf8_lines() -> None:
    raw = (FOLDER / "messages.jsonl").read_bytes()

    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"}\n")
    assert b"\n\n" not in raw


def test_ids_count_up_and_texts_are_unique() -> None:
    assert [message["id"] for message in MESSAGES] == [f"m{n:03d}" for n in range(1, len(MESSAGES) + 1)]
    assert len({message["text"] for message in MESSAGES}) == len(MESSAGES)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message["id"]))
def test_values_are_in_range(message: dict[str, Any]) -> None:
    assert set(message) == KEYS
    assert message["text"] == message["text"].strip()
    assert 4 <= len(message["text"].split()) <= 230
    assert message["about"] == [] or 2 <= len(message["about"]) <= 5
    assert all(isinstance(phrase, str) and phrase.strip() for phrase in message["about"])
    assert message["relationship"] in RELATIONSHIPS
    assert message["register"] in REGISTERS
    assert message["industry"].strip()
    assert message["split"] in {"dev", "held"}
    assert type(message["ask"]) is int
    assert 0 <= message["ask"] <= 10

    low, high = message["band"]
    assert 0 <= low < high <= 100
    assert 14 <= high - low <= 26
    middle = (low + high) / 2
    floor, ceiling = {"good": (70, 100), "middling": (38, 72), "bad": (0, 38)}[message["quality"]]
    assert floor <= middle <= ceiling


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message["id"]))
def test_labels_name_known_rules_and_do_not_contradict(message: dict[str, Any]) -> None:
    found, absent = message["findings"], message["absent"]

    assert set(found) | set(absent) <= RULE_IDS
    assert len(set(found)) == len(found)
    assert len(set(absent)) == len(absent)
    assert not set(found) & set(absent)
    assert not {"brevity.long", "brevity.short"} <= set(found)
    assert not {"value.none", "value.gift"} <= set(found)
    assert not {"structure.many_topics", "value.about_one_thing"} <= set(found)
    if message["about"] == []:
        assert "relevance.nothing_used" not in found
    if message["rule_breaker"]:
        assert message["quality"] == "good"
        assert absent, "a rule breaker says which rule must stay silent"


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(message["id"]))
def test_numbers_are_fictional_and_named_as_found(message: dict[str, Any]) -> None:
    assert not re.search(r"\b\d{3}[-. ]\d{3,4}[-. ]\d{4}\b", message["text"]), "only 555-01xx numbers"
    numbers = re.findall(r"\b555[-. ]?(\d{4})\b", message["text"])

    assert all(number.startswith("01") for number in numbers)
    if numbers:
        assert "next_step.number" in message["findings"]


def test_the_mix_is_broad_enough() -> None:
    total = len(MESSAGES)
    quality = Counter(message["quality"] for message in MESSAGES)
    held = [message for message in MESSAGES if message["split"] == "held"]
    words = [len(message["text"].split()) for message in MESSAGES]

    assert total >= 320
    assert 0.36 <= quality["good"] / total <= 0.46
    assert 0.16 <= quality["middling"] / total <= 0.26
    assert 0.36 <= quality["bad"] / total <= 0.46
    assert 0.30 <= len(held) / total <= 0.36
    assert sum(message["rule_breaker"] for message in MESSAGES) >= 45
    assert len({message["industry"] for message in MESSAGES}) >= 30
    assert {message["register"] for message in MESSAGES} == REGISTERS
    assert {message["relationship"] for message in MESSAGES} == RELATIONSHIPS
    assert {message["ask"] for message in MESSAGES} == set(range(11))
    assert min(words) <= 8
    assert max(words) >= 160


def test_the_part_set_aside_resembles_the_rest() -> None:
    held = [message for message in MESSAGES if message["split"] == "held"]

    for quality in ("good", "middling", "bad"):
        whole = sum(message["quality"] == quality for message in MESSAGES) / len(MESSAGES)
        part = sum(message["quality"] == quality for message in held) / len(held)
        assert abs(whole - part) <= 0.04
    assert sum(message["rule_breaker"] for message in held) >= 12
    assert len({message["register"] for message in held}) >= 8


def test_no_opening_is_used_as_a_template() -> None:
    openings = Counter(" ".join(message["text"].lower().split()[:3]) for message in MESSAGES)
    opening, count = openings.most_common(1)[0]

    assert count <= 6, opening


def test_every_rule_has_cases() -> None:
    found = Counter(rule for message in MESSAGES for rule in message["findings"])

    assert RULE_IDS - set(found) == set()
    assert min(found.values()) >= 8, found.most_common()[-5:]
