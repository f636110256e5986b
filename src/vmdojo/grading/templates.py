"""What shows that nobody was meant: a template's gaps read aloud, the craft of a voicemail named and not practised."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.order import HESITATIONS
from vmdojo.grading.reading import Reading, stem
from vmdojo.grading.talk import shipped_talk

CRAFT = 5
"""Different words of the trainers' own talk (``craft`` in ``talk.toml``) from which a message describes a voicemail
instead of being one. Of 1,510 good messages one has four, and none more."""
SHOWN = 3
"""The same where it speaks of a trigger, or of what a good voicemail holds. Of the good messages of the dev sets none
has so many."""
FULL_OF_IT = 0.09
"""Share of all terms that such words have where little else is said. No good message of the dev sets has both."""
LABELLED = 2
"""Parts that a message praises from which it does nothing else. No good message of the dev sets praises two."""
TRIGGER = stem("trigger")
_MESSAGES = frozenset(("voicemail", "voicemails", "message", "messages", "call", "calls"))
_PRAISED = frozenset("good great best perfect proper strong decent ideal".split())
MARKING = 3
"""Different words of grading (``marking`` there), the buyer's own trade left out, from which it speaks to a grader. Of
2,270 good messages one has three."""
EITHERS = 2
"""Words offered for choice with a stroke between ("complaints/delays/costs") from which the choice was never made."""
DOTTED = 4
"""Rows of dots from which they are gaps; somebody who falters says "um" as well."""
_EITHER = re.compile(r"\b[a-z]{3,}/[a-z]{3,}")
_ONE_WORD = frozenset(("and/or", "yes/no", "his/her", "her/his", "him/her", "she/he", "on/off", "pass/fail"))
"""Such pairs that people say."""

_SPELT = frozenset(("blank", "here", "insert", "enter"))
_ARTICLES = frozenset("a an the your his her their our my that this one another".split())
"""Before a good question of somebody's; a label has none."""
_STANDS_IN = frozenset(("blank", "x", "y", "tbc", "tbd", "xyz"))
"""What is said for a thing that is yet to be found."""
_BEFORE = frozenset("in at by from for of with to".split())
_COUNTED = frozenset("percent per pounds dollars euros days weeks months hours minutes".split())


def spelt_slots(reading: Reading) -> list[int]:
    """The terms where a template's gap is read aloud: "Hello Captain blank", "your store in town name here"."""
    return [*_named(reading), *_stood_in(reading), *_phrased(reading), *_eithers(reading), *_dotted(reading)]


def _stood_in(reading: Reading) -> list[int]:
    """Where something stands in for a number or a name: "a shop in blank cut its bill by Y percent"."""
    if _STANDS_IN.isdisjoint(reading.said):
        return []
    terms, words = reading.terms, reading.message.words
    blanks: list[int] = []
    for at in reading.where(_STANDS_IN):
        before = terms[at - 1] if at else ""
        if len(terms[at]) == 1 and not words[reading.word[at]].text.isupper():
            continue
        counts = at + 1 < len(terms) and terms[at + 1] in _COUNTED and before not in ("point", "a", "the")
        if counts or (before in _BEFORE and len(terms[at]) == 3):
            return [at]
        if before in _BEFORE and terms[at] == "blank":
            blanks.append(at)
    return blanks[:1] if len(blanks) > 1 else []


def _named(reading: Reading) -> list[int]:
    """Where the name of a gap stands with the word that marks it as one."""
    terms, clause = reading.terms, reading.clause
    found: list[int] = []
    if _SPELT.isdisjoint(reading.said):
        return found
    talk = shipped_talk()
    places = reading.where(_SPELT)
    for at in sorted({*places, *[at + 1 for at in places]}):
        if not 0 < at < len(terms):
            continue
        ends = at + 1 == len(terms) or clause[at + 1] != clause[at]
        if terms[at] == "blank" and ends and terms[at - 1] in talk.titles | talk.greetings:
            found.append(at)
        elif (
            terms[at] == "here" and ends and terms[at - 1] in talk.gaps and at > 1 and terms[at - 2] not in talk.owners
        ):
            found.append(at - 1)
        elif terms[at - 1] in ("insert", "enter") and (
            not {*terms[at : at + 3]}.isdisjoint(talk.gaps)
            or (terms[at - 1] == "insert" and "here" in terms[at : at + 4])
        ):
            found.append(at)
    return found


def _phrased(reading: Reading) -> list[int]:
    """Where words stand that only a template holds: "strike out", "dot dot dot"."""
    heard, signs = reading.said, _signs()
    gaps = [reading.terms[at] for at in reading.marked if " " in reading.terms[at]]
    if gaps:
        heard = heard.union(*map(str.split, gaps))
    if heard.isdisjoint(signs) or not any(words <= heard for sign in signs.keys() & heard for words in signs[sign]):
        return []  # nearly every message
    said = " ".join(["", *reading.terms, ""])
    return [said.count(" ", 0, said.index(phrase)) for phrase in _phrases() if phrase in said]


@lru_cache(maxsize=1)
def _phrases() -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in shipped_talk().gap_phrases)


@lru_cache(maxsize=1)
def _signs() -> Mapping[str, Sequence[frozenset[str]]]:
    """The words of each such phrase, by the rarest of them."""
    rarity = shipped_meaning().rarity
    found: dict[str, list[frozenset[str]]] = {}
    for phrase in _phrases():
        words = sorted(phrase.split())
        found.setdefault(max(words, key=lambda word: rarity(stem(word))), []).append(frozenset(words))
    return found


def _eithers(reading: Reading) -> list[int]:
    """Where words are offered for choice that nobody chose from."""
    text = reading.message.text
    if text.count("/") < EITHERS or "://" in text:
        return []
    choices = [found for found in _EITHER.finditer(text) if found.group() not in _ONE_WORD]
    if len(choices) < EITHERS:
        return []
    words = reading.message.words
    return [at for at, word in enumerate(reading.word) if words[word].start <= choices[0].start() < words[word].end][:1]


def _dotted(reading: Reading) -> list[int]:
    """Where dots stand for what nobody filled in: "when a kiosk ... it tends to ..." """
    text = reading.message.text
    if text.count("...") + text.count("\u2026") < DOTTED or not HESITATIONS.isdisjoint(reading.said):
        return []
    return [0]


def talks_craft(reading: Reading, bookish: frozenset[str]) -> tuple[int, int] | None:
    """The terms, half open, of the first word of the craft where a message is made of them; else None. ``bookish`` as
    :func:`bookish_stems` finds them."""
    found = bookish & _craft()
    if len(found) >= LABELLED and (label := _labelled(reading, found)) is not None:
        return label
    return _many_of(reading, found, SHOWN if len(found) >= SHOWN and _shows_off(reading, found) else CRAFT)


def _labelled(reading: Reading, found: frozenset[str]) -> tuple[int, int] | None:
    """The first of its parts that a message praises instead of being good: "Good trigger: ... Good question: ..." """
    terms, stems = reading.terms, reading.stems
    labels = [
        at
        for at in reading.where(_PRAISED)
        if at + 1 < len(terms) and stems[at + 1] in found and (at == 0 or terms[at - 1] not in _ARTICLES)
    ]
    return (labels[0], labels[0] + 2) if len({reading.stems[at + 1] for at in labels}) >= LABELLED else None


def _shows_off(reading: Reading, found: frozenset[str]) -> bool:
    """Whether a message tells what one should hold ("a good voicemail names a reason"), speaks of a trigger, or says
    little else."""
    if TRIGGER in found or sum(reading.often.get(one, 1) for one in found) >= FULL_OF_IT * len(reading.terms):
        return True
    terms = reading.terms
    return any(at and terms[at - 1] in _PRAISED for at in reading.where(_MESSAGES))


def talks_to_a_grader(reading: Reading, bookish: frozenset[str], topics: frozenset[str]) -> tuple[int, int] | None:
    """The same where a message is about how it is to be graded; ``topics`` are stems of the buyer's own trade."""
    return _many_of(reading, (bookish & _marking()) - topics, MARKING)


def bookish_stems(reading: Reading) -> frozenset[str]:
    """The stems of a message that are of the trainers' own talk, or of grading; mostly none."""
    return _bookish().intersection(reading.stems)


def _many_of(reading: Reading, found: frozenset[str], least: int) -> tuple[int, int] | None:
    """The terms, half open, of the first of some stems of a message where they are so many; else None."""
    if len(found) < least:
        return None
    at = next(at for at, stemmed in enumerate(reading.stems) if stemmed in found)
    return at, at + 1


@lru_cache(maxsize=1)
def _bookish() -> frozenset[str]:
    return _craft() | _marking()


@lru_cache(maxsize=1)
def _craft() -> frozenset[str]:
    return frozenset(map(stem, shipped_talk().craft))


@lru_cache(maxsize=1)
def _marking() -> frozenset[str]:
    return frozenset(map(stem, shipped_talk().marking))
