"""Requests in words that no list foresaw: who is told or asked to do something, and for whose good.

"Hand us the whole account" and "throw your lot in with us" share no word, but both tell the buyer to do something for
the caller that is no small reply. A command, a duty laid on the buyer, or a question with the caller as the one who
gains counts as a commitment unless its verb is one of the small ones (reply, tell, look, keep ...).
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from vmdojo.grading.asking_words import asking_words
from vmdojo.grading.reading import Reading


class Request(msgspec.Struct, frozen=True, gc=False):
    """A commitment asked for: terms, half open, and where the asking starts."""

    first: int
    last: int
    begins: int
    own: bool = False
    """Whether the caller asks to do it himself: "May I bring two racks to your yard?" """


class Verbs(msgspec.Struct, frozen=True, gc=False):
    """Which verbs ask for little. All are stems."""

    small: frozenset[str]
    light: frozenset[str]
    """Small only with a small noun behind: take a look, give me a ring."""
    small_nouns: frozenset[str]


def find_requests(
    reading: Reading, verbs: Verbs, command_start: Callable[[int], int | None], may_ask: Callable[[int], bool]
) -> list[Request]:
    """Commitments asked of the buyer, at most one a sentence, in the sentences that ``may_ask`` for one.

    ``command_start`` gives for a term that stands where a command starts the term at which its clause begins.
    """
    talk = asking_words()
    found: list[Request] = []
    for sentence, span in enumerate(reading.spans):
        if len(span) < 3:
            continue
        words = reading.terms[span.start : span.stop]
        if (talk.ours.isdisjoint(words) and not ("i" in words and "your" in words)) or not may_ask(sentence):
            continue
        request = (
            _command(reading, span, words, verbs, command_start)
            or _duty(reading, span, words, verbs)
            or (_question(reading, span, verbs) if reading.closing(span.start) == "?" else None)
        )
        if request is not None:
            found.append(request)
    return found


def _is_small(reading: Reading, at: int, stop: int, verbs: Verbs) -> bool:
    stemmed = reading.stems[at]
    if stemmed in verbs.small:
        return True
    if (
        at + 2 < stop
        and reading.terms[at + 1] in ("me", "us")
        and any(reading.stems[i] in verbs.small_nouns for i in range(at + 2, min(stop, at + 5)))
    ):
        return True
    if at + 2 < stop and reading.terms[at + 1] == "your" and reading.stems[at + 2] in verbs.small_nouns:
        return True
    if stemmed in verbs.light and not (
        at + 1 < stop and reading.terms[at + 1] in ("your", "all", "every", "everyone", "our")
    ):
        return any(reading.stems[i] in verbs.small_nouns for i in range(at + 1, min(stop, at + 6)))
    if reading.terms[at] == "let":
        follower = at + 2
        return follower < stop and (reading.terms[at + 1] == "me" or reading.stems[follower] in verbs.small)
    return False


def _command(
    reading: Reading, span: range, words: list[str], verbs: Verbs, command_start: Callable[[int], int | None]
) -> Request | None:
    talk = asking_words()
    terms = reading.terms
    behind, no_verb = talk.behind_a_verb, talk.no_verb
    likely = zip(span, words, words[1:], strict=False)
    for at in [at for at, verb, follower in likely if follower in behind and verb not in no_verb]:
        if reading.kinds[at] or terms[at] in talk.skip:
            continue
        follower = terms[at + 1]
        begins = command_start(at)
        if begins is None:
            continue
        if (
            terms[at].endswith("ing")
            or terms[at].endswith("ly")
            or (terms[at].endswith("ed") and terms[at] not in ("need", "feed"))
        ):
            continue
        if terms[at].endswith("s") and not terms[at].endswith("ss"):
            continue
        word = reading.message.words[reading.word[at]]
        if word.text[:1].isupper() and at != span.start and not word.text.isupper():
            continue  # a name
        if _is_small(reading, at, span.stop, verbs):
            continue
        stop = _clause_stop(reading, at, span.stop)
        rest = _gains(terms[at + 1 : stop])
        if not any(word in talk.firm for word in rest) and not (follower == "me" and "your" in rest):
            continue
        return Request(at, min(stop, at + 12), begins)
    return None


def _gains(words: list[str]) -> list[str]:
    """The words without those that leave the caller out: "with or without us"."""
    talk = asking_words()
    return [word for at, word in enumerate(words) if not (word in talk.ours and at and words[at - 1] == "without")]


def _clause_stop(reading: Reading, at: int, stop: int) -> int:
    """Where the command ends: at the caller's own promise ("and we'll say who")."""
    terms = reading.terms
    for i in range(at + 1, stop - 1):
        if terms[i] in ("i", "we") and terms[i + 1] in ("will", "would", "can", "am", "are", "have"):
            return i
    return stop


def _duty(reading: Reading, span: range, words: list[str], verbs: Verbs) -> Request | None:
    talk = asking_words()
    terms = reading.terms
    if talk.duty.isdisjoint(words) and talk.duty_to.isdisjoint(words):
        return None
    for at in range(span.start + 1, span.stop - 2):
        if terms[at] in talk.duty:
            verb = at + 1
        elif terms[at] in talk.duty_to and terms[at + 1] == "to":
            verb = at + 2
        else:
            continue
        if terms[at - 1] not in talk.person and not (at - 2 >= span.start and terms[at - 2] in talk.person):
            continue
        if terms[at] in talk.duty_to and terms[at - 1] not in ("you", "whoever"):
            continue
        if terms[at - 1] == "it" and "whoever" not in terms[span.start : at]:
            continue
        while verb < span.stop and terms[verb] in talk.skip:
            verb += 1
        if (
            verb < span.stop
            and terms[verb] in ("have", "get", "receive")
            and not any(word in ("us", "ours", "me") for word in terms[verb + 1 : verb + 3])
        ):
            continue
        if verb >= span.stop or _is_small(reading, verb, span.stop, verbs) or "no" in terms[span.start : at]:
            continue
        if any(word in talk.firm or word == "me" for word in terms[verb + 1 : span.stop]):
            return Request(at - 1, min(span.stop, verb + 8), at - 1)
    return None


def _question(reading: Reading, span: range, verbs: Verbs) -> Request | None:
    talk = asking_words()
    terms = reading.terms
    start = span.start
    for at in span:
        opens = at == span.start or reading.clause[at] != reading.clause[at - 1]
        if opens and terms[at] in talk.opens_question:
            start = at
            break
    else:
        return None
    if terms[start] in ("how", "what") and not (start + 1 < span.stop and terms[start + 1] == "about"):
        return None
    if terms[start] == "is" or (terms[start] == "are" and not (start + 1 < span.stop and terms[start + 1] == "you")):
        return None
    rest = terms[start + 1 : span.stop]
    asked = any(word in ("you", "your", "we") for word in rest[:4]) or terms[start] in (
        "fancy",
        "want",
        "care",
        "ready",
        "willing",
        "prepared",
        "mind",
        "why",
        "how",
    )
    if rest and rest[0] == "i":
        verb = next((i for i in range(start + 2, span.stop) if terms[i] not in talk.skip), span.stop)
        if verb < span.stop and "your" in terms[verb : span.stop] and not _is_small(reading, verb, span.stop, verbs):
            return Request(start, min(span.stop, verb + 8), start, own=True)
        return None
    if not asked:
        return None
    ours = [i for i in range(start + 1, span.stop) if terms[i] in talk.firm]
    if not ours:
        return None
    subject = 0
    for i in range(start + 1, min(span.stop, start + 5)):
        if terms[i] in ("you", "we", "people", "team"):
            subject = i
    for i in range(max(start, subject) + 1, ours[-1]):
        if terms[i] in talk.skip or terms[i] in (
            "be",
            "so",
            "kind",
            "as",
            "it",
            "with",
            "the",
            "a",
            "want",
            "like",
            "consider",
            "mind",
            "care",
            "about",
            "up",
            "for",
            "by",
            "any",
            "chance",
        ):
            continue
        if _is_small(reading, i, span.stop, verbs):
            return None
        break
    return Request(start, min(span.stop, ours[-1] + 2), start)
