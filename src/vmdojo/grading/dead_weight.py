"""Long sentences that most likely give the buyer nothing: a biography, a digression, a tour of the firm.

No one act need be certain. What counts is the contrast: all that a sentence may do for the caller alone, against all
that it may do for the buyer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import exp, log
from operator import itemgetter

from vmdojo.grading.acting import Doing, Told
from vmdojo.grading.acts import Acts
from vmdojo.grading.automaton import Hit
from vmdojo.grading.reading import RUN_ON, Reading

WASTES = "filler about_us canned generic_benefit flattery self_praise casual guilt begging".split()
"""Acts that give the buyer nothing."""
USES = (
    "told noticed proof gift ask_small ask_meeting ask_callback ask_big easy_out email_pointer referral promise_call "
    "intro"
).split()
"""Acts that move a message on."""
TAG = "structure.dead_weight"
LONG = 12
"""Terms of a sentence from which it costs time worth counting."""
WASTED = -1.5
"""Log-odds that it does any of the first, below which nothing is said of it."""
CONTRAST, CLEAR = 0.5, 2.0
"""By how much these exceed the log-odds of the second: from which it is charged by half, and in full. On the corpus 33
of 1,159 good messages have a sentence above the first, 126 of 256 bad ones."""

MANY = 2.2
"""By how much the log-odds of any of the first may exceed those of the likeliest: the log of their number, and more."""


def wasted(reading: Reading, done: Doing, tagged: Mapping[str, Sequence[Hit]]) -> Iterator[Told]:
    """The sentences that carry nothing, where nothing else has called them padding."""
    padding = tagged.get("structure.padding", ())
    wastes, uses = _places(done.acts)
    for sentence, odds in enumerate(done.odds):
        span = reading.spans[sentence]
        if odds is None or not LONG <= len(span) < RUN_ON:
            continue
        worst = wastes(odds)
        likeliest = max(worst)
        if likeliest < WASTED - 1.0:
            continue
        useful = uses(odds)
        if likeliest + MANY - max(useful) < CONTRAST:
            continue
        waste = _any(worst)
        if waste < WASTED:
            continue
        contrast = waste - _any(useful)
        if contrast < CONTRAST:
            continue
        if any(reading.sentence[hit.first] == sentence for hit in padding):
            continue
        yield Told(Hit(TAG, span.start, span.stop), 1.0 if contrast >= CLEAR else 0.5)


@lru_cache(maxsize=4)
def _places(acts: Acts) -> tuple[itemgetter[tuple[float, ...]], itemgetter[tuple[float, ...]]]:
    return itemgetter(*[acts.at[act] for act in WASTES]), itemgetter(*[acts.at[act] for act in USES])


def _any(odds: Sequence[float]) -> float:
    """Log of the summed odds of several acts."""
    return log(sum(map(exp, odds)))
