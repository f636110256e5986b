"""A call that somebody will really make, as it is typed into a form, and the scenario that is made of it.

A prepared scenario's facts have no cues: nobody foresees how the player will say them, so the judge takes them for the
caller's own notes (``vmdojo.grading.notes``). What the form leaves blank is filled with stand-ins that claim nothing,
and taken out again when the scenario is edited. The ids of such scenarios begin with :data:`PREFIX`; they never leave
the machine.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Sequence
from typing import Final, Literal, get_args

import msgspec

from vmdojo.scenarios.model import Brief, Buyer, Fact, FactKind, Offer, Relationship, Scenario, Wish
from vmdojo.scenarios.writing import slug

PREFIX: Final = "prep-"
"""Begins the id of every prepared call. A scenario with such an id is not to be shared."""
LIST_PREFIX: Final = "prep-list-"
"""Begins the id of a message to many."""

Kind = Literal["trigger", "market", "pain", "role", "proof", "referral", "background", "secret"]
"""What a form calls a fact: the dossier's kinds, and what one knows but will not say."""
KINDS: tuple[Kind, ...] = get_args(Kind)

LONGEST: Final = 300
"""Characters of a field, as in a scenario file."""
MOST_LINES: Final = 12
"""Facts of a call; nobody uses more in half a minute."""
MOST_OFFERS: Final = 5
MOST_FIRMS: Final = 500
"""Firms of a list."""

NO_NAME, NO_ROLE, NO_COMPANY = "somebody", "role not known", "company not known"
TRADE: Final = "a real call"
"""Stands where the library names an industry."""
TRADE_OF_LIST: Final = "a list of real calls"
GOAL: Final = "A short answer, or an open ear at the next call."
SOLD: Final = "what you sell"
CALLER: Final = "your company"
STAND_IN_NAME, STAND_IN_COMPANY = "Alex Moreno", "Larkfield"
"""Whom a message to many is tried on while no firm is named."""


class Known(msgspec.Struct, frozen=True):
    """One thing that is known of the buyer, or of all buyers of a list."""

    text: str
    kind: Kind = "background"


class Firm(msgspec.Struct, frozen=True):
    """One of many similar firms. Any of the texts may be empty."""

    name: str = ""
    company: str = ""
    first: str = ""
    """First name, where it is not the first word of ``name``."""
    line: str = ""
    """What only this firm has, in the words in which it will be said."""

    @property
    def first_name(self) -> str:
        return self.first or first_name(self.name)


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
    return id_.startswith(PREFIX)


def is_list(id_: str) -> bool:
    """Whether an id is that of one message to many."""
    return id_.startswith(LIST_PREFIX)


_TITLES = frozenset("dr mr mrs ms mx prof sir dame rev sister father captain chef judge".split())


def first_name(name: str) -> str:
    """What one calls a person: the first word of the name that is not a title."""
    return next((part for part in name.split() if part.rstrip(".").lower() not in _TITLES), name)


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
    prefix = LIST_PREFIX if prep.many else PREFIX
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
        title=_short(f"List: {whom}" if prep.many else whom, 50),
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
    said = {name: _short(_line(getattr(prep, name)), limits.get(name, 200)) for name in texts}
    knows = tuple(Known(_short(_line(k.text), LONGEST), k.kind) for k in prep.knows if k.text.strip())
    offers = tuple(_short(_line(text), 200) for text in prep.offers if text.strip())
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
    kind: FactKind = fact.kind
    return "background" if kind in ("decoy", "stale") else kind


def _own_slug(text: str, taken: set[str], otherwise: str) -> str:
    made = slug(text, taken, words=3, otherwise=otherwise)
    taken.add(made)
    return made


def _typed(text: str, stand_in: str) -> str:
    return "" if text == stand_in else text


def _line(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rstrip()


# What kind of fact a line is

_SIGNS: tuple[tuple[Kind, str], ...] = (
    (
        "referral",
        r"\b(?:sent me|told me (?:to|about)|said (?:to (?:call|ring|ask)|i should)|suggested (?:i|that i|me)|"
        r"referred (?:me|us)|introduced (?:me|us)|gave me (?:your|his|her|their|the) (?:name|number)|recommended (?:i|me)|"
        r"mentioned (?:you|her|him|them)|put me on to|passed me)\b",
    ),
    (
        "secret",
        r"\b(?:confidential|off the record|between us|not public|not official|rumou?r|don't (?:say|mention|tell)|"
        r"do not (?:say|mention|tell)|must not (?:say|mention)|divorce|illness|sick leave|cancer|salary|laid off because)\b",
    ),
    (
        "proof",
        r"\b(?:our (?:customer|client)s?|a (?:customer|client) of ours|we (?:helped|saved|cut|did this|built|got)|"
        r"(?:cut|saved|halved|dropped|went from) .{0,60}\b(?:with us|after|in (?:a|one|two|three|six) (?:week|month)s?)|"
        r"case study|uses? (?:us|ours)|bought (?:it )?from us|runs? (?:on )?ours)\b|"
        r"^an? (?:\S+ ){1,5}(?:in|at|near|down|up) [A-Z].*\d|\byou may tell it\b",
    ),
    (
        "market",
        r"\b(?:regulation|regulations|new (?:law|rule|rules|standard|tax|tariff)|directive|ban|banned|inspector(?:ate)?|deadline"
        r"|industry|trade fair|trade show|competitor|competitors|across the (?:sector|trade|county|state|country)|"
        r"sector|the market|ministry|government|council (?:has|will|voted)|prices? (?:of|for|have|rose|went|up)|"
        r"shortage|everyone in|most (?:firms|shops|plants|schools|hotels|clinics)|tariffs?|the state|federal|nationwide)\b",
    ),
    (
        "pain",
        r"\b(?:late|complain\w*|problem|problems|trouble|broke|breaks|broken|breakdowns?|fail(?:s|ed|ing|ures?)?|lost|lose|"
        r"losing|loses|missed|misses|missing|short of|too (?:few|slow|many|long|much|old)|can't|cannot|fined|fines?|"
        r"delay(?:s|ed)?|wait(?:s|ed|ing)?|queues?|overtime|by hand|waste[sd]?|errors?|wrong|leak(?:s|ed|ing)?|"
        r"returns?|backlog|stuck|struggl\w+|costs? (?:her|him|them)|hours? a (?:day|week)|jam(?:s|med)?|turned away|"
        r"understaffed|quit|nobody (?:to|has|left)|no one (?:to|has|left))\b",
    ),
    (
        "trigger",
        r"\b(?:opens?|opened|opening|open in|moves?|moved|moving|hired?|hiring|hires|new (?:\w+ )?(?:head|director|manager|"
        r"chief|owner|plant|site|store|office|branch|building|wing|line|shop|warehouse|hall|contract|role)|announced?|launch(?:es|ed|ing)?|won|"
        r"award(?:ed)?|merg(?:es|ed|er|ing)|bought|acquired|took over|raised|funding|expand(?:s|ed|ing)?|"
        r"started|starts|began|begins|joined|joins|promoted|posted|advertis(?:es|ed|ing)|job ad|vacancy|tender|"
        r"permit|broke ground|signed|just|last (?:week|month|tuesday|monday|wednesday|thursday|friday)|"
        r"next (?:week|month|spring|summer|autumn|fall|winter|year)|this (?:week|month)|"
        r"yesterday|today|since (?:monday|friday|last|may|june|july|january|march|april)|"
        r"(?:in|on|from|until|before|after) (?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december))\b",
    ),
    (
        "role",
        r"\b(?:responsible for|in charge of|reports? to|decides?|signs? off|answers? (?:for|to)|looks? after|runs the|"
        r"heads the|her job|his job|their job|manages|oversees|budget|approves|years (?:in|as)|used to (?:be|run|work))\b",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _SIGNS)


def guess_kind(text: str) -> Kind:
    """What kind of fact a line most likely is, by its words; ``background`` where none of them tells."""
    return next((kind for kind, signs in _COMPILED if signs.search(text)), "background")


# One message to many firms

_FIELD = re.compile(r"\{\s*(first[ _]name|name|company|line)\s*\}", re.IGNORECASE)
FIELDS: Final = ("first name", "name", "company", "line")
"""What a player may write in braces where one message goes to many."""


def fill(text: str, firm: Firm) -> str:
    """The message as this firm hears it. A field for which the firm has nothing stays, and stays a fault."""
    return _FIELD.sub(lambda field: _value(field[1], firm) or field[0], text)


def fields_of(text: str) -> tuple[str, ...]:
    """The known fields that a message uses, each once, in the order of :data:`FIELDS`."""
    used = {found.lower().replace("_", " ") for found in _FIELD.findall(text)}
    return tuple(field for field in FIELDS if field in used)


def missing(text: str, firm: Firm) -> tuple[str, ...]:
    """The fields of a message for which the firm has nothing."""
    return tuple(field for field in fields_of(text) if not _value(field, firm))


def _value(field: str, firm: Firm) -> str:
    match field.lower().replace("_", " "):
        case "first name":
            return firm.first_name
        case "name":
            return firm.name or firm.first
        case "company":
            return firm.company
        case _:
            return firm.line


def representative(firms: Sequence[Firm]) -> Firm:
    """The firm on which a message to many is tried: the first of those that have the most to fill in."""
    stand_in = Firm(name=STAND_IN_NAME, company=STAND_IN_COMPANY)
    return max(firms, key=lambda firm: sum(bool(_value(field, firm)) for field in FIELDS), default=stand_in)


_HEADINGS = {
    "name": "name", "contact": "name", "full name": "name", "buyer": "name", "person": "name",
    "first name": "first", "first": "first", "firstname": "first", "given name": "first",
    "company": "company", "firm": "company", "account": "company", "organisation": "company",
    "organization": "company", "business": "company",
    "line": "line", "note": "line", "notes": "line", "one line": "line", "own line": "line", "reason": "line",
}  # fmt: skip


def read_firms(text: str) -> tuple[tuple[Firm, ...], list[str]]:
    """Firms from lines or from CSV, and a sentence for each line that could not be used.

    The mark between values is a tab, a semicolon or a comma, whichever the first line holds first in this order. A
    first line that names columns (name, first name, company, line) gives their order; without one it is name, company,
    line, and further values belong to the line. Blank lines are passed over; at most :data:`MOST_FIRMS` firms count.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    first = next((line for line in text.split("\n") if line.strip()), "")
    mark = next((one for one in ("\t", ";", ",") if one in first), ",")
    rows: list[tuple[int, list[str]]] = []
    told: list[str] = []
    reader = csv.reader(io.StringIO(text), delimiter=mark, skipinitialspace=True)
    try:
        for row in reader:
            cells = [_short(_line(cell), LONGEST) for cell in row]
            if any(cells):
                rows.append((reader.line_num, cells))
    except csv.Error as error:
        told.append(f"Line {reader.line_num} cannot be read ({error}); it and what follows are left out.")
    columns = ["name", "company", "line"]
    if rows:
        named = [_HEADINGS.get(cell.lower().replace("_", " "), "") for cell in rows[0][1]]
        if "company" in named or "name" in named or ("first" in named and "line" in named):
            columns = named
            rows = rows[1:]
    firms = []
    for number, cells in rows:
        firm = _firm(cells, columns, mark)
        if not (firm.name or firm.company or firm.first):
            told.append(f"Line {number} names neither a person nor a firm; it is left out.")
        elif len(firms) < MOST_FIRMS:
            firms.append(firm)
        else:
            told.append(f"There are more than {MOST_FIRMS} firms; line {number} and what follows are left out.")
            break
    return tuple(firms), told


def _firm(cells: Sequence[str], columns: Sequence[str], mark: str) -> Firm:
    said: dict[str, str] = {}
    for place, cell in enumerate(cells):
        column = columns[place] if place < len(columns) else ("line" if "line" in columns[-1:] else "")
        if column and cell:
            joint = f"{mark} " if mark != "\t" else " "
            said[column] = f"{said[column]}{joint}{cell}" if column in said else cell
    return Firm(**{name: _short(text, LONGEST) for name, text in said.items()})


def write_firms(firms: Sequence[Firm]) -> str:
    """Firms as CSV with a line of headings, as :func:`read_firms` reads them and any spreadsheet shows them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("name", "company", "first name", "line"))
    writer.writerows((firm.name, firm.company, firm.first, firm.line) for firm in firms)
    return out.getvalue()


def firm_line(firm: Firm) -> str:
    """A firm on one line of a form."""
    mark = "; " if any("," in text for text in (firm.name, firm.company)) else ", "
    said = [firm.name or firm.first, firm.company, firm.line]
    while said and not said[-1]:
        said.pop()
    return mark.join(said)
