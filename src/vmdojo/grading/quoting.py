"""A voicemail inside a voicemail: what is held up as a fine message, or as another's, is not said to the buyer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from vmdojo.grading.reading import Reading

LEAST = 12
"""Terms of a quoted voicemail; a proverb, a sign or a customer's remark has fewer."""
SHARE = 0.35
"""Share of the message that it takes up at least."""
BEFORE = 16
"""Terms before the quotation that tell whose words it is."""
MARKED = re.compile(
    r"""["\u201c]([^"\u201c\u201d]{40,}?)["\u201d]|(?<!\w)['\u2018](?=\w)(.{40,900}?)(?<=[\w.,?!])['\u2019](?!\w)""",
    re.DOTALL,
)
"""What stands between quotation marks; an apostrophe inside a word is none, and "drivers'" does not open one.
Nobody quotes more than nine hundred characters, and a search for the end must end itself."""
_CURLED = frozenset("\u201c\u2018")
"""Marks that only open."""
UNQUOTE = frozenset(("unquote", "endquote"))
SAMPLES = frozenset("voicemail voicemails message messages script example pitch".split())
SAYING = frozenset("say said says saying read reads reading goes went".split())
CALLER = frozenset("i me my we us our".split())
BUYER = frozenset(("you", "your", "yours"))
WROTE = frozenset("wrote said asked left put posted told say write have".split())


def quoted_voicemail(reading: Reading) -> tuple[int, int] | None:
    """The terms, half open, of a message to a buyer that is only quoted: "My boss would have me say: 'Your shed ...'"

    The buyer's own words may be quoted.
    """
    for first, last in (*_between_marks(reading), *_read_aloud(reading)):
        if last - first < max(LEAST, SHARE * len(reading.terms)):
            continue
        frame = reading.terms[max(0, first - BEFORE) : first]
        shown = not SAMPLES.isdisjoint(frame) or not (SAYING.isdisjoint(frame) or CALLER.isdisjoint(frame))
        if shown and not _theirs(frame) and not BUYER.isdisjoint(reading.terms[first:last]):
            return first, last
    return None


def _theirs(frame: Sequence[str]) -> bool:
    """Whether the words before a quotation give it to the buyer: "your review says", "you asked"."""
    return "your" in frame or any(one == "you" and other in WROTE for one, other in pairwise(frame))


def _between_marks(reading: Reading) -> list[tuple[int, int]]:
    text = reading.message.text
    if not _opens(text):
        return []  # nearly every message
    starts = [reading.message.words[at].start for at in reading.word]
    spans = [found.span(1 if found.group(1) is not None else 2) for found in MARKED.finditer(text)]
    return [(bisect_left(starts, begin), bisect_left(starts, end)) for begin, end in spans]


def _opens(text: str) -> bool:
    """Whether a quotation mark may open: any but an apostrophe right behind a letter or figure."""
    if '"' in text or not (text.isascii() or _CURLED.isdisjoint(text)):
        return True
    return not all(map(str.isalnum, [before[-1:] for before in text.split("'")[:-1]]))


def _read_aloud(reading: Reading) -> list[tuple[int, int]]:
    """From a spoken "quote" to the "unquote"."""
    if UNQUOTE.isdisjoint(reading.said) or "quote" not in reading.said:
        return []
    terms = list(reading.terms)
    last = next(at for at, term in enumerate(terms) if term in UNQUOTE)
    first = terms.index("quote") + 1
    return [(first, last)] if first < last else []
