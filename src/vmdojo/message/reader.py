"""Reading a text: tokens, sentences, and the second at which each word sounds."""

from __future__ import annotations

from typing import Final

from vmdojo.message.folding import resolve
from vmdojo.message.gaps import ends_sentence, gap
from vmdojo.message.model import Message, Pace, Sentence, Word
from vmdojo.message.reading import Reading, read
from vmdojo.message.tokens import TOKEN

FITTED_AT: Final = 150.0
"""Words a minute of the speech that the constants of Pace were fitted to."""
_WRAPPED: Final = range(40, 121)
"""Longest lines that look like wrapped text; shorter or longer ones were ended by hand."""
_OPENERS: Final = "\"'([{“‘«„¿¡"
_USUAL: Final = Pace()

_Token = tuple[str, int, int, bool]
"""Resolved text, start and end in the original, loose."""


def parse(text: str, pace: Pace = _USUAL) -> Message:
    """Read ``text`` as it would be spoken: its words, its sentences, and the seconds at which each word sounds.

    Never raises, whatever ``text`` holds, and takes time in proportion to its length.
    """
    resolved = resolve(text)
    clean, starts, ends = resolved.text, resolved.starts, resolved.ends
    spans = [match.span() for match in TOKEN.finditer(resolved.scan)]
    taking = _Taking(text, pace)
    tokens: list[_Token] = []
    wrapping: _Wrapping | None = None
    taken = 0
    for index, (first, last) in enumerate(spans):
        token = clean[first:last]
        following = spans[index + 1] if index + 1 < len(spans) else None
        between = clean[last : following[0]] if following else clean[last:]
        loose = ended = False
        closing = ""
        closed_at = last
        if between != " " or token[-1] == "." or following is None:
            here = gap(between)
            loose = here.loose or (here.apostrophe and token[-1] not in "sS")
            closing = here.mark or (token[-1] if token[-1] == "." else "")
            if here.lines > 1 or following is None:
                ended = True
            elif closing:
                listed = not tokens and len(token) < 3 and token.isdecimal()
                ended = ends_sentence(token, here, clean[slice(*following)], listed)
            if not ended and here.lines == 1 and not closing:
                wrapping = wrapping or _Wrapping(clean)
                ended = not wrapping.continues(last, here.leads_on, following)
            closed_at = last + here.mark_end
        begin, end = max(starts[first], taken), ends[last - 1]
        if begin < end:  # else the token shares its only code point with the one before
            tokens.append((token, begin, end, loose or ended))
            taken = end
        if ended:
            taking.sentence(tokens, ends[closed_at - 1], closing)
            tokens = []
    return Message(text, tuple(taking.words), tuple(taking.sentences), taking.seconds, resolved.hidden)


class _Taking:
    """The words and sentences of a message while it is being read, and the clock."""

    def __init__(self, text: str, pace: Pace) -> None:
        scale = FITTED_AT / pace.words_per_minute
        self._text = text
        self._syllable = pace.syllable_seconds * scale
        self._pause = pace.sentence_seconds * scale
        self._digit = pace.digit_seconds * scale
        self.words: list[Word] = []
        self.sentences: list[Sentence] = []
        self.seconds = 0.0

    def sentence(self, tokens: list[_Token], end: int, closing: str) -> None:
        """Take one sentence; ``end`` is where its closing mark ends."""
        if not tokens:
            return
        text, words, number, clock = self._text, self.words, len(self.sentences), self.seconds
        first = len(words)
        for (_, begin, stop, loose), reading in zip(tokens, _readings(tokens), strict=True):
            begins = clock
            clock += reading.syllables * self._syllable + reading.digits * self._digit
            words.append(
                Word(text[begin:stop], begin, stop, reading.folded, reading.kind, number, begins, clock, loose)
            )
        start = tokens[0][1]
        before = self.sentences[-1].end if self.sentences else 0
        while start > before and text[start - 1] in _OPENERS:
            start -= 1
        mark = "." if closing == "…" else closing
        self.sentences.append(Sentence(start, max(end, tokens[-1][2]), first, len(words), mark))
        self.seconds = clock + self._pause


def _readings(tokens: list[_Token]) -> list[Reading]:
    readings = [read(token[0]) for token in tokens]
    if len(readings) > 2 and not any(reading.lowered for reading in readings):
        return [read(token[0], shouted=True) for token in tokens]
    return readings


class _Wrapping:
    """Tells a line break made by wrapping from one that somebody meant.

    Wrapped text breaks where the next word would not have fitted on the line.
    """

    def __init__(self, clean: str) -> None:
        self._clean = clean
        self._width = max(len(line) for line in clean.splitlines())

    def continues(self, last: int, leads_on: bool, following: tuple[int, int] | None) -> bool:
        """Whether the sentence goes on behind the line break after ``last``."""
        if leads_on:
            return True
        if following is None or self._width not in _WRAPPED:
            return False
        clean = self._clean
        line = last - (max(clean.rfind("\n", 0, last), clean.rfind("\r", 0, last)) + 1)
        return line + 1 + following[1] - following[0] > self._width
