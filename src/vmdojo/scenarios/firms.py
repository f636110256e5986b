"""One message to many similar firms: who they are, and the fields of a message that differ from firm to firm."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

import msgspec

LONGEST: Final = 300
"""Characters of a field, as in a scenario file."""
MOST_FIRMS: Final = 500
"""Firms of a list."""
STAND_IN_NAME, STAND_IN_COMPANY = "Alex Moreno", "Larkfield"
"""Whom a message to many is tried on while no firm is named."""


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


_TITLES = frozenset("dr mr mrs ms mx prof sir dame rev sister father captain chef judge".split())


def first_name(name: str) -> str:
    """What one calls a person: the first word of the name that is not a title."""
    return next((part for part in name.split() if part.rstrip(".").lower() not in _TITLES), name)


_FIELD = re.compile(r"\{\s*(first[ _]name|name|company|line)\s*\}", re.IGNORECASE)
FIELDS: Final = ("first name", "name", "company", "line")
"""What a player may write in braces where one message goes to many."""


def fill(text: str, firm: Firm) -> str:
    """The message as this firm hears it. A field for which the firm has nothing stays, and stays a fault."""
    return _FIELD.sub(lambda field: _value(field[1], firm) or field[0], text)


def unfill(text: str, firm: Firm) -> str:
    """The message with this firm's own words made fields again, the longest first."""
    held = {field: _value(field, firm) for field in FIELDS}
    for field, value in sorted(held.items(), key=lambda item: -len(item[1])):
        if value:
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", f"{{{field}}}", text)
    return text


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
            cells = [cut_to(line_of(cell), LONGEST) for cell in row]
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
    firms: list[Firm] = []
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
    return Firm(**{name: cut_to(text, LONGEST) for name, text in said.items()})


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


def line_of(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def cut_to(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rstrip()
