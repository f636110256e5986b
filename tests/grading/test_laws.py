"""Laws of direction over the corpus: what must never raise a total, whatever message it is added to."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from vmdojo.grading import Grade, grade
from vmdojo.scenarios.model import About

CORPUS = Path(__file__).parents[1] / "corpus" / "messages.jsonl"
MESSAGES: list[dict[str, Any]] = [
    line
    for line in map(json.loads, CORPUS.read_text(encoding="utf-8").splitlines())
    if line["split"] == "dev" and line["quality"] != "bad"
]
NEVER_RAISE = {
    "filler": ("Um, uh, so, you know, like, um.", "So, uh, yeah, um, anyway."),
    "cliche": ("It's a real win-win and a total game changer.",),
    "apology": ("I'm so sorry to bother you with this, I know you're terribly busy.", "Sorry to be a nuisance."),
    "placeholder": (
        "Your {industry} is close to our hearts.",
        "As [first name] will tell you, {{company}} is ready.",
    ),
    "pressure": (
        "You must decide today, because this offer ends at midnight.",
        "This is your last chance, so act now.",
    ),
    "jargon": (
        "We leverage best-of-breed synergies across the value chain.",
        "Our turnkey platform drives omnichannel KPI alignment.",
    ),
}
BIGGER = (
    "We'd like to become your exclusive supplier for all of it.",
    "Could you sign a five-year contract with us this month?",
    "I'd love an hour with you and your board next week.",
)
TOLERANCE = 1e-6


def judged(text: str, line: dict[str, Any], about: tuple[str, ...] | None = None) -> Grade:
    return grade(text, About(tuple(line["about"]) if about is None else about, line["relationship"]))


@lru_cache(maxsize=512)
def plain(at: int) -> Grade:
    return judged(MESSAGES[at]["text"], MESSAGES[at])


def level(result: Grade) -> int:
    scariness = result.dimensions["scariness"]
    assert scariness is not None
    assert scariness.level is not None
    return scariness.level


def relevance(result: Grade) -> float:
    found = result.dimensions["relevance"]
    return found.points if found is not None else 0.0


@pytest.mark.parametrize("law", sorted(NEVER_RAISE))
def test_words_that_say_nothing_never_raise_a_total(law: str) -> None:
    for at, line in enumerate(MESSAGES):
        for words in NEVER_RAISE[law]:
            for text in (f"{line['text']} {words}", f"{words} {line['text']}"):
                assert judged(text, line).total <= plain(at).total + TOLERANCE, (line["id"], words)


def test_a_bigger_ask_of_a_stranger_is_scarier_and_earns_no_more() -> None:
    tried = 0
    for at, line in enumerate(MESSAGES):
        before = plain(at)
        if line["relationship"] != "cold" or not 0 < level(before) < 10:
            continue
        for words in BIGGER:
            after = judged(f"{line['text']} {words}", line)
            assert level(after) > level(before), (line["id"], words)
            assert after.total <= before.total + TOLERANCE, (line["id"], words)
            tried += 1
    assert tried > 150


def test_another_buyers_notes_make_a_message_less_relevant() -> None:
    others = random.Random(4)
    # in a minute of talk chance words of anything turn up
    noted = [line for line in MESSAGES if line["about"] and len(line["text"].split()) <= 150]
    tried = 0
    for line in noted:
        own = judged(line["text"], line)
        other = others.choice([one for one in noted if one["about"] != line["about"]])
        if relevance(own) > 20.0:
            assert relevance(judged(line["text"], line, tuple(other["about"]))) < relevance(own), line["id"]
            tried += 1
    assert tried > 100


def test_shuffled_words_lose_a_quarter_of_the_points() -> None:
    tried = lost = 0
    for at, line in enumerate(MESSAGES):
        words = line["text"].split()
        if plain(at).total > 60.0 and len(words) >= 12:
            random.Random(at).shuffle(words)
            tried += 1
            lost += judged(" ".join(words), line).total <= plain(at).total - 25.0
    assert tried > 100
    assert lost >= 0.97 * tried, f"{lost} of {tried}"


@pytest.mark.parametrize(
    "dress",
    [
        pytest.param(lambda text: text.replace("'", "\u2019"), id="curly quotes"),
        pytest.param(lambda text: text.replace(" ", "  "), id="doubled spaces"),
        pytest.param(lambda text: re.sub(r"([a-z]{3})([a-z]{3})", "\\1\u00ad\\2", text), id="soft hyphens"),
    ],
)
def test_how_a_message_is_typed_changes_nothing(dress: Callable[[str], str]) -> None:
    for at, line in enumerate(MESSAGES):
        assert judged(dress(line["text"]), line).total == pytest.approx(plain(at).total), line["id"]
