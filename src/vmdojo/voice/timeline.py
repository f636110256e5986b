"""When each word of a message sounds, from what an engine tells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from vmdojo.message.model import Message
from vmdojo.voice.model import Sounding

LINGER = 1.3
"""A word stays lit this much longer than its share of the sound, where the next does not follow sooner."""


def align(message: Message, events: Sequence[tuple[int, float]], seconds: float) -> tuple[Sounding, ...]:
    """A :class:`Sounding` for each word of ``message``.

    ``events`` are pairs of a code point and the second at which what stands there begins to sound, in the order of
    sound; ``seconds`` is the length of all. A word that no event names (an engine reads "R&D" as one) begins where its
    neighbours and its estimated length put it; without any event the estimate is stretched to ``seconds``.
    """
    words = message.words
    if not words:
        return ()
    named = _named(message, events)
    stretch = seconds / message.seconds if message.seconds else 1.0
    # Fixed points as (word, estimated second, sounding second): both ends of the sound, and every word named.
    fixed = [(-1, 0.0, 0.0)]
    fixed += [(number, words[number].begins, second) for number, second in named.items()]
    fixed.append((len(words), max(message.seconds, words[-1].ends), max(seconds, fixed[-1][2])))
    begins = []
    for (left, estimate, second), (right, next_estimate, next_second) in pairwise(fixed):
        if left >= 0:
            begins.append(second)
        span = next_estimate - estimate
        share = (next_second - second) / span if span > 0 else 0.0
        begins.extend(second + (words[number].begins - estimate) * share for number in range(left + 1, right))
    return tuple(
        Sounding(begin, max(begin, min(next_begin, begin + (word.ends - word.begins) * stretch * LINGER)))
        for word, begin, next_begin in zip(words, begins, [*begins[1:], max(seconds, begins[-1])], strict=True)
    )


def carry(second: float, here: Sequence[float], there: Sequence[float]) -> float:
    """A moment of one reading in another: ``here`` and ``there`` are the same events, each in the order of time.

    Between two events the way is shared out evenly; before the first and after the last the moment stays at the event.
    """
    number = bisect_right(here, second) - 1
    if number < 0:
        return there[0]
    if number + 1 >= len(here):
        return there[-1]
    span = here[number + 1] - here[number]
    share = (second - here[number]) / span if span > 0 else 0.0
    return there[number] + share * (there[number + 1] - there[number])


def _named(message: Message, events: Sequence[tuple[int, float]]) -> dict[int, float]:
    """The second of the first event inside each word, none earlier than the one before it."""
    found: dict[int, float] = {}
    starts = [word.start for word in message.words]
    for place, second in events:
        number = bisect_right(starts, place) - 1
        if number < 0 or place >= message.words[number].end or number in found:
            continue
        if not found or (number > next(reversed(found)) and second >= found[next(reversed(found))]):
            found[number] = second
    return found
