"""Asks read by the shipped phrases, while the fitted model knows nothing or says what a test wants it to."""

from __future__ import annotations

from collections.abc import Mapping

from vmdojo.grading import load_rubric
from vmdojo.grading.acting import NO_ASK, Doing
from vmdojo.grading.acts import shipped_acts
from vmdojo.grading.ask_model import Ask, Asked
from vmdojo.grading.asks import find_asks
from vmdojo.grading.automaton import Hit
from vmdojo.grading.hearing import NO_PROOF
from vmdojo.grading.reading import Reading
from vmdojo.message import parse

COMMITMENT = "a commitment"
NEVER = -9.0
UNSURE = NO_ASK / 2
"""Log-odds of asking at which the model neither asks by itself nor speaks against what phrases find."""


def read(text: str) -> Reading:
    return Reading(parse(text))


def doing_this(reading: Reading, odds: Mapping[str, float], sentence: int | None = None) -> Doing:
    """The sentences do this with these log-odds, all or one of them, and nothing else either way."""
    acts = shipped_acts()
    quiet = [UNSURE if name.startswith("ask_") and name != "ask_small" else NEVER for name in acts.names]
    quiet[acts.at["proof"]] = NO_PROOF
    said = list(quiet)
    for name, likelihood in odds.items():
        said[acts.at[name]] = likelihood
    count = len(reading.message.sentences)
    return Doing(acts, [tuple(said if sentence in (None, index) else quiet) for index in range(count)], [])


def asked(text: str, *, topic: bool = True) -> Asked:
    """What a message asks for; ``topic`` whether it names a reason that the buyer would recognise."""
    return _asked(text, topic, None, {})


def done(text: str, **odds: float) -> Asked:
    """What a message asks for whose sentences do this by the fitted model."""
    return _asked(text, True, None, odds)


def done_in(sentence: int, text: str, **odds: float) -> Asked:
    """What a message asks for of which one sentence does this."""
    return _asked(text, True, sentence, odds)


def _asked(text: str, topic: bool, sentence: int | None, odds: Mapping[str, float]) -> Asked:
    reading = read(text)
    rubric = load_rubric()
    tagged: dict[str, list[Hit]] = {}
    for hit in rubric.automaton.scan(reading):
        tagged.setdefault(hit.tag, []).append(hit)
    vague = None if topic else next(iter(tagged.get("vague", ())), None)
    return find_asks(reading, tagged, rubric.lexicon, doing_this(reading, odds, sentence), vague=vague)


def names(text: str, **odds: float) -> list[str]:
    """The names of all asks, in the order of the words."""
    return [ask.name for ask in done(text, **odds).asks]


def said(text: str, ask: Ask) -> str:
    """The words of an ask."""
    start, end = read(text).span(ask.first, ask.last)
    return text[start:end]


def commits(text: str) -> bool:
    """Whether words of no list ask for a commitment."""
    return COMMITMENT in names(text)
