"""Reading a text: tokens, sentences, and the second at which each word sounds."""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from msgspec.structs import replace

from vmdojo.message.folding import Resolved, resolve
from vmdojo.message.gaps import ends_sentence
from vmdojo.message.model import Message, Pace, Sentence, Word
from vmdojo.message.reading import after_to, is_range, read, read_shouted
from vmdojo.message.takes import Take, Takes, takes_at

_WRAPPED: Final = range(40, 121)
"""Longest lines that look like wrapped text; shorter or longer ones were ended by hand."""
_OPENERS: Final = "\"'([{“‘«„¿¡"
_USUAL: Final = Pace()

_Cut = tuple[int, int, int, str]
"""A sentence: its first token, the one behind its last, code points from there to the end of its mark, and the mark."""


def parse(text: str, pace: Pace = _USUAL) -> Message:
    """Read ``text`` as it would be spoken: its words, its sentences, and the seconds at which each word sounds.

    Never raises, whatever ``text`` holds, and takes time in proportion to its length.
    """
    resolved = resolve(text)
    takes = takes_at(pace)
    before, taken = takes.cut(resolved.scan)
    if not taken:
        return Message(text, (), (), 0.0, resolved.hidden)
    placed: _Placed | None = None
    if resolved.moved or resolved.scan is not resolved.text:
        placed = _Placed(before, taken, resolved)
        before, taken = placed.anew(takes)
    cuts = _cuts(before, taken, takes, resolved.text)
    _shout(taken, takes, cuts)
    if placed is not None:
        before, taken, cuts = placed.as_given(taken, cuts)
    return _message(text, before, taken, cuts, resolved)


class _Placed:
    """Where tokens lie in a resolved text and in the original: ascending, none empty, none over another.

    A token all of whose code points belong to the one before it (a ligature that falls apart into two tokens) is left
    out.
    """

    def __init__(self, before: int, taken: list[Take], resolved: Resolved) -> None:
        self._resolved = resolved
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._begins: list[int] = []
        self._stops: list[int] = []
        last = before
        behind = 0
        for take in taken:
            first, last = last, last + take.width
            until = first + take.size
            start, end = max(behind, resolved.starts[first]), resolved.ends[until - 1]
            if start < end:
                self._starts.append(first)
                self._ends.append(until)
                self._begins.append(start)
                self._stops.append(end)
                behind = end

    def anew(self, takes: Takes) -> tuple[int, list[Take]]:
        """What the tokens take as they read in the resolved text, and what lies before the first."""
        clean = self._resolved.text
        following = [*self._starts[1:], len(clean)]
        return self._starts[0], [
            takes.of(clean[start:end], clean[end:after])
            for start, end, after in zip(self._starts, self._ends, following, strict=True)
        ]

    def as_given(self, taken: list[Take], cuts: list[_Cut]) -> tuple[int, list[Take], list[_Cut]]:
        """What lies before the first token, the tokens and the sentences, measured in the original."""
        ends = self._resolved.ends
        following = [*self._begins[1:], self._stops[-1]]
        sized = [
            replace(take, size=stop - start, width=after - start)
            for take, start, stop, after in zip(taken, self._begins, self._stops, following, strict=True)
        ]
        tailed = [
            (first, last, ends[self._ends[last - 1] + tail - 1] - self._stops[last - 1], closing)
            for first, last, tail, closing in cuts
        ]
        return self._begins[0], sized, tailed


def _cuts(before: int, taken: list[Take], takes: Takes, clean: str) -> list[_Cut]:
    """The sentences. Tokens that turn out to be taken otherwise than by themselves are replaced."""
    cuts: list[_Cut] = []
    wrapping: _Wrapping | None = None
    first = 0
    final = len(taken) - 1
    joints = [at for at, take in enumerate(taken) if take.ends is not False]
    if not joints or joints[-1] != final:
        joints.append(final)
    for index in joints:
        take = taken[index]
        here = take.gap
        if take.ends:
            cuts.append((first, index + 1, here.mark_end, here.mark))
            first = index + 1
            continue
        token = take.text
        closing = here.mark or (token[-1] if token[-1] == "." else "")
        after = "" if index == final else taken[index + 1].text
        if here.lines > 1 or index == final:
            ended = True
        elif closing:
            listed = index == first and len(token) < 3 and token.isdecimal()
            ended = ends_sentence(token, here, after, listed)
        elif here.lines:
            wrapping = wrapping or _Wrapping(clean, before, taken)
            ended = not (here.leads_on or wrapping.at(index, after))
        else:
            ended = False
            if is_range(token, take.between, after):
                taken[index + 1] = takes.read_as(taken[index + 1], after_to(read(after)))
        if ended:
            taken[index] = replace(take, loose=True, pause=takes.pause)
            cuts.append((first, index + 1, here.mark_end, closing))
            first = index + 1
    return cuts


def _shout(taken: list[Take], takes: Takes, cuts: list[_Cut]) -> None:
    """Read again the sentences that are all capitals."""
    for first, last, _, _ in cuts:
        if not taken[first].lowered and last - first > 2 and not any(take.lowered for take in taken[first:last]):
            taken[first:last] = [takes.read_as(take, read_shouted(take.text)) for take in taken[first:last]]


def _message(text: str, before: int, taken: list[Take], cuts: list[_Cut], resolved: Resolved) -> Message:
    """Words and sentences in a row, with the clock running."""
    same = resolved.text is text
    words: list[Word] = []
    sentences: list[Sentence] = []
    at = before
    over = stop = 0
    clock = 0.0
    for number, (first, last, tail, closing) in enumerate(cuts):
        start = at
        while start > over and text[start - 1] in _OPENERS:
            start -= 1
        for take in taken[first:last]:
            stop = at + take.size
            end = clock + take.words + take.syllables + take.figures
            shown = take.text if same else text[at:stop]
            words.append(Word(shown, at, stop, take.folded, take.kind, number, clock, end, take.loose))
            at += take.width
            clock = end + take.pause
        over = stop + tail
        sentences.append(Sentence(start, over, first, last, "." if closing == "…" else closing))
    return Message(text, tuple(words), tuple(sentences), clock, resolved.hidden)


class _Wrapping:
    """Tells a line break made by wrapping from one that somebody meant.

    Wrapped text breaks where the next word would not have fitted on the line.
    """

    def __init__(self, clean: str, before: int, taken: list[Take]) -> None:
        self._clean = clean
        self._width = max(map(len, clean.split("\n")))
        starts = accumulate([take.width for take in taken], initial=before)
        self._ends = [start + take.size for start, take in zip(starts, taken, strict=False)]

    def at(self, index: int, after: str) -> bool:
        """Whether the line that holds a token at its end was wrapped before the word ``after``."""
        if self._width not in _WRAPPED:
            return False
        last = self._ends[index]
        return last - self._clean.rfind("\n", 0, last) + len(after) > self._width
