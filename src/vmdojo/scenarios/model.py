"""One exercise as data: the buyer, the dossier, the brief, the samples. The TOML keys are these field names."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

FactKind = Literal["trigger", "market", "pain", "role", "proof", "referral", "background", "decoy", "stale"]
Relationship = Literal["cold", "referred", "inbound", "met", "customer"]
Temperament = Literal["brisk", "warm", "wary", "formal", "swamped"]
Belt = Literal["white", "yellow", "orange", "green", "blue", "brown", "black"]
Wish = Literal["no_sales_messages", "no_messages", "email_only", "no_calls"]
Text = Annotated[str, Meta(min_length=1)]
Slug = Annotated[
    str,
    Meta(
        pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=64,
        description="small letters and digits, words joined by single hyphens",
    ),
]


PREPARED = "prep-"
"""Begins the id of a call that a player prepared (``scenarios.prepared``): theirs, it never leaves the machine."""
NO_ROLE, NO_COMPANY = "role not known", "company not known"
"""What a prepared call says where its form was left blank; no page shows it."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Common to all parts of a file: an unknown key is an error."""


class Buyer(Part, frozen=True):
    name: Text
    role: Text
    company: Text
    industry: Text
    temperament: Temperament
    greeting: Text
    """What the mailbox says before the beep."""
    says: str = ""
    """How the name sounds, where the spelling misleads."""


class Brief(Part, frozen=True):
    you_sell: Text
    your_company: Text
    goal: Text
    relationship: Relationship
    target_seconds: tuple[int, int] = (15, 30)
    """The mat to land on, in spoken seconds."""
    your_number: str = ""
    your_name: str = ""
    """Who calls, where it is not left to the player."""
    wishes: tuple[Wish, ...] = ()
    """What the mailbox or the buyer asked for in so many words."""
    today: str = ""
    """The day of the call as a person would say it: "Tuesday 3 March, ten past nine"."""


class Fact(Part, frozen=True):
    id: Slug
    kind: FactKind
    text: Text
    cues: tuple[Text, ...]
    """Wordings by which a message shows that it uses this fact."""
    means: str = ""
    """What the fact usually leads to for this buyer."""
    may_tell: bool = True
    """False: known, but not the player's to say aloud."""
    why_not: str = ""
    """For a decoy or a stale fact: why it does not help."""


class Offer(Part, frozen=True):
    id: Slug
    text: Text
    """A thing the player may really send or do."""
    cues: tuple[Text, ...] = ()


class Earlier(Part, frozen=True):
    """A touch that this buyer has already had."""

    days_ago: Annotated[int, Meta(ge=0)]
    channel: Literal["voicemail", "email", "call"]
    text: Text


class Strong(Part, frozen=True):
    text: Text
    shows: Text


class Weak(Part, frozen=True):
    text: Text
    faults: tuple[Text, ...]
    """Ids of rules or caps that must be found in it."""
    disputed: str = ""
    """Why author and judge differ, where they do."""


class RightMove(Part, frozen=True):
    """For kind ``leave-or-not``."""

    leave: bool
    why: Text
    instead: Text
    """What to do now."""


class Scenario(Part, frozen=True):
    format: Literal[1]
    id: Slug
    title: Text
    belt: Belt
    kind: Literal["message", "leave-or-not"]
    skills: tuple[Slug, ...]
    teaches: Text
    buyer: Buyer
    brief: Brief
    fact: tuple[Fact, ...]
    offer: tuple[Offer, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    strong: tuple[Strong, ...] = ()
    weak: tuple[Weak, ...] = ()
    right_move: RightMove | None = None
    was: tuple[Slug, ...] = ()
    """Former ids."""


class About(msgspec.Struct, frozen=True):
    """What a caller knew of the buyer where there is no scenario: phrases matched like facts without kinds."""

    phrases: tuple[str, ...] = ()
    relationship: Relationship = "cold"


class Plan(msgspec.Struct, frozen=True):
    """The game plan. ``leave`` False is hanging up without a message: a decision, not an empty message."""

    text: str = ""
    leave: bool = True
