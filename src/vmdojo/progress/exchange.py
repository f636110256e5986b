"""A whole record as JSON or CSV, and back: every take, every happening, every draft, without loss.

Both hold the same. In JSON an attempt is what the record holds of it. In CSV each row has a few columns to read and to
sort by, and in the last one, ``data``, the whole of it as JSON: only that column is read again.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final, Literal

import msgspec

from vmdojo import __version__
from vmdojo.coaching.days import local_day
from vmdojo.coaching.happenings import AnyHappening
from vmdojo.coaching.model import Attempt
from vmdojo.coaching.summary import summary
from vmdojo.progress.model import Draft
from vmdojo.progress.record import Record

Form = Literal["json", "csv"]

MOST_BYTES: Final = 256 * 1024 * 1024
"""The largest export that is read; a take is about five thousand bytes."""
FORMAT: Final = 1
COLUMNS: Final = (
    "format",
    "kind",
    "id",
    "about",
    "day",
    "total",
    "seconds",
    "ask",
    "said_yes",
    "guess",
    "official",
    "judge",
    "text",
    "data",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


class NotAnExport(Exception):  # noqa: N818 - what it is
    """A file that holds no export. ``str()`` is a sentence that says why and what to do."""


class Export(msgspec.Struct, frozen=True):
    """Everything in a record, oldest first."""

    attempts: tuple[Attempt, ...] = ()
    happenings: tuple[AnyHappening, ...] = ()
    drafts: tuple[Draft, ...] = ()


class Taken(msgspec.Struct, frozen=True):
    """What became of an import."""

    new: int
    """Takes and happenings that were not on record."""
    known: int
    """Those that were, and are the same."""
    clashes: tuple[str, ...]
    """Ids under which the record holds something else: the record's own was kept."""
    drafts: int
    """Drafts taken in, where no words waited on that buyer."""


def gather(record: Record) -> Export:
    """Everything in the record. Raises ``RecordError``."""
    return Export(
        attempts=tuple(reversed(record.attempts())),
        happenings=tuple(reversed(record.happenings())),
        drafts=tuple(reversed(record.drafts())),
    )


def write(export: Export, form: Form) -> bytes:
    """The export as a file, UTF-8. What a keyboard cannot type comes back, too."""
    return _to_json(export) if form == "json" else _to_csv(export)


def read(data: bytes) -> Export:
    """What :func:`write` wrote, in whichever form. Raises :class:`NotAnExport`."""
    if len(data) > MOST_BYTES:
        raise NotAnExport(f"The file is larger than {MOST_BYTES // 1024 // 1024} MiB: that is no export of one player.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotAnExport(
            f"The file is not UTF-8 (byte {error.start}). Export it again: vmdojo progress export"
        ) from None
    return _from_json(text) if text.lstrip()[:1] == "{" else _from_csv(text)


def take_in(record: Record, export: Export) -> Taken:
    """Add what the record does not hold yet, all or nothing. Raises ``RecordError``."""
    added, clashes = record.add_all(export.attempts, export.happenings)
    waiting = {draft.scenario for draft in record.drafts()}
    drafts = 0
    for draft in export.drafts:
        if draft.scenario not in waiting:
            record.save_draft(draft)
            drafts += 1
    every = len(export.attempts) + len(export.happenings)
    return Taken(new=added, known=every - added - len(clashes), clashes=clashes, drafts=drafts)


# JSON


def _to_json(export: Export) -> bytes:
    # Lone surrogates are no UTF-8: the standard library writes them, as all that is not ASCII, as escapes.
    body = {
        "format": FORMAT,
        "vmdojo": __version__,
        "attempts": [msgspec.to_builtins(one) for one in export.attempts],
        "happenings": [msgspec.to_builtins(one) for one in export.happenings],
        "drafts": [msgspec.to_builtins(one) for one in export.drafts],
    }
    return (json.dumps(body, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def _from_json(text: str) -> Export:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotAnExport(f"The file is no JSON ({error}). Was it cut short? Export it again.") from None
    if not isinstance(body, dict) or "attempts" not in body:
        raise NotAnExport('The file is JSON, but no export of vmdojo: it has no "attempts".')
    _check_format(body.get("format"))
    return Export(
        attempts=tuple(_each(body, "attempts", Attempt)),
        happenings=tuple(_each(body, "happenings", AnyHappening)),
        drafts=tuple(_each(body, "drafts", Draft)),
    )


def _each(body: dict[str, object], key: str, type_: Any) -> Iterator[Any]:
    rows = body.get(key, [])
    if not isinstance(rows, list):
        raise NotAnExport(f'"{key}" should be a list.')
    for number, row in enumerate(rows, 1):
        yield _one(row, type_, f"{key}, number {number}")


def _one(row: object, type_: Any, place: str) -> Any:
    """``row`` as one of what a record holds; a union of types is Any to mypy."""
    try:
        return msgspec.convert(row, type=type_)
    except (msgspec.ValidationError, RecursionError) as error:
        raise NotAnExport(f"The file is damaged at {place}: {error}. Nothing was taken from it.") from None


def _check_format(found: object) -> None:
    if found != FORMAT:
        raise NotAnExport(f"The export has format {found!r}; this vmdojo reads {FORMAT}. Install the newest vmdojo.")


# CSV


def _to_csv(export: Export) -> bytes:
    out = io.StringIO(newline="")
    rows = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    rows.writeheader()
    rows.writerows(_rows(export))
    return out.getvalue().encode("utf-8")


def _rows(export: Export) -> Iterator[dict[str, object]]:
    for attempt in export.attempts:
        it = summary(attempt)
        yield {
            "format": FORMAT,
            "kind": "attempt",
            "id": _cell(attempt.id),
            "about": _cell(attempt.scenario),
            "day": it.day.isoformat(),
            "total": f"{it.total:.1f}",
            "seconds": f"{it.seconds:.1f}",
            "ask": "" if it.level is None else it.level,
            "said_yes": "" if it.would_return is None else int(it.would_return),
            "guess": "" if it.guess is None else it.guess,
            "official": int(it.official),
            "judge": _cell(attempt.judge),
            "text": _cell(attempt.text),
            "data": _data(attempt),
        }
    for happening in export.happenings:
        kind = str(type(happening).__struct_config__.tag)
        day = local_day(happening.at_ms, happening.offset_minutes).isoformat()
        yield {
            "format": FORMAT,
            "kind": kind,
            "id": _cell(happening.id),
            "about": _cell(happening.ref),
            "day": day,
            "data": _data(happening),
        }
    for draft in export.drafts:
        yield {
            "format": FORMAT,
            "kind": "draft",
            "about": _cell(draft.scenario),
            "text": _cell(draft.text),
            "data": _data(draft),
        }


def _data(value: msgspec.Struct) -> str:
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=True)


def _cell(text: str) -> str:
    """Text for eyes: nothing that a spreadsheet would run or a terminal obey. The truth is in ``data``."""
    shown = "".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _from_csv(text: str) -> Export:
    attempts: list[Attempt] = []
    happenings: list[AnyHappening] = []
    drafts: list[Draft] = []
    before = csv.field_size_limit(MOST_BYTES)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""))
        if not {"format", "kind", "data"} <= set(rows.fieldnames or ()):
            raise NotAnExport("The file is no export of vmdojo: neither JSON nor a CSV with format, kind and data.")
        for row in rows:
            place = f"line {rows.line_num}"
            _check_format(int(row["format"]) if (row["format"] or "").isdecimal() else row["format"])
            try:
                value = json.loads(row["data"] or "")
            except (ValueError, RecursionError):
                raise NotAnExport(
                    f"The file is damaged at {place}: its data is no JSON. Nothing was taken from it."
                ) from None
            if row["kind"] == "attempt":
                attempts.append(_one(value, Attempt, place))
            elif row["kind"] == "draft":
                drafts.append(_one(value, Draft, place))
            else:
                happenings.append(_one(value, AnyHappening, place))
    except csv.Error as error:
        raise NotAnExport(f"The file is no CSV ({error}).") from None
    finally:
        csv.field_size_limit(before)
    return Export(tuple(attempts), tuple(happenings), tuple(drafts))
