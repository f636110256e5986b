"""How a spoken take sounds: plain measures, and what they say. Beside the total, never in it.

Never accent and never the voice itself: nothing here knows how high a voice is, only how far it moves. Perfect
smoothness earns nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from vmdojo.grading.model import Delivery, DeliveryFinding, DeliveryGrade, Pause
from vmdojo.grading.rubric_files import shipped_as

__all__ = ["Delivery", "DeliveryFinding", "DeliveryGrade", "Pause", "entries", "heard", "judge_delivery"]

RUSHED_WPM = 200.0
"""Words a minute over the speech, pauses included. About 210 did best on live calls and is the upper end there (domain
study of 1,380 calls); a mailbox is heard once."""
SLOW_WPM = 105.0
SPEEDING_UP = 0.25
"""Share by which the last third is faster than the first. 0.15 is the rule of thumb; the measure itself errs by 0.1."""
NO_PAUSE_SECONDS = 12.0
"""Speech of this length without any pause of a quarter second."""
HALTING = 20.0
"""Pauses a minute. Four to five a minute are natural beside those between sentences."""
LONG_SILENCE = 2.0
"""Seconds."""
FLAT, READ_OUT, OVERACTED = 1.2, 1.6, 5.0
"""Standard deviation of pitch in semitones: flat synthetic speech has 0.2, people 2 to 4."""
TRAILING_OFF = -6.0
"""Decibels of the last quarter against the rest."""
GABBLED, SLOW_DIGITS = 3.2, 2.2
"""Digits a second. The rule of thumb is 2.5 and 1.5; the place of the number is estimated, so a margin is kept."""
CLIPPED = 0.0005
"""Share of samples at the limit."""
NOISY = 15.0
"""Decibels from noise to speech."""
_NATURAL = (3.0, 16.0)
"""Pauses a minute that earn a word of praise, between sentences included."""


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    evidence: str
    why: str
    ref: str = ""
    points: Annotated[float, Meta(ge=0, le=100)] = 0.0
    disputed: str = ""
    fix: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: Literal[1]
    fault: tuple[_Entry, ...]
    virtue: tuple[_Entry, ...]


@lru_cache(maxsize=1)
def entries() -> dict[str, tuple[Literal["fault", "virtue"], _Entry]]:
    """What can be said of a delivery, by id."""
    file: _File = shipped_as("delivery.toml", _File)
    found: dict[str, tuple[Literal["fault", "virtue"], _Entry]] = {it.id: ("fault", it) for it in file.fault}
    return found | {it.id: ("virtue", it) for it in file.virtue}


def judge_delivery(delivery: Delivery) -> DeliveryGrade:
    """The grade for how a take sounds: 100 less what each fault costs. Pure."""
    told = []
    for rule, at in heard(delivery):
        kind, entry = entries()[rule]
        points = -entry.points if kind == "fault" else 0.0
        told.append(DeliveryFinding(rule, kind, round(at, 2), points, entry.why, entry.fix))
    total = max(0.0, 100.0 + sum(it.points for it in told))
    return DeliveryGrade(total, tuple(sorted(told, key=lambda it: it.points)), delivery)


def heard(it: Delivery) -> Iterator[tuple[str, float]]:
    """Rules that the measures bear out, each with its second; one of a kind is enough."""
    span = max(0.1, it.ends - it.begins)
    a_minute = 60 * len(it.pauses) / span
    middle = (it.begins + it.ends) / 2
    rushed = it.words_per_minute is not None and it.words_per_minute > RUSHED_WPM
    if rushed:
        yield "delivery.rushed", it.begins
    elif it.words_per_minute is not None and it.words_per_minute < SLOW_WPM and span > 5:
        yield "delivery.slow", it.begins
    if it.speeding_up > SPEEDING_UP and span > 8:
        yield "delivery.speeding_up", it.begins + span * 2 / 3
    breathless = not it.pauses and span > NO_PAUSE_SECONDS
    flat = it.pitch_spread is not None and it.pitch_spread < FLAT
    level = it.pitch_spread is not None and it.pitch_spread < READ_OUT
    if breathless:
        yield "delivery.no_pause", it.begins + NO_PAUSE_SECONDS / 2
        if level:
            yield "delivery.read_out", middle
    elif flat:
        yield "delivery.flat", middle
    if it.pitch_spread is not None and it.pitch_spread > OVERACTED:
        yield "delivery.overacted", middle
    longest = max(it.pauses, key=lambda pause: pause.seconds, default=None)
    if longest is not None and longest.seconds > LONG_SILENCE:
        yield "delivery.long_silence", longest.at
    if a_minute > HALTING and span > 8:
        yield "delivery.halting", it.pauses[len(it.pauses) // 2].at
    if it.loudness_trend < TRAILING_OFF:
        yield "delivery.trailing_off", it.begins + span * 3 / 4
    if it.digits_per_second is not None and it.number_at is not None:
        if it.digits_per_second > GABBLED:
            yield "delivery.number_gabbled", it.number_at
        elif it.digits_per_second < SLOW_DIGITS:
            yield "delivery.number_slow", it.number_at
    if it.clipped > CLIPPED:
        yield "delivery.clipped", it.begins
    if it.above_noise < NOISY:
        yield "delivery.noisy", 0.0
    if span > 8 and _NATURAL[0] <= a_minute <= _NATURAL[1] and not rushed:
        yield "delivery.room_to_breathe", it.pauses[0].at
