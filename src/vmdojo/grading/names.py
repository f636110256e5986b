"""Names, as their capitals tell them."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from vmdojo.grading.reading import Reading, opened
from vmdojo.grading.talk import shipped_talk
from vmdojo.message import WordKind

_WORD, _ACRONYM = WordKind.WORD, WordKind.ACRONYM


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name: a run of words with capitals: words, half open."""

    first: int
    last: int


def find_names(reading: Reading) -> list[Name]:
    """Runs of capitalised words that are no little words, with hyphened halves and small words inside a name."""
    talk = shipped_talk()
    words = reading.message.words
    text = reading.message.text
    found: list[Name] = []
    count = len(words)
    until = 0
    for index in reading.capitals:
        word = words[index]
        if word.kind is not _WORD and word.kind is not _ACRONYM:
            continue
        if _no_name(word.folded):
            continue
        mark = text[word.end : word.end + 1]
        if until > index or mark == "_":
            continue
        before = index - 1
        while before >= 0 and words[before].folded in talk.particles and not words[before].text[:1].isupper():
            before -= 1
        last = index + 1
        while mark == "-" and last < count and words[last].start == words[last - 1].end + 1:
            last += 1
            mark = text[words[last - 1].end : words[last - 1].end + 1]
        joined = (
            found
            and until == before + 1
            and (before == index - 1 or words[before + 1].folded != "of")
            and words[before].sentence == word.sentence
            and not any(
                words[at].loose and not (words[at].folded in talk.titles and text[words[at].end] == ".")
                for at in range(before, index)
            )
        )
        if joined:
            found[-1] = Name(found[-1].first, last)
        else:
            found.append(Name(index, last))
        until = last
    return found


@lru_cache(maxsize=8192)
def _no_name(folded: str) -> bool:
    """Whether a word with a capital is a little word or a greeting."""
    talk = shipped_talk()
    return opened(folded)[0] in talk.not_names or folded in talk.greetings
