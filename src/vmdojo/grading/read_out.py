"""Sentences that read out what is known of a buyer, one thing after the other, and make nothing of it.

"You run nights as well now. You have a machine of some age." Whoever hears that waits for the point. Told by the shape:
clauses in a row that begin with "you" or "your", no word that ties one to another, and nothing said behind them of what
they lead to.
"""

from __future__ import annotations

from vmdojo.grading.acting import Doing
from vmdojo.grading.reading import Reading

_YOURS = frozenset(("you", "your"))
TIES = frozenset(
    (
        "because which when who how if since before until after while where so that means mean meaning than unless "
        "once whenever but though although"
    ).split()
)
"""Words that make more of two things than a row."""
MANY, MANY_TELL = 3, -1.2
"""Such clauses of one sentence that are a row, and log-odds that it tells something from which they are none."""
ROW_TELLS, BEFORE_TELLS = -5.0, -2.5
"""Such log-odds from which a sentence goes not on with the row of the one before, and from which that began none. Of
1,100 good messages and the better ones of pairs none has a row; of 60 that were written to list facts 16 have."""
MAKES_OF_IT = 0.0
"""Log-odds that the sentence behind tells what it leads to, or a result, from which the row has its point."""


def read_out(reading: Reading, done: Doing) -> frozenset[int]:
    """The sentences that stand in such a row."""
    if len(reading.where(_YOURS)) < 2:
        return frozenset()
    found: set[int] = set()
    last: int | None = None
    for sentence, span in enumerate(reading.spans):
        begun = _clauses(reading, sentence, span)
        tells = done.of(sentence, "told")
        if begun >= MANY and -99.0 < tells < MANY_TELL:
            found.add(sentence)
        goes_on = last is not None and last == sentence - 1 and done.of(last, "told") < BEFORE_TELLS
        if begun and goes_on and -99.0 < tells < ROW_TELLS:
            found |= {sentence - 1, sentence}
        if begun:
            last = sentence
    if not found:
        return frozenset()
    behind = max(found) + 1
    tied = behind < len(reading.spans) and max(done.of(behind, "told"), done.of(behind, "proof")) >= MAKES_OF_IT
    return frozenset() if tied else frozenset(found)


def _clauses(reading: Reading, sentence: int, span: range) -> int:
    """How many clauses of a sentence begin with the buyer, where nothing ties them; a question has none."""
    terms, clause = reading.terms, reading.clause
    if reading.message.sentences[sentence].closing == "?" or not TIES.isdisjoint(terms[span.start : span.stop]):
        return 0
    return sum(
        terms[at] in _YOURS and (at == span.start or clause[at] != clause[at - 1] or terms[at - 1] == "and")
        for at in span
    )
