"""A short exercise as data: one thing to do with one buyer. The TOML keys are these field names."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from vmdojo.scenarios.model import Belt, Part, Slug, Text

Side = Literal["one", "other"]


class Answer(Part, frozen=True, kw_only=True):
    """A way to do it well, shown beside the player's own once that is judged."""

    text: Text
    shows: Text
    """What to steal from it."""


class Reason(Part, frozen=True, kw_only=True):
    """For ``compare``: something that may be said for the better message."""

    text: Text
    right: bool
    rule: str = ""
    """Id of the rule that the judge's findings must bear out: a fault of the worse message that the better one lacks,
    or a virtue of the better one that the worse one lacks. A wrong reason may name one that they must not bear out."""


class _Exercise(Part, frozen=True, kw_only=True, tag_field="kind"):
    """Common to all kinds."""

    minutes: ClassVar[float] = 1.5
    """What it takes, reading and the verdict included."""

    format: Literal[1]
    id: Slug
    title: Text
    belt: Belt
    skills: tuple[Slug, ...]
    """What it trains, the first above all."""
    scenario: Slug
    """Id of the scenario whose buyer and dossier it uses."""
    teaches: Text
    was: tuple[Slug, ...] = ()
    """Former ids."""

    @property
    def kind(self) -> str:
        return str(self.__struct_config__.tag)


class Repair(_Exercise, frozen=True, kw_only=True, tag="repair"):
    """A bad message to mend."""

    minutes: ClassVar[float] = 2.0

    text: Text
    faults: tuple[Text, ...]
    """Ids of the rules planted in it: found in ``text``, gone from an answer that passes."""
    answer: tuple[Answer, ...]


class Compare(_Exercise, frozen=True, kw_only=True, tag="compare"):
    """Two messages: which one would you return, and why?"""

    one: Text
    other: Text
    better: Side
    reason: tuple[Reason, ...]
    why: Text
    """What decides it, in the coach's words."""

    @property
    def worse(self) -> Side:
        return "other" if self.better == "one" else "one"

    def text(self, side: Side) -> str:
        return self.one if side == "one" else self.other


class Cut(_Exercise, frozen=True, kw_only=True, tag="cut"):
    """A message that is too long: to the target without losing the reason."""

    minutes: ClassVar[float] = 2.0

    text: Text
    target_seconds: Annotated[int, Meta(ge=8, le=30)]
    """Spoken seconds in which the answer has to end."""
    keep: tuple[Slug, ...]
    """Ids of facts that the answer still has to use."""
    answer: tuple[Answer, ...]


class Opener(_Exercise, frozen=True, kw_only=True, tag="opener"):
    """Only the beginning: who, and the reason. What follows it stands."""

    rest: Text
    """The rest of the message, which neither introduces anybody nor gives a reason."""
    most_seconds: Annotated[int, Meta(ge=5, le=15)] = 10
    """Spoken seconds that the beginning may take."""
    answer: tuple[Answer, ...]


class Ask(_Exercise, frozen=True, kw_only=True, tag="ask"):
    """Only the ask: a smaller one."""

    text: Text
    """The message up to the ask."""
    instead_of: Text
    """The ask that was too big."""
    level: Annotated[int, Meta(ge=1, le=9)]
    """Size of an ask (0-10, 10 scariest) to get to or below."""
    answer: tuple[Answer, ...]


Exercise = Repair | Compare | Cut | Opener | Ask
"""One file of ``scenarios/exercises``."""


class LeaveOrNot(msgspec.Struct, frozen=True):
    """A scenario of that kind as an exercise: leave a message, or hang up? It bears the scenario's id."""

    id: str
    title: str
    belt: Belt
    skills: tuple[str, ...]
    scenario: str
    teaches: str

    minutes: ClassVar[float] = 1.0

    @property
    def kind(self) -> str:
        return "leave-or-not"


AnyExercise = Exercise | LeaveOrNot
