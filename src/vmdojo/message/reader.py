"""Reading a text: tokens, sentences, and the second at which each word sounds."""

from __future__ import annotations

from typing import Final

from vmdojo.message.folding import Resolved, resolve
from vmdojo.message.gaps import ends_sentence, gap
from vmdojo.message.model import Message, Pace, Sentence, Word
from vmdojo.message.reading import Reading, after_to, is_range, read, read_shouted
from vmdojo.message.tokens import TOKEN

FITTED_AT: Final = 150.0
"""Words a minute of the speech that the constants of Pace were fitted to."""
_WRAPPED: Final = range(40, 121)
"""Longest lines that look like wrapped text; shorter or longer ones were ended by hand."""
_OPENERS: Final = "\"'([{“‘«„¿¡"
_USUAL: Final = Pace()

_Span = tuple[int, int]


def parse(text: str, pace: Pace = _USUAL) -> Message:
    """Read ``text`` as it would be spoken: its words, its sentences, and the seconds at which each word sounds.

    Never raises, whatever ``text`` holds, and takes time in proportion to its length.
    """
    resolved = resolve(text)
    clean = resolved.text
    spans = [match.span(1) for match in TOKEN.finditer(resolved.scan)]
    if not spans:
        return Message(text, (), (), 0.0, resolved.hidden)
    places = spans
    if resolved.moved:
        spans, places = _places(spans, resolved)
    tokens = [clean[start:end] for start, end in spans]
    readings = [read(token) for token in tokens]
    loose = [False] * len(spans)
    shown = tokens if clean is text else [text[start:end] for start, end in places]
    taking = _Taking(resolved, text, places, shown, tokens, readings, loose, pace)
    wrapping: _Wrapping | None = None
    first = 0
    over = len(clean)
    following = iter([*spans[1:], (over, over)])
    for index, (_, end) in enumerate(spans):
        start = next(following)[0]
        between = clean[end:start]
        token = tokens[index]
        if token[-1] != "." and start != over:  # what nearly always stands between words comes first
            if between == " ":
                continue
            if between == ", ":
                loose[index] = True
                continue
        here = gap(between)
        closing = here.mark or (token[-1] if token[-1] == "." else "")
        after = tokens[index + 1] if start != over else ""
        if here.lines > 1 or start == over:
            ended = True
        elif closing:
            listed = index == first and len(token) < 3 and token.isdecimal()
            ended = ends_sentence(token, here, after, listed)
        elif here.lines:
            wrapping = wrapping or _Wrapping(clean)
            ended = not (here.leads_on or wrapping.at(end, after))
        else:
            ended = False
            if between == "-" and is_range(token, between, after):
                readings[index + 1] = after_to(readings[index + 1])
        loose[index] = ended or here.loose or (here.apostrophe and token[-1] not in "sS")
        if ended:
            taking.sentence(first, index + 1, end + here.mark_end, closing)
            first = index + 1
    return Message(text, tuple(taking.words), tuple(taking.sentences), taking.seconds, resolved.hidden)


def _places(spans: list[_Span], resolved: Resolved) -> tuple[list[_Span], list[_Span]]:
    """Where tokens of a resolved text lie in the original: ascending, none empty, none over another.

    A token all of whose code points belong to the one before it (a ligature that falls apart into two tokens) is left
    out of both lists.
    """
    kept: list[_Span] = []
    places: list[_Span] = []
    taken = 0
    for first, last in spans:
        start, end = max(taken, resolved.starts[first]), resolved.ends[last - 1]
        if start < end:
            kept.append((first, last))
            places.append((start, end))
            taken = end
    return kept, places


class _Taking:
    """The words and sentences of a message while it is being read, and the clock."""

    def __init__(
        self,
        resolved: Resolved,
        text: str,
        places: list[_Span],
        shown: list[str],
        tokens: list[str],
        readings: list[Reading],
        loose: list[bool],
        pace: Pace,
    ) -> None:
        scale = FITTED_AT / pace.words_per_minute
        self._text = text
        self._resolved = resolved
        self._places = places
        self._shown = shown
        self._tokens = tokens
        self._readings = readings
        self._loose = loose
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

    def sentence(self, first: int, last: int, end: int, closing: str) -> None:
        """Take the tokens from ``first`` up to ``last``; ``end`` is where the closing mark ends in resolved text."""
        text, words = self._text, self.words
        by_word, by_syllable, by_digit, by_comma = self._by
        readings = self._readings[first:last]
        if last - first > 2 and not any(reading.lowered for reading in readings):
            readings = [read_shouted(token) for token in self._tokens[first:last]]
        number, so_far = len(self.sentences), len(words)
        before = self.sentences[-1].end if self.sentences else 0
        clock = ends = self.seconds
        taken = slice(first, last)
        for (begin, stop), shown, reading, loose in zip(
            self._places[taken], self._shown[taken], readings, self._loose[taken], strict=True
        ):
            ends = clock + reading.words * by_word + reading.syllables * by_syllable + reading.digits * by_digit
            words.append(Word(shown, begin, stop, reading.folded, reading.kind, number, clock, ends, loose))
            clock = ends + by_comma if loose else ends
        start = words[so_far].start
        while start > before and text[start - 1] in _OPENERS:
            start -= 1
        mark = "." if closing == "…" else closing
        self.sentences.append(Sentence(start, self._resolved.ends[end - 1], so_far, len(words), mark))
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
