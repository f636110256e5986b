"""What the files of a rubric hold: rules, words, asks, and the numbers by which all of it is weighed."""

from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from vmdojo.grading.model import DimensionName
from vmdojo.message.model import Pace
from vmdojo.scenarios.model import Relationship

RuleId = Annotated[
    str,
    Meta(
        pattern=r"^[a-z_]+\.[a-z_0-9]+$",
        max_length=64,
        description="family.slug in small letters, as in house.buzzwords",
    ),
]
Evidence = Literal["M1", "M2", "M3", "R", "E"]
Ceiling = Annotated[float, Meta(ge=0, le=100)]


class Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a file: unknown keys are errors."""


class RuleData(Data, frozen=True, omit_defaults=True):
    """One fault or virtue to look for, as far as anyone may write it. Points are points (of 100) of its dimension."""

    id: RuleId
    dimension: DimensionName
    kind: Literal["fault", "virtue"]
    why: str
    fix: str
    points: float
    each: float = 0.0
    """Points for each further place where it is found."""
    most: float | None = None
    """The most that all its places together may move."""
    min: Annotated[int, Meta(ge=1)] = 1
    """Places needed before it counts."""
    patterns: tuple[str, ...] = ()
    where: Literal["anywhere", "opening", "closing"] = "anywhere"
    touch: Literal["any", "first", "later"] = "any"
    """Only in the first message to this buyer, or only in a later one."""
    over: tuple[RuleId, ...] = ()
    """Rules that are not charged for words which this one explains."""
    even_denied: bool = False
    """It counts behind a "not" too: "I'm not sorry to bother you" apologises."""
    reason: bool = False
    """It gives the buyer a reason for the call."""
    no_reason: bool = False
    """Its words are no reason, even where another rule would take them for one."""
    offer: bool = False
    """It promises something, which must then be among the dossier's offers."""
    cap: Ceiling | None = None
    """Ceiling on the total where it is found."""
    formal_cap: Ceiling | None = None
    """Ceiling where it is found and the buyer is a formal one."""
    crowd: tuple[Annotated[int, Meta(ge=2)], Ceiling] | None = None
    """(places, ceiling): found that often, it is no slip any more and caps the total."""
    evidence: Evidence = "E"
    """Strength of evidence: controlled experiment, vendor data, small count, repeated number, expert opinion."""
    disputed: str = ""
    """Who disagrees, and what they say."""
    ref: str = ""
    relationships: tuple[Relationship, ...] = ()
    """Only for these; empty for all."""
    unless_relationships: tuple[Relationship, ...] = ()
    hits: tuple[str, ...] = ()
    """Proof: sentences in which it must be found."""
    misses: tuple[str, ...] = ()
    """Proof: near misses in which it must not be found."""


class Rule(RuleData, frozen=True, omit_defaults=True):
    """A rule of the shipped files, or one of a team's made ready."""

    detect: Literal["phrase", "act", "computed", "listed"] = "phrase"
    """``computed``: found by the judge's own measures, so the file holds only its words and points. ``listed``: found
    by the phrases that a rubric of one's own lists."""
    measured: bool = False
    """How many points it moves is worked out from the message; ``points`` is not used."""
    share: Annotated[float, Meta(ge=0, le=1)] = 1.0
    """Part of its measured points that is charged: below 1 where a rubric has weakened it."""
    asleep: bool = False
    """Not looked for until a switch or a rubric of one's own wakes it; also how a silenced rule is kept."""
    own: bool = False
    """Written by a team, not shipped."""
    beside_offer: tuple[str, ...] = ()
    """Phrases by which a thing is given, that count only beside an offer of the dossier."""
    not_after: tuple[str, ...] = ()
    """Terms right behind which its phrases mean something else."""
    fixed_cap: bool = False
    """It holds in every rubric: never silenced, weakened or capped higher."""

    @property
    def family(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]


class RuleFile(Data, frozen=True):
    """One family of rules."""

    format: Literal[1]
    family: str
    rule: tuple[Rule, ...]


class Words(Data, frozen=True):
    """``words.toml``."""

    format: Literal[1]
    classes: dict[str, tuple[str, ...]]
    little: dict[str, tuple[str, ...]]
    order: dict[str, tuple[str, ...]]
    stop: dict[str, tuple[str, ...]]
    synonyms: dict[str, tuple[tuple[str, ...], ...]]


class Patterns(Data, frozen=True):
    patterns: tuple[str, ...]


class AskObject(Data, frozen=True):
    """A kind of commitment."""

    size: Annotated[int, Meta(ge=0, le=10)]
    name: str
    license: Literal["any", "frame", "verb", "become", "question"]
    patterns: tuple[str, ...]


class Raised(Data, frozen=True):
    by: int
    most: int
    patterns: tuple[str, ...]
    unless: tuple[str, ...] = ()


class Lowered(Data, frozen=True):
    patterns: tuple[str, ...]
    only: tuple[str, ...] = ()


class Asks(Data, frozen=True):
    """``ask.toml``."""

    format: Literal[1]
    frame: dict[str, tuple[str, ...]]
    object: tuple[AskObject, ...]
    raised: dict[str, Raised]
    lowered: dict[str, Lowered]
    pressure: Patterns
    deadline: Patterns
    vague: Patterns
    negation: Patterns
    verbs: dict[Literal["small", "light", "small_nouns"], tuple[str, ...]]


class Brevity(Data, frozen=True):
    curve: tuple[tuple[float, float], ...]
    """(seconds, points), straight lines between; up to 100 and down again."""
    empty_share: float
    """Share of its points that a message keeps when it says nothing."""
    tight: tuple[float, float]
    """Seconds up to which a message that says something earns all points of ``brevity.tight``, and from which none:
    of two that say the same the shorter is the better one."""
    caps: tuple[tuple[float, float], ...] = ()
    """(seconds, ceiling on the total) beyond which nothing else in the message saves it."""

    @property
    def full(self) -> tuple[float, float]:
        """The seconds between which nothing is taken off; from 0 where no message is too short for its length."""
        best = [seconds for seconds, points in self.curve if points >= 100.0]
        return (0.0 if best[0] == self.curve[0][0] else best[0]), best[-1]


class Scariness(Data, frozen=True):
    points: tuple[float, ...]
    """For levels 0-10 where level 3 is tolerated."""
    out_of_reach: int
    """Levels above the tolerated one from which the total is capped."""
    welcome: tuple[str, ...] = ()
    """Names of asks (``ask.toml``) that cost nothing by their own size, whoever asks."""
    vague: bool = True
    """Whether an important matter without a topic frightens."""


class Relevance(Data, frozen=True):
    shares: tuple[float, ...]
    """Points for the best fact, the second, and so on."""
    addressed: float
    """Points for speaking to the buyer."""
    unlinked: float
    """Share of its points for a fact that is named and left lying there."""
    name_alone: float
    """Part of a referrer's worth where the name is all that is used."""
    far_words: float
    """Points to which something real is raised that may be about the buyer though no note foresaw its words. Below 20,
    as the same words may earn them with another buyer's notes."""
    kinds: dict[str, float]
    """Worth of each kind of fact, 0-1."""


class Opening(Data, frozen=True):
    reason_by: float
    """Seconds by which the reason must have come."""
    company_by: float
    """Seconds by which the firm is named, where a rubric wants it at once."""


class Leaving(Data, frozen=True):
    most: int | None = None
    """Messages to one buyer after which a further one is a fault; None for no bound."""
    always: bool = False
    """Hanging up is never right, except where the buyer's mailbox asks for it."""


class Frame(Data, frozen=True):
    """``rubric.toml`` of the shipped rubric, and what a rubric of one's own makes of it."""

    format: Literal[1]
    id: str
    title: str
    version: str
    pace: Pace
    weights: dict[DimensionName, float]
    start: dict[DimensionName, float]
    brevity: Brevity
    scariness: Scariness
    tolerated: dict[Relationship, int]
    relevance: Relevance
    opening: Opening
    leaving: Leaving = Leaving()
    target: tuple[int, int] | None = None
    """Seconds to land in, in place of the scenario's own."""
    products: tuple[str, ...] = ()
    """Names that may be said: as terms of a message, with single spaces."""
    chosen: dict[str, str] = {}
    """Switches that stand elsewhere than in the shipped rubric, for the cards; their effects are in the rest."""


class Parts(NamedTuple):
    """What a rubric is compiled from."""

    frame: Frame
    rules: tuple[Rule, ...]
    words: Words
    asks: Asks
