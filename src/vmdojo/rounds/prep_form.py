"""What is asked for a prepared call, and how the answers become one. The game's form and the command line share it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple, get_args

from vmdojo.rounds.prep import MOST_FIRM_BYTES
from vmdojo.scenarios.firms import LONGEST, Firm, firm_line, read_firms
from vmdojo.scenarios.guessing import Kind, guess_kind
from vmdojo.scenarios.model import Relationship, Wish
from vmdojo.scenarios.prepared import MOST_LINES, MOST_OFFERS, Known, Prep

MOST_SHOWN: Final = 20
"""Firms that a form shows; more lie in the list's file and stay there."""

KIND_NAMES: tuple[tuple[Kind, str], ...] = (
    ("trigger", "it happened"),
    ("market", "their market"),
    ("pain", "it hurts"),
    ("role", "their job"),
    ("proof", "proof"),
    ("referral", "who sent me"),
    ("secret", "not to say"),
    ("background", "good to know"),
)
"""Kinds of facts, and what a form calls them."""
RELATIONSHIPS: tuple[tuple[Relationship, str], ...] = (
    ("cold", "never spoken"),
    ("referred", "somebody sent me"),
    ("inbound", "they asked"),
    ("met", "we have met"),
    ("customer", "they buy from us"),
)
WISHES: tuple[tuple[str, str], ...] = (
    ("", "nothing"),
    ("no_sales_messages", "no sales messages"),
    ("no_messages", "no messages at all"),
    ("email_only", "email instead"),
    ("no_calls", "not to be called"),
)


class Question(NamedTuple):
    """One thing that is asked, in the order of the form."""

    key: str
    label: str
    hint: str
    limit: int = 200
    """Characters of a line."""
    many: int = 1
    """Lines at most."""
    options: Sequence[tuple[str, str]] = ()
    kinds: Sequence[tuple[str, str]] = ()
    gap: bool = False


def questions(*, many: bool) -> tuple[Question, ...]:
    """What is asked for one call, or for a message to many."""
    whom = (
        (
            Question("role", "Who they are", "what makes them alike: owners of two-van plumbing firms", 80),
            Question(
                "knows", "All of them", "a fact of the segment; Enter for the next", LONGEST, MOST_LINES,
                kinds=KIND_NAMES, gap=True,
            ),
        )
        if many
        else (
            Question("name", "Who", "name", 50),
            Question("company", "Company", "theirs", 60),
            Question("role", "Role", "what they answer for", 80),
            Question(
                "knows", "You know", "one fact a line: what happened, what hurts", LONGEST, MOST_LINES,
                kinds=KIND_NAMES, gap=True,
            ),
        )
    )  # fmt: skip
    rest = (
        Question("offers", "You can send", "a checklist, a price list; only what is there", 200, MOST_OFFERS),
        Question("sells", "You sell", "in your buyer's words", gap=True),
        Question("your_name", "Your name", "as you say it on the phone", 50),
        Question("your_company", "Your company", "the name of your firm", 50),
        Question("your_number", "Your number", "if you leave one", 24),
        Question("relationship", "Between you", "", options=RELATIONSHIPS, gap=True),
        Question("goal", "You want", "the smallest useful answer"),
        Question("wishes", "They asked", "", options=WISHES),
    )
    firms = Question(
        "firms", "The firms", "name, company, one thing only they have; or a CSV file", LONGEST, MOST_SHOWN, gap=True
    )
    return (*whom, *rest, firms) if many else (*whom, *rest)


def values_of(prep: Prep) -> dict[str, tuple[str, ...]]:
    """A call as the lines of the form."""
    texts = ("name", "company", "role", "sells", "your_name", "your_company", "your_number", "goal")
    values: dict[str, tuple[str, ...]] = {key: (getattr(prep, key),) for key in texts if getattr(prep, key)}
    values["knows"] = tuple(known.text for known in prep.knows)
    values["offers"] = prep.offers
    values["relationship"] = (prep.relationship,)
    values["wishes"] = (prep.wishes[0] if prep.wishes else "",)
    values["firms"] = tuple(firm_line(firm) for firm in prep.firms[:MOST_SHOWN])
    return values


def prep_from(values: Mapping[str, Sequence[str]], kinds: Sequence[str], before: Prep) -> Prep:
    """The call that the lines of a form describe. ``before`` is what the form was opened with.

    A line of a list without a kind is called what its words suggest. Firms that the form had no room for stay.
    """
    knows = []
    for at, text in enumerate(values.get("knows", ())):
        called = kinds[at] if at < len(kinds) else ""
        knows.append(Known(text, _kind(called) or guess_kind(text)))
    bond = next(iter(values.get("relationship", ())), "cold")
    wish = next(iter(values.get("wishes", ())), "")

    def one(key: str) -> str:
        return next(iter(values.get(key, ())), "")

    # The form turns one wish; what else a file names stays as long as the first is not changed.
    kept = before.wishes if before.wishes and before.wishes[0] == wish else tuple(w for w in (_wish(wish),) if w)
    firms = _firms(values.get("firms", ()), before)
    return Prep(
        many=before.many,
        name=one("name"),
        role=one("role"),
        company=one("company"),
        knows=tuple(knows),
        sells=one("sells"),
        your_name=one("your_name"),
        your_company=one("your_company"),
        your_number=one("your_number"),
        relationship=next((r for r in get_args(Relationship) if r == bond), "cold"),
        goal=one("goal"),
        offers=tuple(values.get("offers", ())),
        wishes=kept,
        firms=firms,
    )


def _kind(name: str) -> Kind | None:
    return next((kind for kind, _ in KIND_NAMES if kind == name), None)


def _wish(name: str) -> Wish | None:
    return next((wish for wish in get_args(Wish) if wish == name), None)


def _firms(lines: Sequence[str], before: Prep) -> tuple[Firm, ...]:
    if not before.many:
        return ()
    shown = before.firms[:MOST_SHOWN]
    known = {firm_line(firm): firm for firm in shown}
    found: list[Firm] = []
    for line in lines:
        # A line that was not touched keeps what the form does not show, such as a first name of its own.
        if line in known:
            found.append(known[line])
        elif (file := firm_file(line)) is not None:
            found += read_firm_file(file)[0]
        else:
            found += read_firms(line)[0]
    return (*found, *before.firms[len(shown) :])


def firm_file(line: str) -> Path | None:
    """The file that a line of the form names, where it is one of firms and there."""
    if not line.lower().endswith((".csv", ".tsv", ".txt")):
        return None
    try:
        path = Path(line).expanduser()
        return path if path.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def read_firm_file(path: Path) -> tuple[tuple[Firm, ...], list[str]]:
    """Firms of a file and what could not be used, in sentences. Never raises for what the disk does."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_FIRM_BYTES + 1)
    except OSError as problem:
        return (), [f"{path.name} cannot be read: {problem.strerror or problem}."]
    if len(raw) > MOST_FIRM_BYTES:
        return (), [f"{path.name} is larger than 1 MiB. Keep the columns name, company, first name and line."]
    return read_firms(raw.decode("utf-8", "replace"))
