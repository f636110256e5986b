"""Reading a text: tokens, sentences, and the second at which each word sounds."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, chain, repeat
from typing import Final

from vmdojo.message.folding import Resolved, resolve
from vmdojo.message.gaps import ends_sentence, gap
from vmdojo.message.model import Message, Pace, Sentence, Word, WordKind
from vmdojo.message.reading import LONGEST_KEPT, Reading, after_to, is_range, read, read_shouted
from vmdojo.message.tokens import cut

FITTED_AT: Final = 150.0
"""Words a minute of the speech that the constants of Pace were fitted to."""
_WRAPPED: Final = range(40, 121)
"""Longest lines that look like wrapped text; shorter or longer ones were ended by hand."""
_OPENERS: Final = "\"'([{“‘«„¿¡"
_USUAL: Final = Pace()


def parse(text: str, pace: Pace = _USUAL) -> Message:
    """Read ``text`` as it would be spoken: its words, its sentences, and the seconds at which each word sounds.

    Never raises, whatever ``text`` holds, and takes time in proportion to its length.
    """
    resolved = resolve(text)
    clean = resolved.text
    before, pieces, joints = cut(resolved.scan)
    if not pieces:
        return Message(text, (), (), 0.0, resolved.hidden)
    tokens, gaps = pieces[::2], pieces[1::2]
    edges = list(accumulate(map(len, pieces), initial=before))
    starts, ends = edges[:-1:2], edges[1::2]
    begins, stops = starts, ends  # in the text as it was given
    if resolved.moved or resolved.scan is not clean:
        starts, ends, begins, stops = _places(starts, ends, resolved)
        tokens = [clean[start:end] for start, end in zip(starts, ends, strict=True)]
        gaps = [clean[end:start] for end, start in zip(ends, [*starts[1:], len(clean)], strict=True)]
        joints = range(len(tokens))
    shown = tokens if clean is text else list(map(text.__getitem__, map(slice, begins, stops)))
    taking = _Taking(resolved, text, begins, stops, shown, tokens, _takes(pace))
    wrapping: _Wrapping | None = None
    first = 0
    final = len(tokens) - 1
    for index in joints:
        token, between = tokens[index], gaps[index]
        last = index == final
        if token[-1] != "." and not last:  # what often stands between two words needs no look
            if between == " ":
                continue
            if between == ", ":
                taking.loosen(index)
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
                taking.range_to(index + 1)
        if ended:
            taking.sentence(first, index + 1, ends[index] + here.mark_end, closing)
            first = index + 1
        elif here.loose or (here.apostrophe and token[-1] not in "sS"):
            taking.loosen(index)
    return taking.message()


def _places(
    starts: list[int], ends: list[int], resolved: Resolved
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Where tokens lie in a resolved text and in the original: ascending, none empty, none over another.

    A token all of whose code points belong to the one before it (a ligature that falls apart into two tokens) is left
    out of all lists.
    """
    kept: list[int] = []
    until: list[int] = []
    begins: list[int] = []
    stops: list[int] = []
    taken = 0
    for first, last in zip(starts, ends, strict=True):
        start, end = max(taken, resolved.starts[first]), resolved.ends[last - 1]
        if start < end:
            kept.append(first)
            until.append(last)
            begins.append(start)
            stops.append(end)
            taken = end
    return kept, until, begins, stops


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
        begins: list[int],
        stops: list[int],
        shown: list[str],
        tokens: list[str],
        takes: _Takes,
    ) -> None:
        self._text = text
        self._resolved = resolved
        self._begins = begins
        self._stops = stops
        self._shown = shown
        self._tokens = tokens
        self._takes = takes
        self._taken = list(map(takes.__getitem__, tokens))
        self._loose = [False] * len(tokens)
        self._pauses = [0.0] * len(tokens)
        self._cuts: list[tuple[int, int, int, str]] = []

    def range_to(self, index: int) -> None:
        """Read a token with "to" before it, as the second figure of a range."""
        self._taken[index] = self._takes.of(after_to(read(self._tokens[index])))

    def loosen(self, index: int) -> None:
        """Take a comma, or what sounds like one, behind a token."""
        self._loose[index] = True
        self._pauses[index] = self._takes.comma

    def sentence(self, first: int, last: int, end: int, closing: str) -> None:
        """Take the tokens from ``first`` up to ``last``; ``end`` is where the closing mark ends in resolved text."""
        self._loose[last - 1] = True
        self._pauses[last - 1] = self._takes.pause
        self._cuts.append((first, last, end, closing))

    def message(self) -> Message:
        """All that was taken."""
        self._shout()
        # Whole columns at a time: made one by one, the words would take longer than all else here.
        folded, kinds, words, syllables, figures, _ = zip(*self._taken, strict=True)
        begins: list[float] = []
        ends: list[float] = []
        clock = 0.0
        for said, syllabled, figured, pause in zip(words, syllables, figures, self._pauses, strict=True):
            begins.append(clock)
            end = clock + said + syllabled + figured
            ends.append(end)
            clock = end + pause
        sentences = self._sentences()
        numbers = chain.from_iterable(repeat(at, last - first) for at, (first, last, _, _) in enumerate(self._cuts))
        said_words = map(
            Word, self._shown, self._begins, self._stops, folded, kinds, numbers, begins, ends, self._loose
        )
        return Message(self._text, tuple(said_words), sentences, clock, self._resolved.hidden)

    def _shout(self) -> None:
        """Read again the sentences that are all capitals."""
        taken = self._taken
        for first, last, _, _ in self._cuts:
            if last - first > 2 and not taken[first][5] and not any(take[5] for take in taken[first:last]):
                taken[first:last] = [self._takes.of(read_shouted(token)) for token in self._tokens[first:last]]

    def _sentences(self) -> tuple[Sentence, ...]:
        text = self._text
        sentences: list[Sentence] = []
        before = 0
        for first, last, stop, closing in self._cuts:
            start = self._begins[first]
            while start > before and text[start - 1] in _OPENERS:
                start -= 1
            before = self._resolved.ends[stop - 1]
            sentences.append(Sentence(start, before, first, last, "." if closing == "…" else closing))
        return tuple(sentences)


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
