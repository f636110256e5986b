"""Who speaks and who is spoken to."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from vmdojo.grading.dossier import Dossier
from vmdojo.grading.reading import Reading, stem

_GREETINGS = frozenset(["hi", "hello", "hey", "dear", "morning", "afternoon", "evening"])
_TITLES = frozenset(("dr mr mrs ms miss mx prof professor sir madam chief officer director sister captain").split())
_NOT_NAMES = frozenset(
    (
        "there all everyone everybody team folks sir madam this it its it's i i'm im my again and good to from the "
        "you yes just quick so hope hoping thanks sorry we in for me a an how hey hi hello morning afternoon "
        "evening is not calling following on one no of at with about"
    ).split()
)
_INTRO = tuple(
    tuple(words.split()) for words in "this is|my name is|it is|i am|name is|name's|speaking is|is called".split("|")
)
_HERE = frozenset(("here again from at with of speaking calling over down for ringing by").split())
_STARTS_INTRO = _HERE | {intro[0] for intro in _INTRO}
_I_AM_NOT = frozenset(
    (
        "calling a an the just not sorry ringing going looking hoping with from at in on sure your writing "
        "reaching trying so very really asking about here only one of email emailing sending wondering glad happy "
        "afraid aware told no out still guessing curious new based after also off back"
    ).split()
)


def introduces(reading: Reading, dossier: Dossier) -> bool:
    """Whether the caller gives a name: "this is Luis", "Luis Ortega at Coldway", "it's Luis here"."""
    terms = reading.terms
    words = reading.message.words
    cased = any(word.text[:1].isupper() for word in words)
    for at, term in enumerate(terms):
        if term not in _STARTS_INTRO:
            continue
        for intro in _INTRO:
            size = len(intro)
            if tuple(terms[at : at + size]) == intro and at + size < len(terms):
                follower = terms[at + size]
                if follower in _TITLES and at + size + 1 < len(terms):
                    follower = terms[at + size + 1]
                word = words[reading.word[at + size]]
                named = word.text[:1].isupper() if cased else True
                if named and follower not in _I_AM_NOT and follower not in _NOT_NAMES and follower.isalpha():
                    return True
        # "Luis at Coldway", "Ines Duarte of Halden Linen", "Luis here"
        if at and terms[at] in _HERE and not reading.kinds[at - 1]:
            before = words[reading.word[at - 1]]
            if (
                before.text[:1].isupper()
                and before.folded not in dossier.names
                and before.folded not in _NOT_NAMES
                and before.folded not in _GREETINGS
                and reading.sentence[at - 1] == reading.sentence[at]
                and before.begins < 8.0
                and not _at_start_of_sentence(reading, at - 1)
            ) or (
                before.text[:1].isupper()
                and _at_start_of_sentence(reading, at - 1)
                and _short_name_clause(reading, at, dossier)
            ):
                return True
    # "Dana, Luis, Coldway." : a capital between commas near the start that is not the buyer
    return _comma_name(reading, dossier)


def _at_start_of_sentence(reading: Reading, at: int) -> bool:
    return at == reading.first_of[reading.sentence[at]]


def _short_name_clause(reading: Reading, at: int, dossier: Dossier) -> bool:
    """ "Luis at Coldway." at the start: a name, a little word, a capital."""
    words = reading.message.words
    before = words[reading.word[at - 1]].folded
    if before in _NOT_NAMES or before in _GREETINGS or before in dossier.names or before in _COMMON_STARTS:
        return False
    if reading.terms[at] in ("here", "again", "speaking", "calling"):
        return True
    return at + 1 < len(reading.terms) and words[reading.word[at + 1]].text[:1].isupper()


_COMMON_STARTS = frozenset(
    (
        "most some many two three one half people someone anyone nobody everyone call calling looking working "
        "reach text email look saw news word questions question reporting back based thanks those these that what "
        "who when where still out over up down open written made sent"
    ).split()
)


def _comma_name(reading: Reading, dossier: Dossier) -> bool:
    words = reading.message.words
    for index in range(min(len(words) - 1, 14)):
        word = words[index]
        if not word.loose or index + 1 >= len(words):
            continue
        after = words[index + 1]
        if (
            after.text[:1].isupper()
            and after.folded.isalpha()
            and after.folded not in dossier.names
            and after.folded not in _NOT_NAMES
            and after.folded not in _TITLES
            and (
                after.loose
                or (index + 2 < len(words) and words[index + 2].text[:1].isupper())
                or (index + 2 < len(words) and words[index + 2].folded in _HERE)
            )
        ):
            return True
    return False


def named_company(reading: Reading, dossier: Dossier) -> bool:
    """Whether the player's firm is named."""
    if not dossier.our_company:
        return True
    stems = set(reading.stems)
    head = dossier.our_company[0]
    return head in stems or any(_sounds_like(s, head) for s in stems if len(s) > 4)


@lru_cache(maxsize=8192)
def _sounds_like(stemmed: str, head: str) -> bool:
    return fuzz.ratio(stemmed, head) >= 85


def wrong_greeting(reading: Reading, dossier: Dossier) -> tuple[int, int] | None:
    """Terms of a greeting that names somebody who is not the buyer, or None."""
    if not dossier.names:
        return None
    words = reading.message.words
    terms = reading.terms
    for at in range(min(len(terms) - 1, 8)):
        if terms[at] not in _GREETINGS:
            continue
        name_at = at + 1
        while name_at < len(terms) and terms[name_at] in _TITLES:
            name_at += 1
        if name_at >= len(terms):
            return None
        word = words[reading.word[name_at]]
        if (
            not word.text[:1].isupper()
            or word.folded in _NOT_NAMES
            or not word.folded.isalpha()
            or word.folded in _GREETINGS
        ):
            continue
        behind = reading.stems[name_at + 1 : name_at + 4]
        surname = name_at + 1 if not word.loose else name_at
        for follower in (name_at + 1, surname + 1):
            same = follower < len(terms) and reading.clause[follower] == reading.clause[name_at]
            if same and terms[follower] in ("here", "from", "at", "with", "calling", "of", "speaking"):
                return None
        if words[reading.word[at]].loose and dossier.our_company and dossier.our_company[0] in behind:
            return None  # "Good morning, Aldo Greer, Lanternby": the caller's own name
        if any(
            word.folded == name or fuzz.ratio(word.folded, name) >= 75 or stem(word.folded) == stem(name)
            for name in dossier.names
        ):
            return None
        return name_at, name_at + 1
    return None
