"""Facts, or the parts of a message, read out like a list: they lead to nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from functools import lru_cache

from vmdojo.grading.asks import Asked
from vmdojo.grading.case import SAYINGS, Case
from vmdojo.grading.clauses import JOINS, parts
from vmdojo.grading.figures import NUMBER_WORDS
from vmdojo.grading.meaning import shipped_meaning
from vmdojo.grading.reading import Reading
from vmdojo.grading.relevance import Match
from vmdojo.grading.saying import KNOWN
from vmdojo.grading.telling import commonplaces

READ_OFF, NEW = 8, 0.2
"""Different words of the caller's notes that a message says, from which it is read off them where it has at most so
many others a noted one. Of 1,310 good messages with notes none has so few."""
SOME = 3
"""Such words below which a message of nothing but notes has only said one of them, and is short."""
ALL_NOTED = 7
"""Such words from which a message of nothing but notes stays one though it asks something: "Which is it?" """
OTHER = 6.5
"""Rarity (see ``meaning.py``) of such another word; numbers count too, names do not."""
KIN = 0.5
"""Likeness from which a word only says a noted one again."""
ALIKE, ALIKE_FROM = ("you", "your", "there", "i", "we", "they"), 4
"""Words with which a clause begins that says what somebody is or does, and the clauses that begin with the same two
words from which they are a list. Of 1,928 good messages of the dev sets none has four."""
CALLERS, HELPING = frozenset(("i", "we", "they")), frozenset("will have am are can could would do shall may".split())
"""Who says what he does for the buyer lists nothing: "I'll bring the form, I'll fill it in, I'll post it"."""
PURPOSE = 7
"""The largest ask that gives a list of facts a point: a marriage proposal gives it none."""


LEADING = frozenset(
    """because so which means when if before after until usually often tends mostly can could will would should might
    may must need needs unless while then than since that without instead but or who why how what where i we my our us
    me please let never always free still""".split()
)
"""Words of a sentence that leads somewhere, ties one thing to another or speaks for somebody."""
FLAT, HALF = 4.0, 0.5
"""Sentences that lead nowhere from which a message without a question or a gift is a list, and how much more of one it
is where such a short sentence has no verb either. Of the good messages of the dev sets none comes to it."""
OWNED, MOST_THEIRS = frozenset(("you", "your", "yours")), 3
"""Words that make a sentence one about the buyer, and how many such sentences or clauses the list holds at least."""
OF_THEIRS, IN_A_ROW = frozenset(("you", "your", "it", "he", "she", "they", "the", "there")), 3
"""Words with which the clauses of a list in one sentence begin, and the clauses from which it is one: "you've a shop,
you settled in March, and your landlord is the council"."""
OF_A_THIRD = frozenset("has likes wants hates prefers values reports employs manages dislikes expects".split())
NOTED_DOWN = 2
"""Verbs that begin a sentence of a file, where nobody is named who does it, and such sentences from which it is read
out. Of the good messages of the dev sets none has one."""
CARRIED = ("next_step.caller_carries", "next_step.email_route", "next_step.easy_reply")
"""What points forward without a question."""
ANY_ENDING, A_THING = 5, 7.5
"""Terms at most of a question that could end any message, and the rarity (see ``meaning.py``) of a word in it from
which it asks after something."""
A_TIP = -2.0
"""Log-odds of a gift from which a sentence may be one, however flat: "Ask for one lot number and it stops." """


def recital(case: Case, matches: list[Match], asked: Asked, forward: bool) -> None:
    """Three facts or more that lead to nothing: no consequence, nothing to keep, nothing asked."""
    noted = [span for sentence, span in enumerate(case.reading.spans) if _noted_down(case, sentence, span)]
    if len(noted) >= NOTED_DOWN:
        case.charge("sense.recital", case.points_of("sense.recital"), noted[0].start, noted[0].stop)
        return
    flat = None if forward and not _asks_nothing(case) else _flat(case, {match.sentence for match in matches})
    if flat is not None:
        case.charge("sense.recital", case.points_of("sense.recital"), flat.start, flat.stop)
        return
    if case.dossier.notes is not None and (read := _read_off(case)) is not None:
        case.charge("sense.recital", case.points_of("sense.recital"), read, read + 1)
        return
    again = _again(case)
    if again is not None:
        case.charge("sense.recital", case.points_of("sense.recital"), again, again + 2)
        return
    facts = [match for match in matches if match.clue.kind not in ("decoy", "stale")]
    if len(facts) >= READ_OUT and case.dossier.notes is None:
        in_one = Counter([match.sentence for match in facts if not _argues(case, match.sentence)])
        if max(in_one.values(), default=0) >= READ_OUT:
            case.charge("sense.recital", case.points_of("sense.recital"), facts[0].first, facts[0].last)
            return
    short = [sentence for sentence, span in enumerate(case.reading.spans) if 2 <= len(span) <= SHORT_SCRAP]
    scraps = [sentence for sentence in short if _scrap(case, sentence)] if len(short) >= ALL_SCRAPS else []
    if len(scraps) >= ALL_SCRAPS:
        span = case.reading.sentence_terms(scraps[0])
        case.charge("sense.recital", case.points_of("sense.recital"), span.start, span.stop)
        return
    if len(facts) < 3 or case.dossier.relationship in KNOWN:
        return
    worth = any(
        case.tells(hit) if tag == "value.insight" else tag not in SAYINGS or not case.bare(hit)
        for tag in ("value.gift", "value.proof", "value.benefit", "value.insight")
        for hit in case.tagged.get(tag, ())
    )
    if len({match.sentence for match in facts if _fragment(case, match.sentence)}) >= SCRAPS:
        case.charge("sense.recital", case.points_of("sense.recital"), facts[0].first, facts[0].last)
        return
    told = [match for match in facts if case.dossier.notes is None or match.last - match.first > 1]
    if len(told) >= 3 and not worth and not any(2 <= ask.size <= PURPOSE for ask in asked.asks):
        case.charge("sense.recital", case.points_of("sense.recital"), facts[0].first, facts[0].last)


def _again(case: Case) -> int | None:
    """Where clause upon clause begins alike: "You have eleven greenhouses, and you have a boiler, and you have ..."."""
    terms = case.reading.terms
    if max([terms.count(word) for word in ALIKE]) < ALIKE_FROM:
        return None
    begun: dict[tuple[str, str], list[int]] = {}
    for span in case.reading.spans:
        for part in parts(case.reading, span):
            at = part.start + (terms[part.start] in JOINS)
            if part.stop - at >= 3 and terms[at] in ALIKE and not (terms[at] in CALLERS and terms[at + 1] in HELPING):
                begun.setdefault((terms[at], terms[at + 1]), []).append(at)
    return next((places[0] for places in begun.values() if len(places) >= ALIKE_FROM), None)


def _asks_nothing(case: Case) -> bool:
    """Whether nothing points forward but a question that could end any message: "Shall we?", "What do you think?" """
    if any(tag in case.tagged for tag in CARRIED):
        return False
    reading, rarity = case.reading, shipped_meaning().rarity
    asked = False
    for sentence, closed in enumerate(case.message.sentences):
        if closed.closing == "?":
            asked, span = True, reading.sentence_terms(sentence)
            if len(span) > ANY_ENDING or any(reading.kinds[at] or rarity(reading.stems[at]) >= A_THING for at in span):
                return False
    return asked


def _noted_down(case: Case, sentence: int, span: range) -> bool:
    """Whether a sentence speaks of the buyer as a file does: "Has four employees. Likes plain talk." """
    return (
        len(span) > 1
        and case.reading.terms[span.start] in OF_A_THIRD
        and case.message.sentences[sentence].closing != "?"
    )


def _of_theirs(reading: Reading, span: range, at: int) -> bool:
    """Whether a term begins a clause about the buyer."""
    return reading.terms[at] in OF_THEIRS and (
        at == span.start or reading.clause[at] != reading.clause[at - 1] or reading.terms[at - 1] in JOINS
    )


def _flat(case: Case, named: Set[int]) -> range | None:
    """The first of so many sentences that lead nowhere: "Nine are rated poor. Your department paints three a year."

    Most must be about the buyer; ``named`` are sentences that name a fact. What is told of others may be the point.
    """
    if any(tag in case.tagged for tag in ("value.gift", "value.proof", "value.benefit")):
        return None
    reading = case.reading
    first: range | None = None
    count, theirs = 0.0, 0
    for sentence, closed in enumerate(case.message.sentences):
        span = reading.sentence_terms(sentence)
        if (
            len(span) < 2
            or closed.closing == "?"
            or not LEADING.isdisjoint(reading.terms[span.start : span.stop])
            or case.done.of(sentence, "gift") >= A_TIP
            or any(reading.kinds[at] == "#phone" for at in span)
        ):
            continue
        of_theirs = sum(_of_theirs(reading, span, at) for at in span)
        if of_theirs < IN_A_ROW:
            if case.done.of(sentence, "intro") > 0.0:
                continue
            of_theirs = 1
        if sentence in named or not OWNED.isdisjoint(reading.terms[span.start : span.stop]):
            theirs += of_theirs
        count += of_theirs + HALF * (len(span) <= SHORT_SCRAP and _fragment(case, sentence))
        first = first or span
    return first if count >= FLAT and theirs >= MOST_THEIRS else None


def _read_off(case: Case) -> int | None:
    """The first noted word of a message that says the caller's notes and next to nothing else."""
    reading = case.reading
    noted, akin = case.dossier.topics, _akin(case.dossier.topics)
    terms, stems, kinds, said = reading.terms, reading.stems, reading.kinds, reading.in_figures()
    words, word = reading.message.words, reading.word
    named = {stems[at] for at in range(len(terms)) if words[word[at]].text[:1].isupper()}
    little, common, rarity = case.rubric.little, commonplaces(), shipped_meaning().rarity
    first: int | None = None
    read: set[str] = set()
    new: set[str] = set()
    for at, term in enumerate(terms):
        if kinds[at] == "#phone" or term in little or not said[at]:
            continue
        if said[at] in noted or stems[at] in noted:
            read.add(said[at])
            first = at if first is None else first
        elif said[at].isdigit() or not (
            stems[at] in named or stems[at] in akin or stems[at] in common or rarity(stems[at]) < OTHER
        ):
            new.add(said[at])
    if first is None or len(read) < (READ_OFF if new else SOME):
        return None
    if not new:
        asked = any(sentence.closing == "?" for sentence in case.message.sentences)
        return first if len(read) >= ALL_NOTED or not (asked or _tells(case)) else None
    return first if len(new) <= NEW * len(read) else None


def _tells(case: Case) -> bool:
    """Whether a sentence most likely says what something leads to."""
    return any(case.done.of(sentence, "told") >= 0.0 for sentence in range(len(case.message.sentences)))


@lru_cache(maxsize=256)
def _akin(noted: frozenset[str]) -> frozenset[str]:
    """Stems that mean about what a noted one means."""
    near = shipped_meaning().near
    return frozenset(other for one in noted for other, likeness in near(one) if likeness > KIN)


READ_OUT = 4
"""Facts of one sentence that are a list read out, whoever hears it. No strong sample of the library has over three."""
ARGUING = frozenset("once whether because so which if means unless while until".split())
ARGUED, LEADS_ON = 2, 0.0
"""Such words of one sentence from which it argues: "Once the co-op ends, the city bids, whether or not ..."; and the
log-odds that it tells something, from which one of them is enough."""
SCRAPS = 3
"""Facts in so many sentences without a verb are a list read out. Of 440 good messages none holds two."""
SCRAP = 10
"""Terms of such a sentence at most."""


ALL_SCRAPS, SHORT_SCRAP = 4, 7
"""Sentences of at most so many terms, each without a verb, that make a message a list, of facts or of stage directions.
Of 620 good messages none has four."""


def _scrap(case: Case, sentence: int) -> bool:
    """Whether a short sentence is a scrap of a list; the caller's name and number are none."""
    span = case.reading.sentence_terms(sentence)
    return (
        case.done.of(sentence, "intro") <= 0.0
        and not any(case.reading.kinds[at] == "#phone" for at in span)
        and _fragment(case, sentence)
    )


def _argues(case: Case, sentence: int) -> bool:
    """Whether a sentence says how one thing leads to another, however many facts it takes."""
    terms = case.reading.terms
    arguing = sum(terms[at] in ARGUING for at in case.reading.sentence_terms(sentence))
    return arguing >= ARGUED or (arguing > 0 and case.done.of(sentence, "told") >= LEADS_ON)


def _fragment(case: Case, sentence: int) -> bool:
    """Whether a sentence only names a thing: "A 1987 boiler." """
    span = case.reading.sentence_terms(sentence)
    little = case.rubric.little
    if len(span) > SCRAP or case.message.sentences[sentence].closing == "?":
        return False
    terms = case.reading.terms
    return not any(
        little.get(terms[at]) in ("verb", "modal", "subject")
        or (terms[at].endswith("ed") and case.reading.stems[at] != terms[at] and terms[at] not in NUMBER_WORDS)
        for at in span
    )
