"""Attempts and drafts as rows and back. Whatever a keyboard or a paste can put into a text comes back the same."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from vmdojo.coaching.happenings import AnyHappening
from vmdojo.coaching.model import Attempt, Prediction
from vmdojo.coaching.summary import Summary
from vmdojo.grading.model import DimensionName, Grade
from vmdojo.progress.model import Draft
from vmdojo.scenarios.model import Plan

T = TypeVar("T")
Cell = str | bytes | int | float | None
Row = tuple[Any, ...]


class Unreadable(Exception):  # noqa: N818 - said of a row, caught inside this room
    """A row that does not hold what this vmdojo expects. ``str()`` says what is wrong with it."""


@cache
def sql(name: str) -> str:
    """The text of ``statements/<name>.sql``."""
    return files("vmdojo.progress").joinpath("statements", f"{name}.sql").read_text(encoding="utf-8")


def pack_text(text: str) -> str | bytes:
    """Text as SQLite takes it: as it is, or as bytes where a lone surrogate keeps it from being Unicode."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def unpack_text(cell: str | bytes) -> str:
    """The text that :func:`pack_text` was given."""
    return cell.decode("utf-8", "surrogatepass") if isinstance(cell, bytes) else cell


def pack_struct(value: msgspec.Struct) -> str:
    """A struct as JSON."""
    try:
        return msgspec.json.encode(value).decode("utf-8")
    except UnicodeEncodeError:
        # Quotes of a text with lone surrogates: the standard library writes them as escapes, in plain ASCII.
        return json.dumps(msgspec.to_builtins(value))


def unpack_struct(cell: str, type_: type[T]) -> T:
    """The struct that :func:`pack_struct` was given."""
    try:
        return msgspec.json.decode(cell, type=type_)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return msgspec.convert(json.loads(cell), type=type_)


def attempt_row(attempt: Attempt) -> dict[str, Cell]:
    """The parameters of ``add_attempt.sql``."""
    return {
        "id": attempt.id,
        "scenario": attempt.scenario,
        "scenario_hash": attempt.scenario_hash,
        "judge": attempt.judge,
        "total": attempt.grade.total,
        "opened_ms": attempt.opened_ms,
        "left_ms": attempt.left_ms,
        "offset_minutes": attempt.offset_minutes,
        "plan": pack_struct(attempt.plan),
        "prediction": None if attempt.prediction is None else pack_struct(attempt.prediction),
        "text": pack_text(attempt.text),
        "grade": pack_struct(attempt.grade),
        "source": attempt.source,
        "official": int(attempt.official),
    }


def attempt_from(row: Row) -> Attempt:
    """The attempt of a row of ``attempt.sql`` and its like. Raises :class:`Unreadable`.

    A row salvaged from a record of the first tables has neither source nor mark.
    """
    id_, scenario, scenario_hash, judge, plan, text, prediction, grade, opened_ms, left_ms, offset_minutes = row[:11]
    source, official = row[11:] or ("", 0)
    try:
        return Attempt(
            id=id_,
            scenario=scenario,
            scenario_hash=scenario_hash,
            judge=judge,
            plan=unpack_struct(plan, Plan),
            text=unpack_text(text),
            prediction=None if prediction is None else unpack_struct(prediction, Prediction),
            grade=unpack_struct(grade, Grade),
            opened_ms=opened_ms,
            left_ms=left_ms,
            offset_minutes=offset_minutes,
            source=str(source),
            official=bool(official),
        )
    except (msgspec.MsgspecError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(f"take {id_!r}: {error}") from error


class _Dimension(msgspec.Struct, gc=False):
    """As much of a dimension as a summary holds."""

    points: float
    level: int | None = None


class _Grade(msgspec.Struct, gc=False):
    """As much of a grade as a summary holds; the rest of the JSON is passed over unread."""

    seconds: float
    dimensions: dict[DimensionName, _Dimension | None]


# Thousands are read at once: a decoder that is made once spares each row the looking up of its type.
_READ_GRADE = msgspec.json.Decoder(_Grade).decode
_READ_PLAN = msgspec.json.Decoder(Plan).decode
_READ_PREDICTION = msgspec.json.Decoder(Prediction).decode


def _left(cell: str) -> bool:
    try:
        return _READ_PLAN(cell).leave
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return unpack_struct(cell, Plan).leave


def _grade_in_numbers(cell: str) -> _Grade:
    try:
        return _READ_GRADE(cell)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return unpack_struct(cell, _Grade)


def summary_from(row: Row) -> Summary:
    """The summary of a row of ``summaries.sql``. Raises :class:`Unreadable`."""
    id_, scenario, judge, total, opened_ms, left_ms, offset_minutes, plan, prediction, grade, source, official = row
    try:
        read = _grade_in_numbers(grade)
        said = None if prediction is None else _READ_PREDICTION(prediction)
        ask = read.dimensions.get("scariness")
        return Summary(
            id=id_,
            scenario=scenario,
            judge=judge,
            total=total,
            opened_ms=opened_ms,
            left_ms=left_ms,
            offset_minutes=offset_minutes,
            left=_left(plan),
            would_return=None if said is None else said.would_return,
            guess=None if said is None else said.guess,
            seconds=read.seconds,
            level=None if ask is None else ask.level,
            points={name: dimension.points for name, dimension in read.dimensions.items() if dimension is not None},
            source=source,
            official=bool(official),
        )
    except (msgspec.MsgspecError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(f"take {id_!r}: {error}") from error


def happening_row(happening: AnyHappening) -> dict[str, Cell]:
    """The parameters of ``add_happening.sql``."""
    return {
        "id": happening.id,
        "type": tag(type(happening)),
        "ref": happening.ref,
        "at_ms": happening.at_ms,
        "offset_minutes": happening.offset_minutes,
        "body": pack_struct(happening),
    }


def happening_from(row: Row) -> AnyHappening:
    """The happening of a row of ``happenings.sql`` and its like. Raises :class:`Unreadable`."""
    try:
        return unpack_struct(row[0], AnyHappening)  # type: ignore[arg-type]  # a union is no type to mypy
    except (msgspec.MsgspecError, ValueError, TypeError) as error:
        raise Unreadable(f"a happening: {error}") from error


def tag(type_: type[msgspec.Struct]) -> str:
    """The name under which a type of happening is kept."""
    return str(type_.__struct_config__.tag)


def draft_row(draft: Draft) -> dict[str, Cell]:
    """The parameters of ``save_draft.sql``."""
    return {
        "scenario": draft.scenario,
        "scenario_hash": draft.scenario_hash,
        "stage": draft.stage,
        "plan": pack_struct(draft.plan),
        "text": pack_text(draft.text),
        "opened_ms": draft.opened_ms,
        "saved_ms": draft.saved_ms,
        "left_ms": draft.left_ms,
        "offset_minutes": draft.offset_minutes,
        "source": draft.source,
        "official": int(draft.official),
    }


def draft_from(row: Row) -> Draft:
    """The draft of a row of ``drafts.sql`` and its like. Raises :class:`Unreadable`.

    A row salvaged from a record of the first tables has neither source nor mark.
    """
    scenario, scenario_hash, stage, plan, text, opened_ms, saved_ms, left_ms, offset_minutes = row[:9]
    source, official = row[9:] or ("", 0)
    try:
        return msgspec.convert(
            {
                "scenario": scenario,
                "scenario_hash": scenario_hash,
                "stage": stage,
                "plan": unpack_struct(plan, Plan),
                "text": unpack_text(text),
                "opened_ms": opened_ms,
                "saved_ms": saved_ms,
                "left_ms": left_ms,
                "offset_minutes": offset_minutes,
                "source": source,
                "official": bool(official),
            },
            Draft,
        )
    except (msgspec.MsgspecError, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(f"draft of {scenario!r}: {error}") from error
