"""What a file says in spite of its faults, so that one run can tell of its form and of its samples."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, TypeVar

import msgspec
import tomli
from msgspec import inspect

from vmdojo.scenarios.problem import nearest
from vmdojo.scenarios.toml import Loaded

T = TypeVar("T", bound=msgspec.Struct)


def mend(loaded: Loaded[T], type: type[T]) -> T | None:  # noqa: A002 - the word that a caller expects
    """The value of a file; where it has none, what of it can be read, with neutral values in the gaps.

    An unknown key counts as the missing one that it was likely meant to be, a value of the wrong type as missing, a
    missing text as empty. A list of tables keeps its length, so an index still leads to its line. None where the file
    is no TOML. Only for judging what stands beside the faults: the value may hold what the format forbids.
    """
    if loaded.value is not None:
        return loaded.value
    try:
        data = tomli.loads(loaded.source.text)
    except (RecursionError, ValueError):  # TOMLDecodeError is a ValueError
        return None
    return _struct(data, type)


def _struct(data: dict[str, Any], cls: type[T]) -> T:
    fields = msgspec.structs.fields(cls)
    absent = [field.encode_name for field in fields if field.encode_name not in data]
    known = {field.encode_name for field in fields}
    meant = {nearest(key, absent): value for key, value in data.items() if key not in known}
    values: dict[str, Any] = {}
    for field in fields:
        given = data.get(field.encode_name, meant.get(field.encode_name))
        try:
            values[field.name] = msgspec.convert(given, field.type)
        except (msgspec.ValidationError, OverflowError, RecursionError):
            kind = inspect.type_info(field.type)
            if isinstance(kind, inspect.DictType) and isinstance(given, dict):
                values[field.name] = _entries(given, field.type)
            elif field.required or (isinstance(kind, inspect.VarTupleType) and isinstance(given, list)):
                values[field.name] = _gap(given, kind)
    return cls(**values)


def _entries(given: dict[str, Any], type_: Any) -> dict[Any, Any]:
    """The entries of a table that fit."""
    kept: dict[Any, Any] = {}
    for key, value in given.items():
        with suppress(msgspec.ValidationError, OverflowError, RecursionError):
            kept |= msgspec.convert({key: value}, type_)
    return kept


def _gap(given: Any, kind: inspect.Type) -> Any:
    """What can be kept of a value that does not fit, else a neutral one."""
    match kind:
        case inspect.Metadata():
            return _gap(given, kind.type)
        case inspect.StructType():
            return _struct(given if isinstance(given, dict) else {}, kind.cls)
        case inspect.VarTupleType(item_type=inspect.StructType()):
            return tuple(_gap(item, kind.item_type) for item in (given if isinstance(given, list) else ()))
        case inspect.VarTupleType():
            return tuple(item for item in (given if isinstance(given, list) else ()) if _keeps(item, kind.item_type))
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.IntType():
            return 0
        case inspect.FloatType():
            return 0.0
        case inspect.BoolType():
            return True
        case _:
            return given if isinstance(given, str) else ""


def _keeps(item: Any, kind: inspect.Type) -> bool:
    return item in kind.values if isinstance(kind, inspect.LiteralType) else isinstance(item, str)
