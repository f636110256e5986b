"""What each token takes of the time, and a text cut into such tokens."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import msgspec
from msgspec.structs import replace

from vmdojo.message.gaps import Gap, ends_anyway, gap
from vmdojo.message.model import Pace, WordKind
from vmdojo.message.reading import LONGEST_KEPT, Reading, read
from vmdojo.message.tokens import plain, token

FITTED_AT: Final = 150.0
"""Words a minute of the speech that the constants of Pace were fitted to."""
_MOST_KEPT: Final = 16384


class Take(msgspec.Struct, frozen=True, gc=False):
    """A token with what lies between it and the next, read at one pace."""

    text: str
    gap: Gap
    between: str
    size: int
    """Code points of ``text``."""
    width: int
    """Code points of both."""
    folded: str
    kind: WordKind
    words: float
    """Seconds for its words."""
    syllables: float
    """Seconds for its syllables, on top."""
    figures: float
    """Seconds for figures read one by one, on top."""
    lowered: bool
    """Whether it holds a lower-case letter."""
    loose: bool
    """Whether a comma or what sounds like one, or the end of the sentence, follows; as far as these two tell."""
    pause: float
    """Seconds of silence behind it, as far as these two tell."""
    ends: bool | None
    """Whether the sentence ends behind it; None where what stands around tells, which may then loosen it too."""


_OTHER: Final = Take("", gap(""), "", 0, 0, "", WordKind.WORD, 0.0, 0.0, 0.0, False, False, 0.0, None)
"""Stands for what lies between two spaces and is not one plain word."""


class Takes(dict[str, Take]):
    """What the plain words take at one pace, by what stands between two spaces: ``dock,`` is a word and a comma.

    Each is worked out when it is first met; nearly all of a text are words that were met before.
    """

    def __init__(self, pace: Pace) -> None:
        super().__init__()
        scale = FITTED_AT / pace.words_per_minute
        self._word = pace.word_seconds * scale
        self._light = pace.light_seconds * scale
        self._syllable = pace.syllable_seconds * scale
        self._digit = pace.digit_seconds * scale
        self._comma = pace.comma_seconds * scale
        self.pause = pace.sentence_seconds * scale
        """Seconds of silence behind a sentence."""
        self._compounds: dict[str, list[Take]] = {}
        self._others: dict[tuple[str, str], Take] = {}

    def __missing__(self, chunk: str) -> Take:
        if len(chunk) > LONGEST_KEPT:
            return _OTHER
        if len(self) >= _MOST_KEPT:
            self.clear()
            self._compounds.clear()
        *ahead, last, behind = plain(chunk)
        take = self._look(last, f"{behind} ") if last and not ahead else _OTHER
        if ahead:
            self._compounds[chunk] = [*[self._look(word, "-") for word in ahead], self._look(last, f"{behind} ")]
        self[chunk] = take
        return take

    def cut(self, scan: str) -> tuple[int, list[Take]]:
        """Cut a resolved text into tokens: the code points before the first, and all in order.

        The last may have a space behind it that the text has not.
        """
        chunks = scan.split(" ")
        known = list(map(self.__getitem__, chunks))
        others = [at for at, take in enumerate(known) if take is _OTHER]
        return self._cut_others(scan, chunks, known, others) if others else (0, known)

    def _cut_others(self, scan: str, chunks: list[str], known: list[Take], others: list[int]) -> tuple[int, list[Take]]:
        """Cut by the pattern where no plain word stands, and on from there up to a space before a plain word."""
        pattern: re.Pattern[str] | None = None
        taken: list[Take] = []
        before = at = chunk = 0
        for other in others:
            if other < chunk:
                continue
            taken += known[chunk:other]
            at += sum(map(len, chunks[chunk:other])) + other - chunk
            chunk = other
            compound = self._compounds.get(chunks[chunk])
            if compound is not None:
                taken += compound
                at += len(chunks[chunk]) + 1
                chunk += 1
                continue
            if pattern is None:  # no plain word calls for a kind of token
                pattern = token(" ".join([chunks[place] for place in others]))
            behind = at  # where the last token with what belongs to it is over
            for match in pattern.finditer(scan, at):
                start, stop = match.span()
                if start > behind:
                    if taken:
                        taken[-1] = self.of(taken[-1].text, taken[-1].between + scan[behind:start])
                    else:
                        before = start
                taken.append(self.of(match[1], match[2]))
                behind = stop
                while at < stop:
                    at += len(chunks[chunk]) + 1
                    chunk += 1
                if at == stop and chunk < len(chunks) and known[chunk] is not _OTHER:
                    break
            else:
                if behind < len(scan) and taken:
                    taken[-1] = self.of(taken[-1].text, taken[-1].between + scan[behind:])
                return before, taken
        return before, taken + known[chunk:]

    def of(self, text: str, between: str) -> Take:
        """A token with what lies behind it."""
        take = self._others.get((text, between))
        if take is None:
            take = self._look(text, between)
            if len(text) + len(between) <= LONGEST_KEPT:
                if len(self._others) >= _MOST_KEPT:
                    self._others.clear()
                self._others[text, between] = take
        return take

    def _look(self, text: str, between: str) -> Take:
        here = gap(between)
        loose = here.loose or (here.apostrophe and text[-1] not in "sS")
        ends: bool | None = False
        if ends_anyway(text, here):
            loose = ends = True
        elif here.mark or here.lines or text[-1] == "." or (between == "-" and text[-1].isdecimal()):
            ends = None
        silence = self.pause if ends else self._comma if loose else 0.0
        reading = read(text)
        if reading.folded == text:
            text = reading.folded  # one object for both: nearly all words are small, and are found to be so at once
        size = len(text)
        return Take(text, here, between, size, size + len(between), *self._sound(reading), loose, silence, ends)

    def _sound(self, reading: Reading) -> tuple[str, WordKind, float, float, float, bool]:
        return (
            reading.folded,
            reading.kind,
            (reading.words - reading.light) * self._word + reading.light * self._light,
            reading.syllables * self._syllable,
            reading.digits * self._digit,
            reading.lowered,
        )

    def read_as(self, take: Take, reading: Reading) -> Take:
        """A token read in another way than by itself."""
        folded, kind, words, syllables, figures, lowered = self._sound(reading)
        return replace(
            take, folded=folded, kind=kind, words=words, syllables=syllables, figures=figures, lowered=lowered
        )


takes_at = lru_cache(maxsize=8)(Takes)
