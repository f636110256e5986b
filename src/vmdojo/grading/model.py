"""What a judgement is. Points of a finding are points of the total; base, findings and caps lead to the total."""

from __future__ import annotations

from typing import Literal

import msgspec

DimensionName = Literal["relevance", "scariness", "brevity", "value", "tone", "next_step"]
DIMENSIONS: tuple[DimensionName, ...] = ("relevance", "scariness", "brevity", "value", "tone", "next_step")


class Dimension(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """``points`` 0-100, higher is better; ``weight`` of the total. The others only where they apply."""

    points: float
    weight: float
    level: int | None = None
    """Scariness: the ask's size 0-10, 10 scariest."""
    tolerated: int | None = None
    """Scariness: the largest ask this relationship bears."""
    seconds: float | None = None
    """Brevity: spoken seconds."""


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One place where a rule was found. ``start``/``end`` are code points of the unmodified text, half open.

    A finding about the whole message (nothing said, too long) has ``start == end == 0`` and an empty quote.
    ``points`` of the total, signed; 0.0 where the family was already charged.
    """

    rule: str
    dimension: DimensionName
    kind: Literal["fault", "virtue"]
    start: int
    end: int
    quote: str
    points: float
    why: str
    fix: str
    fact: str | None = None
    """Id of the fact or offer of the dossier that it concerns."""


class Cap(msgspec.Struct, frozen=True, gc=False):
    """A ceiling on the total, with the words that brought it."""

    rule: str
    at: float
    why: str
    fix: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""


class Pause(msgspec.Struct, frozen=True):
    """A silence inside the speech."""

    at: float
    seconds: float


class Delivery(msgspec.Struct, frozen=True):
    """Plain measures of a spoken take. Times are seconds from the beginning of the recording."""

    seconds: float
    """Length of the recording."""
    begins: float
    ends: float
    """First and last sound of the voice."""
    syllables_per_second: float
    """Over the speech, pauses left out."""
    words_per_minute: float | None
    """Over the speech, pauses included; None where the words are not known."""
    speeding_up: float
    """Share by which the last third is faster than the first; negative where it is slower."""
    pauses: tuple[Pause, ...]
    pitch_spread: float | None
    """Standard deviation in semitones; None where too little voice was heard."""
    loudness_trend: float
    """Decibels of the last quarter against the rest."""
    clipped: float
    above_noise: float
    """Decibels."""
    digits_per_second: float | None = None
    """How fast the phone number was said, roughly; None where there is none or the words are not known."""
    number_at: float | None = None
    """Second at which the number begins, roughly."""
    fillers: int | None = None
    """Ums and ers, about; None where the words were not recognised from the sound."""


class DeliveryFinding(msgspec.Struct, frozen=True):
    """One thing heard. ``points`` of the delivery's own hundred; ``at`` is its moment on the tape."""

    rule: str
    kind: Literal["fault", "virtue"]
    at: float
    points: float
    why: str
    fix: str = ""


class DeliveryGrade(msgspec.Struct, frozen=True):
    """0-100, with what was heard, the costliest first."""

    points: float
    findings: tuple[DeliveryFinding, ...]
    measures: Delivery


class Grade(msgspec.Struct, frozen=True):
    """One judgement. ``total = min(base + sum of points, lowest cap)``, within 0-100."""

    judge: str
    scenario: str | None
    total: float
    base: float
    words: int
    seconds: float
    dimensions: dict[str, Dimension | None]
    caps: tuple[Cap, ...]
    findings: tuple[Finding, ...]
    delivery: DeliveryGrade | None = None
    """How a spoken take sounds, beside the total; None for a written one."""

    @property
    def uncapped(self) -> float:
        """The total before any cap."""
        return max(0.0, min(100.0, self.base + sum(f.points for f in self.findings)))
