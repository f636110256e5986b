"""Who speaks and who is spoken to, by the shapes in which people give names.

A caller is "this is Luis", "Luis at Coldway", "Nia Okereke, Casingwell." as a sentence of its own, wherever it stands.
A firm is no person. Whoever is greeted and is neither the buyer, nor somebody whom the mailbox names, nor the caller,
has been greeted by mistake.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, count
from operator import attrgetter

import msgspec

from vmdojo.grading.dossier import Dossier
from vmdojo.grading.names import Name, find_names
from vmdojo.grading.reading import Reading, opened, stem
from vmdojo.grading.spelling import Alike, ratio
from vmdojo.grading.talk import shipped_talk
from vmdojo.message import WordKind

_PHONE = WordKind.PHONE  # a member that is looked up each time costs more than all else there
INTRO = tuple(tuple(words.split()) for words in "this is|my name is|it is|i am|name is|speaking is".split("|"))
_STARTS_INTRO = {start: tuple(intro for intro in INTRO if intro[0] == start) for start, *_ in INTRO}
"""The same by their first words."""
_GO_ON_INTRO = frozenset(second for _, second, *_ in INTRO)
"""Their second words."""
OPENING_SECONDS = 8.0
"""A name beside a firm that has no capital ("Kyle from the pipe people") is the caller's only this early."""
OPENING_WORDS = 14
"""A bare name between commas is the caller's only among the first words."""
NEAR_FIRM = 5
"""Words within which the firm follows its caller: "Rafael Nyqvist, for the log: Trueclick"."""
ALIKE = 75.0
"""rapidfuzz ratio (0-100) from which a greeted name is the buyer's, misspelt."""


class People(msgspec.Struct, frozen=True, gc=False):
    """What a message says of the two ends of the line."""

    named: bool
    """Whether the caller gives a name."""
    firm: bool
    """Whether the caller says for whom they work."""
    wrong: tuple[int, int] | None
    """Terms that greet somebody who is not the buyer."""
    names: Sequence[Name]
    """All names, in order."""
    callers: Sequence[Name]
    """Those that may be the caller's."""


_first = attrgetter("first")


def read_people(reading: Reading, dossier: Dossier) -> People:
    """Who speaks, for whom, and whether somebody else was greeted."""
    names = find_names(reading)
    callers = callers_among(reading, names, dossier)
    named, firm = _introduced(reading, names, dossier)
    head = head_of(dossier)
    if head:
        firm = any(map(Alike.of(head).__getitem__, reading.stems))
    for name in callers:
        if named and (firm or head):
            break  # what stands behind another name adds nothing
        gives_name, gives_firm = behind(reading, name, names, dossier, head)
        named, firm = named or gives_name, firm or (gives_firm and not dossier.our_company)
    named = named or _between_commas(reading, callers) or _signed(reading, callers)
    firm = firm or (not dossier.our_company and _some_firm(reading, names, dossier))
    return People(named, firm, _wrong(reading, names, callers, dossier), names, callers)


def head_of(dossier: Dossier) -> str:
    """The stem of the first word of the player's firm, empty where it is not known."""
    return dossier.our_company[0] if dossier.our_company else ""


def callers_among(reading: Reading, names: Sequence[Name], dossier: Dossier) -> list[Name]:
    """The names that may be the caller's: neither the buyer's nor the player's firm."""
    return [name for name in names if not is_buyer(reading, name, dossier) and not _is_firm(reading, name, dossier)]


def _cased(reading: Reading, names: Sequence[Name]) -> bool:
    """Whether names can be told by their capitals; a phone's transcript has none."""
    return bool(names) or sum(1 for at in reading.capitals if len(reading.message.words[at].folded) > 1) >= 2


def _titled(reading: Reading, name: Name) -> int:
    """How many words of a name are titles before it."""
    titles = shipped_talk().titles
    words = reading.message.words
    count = 0
    while name.first + count < name.last and words[name.first + count].folded.rstrip(".") in titles:
        count += 1
    return count


def is_buyer(reading: Reading, name: Name, dossier: Dossier) -> bool:
    said = [word.folded.removesuffix("'s") for word in reading.message.words[name.first : name.last]]
    return not dossier.names.isdisjoint(said)


def _is_firm(reading: Reading, name: Name, dossier: Dossier) -> bool:
    """Whether a name begins with the player's firm: a firm alone is nobody."""
    if not dossier.our_company:
        return False
    return stem(reading.message.words[name.first].folded.removesuffix("'s")) == dossier.our_company[0]


def behind(reading: Reading, name: Name, names: Sequence[Name], dossier: Dossier, head: str) -> tuple[bool, bool]:
    """Whether what stands behind a name makes it the caller's, and whether it gives a firm: the player's, whose name
    begins with the stem ``head``, or any where that is empty."""
    talk = shipped_talk()
    words = reading.message.words
    at = name.last
    ended = words[at - 1]
    if ended.folded.endswith("'s") or at >= len(words):
        return False, False
    sentence = reading.message.sentences[ended.sentence]
    starts_sentence = name.first == sentence.first
    single = name.last - name.first == 1
    if at == sentence.last:
        return _fragments(reading, name, names)
    follower = words[at].folded
    place = at
    if follower in talk.joins_firm:
        place = at + 1
        while place < sentence.last - 1 and words[place].folded in ("the", "a", "over", "down", "here"):
            place += 1
    following = bisect_left(names, at, key=_first)
    firm = names[following] if following < len(names) else None
    if head and (ended.loose or follower in talk.joins_firm or follower in talk.here or firm is not None):
        last = min(at + NEAR_FIRM, sentence.last, firm.last if firm is not None else sentence.last)
        alike = Alike.of(head)
        if any(alike[stem(word.folded.removesuffix("'s"))] for word in words[at:last]):
            return True, True
    if follower in talk.here and not ended.loose:
        return True, False
    if follower == "for" and firm is not None and firm.first == at + 1 and is_buyer(reading, firm, dossier):
        return True, False
    if firm is not None and firm.last > sentence.last:
        firm = None
    greeted = name.first and words[name.first - 1].folded in talk.greetings and not words[name.first - 1].loose
    if place > at:
        if firm is not None and firm.first == place:
            closed = words[firm.last - 1].loose or greeted or words[firm.last].folded in talk.after_firm
            return closed, closed
        early = words[name.first].begins < OPENING_SECONDS and not (starts_sentence and single)
        return early, early
    if head or not ended.loose or firm is None or is_buyer(reading, firm, dossier):
        return False, False
    closed = words[firm.last - 1].loose
    if firm.first == at:
        whole = firm.last == sentence.last
        early = name.first <= OPENING_WORDS and not starts_sentence and not greeted
        fits = closed and (early or not single or (whole and firm.last - firm.first >= 2 and ended.sentence > 0))
        return fits, fits
    # "Tiffany Broome, senior account executive, Voxanta"
    fits = closed and not single and words[firm.first - 1].loose and firm.first - at <= NEAR_FIRM
    return fits, fits


def _fragments(reading: Reading, name: Name, names: Sequence[Name]) -> tuple[bool, bool]:
    """ "Rex Dooley! Shipshape Galleys!", "It's Gio! From Latta!": a name and a firm as sentences of their own."""
    sentences = reading.message.sentences
    words = reading.message.words
    index = words[name.first].sentence
    if index + 1 >= len(sentences):
        return False, False
    following = sentences[index + 1]
    first = following.first + (words[following.first].folded in shipped_talk().joins_firm)
    firm = _begun_by(first, names)
    fits = (
        firm is not None
        and firm.last == following.last
        and (first > following.first or (name.first == sentences[index].first and name.last - name.first >= 2))
    )
    return fits, fits


def _begun_by(word: int, names: Sequence[Name]) -> Name | None:
    """The name that begins with a word."""
    at = bisect_left(names, word, key=_first)
    return names[at] if at < len(names) and names[at].first == word else None


def _introduced(reading: Reading, names: Sequence[Name], dossier: Dossier) -> tuple[bool, bool]:
    """ "This is Luis", "my name is Luis", with the firm behind it where there is one."""
    talk = shipped_talk()
    terms, kinds = reading.terms, reading.kinds
    words = reading.message.words
    cased = _cased(reading, names)
    # The walk ends where the caller gives a name, in most messages among the first words.
    for at in compress(count(), map(_STARTS_INTRO.__contains__, terms)):
        if at + 1 < len(terms) and terms[at + 1] not in _GO_ON_INTRO:
            continue  # nearly everywhere
        for intro in _STARTS_INTRO[terms[at]]:
            place = at + len(intro)
            if place >= len(terms) or tuple(terms[at:place]) != intro:
                continue
            while place < len(terms) - 1 and terms[place] in ("um", "uh", "er"):
                place += 1
            if reading.sentence[place] != reading.sentence[at]:
                continue
            if kinds[place] == "#slot":
                return True, True
            name = _begun_by(reading.word[place], names)
            if cased:
                if name is None or _is_firm(reading, name, dossier):
                    continue
                office = name.last < len(words) and words[name.last].folded == "office"
                if terms[place] in talk.no_caller or (words[name.last - 1].folded.endswith("'s") and not office):
                    continue
                if not terms[place].isalpha():
                    continue
                if name.last - name.first == _titled(reading, name):
                    continue
                if dossier.our_company:
                    return True, False  # that firm is looked for everywhere
                gives_firm = behind(reading, name, names, dossier, "")[1]
                return True, gives_firm or _joined_firm(reading, name.last)
            if terms[place] in talk.no_caller or terms[place] in talk.not_names or kinds[place]:
                continue
            if not terms[place].isalpha() or (dossier.our_company and reading.stems[place] == dossier.our_company[0]):
                continue
            return True, _joined_firm(reading, reading.word[place] + 1)
    if not cased:
        # "hi sean siobhan mackey from taplevel saw that ...": somebody from somewhere, in the first breath
        for at in range(2, min(OPENING_WORDS, len(terms) - 1)):
            if terms[at] in talk.joins_firm and terms[at - 1] not in talk.no_caller | talk.not_names:
                return True, True
    return False, False


def _joined_firm(reading: Reading, at: int) -> bool:
    """Whether a firm follows a caller's name within a few words: "Marek Dvorak here from Felloe", "dawn from x"."""
    joins = shipped_talk().joins_firm
    words = reading.message.words
    stop = min(at + 4, len(words) - 1)
    return any(
        words[place].folded in joins and words[place].sentence == words[at - 1].sentence
        and words[place + 1].folded not in ("you", "your", "a", "the", "least", "last", "all", "some")
        for place in range(at, stop)
    )  # fmt: skip


def _between_commas(reading: Reading, callers: Sequence[Name]) -> bool:
    """ "Dana, Luis, Coldway": a name between commas near the start that is not the buyer's."""
    here = shipped_talk().here | shipped_talk().joins_firm
    words = reading.message.words
    titles = shipped_talk().titles
    for name in callers:
        if name.first > OPENING_WORDS:
            break
        if not name.first or not words[name.first - 1].loose:
            continue
        if words[name.first - 1].sentence != words[name.first].sentence and not words[name.last - 1].loose:
            continue
        first, last = words[name.first], words[name.last - 1]
        if first.folded in titles or (first.text.isupper() and len(first.text) > 3):
            continue
        if last.loose or name.last - name.first >= 2 or (name.last < len(words) and words[name.last].folded in here):
            return True
    return False


def _signed(reading: Reading, callers: Sequence[Name]) -> bool:
    """Whether a name stands where callers sign: right before a number ("Alan Frith, 555-0152"), or by itself at the end
    ("Thanks. Ailsa Moar."); or behind "here", as many say whose English is their second ("Here Stefan Iliev, ...")."""
    words, sentences = reading.message.words, reading.message.sentences
    for name in callers:
        last = words[name.last - 1]
        if last.folded.endswith("'s"):
            continue
        if name.last == len(words):
            if name.first == sentences[last.sentence].first:
                return True
        elif words[name.last].kind is _PHONE and words[name.last].sentence - last.sentence <= 1:
            return True
        if name.first and words[name.first - 1].folded == "here" and not words[name.first - 1].loose and last.loose:
            return True
    return False


def _some_firm(reading: Reading, names: Sequence[Name], dossier: Dossier) -> bool:
    """Whether a message names any firm as the caller's, where nobody knows which it should be."""
    talk = shipped_talk()
    words = reading.message.words
    if "#address" in reading.kinds or "#slot" in reading.kinds:
        return True
    starts = {name.first: name for name in names}
    cased = _cased(reading, names)
    for index, word in enumerate(words[:-1]):
        follower = words[index + 1]
        if follower.sentence != word.sentence:
            continue
        before = opened(words[index - 1].folded)[-1] if index else ""
        if word.folded in talk.joins_firm or word.folded == "for":
            if before in talk.works and (
                index + 1 in starts if cased else follower.folded not in ("you", "your", "the")
            ):
                return True
            if before in talk.works and follower.folded in ("the", "a", "an") and before not in ("are", "am", "me"):
                return True
            if index + 1 in starts and index < 2 * OPENING_WORDS:
                return True
        elif index + 1 in starts and (
            word.folded == "represent"
            or (word.folded in ("called", "is") and before in talk.company_words)
            or opened(word.folded) == ("we", "are")
            or (word.folded == "are" and before == "we")
        ):
            return True
    for name in names:
        some = words[name.first : name.last]
        if len(some) >= 2 and some[-1].folded in talk.firm_words:
            return True
        if name.last < len(words) - 1 and not is_buyer(reading, name, dossier):
            after = [words[name.last].folded, words[name.last + 1].folded]
            if after[0] == "is" and after[1] in ("a", "an", "the") and not some[-1].loose:
                return True
        behind = words[name.last].folded if name.last < len(words) else ""
        if behind == "we" and name.first and words[name.first - 1].folded == "at":
            return True
    return False


def _wrong(
    reading: Reading, names: Sequence[Name], callers: Sequence[Name], dossier: Dossier
) -> tuple[int, int] | None:
    """Terms that greet, or address by title, somebody who is not the buyer."""
    if not dossier.names:
        return None
    talk = shipped_talk()
    words = reading.message.words
    for index, word in enumerate(words[: min(len(words) - 1, 8)]):
        greets = word.folded in talk.greetings
        title = index == 0 and word.folded.rstrip(".") in talk.titles
        if not greets and not title:
            continue
        place = index + 1 if greets else index
        if greets and words[place].sentence != words[index].sentence:
            continue  # "Good afternoon. As you may know"
        name = _begun_by(place, names)
        if name is None or (name in callers and behind(reading, name, names, dossier, head_of(dossier))[0]):
            continue
        skip = _titled(reading, name)
        first = name.first + skip
        if first >= name.last:
            continue  # "Good morning Captain,": a title alone is an address
        follower = words[name.last].folded if name.last < len(words) else ""
        if not words[name.last - 1].loose and (follower in talk.here or follower in talk.joins_firm):
            return None
        if any(_may_be_greeted(word.folded, dossier.greetable, dossier.names) for word in words[first : name.last]):
            return None
        if not words[first].folded.replace("'", "").isalpha():
            return None
        at = reading.word.index(first)
        return at, at + 1
    return None


@lru_cache(maxsize=1024)
def _may_be_greeted(said: str, greetable: frozenset[str], names: frozenset[str]) -> bool:
    """Whether a greeted name is the buyer's, a start of it, a slip of it, or one that the dossier lets you greet."""
    said = said.removesuffix("'s").rstrip(".")
    return (said in greetable or said in names) or any(
        ratio(said, name) >= ALIKE
        or stem(said) == stem(name)
        or (len(said) >= 3 and len(name) > len(said) and name.startswith(said))
        for name in names
    )
