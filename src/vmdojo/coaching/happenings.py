"""What a player did besides leaving a message, as it is recorded. Append only; no clock: times are arguments."""

from __future__ import annotations

from typing import Literal

import msgspec

ExerciseKind = Literal["repair", "compare", "cut", "opener", "ask", "leave-or-not"]
BuyerDid = Literal["deleted", "let_go", "kept", "answered"]
Followed = Literal["called_back", "answered_email", "took_next_call", "met", "nothing", "asked_to_stop"]


class Happening(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """Common to all that is kept of a player beside attempts."""

    id: str
    ref: str
    """What it is about: the id of an exercise, of an inbox message, of an attempt."""
    at_ms: int
    """UTC milliseconds at which it was over."""
    offset_minutes: int = 0
    """Local offset from UTC at that moment."""


class ExerciseDone(Happening, frozen=True, kw_only=True, tag="exercise"):
    """One short exercise answered. ``ref`` is its id."""

    kind: ExerciseKind
    hash: str
    """Of the exercise's content."""
    judge: str
    answer: str
    """The player's words, or the id of what was chosen."""
    points: float
    """0-100."""
    passed: bool
    skills: tuple[str, ...] = ()
    opened_ms: int = 0
    would_return: bool | None = None
    """What the player said of it before the verdict, where that was asked."""


class InboxCut(Happening, frozen=True, kw_only=True, tag="inbox"):
    """One voicemail heard as the buyer. ``ref`` is the message's id."""

    set: str
    hash: str
    """Of the message's content."""
    judge: str
    pressed_at: float | None
    """Second at which the player pressed delete; None where it was heard out."""
    buyer_at: float | None
    """Second at which this buyer does; None where it is heard out."""
    points: float
    """0-100: how near the two are."""
    run: str = ""
    """The same for all that was heard in one go through a set, however many days that took."""
    did: BuyerDid = "deleted"
    """What the player did with it."""
    buyer_did: BuyerDid = "deleted"


class Disagreed(Happening, frozen=True, kw_only=True, tag="disagreement"):
    """The player does not share a finding. ``ref`` is the attempt's id."""

    rule: str
    judge: str
    quote: str = ""
    note: str = ""


class RealLife(Happening, frozen=True, kw_only=True, tag="real-life"):
    """What became of a message that was really left. ``ref`` is the attempt's id."""

    followed: Followed
    note: str = ""


class Hinted(Happening, frozen=True, kw_only=True, tag="hint"):
    """The player asked for a hint before a take. ``ref`` is the scenario's id: this buyer is practice for a while."""

    step: int = 1
    """How many hints on it were open then."""


class ListTake(Happening, frozen=True, kw_only=True, tag="list-take"):
    """What was written for many, of which the take holds what one of them hears. ``ref`` is the attempt's id."""

    template: str
    """The player's words with their fields in braces, as in ``vmdojo.scenarios.prepared``."""


class Pasted(Happening, frozen=True, kw_only=True, tag="pasted"):
    """A long piece came into a message at once, by pasting or as fast as no hands type. ``ref`` is the scenario's id.

    It changes no grade. A league shows a take as assisted where much of it was pasted; so the piece is kept."""

    text: str


AnyHappening = ExerciseDone | InboxCut | Disagreed | RealLife | ListTake | Hinted | Pasted
"""Every type that a record can hold. A new one is added here and nowhere else."""
