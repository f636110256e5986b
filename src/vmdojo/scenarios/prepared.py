"""A call that somebody will really make, as it is typed into a form, and the scenario that is made of it.

A prepared scenario's facts have no cues: nobody foresees how the player will say them, so the judge takes them for the
caller's own notes (``vmdojo.grading.notes``). What the form leaves blank is filled with stand-ins that claim nothing,
and taken out again when the scenario is edited. The ids of such scenarios begin with ``prep-``; they never leave
the machine.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

import msgspec

from vmdojo.scenarios.firms import (
    LONGEST,
    MOST_FIRMS,
    STAND_IN_COMPANY,
    STAND_IN_NAME,
    Firm,
    cut_to,
    line_of,
    representative,
)
from vmdojo.scenarios.guessing import Kind
from vmdojo.scenarios.model import (
    NO_COMPANY,
    NO_ROLE,
    PREPARED,
    Brief,
    Buyer,
    Fact,
    Offer,
    Relationship,
    Scenario,
    Wish,
)
from vmdojo.scenarios.writing import slug

LIST_PREFIX: Final = f"{PREPARED}list-"
"""Begins the id of a message to many."""

MOST_LINES: Final = 12
"""Facts of a call; nobody uses more in half a minute."""
MOST_OFFERS: Final = 5

NO_NAME: Final = "somebody"
TRADE: Final = "a real call"
"""Stands where the library names an industry."""
TRADE_OF_LIST: Final = "a list of real calls"
GOAL: Final = "A short answer, or an open ear at the next call."
SOLD: Final = "what you sell"
CALLER: Final = "your company"


class Known(msgspec.Struct, frozen=True):
    """One thing that is known of the buyer, or of all buyers of a list."""

    text: str
    kind: Kind = "background"


class Prep(msgspec.Struct, frozen=True, kw_only=True):
    """A prepared call as the form holds it; a blank text is one that was left out."""

    many: bool = False
    """True for one message to many similar firms; ``role`` then says who they all are."""
    name: str = ""
    role: str = ""
    company: str = ""
    knows: tuple[Known, ...] = ()
    sells: str = ""
    your_name: str = ""
    your_company: str = ""
    your_number: str = ""
    relationship: Relationship = "cold"
    goal: str = ""
    offers: tuple[str, ...] = ()
    wishes: tuple[Wish, ...] = ()
    firms: tuple[Firm, ...] = ()


def is_prepared(id_: str) -> bool:
    """Whether an id is that of a prepared call."""
    return id_.startswith(PREPARED)


def is_list(id_: str) -> bool:
    """Whether an id is that of one message to many."""
    return id_.startswith(LIST_PREFIX)


# From the form to a scenario and back


def problem_of(prep: Prep) -> str:
    """Why no call can be made of this yet, and what to do; empty where one can."""
    if not any(known.text.strip() for known in prep.knows):
        whom = "all of them" if prep.many else "the buyer"
        return f"Write one thing that you know of {whom}: without it there is nothing to leave a message about."
    return ""


def new_id(prep: Prep, taken: Container[str]) -> str:
    """An id for a new call, made of whom it goes to, other than all that are ``taken``."""
    said = prep.role if prep.many else f"{prep.name} {prep.company}"
    prefix = LIST_PREFIX if prep.many else PREPARED
    made = slug(said, words=4, otherwise="call")
    if not prep.many and made.startswith("list"):
        made = f"call-{made}"
    made = made[: 64 - len(prefix) - 4].strip("-")
    own, number = prefix + made, 2
    while own in taken:
        own, number = f"{prefix}{made}-{number}", number + 1
    return own


def scenario_of(prep: Prep, id_: str) -> Scenario:
    """The scenario that the form describes. Raises ValueError where :func:`problem_of` has something to say."""
    prep = tidy(prep)
    if problem := problem_of(prep):
        raise ValueError(problem)
    name, company = prep.name or NO_NAME, prep.company or NO_COMPANY
    if prep.many:
        tried_on = representative(prep.firms)
        name = tried_on.name or tried_on.first or STAND_IN_NAME
        company = tried_on.company or STAND_IN_COMPANY
    whom = prep.role or "many alike" if prep.many else ", ".join(filter(None, (prep.name, prep.company))) or NO_NAME
    taken: set[str] = set()
    return Scenario(
        format=1,
        id=id_,
        title=cut_to(f"List: {whom}" if prep.many else whom, 50),
        belt="white",
        kind="message",
        skills=(),
        teaches="Your own call: say why you ring, in your words, and leave one small thing to answer.",
        buyer=Buyer(
            name=name,
            role=prep.role or NO_ROLE,
            company=company,
            industry=TRADE_OF_LIST if prep.many else TRADE,
            temperament="brisk",
            greeting=_greeting(name),
        ),
        brief=Brief(
            you_sell=prep.sells or SOLD,
            your_company=prep.your_company or CALLER,
            goal=prep.goal or GOAL,
            relationship=prep.relationship,
            your_number=prep.your_number,
            your_name=prep.your_name,
            wishes=prep.wishes,
        ),
        fact=tuple(
            Fact(
                id=_own_slug(known.text, taken, "fact"),
                kind="background" if known.kind == "secret" else known.kind,
                text=known.text,
                cues=(),
                may_tell=known.kind != "secret",
            )
            for known in prep.knows
        ),
        offer=tuple(Offer(id=_own_slug(text, taken, "offer"), text=text) for text in prep.offers),
    )


def prep_of(scenario: Scenario, firms: Sequence[Firm] = ()) -> Prep:
    """The form of a prepared scenario: what stands in for blanks is blank again."""
    many = is_list(scenario.id)
    buyer, brief = scenario.buyer, scenario.brief
    return Prep(
        many=many,
        name="" if many else _typed(buyer.name, NO_NAME),
        role=_typed(buyer.role, NO_ROLE),
        company="" if many else _typed(buyer.company, NO_COMPANY),
        knows=tuple(Known(fact.text, _kind(fact)) for fact in scenario.fact),
        sells=_typed(brief.you_sell, SOLD),
        your_name=brief.your_name,
        your_company=_typed(brief.your_company, CALLER),
        your_number=brief.your_number,
        relationship=brief.relationship,
        goal=_typed(brief.goal, GOAL),
        offers=tuple(offer.text for offer in scenario.offer),
        wishes=brief.wishes,
        firms=tuple(firms),
    )


def tidy(prep: Prep) -> Prep:
    """Runs of white space made one blank, blank lines left out, everything within the bounds of a file."""
    texts = ("name", "role", "company", "sells", "your_name", "your_company", "your_number", "goal")
    limits = {"name": 50, "role": 80, "company": 60, "your_company": 50, "your_number": 24, "your_name": 50}
    said = {name: cut_to(line_of(getattr(prep, name)), limits.get(name, 200)) for name in texts}
    knows = tuple(Known(cut_to(line_of(k.text), LONGEST), k.kind) for k in prep.knows if k.text.strip())
    offers = tuple(cut_to(line_of(text), 200) for text in prep.offers if text.strip())
    return msgspec.structs.replace(
        prep,
        knows=knows[:MOST_LINES],
        offers=offers[:MOST_OFFERS],
        wishes=tuple(dict.fromkeys(prep.wishes)),
        firms=prep.firms[:MOST_FIRMS],
        **said,
    )


def _greeting(name: str) -> str:
    who = "You've reached my voicemail" if name == NO_NAME else f"You've reached {name}"
    return f"{who}. Leave a message after the tone."


def _kind(fact: Fact) -> Kind:
    if not fact.may_tell:
        return "secret"
    return "background" if fact.kind == "decoy" or fact.kind == "stale" else fact.kind


def _own_slug(text: str, taken: set[str], otherwise: str) -> str:
    made = slug(text, taken, words=3, otherwise=otherwise)
    taken.add(made)
    return made


def _typed(text: str, stand_in: str) -> str:
    return "" if text == stand_in else text
