"""A recording into words, by a child process and a model on this machine."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from vmdojo.message import parse
from vmdojo.message.model import WordKind
from vmdojo.message.wordlists import LIGHT
from vmdojo.scenarios.model import Scenario
from vmdojo.voice import child
from vmdojo.voice.model import VoiceError

DEFAULT_MODEL = "base.en"
"""faster-whisper's name of the model that is fetched once, about 150 MB, by whoever asks for it."""
PATIENCE = 900.0
"""Seconds: a slow line fetches the model the first time."""
HINT = "Um, hi, uh, so, er, this is a voicemail, um, with the ums left in."
"""Whisper leaves fillers out unless it has just read some."""
MOST_NAMES = 24
"""What the model reads beforehand is cut at 224 tokens, a name has up to six."""
FILLERS = re.compile(r"\b(?:u+m+|u+h+m*|e+r+m*|h+m+)\b", re.IGNORECASE)


def can_recognise() -> bool:
    """Whether the recogniser is installed; a model it may still have to fetch."""
    return find_spec("faster_whisper") is not None


def names_of(scenario: Scenario) -> tuple[str, ...]:
    """The names that a caller of this buyer may say: people, firms, places. They tell how something is spelled."""
    buyer, brief = scenario.buyer, scenario.brief
    found = dict.fromkeys(filter(None, (buyer.name, buyer.company, brief.your_name, brief.your_company)))
    for fact in scenario.fact:
        run: list[str] = []
        message = parse(fact.text)
        begins = {sentence.first for sentence in message.sentences}
        for number, word in enumerate(message.words):
            named = word.text[0].isupper() and word.kind in _NAMES and number not in begins and word.folded not in LIGHT
            if named:
                run.append(word.text)
            if run and (not named or word.loose):
                found[" ".join(run)] = None
                run = []
    return tuple(found)[:MOST_NAMES]


_NAMES = (WordKind.WORD, WordKind.ACRONYM)


def recognise(path: Path, model: str = DEFAULT_MODEL, names: Sequence[str] = ()) -> str:
    """What is said in the recording, roughly; ``names`` are how what may be said in it is spelled.

    Raises :class:`VoiceError` with a sentence.
    """
    try:
        process = child.start("recognise")
    except OSError as problem:
        raise VoiceError(f"The recogniser could not be started ({problem.strerror or problem}).") from problem
    hint = f"{HINT} It is about {', '.join(names)}." if names else HINT
    asked = json.dumps({"path": str(path), "model": model, "hint": hint}).encode("utf-8")
    try:
        answer, _ = process.communicate(asked, timeout=PATIENCE)
        told = msgspec.json.decode(answer.strip() or b"{}", type=dict[str, Any])
    except (subprocess.TimeoutExpired, OSError, msgspec.DecodeError) as problem:
        raise VoiceError("The recogniser did not answer. Give the words with --text FILE.") from problem
    finally:
        child.end(process)
    if "text" not in told:
        raise VoiceError(
            _REASONS.get(str(told.get("error")), "The recogniser ended early. Give the words with --text FILE.")
        )
    if not told["text"].strip():
        raise VoiceError("No words could be made out. Give them with --text FILE.")
    return str(told["text"])


def fillers(text: str) -> int:
    """How many ums and ers a recogniser left in; roughly, for it drops some."""
    return len(FILLERS.findall(text))


_REASONS = {
    "no-recogniser": (
        "The words were not given, and nothing here can hear them. Give them with --text FILE, "
        "or install the recogniser: pip install 'vmdojo[transcribe]'"
    ),
    "no-model": (
        "The recogniser has no model here and could not fetch it. Go online once, name a folder with --model, "
        "or give the words with --text FILE."
    ),
    "unreadable": "The recogniser cannot read this recording. Give the words with --text FILE.",
}
