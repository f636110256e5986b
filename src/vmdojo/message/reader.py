"""Reading a text: tokens, sentences, and the second at which each word sounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from vmdojo.message.folding import resolve
from vmdojo.message.gaps import ends_sentence, gap
from vmdojo.message.model import Message, Pace, Sentence, Word
from vmdojo.message.reading import Reading, is_range, read, read_shouted
from vmdojo.message.tokens import TOKEN

FITTED_AT: Final = 150.0
"""Words a minute of the speech that the constants of Pace were fitted to."""
_WRAPPED: Final = range(40, 121)
"""Longest lines that look like wrapped text; shorter or longer ones were ended by hand."""
_OPENERS: Final = "\"'([{“‘«„¿¡"
_USUAL: Final = Pace()

_Token = tuple[str, int, int, Reading, bool, bool]
"""Resolved text, its span in that text, how it is read, loose, and whether "to" is read before it."""


def parse(text: str, pace: Pace = _USUAL) -> Message:
    """Read ``text`` as it would be spoken: its words, its sentences, and the seconds at which each word sounds.

    Never raises, whatever ``text`` holds, and takes time in proportion to its length.
    """
    resolved = resolve(text)
    clean = resolved.text
    spans = [match.span(1) for match in TOKEN.finditer(resolved.scan)]
    taking = _Taking(text, resolved.starts, resolved.ends, pace)
    wrapping: _Wrapping | None = None
    tokens: list[_Token] = []
    ranged = False
    over = (len(clean), len(clean))
    # The loop is the hot path: what lies between two words is mostly one space, and that is asked first.
    for (first, last), following in zip(spans, [*spans[1:], over], strict=False):
        token = clean[first:last]
        between = clean[last : following[0]]
        if between == " " and token[-1] != "." and following is not over:
            tokens.append((token, first, last, read(token), False, ranged))
            ranged = False
            continue
        after = clean[following[0] : following[1]]
        here = gap(between)
        loose = here.loose or (here.apostrophe and token[-1] not in "sS")
        closing = here.mark or (token[-1] if token[-1] == "." else "")
        if here.lines > 1 or following is over:
            ended = True
        elif closing:
            ended = ends_sentence(token, here, after, listed=not tokens and len(token) < 3 and token.isdecimal())
        elif here.lines:
            wrapping = wrapping or _Wrapping(clean)
            ended = not (here.leads_on or wrapping.at(last, after))
        else:
            ended = False
        tokens.append((token, first, last, read(token), loose or ended, ranged))
        ranged = between == "-" and is_range(token, between, after)
        if ended:
            taking.sentence(tokens, last + here.mark_end, closing)
            tokens = []
    return Message(text, tuple(taking.words), tuple(taking.sentences), taking.seconds, resolved.hidden)


class _Taking:
    """The words and sentences of a message while it is being read, and the clock."""

    def __init__(self, text: str, starts: Sequence[int], ends: Sequence[int], pace: Pace) -> None:
        scale = FITTED_AT / pace.words_per_minute
        self._text = text
        self._starts = starts
        self._ends = ends
        self._by = (
            pace.word_seconds * scale,
            pace.syllable_seconds * scale,
            pace.digit_seconds * scale,
            pace.comma_seconds * scale,
        )
        self._pause = pace.sentence_seconds * scale
        self.words: list[Word] = []
        self.sentences: list[Sentence] = []
        self.seconds = 0.0

    def sentence(self, tokens: list[_Token], end: int, closing: str) -> None:
        """Take one sentence; ``end`` is where its closing mark ends in resolved text."""
        text, starts, stops, words = self._text, self._starts, self._ends, self.words
        by_word, by_syllable, by_digit, by_comma = self._by
        shouted = len(tokens) > 2 and not any(token[3].lowered for token in tokens)
        number, first = len(self.sentences), len(words)
        taken = words[-1].end if words else 0
        before = self.sentences[-1].end if self.sentences else 0
        clock = ends = self.seconds
        for token, at, behind, reading, loose, ranged in tokens:
            begin, stop = starts[at], stops[behind - 1]
            if begin < taken:  # one code point became parts of two tokens: "10点" in one square
                if stop <= taken:
                    continue
                begin = taken
            if shouted:
                reading = read_shouted(token)
            ends = clock + reading.words * by_word + reading.syllables * by_syllable + reading.digits * by_digit
            if ranged:
                ends += by_word + by_syllable
            words.append(Word(text[begin:stop], begin, stop, reading.folded, reading.kind, number, clock, ends, loose))
            clock = ends + by_comma if loose else ends
            taken = stop
        if len(words) == first:
            return
        start = words[first].start
        while start > before and text[start - 1] in _OPENERS:
            start -= 1
        mark = "." if closing == "…" else closing
        self.sentences.append(Sentence(start, max(stops[end - 1], taken), first, len(words), mark))
        self.seconds = ends + self._pause


class _Wrapping:
    """Tells a line break made by wrapping from one that somebody meant.

    Wrapped text breaks where the next word would not have fitted on the line.
    """

    def __init__(self, clean: str) -> None:
        self._clean = clean
        self._width = max(map(len, clean.split("\n")))

    def at(self, last: int, after: str) -> bool:
        """Whether the line that holds the word ending at ``last`` was wrapped before the word ``after``."""
        if self._width not in _WRAPPED:
            return False
        return last - self._clean.rfind("\n", 0, last) + len(after) > self._width
