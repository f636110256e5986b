"""What a set of the Inbox must have beyond the right types. Whether its buyers delete where it says is the judge's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from vmdojo.scenarios.inbox_model import InboxSet, Voicemail
from vmdojo.scenarios.library import Library
from vmdojo.scenarios.problem import Keys, Problem, short
from vmdojo.scenarios.toml import MOST_PROBLEMS, Loaded
from vmdojo.scenarios.wording import wording_faults

FEWEST_MESSAGES = 6
MOST_MESSAGES = 12
FEWEST_GOOD = 2
"""Messages of a set that are not deleted: whoever may press in every one learns to press."""
TOO_ALIKE = 75.0
"""rapidfuzz ratio (0-100) from which two messages are one; two that share nothing but English come to 60."""
_MOST_CHARACTERS = {"title": 50, "theme": 200, "from": 80, "text": 1500, "note": 300, "disputed": 400, "mood": 240}


def check_set(loaded: Loaded[InboxSet]) -> list[Problem]:
    """Everything wrong with one file, in the order of its lines."""
    if loaded.value is None:
        return list(loaded.problems)
    return sorted(islice(_check(loaded, loaded.value), MOST_PROBLEMS), key=lambda p: (p.line, p.column))


def check_between(sets: Sequence[Loaded[InboxSet]], library: Library) -> list[Problem]:
    """What only shows between files: a scenario that is not there, a message told twice, or near a sample."""
    problems: list[Problem] = []
    told: dict[str, str] = {}
    samples = [
        (f"a sample of {scenario.id}", _plain(text))
        for scenario in library.scenarios
        for text in (*(sample.text for sample in scenario.strong), *(sample.text for sample in scenario.weak))
    ]
    known = {scenario.id for scenario in library.scenarios}
    for one in sets:
        if one.value is None:
            continue
        if one.value.scenario and one.value.scenario not in known:
            message = f'There is no scenario "{short(one.value.scenario)}".'
            problems.append(one.problem(("scenario",), message, expected="the id of a scenario"))
        for place, voicemail in enumerate(one.value.message):
            where: Keys = ("message", place, "id")
            if voicemail.id in told:
                message = f'The id "{voicemail.id}" already belongs to a message of {told[voicemail.id]}.'
                problems.append(one.problem(where, message, expected="an id of its own"))
            told.setdefault(voicemail.id, one.value.id)
            if near := _near(voicemail.text, samples):
                message = f"This message says almost the same as {near}."
                problems.append(one.problem(("message", place, "text"), message, expected="words of its own"))
            samples.append((f"the message {voicemail.id}", _plain(voicemail.text)))
    return problems


def _near(text: str, samples: Sequence[tuple[str, str]]) -> str:
    from rapidfuzz import fuzz, process  # the game reads the library without it

    plain = _plain(text[: _MOST_CHARACTERS["text"]])
    hit = process.extractOne(plain, [words for _, words in samples], scorer=fuzz.ratio, score_cutoff=TOO_ALIKE)
    return samples[hit[2]][0] if hit else ""


def _check(loaded: Loaded[InboxSet], one: InboxSet) -> Iterator[Problem]:
    def tell(keys: Keys, message: str, expected: str = "", *, quote: str = "") -> Problem:
        return loaded.problem(keys, message, expected=expected, quote=quote)

    file = Path(loaded.source.name)
    if file.suffix.lower() == ".toml" and file.stem != one.id:
        yield tell(("id",), f'The id "{one.id}" and the name of the file differ.', f"{one.id}.toml")
    if bool(one.scenario) == (one.buyer is not None):
        yield tell(("id",), "A set has the ears of one buyer.", "either scenario, or a [buyer] of its own")
    if not FEWEST_MESSAGES <= len(one.message) <= MOST_MESSAGES:
        yield tell(
            ("message",), f"There are {len(one.message)} messages.", f"{FEWEST_MESSAGES} to {MOST_MESSAGES} messages"
        )
    if sum(not voicemail.deletes for voicemail in one.message) < FEWEST_GOOD:
        yield tell(("message",), "Nearly all of it is deleted.", f"at least {FEWEST_GOOD} that are heard out")
    seen: set[str] = set()
    for place, voicemail in enumerate(one.message):
        if voicemail.id in seen:
            yield tell(("message", place, "id"), f'The id "{voicemail.id}" is used twice.', "an id of its own")
        seen.add(voicemail.id)
        yield from _voicemail(loaded, one, voicemail, place)
    texts: list[tuple[Keys, str, str]] = [(("title",), "title", one.title), (("theme",), "theme", one.theme)]
    if one.buyer is not None:
        texts += [
            (("buyer", name), name, getattr(one.buyer, name))
            for name in ("name", "role", "company", "industry", "mood")
        ]
        texts += [(("buyer", "about", n), "about", phrase) for n, phrase in enumerate(one.buyer.about)]
    for keys, field, text in texts:
        yield from _text(loaded, keys, field, text)


def _voicemail(loaded: Loaded[InboxSet], set_: InboxSet, one: Voicemail, place: int) -> Iterator[Problem]:
    at: Keys = ("message", place)
    if one.deletes and one.deletes not in " ".join(one.text.split()):
        yield loaded.problem((*at, "deletes"), "These words do not stand in the text.", expected="words of the text")
    if bool(one.deletes) == bool(one.follows):
        message = "A message is deleted somewhere, or something follows it."
        yield loaded.problem((*at, "id"), message, expected="either deletes or follows")
    if one.deletes and not one.because:
        yield loaded.problem((*at, "because"), "It is not said why this is deleted.", expected="ids of rules")
    own = [name for name in ("firm", "offers") if getattr(one, name)]
    if own and not set_.scenario:
        message = f'"{own[0]}" is for a set with a scenario; here nobody compares it.'
        yield loaded.problem((*at, own[0]), message, expected=f"no {own[0]} here")
    if one.about and set_.scenario:
        message = '"about" is for a set with a buyer of its own; a scenario has facts.'
        yield loaded.problem((*at, "about"), message, expected="no about here")
    texts = [("from", one.caller), ("text", one.text), ("note", one.note), ("disputed", one.disputed)]
    for field, text in texts:
        yield from _text(loaded, (*at, field), field, text)
    for field, several in (("earlier", one.earlier), ("offers", one.offers), ("about", one.about)):
        for number, text in enumerate(several):
            yield from _text(loaded, (*at, field, number), "text", text)


def _text(loaded: Loaded[InboxSet], keys: Keys, field: str, text: str) -> Iterator[Problem]:
    for message, expected, quote in wording_faults(text, _MOST_CHARACTERS.get(field, 100)):
        yield loaded.problem(keys, message, expected=expected, quote=quote)


def _plain(text: str) -> str:
    """For comparing: capitals and punctuation do not count."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
