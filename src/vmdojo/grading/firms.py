"""Whether a caller gives another firm than the player's for their own.

Whoever rings for a firm that does not exist here sends the buyer to strangers. A name that stands anywhere in what the
player has read is no other firm, and neither is the player's own as a phone may write it down.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from vmdojo.grading.dossier import Dossier
from vmdojo.grading.names import Name
from vmdojo.grading.people import INTRO, People, behind, is_buyer
from vmdojo.grading.reading import Reading, opened, stem
from vmdojo.grading.spelling import ratio
from vmdojo.grading.talk import shipped_talk
from vmdojo.message.model import Word

HEARD = 60.0
"""rapidfuzz ratio (0-100) from which a firm is the player's own, as a phone wrote it down."""

_END_INTRO = frozenset(intro[-1] for intro in INTRO)
_first = attrgetter("first")


def other_firm(reading: Reading, dossier: Dossier, people: People) -> tuple[int, int] | None:
    """Terms of the firm that a caller gives where it is not the player's: "this is Luis from Blackbird"."""
    if not dossier.our_company:
        return None
    names = people.names
    words = reading.message.words
    for name in people.callers:
        following = bisect_left(names, name.last, key=_first)
        firm = names[following] if following < len(names) else None
        if firm is None or firm.first - name.last > 2 or words[firm.first].sentence != words[name.first].sentence:
            continue
        joined = firm.first > name.last and words[name.last].folded in shipped_talk().joins_firm
        introduced = joined and _follows_intro(reading, name)
        if not introduced and not behind(reading, name, names, dossier, "")[1]:
            continue
        if not _known(words[firm.first : firm.last], dossier):
            return _terms_of(reading, firm)
    for name in names:
        if name.first < 2 or words[name.first - 1].folded not in ("with", "for") or is_buyer(reading, name, dossier):
            continue
        works = opened(words[name.first - 2].folded)[-1] in shipped_talk().works
        same = words[name.first - 2].sentence == words[name.first].sentence
        if works and same and not _known(words[name.first : name.last], dossier):
            return _terms_of(reading, name)
    return None


def _terms_of(reading: Reading, name: Name) -> tuple[int, int]:
    return bisect_left(reading.word, name.first), bisect_left(reading.word, name.last)


def _follows_intro(reading: Reading, name: Name) -> bool:
    """Whether "this is" or the like stands right before a name."""
    at = bisect_left(reading.word, name.first)
    if reading.terms[at - 1] not in _END_INTRO:
        return False  # nearly everywhere
    return any(tuple(reading.terms[max(0, at - len(intro)) : at]) == intro for intro in INTRO)


def _known(said: Sequence[Word], dossier: Dossier) -> bool:
    """Whether a name is one that the player has read, or the player's firm heard badly."""
    if said[-1].folded.endswith("'s"):
        return True  # somebody's, and so no firm
    spelt = [word.folded.removesuffix("'s") for word in said]
    if any(part in dossier.our_words for part in spelt):
        return True
    together = "".join(spelt)
    return any(ratio(one, dossier.our_company[0]) >= HEARD for one in (stem(spelt[0]), stem(together)))
