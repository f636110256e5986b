"""Whether the words make sense at all: English, in order, not going in circles, not hiding anything."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import compress, pairwise

import msgspec

from vmdojo.grading.again import Turning, goes_round, may_go_round
from vmdojo.grading.heaps import stuffed
from vmdojo.grading.letters import (
    CONTENT,
    COUNTED,
    LITTLE,
    STRANGE,
    letters_in,
    letters_of,
)
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.order import Order
from vmdojo.grading.reading import Reading

ENOUGH_WORDS = 8
"""Below this many words nothing is said about English or order."""
LITTLE_SHARE = 0.24
"""English talk is 40 to 60 % little words (the, to, you); below this share it is a list, or no English."""
UNKNOWN_SHARE, LEAST_UNKNOWN = 0.3, 4
"""Share of content words, names left out, that no English reader knows, and the least number of such words, from which
talk is no English. Of 930 good messages and nearly good ones none has more than a quarter."""
FOREIGN = frozenset(
    """avec chez dans elle est et gli het ich ihr il ist je les mein mit nicht niet nous para pero por qui quien sono su
    suo sur tuo una und une usted uw votre vous wer wir zum zur""".split()
)
"""Little words of other tongues that are no English words and stand in nobody's name."""
ORDERLY = 0.0
"""Orderliness (see ``order.py``) below which words are shuffled."""
MOST_TANGLED = 2
"""Sentences in no English order from which the words are shuffled; one may be a slip of the tongue."""
HALF_ORDERLY = 0.6
"""Below this, two pairs that no sentence holds are enough."""
QUESTIONS = 4
"""Questions in one message from which it interrogates instead of asking."""
DISORDER = 0.055
"""Share of neighbouring pairs that no English sentence holds. Talk stays under 2 %, shuffled talk has 8 % and more."""
ECHO = 0.8
"""Share of the shorter sentence's words that stand in another, from which it is the same sentence again."""
MOST_SENTENCES = 60
"""Sentences compared with one another; a voicemail has ten."""
CIRCLES = 5
"""Times that a word of substance comes again in its own sentence from which nothing is being explained. Of 565 good
messages with two sentences or more none does it so often."""
SUBSTANCE = 6.0
"""Rarity (see ``meaning.py``) of such a word."""
REPEATED = 0.34
"""Share of four-word runs that occur before; a phone number said twice stays far below."""

_BAD_AFTER: Mapping[str, frozenset[str]] = {
    "article": frozenset("article subject object preposition modal verb joiner to not you it".split()),
    "subject": frozenset("subject object article joiner to".split()),
    "preposition": frozenset("modal verb joiner subject".split()),
    "modal": frozenset("preposition verb joiner to".split()),
    "joiner": frozenset(("joiner",)),
    "verb": frozenset(("verb", "modal")),
    "to": frozenset("joiner verb modal subject to".split()),
}
"""Kinds of little words, and little words themselves, that no sentence holds behind one of a kind."""
_BEFORE_STOP, _BEFORE_END = "asIj", "asIjh"
"""Letters of little words that no sentence ends with inside a message, and that no message does."""
_NEVER_LAST = frozenset("the an my your our than every".split())
"""Words with which no sentence ends."""
_TRAILS = frozenset("and or but because which who whose if of".split())
"""Words with which one does that trails off; two such are no habit of speech."""
_CUT = _NEVER_LAST | _TRAILS
"""All words behind which a full stop tears a sentence."""


class Sense(msgspec.Struct, frozen=True, gc=False):
    """What was found. Spans are terms, half open, None where all is well."""

    no_english: bool
    shuffled: bool
    repetition: tuple[int, int] | None
    """A run of words that came before, where the whole goes in circles."""
    repeated: tuple[int, int] | None
    """A sentence or clause said twice."""
    stuffed: tuple[int, int] | None
    """A stretch that recites without sentences."""
    circular: tuple[int, int] | None = None
    """A sentence that explains a thing by itself, in a message that does it again and again."""
    taken_back: tuple[int, int] | None = None
    """Where the caller does what he has just said he would not do."""
    turning: Turning | None = None
    """Where one thought is turned round and round in other words."""
    strange: int = 0
    """At most so many terms are words that no English reader knows, names among them."""


def make_sense(reading: Reading, little: Mapping[str, str], order: Order, known: Mapping[str, str]) -> Sense:
    """Look at the order and the repetition of words. ``known`` gives the letter of each term (``letters.py``)."""
    terms = reading.terms
    if len(terms) < ENOUGH_WORDS:
        return Sense(False, False, None, None, None, strange=len(terms))
    letters = letters_in(reading, known)
    coded = letters.encode()
    joins = coded.translate(LITTLE)
    plain = len(terms) - len(reading.marked)
    strange = letters.count(STRANGE)
    no_english = plain >= ENOUGH_WORDS and (
        (plain >= 20 and joins.count(1) / plain < LITTLE_SHARE)
        or (strange >= LEAST_UNKNOWN and _unknown(reading, letters))
    )
    repetition, repeated = _repetition(reading)
    words = list(compress(reading.stems, coded.translate(COUNTED)))
    again = len(words) - len(set(words))
    return Sense(
        no_english,
        _shuffled(reading, letters, order),
        repetition,
        repeated,
        stuffed(reading, joins),
        _circular(reading, joins) if again >= CIRCLES else None,
        _taken_back(reading),
        goes_round(reading, little) if may_go_round(reading, len(words), again) else None,
        strange,
    )


def _unknown(reading: Reading, letters: str) -> bool:
    """Whether too many of the content words, names left out, are no common English words."""
    words, word, opens = reading.message.words, reading.word, frozenset(reading.first_of)
    some = [(at in opens or not words[word[at]].text[:1].isupper(), one) for at, one in enumerate(letters)]
    content = sum(one in CONTENT and nameless for nameless, one in some)
    strange = sum(one == STRANGE and not words[word[at]].text[:1].isupper() for at, (_, one) in enumerate(some))
    borrowed = sum(term in FOREIGN and letters[at] != STRANGE for at, term in enumerate(reading.terms))
    strange, content = strange + borrowed, content + borrowed
    return strange >= LEAST_UNKNOWN and content >= 5 and strange / content > UNKNOWN_SHARE


_GREETINGS = frozenset(("hi", "hello", "hey", "hiya", "dear"))


def upside_down(reading: Reading) -> tuple[int, int] | None:
    """A greeting by name behind two sentences or more: the parts are there, in no order that a call has."""
    if _GREETINGS.isdisjoint(reading.said):
        return None
    words = reading.message.words
    for begin, stop in pairwise(reading.first_of[2:]):
        greets = stop - begin >= 2 and reading.terms[begin] in _GREETINGS
        if greets and words[reading.word[begin + 1]].text[:1].isupper():
            return begin, stop
    return None


def _shuffled(reading: Reading, letters: str, order: Order) -> bool:
    told = order.read(reading)
    orderly, tangled = told.orderly, told.tangled
    if told.knotted or tangled >= MOST_TANGLED or (orderly is not None and orderly < ORDERLY) or _torn(reading):
        return True
    terms, clause = reading.terms, reading.clause
    ends = reading.first_of[1:-1]
    pairs = len(terms) - 1 - len(ends)  # those with an end of a sentence between them are none
    bad = sum([letters[at - 1] in _BEFORE_STOP for at in ends]) + (letters[-1:] in _BEFORE_END)
    for clash in _clashes().finditer(letters):
        at = clash.start()
        bad += clause[at] == clause[at + 1] and (terms[at], terms[at + 1]) not in _FINE
    words = reading.message.words
    first_of = {s.first for s in reading.message.sentences}
    inside = [index for index in reading.capitals if words[index].folded in _NEVER_NAMES and index not in first_of]
    misplaced = sum(not words[index - 1].loose for index in inside)
    if 0 < misplaced < 3 and first_of.isdisjoint(reading.capitals):
        misplaced = 0  # a transcript without capitals says nothing by its capitals
    total = bad + misplaced
    if orderly is not None and orderly < HALF_ORDERLY and total >= 2:
        return True
    return total >= 3 and total / max(1, pairs) >= DISORDER


@lru_cache(maxsize=1)
def _clashes() -> re.Pattern[str]:
    """Finds the letter of the first of two neighbours that no sentence holds; "am" clashes with all but "i"."""
    bad = {kind: f"(?=[{''.join(map(letters_of, sorted(others)))}])" for kind, others in _BAD_AFTER.items()}
    behind = {letter: others for kind, others in bad.items() for letter in letters_of(kind)}
    behind["A"] = f"(?:{behind['A']}|(?<!IA)(?=[^I]))"
    # Each begins with a letter of its own: a search then passes over all letters that begin none.
    return re.compile("|".join([letter + others for letter, others in behind.items()]))


def _trails_off(reading: Reading, word: int) -> bool:
    """Whether dots stand behind a word: somebody is cut short."""
    end = reading.message.words[word].end
    return reading.message.text[end : end + 2] == ".." or reading.message.text[end : end + 1] == "\u2026"


def _torn(reading: Reading) -> bool:
    """Whether full stops stand where no sentence ends: "Forty signed up, Ingrid, and. Half of them usually"."""
    trailing = 0
    for sentence, stop in zip(reading.message.sentences, reading.first_of[1:], strict=False):
        last = reading.terms[stop - 1]
        if last not in _CUT or sentence.closing != "." or sentence.last - sentence.first <= 2:
            continue  # nearly every sentence
        if not _trails_off(reading, sentence.last - 1):
            if last in _NEVER_LAST:
                return True
            trailing += 1
    return trailing >= 2


_FINE = frozenset(
    tuple(pair.split())
    for pair in (
        "you the,to to,from i,for i,about i,with i,of has,at is,your to,i a,about is,for is,with is,about and,"
        "through and,at and,for and,with and,by and,for or,with or,about or,my a"
    ).split(",")
) | {
    (modal, subject)
    for modal in ("will", "would", "can", "could", "should", "might")
    for subject in ("i", "we", "they")
}
"""Neighbours that look wrong by their kinds and are common talk all the same."""
_NEVER_NAMES = frozenset(
    (
        "the a an we they and or but if to of for with is are was it you your our my this that those at by in on "
        "from so because when how who what would could can should not just"
    ).split()
)


def _repetition(reading: Reading) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    terms = reading.terms
    size = 4
    runs = len(terms) - size + 1
    if runs < 6:
        return None, None
    harped = _harped_on(reading)
    if harped is not None:
        return harped, None
    echoes = _echoes(reading)
    if len(echoes) >= 2:
        return echoes[0], None
    part = echoes[0] if echoes else None
    if not reading.repeats(size):
        return None, part
    seen: dict[tuple[str, ...], int] = {}
    again = 0
    last_again: int | None = None
    longest = (0, 0, 0)
    run_from = 0
    for at, run in enumerate(zip(terms, terms[1:], terms[2:], terms[3:], strict=False)):
        if run in seen and not any(reading.kinds[at : at + size]):
            if last_again is None or last_again != at - 1:
                run_from = at
            last_again = at
            again += 1
            if at - run_from + 1 > longest[0]:
                longest = (at - run_from + 1, run_from, at + size)
        else:
            seen.setdefault(run, at)
    whole = (longest[1], longest[2]) if runs >= 12 and again / runs >= REPEATED else None
    part = echoes[0] if echoes else (longest[1], longest[2]) if longest[0] >= 2 else None
    return whole, part


def _echoes(reading: Reading) -> list[tuple[int, int]]:
    """Sentences that say again, in much the same words, what one before them said."""
    found: list[tuple[int, int]] = []
    twice = reading.twice
    for begin, stop in pairwise(reading.first_of[: MOST_SENTENCES + 1]):
        # The shorter of two such sentences holds few stems that come only once.
        if stop - begin >= 5 and twice.count(1, begin, stop) >= ECHO * (stop - begin) - 1e-6:
            break
    else:
        return found  # nearly every message
    said: list[frozenset[str]] = []
    for begin, stop in pairwise(reading.first_of[: MOST_SENTENCES + 1]):
        if stop - begin < 5:
            continue
        stems = frozenset(reading.stems[begin:stop])
        for other in said:
            if len(stems & other) >= ECHO * min(len(stems), len(other)):
                found.append((begin, stop))
                break
        if len(stems) >= 5:
            said.append(stems)
    return found


def _harped_on(reading: Reading) -> tuple[int, int] | None:
    """A word that comes round too often to be talk: a name in every clause, the same noun over and over."""
    terms = reading.terms
    least = max(HARPING, HARPED_SHARE * len(terms))
    often = [(stemmed, many) for stemmed, many in reading.often.items() if many >= least]
    if all(stemmed in _EVERYWHERE and terms.count(stemmed) == many for stemmed, many in often):
        return None  # nearly every message
    counts: dict[str, int] = {}
    for term, kind in zip(terms, reading.kinds, strict=True):
        if term not in _EVERYWHERE and not kind:
            counts[term] = counts.get(term, 0) + 1
    term = max(counts, key=counts.__getitem__, default="")
    if counts.get(term, 0) >= HARPING and counts[term] / len(terms) > HARPED_SHARE:
        first = terms.index(term)
        return first, first + 1
    return None


_EVERYWHERE = frozenset(
    "the a an to you your and of i we it is in for on that are not my our um uh like so know".split()
)


HARPING = 6
"""Times that a term is said from which it may come round too often."""
HARPED_SHARE = 0.12
"""Share of all terms above which it does."""


def _circular(reading: Reading, joins: bytes) -> tuple[int, int] | None:
    """The first sentence that says a word of substance again, where that happens all the time."""
    if len(reading.message.sentences) < 2:
        return None
    rarity = shipped_meaning().rarity
    often = reading.often.items()
    twice = {stemmed: many - 1 for stemmed, many in often if len(stemmed) > 2 and rarity(stemmed) >= SUBSTANCE}
    if sum(twice.values()) < CIRCLES:
        return None
    again = 0
    found: tuple[int, int] | None = None
    for begin, stop in pairwise(reading.first_of):
        seen: set[str] = set()
        for at in range(begin, stop):
            stemmed = reading.stems[at]
            if stemmed not in twice or joins[at] or reading.kinds[at]:
                continue
            if stemmed in seen:
                again += 1
                found = found or (begin, stop)
            seen.add(stemmed)
    return found if again >= CIRCLES else None


_HELPERS = frozenset("will would do did have am are can could shall be just also only even ever".split())
_CALLER = frozenset(("i", "we"))
_PLEDGES = frozenset("will have am are do".split())
_DENIES = frozenset(("not", "never"))
_NO_THING = frozenset(("", "again", "you", "ani", "anyth", "more", "anymor", "ever"))
"""What may follow a verb without saying of what it is denied."""
_ASKED, ASKED_ABOUT = frozenset(("what", "how", "who", "why", "which", "where")), 2
"""Words of a question told indirectly, and how many terms behind them its subject stands: "what the report says"."""
_IF = frozenset("if unless until because when before only except once".split())


def _taken_back(reading: Reading) -> tuple[int, int] | None:
    """Where the caller says that he does what he says he doesn't: "I won't call again; I'll call Thursday"."""
    terms, stems = reading.terms, reading.stems
    if _DENIES.isdisjoint(reading.said):
        return None
    denied: dict[tuple[str, str], int] = {}
    done: dict[tuple[str, str], int] = {}
    for at in reading.where(_CALLER):
        verb, pledge, denies = at + 1, "", False
        while verb < min(len(terms), at + 5) and (terms[verb] in _HELPERS or terms[verb] in _DENIES):
            denies = denies or terms[verb] in _DENIES
            pledge = terms[verb] if terms[verb] in _PLEDGES else pledge
            verb += 1
        begin = reading.first_of[reading.sentence[at]]
        if pledge and verb < len(terms) and _IF.isdisjoint(terms[begin : at + 12]):
            (denied if denies else done).setdefault((stems[verb], pledge), at)
    for key, at in denied.items():
        if key not in done:
            continue
        verb = next(one for one in range(at, len(terms)) if stems[one] == key[0])
        thing = stems[verb + 1] if verb + 1 < len(terms) and reading.clause[verb + 1] == reading.clause[at] else ""
        asked = verb + 1 + (thing == "you")
        if terms[asked : asked + 1] and terms[asked] in _ASKED and asked + ASKED_ABOUT < len(terms):
            thing = stems[asked + ASKED_ABOUT]
        if thing in _NO_THING or thing in stems[done[key] : done[key] + 9]:
            return min(at, done[key]), min(len(terms), max(at, done[key]) + 3)
    return None
