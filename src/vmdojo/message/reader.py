"""Reading a text: tokens, sentences, and the second at which each word sounds."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, islice
from operator import add
from typing import Final

from vmdojo.message.folding import Resolved, resolve
from vmdojo.message.gaps import ends_sentence, gap
from vmdojo.message.model import Message, Pace, Sentence, Word, WordKind
from vmdojo.message.reading import LONGEST_KEPT, Reading, after_to, is_range, read, read_shouted
from vmdojo.message.tokens import token as token_of

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
    parts = token_of(resolved.scan).split(
        resolved.scan
    )  # what lies before a token, the token, spaces and commas, what lies before ...
    if len(parts) == 1:
        return Message(text, (), (), 0.0, resolved.hidden)
    edges = list(accumulate(map(len, parts)))
    starts, ends = edges[:-1:3], edges[1::3]
    if resolved.moved or resolved.scan is not clean:
        starts, ends, places = _places(starts, ends, resolved)
        tokens = [clean[start:end] for start, end in zip(starts, ends, strict=True)]
        gaps = [clean[end:start] for end, start in zip(ends, [*starts[1:], len(clean)], strict=True)]
        shown = [text[start:end] for start, end in places]
    else:
        tokens = parts[1::3]
        gaps = list(map(add, parts[2::3], parts[3::3]))
        places = list(zip(starts, ends, strict=True))
        shown = tokens if clean is text else [text[start:end] for start, end in places]
    takes = _takes(pace)
    taken = list(map(takes.__getitem__, tokens))
    loose = [False] * len(tokens)
    taking = _Taking(resolved, text, places, shown, tokens, taken, loose, takes)
    wrapping: _Wrapping | None = None
    first = 0
    final = len(tokens) - 1
    for index, between in enumerate(gaps):
        token = tokens[index]
        last = index == final
        if token[-1] != "." and not last:  # what nearly always stands between two words needs no look
            if between == " ":
                continue
            if between == ", ":
                loose[index] = True
                continue
        here = gap(between)
        closing = here.mark or (token[-1] if token[-1] == "." else "")
        after = "" if last else tokens[index + 1]
        if here.lines > 1 or last:
            ended = True
        elif closing:
            listed = index == first and len(token) < 3 and token.isdecimal()
            ended = ends_sentence(token, here, after, listed)
        elif here.lines:
            wrapping = wrapping or _Wrapping(clean)
            ended = not (here.leads_on or wrapping.at(ends[index], after))
        else:
            ended = False
            if between == "-" and is_range(token, between, after):
                taken[index + 1] = takes.of(after_to(read(after)))
        loose[index] = ended or here.loose or (here.apostrophe and token[-1] not in "sS")
        if ended:
            taking.sentence(first, index + 1, ends[index] + here.mark_end, closing)
            first = index + 1
    return taking.message()


def _places(starts: list[int], ends: list[int], resolved: Resolved) -> tuple[list[int], list[int], list[_Span]]:
    """Where tokens of a resolved text lie in the original: ascending, none empty, none over another.

    A token all of whose code points belong to the one before it (a ligature that falls apart into two tokens) is left
    out of all lists.
    """
    kept: list[int] = []
    until: list[int] = []
    places: list[_Span] = []
    taken = 0
    for first, last in zip(starts, ends, strict=True):
        start, end = max(taken, resolved.starts[first]), resolved.ends[last - 1]
        if start < end:
            kept.append(first)
            until.append(last)
            places.append((start, end))
            taken = end
    return kept, until, places


_Take = tuple[str, WordKind, float, float, float, bool]
"""A token as it is taken: folded, kind, seconds for its words, its syllables and its figures; not shouted."""


class _Takes(dict[str, _Take]):
    """What each token takes at one pace, worked out when it is first met."""

    def __init__(self, pace: Pace) -> None:
        super().__init__()
        scale = FITTED_AT / pace.words_per_minute
        self._word = pace.word_seconds * scale
        self._light = pace.light_seconds * scale
        self._syllable = pace.syllable_seconds * scale
        self._digit = pace.digit_seconds * scale
        self.comma = pace.comma_seconds * scale
        self.pause = pace.sentence_seconds * scale

    def of(self, reading: Reading) -> _Take:
        """What a token takes that is read like this."""
        return (
            reading.folded,
            reading.kind,
            (reading.words - reading.light) * self._word + reading.light * self._light,
            reading.syllables * self._syllable,
            reading.digits * self._digit,
            reading.lowered,
        )

    def __missing__(self, token: str) -> _Take:
        take = self.of(read(token))
        if len(token) <= LONGEST_KEPT:
            if len(self) >= _MOST_TAKES:
                self.clear()
            self[token] = take
        return take


_MOST_TAKES: Final = 32768
_takes = lru_cache(maxsize=8)(_Takes)


class _Taking:
    """Where the sentences of a message end while it is being read, and then its words and sentences, and the clock."""

    def __init__(
        self,
        resolved: Resolved,
        text: str,
        places: list[_Span],
        shown: list[str],
        tokens: list[str],
        taken: list[_Take],
        loose: list[bool],
        takes: _Takes,
    ) -> None:
        self._text = text
        self._resolved = resolved
        self._places = places
        self._shown = shown
        self._tokens = tokens
        self._taken = taken
        self._loose = loose
        self._takes = takes
        self._cuts: list[tuple[int, int, int, str]] = []

    def sentence(self, first: int, last: int, end: int, closing: str) -> None:
        """Take the tokens from ``first`` up to ``last``; ``end`` is where the closing mark ends in resolved text."""
        self._cuts.append((first, last, end, closing))

    def message(self) -> Message:
        """All that was taken."""
        text, places, taken, takes = self._text, self._places, self._taken, self._takes
        for first, last, _, _ in self._cuts:
            if last - first > 2 and not taken[first][5] and not any(take[5] for take in taken[first:last]):
                taken[first:last] = [takes.of(read_shouted(token)) for token in self._tokens[first:last]]
        # Whole columns at a time: made one by one, the words would take longer than all else here.
        folded, kinds, words, syllables, figures, _ = zip(*taken, strict=True)
        lengths = zip(words, syllables, figures, self._loose, strict=True)
        begins: list[float] = []
        ends: list[float] = []
        numbers: list[int] = []
        sentences: list[Sentence] = []
        clock = end = 0.0
        by_comma, pause = takes.comma, takes.pause
        before = 0
        for first, last, stop, closing in self._cuts:
            for said, syllabled, figured, loose in islice(lengths, last - first):
                begins.append(clock)
                end = clock + said + syllabled + figured
                ends.append(end)
                clock = end + by_comma if loose else end
            clock = end + pause
            numbers += [len(sentences)] * (last - first)
            start = places[first][0]
            while start > before and text[start - 1] in _OPENERS:
                start -= 1
            before = self._resolved.ends[stop - 1]
            sentences.append(Sentence(start, before, first, last, "." if closing == "…" else closing))
        starts, stops = zip(*places, strict=True)
        said_words = map(Word, self._shown, starts, stops, folded, kinds, numbers, begins, ends, self._loose)
        return Message(text, tuple(said_words), tuple(sentences), clock, self._resolved.hidden)


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
