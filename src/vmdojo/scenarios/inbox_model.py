"""A set of voicemails for the Inbox as data: whose ears one lends, and what plays. The TOML keys are these names."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from vmdojo.scenarios.model import Belt, Part, Relationship, Slug, Text

Did = Literal[
    "deleted",  # pressed delete while it played
    "let_go",  # heard it out, and nothing follows
    "kept",  # kept it, knows the name, takes the next call
    "answered",  # rings back, or opens the email
]
"""What is done with a voicemail, by a player and by a buyer."""
SLUG_OF_YOURS = "yours"
"""Id of the set that holds what the player received in real life; no file may have it."""


class Ears(Part, frozen=True):
    """A buyer who belongs to one set alone."""

    name: Text
    role: Text
    company: Text
    industry: Text
    mood: Text
    """What is going on while the messages play, one or two sentences."""
    relationship: Relationship = "cold"
    about: tuple[Text, ...] = ()
    """What a caller could know of this buyer: phrases, matched as ``vmdojo grade --about`` does."""


class Voicemail(Part, frozen=True, kw_only=True):
    id: Slug
    caller: Text = msgspec.field(name="from")
    """Who calls, name and firm; shown when it has been heard."""
    text: Text
    deletes: str = ""
    """The words on which a sensible buyer presses delete, as they stand in ``text``; empty: heard out."""
    follows: Literal["", "let_go", "kept", "answered"] = ""
    """What comes after hearing it out; empty where it is deleted."""
    because: tuple[Text, ...] = ()
    """Ids of rules or caps that must be found in it."""
    note: Text
    """The coach's, one or two sentences."""
    firm: str = ""
    """The caller's firm, where it is another than the scenario's."""
    offers: tuple[Text, ...] = ()
    """What this caller can really send, where it is something else than the scenario's offers."""
    about: tuple[Text, ...] = ()
    """What this caller knows beside what the set says."""
    relationship: Relationship | None = None
    """Where it is another than the set's."""
    sells: bool = True
    """False: nothing is sold, so that what a mailbox asks of sellers does not bear on it."""
    earlier: tuple[Text, ...] = ()
    """Messages that this caller has left before, oldest first."""
    disputed: str = ""
    """Why author and judge differ, where they do."""


class InboxSet(Part, frozen=True, kw_only=True):
    format: Literal[1]
    id: Slug
    title: Text
    theme: Text
    """One sentence: what to listen for."""
    belt: Belt
    scenario: str = ""
    """Id of the scenario whose buyer listens, with its dossier."""
    buyer: Ears | None = None
    """Or a buyer given here. One of the two."""
    message: Annotated[tuple[Voicemail, ...], Meta(min_length=1)]
    was: tuple[Slug, ...] = ()
    """Former ids."""
