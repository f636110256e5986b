"""Rows of things: what we have to sell read aloud, errands for the buyer, and what the buyer has read out to him.

All are known by their shape: short stretches between commas and "and", each a noun or each a verb that commands, or
clauses that each begin with the buyer.
"""

from __future__ import annotations

from collections.abc import Iterator

from vmdojo.grading.acting import Doing
from vmdojo.grading.figures import NUMBER_WORDS
from vmdojo.grading.reading import Reading, stem
from vmdojo.grading.talk import shipped_talk
from vmdojo.message import WordKind

_ACRONYM = WordKind.ACRONYM
MANY_FEATURES = 4
"""Things in a row from which it is a catalogue."""
MANY_ACRONYMS = 2
"""Sets of letters in one sentence from which it is spoken to initiates."""
MANY_ERRANDS = 3
"""Verbs in a row that command from which nobody does any."""
SHORT = 5
"""Terms of the longest stretch that is still one thing of a row."""
TIES = frozenset(
    (
        "because which when who how if since before until after while where so that means mean meaning than unless "
        "once whenever but though although"
    ).split()
)
"""Words that make more of two things than a row."""
MANY, MANY_TELL = 3, -1.2
"""Such clauses of one sentence that are a row, and log-odds that it tells something from which they are none."""
ROW_TELLS, BEFORE_TELLS = -5.0, -2.5
"""Such log-odds from which a sentence goes not on with the row of the one before, and from which that began none. Of
1,100 good messages and the better ones of pairs none has a row; of 60 that were written to list facts 16 have."""
MAKES_OF_IT = 0.0
"""Log-odds that the sentence behind tells what it leads to, or a result, from which the row has its point."""
_OURS = frozenset(("we", "our"))
_ASKS = frozenset(("can", "could", "would", "will", "please"))


def feature_list(reading: Reading) -> tuple[int, int] | None:
    """The first sentence that lists four things or more that we do, offer, have; its terms."""
    talk = shipped_talk()
    terms = reading.terms
    if _OURS.isdisjoint(reading.said) or talk.shows.isdisjoint(reading.said):
        return None
    for span in reading.spans:
        if len(span) < 8 or _OURS.isdisjoint(said := terms[span.start : span.stop]) or talk.shows.isdisjoint(said):
            continue
        for at in range(span.start + 1, span.stop - 6):
            if terms[at] not in talk.shows or _OURS.isdisjoint(terms[max(span.start, at - 6) : at]):
                continue
            if terms[at - 1] in ("you", "i", "they", "not", "to", "who"):
                continue
            count, last = _things(reading, at + 1, span.stop)
            if count >= MANY_FEATURES:
                return at, last
    return None


def _things(reading: Reading, start: int, stop: int) -> tuple[int, int]:
    """How many short nouns stand in a row from ``start``, and where the row ends."""
    talk = shipped_talk()
    terms, kinds, stems = reading.terms, reading.kinds, reading.stems
    count = 0
    last = start
    for first, end in _stretches(reading, start, stop):
        while first < end and (terms[first] in _OURS or terms[first] in talk.shows or terms[first] in talk.articles):
            first += 1
        words = terms[first:end]
        if not words or words[0] in talk.no_thing or any(kinds[first:end]):
            break
        if any(word in talk.clause_words for word in words[1:3]) or (len(words) > SHORT and end != stop and count == 0):
            break
        if any(stems[at] in talk.days or terms[at] in talk.days for at in range(first, end)):
            break
        count += 1
        last = end
        if len(words) > SHORT:
            break  # the last thing may drag a tail behind it
    return count, last


def _stretches(reading: Reading, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Terms between commas and joining words."""
    joins = shipped_talk().joins
    first = start
    for at in range(start, stop):
        if at > first and reading.clause[at] != reading.clause[at - 1]:
            yield first, at
            first = at
        if reading.terms[at] in joins:
            if at > first:
                yield first, at
            first = at + 1
    if first < stop:
        yield first, stop


def errands(reading: Reading) -> tuple[int, int, int] | None:
    """Terms of the first sentence that sends the buyer on three errands or more, and how many they are."""
    talk = shipped_talk()
    terms = reading.terms
    if len(reading.where(talk.errands)) < MANY_ERRANDS:
        return None
    for span in reading.spans:
        if len(span) < 9 or sum(map(talk.errands.__contains__, terms[span.start : span.stop])) < MANY_ERRANDS:
            continue
        count = 0
        begins = span.start
        theirs = True
        for first, end in _stretches(reading, span.start, span.stop):
            while first < end and terms[first] in talk.before_errand:
                first += 1
            asked = any(term in _ASKS for term in terms[first : min(end, first + 2)])
            at = first
            if asked:
                theirs = True
                while at < end and (terms[at] in _ASKS or terms[at] in ("you", *talk.before_errand)):
                    at += 1
            elif first < end and terms[first] in ("i", "we", "they", "he", "she", "it"):
                theirs = False
            elif "could" in terms[first:end] and "you" in terms[first:end]:
                # "I know that you've moved, but could you tell ..." without a comma before it
                at = terms.index("could", first, end) + 1
                theirs = True
                while at < end and terms[at] in ("you", *talk.before_errand):
                    at += 1
            if theirs and at < end and terms[at] in talk.errands and not (at and terms[at - 1] in ("i", "we", "to")):
                if not count:
                    begins = at
                count += 1
        if count >= MANY_ERRANDS:
            return begins, span.stop, count
    return None


def like_theirs(reading: Reading) -> tuple[int, int] | None:
    """ "Cities like yours", "gyms just like yours": a whole trade addressed at once; its terms."""
    terms = reading.terms
    if "like" not in reading.said:
        return None
    talk = shipped_talk()
    for at in range(1, len(terms) - 1):
        if terms[at] != "like" or terms[at + 1] not in ("yours", "yourself", "yourselves"):
            continue
        before = at - 1
        while before > 0 and terms[before] in ("just", "very", "much", "exactly"):
            before -= 1
        said = terms[before]
        if before and terms[before - 1] in NUMBER_WORDS:
            continue  # "with two shifts like yours" is one firm
        if said.endswith("s") and not said.endswith("ss") and said not in talk.seems and len(said) > 3:
            return before, at + 2
    return None


def acronyms(reading: Reading, known: frozenset[str]) -> tuple[int, int] | None:
    """The first sentence with two sets of letters or more that neither the dossier nor everybody uses; its terms."""
    words, everyday = reading.message.words, shipped_talk().everyday_letters
    # A set of letters is never written small.
    if len([index for index in reading.unlowered if words[index].kind is _ACRONYM]) < MANY_ACRONYMS:
        return None
    for index, sentence in enumerate(reading.message.sentences):
        spelt = {
            words[at].folded
            for at in range(sentence.first, sentence.last)
            if words[at].kind is _ACRONYM
            and len(words[at].text) >= 3
            and words[at].folded not in everyday
            and stem(words[at].folded) not in known
        }
        if len(spelt) >= MANY_ACRONYMS:
            span = reading.sentence_terms(index)
            return span.start, span.stop
    return None


def read_out(reading: Reading, done: Doing) -> frozenset[int]:
    """The sentences that read out what the buyer has, one thing after the other, and make nothing of it.

    "You run nights as well now. You have a machine of some age.": clauses in a row that begin with "you" or "your", no
    word that ties one to another, and nothing said behind them of what they lead to.
    """
    if len(reading.yours) < 2:
        return frozenset()
    found: set[int] = set()
    last: int | None = None
    clauses: dict[int, int] = {}
    for at in reading.yours:
        if _begins(reading, at):
            clauses[reading.sentence[at]] = clauses.get(reading.sentence[at], 0) + 1
    for sentence, begun in clauses.items():
        if _is_tied(reading, sentence):
            continue
        tells = done.of(sentence, "told")
        if begun >= MANY and -99.0 < tells < MANY_TELL:
            found.add(sentence)
        goes_on = last is not None and last == sentence - 1 and done.of(last, "told") < BEFORE_TELLS
        if goes_on and -99.0 < tells < ROW_TELLS:
            found |= {sentence - 1, sentence}
        last = sentence
    if not found:
        return frozenset()
    behind = max(found) + 1
    tied = behind < len(reading.spans) and max(done.of(behind, "told"), done.of(behind, "proof")) >= MAKES_OF_IT
    return frozenset() if tied else frozenset(found)


def _begins(reading: Reading, at: int) -> bool:
    """Whether a clause begins with a term."""
    return at == 0 or reading.clause[at] != reading.clause[at - 1] or reading.terms[at - 1] == "and"


def _is_tied(reading: Reading, sentence: int) -> bool:
    """Whether a word ties the clauses of a sentence together, or it asks."""
    span = reading.spans[sentence]
    return reading.closing(span.start) == "?" or not TIES.isdisjoint(reading.terms[span.start : span.stop])
