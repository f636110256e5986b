"""What the coach says and what is recorded, as frozen structs. No clock: times are arguments."""

from __future__ import annotations

from typing import Literal

import msgspec

from vmdojo.grading.model import Grade
from vmdojo.scenarios.model import Plan

Outcome = Literal[
    "deleted",  # pressed delete at `deleted_at`
    "heard_out",  # heard to the end, nothing follows
    "remembered",  # would know the name again
    "email_opened",
    "next_call_taken",  # hoped for: the data disagree
    "called_back",
    "wish_broken",
    "spared",  # rightly hung up, or hung up where leaving was right: see `line`
]


class Prediction(msgspec.Struct, frozen=True):
    """Said before the score is shown."""

    would_return: bool
    guess: int
    """0-100."""


class Reaction(msgspec.Struct, frozen=True):
    """The buyer's listening, derived from the grade's findings, never random."""

    outcome: Outcome
    band: tuple[float, float]
    """Probability, low to high, that the buyer answers in any way; honest about how little is known."""
    deleted_at: float | None
    """Second at which delete was pressed, None if it was not."""
    deleted_word: int | None
    """Index into ``Message.words``."""
    attention: tuple[float, ...]
    """Attention 1.0-0.0 for each half second of the message."""
    did: str
    """What the buyer did, one sentence: 'Deleted at 0:11, on "partner".'"""
    line: str
    """One line in the buyer's voice."""
    preview: str
    """The phone's transcript: lower case, no punctuation, first words."""


Edit = Literal[
    "replace",  # the words from ``start`` to ``end`` give way to ``rewrite``
    "insert",  # ``rewrite`` goes in at ``start``, which is ``end``
    "cut",  # the words from ``start`` to ``end`` go
    "ask",  # nothing to apply: ``fix`` asks, the player finds the words
]


class Fix(msgspec.Struct, frozen=True):
    """One thing to change; ``vmdojo.coaching.editing`` makes it. Spans are code points of the unmodified text."""

    rule: str
    """Id of the rule whose fault it mends."""
    start: int
    end: int
    quote: str
    """The exact words that are at fault, inside the span; empty where something is missing."""
    why: str
    fix: str
    """What to do, one or two sentences; ends with a colon where ``rewrite`` follows."""
    rewrite: str
    """The line as it could stand in the message; empty for a cut and for an "ask"."""
    gain: float
    """Points of the total, measured: graded with this fix and those before it, less the grade with those before it
    alone. 0.0 for an "ask": its words are not there yet."""
    edit: Edit = "replace"


class Advice(msgspec.Struct, frozen=True):
    well_done: str
    """One thing done well, or an honest empty string."""
    fixes: tuple[Fix, ...]
    """At most three, the best step first; all can be made together (``apply_all``)."""


class Attempt(msgspec.Struct, frozen=True):
    """One recorded message, a "take" on screen. Append only."""

    id: str
    scenario: str
    scenario_hash: str
    judge: str
    plan: Plan
    text: str
    prediction: Prediction | None
    grade: Grade
    opened_ms: int
    """UTC milliseconds at which the dossier was opened."""
    left_ms: int
    """UTC milliseconds at which the message was left."""
    offset_minutes: int
    """Local offset from UTC at that moment."""
    source: str = ""
    """What it was written for: "" in free play, "today:2026-11-22", "prep", "drill"."""
    official: bool = False
    """Declared before the dossier was opened: the one that counts."""
